"""What a check finds in the same cells it finds once: many items repeat each other's."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from generator.legality.basis import judging_days
from generator.model import BASES, Item, Kind, World

T = TypeVar("T")

_MOST_KEPT = 12_000


def by_text(find: Callable[[Item, str, World], Iterable[T]]) -> Callable[[Item, World], Iterator[T]]:
    """What `find` finds in each basis that is filled.

    `find` gets the field; it may look at its text, the kind of the list and the days to judge by, and at nothing else of the item.
    """
    def each(item: Item, world: World) -> Iterator[T]:
        known, grounds = world.once(_answers)[find], world.of(item, _grounds)
        for field in BASES:
            text = getattr(item, field)
            if text:
                key = (field, text, grounds)
                found = known.get(key)
                if found is None:
                    found = _kept(known, key, find(item, field, world))
                yield from found

    return each


def by_cells(*fields: str) -> Callable[[Callable[[Item, World], Iterable[T]]], Callable[[Item, World], tuple[T, ...]]]:
    """For a check that looks at these cells, the kind of the list and the days to judge by, and at nothing else of the item."""
    cells = attrgetter(*fields)

    def once(find: Callable[[Item, World], Iterable[T]]) -> Callable[[Item, World], tuple[T, ...]]:
        def each(item: Item, world: World) -> tuple[T, ...]:
            known, key = world.once(_answers)[find], (cells(item), world.of(item, _grounds))
            found = known.get(key)
            return _kept(known, key, find(item, world)) if found is None else found

        return each

    return once


def _grounds(item: Item, world: World) -> int:
    """A number for the kind of the list and the days to judge by, which is hashed faster than they are."""
    numbers = world.once(_numbers)
    return numbers.setdefault((item.kind, judging_days(item, world)), len(numbers))


def _numbers(world: World) -> dict[tuple[Kind, tuple[date, ...]], int]:
    return {}


def _answers(world: World) -> defaultdict[object, dict[Hashable, tuple[Any, ...]]]:
    """What each check found before, by what it looked at."""
    return defaultdict(dict)


def _kept(known: dict[Hashable, tuple[T, ...]], key: Hashable, found: Iterable[T]) -> tuple[T, ...]:
    if len(known) >= _MOST_KEPT:
        known.clear()
    return known.setdefault(key, tuple(found))
