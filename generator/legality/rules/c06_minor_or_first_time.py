"""C06: an item is exempt as minor or as first violation, not as a mixture of both."""

import re
from collections.abc import Iterator

from generator.legality.elements import Element, elements_in
from generator.legality.relief import exemption_type
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import ExemptionType, Item, Kind, Severity, World

_FIRST = re.compile("(?<!非)(?<!不是)(?<!不属于)(?:(?:初次|首次|第一次)(?:被?发现|违法|违反|实施|发生|出现|被?查处|被查)|首违(?!不罚))")
_DEMAND = frozenset({Element.MINOR, Element.PROMPT, Element.HARMLESS})


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when the conditions hold what belongs to the other of the two types."""
    wanted, text = exemption_type(item.exemption_type), item.conditions or ""
    if item.kind is not Kind.NO_PENALTY or wanted not in (ExemptionType.MINOR, ExemptionType.FIRST_TIME, None):
        return
    if not _FIRST.search(text):
        return
    found = elements_in(text)
    if wanted is ExemptionType.MINOR:
        yield Remark("conditions", "轻微不罚不以初次违法为要件，适用条件却写了初次违法，请标明按「轻微不罚」还是「首违不罚」适用。")
    elif found >= _DEMAND:
        yield Remark("conditions", "适用条件既写初次违法，又写违法行为轻微、没有造成危害后果，请标明按「轻微不罚」还是「首违不罚」适用。")
    elif wanted is None and Element.HARMLESS in found:
        yield Remark("conditions", "适用条件把初次违法与没有造成危害后果混写，请标明按「轻微不罚」还是「首违不罚」适用。")


_FREE = "可以不予行政处罚"

RULE = Rule(
    id="C06", slug="minor-or-first-time", title="轻微不罚和首违不罚不混写", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第三十三条第一款",),
    rationale="第三十三条第一款前段（轻微不罚）不看是不是初次，符合的一律不予处罚；后段（首违不罚）要求初次违法，是可以不予处罚。"
              "混在一起写，或者让初犯以外的人失去依法应有的不予处罚，或者看不出执法机关有没有裁量。",
    hint="轻微不罚的，删去初次违法；首违不罚的，写“危害后果轻微”；两种情形都要列的，拆成两个事项。",
    examples=(
        passes("轻微不罚不写初次违法"),
        passes("首违不罚写三个要件", exemption_type="首违不罚", outcome=_FREE, conditions="初次违法；危害后果轻微，涉及广告不超过2条；及时改正，发现当日撤下"),
        passes("首次被发现且没有造成危害后果的首违不罚", exemption_type="首违不罚", outcome=_FREE, conditions="首次被发现，当场改正，没有造成危害后果"),
        flags("conditions", "轻微不罚写了首次被发现", conditions="首次被发现，违法行为轻微，当场改正，没有造成危害后果"),
        flags("conditions", "一格里并列两种情形", conditions="符合下列情形之一：1.违法行为轻微并及时改正，没有造成危害后果；"
                                                  "2.初次违法，危害后果轻微并及时改正"),
        flags("conditions", "首违不罚写了轻微不罚的全部要件", exemption_type="首违不罚", outcome=_FREE,
              conditions="初次违法，违法行为轻微并及时改正，没有造成危害后果"),
        flags("conditions", "没有填不罚类型，条件混写", exemption_type="", conditions="首次被发现，当场改正，没有造成危害后果"),
    ),
    check=check)
