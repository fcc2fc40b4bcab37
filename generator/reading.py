"""Bytes become a sheet, whatever the bytes: what is wrong with them is a finding, on the line where it stands."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from generator.model import Finding, few
from generator.schema import TableSchema, faults
from generator.schema.faults import Fault
from generator.tables import (
    BLANK,
    CONTROL,
    ERRORS,
    FORMULA_START,
    LOST,
    MAX_BYTES,
    MAX_ROWS,
    Row,
    Sheet,
    clean,
    finding,
    letters_of,
    shorten,
    write_sheet,
)

_HAN = re.compile("[\u4e00-\u9fff]")
_SURELY = 4
"""So many Chinese characters in UTF-8 are no GB18030 text that happens to look like it."""
_MANY_COLUMNS, _FEW_CELLS = 10, 3
"""A row of a wide table that fills no more than these cells says nothing of an item."""
_DIGITS = re.compile("[0-9０-９]{4}")


def read(path: str, data: bytes, schema: TableSchema) -> Sheet:
    """The sheet written in `data`. Never raises for bad data: what cannot be read is a finding."""
    decoded = decode(data)
    if isinstance(decoded, NoText):
        return Sheet(path, schema, findings=(finding(faults.UNREADABLE, decoded.reason, path, decoded.line),))
    text, mends = decoded.text, decoded.mends
    if not text.strip(BLANK):
        hint = "放上表头一行；没有事项的清单也要有表头，可从其他部门的同类清单复制第一行。"
        return Sheet(path, schema, findings=(finding(faults.UNREADABLE, "文件是空的，连表头也没有。", path, hint=hint),))
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


@dataclass(frozen=True, slots=True)
class PlainText:
    """What the bytes say, and what fmt would mend of how they say it."""

    text: str
    mends: list[str]


@dataclass(frozen=True, slots=True)
class NoText:
    """Why the bytes cannot be read, and on which line, where that can be told."""

    reason: str
    line: int | None = None


def decode(data: bytes) -> PlainText | NoText:
    """The text of `data` in whichever encoding a Chinese office writes, or why there is none."""
    if len(data) > MAX_BYTES:
        return NoText(f"文件超过上限{MAX_BYTES // 1024 // 1024}MB，没有读取。")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return PlainText(data.decode("utf-16"), ["编码是 UTF-16，应为 UTF-8"])
        except UnicodeDecodeError:
            return NoText("文件的编码无法识别（像 UTF-16，但内容残缺）。")
    if data[:4] == b"PK\x03\x04" or data[:4] == b"\xd0\xcf\x11\xe0":
        return NoText("这是 Excel 工作簿，不是 CSV 文本。")
    if b"\x00" in data:
        return NoText("这不是文本文件（含有二进制内容）。")
    marked = data.startswith(b"\xef\xbb\xbf")
    try:
        return PlainText(data.decode("utf-8-sig"), ["文件开头有 BOM 标记"] if marked else [])
    except UnicodeDecodeError as error:
        broken = error.start + 3 * marked
    if marked or len(_HAN.findall(data[:broken].decode("utf-8"))) >= _SURELY:
        return _broken(data, broken, "不是 UTF-8 的字节")
    try:
        return PlainText(data.decode("gb18030"), ["编码是 GBK/GB18030，应为 UTF-8"])
    except UnicodeDecodeError as error:
        return _broken(data, error.start, "既不是 UTF-8 也不是 GB18030 的字节")


def _broken(data: bytes, at: int, what: str) -> NoText:
    line = data.count(b"\n", 0, at) + 1
    return NoText(f"第{line}行有{what}，整个文件没有采用。", line)


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return next((sign for sign in "\t;" if sign in first and "," not in first), ",")


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
        letters = letters_of(index) if index is not None else None
        self.findings.append(finding(fault, message, self.path, line, row, value, hint, column, letters, name, item_id))

    def _header(self, cells: list[str]) -> None:
        while cells and not cells[-1].strip(BLANK):  # Excel leaves empty columns at the right
            cells.pop()
            self.surplus += 1
            self.mends.append("表头右侧有空列")
        titles = [clean(cell) for cell in cells]
        columns: list[str | None] = []
        unknown: list[tuple[int, str]] = []
        for index, title in enumerate(titles):
            name = self._meant(title, titles)
            if name is None:
                unknown.append((index, title))
                self.lossless = False
            elif name in columns:
                self._add(faults.HEADER, f"列“{title}”出现了两次。", 1, 1, index, title, name=name)
                self.lossless = False
                name = None
            columns.append(name)
        nameless = [f"{letters_of(index)}1" for index, title in unknown if not title]
        if not any(columns):
            self._no_header("第一行不是表头：没有一个认得的列名。", titles, "删去表格上方的标题行，使第一行就是列名。")
        elif len(nameless) > 1:
            self._no_header(f"第一行有{len(nameless)}个空的列名（{few(nameless)}），整个文件没有采用。", titles,
                            "表头写成一行，每列一个列名：取消合并的单元格，占了两行的并成一行。")
        else:
            self.columns = tuple(columns)
            self._strangers(unknown, [column.title for column in self.schema.columns if column.name not in columns])

    def _meant(self, title: str, beside: Sequence[str]) -> str | None:
        """The column that a header means, also with blanks within or by a former name that nothing `beside` has taken over."""
        joined = "".join(title.split())
        for column in self.schema.columns:
            if column.title == title:
                return column.name
            if column.title == joined or (title in column.former_titles and column.title not in beside):
                self.mends.append(f"表头“{title}”应为“{column.title}”")
                return column.name
        return None

    def _no_header(self, message: str, titles: Sequence[str], hint: str) -> None:
        """A first line that names no columns gives one message, and no row is read."""
        self.findings.clear()
        self.mends.clear()
        self.lossless = False
        self._add(faults.HEADER, message, 1, 1, value="，".join(titles), hint=hint)

    def _strangers(self, unknown: list[tuple[int, str]], missing: list[str]) -> None:
        """Unknown and missing columns; a misspelt header is both, and gives one message."""
        from difflib import get_close_matches  # only a misspelt header waits for it

        names = {column.title: column.name for column in self.schema.columns}
        for index, title in unknown:
            near = get_close_matches(title, missing, 1, 0.4) or (missing if len(missing) == len(unknown) == 1 else [])
            hint = f"是不是“{near[0]}”？" if near else ""
            what = f"不认识的列“{shorten(title, 40)}”。" if title else f"第{index + 1}列没有列名。"
            self._add(faults.HEADER, f"{what}{hint}", 1, 1, index, title)
            if near:
                missing.remove(near[0])
        for title in missing:
            self._add(faults.HEADER, f"缺少列“{title}”。", 1, 1, name=names[title],
                      hint="补上这一列，逐行填写。" if names[title] in self.schema.required()
                      else "补上这一列（不要求填写的可以空着）；也可以运行 qingdan fmt 补上空列。")

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
        if self._is_remark(cleaned):
            said = next(filter(None, cleaned))
            self._add(faults.IDENTIFIER, f"这一行没有编号，只填了{sum(map(bool, cleaned))}格（“{shorten(said, 20)}”），像合计或者说明，没有采用。", line, row,
                      value=",".join(filter(None, cleaned)), hint="删除这一行，清单里只写事项；确是事项的，填写编号和各列。")
            self.lossless = False
            return
        record = Row(line, row, cleaned)
        self.rows.append(record)
        joined = "\x1f".join(cleaned)
        if CONTROL.search(joined.replace("\x1f", "")) or LOST in joined or any(
                c.startswith(FORMULA_START) or c in ERRORS for c in cleaned if c):
            self._suspicious(record)

    def _is_remark(self, cells: tuple[str, ...]) -> bool:
        """A line under a list of items that is none: 合计, 填表人, a note."""
        if "item_id" not in self.columns or self.schema.key[0] != "item_id" or len(cells) < _MANY_COLUMNS:
            return False
        return not _DIGITS.search(cells[self.columns.index("item_id")]) and sum(map(bool, cells)) <= _FEW_CELLS

    def _suspicious(self, row: Row) -> None:
        item_id = next((c for n, c in zip(self.columns, row.cells, strict=True) if n == "item_id" and c), None)
        for index, cell in enumerate(row.cells):
            found = suspicion(cell)
            if found is not None:
                fault, message, hint = found
                self._add(fault, message, row.line, row.row, index, cell, hint, self.columns[index], item_id)
                self.lossless &= not CONTROL.search(cell)

    def sheet(self) -> Sheet:
        return Sheet(self.path, self.schema, self.columns, tuple(self.rows), tuple(self.findings), self.lossless)


def suspicion(cell: str) -> tuple[Fault, str, str] | None:
    """(fault, message, hint if it is not the fault's own) where the characters of a cell are not what was meant; None where they may be."""
    match = CONTROL.search(cell)
    if match:
        what = "换行" if match[0] in "\n\r" else "制表符" if match[0] == "\t" else f"控制字符 U+{ord(match[0]):04X}"
        return faults.CONTROL, f"第{match.start() + 1}个字符是{what}。", ""
    if LOST in cell:
        return faults.CONTROL, f"第{cell.index(LOST) + 1}个字符是乱码“{LOST}”，原来的字已经丢失。", "从原表重新复制这一格。"
    if cell in ERRORS and not cell.strip("#"):
        return faults.FORMULA, f"写作“{cell}”，是列太窄时表格软件显示的，原来的内容没有复制过来。", "从原表重新复制这一格。"
    if cell in ERRORS:
        return faults.FORMULA, f"写作“{cell}”，是表格软件算不出结果时的错误值。", "填写应有的内容；从别的表复制时只粘贴值。"
    if cell.startswith(FORMULA_START):
        return faults.FORMULA, f"以“{cell[0]}”开头，会被表格软件当作公式。", ""
    return None


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
