"""What a check finds in the same cells it finds once: many items repeat each other's."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from operator import attrgetter
from typing import Any, TypeVar

from generator.legality.basis import BASIS_FIELDS, judging_days
from generator.model import Item, World

T = TypeVar("T")

_MOST_KEPT = 12_000


def by_text(find: Callable[[Item, str, World], Iterable[T]]) -> Callable[[Item, World], Iterator[T]]:
    """What `find` finds in each basis that is filled.

    `find` gets the field; it may look at its text, the kind of the list and the days to judge by, and at nothing else of the item.
    """
    def each(item: Item, world: World) -> Iterator[T]:
        known, days = world.once(_answers)[find], judging_days(item, world)
        for field in BASIS_FIELDS:
            text = getattr(item, field)
            if text:
                key = (field, text, item.kind, days)
                found = known.get(key)
                if found is None:
                    found = _kept(known, key, find(item, field, world))
                yield from found

    return each


def by_cells(*fields: str) -> Callable[[Callable[[Item, World], Iterable[T]]], Callable[[Item, World], tuple[T, ...]]]:
    """For a check that looks at these cells, the kind of the list and the days to judge by, and at nothing else of the item."""
    cells = attrgetter("kind", *fields)

    def once(find: Callable[[Item, World], Iterable[T]]) -> Callable[[Item, World], tuple[T, ...]]:
        def each(item: Item, world: World) -> tuple[T, ...]:
            known, key = world.once(_answers)[find], (cells(item), judging_days(item, world))
            found = known.get(key)
            return _kept(known, key, find(item, world)) if found is None else found

        return each

    return once


def _answers(world: World) -> defaultdict[object, dict[Hashable, tuple[Any, ...]]]:
    """What each check found before, by what it looked at."""
    return defaultdict(dict)


def _kept(known: dict[Hashable, tuple[T, ...]], key: Hashable, found: Iterable[T]) -> tuple[T, ...]:
    if len(known) >= _MOST_KEPT:
        known.clear()
    return known.setdefault(key, tuple(found))
