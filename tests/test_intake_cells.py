"""import, cell by cell: what was surely meant is written and told, what is unsure stays, and signs set high stay what they are."""

import io
import zipfile
from datetime import date, time, timedelta

import pytest
from conftest import csv_text
from importing import HEADERS, cells, places, taken, workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from xlsxwriter import Workbook as Xlsx

MENDS = [
    ("施行日期", "2027/1/1", "2027-01-01"), ("施行日期", "2027年1月1日", "2027-01-01"),
    ("施行日期", "自2027年1月1日起施行", "2027-01-01"), ("施行日期", "二〇二七年一月一日起实施", "2027-01-01"),
    ("施行日期", date(2027, 1, 1), "2027-01-01"), ("施行日期", 46388, "2027-01-01"),
    ("基本编码", 440216139000, "440216139000"), ("基本编码", "4402 1613 9000", "440216139000"),
    ("责令改正", "√", "是"), ("责令改正", "责令限期改正", "是"),
    ("镇街适用", "否", "否"), ("镇街适用", "×", "否"),
    ("责令改正", True, "是"),
    ("适用对象", "企业、个体户", "单位;个体工商户"), ("适用对象", "公民", "个人"),
    ("适用对象", "单位（含个体工商户）", "单位;个体工商户"),
    ("适用对象", "企业法人、个体户及自然人", "单位;个体工商户;个人"),
    ("适用对象", "公民、法人和非法人组织", "个人;单位"), ("适用对象", "民办非企业单位", "单位"),
    ("不罚类型", "首次违法且危害后果轻微", "首违不罚"), ("不罚类型", "轻微免罚", "轻微不罚"),
    ("违法行为", "对未亮照经营的行政处罚", "未亮照经营"), ("违法行为", "未亮照\n经营", "未亮照经营"),
    ("适用条件", "<p>1.初次违法<br/>2.面积&lt;5平方米&nbsp;</p>", "1.初次违法；2.面积<5平方米"),
    ("适用条件", "1.初次违法\n2.及时改正；\n3.轻微", "1.初次违法；2.及时改正；3.轻微"),
    ("备注", "ＡＢ１２　年", "AB12 年"), ("备注", "见\u200b附\ue000\xad件", "见附件"),
    ("改正期限", "'5日内", "5日内"),
    ("配套监管措施", "—", "")]


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
    ("施行日期", "2027年内", "S005"), ("施行日期", "2027-02-30", "S005"), ("施行日期", "自印发之日起施行", "S005"),
    ("责令改正", "视情况", "S009"),
    ("适用对象", "外国船舶", "S010"),
    ("违法行为", "未亮照经营（拟删除）", "S010"), ("违法行为", "【新增】未亮照经营", "S010"),
    ("适用对象", "单位（不含个体工商户）", "S010"), ("适用对象", "非个体工商户的单位", "S010"),
    ("不罚类型", "首违不罚、轻微不罚", "S009"), ("不罚类型", "轻微免罚或首违免罚", "S009"),
    ("不罚类型", "首违/轻微", "S009"), ("不罚类型", "轻微、首违", "S009"),
    ("基本编码", "4.40216E+11", "S010"),
    ("改正期限", date(2026, 3, 5), "S010"),
    ("适用条件", time(1, 2), "S010"),
    ("备注", "=1+1外", "S013"), ("法定处罚", "########", "S013"),
    ("适用条件", "#REF!", "S013"), ("适用条件", "初次\ufffd法", "S012"),
    ("违法行为", "长" * 501, "S011")]


@pytest.mark.parametrize(("column", "text", "rule"), UNSURE)
def test_what_is_unsure_stays_and_is_left_to_a_person(column: str, text: object, rule: str) -> None:
    name = next(name for name, title in HEADERS.items() if title == column)
    columns = {"violation": "违法行为", "field": "领域"} | {name: column}
    row = {"violation": "未亮照经营", "field": "登记"} | {name: text}
    rows = [list(columns.values()), list(row.values())]
    data = csv_text(rows).encode() if isinstance(text, str) else workbook(rows)
    got = taken(data)
    assert cells(got)[0][name] == str(text)
    at = list(columns).index(name)
    assert [(f.row, f.cell, f.rule) for f in got.findings if f.field == name] == [(2, f"{'ABC'[at]}2", rule)]


def test_two_lines_that_may_be_two_conducts_are_to_be_looked_at() -> None:
    for text, several in (("未亮照经营\n未公示收费标准", True), ("广告主未按规定\n标明产地", False), ("违反规定，\n未标明产地", True)):
        (mend,) = taken(workbook([["违法行为", "适用条件"], [text, "初次违法"]])).mends
        assert (mend.cell, "请核对" in mend.why) == ("A2", several)


def test_the_time_for_correction_keeps_its_last_word() -> None:
    assert cells(taken(workbook([["违法行为", "责令改正"], ["甲", "责令3日内改正"]])))[0]["correction_deadline"] == "3日内"


def test_a_section_may_count_its_items() -> None:
    got = taken(workbook([["序号", "违法行为", "适用条件", "领域"], ["一、广告领域（共2项）"], [1, "甲", "初次违法"], ["二、食品（1项）"], [2, "乙", "及时改正"]]))
    assert [row.cells["field"] for row in got.rows] == ["广告", "食品"]


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
