"""F02: departments that punish the same conduct under the same clause agree on leniency."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice

from generator.citation import Citation
from generator.laws import registry
from generator.legality.conduct import condition_set, likeness, normalised, pairs
from generator.legality.neighbours import articles_named, clauses, live, meet, seniority
from generator.legality.rule import Reach, Remark, Rule, flags, passes
from generator.model import Item, Severity, World

_ALIKE = 0.45
"""Under one and the same clause less likeness is needed than elsewhere: 未定保护方案 and 没有共同制定保护方案."""
_MOST = 12
"""Earlier items that are compared with one item under a clause, so that time stays linear."""


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark on the newcomer of two items that differ in list or conditions."""
    other = world.once(_disagreeing).get(id(item))
    if other is not None:
        differing = "适用条件不同" if item.kind is other.kind else f"一个{item.kind.value}，一个{other.kind.value}"
        yield Remark("conditions", f"与{world.department_name(other.department)}{other.kind.value}清单的事项 {other.item_id} "
                     f"罚则相同、行为相近，{differing}，请两个部门协调。")


def _disagreeing(world: World) -> Mapping[int, Item]:
    """id of an item → an earlier item of another department from which it differs."""
    holders: dict[Citation, list[Item]] = defaultdict(list)
    for item in sorted(_under_shared_articles(world), key=seniority):
        for clause in clauses(item, world):
            holders[clause].append(item)
    found: dict[int, Item] = {}
    for items in holders.values():
        for number, item in enumerate(items):
            others = (other for other in islice(items, number) if other.department != item.department)
            other = next((other for other in islice(others, _MOST) if _disagree(item, other, world)), None)
            if other is not None:
                found.setdefault(id(item), other)
    return found


def _under_shared_articles(world: World) -> Iterator[Item]:
    """The items whose penalty article other departments name, too; reading the clauses of the others is work for nothing."""
    laws = world.once(registry)
    named = [(item, articles_named(item.penalty_basis, laws)) for item in live(world) if item.penalty_basis]
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for item, articles in named:
        for article in articles:
            holders[article].add(item.department)
    return (item for item, articles in named if any(len(holders[article]) > 1 for article in articles))


def _disagree(item: Item, other: Item, world: World) -> bool:
    if item.kind is other.kind and item.conditions == other.conditions:
        return False
    if likeness(pairs(normalised(item.violation)), pairs(normalised(other.violation))) < _ALIKE or not meet(item, other, world):
        return False
    return item.kind is not other.kind or condition_set(item.conditions) != condition_set(other.conditions)


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
    check=check, reach=Reach.BOOK)
