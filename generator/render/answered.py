"""A department's own workbook with the answers in it: notes and colours on the cells, a column beside the rows, a sheet in front.

What the cells say is never changed, and answers given before give way to the new ones.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from generator.document.answers import TITLE, Answers, CellNote, SheetNotes, TableNotes
from generator.model import Refusal, Severity
from generator.render.heights import height, lines_of
from generator.render.packing import repacked

_AUTHOR = TITLE
_BEGINS = f"【{TITLE}】\n"
"""Where our part of a note begins: a clerk's own words before it stay."""
_COLOURS = {Severity.ERROR: "F8CBAD", Severity.WARNING: "FFE699", Severity.INFO: "DDEBF7"}
_QUIET, _HEADER = "EAF3E6", "DCE6F2"
_MARK = f'LEN("{TITLE}")>0'
"""The condition of our colours: always true, and known again by its words. A cell keeps the colour it had underneath."""
_DONE = "qingdan-annotated"
_WIDTHS = {"程度": 8, "工作表": 14, "单元格": 9, "事项": 18, "列": 13, "哪里不对": 48, "怎么改": 42, "规则": 8, "依据": 30,
           "清单": 14, "行": 8, "内容": 40, "原来": 36, "改为": 36, "原因": 30}
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_MOST_CELLS = 600_000
"""More than any list that import takes has: so many fit into memory."""
_BESIDE = 60
"""The width of the column beside the rows."""
_LINE = 14.0
"""Points of a line of our words."""
_EDGE = Side(style="thin", color="8A97A8")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
Looks = dict[tuple[str | None, bool, bool], Any]
"""(colour, bold, link) → the style of our cells in this workbook: to look each up by its parts takes longer than all else."""


def must_be_workbook(data: bytes, name: str) -> None:
    """Refusal when `data` is no xlsx: answers are written into nothing else."""
    if not data.startswith(b"PK") or b"xl/workbook.xml" not in data:
        raise Refusal(f"{name} 不是 xlsx 工作簿（可能是 xls、et、csv、ods，或者设了打开密码）。请用 Excel 或 WPS 打开，另存为 xlsx（不设密码）再试。")


def answered(data: bytes, name: str, said: Answers, as_of: date) -> bytes:
    """The workbook `data` with the answers; the same workbook, answers and day give the same bytes."""
    book = _bare(data, name)
    looks: Looks = {}
    for sheet in said.sheets:
        _sheet(book[sheet.name], sheet, looks)
    _summary(book, said, looks)
    book.custom_doc_props.append(StringProperty(name=_DONE, value=as_of.isoformat()))
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue(), as_of)


def same_words(one: bytes, other: bytes, name: str) -> bool:
    """True iff the two workbooks say the same, answers aside."""
    return _words(_bare(one, name)) == _words(_bare(other, name))


def _words(book: Workbook) -> dict[tuple[str, str], str]:
    return {(page.title, cell.coordinate): str(cell.value) for page in book.worksheets for cell in _cells(page) if cell.value is not None}


def _cells(page: Worksheet) -> list[Any]:
    """The cells there are, row by row: to walk over the sheet would make all that lie between."""
    return [page._cells[place] for place in sorted(page._cells)]


def _opened(data: bytes, name: str, values: bool = False) -> Workbook:
    must_be_workbook(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            many = sum(len(_CELL.findall(archive.read(part))) for part in archive.namelist() if part.startswith("xl/worksheets/"))
        if many <= _MOST_CELLS:
            return load_workbook(io.BytesIO(data), data_only=values, keep_links=False, rich_text=True)
    except Exception as error:  # the library raises whatever its parsers do
        raise Refusal(f"{name} 打不开（{type(error).__name__}）。请用 Excel 或 WPS 打开，另存为 xlsx 再试。") from None
    raise Refusal(f"{name} 有{many}个设过格式的单元格，多半是格式拖到了表的最下面。请把清单复制到新的工作簿再试。")


def _bare(data: bytes, name: str) -> Workbook:
    """The workbook without former answers, and without formulas: each stands as the value that its reader saw."""
    book = _opened(data, name)
    if TITLE in book.sheetnames:
        if book[TITLE]["A1"].value != TITLE:
            raise Refusal(f"{name} 里已经有一张工作表叫“{TITLE}”，不是本工具写的，汇总也要用这个名称，没有改动。请把那张工作表改个名称再试。")
        del book[TITLE]
    formulas = [cell for page in book.worksheets for cell in _cells(page) if cell.data_type == "f"]
    values = _opened(data, name, values=True) if formulas else book
    for cell in formulas:
        _as_text(cell, values[cell.parent.title][cell.coordinate].value)
    for page in book.worksheets:
        for cell in _cells(page):
            if cell.data_type == "s" and str(cell.value).startswith("="):
                cell.quotePrefix = True
            if cell.comment:
                _own_words(cell)
        _without_column(page)
        _without_colours(page)
    book.custom_doc_props.props = [one for one in book.custom_doc_props.props if one.name != _DONE]
    return book


def _as_text(cell: Any, value: object) -> None:
    """The cell with a value in the place of its formula; a formula that was never worked out stays to be read, not to be run."""
    cell.value = str(getattr(cell.value, "text", None) or cell.value) if value is None else value
    if isinstance(cell.value, str):
        cell.data_type = "s"
        cell.quotePrefix = True


def _own_words(cell: Any) -> None:
    """What a clerk wrote on the cell, without what we did."""
    text, author = cell.comment.text.partition(_BEGINS)[0].rstrip("\n"), cell.comment.author
    cell.comment = _comment(text, author) if text else None


def _comment(text: str, author: str) -> Comment:
    """A note large enough for its words: the library forgets the size it had."""
    lines = sum(lines_of(line, 44) for line in text.split("\n"))
    return Comment(text, author, height=min(30 + 18 * lines, 420), width=340)


def _without_column(page: Worksheet) -> None:
    """Take away the column of former answers, known by its header: our word in our colour. A clerk may have written the word alone."""
    head = next((cell for cell in _cells(page) if cell.value == TITLE and str(cell.fill.start_color.rgb).endswith(_HEADER)), None)
    for cell in _cells(page) if head else ():
        if head and cell.column == head.column and cell.row >= head.row:
            cell.value, cell.style = None, "Normal"


def _without_colours(page: Worksheet) -> None:
    """Take away our colours; those of the clerk's own follow after ours in rank."""
    kept = [(str(one.sqref), rule) for one in page.conditional_formatting for rule in one.rules if _MARK not in "".join(map(str, rule.formula))]
    page.conditional_formatting = ConditionalFormattingList()
    for rank, (cells, rule) in enumerate(sorted(kept, key=lambda pair: pair[1].priority), len(_COLOURS) + 1):
        rule.priority = rank
        page.conditional_formatting.add(cells, rule)


def _sheet(page: Worksheet, said: SheetNotes, looks: Looks) -> None:
    written: dict[int, list[Any]] = {}
    for cell in _cells(page):
        if cell.value is not None:
            written.setdefault(cell.row, []).append(cell)
    _notes(page, said, written)
    column = 1 + max((cell.column for row, cells in written.items() if row >= said.heads[0] for cell in cells), default=0)
    page.column_dimensions[get_column_letter(column)].width = _BESIDE
    for row in said.heads:
        _written(page.cell(row, column), TITLE, looks, _HEADER, bold=True)
    for beside in said.rows:
        if beside.row not in said.heads:
            _written(page.cell(beside.row, column), beside.text, looks, _COLOURS[beside.severity] if beside.severity else _QUIET)
            cells = written.get(beside.row, ())
            tall = height([beside.text, *(str(cell.value) for cell in cells)],
                          [_BESIDE, *(page.column_dimensions[cell.column_letter].width for cell in cells)])
            page.row_dimensions[beside.row].height = max(page.row_dimensions[beside.row].height or 0, tall)


def _notes(page: Worksheet, said: SheetNotes, written: Mapping[int, Sequence[Any]]) -> None:
    """What is said on the cells, and their colours; where a row as a whole is meant, on its first cell that holds anything."""
    anchors = {f"{get_column_letter(column)}{row}": area.start_cell.coordinate
               for area in page.merged_cells.ranges for cells in area.rows for row, column in cells}
    coloured: dict[Severity, list[str]] = {severity: [] for severity in Severity}
    for note in said.cells:
        first = next((cell.column for cell in written.get(note.row, ())), 1)
        place = f"{get_column_letter(first if note.column is None else note.column + 1)}{note.row}"
        coloured[note.severity].append(place)
        _note(page[anchors.get(place, place)], note, place not in anchors or anchors[place] == place)
    for rank, (severity, places) in enumerate(coloured.items(), 1):
        if places:
            rule = FormulaRule(formula=[_MARK], fill=_filled(_COLOURS[severity]), stopIfTrue=True)
            rule.priority = rank
            page.conditional_formatting.add(" ".join(dict.fromkeys(places)), rule)


def _note(cell: Any, note: CellNote, whole: bool) -> None:
    """Our words on the cell after the clerk's own; a merged cell takes those of each of its rows."""
    text = note.text if whole else f"第{note.row}行　{note.text}"
    before = cell.comment.text if cell.comment else ""
    joined = f"{before}\n" if _BEGINS in before else f"{before}\n{_BEGINS}" if before else _BEGINS
    author = cell.comment.author if cell.comment else _AUTHOR
    cell.comment = _comment(joined + text, author)


def _written(cell: Any, text: str, looks: Looks, colour: str | None = None, bold: bool = False, link: bool = False) -> None:
    """A cell of ours: text whatever it begins with."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("␣", text)
    cell.data_type = "s"
    if look := looks.get((colour, bold, link)):
        cell._style = copy(look)
        return
    cell.quotePrefix = True
    font = Font(name="宋体", size=10, underline="single", color="0563C1") if link else Font(name="宋体", size=10, bold=bold)
    cell.font, cell.alignment, cell.border = font, _WRAPPED, _BOX
    if colour:
        cell.fill = _filled(colour)
    looks[colour, bold, link] = copy(cell._style)


def _summary(book: Workbook, said: Answers, looks: Looks) -> None:
    page = book.create_sheet(TITLE, 0)
    book.active = 0
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is page
    page.sheet_properties.tabColor = "C00000"
    page.sheet_view.showGridLines = False
    widths = _widths(said.tables)
    for index, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(index)].width = width
    page["A1"].value, page["A1"].font = TITLE, Font(name="宋体", size=16, bold=True)
    row = 2
    for sentence in said.lead:
        cell = page.cell(row, 1, sentence)
        cell.font, cell.alignment = Font(name="宋体", size=11), _WRAPPED
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths))
        page.row_dimensions[row].height = height((sentence,), (sum(widths),))
        row += 1
    for table in said.tables:
        row = _table(page, table, row + 1, widths, looks)
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True


def _widths(tables: Sequence[TableNotes]) -> list[int]:
    """The columns of the sheet as wide as its widest table wants them: that of the findings, where there is one."""
    widest = max(tables, key=lambda table: len(table.headers))
    return [_WIDTHS.get(header, 10) for header in widest.headers]


def _table(page: Worksheet, table: TableNotes, row: int, widths: Sequence[int], looks: Looks) -> int:
    title = page.cell(row, 1, table.title)
    title.font = Font(name="宋体", size=12, bold=True, color="1F3864")
    for column, header in enumerate(table.headers, 1):
        _written(page.cell(row + 1, column), header, looks, _HEADER, bold=True)
    for number, cells in enumerate(table.rows):
        at = row + 2 + number
        for column, text in enumerate(cells, 1):
            _written(page.cell(at, column), text, looks)
        if table.weights and (severity := table.weights[number]):
            _written(page.cell(at, 1), cells[0], looks, _COLOURS[severity], bold=True)
        if table.places and (place := table.places[number]):
            cell = page.cell(at, 3)
            quoted = place[0].replace("'", "''")
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{place[1]}")
            _written(cell, cells[2], looks, link=True)
        page.row_dimensions[at].height = height(cells, widths, _LINE)
    return row + 2 + len(table.rows)


def _filled(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


def _timeless(data: bytes, day: date) -> bytes:
    """The same package with `day` as the time of its change, and one date for all its parts.

    Rows keep their height but may grow again: the library fixes each that it writes.
    """
    def change(name: str, content: bytes) -> bytes:
        if name == "docProps/core.xml":
            return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + f"{day}T00:00:00Z".encode(), content)
        return re.sub(rb'(<row [^>]*?) customHeight="1"', rb"\1", content) if name.startswith("xl/worksheets/sheet") else content

    return repacked(data, change)
