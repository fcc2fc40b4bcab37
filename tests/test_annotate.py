"""`annotate`: each finding stands on its cell, judged as if the items stood in the city's lists; nothing is written into those."""

import io
from datetime import date
from pathlib import Path

from answering import (
    DAY,
    MODEL,
    NAMES,
    NEW,
    TITLES,
    all_text,
    answer_to,
    back,
    coloured,
    filled,
    letter,
    said,
    tried,
    typed,
)
from conftest import City, run
from openpyxl import Workbook, load_workbook

from generator.legality.example import MODEL_CELLS
from generator.model import Kind, Severity

# ---- where the answers stand -------------------------------------------------------------------------------------


def test_each_finding_stands_on_its_cell_beside_its_row_and_in_the_summary(city: City) -> None:
    root = city()
    data = typed(root, Kind.NO_PENALTY, NEW, NEW | {"violation": "别的行为", "relief_basis": "《中华人民共和国行政处罚法》第三十二条第（一）项", "effective_from": "2027年13月1日"})
    assert said(tried(root, data)) == [("不予处罚", 5, "M5", "C01"), ("不予处罚", 5, "V5", "S005")]
    book = back(root, data)
    page = book["不予处罚"]
    assert page["M5"].comment.text.startswith("【检查结果】\n错误：")
    assert "（C01）\n改法：" in page["M5"].comment.text
    assert "没有这一天" in page["V5"].comment.text
    assert coloured(book, "不予处罚") == {"M5": "F8CBAD", "V5": "F8CBAD"}
    assert page["AA3"].value == "检查结果"
    assert page["AA4"].value == "没有发现问题。"
    assert [line.split("：")[0] for line in page["AA5"].value.split("\n")] == ["错误　减免依据", "错误　施行日期"]
    front = book.worksheets[0]
    assert (front.title, book.active.title) == ("检查结果", "检查结果")
    text = "\n".join(str(cell.value) for row in front.iter_rows() for cell in row if cell.value)
    for words in ("演示数据，非任何机关发布，不具法律效力。", "读到2个事项，2个错误", "截至 2026-11-24，法规库核对至 2026-09-30", "机器检查，供参考"):
        assert words in text
    linked = [cell.hyperlink.location for row in front.iter_rows() for cell in row if cell.hyperlink]
    assert linked == ["'不予处罚'!M5", "'不予处罚'!V5"]


def test_what_is_missing_is_said_once_on_the_empty_cell(city: City) -> None:
    root = city()
    found = tried(root, typed(root, Kind.NO_PENALTY, {**NEW, "outcome": ""}))
    assert said(found) == [("不予处罚", 4, f"{letter('outcome')}4", "A01")]


def test_rows_that_are_no_items_are_marked_too(city: City) -> None:
    root = city()
    data = typed(root, Kind.NO_PENALTY, NEW, NEW, {"violation": "这是什么"}, {"violation": "填表人：张三"})
    found = tried(root, data)
    assert [(answer.row, answer.finding.rule) for answer in found.answers] == [(6, "S008")]
    page = back(root, data)["不予处罚"]
    assert page["AA5"].value == "没有当作事项：与第4行完全相同，只算一行。"
    assert "看不出是不是事项" in page["AA6"].value
    assert "看不出是不是事项" in page["B6"].comment.text, "the first cell of the row that holds anything"
    assert page["AA7"].value.startswith("没有当作事项：")


def test_a_clerk_s_own_table_is_answered_where_its_cells_are(city: City) -> None:
    """A title, merged cells, other names of columns, a column nobody knows, numbers of rows."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "汇总"
    page.append(["不予处罚事项清单"])
    page.append(["序号", "违法行为", "领域", "处罚依据", "法定处罚", "不罚类型", "适用条件", "不予处罚的依据", "裁量结果", "责令改正", "配套监管措施", "生效日期"])
    for number, conduct in ((1, NEW["violation"]), (2, "别的行为")):
        page.append([number, conduct, "广告监管", NEW["penalty_basis"], NEW["statutory_penalty"], "轻微不罚", NEW["conditions"],
                     "《中华人民共和国行政处罚法》第三十二条第（一）项", "不予行政处罚", "是", NEW["supporting_measures"], date(2027, 6, 1)])
    page.merge_cells("H3:H4")
    out = io.BytesIO()
    book.save(out)
    root = city()
    found = tried(root, out.getvalue())
    assert {(row, cell, rule) for _, row, cell, rule in said(found) if rule == "C01"} == {(3, "H3", "C01"), (4, "H4", "C01")}
    page = back(root, out.getvalue())["汇总"]
    assert page["M2"].value == "检查结果"
    assert page["H3"].comment.text.count("（C01）") == 2, "the merged cell takes what is said of each of its rows"
    assert "第4行　错误" in page["H3"].comment.text
    assert page["L3"].value.date() == date(2027, 6, 1), "a day stays a day"


def test_the_kind_is_told_by_option_sheet_or_title_else_asked(city: City, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["违法行为", "适用条件"])
    book.active.append(["甲", "乙"])
    book.save(tmp_path / "a.xlsx")
    root = city()
    code, out, err = run("annotate", tmp_path / "a.xlsx", "--root", root, "--dept", "scjg")
    assert (code, out) == (2, "")
    assert "看不出" in err
    assert "--kind" in err
    assert run("annotate", tmp_path / "a.xlsx", "--root", root, "--dept", "scjg", "--kind", "从轻处罚")[0] == 1


# ---- judged among the city's lists -------------------------------------------------------------------------------


def test_neighbours_in_the_city_s_lists_are_seen_from_both_sides(city: City) -> None:
    lighter = dict(MODEL_CELLS[Kind.LIGHTER_PENALTY])
    new = {name: text for name, text in lighter.items() if name not in ("item_id", "edition")} | {
        "exemption_type": "轻微不罚", "relief_basis": "《中华人民共和国行政处罚法》第三十三条第一款", "outcome": "不予行政处罚", "effective_from": "2027-06-01"}
    root = city({Kind.LIGHTER_PENALTY: [lighter]})
    found = tried(root, typed(root, Kind.NO_PENALTY, new))
    told = [answer.finding for answer in found.answers if answer.finding.rule == "F01"]
    assert [(one.row, one.cell, one.severity) for one in told] == [(4, None, Severity.ERROR)]
    assert told[0].message.startswith(f"从轻处罚清单的事项 {lighter['item_id']}：与不予处罚清单的事项 第4行")
    root = city({Kind.NO_PENALTY: [{**new, "item_id": "2026-00003-1"}]})
    found = tried(root, typed(root, Kind.LIGHTER_PENALTY, {name: text for name, text in lighter.items() if name not in ("item_id", "edition")}))
    assert ("从轻处罚", 4, f"{letter('conditions')}4", "F01") in said(found)


def test_rows_of_one_workbook_see_each_other_by_their_places(city: City) -> None:
    root = city({})
    lighter, mitigated = ({name: text for name, text in MODEL_CELLS[kind].items() if name not in ("item_id", "edition")} for kind in (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY))
    data = filled(typed(root, Kind.LIGHTER_PENALTY, lighter), Kind.MITIGATED_PENALTY,
                  [mitigated | {name: lighter[name] for name in ("violation", "conditions", "penalty_basis", "statutory_penalty")}])
    told = [answer.finding for answer in tried(root, data).answers if answer.finding.rule == "F01"]
    assert told[0].path == "表.xlsx（减轻处罚）"
    assert "“从轻处罚”表第4行" in told[0].message


def test_numbers_that_stand_in_for_new_items_are_never_seen(city: City, tmp_path: Path) -> None:
    root = city()
    data = typed(root, Kind.NO_PENALTY, *(NEW | {"violation": f"{NEW['violation']}{mark}"} for mark in "甲乙丙"), NEW | {"conditions": "违法行为轻微"})
    book = back(root, data)
    assert len(tried(root, data).answers) > 1
    assert not [text for text in all_text(book) if "0000-" in text]
    (tmp_path / "a.xlsx").write_bytes(data)
    assert "0000-" not in run("annotate", tmp_path / "a.xlsx", "--root", root, "--as-of", str(DAY), "--format", "json")[1]


def test_published_items_are_amended_by_number_and_day_and_never_by_the_way(city: City) -> None:
    root = city()
    changed = MODEL | {"edition": "", "correction_deadline": "5日内"}
    found = tried(root, typed(root, Kind.NO_PENALTY, changed))
    told = [answer.finding for answer in found.answers if answer.finding.severity is Severity.ERROR]
    assert [(one.rule, one.item_id) for one in told] == [("S007", "2026-00417-N")]
    assert "写上新的施行日期" in told[0].hint
    amended = changed | {"effective_from": "2027-06-01", "change_reason": "改正期限放宽"}
    assert [answer.finding.rule for answer in tried(root, typed(root, Kind.NO_PENALTY, amended)).answers if answer.finding.severity is Severity.ERROR] == []


def test_nothing_is_written_into_the_lists_and_check_still_knows_what_it_knew(city: City, tmp_path: Path) -> None:
    root = city({Kind.NO_PENALTY: [MODEL | {"conditions": "违法行为轻微"}]})
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    first = run("check", "--root", root, "--as-of", str(DAY), "--format", "json")[1]
    (tmp_path / "a.xlsx").write_bytes(typed(root, Kind.NO_PENALTY, NEW | {"conditions": "别的"}))
    assert run("annotate", tmp_path / "a.xlsx", "--root", root, "--as-of", str(DAY))[0] == 1
    assert run("check", "--root", root, "--as-of", str(DAY), "--format", "json")[1] == first
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


# ---- lists laid out otherwise -------------------------------------------------------------------------------------

SHORT = ["序号", "违法行为", "领域", "处罚依据", "法定处罚", "适用条件", "减免依据", "裁量结果", "责令改正", "施行日期"]


def short(number: int, kind: Kind, **changes: str) -> list[object]:
    """The model item of a kind in the columns of SHORT."""
    by_title = dict(zip(TITLES, NAMES, strict=True))
    cells = {**MODEL_CELLS[kind], "effective_from": "2027-06-01", **changes}
    return [number, *(cells.get(by_title[title], "") for title in SHORT[1:])]


def test_lists_below_each_other_are_each_answered_in_their_rows(city: City) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (["减免责清单"], ["一、从轻处罚事项清单"], SHORT, short(1, Kind.LIGHTER_PENALTY, outcome="处五万元罚款"), ["合计", 1],
                ["二、减轻处罚事项清单"], SHORT, short(1, Kind.MITIGATED_PENALTY, outcome="处五千元以下罚款")):
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    root = city({})
    found = tried(root, out.getvalue())
    assert [(one.kind, [row.row for row in one.taking.rows]) for one in found.lists] == [(Kind.LIGHTER_PENALTY, [4]), (Kind.MITIGATED_PENALTY, [8])]
    assert {(cell, rule) for _, _, cell, rule in said(found)} >= {("H4", "D02"), ("H8", "D04")}
    made = answer_to(root, out.getvalue())
    page = load_workbook(io.BytesIO(made)).worksheets[1]
    assert page["K3"].value == "检查结果"
    assert "（D02）" in page["K4"].value
    assert page["K5"].value.startswith("没有当作事项")
    assert page["K7"].value == "检查结果"
    assert "（D04）" in page["K8"].value
    assert answer_to(root, made) == made


def test_a_list_that_names_the_kind_in_each_row_is_read_for_every_kind(city: City) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["清单种类", *SHORT])
    for kind in (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY):
        page.append([kind.value, *short(1, kind)])
    out = io.BytesIO()
    book.save(out)
    root = city({})
    found = tried(root, out.getvalue())
    assert [(one.kind.slug, len(one.taking.rows)) for one in found.lists] == [
        ("lighter-penalty", 1), ("mitigated-penalty", 1)]
    assert [skipped for one in found.lists for skipped in one.skipped] == []
    front = back(root, out.getvalue()).worksheets[0]
    assert "读到2个事项，没有发现问题。" in "".join(str(cell.value) for row in front.iter_rows() for cell in row)


def test_a_column_that_is_lacking_is_said_once_to_who_can_add_it(city: City) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "从轻处罚"
    page.append(SHORT[:-1])
    for number in (1, 2):
        page.append(short(number, Kind.LIGHTER_PENALTY, violation=f"消防安全标志设置不符合国家标准{number}")[:-1])
    out = io.BytesIO()
    book.save(out)
    told = [answer.finding for answer in tried(city({}), out.getvalue()).answers if answer.finding.field == "effective_from"]
    assert [(one.row, one.cell, one.hint) for one in told] == [(1, None, "在表头加上“施行日期”一列，逐行填写；填报表里各列都有。")]
