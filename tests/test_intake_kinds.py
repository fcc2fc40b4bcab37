"""`import` without --kind: every list of a workbook whose kind is known goes into its own table, in one run, all or nothing."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from answering import TITLES, filled, form_of
from conftest import City, run, snapshot
from department_tables import FOUR
from importing import HEADERS, NOW
from openpyxl import Workbook, load_workbook

from generator.legality.example import MODEL_CELLS
from generator.model import Kind, identifier
from generator.render.form import workbook as form_workbook
from generator.schema.published import outputs

Sheets = Mapping[str, Sequence[Sequence[object]]]
COLUMNS = ["违法行为", "领域", "处罚依据", "法定处罚", "适用条件", "减免依据", "裁量结果", "责令改正", "施行日期"]


def item(kind: Kind, **changed: str) -> list[str]:
    """The model item of a kind in COLUMNS, as a new one."""
    cells = {**MODEL_CELLS[kind], "effective_from": "2027-06-01", **changed}
    return [cells.get(next(name for name, title in HEADERS.items() if title == column), "") for column in COLUMNS]


def sent(folder: Path, sheets: Sheets, hidden: Sequence[str] = (), name: str = "交来.xlsx") -> Path:
    book = Workbook()
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(list(row))
        page.sheet_state = "hidden" if title in hidden else "visible"
    del book["Sheet"]
    book.save(folder / name)
    return folder / name


def imported(root: Path, file: Path, *more: str) -> tuple[int, dict]:
    code, out, err = run("import", file, "--dept", "scjg", "--root", root, "--as-of", NOW, "--format", "json", *more)
    assert out, err
    answer = json.loads(out)
    outputs().judge("输出", "import", answer)
    return code, answer


def kept(root: Path) -> dict[str, list[str]]:
    """Kind → the conduct of each row of the department's list."""
    found = {}
    for kind in Kind:
        rows = csv.DictReader(io.StringIO((root / f"lists/exemptions/scjg/{kind.slug}.csv").read_text(encoding="utf-8")))
        found[kind.value] = [row["违法行为"] for row in rows]
    return found


TWO_KINDS = {"从轻处罚": [COLUMNS, item(Kind.LIGHTER_PENALTY)], "减轻处罚": [COLUMNS, item(Kind.MITIGATED_PENALTY)]}


def test_a_form_with_four_lists_is_one_run(city: City, tmp_path: Path) -> None:
    root, form = city({}), tmp_path / "报送.xlsx"
    data = form_workbook(form_of(root))
    for kind in (Kind.NO_PENALTY, Kind.NO_COERCION):
        data = filled(data, kind, [MODEL_CELLS[kind] | {"item_id": "", "edition": "", "effective_from": "2027-06-01"}])
    form.write_bytes(data)
    code, out, err = run("import", form, "--dept", "scjg", "--root", root, "--as-of", NOW)
    assert code == 0, out + err
    assert [line for line in out.splitlines() if line.startswith("【")] == ["【不予处罚】", "【从轻处罚】", "【减轻处罚】", "【免予行政强制】"]
    assert out.count("读到1个事项，新增1") == 2
    assert out.count("读到0个事项") == 2
    assert out.count("没有改动。") == 2
    assert out.count("下一步") == 1
    assert kept(root) == {"不予处罚": [MODEL_CELLS[Kind.NO_PENALTY]["violation"]], "从轻处罚": [], "减轻处罚": [], "免予行政强制": [MODEL_CELLS[Kind.NO_COERCION]["violation"]]}
    checked = json.loads(run("check", "--root", root, "--as-of", NOW, "--format", "json")[1])
    assert not [one for one in checked["findings"] if one["severity"] == "error"]
    before = snapshot(root)
    code, answer = imported(root, form)
    assert (code, [len(one["unchanged"]) for one in answer["lists"]]) == (0, [1, 0, 0, 1])
    assert snapshot(root) == before


def test_a_new_department_gets_its_lists_at_once_empty_ones_too(city: City, tmp_path: Path) -> None:
    root = city({})
    code, out, err = run("import", sent(tmp_path, {**TWO_KINDS, "免予行政强制": [COLUMNS]}), "--dept", "xfjy", "--root", root, "--as-of", NOW)
    assert code == 0, out + err
    assert out.count("已写入 lists/exemptions/xfjy/") == 3
    assert sorted(path.name for path in (root / "lists/exemptions/xfjy").iterdir()) == ["lighter-penalty.csv", "mitigated-penalty.csv", "no-coercion.csv"]


def test_four_lists_on_one_sheet_are_each_taken(city: City, tmp_path: Path) -> None:
    root = city({})
    code, answer = imported(root, sent(tmp_path, {"汇总": FOUR}))
    assert kept(root) == {"不予处罚": ["未按规定登记住宿旅客"], "从轻处罚": ["噪声扰民"], "减轻处罚": [], "免予行政强制": ["扣押车辆"]}
    assert code == 1, "columns that the sheet lacks are left to a person"
    numbers = [number for one in answer["lists"] for number in one["added"]]
    assert len(set(numbers)) == 3
    assert not [one for of in answer["lists"] for one in of["skipped"] if "另用 --kind" in one["reason"]]


def test_rows_that_name_their_kind_go_where_they_say(city: City, tmp_path: Path) -> None:
    root = city({})
    rows = [["清单种类", *COLUMNS], ["从轻处罚", *item(Kind.LIGHTER_PENALTY)], ["减轻", *item(Kind.MITIGATED_PENALTY)], ["", *item(Kind.LIGHTER_PENALTY, violation="没有写种类的")],
            ["重罚", *item(Kind.LIGHTER_PENALTY, violation="写错种类的")]]
    code, answer = imported(root, sent(tmp_path, {"汇总": rows}))
    assert code == 1
    assert kept(root) == {"不予处罚": [], "从轻处罚": [MODEL_CELLS[Kind.LIGHTER_PENALTY]["violation"]], "减轻处罚": [MODEL_CELLS[Kind.MITIGATED_PENALTY]["violation"]], "免予行政强制": []}
    told = [(one["row"], one["message"]) for of in answer["lists"] for one in of["unresolved"]]
    assert told == [(4, "看不出这一行属于哪一种清单，没有采用。"), (5, "写作“重罚”，看不出是哪一种清单，没有采用。")]


def test_ditto_names_the_kind_of_the_row_above(city: City, tmp_path: Path) -> None:
    root = city({})
    rows = [["清单种类", *COLUMNS], ["从轻处罚", *item(Kind.LIGHTER_PENALTY)], ["同上", *item(Kind.LIGHTER_PENALTY, violation="同上的")],
            ["重罚", *item(Kind.LIGHTER_PENALTY, violation="写错种类的")], ["同上", *item(Kind.LIGHTER_PENALTY, violation="照抄写错的")]]
    _, answer = imported(root, sent(tmp_path, {"汇总": rows}))
    assert set(kept(root)["从轻处罚"]) == {MODEL_CELLS[Kind.LIGHTER_PENALTY]["violation"], "同上的"}
    assert [one["row"] for of in answer["lists"] for one in of["unresolved"]] == [4, 5]
    types = [["不罚类型", *COLUMNS], ["首违不罚", *item(Kind.NO_PENALTY)], ["同上", *item(Kind.NO_PENALTY, violation="同上的")]]
    imported(root, sent(tmp_path, {"Sheet9": types}))
    assert len(kept(root)["不予处罚"]) == 2


def test_ditto_of_ditto_is_no_mend(city: City, tmp_path: Path) -> None:
    """Where the first row says nothing, those that repeat it are left as they are, and nobody is told that 同上 became 同上."""
    rows = [["不罚类型", *COLUMNS], ["", *item(Kind.NO_PENALTY)], ["同上", *item(Kind.NO_PENALTY, violation="第二项")],
            ["同上", *item(Kind.NO_PENALTY, violation="第三项")]]
    _, answer = imported(city({}), sent(tmp_path, {"不予处罚": rows}))
    assert [one for of in answer["lists"] for one in of["mended"] if one["before"] == one["after"]] == []


def test_the_column_of_types_tells_the_kind(city: City, tmp_path: Path) -> None:
    root = city({})
    rows = [["不罚类型", *COLUMNS], ["首违不罚", *item(Kind.NO_PENALTY)], ["从轻处罚", *item(Kind.LIGHTER_PENALTY)]]
    imported(root, sent(tmp_path, {"Sheet9": rows}))
    assert [len(rows) for rows in kept(root).values()] == [1, 1, 0, 0]


def test_a_table_of_unknown_kind_is_left_and_told(city: City, tmp_path: Path) -> None:
    root = city({})
    code, answer = imported(root, file := sent(tmp_path, {**TWO_KINDS, "统计": [["说明"], ["违法行为", "备注"], ["甲", "乙"]]}))
    assert (code, [(one["sheet"], one["row"]) for one in answer["left"]]) == (1, [("统计", 2)])
    assert [len(rows) for rows in kept(root).values()] == [0, 1, 1, 0]
    code, out, _ = run("import", file, "--dept", "scjg", "--root", root, "--as-of", NOW)
    assert code == 1
    assert "没有收　工作表“统计”第2行起的表：看不出是哪一种清单" in out
    code, out, _ = run("annotate", file, "--dept", "scjg", "--root", root, "--as-of", NOW, "--out", tmp_path / "结果.xlsx")
    assert code == 1
    assert "有1处没有检查：工作表“统计”第2行起的表：看不出是哪一种清单" in out


def test_where_no_kind_is_known_it_asks(city: City, tmp_path: Path) -> None:
    root = city({})
    before = snapshot(root)
    code, _, err = run("import", sent(tmp_path, {"甲": [COLUMNS, item(Kind.LIGHTER_PENALTY)]}), "--dept", "scjg", "--root", root, "--as-of", NOW)
    assert (code, "看不出工作表“甲”是哪一种清单。请用 --kind 写明" in err) == (2, True)
    assert snapshot(root) == before
    assert imported(root, sent(tmp_path, {"甲": [COLUMNS, item(Kind.LIGHTER_PENALTY)]}, name="从轻处罚清单.xlsx"))[0] == 0


def test_a_form_of_one_kind_says_which_whatever_its_sheet_is_called(city: City, tmp_path: Path) -> None:
    root, file = city({}), tmp_path / "报送.xlsx"
    assert run("template", "--dept", "scjg", "--kind", "从轻处罚", "--out", file, "--root", root, "--as-of", NOW)[0] == 0
    book = load_workbook(file)
    page = book["从轻处罚"]
    page.title, page["A1"] = "本科报送", "市场监督管理局"
    values = {**MODEL_CELLS[Kind.LIGHTER_PENALTY], "item_id": "", "edition": "", "effective_from": "2027-06-01"}
    for column, title in enumerate(TITLES, 1):
        page.cell(4, column).value = next((text for name, text in values.items() if HEADERS[name] == title), "")
    book.save(file)
    code, answer = imported(root, file)
    assert (code, [one["kind"] for one in answer["lists"]]) == (0, ["lighter-penalty"])


def test_one_list_that_cannot_be_joined_holds_all_back(city: City, tmp_path: Path) -> None:
    file = sent(tmp_path, TWO_KINDS)
    root = city({}, files={"lists/exemptions/scjg/mitigated-penalty.csv": "事项编号,违法行为,未知列\n2026-00417-N,甲,乙\n"})
    before = snapshot(root)
    code, out, err = run("import", file, "--dept", "scjg", "--root", root, "--as-of", NOW)
    assert (code, out, "mitigated-penalty.csv 有内容上的问题" in err) == (2, "", True)
    assert snapshot(root) == before


def test_one_list_that_cannot_be_written_holds_all_back(city: City, tmp_path: Path) -> None:
    root = city({})
    place = root / "lists/exemptions/scjg/mitigated-penalty.csv"
    place.unlink()
    place.mkdir()
    before = (root / "lists/exemptions/scjg/lighter-penalty.csv").read_bytes()
    code, out, err = run("import", sent(tmp_path, TWO_KINDS), "--dept", "scjg", "--root", root, "--as-of", NOW)
    assert (code, out, "写不进" in err) == (2, "", True)
    assert (root / "lists/exemptions/scjg/lighter-penalty.csv").read_bytes() == before
    assert not list(root.rglob("*.tmp"))


def test_hidden_sheets_are_named_and_left_by_who_imports_and_who_answers(city: City, tmp_path: Path) -> None:
    root = city({})
    file = sent(tmp_path, TWO_KINDS, hidden=["减轻处罚"])
    code, answer = imported(root, file)
    assert (code, answer["hidden_sheets"], [len(rows) for rows in kept(root).values()]) == (0, ["减轻处罚"], [0, 1, 0, 0])
    assert "没有看　隐藏的工作表：减轻处罚" in run("import", file, "--dept", "scjg", "--root", root, "--as-of", NOW)[1]
    code, out, _ = run("annotate", file, "--dept", "scjg", "--root", root, "--as-of", NOW, "--out", tmp_path / "结果.xlsx")
    assert (code, "隐藏的工作表没有看：减轻处罚" in out) == (0, True)
    assert imported(root, file, "--sheet", "减轻处罚")[1]["lists"][0]["kind"] == "mitigated-penalty"
    alone = sent(tmp_path, {"减轻处罚": TWO_KINDS["减轻处罚"], "说明": [["请看隐藏的表"]]}, hidden=["减轻处罚"])
    assert imported(root, alone)[1]["hidden_sheets"] == [], "where no other sheet holds a list, it is the list"


def test_one_number_on_two_sheets_is_told(city: City, tmp_path: Path) -> None:
    number = MODEL_CELLS[Kind.NO_PENALTY]["item_id"]
    sheets = {name: [["事项编号", *rows[0]], [number, *rows[1]]] for name, rows in TWO_KINDS.items()}
    code, answer = imported(city({}), sent(tmp_path, sheets))
    told = [one["message"] for of in answer["lists"] for one in of["unresolved"]]
    assert code == 1
    assert told == [f"编号 {number} 已经属于 lists/exemptions/scjg/{slug}.csv 的事项。" for slug in ("mitigated-penalty", "lighter-penalty")]


TWO_SHEETS = {"从轻处罚（一科）": TWO_KINDS["从轻处罚"],
              "从轻处罚（二科）": [*TWO_KINDS["从轻处罚"], item(Kind.LIGHTER_PENALTY, violation="二科的违法行为")]}


def test_sheets_of_one_kind_are_taken_together(city: City, tmp_path: Path) -> None:
    root, file = city({}), sent(tmp_path, TWO_SHEETS)
    imported(root, sent(tmp_path, {"从轻处罚": [COLUMNS, item(Kind.LIGHTER_PENALTY, violation="另一个草案")]}, name="先.xlsx"))
    code, answer = imported(root, file)
    assert (code, len(kept(root)["从轻处罚"])) == (0, 3)
    assert [(one["sheet"], len(one["added"]), len(one["unchanged"]), len(one["drafts_not_in_it"])) for one in answer["lists"]] == [
        ("从轻处罚（一科）", 1, 0, 0), ("从轻处罚（二科）", 1, 1, 1)], "what both sheets say is one item"
    before = snapshot(root)
    assert imported(root, file)[0] == 0
    assert snapshot(root) == before


def test_two_versions_of_an_item_may_stand_on_two_sheets(city: City, tmp_path: Path) -> None:
    number, root = identifier(2026, 3), city({})
    sheets = {f"从轻处罚（{day}）": [["事项编号", *COLUMNS], [number, *item(Kind.LIGHTER_PENALTY, effective_from=day)]] for day in ("2027-06-01", "2028-06-01")}
    code, answer = imported(root, sent(tmp_path, sheets))
    assert (code, [one["added"] for one in answer["lists"]]) == (0, [[number], [number]])


def test_what_fills_empty_cells_goes_only_where_it_belongs(city: City, tmp_path: Path) -> None:
    root = city({})
    without = [[cell for cell, column in zip(row, COLUMNS, strict=True) if column != "责令改正"] for row in (COLUMNS, item(Kind.NO_PENALTY), item(Kind.LIGHTER_PENALTY))]
    imported(root, sent(tmp_path, {"不予处罚": [without[0], without[1]], "从轻处罚": [without[0], without[2]]}), "--set", "责令改正=是", "--set", "不罚类型=首违不罚")
    rows = [next(csv.DictReader(io.StringIO((root / f"lists/exemptions/scjg/{slug}.csv").read_text(encoding="utf-8")))) for slug in ("no-penalty", "lighter-penalty")]
    assert [(row["责令改正"], row["不罚类型"]) for row in rows] == [("是", "首违不罚"), ("是", "")]


@pytest.mark.parametrize(("sheets", "options", "words"), [
    (TWO_KINDS, ("--out", "甲.csv"), "--out 只写一张清单"),
    (TWO_SHEETS, ("--kind", "从轻处罚"), "有几张工作表像从轻处罚清单：从轻处罚（一科）、从轻处罚（二科）。请用 --sheet"),
    ({**TWO_SHEETS, "从轻处罚（三科）": [COLUMNS, item(Kind.LIGHTER_PENALTY, conditions="别的条件")]}, (),
     "工作表“从轻处罚（一科）”第2行和“从轻处罚（三科）”第2行是同一种清单的同一事项"),
    ({**TWO_SHEETS, "从轻处罚（三科）": [COLUMNS[:-1], item(Kind.LIGHTER_PENALTY)[:-1]]}, (), "第2行和“从轻处罚（三科）”第2行是同一种清单的同一事项"),
    ({"从轻处罚（一科）": [["事项编号", *COLUMNS], [identifier(2026, 3), *item(Kind.LIGHTER_PENALTY)]], "从轻处罚（二科）": TWO_KINDS["从轻处罚"]}, (),
     "第2行和“从轻处罚（二科）”第2行是同一种清单的同一事项"),
    (TWO_KINDS, ("--sheet", "丙"), "没有工作表“丙”")])
def test_what_cannot_be_told_apart_is_asked(city: City, tmp_path: Path, sheets: Sheets, options: Sequence[str], words: str) -> None:
    root = city({})
    before = snapshot(root)
    code, out, err = run("import", sent(tmp_path, sheets), "--dept", "scjg", "--root", root, "--as-of", NOW, *options)
    assert (code, out) == (2, "")
    assert words in err
    assert snapshot(root) == before
