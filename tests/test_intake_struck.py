"""Words that a clerk has struck out in an xlsx are told: they would go into the list like all others."""

import io

import pytest
from importing import taken
from importing import workbook as plain_workbook
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font

from generator.intake import struck
from generator.intake.grid import grids

OUT = Font(strike=True)


def workbook() -> bytes:
    """Row 2 has a few words struck out, row 3 every word but its number, row 4 one cell, row 5 none: only a rule for its looks may strike it out."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["序号", "违法行为", "适用条件", "裁量结果", "内部意见"], [1, "甲", None, "不予行政处罚"], [2, "乙", "及时改正", "不予行政处罚"], [3, "丙", "及时改正", "不予行政处罚", "不要"],
                [4, "丁", "及时改正", "不予行政处罚"]):
        sheet.append(row)
    sheet["C2"] = CellRichText("同时满足：1.初次违法；", TextBlock(InlineFont(strike=True, color="FFFF0000"), "2.货值不超过500元；"), TextBlock(InlineFont(strike=False), "2.及时改正"))
    for place in ("B3", "C3", "D3", "E4", "A5"):
        sheet[place].font = OUT
    sheet["B5"].font = Font(strike=False, bold=True)
    sheet.conditional_formatting.add("A2:D5", FormulaRule(formula=["$E2=1"], font=OUT))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_struck_out_words_are_told_once_where_the_whole_row_is() -> None:
    got = taken(workbook())
    assert [(row.row, row.cells["violation"]) for row in got.rows] == [(2, "甲"), (3, "乙"), (4, "丙"), (5, "丁")]
    assert [(one.row, one.cell, one.field, one.rule, one.message) for one in got.findings if "划掉" in one.message] == [
        (2, "C2", "conditions", "S010", "这一格里有划掉的字（删除线），照样采用。"), (3, None, None, "S008", "这一行的字都划掉了（删除线），照样采用。"),
        (4, "E4", None, "S010", "这一格里有划掉的字（删除线），照样采用。")]


@pytest.mark.parametrize(("font", "found"), [("<strike/>", {"1"}), ('<strike val="1"/>', {"1"}), ('<strike val="0"/>', set()), ('<strike val="false"/>', set())])
def test_a_font_that_says_it_is_not_struck_out_is_not(font: str, found: set[str]) -> None:
    part = f'<x:styleSheet xmlns:x="x"><x:fonts><x:font/><x:font>{font.replace("<", "<x:")}</x:font></x:fonts><x:cellStyleXfs><x:xf fontId="1"/></x:cellStyleXfs>' \
           '<x:cellXfs><x:xf fontId="0"/><x:xf fontId="1"/></x:cellXfs><x:dxfs><x:dxf><x:font><x:strike/></x:font></x:dxf></x:dxfs></x:styleSheet>'
    assert struck.styles(part.encode()) == found


def test_words_of_the_cell_itself_and_cells_that_say_no_place() -> None:
    part = "<sheetData><row><c/><c t='inlineStr'><is><r><rPr><strike/></rPr><t>甲</t></r></is></c><c t='s'><v>3</v></c><c t='n'><v>3</v></c></row><row r='7'><c s='2'/></row></sheetData>"
    assert struck.cells(part.encode(), {"2"}, {"3"}) == {(1, 1), (1, 2), (7, 0)}
    assert struck.strings(b"<sst><si><t>0</t></si><si><r><rPr><strike val='0'/></rPr></r></si><si><r><rPr><strike/></rPr></r></si></sst>") == {"2"}


def test_a_row_that_says_nothing_has_nothing_struck_out() -> None:
    got = taken(plain_workbook([["序号", "违法行为"], [1, "未亮照经营"], [2, None]]))
    assert [row.row for row in got.rows] == [2, 3]
    assert [one.message for one in got.findings if one.row == 3] == ["没有填写。"]


def test_a_workbook_without_them_says_nothing_of_it() -> None:
    book = Workbook()
    book.worksheets[0].append(["违法行为", "适用条件"])
    out = io.BytesIO()
    book.save(out)
    assert grids("a.xlsx", out.getvalue())[0].struck == frozenset()
