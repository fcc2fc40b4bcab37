"""A table as rows of cells that know their line, and its canonical form as bytes."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any, ClassVar, TypeAlias

from generator import memory
from generator.model import Finding, Refusal
from generator.model.finding import FIRST_LINE
from generator.schema import TableSchema
from generator.schema.faults import Fault

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 100_000
csv.field_size_limit(MAX_BYTES)  # a cell that is too long is judged by the schema and gets its own message

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
LOST = "\ufffd"
"""What a wrong conversion leaves where it could not keep a character."""
FORMULA_START = tuple("=+-@＝＋－＠")
ERRORS = frozenset(("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", *("#" * width for width in range(3, 256))))
"""What a spreadsheet shows where a formula has no value, or where a column is too narrow for one."""
BLANK = " \t\r\n\f\v\u3000\ufeff\u00a0"


@dataclass(frozen=True, slots=True)
class Row:
    """One record: first physical line and spreadsheet row (1-based, header = 1), and its clean cells by position."""

    line: int
    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One CSV as read. `columns` are identifiers by position (None = a header nobody knows).

    `rows` hold only records that can be trusted; `findings` say what happened to the others; `lossless` is False
    when writing the sheet back would lose something a person must look at first.
    """

    path: str
    schema: TableSchema
    columns: tuple[str | None, ...] = ()
    rows: Sequence[Row] = ()
    findings: tuple[Finding, ...] = ()
    lossless: bool = False

    def cells(self, row: Row) -> dict[str, str]:
        """The cells of `row` by identifier, empty ones absent."""
        return {name: text for name, text in zip(self.columns, row.cells, strict=True) if name and text}

    def place(self, name: str | None) -> tuple[str | None, str | None]:
        """(column header, spreadsheet letters) of the column `name`; (header, None) if the file lacks it."""
        if name is None or name not in self.schema.headers:
            return None, None
        letters = letters_of(self.columns.index(name)) if name in self.columns else None
        return self.schema.headers[name], letters


def finding(fault: Fault, message: str, path: str, line: int | None = None, row: int | None = None,
            value: str | None = None, hint: str = "", column: str | None = None, letters: str | None = None,
            name: str | None = None, item_id: str | None = None) -> Finding:
    """A finding of a table fault at a place; what it repeats from the table stays on one line."""
    cell = f"{letters}{row}" if letters and row else None
    return Finding(rule=fault.id, severity=fault.severity, message=_visible(message), hint=hint or fault.hint, path=path,
                   line=line, row=row, column=column, cell=cell, field=name, item_id=item_id and _visible(item_id),
                   value=_visible(shorten(value)) if value is not None else None)


def _visible(text: str) -> str:
    return CONTROL.sub("␣", text)


def shorten(text: str, limit: int = 200) -> str:
    """`text`, or its beginning and its length when it is longer than `limit` characters."""
    return text if len(text) <= limit else f"{text[:limit]}……（共{len(text)}字）"


def letters_of(index: int) -> str:
    """The name a spreadsheet gives to a column: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


Fetch: TypeAlias = Callable[[], bytes | None]
"""Brings the bytes of a table once more; None where there are none."""


def read_sound(path: str, data: bytes, schema: TableSchema, again: Fetch | None = None) -> Sheet:
    """The sheet of canonical `data` that `read` found nothing wrong with: the same sheet, its rows parsed when they are wanted.

    Where they can be read `again`, the bytes are let go once they have been parsed.
    """
    return Sheet(path, schema, tuple(column.name for column in schema.columns), _SoundRows(path, data, again), (), True)


class _SoundRows(Sequence[Row]):
    """The rows of a sound table, its bytes parsed when one is wanted.

    Of the table looked at last the cells are kept at hand: who asks for a row asks for its neighbours, and hardly ever comes back.
    """

    _latest: ClassVar[tuple["_SoundRows | None", list[tuple[str, ...]]]] = (None, [])

    def __init__(self, path: str, data: bytes, again: Fetch | None) -> None:
        self._path = path
        self._data: bytes | None = data
        self._again = again
        self._name = ""

    def _bytes(self) -> bytes:
        """What the rows are read from. Refusal where somebody has changed it since it was read first."""
        if self._data is None:
            data = self._again() if self._again else None
            if data is None or memory.digest(data) != self._name:
                raise Refusal(f"{self._path} 在运行期间被改动，前后读到的内容不同。请等改完、保存后重新运行。")
            return data
        data = self._data
        if self._again:  # of a large city the bytes of all lists take as much room as the items
            self._data, self._name = None, memory.digest(data)
        return data

    @property
    def _cells(self) -> list[tuple[str, ...]]:
        latest, read = _SoundRows._latest
        if latest is not self:
            records = csv.reader(io.StringIO(self._bytes().decode("utf-8"), newline=""))
            next(records)
            kept: dict[str, str] = {}  # a cell that many rows repeat is kept once
            read = [tuple(map(kept.setdefault, cells, cells)) for cells in records]
            _SoundRows._latest = self, read
        return read

    def __len__(self) -> int:
        return len(self._cells)

    def __getitem__(self, position: Any) -> Any:
        return tuple(self)[position] if isinstance(position, slice) else self._row(range(len(self))[position])

    def __iter__(self) -> Iterator[Row]:
        return (Row(line, line, cells) for line, cells in enumerate(self._cells, FIRST_LINE))

    def _row(self, position: int) -> Row:
        return Row(position + FIRST_LINE, position + FIRST_LINE, self._cells[position])


def sound_columns(data: bytes, schema: TableSchema) -> list[tuple[str, ...]] | None:
    """The cells of each column where `read` would surely find nothing wrong with `data`; None where it might.

    Most tables repeat their cells, so looking at the different ones of a column is several times as fast as reading row by row.
    """
    titles = [column.title for column in schema.columns]
    try:
        text = data.decode("utf-8")
        header, *rows = records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error, ValueError):
        return None
    if header != titles or not 0 < len(rows) <= MAX_ROWS or len(data) > MAX_BYTES or not unicodedata.is_normalized("NFC", text):
        return None
    if any(len(row) != len(titles) or not any(row) for row in rows):
        return None
    keys = [titles.index(schema.headers[name]) for name in schema.key]
    order = [([row[key] for key in keys], row) for row in rows]
    if any(one > other for one, other in pairwise(order)) or not _as_written(text, records):
        return None
    columns = list(zip(*rows, strict=True))
    return columns if all(map(_clean, chain.from_iterable(map(set, columns)))) else None


def _as_written(text: str, records: list[list[str]]) -> bool:
    """True iff these records, read from `text`, would be written just so: without quotes and carriage returns there is no other way."""
    if '"' in text or "\r" in text:
        return _written(records).decode("utf-8") == text
    return text.endswith("\n")


def _clean(cell: str) -> bool:
    """True iff nothing about the characters of the cell needs a message or a mend."""
    return not cell or (cell[0] not in _BAD_START and cell[-1] not in BLANK and (cell.isprintable() or not CONTROL.search(cell))
                        and LOST not in cell and cell not in ERRORS)


_BAD_START = frozenset((*FORMULA_START, *BLANK))


def clean(cell: str) -> str:
    """The cell without blanks around it, in Unicode form NFC: the two changes that never change a meaning."""
    cell = cell.strip(BLANK)
    return cell if cell.isascii() else unicodedata.normalize("NFC", cell)


def write(schema: TableSchema, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The canonical CSV of `rows` (identifier → text): every column, schema order, sorted by key, minimal quoting."""
    names = [column.name for column in schema.columns]
    lines = [[row.get(name, "") for name in names] for row in rows]
    keys = [names.index(name) for name in schema.key]
    lines.sort(key=lambda cells: ([cells[k] for k in keys], cells))
    return _written([[column.title for column in schema.columns], *lines])


def _written(records: Iterable[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(records)
    return out.getvalue().encode("utf-8")


def write_sheet(sheet: Sheet) -> bytes:
    """The canonical form of a sheet that was read; only sensible when `sheet.lossless`."""
    return write(sheet.schema, (sheet.cells(row) for row in sheet.rows))
