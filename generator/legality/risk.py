"""Fields and industries in which leniency is looked at twice, as the city registers them."""

from collections.abc import Iterator
from datetime import date

from generator.legality import profile
from generator.legality.basis import citations, judging_days
from generator.model import Item, World

_CITED = ("penalty_basis", "coercion_basis")


def focus_field(item: Item, world: World) -> tuple[str, str] | None:
    """(field of focused enforcement, why the item belongs to it), None when it belongs to none.

    Each row of profiles.csv for E02 is one field: its name, then other words for it. An item belongs to it when one of
    them stands in its own field or in the name of a law under which it would be punished.
    """
    day = judging_days(item, world)[-1]
    found = [(row, why, text) for why, text in _places(item, world) if (row := world.known(_row, text, day)) is not None]
    if not found:
        return None
    row, why, text = min(found, key=lambda place: place[0])
    return profile.rows(world, "E02", day)[row][0], why.format(text)


def _row(text: str, day: date, world: World) -> int | None:
    """The first row one of whose words stands in the text."""
    return next((number for number, words in enumerate(profile.rows(world, "E02", day)) if any(word in text for word in words)), None)


def _places(item: Item, world: World) -> Iterator[tuple[str, str]]:
    if item.field:
        yield "领域为“{}”", item.field
    for column in _CITED:
        for law in dict.fromkeys(one.law_full for one in citations(item, column, world) if one.law_full):
            yield "引用《{}》", law


def risky_industry(item: Item, world: World) -> tuple[str, str] | None:
    """(column, word) of the first industry that the city counts as high-risk (profiles.csv, E04) in conduct or field."""
    industries = profile.words(world, "E04", "industries", judging_days(item, world)[-1])
    for column, text in (("violation", item.violation or ""), ("field", item.field or "")):
        for word in industries:
            if word in text:
                return column, word
    return None


def high_risk(item: Item, world: World) -> str | None:
    """Why a wider leniency for this item needs two reviewers (domain 附录 C); None when one suffices.

    While the city has registered no field at all every item counts: who forgot the rows must not lose the second reviewer.
    """
    if not profile.rows(world, "E02", judging_days(item, world)[-1]):
        return "profiles.csv 没有登记重点执法领域（规则 E02），从严掌握"
    if field := focus_field(item, world):
        return f"重点执法领域「{field[0]}」（{field[1]}）"
    industry = risky_industry(item, world)
    return f"高风险行业「{industry[1]}」" if industry else None
