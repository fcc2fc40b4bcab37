"""A file becomes grids of text, whatever program wrote it: every cell with the row and column a spreadsheet shows."""

import csv
import io
import os
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from generator.intake import binary, compound, opendocument, package
from generator.intake.markup import Place
from generator.intake.package import Aside, Texts
from generator.model import Refusal
from generator.reading import NoText, decode
from generator.tables import clean
from generator.workers import isolated

MAX_FILE = 20 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS = 20_000, 200
_MAX_INSIDE = 100 * 1024 * 1024
_MAX_PARTS = 2000
_PACKED, _PLAIN = 100, 10 * 1024 * 1024
"""A part of a workbook that grows to more than `_PLAIN` bytes, and by more than this factor, was not made by a clerk."""
_MOST_MEMORY, _MOST_SECONDS = 3 * 1024 * 1024 * 1024, 60
_BROKEN = "{name} 读不出来：不是完好的 Excel 或 WPS 表格，或者设了打开密码。请打开后另存为 xlsx（不设密码）；Word 文件请把表格复制到工作簿里。"
_LOCKED = "{name} 设了打开密码，读不出来。请用 Excel 或 WPS 打开，去掉密码，另存为 xlsx。"
_BINARY = "{name} 是二进制工作簿（xlsb），看不出其中隐藏的行和列，没有读取。请用 Excel 或 WPS 打开，另存为 xlsx。"
_EMPTY = "工作表“{name}”没有读到内容，而工作簿的文件有一处损坏。真是空的，删去这张工作表；有内容的，用 Excel 或 WPS 打开，另存为新的 xlsx 再试。"
_SAMPLE = 20_000
ANSWERS = "检查结果"
"""The name of the column, and of the sheet, in which annotate answers."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SEALED, _OF_XLSB = "encryptedpackage", "xl/workbook.bin"
"""The stream in which a workbook with a password stands, and the part that only an xlsb has."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `rows` are (spreadsheet row, clean cells from column A on), empty rows left out.

    A cell merged downwards is repeated in each of its rows; one merged to the right stands in its first column alone.
    `dates` and `numbers` are the (row, column) that the spreadsheet holds as a day (or a time) or a number; columns count from 0.
    `hidden` are the rows and `unseen` the columns that a person does not see, `shown` is False where the whole sheet is hidden; figures set high or low are
    signs of their own, as m². `struck` are cells with words struck out. (Only an xlsx tells such figures and words.)
    `untold` is what a broken part of the workbook kept from us, `refused` says why a sheet was not read at all.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    dates: frozenset[tuple[int, int]] = frozenset()
    numbers: frozenset[tuple[int, int]] = frozenset()
    hidden: frozenset[int] = frozenset()
    unseen: frozenset[int] = frozenset()
    struck: frozenset[Place] = frozenset()
    shown: bool = True
    untold: str = ""
    refused: str = ""


def grids(name: str, data: bytes) -> tuple[Grid, ...]:
    """The sheets of a workbook (xlsx, xls, et, ods) or the one of a CSV. Refusal, saying what to do, when it is neither."""
    if len(data) > MAX_FILE:
        raise Refusal(f"{name} 超过上限{MAX_FILE // 1024 // 1024}MB，没有读取。请只留下清单，删去图片和别的工作表。")
    if not data.strip():
        raise Refusal(f"{name} 是空的。")
    if data.startswith((_ZIP, _OLE)):
        return _workbook(name, data)
    return (_text(name, data),)


def _text(name: str, data: bytes) -> Grid:
    decoded = decode(data)
    if isinstance(decoded, NoText):
        raise Refusal(f"{name} 读不出来：{decoded.reason}请用 Excel 或 WPS 打开原表，另存为 xlsx 或者“CSV UTF-8”。")
    text = decoded.text
    if text.lstrip()[:1] == "<" or text.startswith("{\\rtf"):
        raise Refusal(f"{name} 其实是网页或者 Word 格式的文件，不是表格。请用 Excel 或 WPS 打开，另存为 xlsx。")
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text[:_SAMPLE]), skipinitialspace=True, strict=True))
    except csv.Error:
        raise Refusal(f"{name} 的英文双引号不成对，分不出单元格。请用 Excel 或 WPS 打开原表，另存为 xlsx。") from None
    rows = tuple(_filled(enumerate(records, 1)))
    if rows and all("，" in cells[0] and not any(cells[1:]) for _, cells in rows):
        raise Refusal(f"{name} 各列之间是中文逗号“，”，与格子里的逗号分不开。请用 Excel 或 WPS 打开原表，另存为 xlsx。")
    if refused := _too_long("", max((row for row, _ in rows), default=0), max((len(cells) for _, cells in rows), default=0)):
        raise Refusal(f"{name} {refused}")
    return Grid("", rows)


def _delimiter(text: str) -> str:
    """The sign that stands in most lines, since cells may have many of another in few; a title above the table has none."""
    lines = text.splitlines()
    return max(",\t;", key=lambda sign: (sum(sign in line for line in lines), text.count(sign)))


def _workbook(name: str, data: bytes) -> tuple[Grid, ...]:
    if data.startswith(_ZIP):
        _must_be_plain(name, data)
    elif compound.holds(data, (_SEALED,)):
        raise Refusal(_LOCKED.format(name=name))
    read = isolated(partial(_sheets, name, data))  # a broken xls can end the whole process that reads it
    if read is None:
        raise Refusal(_BROKEN.format(name=name))
    return read


def _sheets(name: str, data: bytes) -> tuple[Grid, ...]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    _restrain()
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            said = _asides(data, book.sheet_names)
            sheets = (sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet)
            return tuple(replace(_sheet(book.get_sheet_by_name(sheet.name), said.get(sheet.name, Aside())),
                                 shown=sheet.visible is SheetVisibleEnum.Visible) for sheet in sheets)
    except PasswordError:
        raise Refusal(_LOCKED.format(name=name)) from None
    except (CalamineError, ValueError, LookupError, OSError, MemoryError, RuntimeError, zipfile.BadZipFile, zlib.error):
        raise Refusal(_BROKEN.format(name=name)) from None
    except BaseException as problem:
        if isinstance(problem, Exception):
            raise
        raise Refusal(_BROKEN.format(name=name)) from None  # the reader panicked


def _asides(data: bytes, names: Sequence[str]) -> Mapping[str, Aside]:
    """What the reader of cells leaves out, by the name of the sheet."""
    return {**package.asides(data, names), **opendocument.asides(data, names)} if data.startswith(_ZIP) else binary.asides(data, names)


def _restrain() -> None:
    """What reads a broken file may neither fill the memory, nor go on for ever, nor talk to the terminal."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _must_be_plain(name: str, data: bytes) -> None:
    """Refusal of an xlsb, and of what grows too large: neither library limits that."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, RuntimeError, EOFError, OSError):
        raise Refusal(f"{name} 是残缺的压缩文件，读不出来。请从原表重新另存为 xlsx。") from None
    if any(package.part_name(part.filename) == _OF_XLSB for part in parts):
        raise Refusal(_BINARY.format(name=name))
    if (sum(part.file_size for part in parts) > _MAX_INSIDE or len(parts) > _MAX_PARTS
            or any(part.file_size > max(_PLAIN, _PACKED * part.compress_size) for part in parts)):
        raise Refusal(f"{name} 展开后太大，没有读取。请把清单复制到新的工作簿再试。")


def _sheet(sheet: Any, aside: Aside) -> Grid:
    left = [""] * (sheet.start[1] if sheet.start else 0)
    values: dict[int, list[Any]] = {}
    for number, cells in enumerate(sheet.iter_rows(), 1):  # from the first row of the sheet on, but from the first column that holds anything
        if refused := _too_long(sheet.name, number, len(cells)):
            return Grid(sheet.name, (), refused=refused)
        values[number] = [*left, *cells]
    texts = {number: list(map(_shown, cells)) for number, cells in values.items()}
    _set_right(texts, aside.shown)
    _fill_down(texts, sheet.merged_cell_ranges or aside.merged)
    rows = tuple(_filled(texts.items()))
    refused = _EMPTY.format(name=sheet.name) if aside.untold and not rows else ""
    return Grid(sheet.name, rows, _places(values, _is_time), _places(values, _is_number), aside.hidden, aside.columns,
                aside.struck, untold=aside.untold, refused=refused)


def _set_right(texts: Mapping[int, list[str]], shown: Mapping[Place, Texts]) -> None:
    """What a person sees in place of what the reader of cells gives. A formula that failed makes no row of one that is empty but for it."""
    filled = {number for number, cells in texts.items() if any(cells)}
    for (row, column), (flat, seen) in shown.items():
        if row in filled and column < MAX_COLUMNS and _at(texts, row, column) == flat:
            texts[row] += [""] * (column + 1 - len(texts[row]))
            texts[row][column] = seen


def _fill_down(texts: Mapping[int, list[str]], merged: Iterable[tuple[Place, Place]]) -> None:
    """Repeat a cell that is merged downwards in each of its rows; of `merged`, rows count from 0."""
    for (top, column), (bottom, _) in merged:
        said = _at(texts, top + 1, column)
        for number in range(top + 2, min(bottom + 1, len(texts)) + 1) if said else ():
            if column < len(texts[number]):
                texts[number][column] = said


def _places(values: Mapping[int, list[Any]], is_one: Callable[[Any], bool]) -> frozenset[Place]:
    return frozenset((number, column) for number, cells in values.items() for column, cell in enumerate(cells) if is_one(cell))


def _is_time(cell: Any) -> bool:
    return isinstance(cell, date | time | timedelta)


def _is_number(cell: Any) -> bool:
    return isinstance(cell, float | int) and not isinstance(cell, bool)


def _at(rows: Mapping[int, list[str]], row: int, column: int) -> str:
    return rows[row][column] if row in rows and column < len(rows[row]) else ""


def _filled(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, cells in rows:
        tidy = tuple(map(clean, cells))
        if any(tidy):
            yield number, tidy


def _too_long(name: str, row: int, width: int) -> str:
    if row <= MAX_ROWS and width <= MAX_COLUMNS:
        return ""
    sheet = f"工作表“{name}”" if name else ""
    found = f"超过上限{MAX_ROWS}行" if row > MAX_ROWS else f"有{width}列，超过上限{MAX_COLUMNS}列"
    return f"{sheet}{found}，没有读取。请删去清单以外的行和列，空着而设过格式、有空格的也要删。"


def _shown(cell: Any) -> str:
    """The text of a value as the spreadsheet shows it, numbers without the tail that a float has."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    return str(cell)
