"""What the reader of cells leaves out of an xlsx is read from its parts, whatever program wrote them."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from unittest.mock import Mock

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from generator.intake import package
from generator.intake.choosing import chosen
from generator.intake.gathering import takings_of
from generator.intake.grid import grids
from generator.intake.package import asides
from generator.model import Kind
from generator.schema import tables

TEXTS, SHEET = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"


def workbook() -> bytes:
    """Its first cell says 每m², its second row is hidden."""
    out = io.BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet("清单 & 说明")
        sheet.write_rich_string(0, 0, "每m", book.add_format({"font_script": 1}), "2")
        sheet.write(1, 0, "看不见的一行")
        sheet.set_row(1, None, None, {"hidden": True})
    return out.getvalue()


def rewritten(change: Callable[[str, str], str], named: Callable[[str], str] = str) -> bytes:
    """The workbook with each part as `change` makes it of its name and its text, called as `named` makes it of its name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(named(name), change(name, old.read(name).decode()))
    return out.getvalue()


def prefixed(name: str, part: str) -> str:
    """As programs write it that name the elements of a spreadsheet x:row, x:c."""
    spoken_of = name in (TEXTS, SHEET, "xl/workbook.xml")
    return re.sub("<(/?)([a-zA-Z])", r"<\1x:\2", part).replace('xmlns="', 'xmlns:x="') if spoken_of else part


def single_quoted(name: str, part: str) -> str:
    return re.sub('="([^"\']*)"', r"='\1'", part)


def in_comment(name: str, part: str) -> str:
    """What stands in a comment is not said."""
    return part.replace("<sheetData>", '<sheetData><!-- <row r="1" hidden="1"> -->')


def without_places(name: str, part: str) -> str:
    """What does not say where it stands follows what stands before it."""
    return re.sub('<(c|row) r="[^"]+"', r"<\1", part)


def without_columns(name: str, part: str) -> str:
    return re.sub('<c r="[^"]+"', "<c", part)


@pytest.mark.parametrize("change", [lambda name, part: part, prefixed, single_quoted, in_comment, without_places, without_columns])
def test_every_way_to_write_a_part_is_read(change: Callable[[str, str], str]) -> None:
    (grid,) = grids("a.xlsx", rewritten(change))
    assert (grid.name, grid.rows, grid.hidden) == ("清单 & 说明", ((1, ("每m²",)), (2, ("看不见的一行",))), {2})


@pytest.mark.parametrize("named", [str.lower, str.upper, lambda name: name.replace("/", "\\"), lambda name: name.replace("shared", "Shared")])
def test_every_way_to_name_a_part_is_read(named: Callable[[str], str]) -> None:
    (grid,) = grids("a.xlsx", rewritten(lambda name, part: part, named))
    assert (grid.rows, grid.hidden) == (((1, ("每m²",)), (2, ("看不见的一行",))), {2})


def test_cells_that_do_not_say_their_place_follow_those_that_do() -> None:
    """As the reader of cells counts them, and as openpyxl writes answers: D1 after C1, row 6 after row 5."""
    high = '<c t="inlineStr"><is><r><t>m</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></is></c>'
    rows = f'<row><c r="C1"><v>7</v></c>{high}</row><row r="5">{high}</row><row hidden="1"><c><v>8</v></c>{high}</row>'
    data = rewritten(lambda name, part: re.sub("<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>", part))
    (grid,) = grids("a.xlsx", data)
    assert grid.rows == ((1, ("", "", "7", "m²")), (5, ("m²", "", "", "")), (6, ("8", "m²", "", "")))
    assert grid.hidden == {6}
    page = load_workbook(io.BytesIO(data)).worksheets[0]
    assert {cell.coordinate: str(cell.value) for row in page.iter_rows() for cell in row if cell.value} == {
        "C1": "7", "D1": "m2", "A5": "m2", "A6": "8", "B6": "m2"}


def test_a_control_sign_in_one_text_takes_nothing_from_the_others() -> None:
    (grid,) = grids("a.xlsx", rewritten(lambda name, part: part.replace("看不见", "看\x0b不见")))
    assert (grid.rows[0], grid.hidden) == ((1, ("每m²",)), {2})


@pytest.mark.parametrize(("runs", "shown"), [
    ('<r><t> 每m</t></r>{high}2</t></r><r><t>以下 </t></r>', "每m²以下"), ('<r><t xml:space="preserve">每m</t></r>{high}2 </t></r><r><t>以下</t></r>', "每m²以下"),
    ("<r><t>共_x000D_&#10;每m</t></r>{high}2</t></r>", "共\r\n每m²"), ("<r><t>每m</t></r>{high}2，</t></r><r><t>以下</t></r>", "每m²，以下"),
    ("<r><t>　　每m</t></r>{high}2</t></r><r><t>以下　</t></r>", "每m²以下"),
    ("<r><t>每</t></r>{high}注2</t></r>", "每注2"), ("<r><t>字_xD800_每m</t></r>{high}2</t></r>", "字_xD800_每m²")])
def test_figures_set_high_are_found_beside_blanks_breaks_and_stops(runs: str, shown: str) -> None:
    """The reader of cells drops blanks at the ends and turns _x000D_ into what it stands for; a person marks a comma with the figure."""
    said = runs.replace("{high}", '<r><rPr><vertAlign val="superscript"/></rPr><t>')
    (grid,) = grids("a.xlsx", rewritten(lambda name, part: re.sub("<si><r>.*?</si>", lambda _: f"<si>{said}</si>", part, count=1)))
    assert grid.rows[0] == (1, (shown,))


def test_a_part_that_declares_types_is_not_read() -> None:
    """Entities may grow without end; no program that writes spreadsheets declares any."""
    def declaring(name: str, part: str) -> str:
        return part.replace("?>", '?><!DOCTYPE sst [<!ENTITY a "aaaa">]>', 1).replace("每m", "每&a;m") if name == TEXTS else part

    (said,) = asides(rewritten(declaring), ()).values()
    assert (said.shown, said.hidden, said.untold) == ({}, {2}, "哪些数字是上标、下标、哪些字划掉了")


def two_lists(part: str, before: str) -> bytes:
    """Two sheets, each with m² and a hidden row; in `part` a sign that XML has not, before the text `before`."""
    out, broken = io.BytesIO(), io.BytesIO()
    with Workbook(out) as book:
        for kind in ("不予处罚", "从轻处罚"):
            sheet = book.add_worksheet(kind)
            sheet.write_row(0, 0, ["违法行为", "适用条件"])
            sheet.write(1, 0, f"占用城市道路（{kind}）")
            sheet.write_rich_string(1, 1, "不足5m", book.add_format({"font_script": 1}), "2")
            sheet.set_row(1, None, None, {"hidden": True})
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            assert name != part or before in text
            new.writestr(name, text.replace(before, f"&#11;{before}", 1) if name == part else text)
    return broken.getvalue()


@pytest.mark.parametrize(("part", "before", "hidden", "conditions", "told"), [
    (SHEET, "<row", [0, 1], ["不足5m2", "不足5m²"], [1, 0]), (TEXTS, "</si>", [1, 1], ["不足5m2", "不足5m2"], [1, 1]),
    ("xl/workbook.xml", "<sheets>", [0, 0], ["不足5m2", "不足5m2"], [1, 1]), ("xl/_rels/workbook.xml.rels", "<Relationship ", [0, 0], ["不足5m2", "不足5m2"], [1, 1])])
def test_a_broken_part_keeps_only_what_it_says_from_us_and_that_is_told(part: str, before: str, hidden: list[int], conditions: list[str],
                                                                        told: list[int]) -> None:
    schema = tables()["exemptions"]
    takings = takings_of(chosen(grids("a.xlsx", two_lists(part, before)), schema, "a.xlsx").lists, "a.xlsx", schema, {})
    assert [sum("隐藏着这一行" in one.message for one in taking.findings) for taking in takings] == hidden
    assert [taking.rows[0].cells["conditions"] for taking in takings] == conditions
    assert [sum(one.rule == "S001" and "看不出" in one.message for one in taking.findings) for taking in takings] == told


def test_a_sheet_that_a_broken_part_left_empty_is_told() -> None:
    """The reader of cells says nothing of it: to pass over it in silence would lose a list."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(two_lists(SHEET, "<sheetData>"))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"&#11;", b"<"))
    sheets, schema = grids("a.xlsx", out.getvalue()), tables()["exemptions"]
    found = chosen(sheets, schema, "a.xlsx")
    assert [one.sheet for one in found.lists] == ["从轻处罚"]
    assert [(one.sheet, "没有读到内容" in one.why) for one in found.left] == [("不予处罚", True)]
    assert chosen(sheets, schema, "a.xlsx", Kind.LIGHTER_PENALTY).left == (), "no list of the kind that is asked for"
    nameless = tuple(replace(sheet, name="二科") if sheet.refused else sheet for sheet in sheets)
    assert [one.sheet for one in chosen(nameless, schema, "a.xlsx", Kind.LIGHTER_PENALTY).left] == ["二科"]


def test_cells_with_nothing_more_to_say_are_not_gone_through_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list to choose from, as our own form has, is no formula in a cell."""
    def filled(formula: bool) -> bytes:
        out = io.BytesIO()
        with Workbook(out) as book:
            sheet = book.add_worksheet()
            sheet.data_validation(0, 0, 9, 0, {"validate": "list", "source": ["是", "否"]})
            sheet.write_formula(0, 1, "=1+1") if formula else sheet.write(0, 1, "是")
        return out.getvalue()

    read = Mock(side_effect=package._read)
    monkeypatch.setattr(package, "_read", read)
    asides(filled(formula=False), ["Sheet1"])
    assert read.call_count == 0
    asides(filled(formula=True), ["Sheet1"])
    assert read.call_count == 1
