"""Intake: one test per trap, asserting exactly (line, row, field, rule)."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.schema import tables
from generator.tables import MAX_ROWS, clean, read, write, write_sheet

TOWNS = tables()["townships"]
HEAD = "镇街代码,镇街名称,生效日期,失效日期\n"
SOUND = HEAD + "donghu,东湖街道,2020-01-01,\nqinghe,青禾镇,2020-01-01,\n"


def seen(data: bytes | str) -> list[tuple[int | None, int | None, str | None, str]]:
    """(line, row, field, rule) of the findings of a townships.csv."""
    sheet = read("lists/townships.csv", data.encode() if isinstance(data, str) else data, TOWNS)
    return [(f.line, f.row, f.field, f.rule) for f in sheet.findings]


def names(data: bytes | str) -> list[str]:
    sheet = read("lists/townships.csv", data.encode() if isinstance(data, str) else data, TOWNS)
    return [sheet.cells(row).get("name", "") for row in sheet.rows]


def test_a_sound_file_says_nothing() -> None:
    assert seen(SOUND) == []
    assert names(SOUND) == ["东湖街道", "青禾镇"]


@pytest.mark.parametrize("data", [
    b"\xef\xbb\xbf" + SOUND.encode(),
    SOUND.encode("gb18030"),
    SOUND.encode("utf-16"),
    SOUND.replace(",", "\t").encode("utf-16"),
    SOUND.replace("\n", "\r\n").encode(),
    SOUND.replace("\n", "\r").encode(),
    SOUND.rstrip("\n").encode(),
    SOUND.replace("东湖街道", '"东湖街道"').encode(),
    SOUND.replace("东湖街道", "　东湖街道 ").encode(),
    (HEAD + "qinghe,青禾镇,2020-01-01,\ndonghu,东湖街道,2020-01-01,\n").encode(),
    "镇街名称,镇街代码,失效日期,生效日期\n东湖街道,donghu,,2020-01-01\n青禾镇,qinghe,,2020-01-01\n".encode(),
    SOUND.replace("\n", ",,\n").encode(),
    (SOUND + ",,,\n").encode(),
    (SOUND + "\n\n").encode(),
], ids=["bom", "gbk", "utf16", "utf16-tsv", "crlf", "cr", "no-final-newline", "quoted", "blanks", "order", "columns",
        "empty-columns", "empty-row", "blank-lines"])
def test_what_fmt_mends_is_one_warning_and_loses_nothing(data: bytes) -> None:
    assert seen(data) == [(None, None, None, "S002")]
    assert sorted(names(data)) == ["东湖街道", "青禾镇"]
    sheet = read("lists/townships.csv", data, TOWNS)
    assert write_sheet(sheet) == SOUND.encode()


@pytest.mark.parametrize("data", [b"", b"\n \n", b"PK\x03\x04xlsx", b"\x00\x01\x02binary", b"\xff\xfe\x00\xd8",
                                  b"\x81\x81\xff\xff\xff", b"\xef\xbb\xbf\xff\xff"])
def test_what_is_no_text_is_refused_whole(data: bytes) -> None:
    assert seen(data) == [(None, None, None, "S001")]
    assert names(data) == []


def test_an_extra_cell_never_shifts_a_row() -> None:
    data = SOUND.replace("青禾镇,2020-01-01,", "青禾镇,又名青禾,2020-01-01,")
    assert seen(data) == [(3, 3, None, "S004")]
    assert names(data) == ["东湖街道"]


def test_a_short_row_is_not_padded() -> None:
    assert seen(HEAD + "qinghe,青禾镇\n") == [(2, 2, None, "S004")]


def test_na_null_and_001_stay_what_they_are() -> None:
    data = HEAD + "001,NA,,\nnone,null,,\n"
    sheet = read("lists/townships.csv", data.encode(), TOWNS)
    assert [sheet.cells(row) for row in sheet.rows] == [{"town": "001", "name": "NA"}, {"town": "none", "name": "null"}]


def test_headers() -> None:
    assert seen("镇街代码,镇街名称,生效日期\nqinghe,青禾镇,2020-01-01\n") == [(1, 1, "to", "S003")]
    assert seen(HEAD.replace("镇街名称", "镇街名") + "qinghe,青禾镇,,\n") == [(1, 1, None, "S003")]
    assert seen(HEAD.replace("\n", ",镇街名称\n") + "qinghe,青禾镇,,,青\n") == [(1, 1, "name", "S003")]
    assert seen("一、清单\n镇街代码,镇街名称\n") == [(1, 1, None, "S003")], "rows under no header are not counted cell by cell"


def test_line_and_row_part_company_after_a_line_break_in_a_cell() -> None:
    data = HEAD + 'donghu,"东湖\n街道",,\nqinghe,=1+1,,\n'
    assert seen(data) == [(2, 2, "name", "S012"), (4, 3, "name", "S013")]


@pytest.mark.parametrize("mark", ["\t", "\u200b", "\u202e", "\x07", "\u2028"])
def test_invisible_characters_are_pointed_at(mark: str) -> None:
    assert seen(HEAD + f'qinghe,"青{mark}禾镇",,\n') == [(2, 2, "name", "S012")]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1"])
def test_formulas_are_refused(text: str) -> None:
    assert seen(HEAD + f"qinghe,{text},,\n") == [(2, 2, "name", "S013")]


def test_unpaired_quotes_name_the_line() -> None:
    assert seen(SOUND + 'shiqiao,"石桥镇,,\n') == [(4, None, None, "S016")]


def test_too_many_rows_are_refused_in_one_message() -> None:
    assert seen(HEAD + "qinghe,青禾镇,,\n" * (MAX_ROWS + 1)) == [(None, None, None, "S001")]


def test_a_cell_of_five_megabytes_is_read_and_not_copied_into_the_message() -> None:
    sheet = read("lists/townships.csv", (HEAD + "qinghe," + "镇" * 1_700_000 + ",,\n").encode(), TOWNS)
    assert len(sheet.cells(sheet.rows[0])["name"]) == 1_700_000


CELL = st.text(st.characters(blacklist_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")), max_size=8).map(clean).filter(
    lambda text: not text.startswith(tuple("=+-@＝＋－＠")))


@given(st.lists(st.fixed_dictionaries({"town": CELL.filter(bool), "name": CELL, "from": CELL, "to": CELL}), max_size=6))
def test_writing_and_reading_is_the_identity_and_canonical(rows: list[dict[str, str]]) -> None:
    data = write(TOWNS, rows)
    sheet = read("lists/townships.csv", data, TOWNS)
    assert sheet.findings == ()
    assert sorted(sorted(sheet.cells(row).items()) for row in sheet.rows) == sorted(
        sorted((name, text) for name, text in row.items() if text) for row in rows)
    assert write_sheet(sheet) == data


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    read("lists/townships.csv", data, TOWNS)


@given(st.text(max_size=300))
def test_no_text_makes_it_raise_and_fmt_is_idempotent(text: str) -> None:
    sheet = read("lists/townships.csv", (HEAD + text).encode("utf-8", "surrogatepass"), TOWNS)
    if sheet.lossless:
        once = write_sheet(sheet)
        assert write_sheet(read("lists/townships.csv", once, TOWNS)) == once


def test_python_csv_reads_what_we_write() -> None:
    rows = [{"town": "a", "name": '有"引号",和逗号'}]
    assert list(csv.reader(io.StringIO(write(TOWNS, rows).decode())))[1][1] == '有"引号",和逗号'
