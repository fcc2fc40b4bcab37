"""Names for what items say in the columns that a part of the site shows: while the name stays, the part need not be made again."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
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

_STEPS = (LIFE, NAMED, CITED, ALL)
"""Each holds the one before."""
_MORE = [attrgetter(*(column for column in step if column not in before)) for before, step in pairwise(((), *_STEPS))]
_SIZE = 16
_KIND = "said"


class Said:
    """What the items on a shelf say; `record` is what is known of who recorded that.

    `names` name the content of each list (by path) and of whatever changes how it is shown: with them, what it says is recalled.
    """

    def __init__(self, shelf: Shelf, record: Record | None = None, names: Mapping[str, str] | None = None) -> None:
        self._shelf = shelf
        self._record = record
        one_by_one = self._one_by_one(names or {})
        self._names = {item_id: self._name(shelf.versions[item_id], one_by_one) for item_id in sorted(shelf.versions)}
        self._whole: dict[Columns, str] = {}

    def of(self, columns: Columns, items: Iterable[str] | None = None) -> str:
        """A name for what `items` (all, when not given) say in `columns`, in whatever order they are given.

        Of an item with several versions everything counts: wherever one follows another it is told in which columns they differ.
        """
        if items is not None:
            return self._joined(columns, map(self._names.__getitem__, sorted(items)))
        if columns not in self._whole:
            self._whole[columns] = self._joined(columns, self._names.values())
        return self._whole[columns]

    @staticmethod
    def _joined(columns: Columns, names: Iterable[bytes]) -> str:
        part = _part(columns)
        return memory.digest(b"".join([name[part] for name in names]))

    def release(self) -> None:
        """The names of single items go: no more will be asked for."""
        self._names.clear()

    def _one_by_one(self, names: Mapping[str, str]) -> Mapping[int, bytes]:
        """Version (by id) → its names."""
        found: dict[int, bytes] = {}
        for one in self._shelf.world.lists.values():
            told = partial(_named, one.items)
            known = memory.latest(_KIND, memory.digest(one.path), names[one.path], told) if one.path in names else told()
            found.update(zip(map(id, one.items), known, strict=True))
        return found

    def _name(self, versions: Sequence[Item], one_by_one: Mapping[int, bytes]) -> bytes:
        """The names of an item: those of its only version, unless that has come to be wrong."""
        wrong, told = [*map(self._shelf.unsettled, versions)], [one_by_one[id(version)] for version in versions]
        if len(told) == 1 and not any(wrong):
            return told[0]
        return hashlib.blake2b(repr([wrong, told]).encode(), digest_size=_SIZE).digest() * len(_STEPS)

    def item(self, item_id: str) -> tuple[object, ...]:
        """What names that from which the pages and the JSON of an item are made, besides everything in the city that is not an item."""
        main = self._shelf.main
        others = [(other, main[other].violation if other in main else "") for version in self._shelf.versions[item_id] for other in version.replaced_by]
        recorded = self._record.of_item(item_id) if self._record else ()
        return self._names[item_id][_part(ALL)], others, recorded


def _named(items: Sequence[Item]) -> list[bytes]:
    """Of each version for each of the _STEPS a name for what it says, and for the list on which it stands."""
    found = []
    for version in items:
        made = hashlib.blake2b(repr((version.department, version.kind.slug)).encode(), digest_size=_SIZE)
        names = b""
        for more in _MORE:
            made.update(repr(more(version)).encode())
            names += made.digest()
        found.append(names)
    return found


def _part(columns: Columns) -> slice:
    """Where the name for these columns stands among the names of an item."""
    number = _STEPS.index(columns)
    return slice(number * _SIZE, (number + 1) * _SIZE)
