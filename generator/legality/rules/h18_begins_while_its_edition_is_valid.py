"""H18: a version begins while its edition is valid, else it never applies."""

from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """A remark on a version that begins when its edition has ended, unless the edition ends before it begins (H14 says that)."""
    edition = world.editions.get(item.edition or "")
    start, end = item.effective_from, edition.effective_to if edition else None
    if edition is None or start is None or end is None or start < end:
        return
    if edition.effective_from is None or edition.effective_from < end:
        yield Remark("effective_from", f"自{start}起施行，所属的发布批次{edition.edition}到{end}已经失效，这个版本从来不会适用。")


RULE = Rule(
    id="H18", slug="begins-while-its-edition-is-valid", title="在批次的有效期内施行", severity=Severity.WARNING, legal_basis=(),
    rationale="事项随所属的发布批次失效。施行日期不早于批次失效日期的版本一天也不适用，网站上只会显示为已失效，多半是年份写错了，"
              "或者应当编入下一个批次。",
    hint="核对施行日期和批次的失效日期；批次届满以后才施行的，编入新的批次公布。",
    examples=(
        passes("批次施行之日起施行"),
        passes("批次失效的前一天施行", effective_from="2031-09-14"),
        passes("批次没有写失效日期", edition="scjg-2026-2", effective_from="2062-09-15", tables={"editions": (
            {"edition": "scjg-2026-2", "department": "scjg", "kinds": "no-penalty", "effective_from": "2026-10-01"},)}),
        passes("草案还没有发布批次", edition="", effective_from="2031-09-15"),
        flags("effective_from", "批次失效之日才施行", effective_from="2031-09-15"),
        flags("effective_from", "年份写错了", effective_from="2062-09-15"),
    ),
    check=check)
