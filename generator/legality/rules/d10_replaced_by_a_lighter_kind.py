"""D10: the kind that replaces another in a mitigated penalty, or is taken of two in a lighter one, is the lighter of them."""

from collections.abc import Iterator

from generator.legality.comparable import compared
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when the other kind is as heavy or heavier, or the order is not stated; an unlawful outcome is D02's and D04's business."""
    found = compared(item, world) if item.kind in (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY) else None
    if found is not None and "D10" in found.rules and found.verdict != "unlawful":
        yield Remark("outcome", found.reason)


_MITIGATED = Kind.MITIGATED_PENALTY
_FINE = "责令改正，处五千元以上五万元以下罚款"

RULE = Rule(
    id="D10", slug="replaced-by-a-lighter-kind", title="换用、选用的种类须是更轻的", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第九条", "《中华人民共和国行政处罚法》第三十二条"),
    rationale="减轻处罚可以改用更轻的种类，从轻处罚可以在法条列出的种类中选用更轻的。通说以第九条各项的先后判断轻重，同一项里的种类分不出轻重；法律没有明文排序，所以只提醒。",
    hint="改用第九条中排在前面的种类，如以警告代替罚款；确有理由的，在送审说明中写明。",
    examples=(
        passes("罚款改为警告", kind=_MITIGATED, outcome="给予警告，不处罚款", statutory_penalty=_FINE),
        passes("只降低罚款", kind=_MITIGATED),
        flags("outcome", "不罚款，改为责令停产停业", kind=_MITIGATED, outcome="责令停产停业，不处罚款", statutory_penalty=_FINE),
        passes("暂扣或者吊销的，暂扣许可证", kind=Kind.LIGHTER_PENALTY, outcome="暂扣许可证", statutory_penalty="暂扣或者吊销许可证"),
        flags("outcome", "从轻选用的种类，法律没有规定哪个更轻", kind=Kind.LIGHTER_PENALTY, outcome="责令停业整顿",
              statutory_penalty="责令停业整顿或者吊销许可证"),
        flags("outcome", "警告改为通报批评", kind=_MITIGATED, outcome="予以通报批评，不给予警告",
              statutory_penalty="给予警告，可以处一万元以下罚款"),
    ),
    check=check)
