"""What an xls or et says of its sheets and the reader of cells leaves out: hidden rows and columns."""

import struct
from collections.abc import Iterator, Mapping, Sequence

from generator.intake.compound import stream
from generator.intake.package import Aside

_BOOKS = ("workbook", "book")
"""The stream of a workbook since Excel 97, and that of Excel 5."""
_RECORD = struct.Struct("<HH")
_BEGIN, _END, _SHEET, _COLUMNS, _ROW = 0x0809, 0x000A, 0x0085, 0x007D, 0x0208
_OPTIONS, _UNSEEN = 12, 0x20
"""Where a row's options stand, and their sign that it has no height: hidden, folded away or filtered out."""
_LAST, _OF_COLUMNS = 2, 8
"""Where the last of the columns stands of which a record speaks, and their options, the first of which says that they are hidden."""
_UNTOLD = "哪些行、列隐藏着"

Record = tuple[int, int]
"""What a record is about, and where its content begins."""


def asides(data: bytes, names: Sequence[str]) -> Mapping[str, Aside]:
    """Name of a sheet → what is said of it. `names` are in the order of the workbook."""
    try:
        book = stream(data, _BOOKS)
        starts = [_number(book, "<I", place) for kind, place in _records(book, 0) if kind == _SHEET]
        return {name: _aside(book, start) for name, start in zip(names, starts, strict=True)}
    except ValueError:
        return dict.fromkeys(names, Aside(untold=_UNTOLD))


def _aside(book: bytes, start: int) -> Aside:
    rows: set[int] = set()
    columns: set[int] = set()
    for kind, place in _records(book, start):
        if kind == _ROW and _number(book, "<H", place + _OPTIONS) & _UNSEEN:
            rows.add(_number(book, "<H", place) + 1)
        elif kind == _COLUMNS and _number(book, "<H", place + _OF_COLUMNS) & 1:
            columns |= {*range(_number(book, "<H", place), _number(book, "<H", place + _LAST) + 1)}
    return Aside(frozenset(rows), frozenset(columns))


def _records(book: bytes, at: int) -> Iterator[Record]:
    """Every record of the part that begins at `at`; a chart on a sheet is a part within it. ValueError when it has no end."""
    depth = 0
    while at + _RECORD.size <= len(book):
        kind, size = _RECORD.unpack_from(book, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            if kind == _END:
                return
            break  # it does not begin where it is said to
        yield kind, at + _RECORD.size
        at += _RECORD.size + size
    raise ValueError("a part of the workbook is broken off")


def _number(book: bytes, form: str, place: int) -> int:
    try:
        number: int = struct.unpack_from(form, book, place)[0]
    except struct.error as problem:
        raise ValueError("a record is broken off") from problem
    return number
