"""A changed list in a commit → the item rows that went and came, from the lines of the patch where that is safe."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.assembly import locate
from generator.model import Item, Kind, Source
from generator.patch import FileChange
from generator.reading import read
from generator.schema import TableSchema, faults
from generator.tables import clean

_UNREADABLE = {fault.id for fault in (faults.UNREADABLE, faults.HEADER, faults.WIDTH, faults.QUOTES)}
"""Faults that leave rows unread, so that nothing can be said about what the commit did."""
Blobs = Callable[[Iterable[str]], Mapping[str, bytes]]


class Unread(Exception):
    """The list cannot be read in this commit."""


@dataclass(slots=True)
class Reader:
    """Reads changes of lists in the order of the commits.

    `headers`: path → header line of a list whose rows are one line each; absent: the whole file must be read.
    `pending`: path → the last readable object of a list that became unreadable.
    """

    schemas: Mapping[str, TableSchema]
    blobs: Blobs
    headers: dict[str, str] = field(default_factory=dict)
    pending: dict[str, str | None] = field(default_factory=dict)
    _places: dict[str, tuple[str, Kind] | None] = field(default_factory=dict)
    _columns: dict[str, tuple[str | None, ...]] = field(default_factory=dict)

    def rows(self, change: FileChange) -> tuple[list[Item], list[Item]] | None:
        """(rows that went, rows that came); None when the file is no list. Unread when it cannot be read."""
        place = self._place(change.path)
        if place is None:
            return None
        quick = self._from_lines(change, place)
        return quick if quick is not None else self._from_files(change, place)

    def _place(self, path: str) -> tuple[str, Kind] | None:
        if path not in self._places:
            located = locate(path, self.schemas)
            kind = Kind.of(located.kind or "") if located and located.table == "exemptions" else None
            self._places[path] = (located.said["department"], kind) if located and kind else None
        return self._places[path]

    def _from_lines(self, change: FileChange, place: tuple[str, Kind]) -> tuple[list[Item], list[Item]] | None:
        """None when the lines do not tell enough: then the files must be read."""
        if not change.lines or change.path in self.pending:
            return None
        removed, added = change.removed, change.added
        if change.before is None and added:
            header, added = added[0], added[1:]
            if not self._learn(change.path, header):
                return None
        elif change.path not in self.headers or (change.header_touched and change.after is not None):
            return None
        columns = self._known(self.headers[change.path])
        if change.after is None:
            if removed and removed[0].decode("utf-8", "replace") == self.headers[change.path]:
                removed = removed[1:]
            del self.headers[change.path]
        gone, came = self._items(removed, columns, place, change.path), self._items(added, columns, place, change.path)
        return None if gone is None or came is None else (gone, came)

    def _learn(self, path: str, header: bytes) -> bool:
        """Note the header of a list that is plain: UTF-8 without BOM, LF, every column known."""
        self.headers.pop(path, None)
        try:
            text = header.decode("utf-8")
        except UnicodeDecodeError:
            return False
        if text.startswith("\ufeff") or "\r" in text or None in self._known(text):
            return False
        self.headers[path] = text
        return True

    def _known(self, header: str) -> tuple[str | None, ...]:
        if header not in self._columns:
            schema = self.schemas["exemptions"]
            names = {title: column.name for column in schema.columns for title in (*column.former_titles, column.title)}
            self._columns[header] = tuple(names.get(clean(title)) for title in next(csv.reader([header])))
        return self._columns[header]

    def _items(self, lines: Sequence[bytes], columns: tuple[str | None, ...], place: tuple[str, Kind],
               path: str) -> list[Item] | None:
        if not lines:
            return []
        try:
            texts = [line.decode("utf-8") for line in lines]
            records = list(csv.reader(texts, strict=True))
        except (UnicodeDecodeError, csv.Error):
            return None
        width = len(columns)
        if len(records) != len(texts) or any(len(record) != width for record in records if record):
            return None  # a cell runs over several lines, or a row is broken
        return [_item(dict(zip(columns, record, strict=True)), place, path) for record in records if any(record)]

    def _from_files(self, change: FileChange, place: tuple[str, Kind]) -> tuple[list[Item], list[Item]]:
        before = self.pending.get(change.path, change.before)
        found = self.blobs([name for name in (before, change.after) if name])
        came = self._whole(found.get(change.after or ""), place, change.path)
        if came is None:
            self.pending.setdefault(change.path, change.before)
            self.headers.pop(change.path, None)
            raise Unread(change.path)
        gone = self._whole(found.get(before or ""), place, change.path)
        self.pending.pop(change.path, None)
        data = found.get(change.after or "")
        if data is not None:
            self._learn(change.path, data.split(b"\n", 1)[0])
        return gone or [], came

    def _whole(self, data: bytes | None, place: tuple[str, Kind], path: str) -> list[Item] | None:
        """Every row of the file; none when it does not exist, None when it cannot be read."""
        if data is None:
            return []
        sheet = read(path, data, self.schemas["exemptions"])
        missing = {name for name in self.schemas["exemptions"].headers if name not in sheet.columns}
        if any(one.rule in _UNREADABLE and one.field not in missing for one in sheet.findings):
            return None
        return [_item(sheet.cells(row), place, path) for row in sheet.rows]


def _item(cells: Mapping[str | None, str] | Mapping[str, str], place: tuple[str, Kind], path: str) -> Item:
    filled = {name: text for name, cell in cells.items() if name and (text := clean(cell))}
    return Item.from_cells(filled, Source(path), department=place[0], kind=place[1])
