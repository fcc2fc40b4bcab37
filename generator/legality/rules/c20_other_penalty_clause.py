"""C20: the same conduct may be punishable under another law as well."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from generator.citation import Citation
from generator.laws import registry
from generator.legality.basis import judging_days, place, units
from generator.legality.conduct import normalised
from generator.legality.rule import Reach, Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, Status, World

_Laws: TypeAlias = frozenset[str | None]


def check(item: Item, world: World) -> Iterator[Remark]:
    """One note when the item cites two laws of one rank, or another item punishes the same conduct under another law."""
    several = _of_one_rank(item, world) if (item.penalty_basis or "").count("《") > 1 else ()
    if several:
        yield Remark("penalty_basis", f"同一违法行为引了{'、'.join(place(one) for one in several)}，请核对是否一行为违反多个法律规范。")
        return
    others = world.once(_by_conduct).get(normalised(item.violation)) if item.kind is not Kind.NO_COERCION else None
    if not others or world.status(item) is Status.ENDED:
        return
    own = _laws(_clauses(item, world))
    for laws, (other, clause) in others.items():
        if own and other.item_id != item.item_id and own.isdisjoint(laws):
            yield Remark("penalty_basis", f"{world.department_name(other.department)}的事项 {other.item_id} 对同一违法行为"
                                          f"适用{place(clause)}，请核对是否一行为违反多个法律规范。")
            return


def _of_one_rank(item: Item, world: World) -> tuple[Citation, ...]:
    """The first clause of each of several laws of one rank; laws of different rank are rule B13's business."""
    laws = world.once(registry)
    first = {one.law_full: one for one in reversed(_clauses(item, world))}
    ranks = {laws.versions(name)[-1].level for name in first}
    return tuple(reversed(first.values())) if len(first) > 1 and len(ranks) == 1 and world.status(item) is not Status.ENDED else ()


def _by_conduct(world: World) -> Mapping[str, Mapping[_Laws, tuple[Item, Citation]]]:
    """Conduct of several items → the sets of laws that punish it, each with its first item; clauses are read only then."""
    alike: dict[str, list[Item]] = defaultdict(list)
    for item in world.book.items:
        if item.penalty_basis and item.kind is not Kind.NO_COERCION:
            alike[normalised(item.violation)].append(item)
    found: dict[str, dict[_Laws, tuple[Item, Citation]]] = defaultdict(dict)
    for conduct, items in alike.items():
        for item in items if conduct and len(items) > 1 else ():
            clauses = () if world.status(item) is Status.ENDED else _clauses(item, world)
            if clauses:
                found[conduct].setdefault(_laws(clauses), (item, clauses[0]))
    return {conduct: sets for conduct, sets in found.items() if len(sets) > 1}


def _clauses(item: Item, world: World) -> tuple[Citation, ...]:
    """The clauses of registered laws in the penalty basis; a misspelt name has its own finding."""
    laws = world.once(registry)
    return tuple(unit for unit in units(item, "penalty_basis", world, judging_days(item, world)[-1]) if laws.versions(unit.law_full))


def _laws(clauses: tuple[Citation, ...]) -> _Laws:
    return frozenset(clause.law_full for clause in clauses)


_FIRE = {"department": "xfjy", "penalty_basis": "《中华人民共和国消防法》第六十条第一款第（一）项"}

RULE = Rule(
    id="C20", slug="other-penalty-clause", title="同一行为的其他罚则", severity=Severity.INFO,
    legal_basis=("《中华人民共和国行政处罚法》第二十九条",),
    rationale="对同一个违法行为，不得给予两次以上罚款；违反多个法律规范应当给予罚款的，按照罚款数额高的规定处罚。"
              "程序只能看出清单里有相同的行为，是不是同一个行为要人来判断。",
    hint="确属同一行为的，以罚款数额高的罚则计算减免幅度，并与有关部门统一条件；不是同一行为的，不用改。",
    examples=(
        passes("没有相同的行为"),
        passes("相同行为适用同一部法律", beside=({"department": "xfjy"},)),
        passes("法律和行政法规并引，由规则B13比较幅度", penalty_basis="《中华人民共和国价格法》第四十条；《价格违法行为行政处罚规定》第六条"),
        passes("行为不同", beside=(_FIRE | {"violation": "消防设施未保持完好有效"},)),
        flags("penalty_basis", "一个事项引两部法律的罚则",
              penalty_basis="《中华人民共和国广告法》第五十九条第三款；《中华人民共和国价格法》第四十条第一款"),
        flags("penalty_basis", "别的部门适用另一部法律", beside=(_FIRE,)),
        flags("penalty_basis", "本部门另一事项适用另一部法律", beside=(_FIRE | {"department": "scjg"},)),
    ),
    check=check, reach=Reach.BOOK)
