"""What the reader of cells leaves out of an xlsx is read from its parts, whatever program wrote them."""

import io
import re
import zipfile
from collections.abc import Callable
from unittest.mock import Mock

import pytest
from xlsxwriter import Workbook

from generator.intake import package
from generator.intake.grid import grids
from generator.intake.package import asides

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


def rewritten(change: Callable[[str, str], str]) -> bytes:
    """The workbook with each part as `change` makes it of its name and its text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name).decode()))
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


@pytest.mark.parametrize("change", [lambda name, part: part, prefixed, single_quoted, in_comment])
def test_every_way_to_write_a_part_is_read(change: Callable[[str, str], str]) -> None:
    (grid,) = grids("a.xlsx", rewritten(change))
    assert (grid.name, grid.rows, grid.hidden) == ("清单 & 说明", ((1, ("每m²",)), (2, ("看不见的一行",))), {2})


def test_a_control_sign_in_one_text_takes_nothing_from_the_others() -> None:
    (grid,) = grids("a.xlsx", rewritten(lambda name, part: part.replace("看不见", "看\x0b不见")))
    assert (grid.rows[0], grid.hidden) == ((1, ("每m²",)), {2})


def test_a_part_that_declares_types_is_not_read() -> None:
    """Entities may grow without end; no program that writes spreadsheets declares any."""
    def declaring(name: str, part: str) -> str:
        return part.replace("?>", '?><!DOCTYPE sst [<!ENTITY a "aaaa">]>', 1).replace("每m", "每&a;m") if name == TEXTS else part

    assert asides(workbook()).keys() == {"清单 & 说明"}
    assert asides(rewritten(declaring)) == {}


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
    asides(filled(formula=False))
    assert read.call_count == 0
    asides(filled(formula=True))
    assert read.call_count == 1
