"""`annotate`: a clerk's own workbook comes back with each finding on its cell; its words stay, and old answers give way to new ones."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from test_cli import run
from test_form import MODEL, NAMES, TITLES, filled, form_of

from generator.document.answers import answers
from generator.intake.grid import grids
from generator.intake.trial import Trial, trial
from generator.legality.example import MODEL_CELLS
from generator.model import Kind, Refusal, Severity
from generator.render.answered import answered, same_words
from generator.render.form import workbook
from generator.schema.published import outputs

City = Callable[..., Path]
DAY = date(2026, 11, 24)
LIST = "lists/exemptions/scjg/no-penalty.csv"
NEW = {name: text for name, text in MODEL.items() if name not in ("item_id", "edition")} | {
    "violation": "通过互联网发布的广告未显著标明“广告”", "effective_from": "2027-06-01"}
"""A new item as a clerk writes it: no number, no edition, nothing wrong with it."""


def typed(root: Path, kind: Kind, *rows: Mapping[str, str]) -> bytes:
    """The department's form with these rows filled in."""
    return filled(workbook(form_of(root)), kind, list(rows))


def tried(root: Path, data: bytes, kind: Kind | None = None) -> Trial:
    return trial(root, "表.xlsx", grids("表.xlsx", data), "scjg", kind, DAY)


def back(root: Path, data: bytes, kind: Kind | None = None) -> Workbook:
    """The workbook that goes back to the clerk."""
    return load_workbook(io.BytesIO(answer_to(root, data, kind)))


def answer_to(root: Path, data: bytes, kind: Kind | None = None) -> bytes:
    return answered(data, "表.xlsx", answers(tried(root, data, kind), "表.xlsx", "scjg"), DAY)


def said(one: Trial) -> list[tuple[str, int, str | None, str]]:
    return [(answer.sheet, answer.row, answer.finding.cell, answer.finding.rule) for answer in one.answers]


def letter(name: str) -> str:
    return chr(ord("A") + NAMES.index(name))


def coloured(book: Workbook, sheet: str) -> dict[str, str]:
    """Cell → our colour on it."""
    return {place: rule.dxf.fill.bgColor.rgb[-6:] for area in book[sheet].conditional_formatting for rule in area.rules if "检查结果" in rule.formula[0]
            for place in str(area.sqref).split()}


def all_text(book: Workbook) -> Iterator[str]:
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                yield str(cell.value or "")
                yield cell.comment.text if cell.comment else ""


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


# ---- the clerk's words, and answers given before -----------------------------------------------------------------

FAULTY = NEW | {"relief_basis": "《中华人民共和国行政处罚法》第三十二条第（一）项"}


def test_answers_give_way_to_new_ones_and_a_mended_workbook_is_as_it_was(city: City) -> None:
    root = city()
    data = typed(root, Kind.NO_PENALTY, FAULTY)
    book = load_workbook(io.BytesIO(data))
    book["不予处罚"]["M4"].comment = Comment("科长：再核对", "李四")
    book["不予处罚"]["G4"].comment = Comment("抄自原文", "李四")
    out = io.BytesIO()
    book.save(out)
    once = answer_to(root, out.getvalue())
    assert answer_to(root, once) == once
    page = load_workbook(io.BytesIO(once))["不予处罚"]
    assert page["M4"].comment.text.startswith("科长：再核对\n【检查结果】\n错误：")
    mended = load_workbook(io.BytesIO(once))
    mended["不予处罚"]["M4"].value = NEW["relief_basis"]
    out = io.BytesIO()
    mended.save(out)
    page = back(root, out.getvalue())["不予处罚"]
    assert (page["M4"].comment.text, page["M4"].comment.author) == ("科长：再核对", "李四")
    assert page["G4"].comment.text == "抄自原文"
    assert coloured(back(root, out.getvalue()), "不予处罚") == {}
    assert [page.cell(3, column).value for column in range(1, 30)] == [*TITLES, "检查结果", None, None]
    assert page["AA4"].value == "没有发现问题。"


def test_the_form_stays_the_form(city: City) -> None:
    root = city()
    data = typed(root, Kind.NO_PENALTY, FAULTY)
    before, after = load_workbook(io.BytesIO(data)), back(root, data)
    assert after.sheetnames == ["检查结果", *before.sheetnames]
    assert after["选项"].sheet_state == "veryHidden"
    page, old = after["不予处罚"], before["不予处罚"]
    assert len(page.data_validations.dataValidation) == len(old.data_validations.dataValidation) > 0
    assert page.freeze_panes == old.freeze_panes
    assert {key: (one.hidden, one.width) for key, one in old.column_dimensions.items()}.items() <= {
        key: (one.hidden, one.width) for key, one in page.column_dimensions.items()}.items()
    assert page["B3"].comment.text == old["B3"].comment.text
    assert {one.name for one in before.custom_doc_props.props} < {one.name for one in after.custom_doc_props.props}


def test_formulas_become_what_they_showed(city: City) -> None:
    """Nothing that a stranger's formula does may run in 司法局; what the clerk saw stays."""
    root = city()
    data = typed(root, Kind.NO_PENALTY, NEW | {"note": "=cmd|'/c calc'!A1"})
    with_formula = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(with_formula, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet2.xml":
                content = content.replace(b"</row></sheetData>", b'</row><row r="9"><c r="AC9" t="str"><f>HYPERLINK("http://x","y")</f><v>&#30475;</v></c>'
                                          b'<c r="AD9"><f>1+1</f><v>2</v></c></row></sheetData>')
                assert b"HYPERLINK" in content
            target.writestr(name, content)
    page = back(root, with_formula.getvalue())["不予处罚"]
    assert (page["AC9"].value, page["AC9"].data_type) == ("看", "s")
    assert page["AD9"].value == 2
    assert (page["Z4"].value, page["Z4"].data_type, page["Z4"].quotePrefix) == ("=cmd|'/c calc'!A1", "s", True)
    assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from conftest import city_in

    return city_in(tmp_path_factory.mktemp("annotate"), laws=False)


@settings(max_examples=15)
@example(cells={"violation": "1", "conditions": "检查结果"})
@given(cells=st.dictionaries(st.sampled_from(("violation", "conditions", "outcome", "note", "penalty_basis", "effective_from")),
                             st.text("甲乙 =+-@1/《》第条【】检查结果\n'\"<&;；", min_size=1, max_size=12), min_size=2))
def test_whatever_is_typed_stays_as_it_was_typed(small: Path, cells: dict[str, str]) -> None:
    data = filled(workbook(form_of(small)), Kind.NO_PENALTY, [NEW, cells])
    made = answer_to(small, data)
    assert same_words(data, made, "表.xlsx")
    page = load_workbook(io.BytesIO(made))["不予处罚"]
    assert {name: page.cell(5, NAMES.index(name) + 1).value for name in cells} == cells
    assert answer_to(small, made) == made


# ---- the command -------------------------------------------------------------------------------------------------


def test_the_command_answers_beside_the_file_and_replaces_only_its_own_answers(city: City, tmp_path: Path) -> None:
    root, file = city(), tmp_path / "报送.xlsx"
    file.write_bytes(typed(root, Kind.NO_PENALTY, FAULTY))
    asked = ("annotate", file, "--root", root, "--as-of", str(DAY))
    code, out, err = run(*asked)
    target = tmp_path / "报送（检查结果）.xlsx"
    assert code == 1, err
    assert out.rstrip().endswith(str(target))
    assert "读到1个事项，1个错误。" in out
    first = target.read_bytes()
    assert run(*asked)[0] == 1
    assert target.read_bytes() == first
    assert run("annotate", target, "--root", root, "--as-of", str(DAY))[0] == 1
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == sorted((file.name, target.name)), "answered in its place"
    book = load_workbook(target)
    book["不予处罚"]["M4"].value = NEW["relief_basis"]
    book.save(target)
    worked_on = target.read_bytes()
    code, _, err = run(*asked)
    assert code == 2
    assert "可能有人在上面改过，没有改动它" in err
    assert target.read_bytes() == worked_on
    assert run("annotate", target, "--root", root, "--as-of", str(DAY))[0] == 0, "the clerk has mended it"


def test_the_command_answers_as_its_schema_says(city: City, tmp_path: Path) -> None:
    root, file = city(), tmp_path / "a.xlsx"
    file.write_bytes(typed(root, Kind.NO_PENALTY, FAULTY | {"power_code": "９９０１０００01000"}, {"violation": "合计"}))
    code, out, err = run("annotate", file, "--root", root, "--as-of", str(DAY), "--format", "json", "--out", tmp_path / "b.xlsx")
    assert code == 1, err
    answer = json.loads(out)
    outputs().judge("输出", "annotate", answer)
    assert (answer["department"], answer["rows"], answer["counts"]["error"]) == ("scjg", 1, 1)
    assert [(one["rule"], one["cell"], one["path"]) for one in answer["findings"]] == [("C01", "M4", "a.xlsx（不予处罚）")]
    assert [one["cell"] for one in answer["mended"]] == ["C4"]
    assert [one["row"] for one in answer["skipped"]] == [5]
    assert (tmp_path / "b.xlsx").is_file()


def test_a_form_made_for_other_columns_is_told_to_be_old(city: City, tmp_path: Path) -> None:
    root, file = city(), tmp_path / "a.xlsx"
    book = load_workbook(io.BytesIO(typed(root, Kind.NO_PENALTY, NEW)))
    for one in book.custom_doc_props.props:
        if one.name == "qingdan-template":
            one.value = "0123456789abcdef"
    book.save(file)
    assert "请向司法局要一份新的填报表" in run("annotate", file, "--root", root, "--as-of", str(DAY))[1]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(("name", "data", "words"), [
    ("a.xls", OLE + b"\0" * 600, "另存为 xlsx"), ("a.et", OLE + b"\0" * 600, "另存为 xlsx"), ("a.csv", "违法行为,适用条件\n甲,乙\n".encode(), "另存为 xlsx"),
    ("a.xlsx", b"PK\x03\x04 broken", "另存为 xlsx"), ("b.xlsx", b"", "是空的"), ("没有.xlsx", None, "没有文件")])
def test_what_is_no_workbook_of_this_kind_is_refused_in_a_sentence(name: str, data: bytes | None, words: str, city: City, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    code, out, err = run("annotate", tmp_path / name, "--root", city(), "--dept", "scjg")
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err


def test_a_workbook_that_does_not_say_whose_it_is_asks(city: City, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(form_of(city(), None)))
    code, out, err = run("annotate", tmp_path / "a.xlsx", "--root", city())
    assert (code, out) == (2, "")
    assert "--dept" in err


def test_a_place_that_cannot_be_written_is_named_as_it_was_given(city: City, tmp_path: Path) -> None:
    root, file = city(), tmp_path / "a.xlsx"
    file.write_bytes(typed(root, Kind.NO_PENALTY, NEW))
    (tmp_path / "夹.xlsx").mkdir()
    for target, words in ((tmp_path / "夹.xlsx", "这是一个目录"), (tmp_path / "没有" / "b.xlsx", f"目录：{tmp_path / '没有'}。")):
        code, out, err = run("annotate", file, "--root", root, "--as-of", str(DAY), "--out", target)
        assert (code, out) == (2, "")
        assert words in err
        assert ".tmp" not in err
    code, _, err = run("annotate", file, "--root", tmp_path, "--as-of", str(DAY))
    assert (code, "没有 lists/" in err) == (2, True)


# ---- workbooks as they are found ---------------------------------------------------------------------------------


def with_xml(data: bytes, before: bytes, after: bytes, part: str = "xl/worksheets/sheet2.xml") -> bytes:
    """The workbook with a piece of a sheet's XML in the place of another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        assert part in source.namelist()
        for name in source.namelist():
            content = source.read(name)
            assert name != part or before in content
            target.writestr(name, content.replace(before, after, 1) if name == part else content)
    return out.getvalue()


def test_a_format_dragged_to_the_last_cell_is_no_work(city: City) -> None:
    root = city()
    data = with_xml(typed(root, Kind.NO_PENALTY, FAULTY), b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')
    page = back(root, data)["不予处罚"]
    assert page["AA3"].value == "检查结果"
    assert "（C01）" in page["M4"].comment.text


def test_more_cells_than_a_list_can_have_are_refused_before_they_fill_the_memory(city: City) -> None:
    root = city(laws=False)
    cells = b"".join(b'<row r="%d">%s</row>' % (row, b'<c s="1"/>' * 50) for row in range(100, 13000))
    data = with_xml(typed(root, Kind.NO_PENALTY, FAULTY), b"</sheetData>", cells + b"</sheetData>")
    with pytest.raises(Refusal, match="格式拖到了表的最下面"):
        answered(data, "表.xlsx", answers(tried(root, typed(root, Kind.NO_PENALTY, FAULTY)), "表.xlsx", "scjg"), DAY)


def test_characters_that_no_workbook_may_hold_are_shown_and_not_written(city: City) -> None:
    root = city(laws=False)
    data = with_xml(typed(root, Kind.NO_PENALTY, NEW | {"note": "此处换行"}), "此处换行".encode("ascii", "xmlcharrefreplace"), "此处_x000B_换行_x0001_".encode())
    front = back(root, data).worksheets[0]
    assert [cell.value for row in front.iter_rows() for cell in row if "此处" in str(cell.value)] == ["此处␣换行␣", "此处␣换行", "此处␣换行", "此处；换行"]


def test_names_of_sheets_with_signs_are_led_to(city: City) -> None:
    root = city()
    book = load_workbook(io.BytesIO(typed(root, Kind.NO_PENALTY, FAULTY)))
    book["不予处罚"].title = "不予处罚'26(1)!"
    out = io.BytesIO()
    book.save(out)
    front = back(root, out.getvalue()).worksheets[0]
    assert [cell.hyperlink.location for row in front.iter_rows() for cell in row if cell.hyperlink] == ["'不予处罚''26(1)!'!M4"]


def test_an_answered_workbook_is_imported_as_the_one_it_answers(city: City, tmp_path: Path) -> None:
    root = city({})
    data = typed(root, Kind.NO_PENALTY, FAULTY, NEW, {"violation": "填表人：张三"})
    for name, content in (("a.xlsx", data), ("b.xlsx", answer_to(root, data))):
        (tmp_path / name).write_bytes(content)
        code, _, err = run("import", tmp_path / name, "--root", root, "--dept", "scjg", "--kind", "不予处罚", "--out", tmp_path / f"{name}.csv")
        assert code == 0, err
    one, other = ((tmp_path / f"{name}.xlsx.csv").read_text(encoding="utf-8") for name in "ab")
    assert len(one.splitlines()) == 3
    assert sorted(line.split(",", 1)[1] for line in one.splitlines()) == sorted(line.split(",", 1)[1] for line in other.splitlines())


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
