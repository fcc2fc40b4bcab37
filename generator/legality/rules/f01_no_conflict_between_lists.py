"""F01: one conduct under the same conditions has one outcome."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.legality.conduct import condition_set, implies
from generator.legality.glance import Glance
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Kind, Severity, World

_ORDER = tuple(kind.value for kind in Kind)


def compare(glances: Sequence[Glance], world: World) -> Iterator[tuple[int, Remark]]:
    """One remark on the item in the later list that leaves no room beside one in an earlier list."""
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(glances):
        if one.conduct and one.clauses and one.kind != Kind.NO_COERCION.value:
            alike[one.department, one.conduct].append(number)
    for numbers in alike.values():
        for number in numbers if len(numbers) > 1 else ():
            one = glances[number]
            others = [other for other in map(glances.__getitem__, numbers) if _conflict(one, other)]
            if others:
                sure = next((other for other in others if _word_for_word(one, other)), None)
                other = sure or others[0]
                yield number, Remark("conditions", f"与{other.kind}清单的事项 {other.item_id} 情形重叠而结果不同，请设置互斥条件。",
                                     None if sure else Severity.WARNING)


def _word_for_word(one: Glance, other: Glance) -> bool:
    """True iff one has all the conditions of the other as they are written; a number within another is read by the machine, which only warns."""
    own, theirs = condition_set(one.conditions), condition_set(other.conditions)
    return own <= theirs or theirs <= own


def _conflict(one: Glance, other: Glance) -> bool:
    """True iff `other` stands in an earlier list, punishes by the same clauses, and leaves `one` no room beside it."""
    if one.item_id == other.item_id or _ORDER.index(other.kind) >= _ORDER.index(one.kind):
        return False
    if {clause for clause, _ in one.clauses} != {clause for clause, _ in other.clauses}:
        return False
    own, theirs = condition_set(one.conditions), condition_set(other.conditions)
    return bool(own and theirs) and (implies(own, theirs) or implies(theirs, own)) and one.meets(other)


_SAME = {"kind": "no-penalty", "item_id": "2026-00003-1", "violation": "消防器材未保持完好有效", "conditions": "失效器材不超过2具；立案前已更换",
         "penalty_basis": "《中华人民共和国消防法》第六十条第一款第（一）项"}

RULE = Rule(
    id="F01", slug="no-conflict-between-lists", title="同一情形不在两类清单", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第五条第二款",),
    rationale="同一部门对同一行为、同一罚则，在两类清单中规定了相同或者互相包含的条件，结果却不同，执法人员无所适从，当事人得不到同等对待。只有一个数量不同而一个包含另一个的，只提醒。",
    hint="用数量、时间、次数等把两项的条件分开，如“不超过2具”和“超过2具不超过5具”。",
    examples=(
        passes("条件互斥", kind=Kind.MITIGATED_PENALTY, conditions="失效器材超过2具不超过5具；立案前已更换", beside=(_SAME,)),
        passes("行为不同", kind=Kind.MITIGATED_PENALTY, violation="损坏消防器材", conditions=_SAME["conditions"], beside=(_SAME,)),
        passes("部门不同", kind=Kind.MITIGATED_PENALTY, conditions=_SAME["conditions"], beside=(_SAME | {"department": "xfjy"},)),
        flags("conditions", "条件相同", kind=Kind.MITIGATED_PENALTY, conditions=_SAME["conditions"], beside=(_SAME,)),
        passes("数量首尾相接", kind=Kind.MITIGATED_PENALTY, conditions="失效器材2具以上5具以下；立案前已更换", beside=(_SAME,)),
        flags("conditions", "数量互相包含", kind=Kind.MITIGATED_PENALTY, severity=Severity.WARNING, conditions="失效器材5具以下；立案前已更换", beside=(_SAME,)),
        flags("conditions", "一项只是数量包含，另一项条件相同", kind=Kind.MITIGATED_PENALTY, conditions="失效器材5具以下；立案前已更换", beside=(
            _SAME, _SAME | {"kind": "lighter-penalty", "item_id": "2026-00002-9", "conditions": "失效器材5具以下；立案前已更换"})),
        flags("conditions", "条件互相包含", kind=Kind.MITIGATED_PENALTY, conditions="立案前已更换", beside=(_SAME,)),
    ),
    compare=compare)
