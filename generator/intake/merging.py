"""The rows that were read join a list: drafts are brought up to date, new items added, and what is published stays untouched."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from generator.intake.taken import Taken

Cells = dict[str, str]


class Fate(Enum):
    """What became of a row."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Merged:
    """The list afterwards, and for each row read (by its spreadsheet row) what became of it and the cells it has in the list."""

    rows: tuple[Cells, ...]
    fates: Mapping[int, tuple[Fate, Cells]]

    def of(self, fate: Fate) -> list[int]:
        """The spreadsheet rows with this fate."""
        return [row for row, (one, _) in self.fates.items() if one is fate]


def merge(existing: Sequence[Cells], read: Sequence[Taken], columns: Collection[str], identifiers: Callable[[int], Sequence[str]]) -> Merged:
    """Bring `read` into the list `existing`. `columns` are those the sheet has: only they may change a draft.

    A row is known by its number (and day); without a number by its conduct, and without either by all that it says.
    `identifiers(n)` gives numbers for new items.
    """
    table = [dict(cells) for cells in existing]
    places = _places(table, read)
    fresh = iter(identifiers(sum(1 for row in read if row.row not in places and not row.cells.get("item_id"))))
    fates: dict[int, tuple[Fate, Cells]] = {}
    for row in read:
        if row.row not in places:
            cells = {"item_id": row.cells.get("item_id") or next(fresh), **row.cells}
            table.append(cells)
            fates[row.row] = (Fate.ADDED, cells)
            continue
        before = table[places[row.row]]
        after = {**{name: text for name, text in before.items() if name not in columns}, **row.cells, "item_id": before["item_id"]}
        if after == before:
            fates[row.row] = (Fate.UNCHANGED, before)
        elif before.get("edition"):
            fates[row.row] = (Fate.REFUSED, before)
        else:
            table[places[row.row]] = after
            fates[row.row] = (Fate.UPDATED, after)
    return Merged(tuple(table), fates)


def _places(table: Sequence[Cells], read: Sequence[Taken]) -> dict[int, int]:
    """Spreadsheet row → place in the table, of each row that the table already has; each place is taken once."""
    known: dict[str, list[int]] = {}
    for place, cells in enumerate(table):
        for key in {cells.get("item_id", ""), cells.get("violation", "")}:
            known.setdefault(key, []).append(place)
    places: dict[int, int] = {}
    taken: set[int] = set()
    for alike in (_agrees, _same_item):  # the very same text first, so that two items of one conduct keep their places
        for row in read:
            candidates = known.get(row.cells.get("item_id") or row.cells.get("violation", ""), ())
            found = next((n for n in reversed(candidates) if n not in taken and alike(table[n], row.cells)), None)
            if found is not None and row.row not in places:
                places[row.row] = found
                taken.add(found)
    return places


def _same_item(before: Mapping[str, str], cells: Mapping[str, str]) -> bool:
    if cells.get("item_id"):
        return before.get("item_id") == cells["item_id"] and cells.get("effective_from") in (None, before.get("effective_from"))
    return bool(before.get("violation")) and before.get("violation") == cells.get("violation")


def _agrees(before: Mapping[str, str], cells: Mapping[str, str]) -> bool:
    return (not cells.get("violation") or _same_item(before, cells)) and all(before.get(name) == text for name, text in cells.items())
