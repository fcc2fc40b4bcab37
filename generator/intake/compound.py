"""A stream out of a compound file (OLE2), the shell in which an xls or et keeps its workbook."""

import struct
from collections.abc import Collection, Sequence

_FREE = 0xFFFF_FFFA
"""From here on a number of a sector means none: the end of a chain, or a sector that is not in use."""
_ENTRY = 128
_FILE, _ROOT = 2, 5
_MINI = 6
"""The size of the sectors of small streams: 1 << _MINI bytes."""
_HEADER_TABLES = 109
"""So many sectors of the table of chains are named in the header itself."""


def stream(data: bytes, names: Collection[str]) -> bytes:
    """The content of the stream with one of these names (in small letters). ValueError when the file is broken or has none."""
    try:
        return _File(data).stream(names)
    except (struct.error, IndexError) as problem:
        raise ValueError("broken compound file") from problem


def holds(data: bytes, names: Collection[str]) -> bool:
    """True iff the file has a stream with one of these names (in small letters)."""
    try:
        stream(data, names)
    except ValueError:
        return False
    return True


class _File:
    """Sectors of one size, joined to streams by a table that names for each sector the next. Small streams stand within that of the root."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._shift = struct.unpack_from("<H", data, 30)[0]
        if self._shift not in (9, 12):
            raise ValueError("no size of a sector")
        self._most = (len(data) >> self._shift) + 1
        self._next = self._table(self._tables())
        self._directory, self._cutoff, self._minis = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))

    def stream(self, names: Collection[str]) -> bytes:
        """The stream with one of these names."""
        small = b""
        place: tuple[int, int] | None = None
        entries = self._joined(self._directory)
        for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", entries, at + 64)
            start, size = struct.unpack_from("<II", entries, at + 116)
            if kind == _ROOT:
                small = self._joined(start)
            elif kind == _FILE and entries[at:at + min(length, 64)].decode("utf-16-le", "replace").rstrip("\0").lower() in names:
                place = place or (start, size)
        if place is None:
            raise ValueError("no such stream")
        start, size = place
        if size >= self._cutoff:
            return self._joined(start)[:size]
        follow = self._table(self._chain(self._minis, self._next, self._shift))
        return b"".join(small[one << _MINI:one + 1 << _MINI] for one in self._chain(start, follow, _MINI))[:size]

    def _tables(self) -> list[int]:
        """The sectors that hold the table; what the header has no room for is named in sectors of its own, each naming the next."""
        sectors = list(struct.unpack_from(f"<{_HEADER_TABLES}I", self._data, 76))
        further, seen = struct.unpack_from("<I", self._data, 68)[0], 0
        while further < _FREE and (seen := seen + 1) <= self._most:
            numbers = self._numbers(further)
            sectors += numbers[:-1]
            further = numbers[-1]
        return [sector for sector in sectors if sector < _FREE][:_HEADER_TABLES + (self._most >> self._shift - 2)]

    def _table(self, sectors: Sequence[int]) -> list[int]:
        return [number for sector in sectors for number in self._numbers(sector)]

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{1 << self._shift - 2}I", self._data, sector + 1 << self._shift)

    def _chain(self, start: int, follow: Sequence[int], shift: int) -> list[int]:
        """The numbers of the sectors (of 1 << `shift` bytes) from `start` on. A chain longer than the file goes round in a ring."""
        chain: list[int] = []
        while start < _FREE:
            if len(chain) > len(self._data) >> shift:
                raise ValueError("a chain without end")
            chain.append(start)
            start = follow[start]
        return chain

    def _joined(self, start: int) -> bytes:
        return b"".join(self._data[sector + 1 << self._shift:sector + 2 << self._shift] for sector in self._chain(start, self._next, self._shift))
