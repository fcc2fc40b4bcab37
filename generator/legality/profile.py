"""Thresholds of local practice: what lists/profiles.csv says on a day, never a number built into a rule."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from generator.model import Profile, World


def value(world: World, rule: str, parameter: str, day: date) -> str | None:
    """The value that holds on `day`; None when the city has set none, and the rule then has nothing to say."""
    rows = (row for row in world.once(_rows).get((rule, parameter), ()) if row.holds_on(day))
    return next((row.value for row in rows if row.value), None)


def number(world: World, rule: str, parameter: str, day: date) -> int | None:
    """The same as a whole number of at most four digits; None when it is not one."""
    text = value(world, rule, parameter, day) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def share(world: World, rule: str, parameter: str, day: date) -> Fraction | None:
    """The same as a part of a whole, written 0.3; None when it is not one."""
    text = value(world, rule, parameter, day) or ""
    return Fraction(text) if re.fullmatch("0\\.[0-9]{1,4}", text) else None


def words(world: World, rule: str, parameter: str, day: date) -> tuple[str, ...]:
    """The words, ; between them, of every row that holds on `day`; empty when the city has set none."""
    rows = (row for row in world.once(_rows).get((rule, parameter), ()) if row.holds_on(day))
    return tuple(word.strip() for row in rows for word in (row.value or "").split(";") if word.strip())


def rows(world: World, rule: str, day: date) -> tuple[tuple[str, ...], ...]:
    """The words of each row of a rule that holds on `day`, whatever its parameter; rows without words are left out."""
    found = ((word.strip() for word in (row.value or "").split(";") if word.strip())
             for row in world.book.profiles if row.rule == rule and row.holds_on(day))
    return tuple(words for words in map(tuple, found) if words)


def _rows(world: World) -> Mapping[tuple[str | None, str | None], list[Profile]]:
    found: dict[tuple[str | None, str | None], list[Profile]] = defaultdict(list)
    for row in world.book.profiles:
        found[row.rule, row.parameter].append(row)
    return dict(found)
