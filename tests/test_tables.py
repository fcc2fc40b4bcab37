"""Intake: one test per trap, asserting exactly (line, row, field, rule)."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.legality.example import MODEL_CELLS
from generator.model import Kind
from generator.reading import read
from generator.schema import tables
from generator.tables import ERRORS, MAX_ROWS, clean, write, write_sheet

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


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n", b"\xff\xfe", b"PK\x03\x04xlsx", b"\x00\x01\x02binary",
                                  b"\xff\xfe\x00\xd8"])
def test_what_is_no_text_is_refused_whole(data: bytes) -> None:
    assert seen(data) == [(None, None, None, "S001")]
    assert names(data) == []


@pytest.mark.parametrize(("data", "line"), [
    (SOUND.encode() + "shiqiao,石桥镇".encode("gb18030"), 4), (SOUND.encode("gb18030") + b"shiqiao,\xff\xff", 4),
    (SOUND.encode()[:-20], 3), (b"\xef\xbb\xbf" + SOUND.encode() + b"shiqiao,\xff", 4), (b"\x81\x81\xff\xff\xff", 1), (b"\xef\xbb\xbf\xff\xff", 1)],
    ids=["gbk behind utf-8", "damaged gbk", "cut within a character", "damaged behind a mark", "nothing readable", "nothing but a mark readable"])
def test_bytes_of_no_encoding_are_told_by_their_line(data: bytes, line: int) -> None:
    assert seen(data) == [(line, None, None, "S001")]


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


@pytest.mark.parametrize(("header", "expected"), [
    ("镇街代码,,生效日期,失效日期", [(1, 1, None, "S003")]),  # one cell without a name, one column missing: the same mistake
    (",镇街名称,,失效日期", [(1, 1, None, "S003")]),  # merged cells, or a header in two rows
    ("镇街代码,镇街\u3000名称,生效日期,失效日期", [(None, None, None, "S002")]),
    ('镇街代码,"镇街\n名称",生效日期,失效日期', [(None, None, None, "S002")]),
    ('镇街代码,"镇街名\n（必填）",生效日期,失效日期', [(1, 1, None, "S003")])])
def test_a_mistake_in_the_header_gives_one_message_on_one_line(header: str, expected: list[object]) -> None:
    data = f"{header}\nqinghe,青禾镇,2020-01-01,\n"
    assert seen(data) == expected
    (one,) = read("lists/townships.csv", data.encode(), TOWNS).findings
    assert one.message.splitlines() == [one.message]


def test_a_line_under_the_list_that_is_no_item_gives_one_message() -> None:
    items, path = tables()["exemptions"], "lists/exemptions/scjg/no-penalty.csv"
    for under in ({"item_id": "合计", "violation": "2项"}, {"violation": "填表人：甲", "field": "审核人：乙", "note": "日期"}):
        data = write(items, [MODEL_CELLS[Kind.NO_PENALTY], under])
        sheet = read(path, data, items)
        assert [(f.row, f.field, f.rule) for f in sheet.findings if f.rule != "S002"] == [(2 if "item_id" not in under else 3, None, "S008")]
        assert [sheet.cells(row)["item_id"] for row in sheet.rows] == [MODEL_CELLS[Kind.NO_PENALTY]["item_id"]]
        assert not sheet.lossless
    begun = write(items, [{"item_id": MODEL_CELLS[Kind.NO_PENALTY]["item_id"], "violation": "刚写了开头"}])
    assert len(read(path, begun, items).rows) == 1, "an item of which little is written is an item"


def test_line_and_row_part_company_after_a_line_break_in_a_cell() -> None:
    data = HEAD + 'donghu,"东湖\n街道",,\nqinghe,=1+1,,\n'
    assert seen(data) == [(2, 2, "name", "S012"), (4, 3, "name", "S013")]


@pytest.mark.parametrize("mark", ["\t", "\u200b", "\u202e", "\x07", "\u2028", "\xad"])
def test_invisible_characters_are_pointed_at(mark: str) -> None:
    assert seen(HEAD + f'qinghe,"青{mark}禾镇",,\n') == [(2, 2, "name", "S012")]


def test_a_character_lost_on_the_way_is_pointed_at() -> None:
    assert seen(HEAD + "qinghe,青\ufffd镇,,\n") == [(2, 2, "name", "S012")]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1", "#REF!", "#N/A"])
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
    lambda text: not text.startswith(tuple("=+-@＝＋－＠")) and text not in ERRORS)


@given(st.lists(st.fixed_dictionaries({"town": CELL.filter(bool), "name": CELL, "from": CELL, "to": CELL}), max_size=6))
def test_writing_and_reading_is_the_identity_and_canonical(rows: list[dict[str, str]]) -> None:
    data = write(TOWNS, rows)
    sheet = read("lists/townships.csv", data, TOWNS)
    assert sheet.findings == ()
    assert sorted(sorted(sheet.cells(row).items()) for row in sheet.rows) == sorted(
        sorted((name, text) for name, text in row.items() if text) for row in rows)
    assert write_sheet(sheet) == data


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise_and_every_message_is_one_line(data: bytes) -> None:
    findings = read("lists/townships.csv", data, TOWNS).findings
    assert [one.message.splitlines() for one in findings] == [[one.message] for one in findings]


@given(st.text(max_size=300))
def test_no_text_makes_it_raise_and_fmt_is_idempotent(text: str) -> None:
    sheet = read("lists/townships.csv", (HEAD + text).encode("utf-8", "surrogatepass"), TOWNS)
    assert [one.message.splitlines() for one in sheet.findings] == [[one.message] for one in sheet.findings]
    if sheet.lossless:
        once = write_sheet(sheet)
        assert write_sheet(read("lists/townships.csv", once, TOWNS)) == once


def test_python_csv_reads_what_we_write() -> None:
    rows = [{"town": "a", "name": '有"引号",和逗号'}]
    assert list(csv.reader(io.StringIO(write(TOWNS, rows).decode())))[1][1] == '有"引号",和逗号'
