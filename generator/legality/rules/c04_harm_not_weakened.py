"""C04: the element of harm is not weakened."""

from collections.abc import Iterator

from generator.legality.basis import judging_days
from generator.legality.elements import Element, conditions_on, elements_in, weakened_harm
from generator.legality.relief import exemption_type
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import ExemptionType, Item, Kind, Severity, World

_STATUTE = {ExemptionType.MINOR: Element.HARMLESS, ExemptionType.FIRST_TIME: Element.SLIGHT}


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when no serious harm stands where the statute asks for no harm or slight harm."""
    needed = _STATUTE.get(exemption_type(item.exemption_type))  # type: ignore[arg-type]
    if item.kind is not Kind.NO_PENALTY or needed is None or not item.conditions:
        return
    for day in judging_days(item, world):
        text = conditions_on(item, world, day)
        found = weakened_harm(text)
        if found and needed not in elements_in(text):
            yield Remark("conditions", f"「{found}」宽于法定要件「{needed.value}」。")
            return


RULE = Rule(
    id="C04", slug="harm-not-weakened", title="危害后果要件不得放宽", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第三十三条第一款",),
    rationale="轻微不罚要求“没有造成危害后果”，首违不罚要求“危害后果轻微”。“未造成严重后果”“无重大影响”把已有相当危害的行为也放了进来。",
    hint="改写为法定要件，再用可以核查的标准细化，如“没有投诉举报”“涉及货值不超过500元”。",
    examples=(
        passes("写法定要件"),
        passes("法定要件之外再加限制", conditions="违法行为轻微并及时改正，没有造成危害后果，且未造成严重社会影响"),
        passes("首违不罚写危害后果轻微", exemption_type="首违不罚", outcome="可以不予行政处罚",
               conditions="初次违法，危害后果轻微并及时改正"),
        flags("conditions", "未造成严重后果", conditions="违法行为轻微并及时改正，未造成严重后果"),
        flags("conditions", "没有造成重大影响", conditions="违法行为轻微并及时改正，没有造成重大社会影响"),
        flags("conditions", "首违不罚写未造成严重后果", exemption_type="首违不罚", outcome="可以不予行政处罚",
              conditions="初次违法，及时改正，未造成严重危害后果"),
    ),
    check=check)
