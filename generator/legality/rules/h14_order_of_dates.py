"""H14: the acts of an edition follow one another in the lawful order."""

from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Edition, Severity, World

_ORDER = (
    ("consult_from", "征求意见开始"), ("consult_to", "征求意见截止"), ("review_date", "合法性审查"),
    ("deliberated_on", "集体审议"), ("issued_on", "印发"), ("published_on", "公布"), ("effective_from", "施行"),
    ("effective_to", "失效"))


def check(edition: Edition, world: World) -> Iterator[Remark]:
    """One remark per date that lies before the one it must follow; acts of one day are in order, an empty term is not."""
    before = None
    for name, act in _ORDER:
        day = getattr(edition, name)
        if day is None:
            continue
        if before is not None:
            earlier, earlier_act = before
            if day < earlier or (name == "effective_to" and day == earlier):
                yield Remark(name, f"{act}日期{day}{'早于' if day < earlier else '等于'}{earlier_act}日期{earlier}，顺序有误。")
        before = (day, act)


RULE = Rule(
    id="H14", slug="order-of-dates", title="程序日期先后有序", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第五条第三款", "《优化营商环境条例》第六十三条第二款"),
    rationale="先征求意见，再合法性审查、集体审议、印发、公布，公布之后才能施行。日期颠倒，或者是程序违法，或者是录入错误。",
    hint="对照文件原件改正日期。",
    check_edition=check,
    examples=(
        passes("依次进行"),
        passes("自公布之日起施行", effective_from="2026-08-05"),
        passes("没有征求意见日期", consult_from="", consult_to=""),
        flags("review_date", "征求意见尚未截止就审查", review_date="2026-06-01"),
        flags("published_on", "印发之前公布", published_on="2026-08-01"),
        flags("effective_from", "公布之前施行", effective_from="2026-08-01"),
        flags("effective_to", "失效不晚于施行", effective_to="2026-09-15"),
    ))
