"""Lists as a workbook: one sheet a list, every cell the very text of the data; nothing is ever a formula or a link."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from generator.document.blocks import Heading, Paragraph, Table
from generator.document.paper import Paper
from generator.render.heights import height

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST = 31
"""Characters of a sheet's name in the format."""
_TEXT = 49
"""The built-in number format “text”."""
_MOST = 32_767
"""Characters of a cell in the format; the tables of ours allow fewer."""
_A3, _A4, _WIDE = 8, 9, 300
"""Sheets of paper by their number in the format, and how many characters A4 still shows legibly when all columns stand on one."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list: its name, its columns and its rows as text; `widths` in characters.

    `measured`: every row is as high as its words need, since not every program does that itself; not for tables of thousands of rows.
    """

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()
    measured: bool = False


def of_paper(paper: Paper) -> bytes:
    """The annexes of a document, a sheet each, after a first sheet that says what they are."""
    about = [("标题", paper.title), *(("说明", mark) for mark in paper.marks), *((name, str(value)) for name, value in paper.identity.pairs),
             *(("正文", str(block.text)) for block in paper.body if isinstance(block, Heading | Paragraph))]
    sheets = [Sheet("说明", ("项目", "内容"), about, (22, 90), True)]
    for annex in paper.annexes:
        table = annex.fields or annex.table or Table(("说明",), ((annex.empty,),))
        sheets.append(Sheet(annex.title, table.headers, [[str(cell) for cell in row] for row in table.rows], table.widths or (40,), True))
    return xlsx(sheets, datetime(paper.as_of.year, paper.as_of.month, paper.as_of.day), paper.title)


def xlsx(sheets: Sequence[Sheet], created: datetime, title: str) -> bytes:
    """The workbook; the same sheets and day give the same bytes."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        book.set_properties({"title": title, "created": created})
        shape = {"num_format": _TEXT, "text_wrap": True, "valign": "top", "border": 1, "quote_prefix": True}
        cell, head = book.add_format(shape), book.add_format(shape | {"bold": True, "bg_color": "#E7ECF2", "valign": "vcenter"})
        taken: set[str] = set()
        for sheet in sheets:
            _fill(book, sheet, _name(sheet.name, taken), cell, head)
    return out.getvalue()


def _fill(book: Workbook, sheet: Sheet, name: str, cell: Format, head: Format) -> None:
    page = book.add_worksheet(name)
    for column, header in enumerate(sheet.headers):
        page.write_string(0, column, header, head)
    for number, row in enumerate(sheet.rows, 1):
        for column, text in enumerate(row):
            if len(text) > _MOST:
                raise ValueError(f"cell of {len(text)} characters")
            page.write_string(number, column, text, cell)
    widths = [max(width, 8) for width in sheet.widths[:len(sheet.headers)]]
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    for number, row in enumerate(sheet.rows if sheet.measured else (), 1):
        page.set_row(number, height(row, widths))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.headers) - 1)
    page.set_landscape()
    page.set_paper(_A3 if sum(widths) > _WIDE else _A4)
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)


def _name(wanted: str, taken: set[str]) -> str:
    """A name the format allows and no other sheet has: its end is what tells lists apart."""
    name = _FORBIDDEN.sub("", wanted)[-_LONGEST:] or "清单"
    number = 1
    unique = name
    while unique.lower() in taken:
        number += 1
        unique = f"{name[:_LONGEST - 4]}（{number}）"
    taken.add(unique.lower())
    return unique
