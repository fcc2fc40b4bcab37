"""A big table about laws on demand: only the rows of the laws asked for are parsed."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from generator.model import Record

R = TypeVar("R", bound=Record)


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
