"""C18: the conditions say more than the clause itself."""

from collections.abc import Iterator, Mapping

from generator.legality.basis import judging_days
from generator.legality.conditions import LONGEST_COPY, only_statute, terms_of
from generator.legality.elements import Element, conditions_on, elements_in
from generator.legality.relief import exemption_type
from generator.legality.rule import Reach, Remark, Rule, flags, passes
from generator.model import ExemptionType, Item, Kind, Severity, Status, World, few

_MANY = 3
"""From this many copies on, a list that copies in more than half of its items is named once as a whole."""
_NEEDED = {ExemptionType.MINOR: {Element.MINOR, Element.PROMPT, Element.HARMLESS},
           ExemptionType.FIRST_TIME: {Element.FIRST, Element.SLIGHT, Element.PROMPT}}
_COMPLETE_BY_LAW = (ExemptionType.MINOR_AGE, ExemptionType.MENTAL_ILLNESS, ExemptionType.SPECIAL_CLAUSE)


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per item that copies; for a list that mostly copies, one remark on its first such item."""
    copies, total = world.of_list(item, _copies), len(world.lists[item.department, item.kind])
    if id(item) not in copies:
        return
    if len(copies) < _MANY or 2 * len(copies) <= total:
        yield Remark("conditions", "适用条件只照抄法条，没有结合本事项细化，执法人员和当事人都无法判断怎样才算符合。")
    elif next(iter(copies)) == id(item):
        yield Remark("conditions", f"本清单{total}个事项中有{len(copies)}个的适用条件只照抄法条，没有结合事项细化（"
                                   f"{few([one.item_id or '' for one in copies.values()])}）。")


def _copies(items: tuple[Item, ...], world: World) -> Mapping[int, Item]:
    """The items that only copy, by id, in the order of the table."""
    return {id(item): item for item in items if _copied(item, world)}


def _copied(item: Item, world: World) -> bool:
    wanted, text = exemption_type(item.exemption_type), item.conditions or ""
    if not text or len(text) > LONGEST_COPY or wanted in _COMPLETE_BY_LAW or not only_statute(text):
        return False
    if world.status(item) is Status.ENDED:
        return False
    day = judging_days(item, world)[-1]
    if any(term in text for term in terms_of(item, world, day)) or conditions_on(item, world, day) != text:
        return False  # a term of the list, or a general condition that it inherits, says more
    needed = _NEEDED.get(wanted) if wanted else None
    return needed is None or needed <= elements_in(text)  # what is missing is the business of C02 and C03


_PLAIN = "违法行为轻微并及时改正，没有造成危害后果"

RULE = Rule(
    id="C18", slug="more-than-the-clause", title="适用条件要结合事项细化", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第三十三条第一款", "《中华人民共和国行政处罚法》第三十四条"),
    rationale="法条已经写了的话，清单再抄一遍没有用处。清单的价值在于说清楚：本事项到什么数量算轻微，多久改正算及时，凭什么证明。",
    hint="补充数量、时间、范围、证据等可以核查的标准，或者在术语表中给“及时改正”等下定义。",
    examples=(
        passes("写了数量和时间"),
        passes("术语表给及时改正下了定义", conditions=_PLAIN, tables={"terms": (
            {"department": "scjg", "term": "及时改正", "definition": "发现当日撤下", "value": "1", "unit": "日"},)}),
        passes("继承了通用条件", conditions=_PLAIN, tables={"terms": (
            {"department": "scjg", "term": "适用前提", "definition": "涉及广告不超过1条", "general_condition": "是"},)}),
        flags("conditions", "照抄轻微不罚", conditions=_PLAIN),
        flags("conditions", "编了号的照抄", conditions="同时符合下列条件：1.违法行为轻微；2.在规定期限内及时改正；3.没有造成危害后果的"),
        flags("conditions", "添了几个虚字的照抄", conditions="当事人的违法行为轻微，已经主动及时改正，没有造成危害后果等"),
        flags("conditions", "照抄从轻情形", kind=Kind.LIGHTER_PENALTY, conditions="主动消除或者减轻违法行为危害后果的"),
        flags("conditions", "整张清单大半照抄，只说一次", conditions=_PLAIN, beside=(
            {"conditions": _PLAIN}, {"conditions": _PLAIN}, {"violation": "广告中未表明引证内容的出处"})),
    ),
    check=check, reach=Reach.LIST)
