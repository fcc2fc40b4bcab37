"""Tables on demand: only the rows that are asked for become records."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from generator.model import Record, Source

R = TypeVar("R", bound=Record)


class Rows(Sequence[R], Generic[R]):
    """The records of a canonical CSV with these columns, in its order, each made when it is first asked for."""

    def __init__(self, path: str, data: bytes, columns: Sequence[str | None], record: type[R]) -> None:
        self._path = path
        self._data = data
        self._columns = columns
        self._record = record.reader(columns)
        self.typed: dict[int, R] = {}
        """The records that were asked for, by position."""

    @cached_property
    def _cells(self) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self._data.decode("utf-8"), newline="")))[1:]

    def __len__(self) -> int:
        return len(self._cells)

    def __getitem__(self, position: Any) -> Any:
        if isinstance(position, slice):
            return tuple(self)[position]
        place = range(len(self))[position]
        if place not in self.typed:
            self.typed[place] = self._record(self._cells[place], Source.of_sound(self._path, place))
        return self.typed[place]

    def __iter__(self) -> Iterator[R]:
        return map(self.__getitem__, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def texts(self, *columns: str) -> Iterator[tuple[str, ...]]:
        """These cells of every row; no record is made."""
        places = [self._columns.index(name) for name in columns]
        return (tuple([cells[place] for place in places]) for cells in self._cells)


def texts(records: Sequence[Record], *columns: str) -> Iterator[tuple[str, ...]]:
    """These cells of every record as canonical CSV writes them."""
    if isinstance(records, Rows):
        return records.texts(*columns)
    return (tuple(map(record.text, columns)) for record in records)


class LawTable(Mapping[str, tuple[R, ...]], Generic[R]):
    """law_id → its records, cut out of a canonical CSV (first column law_id, sorted by it) when first asked for."""

    def __init__(self, data: bytes, record: type[R]) -> None:
        self._data = data
        self._record = record
        self._names = data[: data.index(b"\n")].decode().split(",")
        self._parsed: dict[str, tuple[R, ...]] = {}
        self._ends: dict[str, tuple[int, int]] = {}

    def __getitem__(self, law_id: str) -> tuple[R, ...]:
        if law_id not in self._parsed:
            wanted = law_id.encode()
            start = self._first(lambda found: found >= wanted)
            end = self._first(lambda found: found > wanted)
            if start == end:
                raise KeyError(law_id)
            self._parsed[law_id] = tuple(map(self._record.from_cells, self._cells(start, end)))
        return self._parsed[law_id]

    def article(self, law_id: str, article: int, suffix: int) -> R | None:
        """The record of one article; None when there is none. Its neighbours are not parsed, since most are never asked for."""
        wanted = law_id.encode()
        if law_id not in self._ends:
            self._ends[law_id] = self._first(lambda found: found >= wanted), self._first(lambda found: found > wanted)
        start, end = self._ends[law_id]
        found = self._data.rfind(b"\n%s,%d,%d," % (wanted, article, suffix), start - 1, end) + 1
        if not found and not suffix:
            found = self._data.rfind(b"\n%s,%d,," % (wanted, article), start - 1, end) + 1
        if not found:
            return None
        return self._record.from_cells(self._cells(found, self._data.index(b"\n", found))[0])

    def _cells(self, start: int, end: int) -> list[dict[str, str]]:
        rows = csv.reader(io.StringIO(self._data[start:end].decode("utf-8")))
        return [{n: c for n, c in zip(self._names, cells, strict=True) if c} for cells in rows]

    def _first(self, beyond: Callable[[bytes], bool]) -> int:
        """Where the first line begins whose law_id is `beyond` (false for every line before it, true for all after)."""
        low, high = self._data.index(b"\n") + 1, len(self._data)
        while low < high:
            middle = max(self._data.rfind(b"\n", low, (low + high) // 2) + 1, low)
            if beyond(self._data[middle : self._data.index(b",", middle)]):
                high = middle
            else:
                low = self._data.index(b"\n", middle) + 1
        return low

    def __iter__(self) -> Iterator[str]:
        seen = ""
        for line in self._data.decode("utf-8").split("\n")[1:]:
            law_id = line.split(",", 1)[0]
            if law_id and law_id != seen:
                seen = law_id
                yield law_id

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def differing(self, other: "LawTable[R]") -> frozenset[str]:
        """The law_ids whose rows are not written the same in both; nothing is parsed."""
        if self._data == other._data:
            return frozenset()
        names = {line[: line.index(b",")] for line in {*self._data.split(b"\n")} ^ {*other._data.split(b"\n")} if line}
        return frozenset(name.decode() for name in names)
