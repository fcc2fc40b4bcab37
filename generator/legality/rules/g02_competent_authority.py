"""G02: the department that lists an item is the one that its penalty clause lets punish."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from generator.article_facts import authorities_of
from generator.laws import registry
from generator.legality.basis import judging_days, place, units
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Profile, Severity, Status, World
from generator.penalty.authority import field_of, names


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when clauses name an authority that another department of the city is, and none that this one is."""
    day = judging_days(item, world)[-1]
    held = _held(world, day) if item.penalty_basis and world.status(item) is not Status.ENDED else {}
    own = held.get(item.department)
    if not own:
        return
    foreign: tuple[str, str, list[str]] | None = None
    for unit in units(item, "penalty_basis", world, day):
        article = world.once(registry).resolve(unit, day).article
        named = authorities_of(article, unit.paragraph) if article else ()
        fields = {field_of(name) for name in named}
        if fields & own:
            return
        holders = [department for department, theirs in held.items() if fields & theirs]
        if holders and foreign is None:
            foreign = place(unit), "、".join(named), holders
    if foreign is not None:
        clause, authority, holders = foreign
        departments = "、".join(world.department_name(holder) for holder in holders)
        yield Remark("penalty_basis", f"{clause}由{authority}处罚，本市是{departments}，与提交部门不符。")


def _held(world: World, day: date) -> Mapping[str, frozenset[str]]:
    """Department → what it is in charge of under the statutes on `day`."""
    days = world.once(_by_day)
    if day not in days:
        found: dict[str, frozenset[str]] = defaultdict(frozenset)
        for row, fields in world.once(_registered):
            if row.holds_on(day):
                found[row.parameter or ""] |= fields
        days[day] = dict(found)
    return days[day]


def _by_day(world: World) -> dict[date, Mapping[str, frozenset[str]]]:
    return {}


def _registered(world: World) -> tuple[tuple[Profile, frozenset[str]], ...]:
    return tuple((row, frozenset(field_of(name) for phrase in (row.value or "").split(";") for name in names(phrase)))
                 for row in world.book.profiles if row.rule == "G02")


_SHARED = {"profiles": ({"rule": "G02", "parameter": "xfjy", "value": "市场监督管理部门", "from": "2022-01-01"},)}

RULE = Rule(
    id="G02", slug="competent-authority", title="罚则由提交部门实施", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第十七条", "《中华人民共和国行政处罚法》第二十三条"),
    rationale="处罚由有处罚权的机关在法定职权范围内实施。法条写明“由××部门”处罚、而本市的这个部门是另一个局的，可能提交错了部门。"
              "机构改革、集中行使处罚权以后名称对不上是常事，所以各部门在法律上的称呼登记在“地方口径”表（参数为部门代码），"
              "没有登记的部门、写“有关部门”的法条不检查，对不上的也只提醒。",
    hint="由有处罚权的部门提出；因机构改革或者集中行使处罚权而取得的，在“地方口径”表补登该称呼和依据。",
    examples=(
        passes("市场监督管理部门的罚则"),
        passes("法条没有写明部门", department="xfjy", penalty_basis="《中华人民共和国消防法》第六十条第一款第（一）项"),
        passes("没有登记称呼的部门", department="yjgl"),
        passes("集中行使的处罚权已经登记", department="xfjy", tables=_SHARED),
        flags("penalty_basis", "别的部门的罚则", department="xfjy"),
        flags("penalty_basis", "登记的称呼已经失效", department="xfjy",
              tables={"profiles": (_SHARED["profiles"][0] | {"to": "2024-01-01"},)}),
    ),
    check=check)
