"""D13: a lighter fine that is a reduction of the intended one keeps the statutory minimum."""

from collections.abc import Iterator

from generator.legality.comparable import compared
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when nothing keeps the reduced fine at or above the minimum."""
    found = compared(item, world) if item.kind is Kind.LIGHTER_PENALTY else None
    if found is not None and "D13" in found.rules and found.verdict == "lawful":
        yield Remark("outcome", "按拟罚款额降低，结果可能低于法定最低限，须注明「降低后低于法定最低限的，按法定最低限处罚」。")


_LIGHTER = Kind.LIGHTER_PENALTY

RULE = Rule(
    id="D13", slug="floor-below-reduction", title="按比例降低的罚款须有下限保护", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第三十二条", "《中华人民共和国行政处罚法》第七十六条第一款第（二）项"),
    rationale="“按拟罚款额降低50%”没有写出数额。拟罚款额接近法定最低限时，降低以后就低于最低限，成了减轻处罚，属于擅自改变处罚幅度。",
    hint="在后面写明“降低后低于法定最低限的，按法定最低限处罚”。",
    examples=(
        passes("写明数额", kind=_LIGHTER),
        passes("有下限保护", kind=_LIGHTER, outcome="按拟罚款额降低50%处罚，降低后低于法定最低限的，按法定最低限处罚"),
        passes("罚则没有下限", kind=_LIGHTER, statutory_penalty="责令改正，处五万元以下罚款", outcome="按拟罚款额降低80%处罚"),
        flags("outcome", "没有下限保护", kind=_LIGHTER, outcome="按拟罚款额降低50%处罚"),
        flags("outcome", "按拟罚款额的一定比例处罚", kind=_LIGHTER, outcome="按拟处罚款数额的60%处以罚款"),
    ),
    check=check)
