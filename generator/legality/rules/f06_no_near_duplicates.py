"""F06: one list does not hold the same item twice in other words."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from generator.legality.conduct import essence, likeness, normalised, pairs
from generator.legality.glance import Glance, outline
from generator.legality.rule import Reach, Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, Status, World

_ALIKE = 0.9
_MOST = 10
"""Candidates that are compared with one item, so that time stays linear."""


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark on the newcomer of two that agree in conduct, conditions and outcome."""
    earlier = world.of_list(item, _twins).get(id(item))
    if earlier is not None:
        yield Remark("violation", f"与同一清单的事项 {earlier.item_id}「{earlier.violation}」几乎相同，疑为重复条目。")


def _twins(items: tuple[Item, ...], world: World) -> Mapping[int, Item]:
    """id of an item → the earlier item of its list that it repeats."""
    rows = [_Row(item, outline(item, world), normalised(item.outcome), conduct) for item in items
            if world.status(item) is not Status.ENDED and (conduct := pairs(essence(item.violation)))]
    return {id(item): earlier for item, earlier in _repeated(sorted(rows, key=lambda row: row.seen.seniority))}


class _Row(NamedTuple):
    item: Item
    seen: Glance
    outcome: str
    conduct: frozenset[int]


def _repeated(rows: list[_Row]) -> Iterator[tuple[Item, Item]]:
    """Texts so alike share one of their rarest pairs, so only those that do are compared."""
    frequency = Counter(chain.from_iterable(row.conduct for row in rows))
    rank = {pair: number for number, pair in enumerate(sorted(frequency, key=lambda pair: (frequency[pair], pair)))}
    holding: dict[int, list[int]] = {pair: [] for pair in rank}
    for number, one in enumerate(rows):
        rarest = sorted(one.conduct, key=rank.__getitem__)[: len(one.conduct) - int(len(one.conduct) * 0.81) + 1]
        held = [holding[pair] for pair in rarest]
        for candidate in dict.fromkeys(chain.from_iterable(held)):
            if _same(one, other := rows[candidate]):
                yield one.item, other.item
                break
        for numbers in held:
            if len(numbers) < _MOST:
                numbers.append(number)


def _same(one: _Row, other: _Row) -> bool:
    """True iff the two are different items with the same outcome, alike in conduct and conditions, that meet on some day."""
    return (one.outcome == other.outcome and likeness(one.conduct, other.conduct) >= _ALIKE and one.seen.item_id != other.seen.item_id
            and _agree(one.seen.conditions, other.seen.conditions) and one.seen.meets(other.seen))


def _agree(one: str, other: str) -> bool:
    return one == other or likeness(pairs(normalised(one)), pairs(normalised(other))) >= _ALIKE


_TWIN = {"item_id": "2026-00003-1", "effective_from": "2026-08-01"}

RULE = Rule(
    id="F06", slug="no-near-duplicates", title="同一清单没有近似重复的事项", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第五条第二款",),
    rationale="“违反规定预售”和“擅自预售”是同一行为的两种写法，各列一项，日后只改其中一项，同样的行为就有了两种标准。"
              "违法行为和适用条件的文字都有九成相同、结果也相同的，提醒后一项。",
    hint="删除重复的一项；确属不同行为的，把区别写进违法行为。",
    examples=(
        passes("清单里没有相近的事项"),
        passes("同一行为按数量分两档，结果不同", kind=Kind.LIGHTER_PENALTY, beside=(
            _TWIN | {"conditions": "主动消除或者减轻违法行为危害后果，立案前已自行更换不符合标准的标志，所涉标志不超过5处",
                     "outcome": "处五千元以上一万五千元以下罚款"},)),
        passes("同一行为，条件各不相同", beside=(_TWIN | {"conditions": "违法行为轻微，仅在店内播放；当场停播；没有造成危害后果"},)),
        passes("同一事项的两个版本", beside=(_TWIN | {"item_id": "2026-00417-N"},)),
        flags("violation", "只差“擅自”和“违反规定”", violation="擅自预售商品房的违法行为", beside=(_TWIN | {"violation": "违反规定预售商品房"},)),
        flags("violation", "只差一个“的”字和标点", beside=(_TWIN | {"violation": "通过大众传播媒介发布的广告，未显著标明广告"},)),
        flags("violation", "条件只改了一个字", beside=(_TWIN | {
            "conditions": "同时满足：1.违法行为轻微，涉及广告不超过2条；2.及时改正，发现当日撤下；3.没有造成危害后果，无投诉举报"},)),
    ),
    check=check, reach=Reach.LIST)
