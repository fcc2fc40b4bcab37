"""F01: one conduct under the same conditions has one outcome."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from generator.citation import Citation
from generator.legality.conduct import condition_set, normalised
from generator.legality.neighbours import clauses, meet
from generator.legality.rule import Reach, Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, Status, World

_Key: TypeAlias = tuple[str, str, frozenset[Citation]]
_ORDER = tuple(Kind)


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark on the item in the later list that leaves no room beside one in an earlier list."""
    index = world.once(_by_conduct)
    key = _key(item, world) if index else None
    if key is None:
        return
    own = condition_set(item.conditions)
    for other in index.get(key, ()):
        if other.item_id == item.item_id or _ORDER.index(other.kind) >= _ORDER.index(item.kind):
            continue
        theirs = condition_set(other.conditions)
        if own and theirs and (own <= theirs or theirs <= own) and meet(item, other, world):
            yield Remark("conditions", f"与{other.kind.value}清单的事项 {other.item_id} 情形重叠而结果不同，请设置互斥条件。")
            return


def _key(item: Item, world: World) -> _Key | None:
    """Department, conduct and penalty clauses of an item that applies or may yet; None when nothing can be compared."""
    cited, conduct = clauses(item, world), normalised(item.violation)
    if not cited or not conduct or item.kind is Kind.NO_COERCION or world.status(item) is Status.ENDED:
        return None
    return (item.department, conduct, cited)


def _by_conduct(world: World) -> Mapping[_Key, tuple[Item, ...]]:
    alike: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in world.book.items:
        alike[item.department, normalised(item.violation)].append(item)
    found: dict[_Key, list[Item]] = defaultdict(list)
    for items in alike.values():
        for item in items if len(items) > 1 else ():  # reading the clauses of a conduct that stands alone is work for nothing
            key = _key(item, world)
            if key is not None:
                found[key].append(item)
    return {key: tuple(items) for key, items in found.items() if len(items) > 1}


_SAME = {"kind": "no-penalty", "item_id": "2026-00003-1", "violation": "消防器材未保持完好有效", "conditions": "失效器材不超过2具；立案前已更换",
         "penalty_basis": "《中华人民共和国消防法》第六十条第一款第（一）项"}

RULE = Rule(
    id="F01", slug="no-conflict-between-lists", title="同一情形不在两类清单", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第五条第二款",),
    rationale="同一部门对同一行为、同一罚则，在两类清单中规定了相同或者互相包含的条件，结果却不同，执法人员无所适从，当事人得不到同等对待。",
    hint="用数量、时间、次数等把两项的条件分开，如“不超过2具”和“超过2具不超过5具”。",
    examples=(
        passes("条件互斥", kind=Kind.MITIGATED_PENALTY, conditions="失效器材超过2具不超过5具；立案前已更换", beside=(_SAME,)),
        passes("行为不同", kind=Kind.MITIGATED_PENALTY, violation="损坏消防器材", conditions=_SAME["conditions"], beside=(_SAME,)),
        passes("部门不同", kind=Kind.MITIGATED_PENALTY, conditions=_SAME["conditions"], beside=(_SAME | {"department": "xfjy"},)),
        flags("conditions", "条件相同", kind=Kind.MITIGATED_PENALTY, conditions=_SAME["conditions"], beside=(_SAME,)),
        flags("conditions", "条件互相包含", kind=Kind.MITIGATED_PENALTY, conditions="立案前已更换", beside=(_SAME,)),
    ),
    check=check, reach=Reach.BOOK)
