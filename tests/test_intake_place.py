"""`import` writes into the list that is meant: no other department's, no other table, and nothing that another one has just written is undone."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import LIST, City, run
from importing import NOW, clerk, workbook
from openpyxl import load_workbook


def test_a_list_of_another_kind_is_not_offered_in_the_place_of_a_hidden_one(city: City, tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(workbook([["违法行为", "适用条件"], ["甲", "初次违法"]], title="不予处罚")))
    for title in ("从轻处罚", "减轻处罚"):
        book.copy_worksheet(book.worksheets[0]).title = title
    book["不予处罚"].sheet_state = "hidden"
    book.active = 1
    file = tmp_path / "交来.xlsx"
    book.save(file)
    code, _, err = run("import", file, "--dept", "scjg", "--kind", "不予处罚", "--root", city(), "--as-of", NOW)
    assert code == 2
    assert "里没有不予处罚清单，有：从轻处罚、减轻处罚。隐藏的工作表没有看：不予处罚" in err


def test_the_form_of_one_department_is_not_taken_for_another_s(city: City, tmp_path: Path) -> None:
    root, form = city(), tmp_path / "报送.xlsx"
    assert run("template", "--dept", "scjg", "--out", form, "--root", root, "--as-of", NOW)[0] == 0
    saved = tmp_path / "另存.xlsx"
    load_workbook(form).save(saved)
    before = (root / LIST).read_bytes()
    for file in (form, saved):
        assert run("import", file, "--dept", "scjg", "--kind", "不予处罚", "--root", root, "--as-of", NOW)[0] == 0
        for asked in (("import", file, "--kind", "不予处罚"), ("annotate", file)):
            code, out, err = run(*asked, "--dept", "消防救援支队", "--root", root, "--as-of", NOW)
            assert (code, out) == (2, "")
            assert "请核对部门" in err
    assert (root / LIST).read_bytes() == before


@pytest.mark.parametrize("other", ["lists/exemptions/scjg/lighter-penalty.csv", "lists/editions.csv", "lists/exemptions/new/no-penalty.csv"])
def test_another_table_is_never_written_over(city: City, tmp_path: Path, other: str) -> None:
    root = city()
    target = root / other
    before = target.read_bytes() if target.is_file() else None
    code, _, err = run("import", clerk(tmp_path), "--dept", "scjg", "--kind", "不予处罚", "--root", root, "--as-of", NOW, "--out", target)
    assert code == 2
    assert "另一张表" in err
    assert (target.read_bytes() if target.is_file() else None) == before


def test_the_next_step_is_the_one_that_helps(city: City, tmp_path: Path) -> None:
    asked = ("import", clerk(tmp_path), "--dept", "scjg", "--kind", "不予处罚", "--root", city(), "--as-of", NOW)
    assert "不写 --out 再导入一次" in run(*asked, "--out", tmp_path / "先看.csv")[1]
    assert "下一步运行 qingdan check" in run(*asked)[1]


def test_two_who_import_at_once_both_keep_their_rows(city: City, tmp_path: Path) -> None:
    root, files = city(), []
    for name in ("甲", "乙", "丙", "丁"):
        (tmp_path / name).mkdir()
        files.append(clerk(tmp_path / name, violation=f"未按规定公示{name * 12}的年度报告"))
    asked = ("import", "--dept", "scjg", "--kind", "不予处罚", "--root", root, "--as-of", NOW)
    with ThreadPoolExecutor(len(files)) as people:
        assert {code for code, _, _ in people.map(lambda file: run(*asked, file), files)} == {0}
    after = (root / LIST).read_text(encoding="utf-8")
    assert [after.count(name * 12) for name in ("甲", "乙", "丙", "丁")] == [1, 1, 1, 1]


def test_a_department_may_be_called_without_the_city_s_name(city: City, tmp_path: Path) -> None:
    asked = ("import", clerk(tmp_path), "--kind", "不予处罚", "--root", city(), "--as-of", NOW)
    assert run(*asked, "--dept", "市场监督管理局")[0] == 0
    assert run(*asked, "--dept", "")[0] == 2
