"""`import`: what departments really send becomes a list; nothing is lost, nothing guessed in silence, nothing published touched."""

import io
import os
import signal

import pytest
from importing import UNTIDY, cells, places, taken, workbook
from openpyxl import Workbook

from generator.intake.grid import grids
from generator.model import Kind, Refusal
from generator.workers import isolated

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


NOTED = [["违法行为", "适用条件"], ["甲", "初次违法"], ["注：1.本表所称“以下”包括本数。"], ["2.“初次违法”指二十四个月内没有同类违法。"], ["（3）后果指直接损失。"]]


def test_the_further_points_of_a_note_are_the_note() -> None:
    got = taken(workbook(NOTED))
    assert [row.row for row in got.rows] == [2]
    assert [(one.row, one.why) for one in got.skipped] == [(row, "说明、合计一类，不是事项") for row in (3, 4, 5)]
    assert [one for one in got.findings if one.rule == "S008"] == []


def test_a_point_that_does_not_go_on_with_a_note_is_asked_about() -> None:
    for rows in (NOTED[:3] + NOTED[4:], [*NOTED[:3], ["乙", "及时改正"], NOTED[3]], [*NOTED[:2], ["注意事项"], ["1.未公示"]]):
        assert [one.row for one in taken(workbook(rows)).findings if "只有一格有内容" in one.message] != []


def test_a_list_that_says_only_none_under_its_title_is_empty() -> None:
    got = taken(workbook([["序号", "违法行为", "适用条件"], [1, "甲", "初次违法"], ["二、其他不予处罚事项"], ["无"]]))
    assert [(one.row, one.why) for one in got.skipped] == [(3, "分段标题，已用于其下各行"), (4, "没有事项")]
    assert [one for one in got.findings if one.rule == "S008"] == []


def test_every_line_end_in_one_file_and_within_its_cells() -> None:
    said = ('违法行为,处罚依据,适用条件\r\n"广告未标明""广告""字样",《广告法》第五十九条,"同时满足：1.初次违法；\n2.及时改正\r\n3.危害后果轻微"\n'
            "乙,《广告法》第五十八条,初次违法\r丙,《广告法》第五十七条,及时改正,,,\r\n,,,,,\n合计,3项,")
    got = taken(said.encode("gb18030"), name="a.csv")
    assert [(row.row, row.cells["violation"], row.cells["conditions"]) for row in got.rows] == [
        (2, '广告未标明"广告"字样', "同时满足：1.初次违法；2.及时改正；3.危害后果轻微"), (3, "乙", "初次违法"), (4, "丙", "及时改正")]


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


def test_a_reader_that_crashes_is_no_answer() -> None:
    assert isolated(lambda: os.kill(os.getpid(), signal.SIGKILL)) is None
    assert isolated(lambda: 7) == 7
    with pytest.raises(Refusal, match="不是完好的"):
        grids("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000))
