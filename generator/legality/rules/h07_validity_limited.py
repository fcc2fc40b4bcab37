"""H07: the edition states how long it is valid, and not longer than the city allows."""

import re
from collections.abc import Iterator

from generator.legality.procedure import goes_public, months_after
from generator.legality.profile import number
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Edition, Severity, World

_TRIAL = re.compile("[（(](?:试行|暂行)|试行|暂行(?:规定|办法|清单)")


def check(edition: Edition, world: World) -> Iterator[Remark]:
    """A remark when there is no end, or when it lies behind the longest term, which is shorter for a trial."""
    start, end = edition.effective_from, edition.effective_to
    if start is None or not goes_public(edition):
        return
    trial = bool(edition.trial or _TRIAL.search(edition.title or ""))
    years = number(world, "H07", "trial-years" if trial else "years", start)
    if years is None:
        return
    limit, words = months_after(start, 12 * years), f"{'试行（暂行）文件' if trial else ''}一般不超过{years}年"
    if end is None:
        yield Remark("effective_to", f"没有写明有效期，{words}。")
    elif end > limit:
        yield Remark("effective_to", f"自{start}起施行，有效期到{end}（不含当日），{words}，最迟到{limit}。")


RULE = Rule(
    id="H07", slug="validity-limited", title="有效期不超过上限", severity=Severity.WARNING, legal_basis=(),
    rationale="规范性文件应当写明有效期，一般不超过5年，试行、暂行的不超过3年。年限由地方规定，登记在“地方口径”表，须由司法局核对。"
              "失效日期是不再有效的第一天：2026年9月15日起施行、有效期五年的，失效日期是2031年9月15日。",
    hint="改正失效日期；届满前评估，需要继续执行的重新公布。",
    check_edition=check,
    examples=(
        passes("恰好五年"),
        passes("试行三年", trial="是", effective_to="2029-09-15"),
        passes("闰日起算", effective_from="2028-02-29", effective_to="2033-03-01"),
        flags("effective_to", "多了一天", effective_to="2031-09-16"),
        flags("effective_to", "试行五年", trial="是"),
        flags("effective_to", "标题写明试行，有效期五年", title="示例市市场监督管理局行政执法减免责清单（试行）"),
        flags("effective_to", "没有写明有效期", effective_to=""),
    ))
