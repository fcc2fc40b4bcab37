"""What a town may apply on any day, and what changed in it: entries begin and end, powers are given and taken back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import islice, takewhile

from generator.document.shelf import Shelf
from generator.document.turns import What
from generator.document.wording import amended
from generator.legality.delegation import Applicability, delegated
from generator.model import Item


@dataclass(frozen=True, slots=True)
class Shift:
    """An entry that the town may apply from `day` on (ADDED), may in other words (AMENDED), or no longer may (ENDED)."""

    day: date
    what: What
    item: Item
    reason: str


class Holdings:
    """One town, by what had been published by as_of."""

    def __init__(self, shelf: Shelf, town: str) -> None:
        self._shelf = shelf
        self._town = town
        self._items = tuple(item for item in shelf.world.public_items if item.township and item.item_id in shelf.versions)

    def on(self, day: date) -> Mapping[str, Item]:
        """item_id → the version that the town may apply in its own name on `day`."""
        return {item.item_id or "": item for item in self._items if self._applies(item, day) and self._power(item, day)}

    def last(self) -> tuple[Shift, ...]:
        """What changed on the latest day, by as_of, on which anything did; empty when nothing ever has."""
        return next(self._past(), ())

    def earlier(self, since: date) -> tuple[Shift, ...]:
        """What changed from `since` on, before that day; the latest first."""
        days = takewhile(lambda shifts: since <= shifts[0].day, islice(self._past(), 1, None))
        return tuple(shift for shifts in days for shift in shifts)

    def _past(self) -> Iterator[tuple[Shift, ...]]:
        """The days on which something changed, the latest first."""
        return filter(None, (self._shifts(day) for day in reversed(self._days) if day <= self._shelf.as_of))

    def coming(self, until: date) -> tuple[Shift, ...]:
        """What is known to change after as_of and before `until`."""
        return tuple(shift for day in self._days if self._shelf.as_of < day < until for shift in self._shifts(day))

    @cached_property
    def _days(self) -> tuple[date, ...]:
        """Every day on which something can change."""
        found: set[date | None] = set()
        for item in self._items:
            interval = self._shelf.interval(item)
            if interval:
                found |= {interval.start, interval.end}
        for row in self._shelf.world.book.delegations:
            if row.town == self._town:
                found |= {row.valid_from, row.recalled_on}
        return tuple(sorted(day for day in found if day))

    def _applies(self, item: Item, day: date) -> bool:
        interval = self._shelf.interval(item)
        return interval is not None and day in interval

    def _power(self, item: Item, day: date) -> bool:
        return delegated(item, self._town, self._shelf.world, day)[0] is Applicability.APPLIES

    def _shifts(self, day: date) -> tuple[Shift, ...]:
        before, after = self.on(day - timedelta(days=1)), self.on(day)
        return tuple(self._between(before, after, day))

    def _between(self, before: Mapping[str, Item], after: Mapping[str, Item], day: date) -> Iterator[Shift]:
        for item_id, item in after.items():
            known = before.get(item_id)
            if known is None:
                yield Shift(day, What.ADDED, item, self._gained(item, day))
            elif known is not item:
                yield Shift(day, What.AMENDED, item, amended(known, item, self._shelf))
        for item_id, item in before.items():
            if item_id not in after:
                interval = self._shelf.interval(item)
                ended = interval is not None and interval.end == day
                yield Shift(day, What.ENDED, item, interval.reason if interval and ended else "赋权已收回")

    def _gained(self, item: Item, day: date) -> str:
        if self._power(item, day - timedelta(days=1)):
            edition = self._shelf.world.editions.get(item.edition or "")
            return f"新列入清单{f'（{edition.doc_no}）' if edition and edition.doc_no else ''}"
        _, delegation = delegated(item, self._town, self._shelf.world, day)
        return f"新获赋权{f'（{delegation.basis}）' if delegation and delegation.basis else ''}"
