"""`import` over the tables of department_tables: every cell as an official wants it, or told to a person, never wrong in silence."""

import csv
import io
from pathlib import Path

import pytest
from department_tables import TABLES, Table
from openpyxl import Workbook

from generator.intake.choosing import chosen, must_be_one
from generator.intake.gathering import takings_of
from generator.intake.grid import grids
from generator.intake.taken import Taking
from generator.model import Kind, Refusal
from generator.schema import tables

SCHEMA = tables()["exemptions"]
PLAIN = [table for table in TABLES if not (table.merged or table.more or table.typed or table.title != "Sheet1")]


def saved(table: Table, folder: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = table.title
    for name, rows in {"": table.rows, **table.more}.items():
        for number, cells in enumerate(rows, 1):
            for column, value in enumerate(cells, 1):
                text = value.replace("\v", "_x000B_").replace("\r", "_x000D_") if isinstance(value, str) else value
                if text not in (None, ""):
                    (book[name] if name in book.sheetnames else book.create_sheet(name) if name else sheet).cell(number, column).value = text
    for area in table.merged:
        sheet.merge_cells(area)
    if table.typed:
        table.typed(sheet)
    file = folder / "交来.xlsx"
    book.save(file)
    return file


def as_text(table: Table, folder: Path) -> Path:
    out = io.StringIO()
    csv.writer(out).writerows([["" if cell is None else str(cell) for cell in row] for row in table.rows])
    file = folder / "交来.csv"
    file.write_bytes(out.getvalue().encode("gb18030"))
    return file


def read(file: Path, kind: Kind) -> Taking:
    """What import makes of the list of `kind` in the file."""
    lists = chosen(grids(file.name, file.read_bytes()), SCHEMA, file.name, kind).lists
    must_be_one(lists, file.name)
    return takings_of(lists, file.name, SCHEMA, {})[0]


def said(table: Table, taking: Taking) -> list[dict[str, str]]:
    """What is wanted, as far as the reading has it: of a cell that must be told, its text alone counts and that it was."""
    told = {(one.row, one.column or "") for one in taking.findings} | {(one.row, one.column) for one in taking.mends if "核对" in one.why}
    got = []
    for wanted, row in zip(table.wanted, taking.rows, strict=True):
        cells = {SCHEMA.headers[name]: text for name, text in row.cells.items()}
        got.append({column: (cells.get(column, "") if not text.endswith("？") else text if (row.row, column) in told else "没有告知") for column, text in wanted.items()})
    return got


@pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
def test_a_table_is_read_as_an_official_wants_it(table: Table, tmp_path: Path) -> None:
    file = saved(table, tmp_path)
    if table.refused:
        with pytest.raises(Refusal, match=r"请|可以"):
            read(file, table.kind)
        return
    assert said(table, read(file, table.kind)) == list(table.wanted)


@pytest.mark.parametrize("table", PLAIN, ids=[table.name for table in PLAIN])
def test_as_csv_it_reads_the_same(table: Table, tmp_path: Path) -> None:
    if table.refused:
        with pytest.raises(Refusal):
            read(as_text(table, tmp_path), table.kind)
        return
    both = [read(file, table.kind) for file in (saved(table, tmp_path), as_text(table, tmp_path))]
    assert [row.cells for row in both[0].rows] == [row.cells for row in both[1].rows]
