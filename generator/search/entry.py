"""What the index holds of an item: the version its page answers with, published ones only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from operator import attrgetter

from generator import memory
from generator.document.shelf import Shelf
from generator.laws import Registry
from generator.legality.delegation import Applicability, applicability
from generator.model import BASES, Item, Status
from generator.search.groups import neighbours
from generator.search.postings import by_key, read

DETAILS = ("conditions", "outcome", "statutory_penalty", "coercion_measure", "exemption_type", "supporting_measures",
           "correction_deadline", "inclusion_reason", "note")
"""Columns that are searched when the violation does not hold what is asked for."""
_DETAILS = attrgetter(*DETAILS)


@dataclass(frozen=True, slots=True)
class Place:
    """What is cited of a law (None = the law as a whole); `main` when the penalty or coercion rests on it.

    A law that the registry lacks is named as it is cited.
    """

    law: str
    article: int | None
    sub: int | None
    paragraph: int | None
    main: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as the index knows it."""

    item_id: str
    item: Item
    status: Status
    start: date | None
    end: date | None
    places: tuple[Place, ...]
    towns: tuple[str, ...]
    laws: tuple[str, ...]
    """Every law cited, that of the penalty first."""

    @property
    def details(self) -> str:
        """The texts of the columns that are searched last."""
        return "\n".join([text or "" for text in _DETAILS(self.item)])


def entries(shelf: Shelf) -> tuple[Entry, ...]:
    """One entry per published item: alike ones stand together, so that few files hold the results of a query."""
    public = Shelf(shelf.world) if shelf.preview else shelf
    cited = cache(partial(_cited, public.laws))
    found = sorted((_entry(item_id, item, public, cited) for item_id, item in public.main.items()), key=_order)
    return tuple(found[number] for number in _in_order([entry.item.violation or "" for entry in found]))


def _in_order(violations: list[str]) -> Sequence[int]:
    """Their numbers so that alike ones stand together, as the last time when they are the same."""
    found: Sequence[int] = memory.latest("neighbours", "last", memory.digest(repr(violations)),
                                         lambda: neighbours(by_key(read(violations).pairs()), len(violations)))
    return found


def _order(entry: Entry) -> tuple[str, str, str, str]:
    return (entry.item.department, entry.item.field or "", entry.item.violation or "", entry.item_id)


def _entry(item_id: str, item: Item, shelf: Shelf, cited: Callable[[str | None, bool], Sequence[Place]]) -> Entry:
    interval, places = shelf.interval(item), _places(item, cited)
    return Entry(item_id, item, shelf.status(item), interval.start if interval else None, interval.end if interval else None,
                 places, _towns(item, shelf), tuple(dict.fromkeys(place.law for place in places)))


def _places(item: Item, cited: Callable[[str | None, bool], Sequence[Place]]) -> tuple[Place, ...]:
    """Each place once: first what penalty or coercion rests on, then what else is cited."""
    found = [*cited(item.penalty_basis, True), *cited(item.coercion_basis, True)]
    for column in BASES:
        found.extend(cited(getattr(item, column), False))
    places: dict[tuple[str, int | None, int | None, int | None], Place] = {}
    for place in found:
        places.setdefault((place.law, place.article, place.sub, place.paragraph), place)
    return tuple(places.values())


def _cited(laws: Registry, text: str | None, main: bool) -> Sequence[Place]:
    """Every place that a text cites."""
    return [Place(one.law_full, one.article, one.article_sub, one.paragraph, main) for one in laws.citations(text) if one.law_full]


def _towns(item: Item, shelf: Shelf) -> tuple[str, ...]:
    return tuple(town for town in (shelf.towns if item.township else ())
                 if applicability(item, town, shelf.world)[0] is Applicability.APPLIES)
