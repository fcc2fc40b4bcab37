"""An xls or et says what an xlsx says of hidden rows and columns, wherever its workbook stands in the shell around it, and no broken one ends the run."""

from random import Random

import pytest
from compounds import book, compound, sheet

from generator.intake.binary import asides
from generator.intake.choosing import chosen
from generator.intake.compound import stream
from generator.intake.gathering import takings_of
from generator.intake.grid import grids
from generator.schema import tables

ROWS = (("违法行为", "处罚依据", "适用条件"), ("甲", "《广告法》第五十九条", "初次违法"), ("乙", "《广告法》第五十九条", "及时改正"), ("丙", "《广告法》第五十八条", "及时改正"))
TWO = book(不予处罚=sheet(ROWS, (3,), (1, 2)), 从轻处罚=sheet(ROWS, ()))


@pytest.mark.parametrize("name", ["a.xls", "a.et"])
def test_a_hidden_row_is_told_and_the_item_taken(name: str) -> None:
    schema = tables()["exemptions"]
    first, second = takings_of(chosen(grids(name, compound(TWO, False)), schema, name).lists, name, schema, {})
    assert [row.cells["violation"] for row in first.rows] == ["甲", "乙", "丙"]
    assert [one.row for one in first.findings if "隐藏着这一行" in one.message] == [3]
    assert [one.cell for one in first.findings if "隐藏着这一列" in one.message] == ["B1", "C1"]
    assert [one for one in second.findings if "隐藏着" in one.message] == []


@pytest.mark.parametrize(("small", "shift", "name"), [(False, 9, "Workbook"), (True, 9, "WORKBOOK"), (False, 12, "Book"), (True, 12, "Workbook")])
def test_the_workbook_is_found_wherever_it_stands(small: bool, shift: int, name: str) -> None:
    data = compound(TWO, small, shift, name)
    assert stream(data, ("workbook", "book")).rstrip(b"\0").startswith(TWO.rstrip(b"\0"))
    assert {sheet: said.hidden for sheet, said in asides(data, ["不予处罚", "从轻处罚"]).items()} == {"不予处罚": {3}, "从轻处罚": frozenset()}


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0", compound(TWO, False)[:1500], compound(TWO, False).replace(b"W\0o\0r\0k\0", b"X\0o\0r\0k\0"),
                                  compound(TWO[:-4], True), compound(TWO.replace(b"\x09\x08", b"\x09\x07"), False)])
def test_what_a_broken_file_keeps_from_us_is_told(data: bytes) -> None:
    assert {said.untold for said in asides(data, ["不予处罚", "从轻处罚"]).values()} == {"哪些行、列隐藏着"}


def test_no_broken_file_ends_the_run_or_goes_round_in_a_ring() -> None:
    lot = Random(20261127)
    for number in range(1500):
        data = bytearray(compound(TWO, bool(number % 2)))
        for _ in range(lot.randrange(1, 12)):
            at = lot.randrange(0, 1024 if number % 3 else len(data)) & ~3
            data[at:at + 4] = lot.choice((bytes(4), b"\1\0\0\0", b"\2\0\0\0", b"\xff\xff\xff\xff", lot.randbytes(4)))
        assert set(asides(bytes(data), ["不予处罚", "从轻处罚"])) == {"不予处罚", "从轻处罚"}
