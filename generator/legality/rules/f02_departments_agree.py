"""F02: departments that punish the same conduct under the same clause agree on leniency."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from generator.legality.conduct import condition_set, likeness, pairs
from generator.legality.glance import Clause, Glance
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Severity, World

_ALIKE = 0.45
"""Under one and the same clause less likeness is needed than elsewhere: 未定保护方案 and 没有共同制定保护方案."""
_MOST = 12
"""Earlier items that are compared with one item under a clause, so that time stays linear."""


def compare(glances: Sequence[Glance], world: World) -> Iterator[tuple[int, Remark]]:
    """One remark on the newcomer of two items that differ in list or conditions."""
    holders: dict[Clause, list[int]] = defaultdict(list)
    for number, one in enumerate(glances):
        for clause, _ in one.clauses:
            holders[clause].append(number)
    said = set()
    for numbers in holders.values():
        if len({glances[number].department for number in numbers}) > 1:
            for number, other in _disagreeing(numbers, glances):
                if number not in said:
                    said.add(number)
                    yield number, Remark("conditions", _message(glances[number], other, world))


def _disagreeing(numbers: list[int], glances: Sequence[Glance]) -> Iterator[tuple[int, Glance]]:
    """The items under one clause from which an earlier one of another department differs, with that one."""
    earlier: list[Glance] = []
    for number in sorted(numbers, key=lambda number: glances[number].seniority):
        one = glances[number]
        others = (other for other in earlier if other.department != one.department)
        other = next((other for other in islice(others, _MOST) if _disagree(one, other)), None)
        if other is not None:
            yield number, other
        earlier.append(one)


def _disagree(one: Glance, other: Glance) -> bool:
    if one.kind == other.kind and one.conditions == other.conditions:
        return False
    if not one.meets(other) or likeness(pairs(one.conduct), pairs(other.conduct)) < _ALIKE:
        return False
    return one.kind != other.kind or condition_set(one.conditions) != condition_set(other.conditions)


def _message(one: Glance, other: Glance, world: World) -> str:
    differing = "适用条件不同" if one.kind == other.kind else f"一个{one.kind}，一个{other.kind}"
    return (f"与{world.department_name(other.department)}{other.kind}清单的事项 {other.item_id} "
            f"罚则相同、行为相近，{differing}，请两个部门协调。")


_FIRE = {"department": "xfjy", "item_id": "2026-00003-1", "effective_from": "2026-08-01"}

RULE = Rule(
    id="F02", slug="departments-agree", title="不同部门的同一罚则口径一致", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第五条第一款",),
    rationale="同一条罚则由几个部门实施的，同样的行为在一个部门不罚、在另一个部门从轻，或者条件宽严不一，对当事人不公平。"
              "机器只看罚则相同、行为描述相近的事项，是不是同一行为由审查人判断，所以只提醒后编入的一项。",
    hint="与对方部门商定统一的种类和条件；确属不同行为的，把违法行为写得能够区分。",
    examples=(
        passes("只有一个部门有这条罚则"),
        passes("两个部门完全一致", beside=(_FIRE,)),
        passes("罚则相同，行为不同", beside=(_FIRE | {"violation": "变相发布医疗、药品广告", "conditions": "初次发布"},)),
        passes("对方的事项已经失效", beside=(_FIRE | {"conditions": "初次发布", "effective_to": "2026-09-01", "end_reason": "调整"},)),
        flags("conditions", "条件不同", beside=(_FIRE | {"conditions": "违法行为轻微，不超过5条；及时改正；没有造成危害后果"},)),
        flags("conditions", "种类不同", beside=(_FIRE | {"kind": "lighter-penalty", "violation": "通过大众传播媒介发布的广告未标明“广告”",
              "penalty_basis": "《中华人民共和国广告法》第五十九条第三款"},)),
    ),
    compare=compare)
