"""Bytes ↔ cells with exact line numbers, and the canonical form of a table."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from itertools import chain, pairwise
from typing import Any, Protocol

from generator.model import Finding
from generator.schema import TableSchema, faults
from generator.schema.faults import Fault

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 100_000
csv.field_size_limit(MAX_BYTES)  # a cell that is too long is judged by the schema and gets its own message

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
FORMULA_START = tuple("=+-@＝＋－＠")
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
        letters = _letters(self.columns.index(name)) if name in self.columns else None
        return self.schema.headers[name], letters


def finding(fault: Fault, message: str, path: str, line: int | None = None, row: int | None = None,
            value: str | None = None, hint: str = "", column: str | None = None, letters: str | None = None,
            name: str | None = None, item_id: str | None = None) -> Finding:
    """A finding of a table fault at a place."""
    cell = f"{letters}{row}" if letters and row else None
    return Finding(rule=fault.id, severity=fault.severity, message=message, hint=hint or fault.hint, path=path,
                   line=line, row=row, column=column, cell=cell, field=name, item_id=item_id,
                   value=shorten(value) if value is not None else None)


def shorten(text: str, limit: int = 200) -> str:
    """`text`, or its beginning and its length when it is longer than `limit` characters."""
    return text if len(text) <= limit else f"{text[:limit]}……（共{len(text)}字）"


def _letters(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read(path: str, data: bytes, schema: TableSchema) -> Sheet:
    """The sheet written in `data`. Never raises for bad data: what cannot be read is a finding."""
    text, mends, refusal = _decode(data)
    if refusal:
        hint = "放上表头一行；没有事项的清单也要有表头，可从其他部门的同类清单复制第一行。" if not data.strip() else ""
        return Sheet(path, schema, findings=(finding(faults.UNREADABLE, refusal, path, hint=hint),))
    delimiter = _delimiter(text)
    if delimiter != ",":
        mends.append(f"列之间用的是{'分号' if delimiter == ';' else '制表符'}，应为英文逗号")
    reading = _Reading(path, schema, mends)
    try:
        reading.run(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        line = reading.line + 1
        return Sheet(path, schema, findings=(finding(faults.QUOTES, f"第{line}行起双引号不配对，整个文件没有采用。", path, line),))
    sheet = reading.sheet()
    if sheet.lossless and not sheet.findings and data != write_sheet(sheet):
        mends.extend(_untidy(data, sheet) or ([] if mends else ["引号、空格或换行与规范写法不同"]))
    if mends:
        untidy = finding(faults.UNTIDY, "；".join(dict.fromkeys(mends)) + "。", path)
        return Sheet(path, schema, sheet.columns, sheet.rows, (untidy, *sheet.findings), sheet.lossless)
    return sheet


def read_sound(path: str, data: bytes, schema: TableSchema) -> Sheet:
    """The sheet of canonical `data` that `read` found nothing wrong with: the same sheet, its rows parsed when they are wanted."""
    return Sheet(path, schema, tuple(column.name for column in schema.columns), _SoundRows(data), (), True)


class _SoundRows(Sequence[Row]):
    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _cells(self) -> list[tuple[str, ...]]:
        data, self._data = self._data, b""  # what has been read need not be kept twice
        records = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
        next(records)
        kept: dict[str, str] = {}  # a cell that many rows repeat is kept once
        return [tuple(map(kept.setdefault, cells, cells)) for cells in records]

    def __len__(self) -> int:
        return len(self._cells)

    def __getitem__(self, position: Any) -> Any:
        return tuple(self)[position] if isinstance(position, slice) else self._row(range(len(self))[position])

    def __iter__(self) -> Iterator[Row]:
        return map(self._row, range(len(self)))

    def _row(self, position: int) -> Row:
        return Row(position + 2, position + 2, self._cells[position])  # one line each, after the header


def different_cells(data: bytes, schema: TableSchema) -> list[set[str]] | None:
    """The different cells of each column where `read` would surely find nothing wrong with `data`; None where it might.

    Most tables repeat their cells, so looking at each of them once is several times as fast as reading row by row.
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
    if any(one > other for one, other in pairwise(order)) or _written(records) != data:
        return None
    columns = [set(cells) for cells in zip(*rows, strict=True)]
    return columns if all(map(_clean, chain.from_iterable(columns))) else None


def _clean(cell: str) -> bool:
    """True iff nothing about the characters of the cell needs a message or a mend."""
    return not cell or (cell[0] not in _BAD_START and cell[-1] not in BLANK and (cell.isprintable() or not CONTROL.search(cell)))


_BAD_START = frozenset((*FORMULA_START, *BLANK))


def _decode(data: bytes) -> tuple[str, list[str], str]:
    """(text, what fmt would mend, why it cannot be read)."""
    if len(data) > MAX_BYTES:
        return "", [], f"文件超过上限{MAX_BYTES // 1024 // 1024}MB，没有读取。"
    if not data.strip():
        return "", [], "文件是空的，连表头也没有。"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16"), ["编码是 UTF-16，应为 UTF-8"], ""
        except UnicodeDecodeError:
            return "", [], "文件的编码无法识别（像 UTF-16，但内容残缺）。"
    if data[:4] == b"PK\x03\x04" or data[:4] == b"\xd0\xcf\x11\xe0":
        return "", [], "这是 Excel 工作簿，不是 CSV 文本。"
    if b"\x00" in data:
        return "", [], "这不是文本文件（含有二进制内容）。"
    if data.startswith(b"\xef\xbb\xbf"):
        try:
            return data[3:].decode("utf-8"), ["文件开头有 BOM 标记"], ""
        except UnicodeDecodeError:
            return "", [], "文件的编码无法识别（有 UTF-8 标记，但内容不是 UTF-8）。"
    try:
        return data.decode("utf-8"), [], ""
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030"), ["编码是 GBK/GB18030，应为 UTF-8"], ""
    except UnicodeDecodeError as error:
        return "", [], f"文件的编码无法识别（第{error.start + 1}个字节起既不是 UTF-8 也不是 GB18030）。"


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return next((sign for sign in "\t;" if sign in first and "," not in first), ",")


def clean(cell: str) -> str:
    """The cell without blanks around it, in Unicode form NFC: the two changes that never change a meaning."""
    cell = cell.strip(BLANK)
    return cell if cell.isascii() else unicodedata.normalize("NFC", cell)


class _Lines(Protocol):
    """What csv.reader gives: records, and the number of physical lines read so far."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[list[str]]: ...


@dataclass(slots=True)
class _Reading:
    """The state of reading one file: the header first, then row after row."""

    path: str
    schema: TableSchema
    mends: list[str]
    columns: tuple[str | None, ...] = ()
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lossless: bool = True
    line: int = 0
    surplus: int = 0
    """Empty columns at the right of the header: the rows may have as many empty cells more."""

    def run(self, reader: _Lines) -> None:
        for number, cells in enumerate(reader, 1):
            line, self.line = self.line + 1, reader.line_num
            if number > MAX_ROWS + 1:
                self.rows.clear()
                self._add(faults.UNREADABLE, f"超过{MAX_ROWS}行，疑为误存（例如整列拖到了底），没有采用。", None, None,
                          hint="删除表格下方多余的行，重新另存为 CSV UTF-8。")
                self.lossless = False
                return
            if number == 1:
                self._header(cells)
                if not any(self.columns):
                    return
            elif not any(cell.strip(BLANK) for cell in cells):
                self.mends.append("有空行")
            else:
                self._row(line, number, cells)

    def _add(self, fault: Fault, message: str, line: int | None, row: int | None, index: int | None = None,
             value: str | None = None, hint: str = "", name: str | None = None, item_id: str | None = None) -> None:
        column = self.schema.headers.get(name or "")
        letters = _letters(index) if index is not None else None
        self.findings.append(finding(fault, message, self.path, line, row, value, hint, column, letters, name, item_id))

    def _header(self, cells: list[str]) -> None:
        titles = {c.title: c.name for c in self.schema.columns}
        former = {title: c for c in self.schema.columns for title in c.former_titles}
        while cells and not cells[-1].strip(BLANK):  # Excel leaves empty columns at the right
            cells.pop()
            self.surplus += 1
            self.mends.append("表头右侧有空列")
        columns: list[str | None] = []
        unknown: list[tuple[int, str]] = []
        for index, cell in enumerate(cells):
            title = clean(cell)
            name = titles.get(title)
            if name is None and title in former and former[title].title not in map(clean, cells):
                name = former[title].name
                self.mends.append(f"表头“{title}”应为“{former[title].title}”")
            if name is None:
                unknown.append((index, title))
                self.lossless = False
            elif name in columns:
                self._add(faults.HEADER, f"列“{title}”出现了两次。", 1, 1, index, title, name=name)
                self.lossless = False
                name = None
            columns.append(name)
        self.columns = tuple(columns)
        if not any(columns):
            self.findings.clear()
            self.mends.clear()
            self._add(faults.HEADER, "第一行不是表头：没有一个认得的列名。", 1, 1,
                      value="，".join(map(clean, cells)), hint="删去表格上方的标题行，使第一行就是列名。")
            return
        self._strangers(unknown, [column.title for column in self.schema.columns if column.name not in columns])

    def _strangers(self, unknown: list[tuple[int, str]], missing: list[str]) -> None:
        """Unknown and missing columns; a misspelt header is both, and gives one message."""
        names = {column.title: column.name for column in self.schema.columns}
        for index, title in unknown:
            near = get_close_matches(title, missing, 1, 0.4) or (missing if len(missing) == len(unknown) == 1 else [])
            hint = f"是不是“{near[0]}”？" if near else ""
            self._add(faults.HEADER, f"不认识的列“{shorten(title, 40)}”。{hint}", 1, 1, index, title)
            if near:
                missing.remove(near[0])
        for title in missing:
            self._add(faults.HEADER, f"缺少列“{title}”。", 1, 1, name=names[title],
                      hint="补上这一列（没有内容可以空着）；也可以运行 qingdan fmt 补上空列。")

    def _row(self, line: int, row: int, cells: list[str]) -> None:
        if self.surplus and len(cells) == len(self.columns) + self.surplus and not any(
                cell.strip(BLANK) for cell in cells[len(self.columns):]):
            cells = cells[: len(self.columns)]
        if len(cells) != len(self.columns):
            self._add(faults.WIDTH, f"这一行有{len(cells)}个单元格，表头有{len(self.columns)}列，整行没有采用。", line, row,
                      value=",".join(cells))
            self.lossless = False
            return
        cleaned = tuple(clean(cell) for cell in cells)
        record = Row(line, row, cleaned)
        self.rows.append(record)
        joined = "\x1f".join(cleaned)
        if CONTROL.search(joined.replace("\x1f", "")) or any(c.startswith(FORMULA_START) for c in cleaned if c):
            self._suspicious(record)

    def _suspicious(self, row: Row) -> None:
        item_id = next((c for n, c in zip(self.columns, row.cells, strict=True) if n == "item_id" and c), None)
        for index, cell in enumerate(row.cells):
            name = self.columns[index]
            match = CONTROL.search(cell)
            if match:
                shown = f"U+{ord(match[0]):04X}"
                what = "换行" if match[0] in "\n\r" else "制表符" if match[0] == "\t" else f"控制字符 {shown}"
                self._add(faults.CONTROL, f"第{match.start() + 1}个字符是{what}。", row.line, row.row, index,
                          CONTROL.sub("␣", cell), name=name, item_id=item_id)
                self.lossless = False
            elif cell.startswith(FORMULA_START):
                self._add(faults.FORMULA, f"以“{cell[0]}”开头，会被表格软件当作公式。", row.line, row.row, index, cell,
                          name=name, item_id=item_id)

    def sheet(self) -> Sheet:
        return Sheet(self.path, self.schema, self.columns, tuple(self.rows), tuple(self.findings), self.lossless)


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


def _untidy(data: bytes, sheet: Sheet) -> list[str]:
    """Why a sheet without findings differs from its canonical form, as far as one can say it."""
    reasons = []
    if b"\r" in data:
        reasons.append("换行符是 CRLF 或 CR，应为 LF")
    names = [column.name for column in sheet.schema.columns]
    if list(sheet.columns) != names:
        reasons.append("列的顺序与规范不同")
    keys = [[sheet.cells(row).get(name, "") for name in sheet.schema.key] for row in sheet.rows]
    if keys != sorted(keys):
        reasons.append(f"行没有按{'、'.join(sheet.schema.headers[name] for name in sheet.schema.key)}排序")
    if not data.endswith((b"\n", b"\r")) and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        reasons.append("文件末尾缺少换行")
    return reasons
