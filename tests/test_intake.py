"""`import`: what departments really send becomes a list; nothing is lost, nothing guessed in silence, nothing published touched."""

import csv
import io
import os
import signal
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from xlsxwriter import Workbook as Xlsx

from generator.intake.choosing import Chosen, chosen
from generator.intake.dividing import Table, divided
from generator.intake.gathering import takings_of
from generator.intake.grid import grids
from generator.intake.taken import Taking
from generator.intake.taking import take
from generator.model import Kind, Refusal
from generator.schema import tables
from generator.tables import CONTROL
from generator.workers import isolated

City = Callable[..., Path]
SCHEMA = tables()["exemptions"]
HEADERS = SCHEMA.headers
NOW = "2026-11-24"


def workbook(rows: Sequence[Sequence[object]], merged: Sequence[str] = (), title: str = "Sheet1", more: Mapping[str, object] | None = None) -> bytes:
    """An xlsx with one sheet of these rows, and further sheets with one cell each."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    for name, cell in (more or {}).items():
        book.create_sheet(name)["A1"] = cell
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def taken(data: bytes, kind: Kind = Kind.NO_PENALTY, settings: Mapping[str, str] | None = None, name: str = "a.xlsx") -> Taking:
    """What import makes of the first sheet that holds a list."""
    return takings_of(chosen(grids(name, data), SCHEMA, name, kind).lists, name, SCHEMA, settings or {})[0]


def cells(taking: Taking) -> list[dict[str, str]]:
    return [dict(row.cells) for row in taking.rows]


def places(taking: Taking) -> list[tuple[int | None, str | None, str]]:
    return [(one.row, one.field, one.rule) for one in taking.findings]


UNTIDY = workbook([
    ["附件1 示例市市场监督管理局不予处罚事项清单"],
    ["单位：（公章）"],
    ["序号", "管理领域", "行政处罚事项", "法律依据", None, "适用情形", "裁量结果", "配套措施", "权力层级"],
    [None, None, None, "违反条款", "处罚依据"],
    ["一、下列违法行为轻微并及时改正，没有造成危害后果的，不予行政处罚："],
    [1, "广告", "对广告中未表明产地的行政处罚", "《广告法》第八条", "《广告法》第五十九条第一款：有前款行为的，由市场监督管理部门责令停止发布广告，对广告主处十万元以下的罚款",
     "1.首次违法\n2.及时改正", "不予行政处罚(《行政处罚法》第三十三条第一款)", "教育", "市级"],
    [2, None, "对未亮照经营的处罚", "《市场主体登记管理条例》第36条", "同上", "同上", "不予行政处罚", "同上", "市级"],
    ["二、首违不罚事项"],
    [3, "登记", "未按规定公示年度报告", None, "《企业信息公示暂行条例》第十七条", "初次违法且危害后果轻微并及时改正", "/", "约谈"],
    ["填表人：经办人   日期：2026年11月1日"],
], ["A1:I1", "D3:E3", "A3:A4", "B3:B4", "C3:C4", "F3:F4", "G3:G4", "H3:H4", "I3:I4", "A5:I5", "B6:B7", "A8:I8"], "不予处罚")
PLAIN = {"correction": "是", "effective_from": "2027-01-01"}


def test_an_untidy_workbook_becomes_rows() -> None:
    basis = "《广告法》第五十九条第一款"
    shared = "违法行为轻微并及时改正，没有造成危害后果"
    got = taken(UNTIDY, settings=PLAIN)
    assert cells(got) == [
        {"field": "广告", "violation": "广告中未表明产地", "obligation_basis": "《广告法》第八条", "penalty_basis": basis,
         "statutory_penalty": "责令停止发布广告，对广告主处十万元以下的罚款", "exemption_type": "轻微不罚", "conditions": f"1.首次违法；2.及时改正；{shared}",
         "relief_basis": "《行政处罚法》第三十三条第一款", "outcome": "不予行政处罚", "supporting_measures": "教育", "note": "权力层级：市级", **PLAIN},
        {"field": "广告", "violation": "未亮照经营", "obligation_basis": "《市场主体登记管理条例》第36条", "penalty_basis": basis,
         "exemption_type": "轻微不罚", "conditions": f"1.首次违法；2.及时改正；{shared}", "outcome": "不予行政处罚", "supporting_measures": "教育",
         "note": "权力层级：市级", **PLAIN},
        {"field": "登记", "violation": "未按规定公示年度报告", "penalty_basis": "《企业信息公示暂行条例》第十七条", "exemption_type": "首违不罚",
         "conditions": "初次违法且危害后果轻微并及时改正", "supporting_measures": "约谈", **PLAIN}]
    assert places(got) == [(4, "relief_basis", "S003"), (4, "statutory_penalty", "S003"), (9, "outcome", "S006")]
    assert [(row, why) for row, _, why in got.skipped] == [
        (2, "表格上方的标题、说明"), (5, "分段标题，已用于其下各行"), (8, "分段标题，已用于其下各行"), (10, "说明、合计一类，不是事项")]


def test_a_sheet_that_begins_lower_down_is_told_of_by_its_own_rows() -> None:
    """What is said of a row is looked for there; its hidden rows and merged cells are known by their numbers."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for place, text in {"C4": "违法行为", "D4": "适用条件", "C5": "甲", "D5": "初次违法", "C6": "乙", "C7": "丙", "D7": "及时改正"}.items():
        sheet[place] = text
    sheet.merge_cells("D5:D6")
    sheet.row_dimensions[7].hidden = True
    out = io.BytesIO()
    book.save(out)
    (grid,) = grids("a.xlsx", out.getvalue())
    assert grid.rows == ((4, ("", "", "违法行为", "适用条件")), (5, ("", "", "甲", "初次违法")), (6, ("", "", "乙", "初次违法")),
                         (7, ("", "", "丙", "及时改正")))
    assert grid.hidden == {7}


def test_a_hidden_column_that_says_something_is_told_once() -> None:
    """What a clerk has folded away goes into the list all the same: an opinion for the office alone would be published with the note."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["序号", "违法行为", "适用条件", "裁量结果", "内部意见", "备注"], [1, "甲", "初次违法", "不予行政处罚", "先放一放"], [2, "乙", "及时改正", "不予行政处罚", "可以"]):
        sheet.append(row)
    for column in "ADEF":
        sheet.column_dimensions[column].hidden = True
    out = io.BytesIO()
    book.save(out)
    told = [(one.cell, one.field, one.rule, one.message) for one in taken(out.getvalue()).findings if "隐藏" in one.message]
    assert told == [("D1", "outcome", "S008", "表格里隐藏着这一列（D列），照样采用。"), ("E1", None, "S008", "表格里隐藏着这一列（E列），内容放进“备注”。")]


TITLED = "附件2\n序号,违法行为,处罚依据,法定处罚,适用条件,裁量结果\n1,未亮照经营,《市场主体登记管理条例》第四十八条,处一万元以下的罚款,初次违法,不予行政处罚\n"
ENCODED = {"gbk": TITLED.encode("gb18030"), "utf-8": TITLED.encode(), "utf-8-bom": TITLED.encode("utf-8-sig"),
           "utf-16-tabs": TITLED.replace(",", "\t").encode("utf-16"), "crlf": TITLED.replace("\n", "\r\n").encode("gb18030")}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED.keys())
def test_every_encoding_of_an_office_reads_the_same(data: bytes) -> None:
    assert cells(taken(data, name="a.csv")) == [{
        "violation": "未亮照经营", "penalty_basis": "《市场主体登记管理条例》第四十八条", "statutory_penalty": "处一万元以下的罚款", "conditions": "初次违法",
        "outcome": "不予行政处罚"}]


@pytest.mark.parametrize("text", [
    "违法行为,适用条件\n甲,1.初次违法;2.及时改正;3.轻微;4.主动\n", "违法行为;适用条件\n甲;初次违法,及时改正,轻微,主动,配合\n",
    "附件2\n违法行为\t适用条件\n甲\t初次违法,及时改正;轻微,主动;配合\n", '违法行为, "适用条件"\n甲, "初次违法, 及时改正"\n'])
def test_cells_may_be_full_of_what_parts_them_elsewhere(text: str) -> None:
    assert [set(one) for one in cells(taken(text.encode(), name="a.csv"))] == [{"violation", "conditions"}]


MENDS = [
    ("施行日期", "2027/1/1", "2027-01-01"), ("施行日期", "2027年1月1日", "2027-01-01"), ("施行日期", date(2027, 1, 1), "2027-01-01"),
    ("施行日期", 46388, "2027-01-01"), ("基本编码", 440216139000, "440216139000"), ("基本编码", "4402 1613 9000", "440216139000"),
    ("责令改正", "√", "是"), ("责令改正", "责令限期改正", "是"), ("镇街适用", "否", "否"), ("镇街适用", "×", "否"), ("责令改正", True, "是"),
    ("适用对象", "企业、个体户", "单位;个体工商户"), ("适用对象", "公民", "个人"), ("适用对象", "单位（含个体工商户）", "单位;个体工商户"), ("适用对象", "企业法人、个体户及自然人", "单位;个体工商户;个人"),
    ("适用对象", "公民、法人和非法人组织", "个人;单位"), ("适用对象", "民办非企业单位", "单位"), ("不罚类型", "首次违法且危害后果轻微", "首违不罚"), ("不罚类型", "轻微免罚", "轻微不罚"),
    ("违法行为", "对未亮照经营的行政处罚", "未亮照经营"), ("违法行为", "未亮照\n经营", "未亮照经营"), ("适用条件", "<p>1.初次违法<br/>2.面积&lt;5平方米&nbsp;</p>", "1.初次违法；2.面积<5平方米"), ("适用条件", "1.初次违法\n2.及时改正；\n3.轻微", "1.初次违法；2.及时改正；3.轻微"),
    ("备注", "ＡＢ１２　年", "AB12 年"), ("备注", "见\u200b附\ue000\xad件", "见附件"), ("改正期限", "'5日内", "5日内"), ("配套监管措施", "—", "")]


@pytest.mark.parametrize(("column", "before", "after"), MENDS)
def test_what_was_surely_meant_is_written_and_told(column: str, before: object, after: str) -> None:
    name = next(name for name, title in HEADERS.items() if title == column)
    others = {"violation": "违法行为", "field": "领域"} | {name: column}
    row = {"violation": "未亮照经营", "field": "登记"} | {name: before}
    got = taken(workbook([list(others.values()), [row[key] for key in others]]))
    assert cells(got)[0].get(name, "") == after
    told = [mend for mend in got.mends if mend.column == column]
    assert bool(told) is ((isinstance(before, str) and before != after) or before == 46388)
    if told:
        assert (told[0].before, told[-1].after) == (str(before), after)


UNSURE = [
    ("施行日期", "2027年内", "S005"), ("施行日期", "2027-02-30", "S005"), ("责令改正", "视情况", "S009"), ("适用对象", "外国船舶", "S010"), ("违法行为", "未亮照经营（拟删除）", "S010"), ("违法行为", "【新增】未亮照经营", "S010"), ("适用对象", "单位（不含个体工商户）", "S010"), ("适用对象", "非个体工商户的单位", "S010"), ("不罚类型", "首违不罚、轻微不罚", "S009"), ("不罚类型", "轻微免罚或首违免罚", "S009"), ("基本编码", "4.40216E+11", "S010"),
    ("改正期限", date(2026, 3, 5), "S010"), ("适用条件", time(1, 2), "S010"), ("备注", "=1+1外", "S013"), ("适用条件", "#REF!", "S013"), ("适用条件", "初次\ufffd法", "S012"), ("违法行为", "长" * 501, "S011")]


@pytest.mark.parametrize(("column", "text", "rule"), UNSURE)
def test_what_is_unsure_stays_and_is_left_to_a_person(column: str, text: object, rule: str) -> None:
    name = next(name for name, title in HEADERS.items() if title == column)
    columns = {"violation": "违法行为", "field": "领域"} | {name: column}
    row = {"violation": "未亮照经营", "field": "登记"} | {name: text}
    data = "\n".join(",".join(map(str, line)) for line in (columns.values(), row.values())).encode() if isinstance(text, str) else workbook(
        [list(columns.values()), list(row.values())])
    got = taken(data)
    assert cells(got)[0][name] == str(text)
    at = list(columns).index(name)
    assert [(f.row, f.cell, f.rule) for f in got.findings if f.field == name] == [(2, f"{'ABC'[at]}2", rule)]


def test_a_law_that_was_repealed_is_no_mark_of_an_edit() -> None:
    got = taken("违法行为,领域\n违反《户外广告管理办法》（废止）设置户外广告,城管\n".encode())
    assert cells(got)[0]["violation"] == "违反《户外广告管理办法》（废止）设置户外广告"
    assert [f for f in got.findings if f.field == "violation"] == []


def test_a_span_of_time_is_read_as_it_is_shown() -> None:
    """30:00 typed as a proportion is kept as a day and six hours."""
    got = taken(workbook([["违法行为", "适用条件"], ["未亮照经营", timedelta(hours=30)]]))
    assert cells(got)[0]["conditions"] == "30:00:00"
    assert (2, "conditions", "S010") in places(got)


def test_figures_set_high_and_low_stay_what_they_are() -> None:
    """m² is not m2, and 10³ is not 103; a word that is set high is no figure."""
    out = io.BytesIO()
    with Xlsx(out) as book:
        sheet, high, low = book.add_worksheet(), book.add_format({"font_script": 1}), book.add_format({"font_script": 2})
        for at, text in enumerate(("违法行为", "适用条件", "备注", "裁量结果")):
            sheet.write(0, at, text)
        sheet.write_rich_string(1, 0, "占道不足5m", high, "2")
        sheet.write_rich_string(1, 1, "少于10", high, "3", "个，CO", low, "2", "超标")
        sheet.write_rich_string(1, 2, "见说明", high, "注")
        sheet.write(1, 3, "不予处罚")
        sheet.write(2, 0, "占道不足5m2")
        sheet.write(2, 3, "不予处罚")
        sheet.merge_range(1, 4, 2, 4, "")
        sheet.write_rich_string(1, 4, "每m", high, "2", book.add_format({"align": "top"}))
        sheet.write(0, 4, "改正期限")
    one, other = cells(taken(out.getvalue()))
    assert one == {"violation": "占道不足5m²", "conditions": "少于10³个，CO₂超标", "note": "见说明注", "outcome": "不予处罚", "correction_deadline": "每m²"}
    assert other == {"violation": "占道不足5m2", "outcome": "不予处罚", "correction_deadline": "每m²"}


def test_figures_set_high_in_the_cell_itself_are_read() -> None:
    """A workbook whose texts are not shared, as other programs write it."""
    high = InlineFont(vertAlign="superscript")
    data = workbook([["违法行为", "适用条件"], [CellRichText("占道5m", TextBlock(high, "2")), CellRichText("初次", TextBlock(high, "2"), "次")]])
    assert cells(taken(data)) == [{"violation": "占道5m²", "conditions": "初次²次"}]


def test_a_formula_without_a_result_is_no_empty_cell() -> None:
    """#REF! and what was never worked out stay and are told; a result of no text is nothing, and so is a row of formulas alone."""
    out = io.BytesIO()
    with Xlsx(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("序号", "违法行为", "违反条款", "备注"))
        sheet.write_row(1, 1, ("未亮照经营",))
        sheet.write_formula(1, 0, "=ROW()-1", value=1)
        sheet.write_formula(1, 2, "=甲!A1", value="#REF!")
        sheet.write_formula(1, 3, '=IF(A1="","",A1)', value="")
        sheet.write_formula(2, 0, "=ROW()-1", value=2)
    excel = io.BytesIO()
    with zipfile.ZipFile(out) as made, zipfile.ZipFile(excel, "w") as book:
        for part in made.namelist():  # Excel says of a text without letters that it is one
            book.writestr(part, made.read(part).replace(b'<c r="D2">', b'<c r="D2" t="str">'))
    got = taken(excel.getvalue())
    assert cells(got) == [{"violation": "未亮照经营", "obligation_basis": "#REF!"}]
    assert [(f.cell, f.rule) for f in got.findings if f.field == "obligation_basis"] == [("C2", "S013")]
    never = taken(workbook([["序号", "违法行为", "备注"], ["=ROW()-1", "未亮照经营", "=B1&1"], ["=ROW()-1", None, None]]))
    assert cells(never) == [{"violation": "未亮照经营", "note": "=B1&1"}]
    assert not [f for f in never.findings if f.row == 3]


def test_an_empty_list_is_no_mistake() -> None:
    got = taken(workbook([["序号", "违法行为", "处罚依据", "适用条件"], [1, "无"]]), Kind.LIGHTER_PENALTY)
    assert (got.rows, got.findings) == ((), ())
    assert got.skipped == ((2, "1，无", "没有事项"),)


def test_rows_of_another_kind_are_named_and_left() -> None:
    data = workbook([["违法行为", "清单种类", "适用条件"], ["未亮照经营", "不予处罚", "初次违法"], ["虚假宣传", "从轻处罚", "主动消除"]])
    got = taken(data)
    assert [row["violation"] for row in cells(got)] == ["未亮照经营"]
    assert got.skipped == ((3, "虚假宣传", "属于从轻处罚清单，请另用 --kind 从轻处罚 导入"),)


def test_a_title_of_another_kind_is_told_once() -> None:
    got = taken(workbook([["减轻处罚事项清单"], ["违法行为", "适用条件"], ["未亮照经营", "初次违法"]]))
    assert [(f.row, f.rule) for f in got.findings if "标题" in f.message] == [(1, "S017")]
    assert len(got.rows) == 1


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20)


@example(rows=[["", "", "", "", "", "0"], ["", "", "", "", "法定处罚", "法定处罚"]], kind=Kind.NO_PENALTY)  # a second header, with nothing under it
@given(rows=st.lists(st.lists(TEXT, min_size=6, max_size=6), min_size=1, max_size=6), kind=st.sampled_from(list(Kind)))
def test_no_text_is_lost(rows: list[list[str]], kind: Kind) -> None:
    """Every cell is in a row, or among the mends as it was, or among what was left out: whatever people write."""
    out = io.StringIO()
    csv.writer(out).writerows([["违法行为", "领域", "处罚依据", "适用条件", "某栏", "裁量结果"], *rows])
    data = out.getvalue().encode()
    got = taken(data, kind, name="a.csv")
    kept = " ".join([*(text for row in got.rows for text in row.cells.values()), *(mend.before for mend in got.mends),
                     *(text for _, text, _ in got.skipped), *(f.value or "" for f in got.findings)])
    (grid,) = grids("a.csv", data)
    titles = {title for heading in got.headings for title in heading.titles}
    headers = {row for heading in got.headings for row in range(heading.top, heading.row + 1)}
    seen = headers | {row.row for row in got.rows} | {row for row, *_ in got.skipped} | {f.row for f in got.findings}
    assert {row for row, _ in grid.rows} <= seen
    for row, line in grid.rows:
        for text in line if row not in headers else ():
            told = CONTROL.sub("␣", text)  # as a finding shows what nobody sees
            assert text in titles or text in kept or told in kept or "".join(text.split()) in "".join(kept.split())


OFFICE = st.sampled_from((
    "违法行为", "处罚依据", "适用条件", "序号", "减免类型", "检查结果", "同上", "无", "/", "1", "1.首次", "2.改正", "一、轻微违法行为", "（一）首违不罚", "合计", "第1页", "注：略",
    "从轻处罚事项清单", "不予处罚", "处罚依据：《防洪法》第六十条；不予处罚依据：《行政处罚法》第三十三条", "《防洪法》第六十条：违反规定的，由水行政主管部门责令停止，处五万元以下罚款",
    "下列首次违法行为，及时改正的，不予处罚", "__proto__", "甲\n乙", "2026-00417-X", ""))


@given(st.lists(st.lists(OFFICE | TEXT, min_size=1, max_size=7), max_size=14), st.sampled_from(list(Kind)))
def test_every_row_under_a_header_is_accounted_for(rows: list[list[str]], kind: Kind) -> None:
    """Whatever tables, sections and remarks a sheet mixes: each row is an item, part of one, or told."""
    out = io.StringIO()
    csv.writer(out).writerows([["违法行为", "处罚依据", "适用条件"], *rows])
    (grid,) = grids("a.csv", out.getvalue().encode())
    found: Sequence[Table] = ()
    with suppress(Refusal):  # two tables side by side
        found = divided(grid, SCHEMA, kind)
    for table in found:
        got = take(replace(table, stated=kind), "a.csv", SCHEMA, kind, {})
        seen = {row.row for row in got.rows} | {row for row, *_ in got.skipped} | {one.row for one in got.findings}
        assert {row for row, _ in table.grid.rows if row > table.heading.row} <= seen


@given(st.lists(st.lists(OFFICE | TEXT, min_size=1, max_size=7), max_size=14), st.booleans())
def test_of_all_kinds_at_once_every_row_goes_to_one_list_or_is_told(rows: list[list[str]], column_of_kinds: bool) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["清单种类" if column_of_kinds else "违法行为", "违法行为" if column_of_kinds else "处罚依据", "适用条件"], *rows])
    sheets = grids("a.csv", out.getvalue().encode())
    found = Chosen(())
    with suppress(Refusal):  # nobody knows what it is
        found = chosen(sheets, SCHEMA, "a.csv")
    takings = takings_of(found.lists, "a.csv", SCHEMA, {})
    items = [row.row for taking in takings for row in taking.rows]
    assert len(items) == len(set(items))
    told = {row for taking in takings for row, *_ in taking.skipped} | {one.row for taking in takings for one in taking.findings}
    assert not set(items) & {row for taking in takings for row, *_ in taking.skipped}
    under = {row for listed in found.lists for table in listed.tables for row, _ in table.grid.rows if row > table.heading.row}
    assert under <= {*items, *told}


def test_a_reader_that_crashes_is_no_answer() -> None:
    assert isolated(lambda: os.kill(os.getpid(), signal.SIGKILL)) is None
    assert isolated(lambda: 7) == 7
    with pytest.raises(Refusal, match="读不出来"):
        grids("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000))
