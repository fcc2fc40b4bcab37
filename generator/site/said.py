"""Names for what items say in the columns that a part of the site shows: while the name stays, the part need not be made again."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter

from generator import memory
from generator.document.shelf import Shelf
from generator.history import Record
from generator.model import BASES, Item
from generator.model.record import ATTRIBUTE_OF

Columns = tuple[str, ...]

LIFE: Columns = ("item_id", "edition", "effective_from", "effective_to", "end_reason", "replaced_by")
"""Which versions there are, and when each applies: every part shows that."""
NAMED: Columns = (*LIFE, "violation", "field", "township", "change_reason")
"""What a line says of a version besides: what it is called and about, for whom it is and why it came."""
CITED: Columns = (*NAMED, *BASES, "statutory_penalty")
"""On what it rests besides, and what tells which text of the law that was."""
ALL: Columns = tuple(ATTRIBUTE_OF.get(column, column) for column in Item.columns())

_EVERY = attrgetter(*ALL)


class Said:
    """What the items on a shelf say; `record` is what is known of who recorded that."""

    def __init__(self, shelf: Shelf, record: Record | None = None) -> None:
        self._shelf = shelf
        self._record = record
        self._known: dict[Columns, dict[str, bytes]] = {}
        self._whole: dict[Columns, str] = {}
        self._places: Mapping[str, str] = {}

    def of(self, columns: Columns, items: Iterable[str] | None = None) -> str:
        """A name for what `items` (all, when not given) say in `columns`, in whatever order they are given.

        Of an item with several versions everything counts: wherever one follows another it is told in which columns they differ.
        """
        if items is None:
            if columns not in self._whole:
                self._whole[columns] = self._joined(columns, self._names(columns))
            return self._whole[columns]
        return self._joined(columns, items)

    def _joined(self, columns: Columns, items: Iterable[str]) -> str:
        known = self._names(columns)
        return memory.digest(b"".join([known[item_id] for item_id in sorted(items)]))

    def settle(self) -> None:
        """From now on only whole items will be asked for, and what is known of all: the rest goes."""
        self._known = {ALL: self._names(ALL)}
        self._places = {}

    def release(self) -> None:
        """The names of single items go: no more will be asked for."""
        self._known.clear()

    def _names(self, columns: Columns) -> dict[str, bytes]:
        if columns not in self._known:
            few = attrgetter(*columns)
            self._places = self._places or self._placed()
            self._known[columns] = {item_id: self._name(item_id, versions, few) for item_id, versions in self._shelf.versions.items()}
        return self._known[columns]

    def _name(self, item_id: str, versions: Sequence[Item], few: Callable[[Item], object]) -> bytes:
        says = few if len(versions) == 1 else _EVERY
        return hashlib.blake2b(f"{self._places[item_id]}{[says(version) for version in versions]}".encode(), digest_size=16).digest()

    def _placed(self) -> Mapping[str, str]:
        """Item → on which list each of its versions stands, and whether it has come to be wrong."""
        unsettled = self._shelf.unsettled
        return {item_id: repr([(v.department, v.kind.slug, unsettled(v)) for v in versions]) for item_id, versions in self._shelf.versions.items()}

    def item(self, item_id: str) -> tuple[object, ...]:
        """What names that from which the pages and the JSON of an item are made, besides everything in the city that is not an item."""
        main = self._shelf.main
        others = [(other, main[other].violation if other in main else "") for version in self._shelf.versions[item_id] for other in version.replaced_by]
        recorded = self._record.of_item(item_id) if self._record else ()
        return self._names(ALL)[item_id], others, recorded
