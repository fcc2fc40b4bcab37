"""An ods says what an xlsx says: a value merged downwards holds for each of its rows, and a hidden row is told."""

import io
import zipfile

from generator.intake.choosing import chosen
from generator.intake.gathering import takings_of
from generator.intake.grid import grids
from generator.model import Kind
from generator.schema import tables

SPACES = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
EMPTY, COVERED = "<table:table-cell/>", "<table:covered-table-cell/>"
TITLES = ("违法行为", "处罚依据", "适用条件", "裁量结果")


def cell(text: str, **more: int) -> str:
    attributes = "".join(f' table:number-{name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<table:table-cell office:value-type="string"{attributes}><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def document(**sheets: str) -> bytes:
    """An ods with these sheets, as LibreOffice and WPS write one."""
    said = "".join(f'<table:table table:name="{name}"><table:table-column/>{rows}</table:table>' for name, rows in sheets.items())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
        book.writestr("content.xml", f"<office:document-content{SPACES}><office:body><office:spreadsheet>{said}"
                                     "</office:spreadsheet></office:body></office:document-content>")
    return out.getvalue()


HEADER = row(EMPTY, *map(cell, TITLES))
SHEET = (
    '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="9"/></table:table-row>'
    f"<table:table-header-rows>{HEADER}</table:table-header-rows>"
    + row(EMPTY, cell("甲"), cell("《广告法》第五十九条", rows_spanned=3, columns_spanned=1), cell("初次违法"), cell("不予行政处罚", rows_spanned=2))
    + row(EMPTY, cell("乙"), COVERED, cell("及时改正"), COVERED, more=' table:visibility="collapse"')
    + row(EMPTY, cell("丙"), COVERED, cell("免予", columns_spanned=2), COVERED)
    + '<table:table-row table:visibility="filter" table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>')


def test_a_value_merged_downwards_holds_for_each_of_its_rows() -> None:
    data = document(不予处罚=SHEET, 从轻处罚=HEADER + row(EMPTY, cell("丁"), cell("《广告法》第八条"), cell("主动消除"), cell("处罚款")))
    first, second = takings_of(chosen(grids("a.ods", data), tables()["exemptions"], "a.ods").lists, "a.ods", tables()["exemptions"], {})
    assert [(one.row, one.cells["violation"], one.cells["penalty_basis"], one.cells.get("outcome")) for one in first.rows] == [
        (4, "甲", "《广告法》第五十九条", "不予行政处罚"), (5, "乙", "《广告法》第五十九条", "不予行政处罚"), (6, "丙", "《广告法》第五十九条", None)]
    assert [one.row for one in first.findings if "隐藏着这一行" in one.message] == [5]
    assert [(one.row, one.cells["penalty_basis"]) for one in second.rows] == [(2, "《广告法》第八条")]


def test_hidden_columns_are_told() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'  # after one that is there always
    (grid,) = grids("a.ods", document(甲=columns + HEADER + row(EMPTY, *map(cell, "甲乙丙丁"))))
    assert grid.unseen == {2, 3}


def test_rows_that_are_alike_and_stand_there_once_are_counted_each() -> None:
    alike = row(cell("甲"), cell("初次违法"), more=' table:number-rows-repeated="2"')
    merged = row(cell("乙"), cell("及时改正", rows_spanned=2), more=' table:visibility="visible"') + row(cell("丙"), COVERED)
    far = row('<table:table-cell table:number-columns-repeated="2"/>', cell("丁", rows_spanned=2)) + row(COVERED, cell("戊"))
    (grid,) = grids("a.ods", document(甲=alike + merged + far))
    assert grid.rows == ((1, ("甲", "初次违法", "")), (2, ("甲", "初次违法", "")), (3, ("乙", "及时改正", "")), (4, ("丙", "及时改正", "")),
                         (5, ("", "", "丁")), (6, ("", "戊", "丁")))
    assert grid.hidden == frozenset()


def test_what_a_broken_part_keeps_from_us_is_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document(不予处罚=SHEET))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).decode().replace("<table:table-column/>", "&#11;"))
    (listed,) = chosen(grids("a.ods", out.getvalue()), tables()["exemptions"], "a.ods", Kind.NO_PENALTY).lists
    (taking,) = takings_of([listed], "a.ods", tables()["exemptions"], {})
    assert [one.message for one in taking.findings if one.rule == "S001"] == ["工作簿的文件有一处损坏，看不出哪些行、列隐藏着、哪些格子是合并的；其余照读。"]
