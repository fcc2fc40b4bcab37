"""A row of a table as a frozen value that knows where it was written."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, lru_cache
from typing import Any, ClassVar, Self

from generator.model.finding import Source

_NOWHERE = Source("")


@lru_cache(maxsize=4096)  # many rows say the same: it is read once and kept once
def _date(text: str) -> object:
    if len(text) != 10:  # fromisoformat also takes 20240101 and 2024-W01-1
        raise ValueError(text)
    return date.fromisoformat(text)


def _bool(text: str) -> object:
    return {"是": True, "否": False}[text]


def _number(text: str) -> object:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


@lru_cache(maxsize=4096)
def _several(text: str) -> object:
    return tuple(part.strip() for part in text.split(";") if part.strip())


_READERS: tuple[tuple[object, Callable[[str], object] | None], ...] = (
    (str | None, None), (date | None, _date), (bool | None, _bool), (int | None, _number),
    (tuple[str, ...], _several))


@cache
def _readers(record: Hashable) -> Mapping[str, tuple[str, Callable[[str], object] | None]]:
    """Column → (attribute, reader of its cell; None: the text as it stands), of every column of a kind of record."""
    assert isinstance(record, type)
    assert issubclass(record, Record)
    given = record.PLACE | {"source", "malformed"}
    return {COLUMN_OF.get(f.name, f.name): (f.name, next(read for kind, read in _READERS if kind == f.type))
            for f in fields(record) if f.name not in given}


COLUMN_OF = {"valid_from": "from", "valid_to": "to", "redacted_on": "date"}
"""Attributes whose column has a name that Python or the type reserves."""
ATTRIBUTE_OF = {column: attribute for attribute, column in COLUMN_OF.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a table, typed. `malformed` names the fields whose cell could not be typed (already reported)."""

    source: Source = _NOWHERE
    malformed: frozenset[str] = frozenset()

    PLACE: ClassVar[frozenset[str]] = frozenset()
    """Fields known from the path of the file and not from a cell."""

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The columns of the CSV that this record holds."""
        return tuple(_readers(cls))  # type: ignore[arg-type]

    @classmethod
    def from_cells(cls, cells: Mapping[str, str], source: Source = _NOWHERE, **place: object) -> Self:
        """The record written in `cells` (field → text, empty cells absent)."""
        values: dict[str, Any] = dict(place)
        malformed = set()
        readers = _readers(cls)  # type: ignore[arg-type]
        for column, cell in cells.items():
            if column in readers:
                attribute, read = readers[column]
                try:
                    values[attribute] = read(cell) if read else cell
                except (ValueError, KeyError):
                    malformed.add(column)
        return cls(source=source, malformed=frozenset(malformed), **values)

    @classmethod
    def reader(cls, columns: Sequence[str | None], **place: object) -> Callable[[Sequence[str], Source], Self]:
        """What makes the record of a row with these columns whose cells are known to be sound; ValueError or KeyError when one is not."""
        readers = _readers(cls)  # type: ignore[arg-type]
        plan = [(position, *readers[name]) for position, name in enumerate(columns) if name and name in readers]
        where: dict[str, Any] = dict(place)

        def record(cells: Sequence[str], source: Source) -> Any:
            values: dict[str, Any] = {
                attribute: read(cells[position]) if read else cells[position] for position, attribute, read in plan if cells[position]}
            return cls(source=source, **where, **values)

        return record

    def text(self, name: str) -> str:
        """The cell of column `name` as canonical CSV writes it; empty when absent."""
        value = getattr(self, ATTRIBUTE_OF.get(name, name))
        if value is None:
            return ""
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, tuple):
            return ";".join(value)
        return value.isoformat() if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Record):
    """A row that holds from `valid_from` (first day) to `valid_to` (first day it no longer holds)."""

    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """True iff the row holds on `day`; an empty bound is open."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)
