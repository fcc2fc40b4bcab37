"""C05: the wording of the outcome is as binding as the clause."""

import re
from collections.abc import Iterator

from generator.legality.relief import exemption_type
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import ExemptionType, Item, Kind, Severity, World

_FREE = re.compile("可以?(?:不予|免予|免于|免除|不)(?:给予)?(?:行政)?(?:处罚|罚款)")
_BOUND = re.compile("(?<!可以)(?<!可)(?:应当)?(?:不予|免予|免于|免除)(?:行政)?处罚")
_BINDING = (ExemptionType.MINOR, ExemptionType.NO_FAULT, ExemptionType.MINOR_AGE, ExemptionType.MENTAL_ILLNESS)


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when the outcome makes a duty a choice, or a choice a duty."""
    wanted, outcome = exemption_type(item.exemption_type), item.outcome or ""
    if item.kind is not Kind.NO_PENALTY or wanted is None:
        return
    free, bound = _FREE.search(outcome), _BOUND.search(outcome)
    if wanted in _BINDING and free:
        yield Remark("outcome", f"「{wanted.value}」依法应当不予行政处罚，「{free[0]}」与法条效力不一致。",
                     hint="改为“不予行政处罚”。")
    elif wanted is ExemptionType.FIRST_TIME and bound and not free:
        yield Remark("outcome", f"「首违不罚」依法可以不予行政处罚，由执法机关裁量，「{bound[0]}」与法条效力不一致。")


RULE = Rule(
    id="C05", slug="bound-or-free", title="“不予”与“可以不予”不混用", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第三十三条第一款", "《中华人民共和国行政处罚法》第三十三条第二款"),
    rationale="轻微不罚、无主观过错不罚是“不予”，没有裁量余地；首违不罚是“可以不予”，要看个案。用语写错，会让人误以为有或者没有裁量。",
    hint="首违不罚写“可以不予行政处罚”，其他类型写“不予行政处罚”。",
    examples=(
        passes("轻微不罚写不予"),
        passes("首违不罚写可以不予", exemption_type="首违不罚", outcome="可以不予行政处罚",
               conditions="初次违法，危害后果轻微并及时改正"),
        flags("outcome", "轻微不罚写可以不予", outcome="可以不予行政处罚"),
        flags("outcome", "首违不罚写不予", exemption_type="首违不罚", outcome="不予行政处罚",
              conditions="初次违法，危害后果轻微并及时改正"),
        flags("outcome", "无主观过错写可以免予", exemption_type="无主观过错", outcome="可以免予处罚",
              relief_basis="《中华人民共和国行政处罚法》第三十三条第二款", conditions="当事人有证据足以证明没有主观过错"),
    ),
    check=check)
