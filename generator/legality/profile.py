"""Thresholds of local practice: what lists/profiles.csv says on a day, never a number built into a rule."""

import re
from datetime import date
from fractions import Fraction

from generator.model import Profile, World


def value(world: World, rule: str, parameter: str, day: date) -> str | None:
    """The value that holds on `day`; None when the city has set none, and the rule then has nothing to say."""
    return next((row.value for row in world.known(_holding, rule, parameter, day) if row.value), None)


def number(world: World, rule: str, parameter: str, day: date) -> int | None:
    """The same as a whole number of at most four digits; None when it is not one."""
    text = value(world, rule, parameter, day) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def share(world: World, rule: str, parameter: str, day: date) -> Fraction | None:
    """The same as a part of a whole, written 0.3; None when it is not one."""
    return world.known(_share, rule, parameter, day)


def _share(rule: str, parameter: str, day: date, world: World) -> Fraction | None:
    text = value(world, rule, parameter, day) or ""
    return Fraction(text) if re.fullmatch("0\\.[0-9]{1,4}", text) else None


def words(world: World, rule: str, parameter: str, day: date) -> tuple[str, ...]:
    """The words, ; between them, of every row that holds on `day`; empty when the city has set none."""
    return world.known(_words, rule, parameter, day)


def _words(rule: str, parameter: str, day: date, world: World) -> tuple[str, ...]:
    return tuple(word for row in world.known(_holding, rule, parameter, day) for word in _listed(row))


def rows(world: World, rule: str, day: date) -> tuple[tuple[str, ...], ...]:
    """The words of each row of a rule that holds on `day`, whatever its parameter; rows without words are left out."""
    return world.known(_rows, rule, day)


def _rows(rule: str, day: date, world: World) -> tuple[tuple[str, ...], ...]:
    found = (_listed(row) for row in world.book.profiles if row.rule == rule and row.holds_on(day))
    return tuple(words for words in found if words)


def _listed(row: Profile) -> tuple[str, ...]:
    return tuple(word.strip() for word in (row.value or "").split(";") if word.strip())


def _holding(rule: str, parameter: str, day: date, world: World) -> tuple[Profile, ...]:
    return tuple(row for row in world.book.profiles if row.rule == rule and row.parameter == parameter and row.holds_on(day))
