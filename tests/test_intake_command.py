"""`import` as a command: rows join a list as drafts, files that are none change nothing, and what is published is never touched."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from compounds import compound
from conftest import LIST, City, run
from importing import NOW, SCHEMA, UNTIDY, clerk, workbook
from openpyxl import load_workbook

from generator.intake.choosing import chosen, must_be_one
from generator.intake.grid import Grid, grids
from generator.legality.example import MODEL_CELLS
from generator.model import Kind, Refusal
from generator.schema.published import outputs


def imported(root: Path, file: Path, *more: str) -> tuple[int, dict[str, object]]:
    code, out, err = run("import", file, "--dept", "scjg", "--kind", "不予处罚", "--root", root, "--as-of", NOW, "--format", "json", *more)
    assert out, err
    answer = json.loads(out)
    outputs().judge("输出", "import", answer)
    return code, answer


def test_a_new_item_is_a_draft_with_a_number_and_the_city_stays_sound(city: City, tmp_path: Path) -> None:
    root = city()
    before = (root / LIST).read_text(encoding="utf-8").splitlines()
    code, answer = imported(root, clerk(tmp_path, violation="未按规定公示年度报告"))
    assert (code, answer["unresolved"], answer["out"]) == (0, [], LIST)
    after = (root / LIST).read_text(encoding="utf-8").splitlines()
    assert len(after) == len(before) + 1
    assert set(before) <= set(after)
    (number,) = answer["added"]  # type: ignore[misc]
    assert sum(str(number) in line for line in after) == 1
    checked = json.loads(run("check", "--root", root, "--as-of", NOW, "--format", "json")[1])
    assert not [one for one in checked["findings"] if one["rule"].startswith("S") and one["severity"] == "error"]


def test_importing_again_changes_nothing(city: City, tmp_path: Path) -> None:
    root, file = city(), clerk(tmp_path, violation="未按规定公示年度报告")
    imported(root, file)
    once = (root / LIST).read_bytes()
    code, answer = imported(root, file)
    assert (code, len(answer["unchanged"]), answer["added"]) == (0, 1, [])  # type: ignore[arg-type]
    assert (root / LIST).read_bytes() == once


def test_a_draft_follows_the_workbook(city: City, tmp_path: Path) -> None:
    root = city()
    _, first = imported(root, clerk(tmp_path, violation="未按规定公示年度报告"))
    code, second = imported(root, clerk(tmp_path, violation="未按规定公示年度报告", correction_deadline="5日内"))
    assert (code, second["updated"]) == (0, first["added"])
    assert "5日内" in (root / LIST).read_text(encoding="utf-8")


def test_what_is_in_an_edition_is_never_changed(city: City, tmp_path: Path) -> None:
    root = city()
    before = (root / LIST).read_bytes()
    code, answer = imported(root, clerk(tmp_path, correction_deadline="三年"))
    assert (code, answer["refused"]) == (1, ["2026-00417-N"])
    assert [(one["row"], one["rule"], one["item_id"]) for one in answer["unresolved"]] == [(2, "S007", "2026-00417-N")]  # type: ignore[attr-defined]
    assert (root / LIST).read_bytes() == before


def test_it_can_be_written_elsewhere(city: City, tmp_path: Path) -> None:
    root, out = city(), tmp_path / "草稿.csv"
    before = (root / LIST).read_bytes()
    code, _ = imported(root, clerk(tmp_path), "--out", str(out))
    assert (code, (root / LIST).read_bytes()) == (0, before)
    (row,) = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))
    assert row["违法行为"] == MODEL_CELLS[Kind.NO_PENALTY]["violation"]


def test_what_is_told_to_the_clerk(city: City, tmp_path: Path) -> None:
    file = tmp_path / "交来.xlsx"
    file.write_bytes(UNTIDY)
    code, out, _ = run("import", file, "--dept", "示例市市场监督管理局", "--kind", "no-penalty", "--root", city(), "--as-of", NOW, "--set", "责令改正=是",
                       "--set", "施行日期=2027-01-01")
    assert code == 1
    assert out.splitlines() == (Path(__file__).parent / "golden/import.txt").read_text(encoding="utf-8").splitlines()


def test_what_a_sheet_says_of_editions_publishes_nothing(city: City, tmp_path: Path) -> None:
    root = city()
    public = next(line.split(",")[0] for line in (root / "lists/editions.csv").read_text(encoding="utf-8").splitlines()[1:])
    _, answer = imported(root, clerk(tmp_path, violation="未按规定公示年度报告", edition=public))
    (number,) = answer["added"]  # type: ignore[misc]
    assert [one["before"] for one in answer["mended"] if one["column"] == "发布批次"] == [public]  # type: ignore[attr-defined]
    (row,) = [row for row in csv.DictReader(io.StringIO((root / LIST).read_text(encoding="utf-8"))) if row["事项编号"] == number]
    assert row["发布批次"] == ""


def test_a_list_of_another_kind_is_told_by_its_name_and_its_numbers(city: City, tmp_path: Path) -> None:
    root = city()
    file = tmp_path / "scjg-no-penalty.csv"
    rows = list(csv.DictReader(io.StringIO((root / LIST).read_text(encoding="utf-8"))))
    out = io.StringIO()
    writer = csv.DictWriter(out, [title for title in rows[0] if title != "不罚类型"], extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(out.getvalue(), encoding="utf-8")
    code, said, _ = run("import", file, "--dept", "scjg", "--kind", "减轻处罚", "--root", root, "--as-of", NOW, "--format", "json")
    told = [one["message"] for one in json.loads(said)["unresolved"]]
    assert code == 1
    assert f"文件的名称是“{file.name}”，却作为减轻处罚清单导入。" in told
    assert [message for message in told if "已经属于 lists/exemptions/scjg/no-penalty.csv" in message]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_export_wrote_is_no_change(city: City, tmp_path: Path, form: str) -> None:
    root = city()
    before = (root / LIST).read_bytes()
    assert run("export", "scjg", "--format", form, "--root", root, "--as-of", NOW, "--out", tmp_path / "导出")[0] == 0
    file = next(file for file in (tmp_path / "导出").rglob(f"*.{form}") if form == "xlsx" or "no-penalty" in file.name)
    code, answer = imported(root, file)
    assert (code, answer["unresolved"], answer["mended"]) == (0, [], [])
    assert answer["unchanged"]
    assert (root / LIST).read_bytes() == before


def test_an_item_without_conduct_is_not_added_again(city: City, tmp_path: Path) -> None:
    root, file = city(), clerk(tmp_path, violation="")
    file.write_bytes(workbook([["序号", "违法行为", "处罚依据", "适用条件"], [1, None, "《广告法》第五十九条", "初次违法"], [2, "甲", "《广告法》第五十九条", "初次违法"]]))
    imported(root, file)
    once = (root / LIST).read_bytes()
    _, answer = imported(root, file)
    assert (len(answer["unchanged"]), (root / LIST).read_bytes() == once) == (2, True)  # type: ignore[arg-type]


def test_a_draft_that_the_file_no_longer_has_is_told(city: City, tmp_path: Path) -> None:
    root = city()
    _, first = imported(root, clerk(tmp_path, violation="未按规定公示年度报告"))
    _, second = imported(root, clerk(tmp_path, violation="未按规定公示企业年度报告"))
    assert (second["drafts_not_in_it"], len(second["added"])) == (first["added"], 1)  # type: ignore[arg-type]


def test_the_same_row_twice_is_told(city: City, tmp_path: Path) -> None:
    file = tmp_path / "交来.xlsx"
    file.write_bytes(workbook([["违法行为", "适用条件"], ["甲", "初次违法"], ["甲", "初次违法"]]))
    _, answer = imported(city(), file)
    assert [(one["row"], one["text"]) for one in answer["skipped"]] == [(3, "同第2行")]  # type: ignore[attr-defined]


def test_what_repeats_is_told_once(city: City, tmp_path: Path) -> None:
    file = tmp_path / "交来.xlsx"
    file.write_bytes(workbook([["违法行为", "处罚依据", "改正期限"], *([f"行为{n}", None if n % 2 else f"《广告法》第{n}条", n] for n in range(500))]))
    code, out, _ = run("import", file, "--dept", "scjg", "--kind", "不予处罚", "--root", city(), "--as-of", NOW)
    assert code == 1
    assert len(out.splitlines()) < 20
    assert "处罚依据：没有填写。（B3、B5、B7、B9、B11等250处）" in out
    assert "（C2、C3、C4、C5、C6等500处，这是其中一处）" in out


def test_a_sheet_that_is_no_list_may_be_as_large_as_it_likes(city: City, tmp_path: Path) -> None:
    file = tmp_path / "交来.xlsx"
    file.write_bytes(workbook([["违法行为", "适用条件"], ["甲", "初次违法"]], more={"统计": None}))
    book = load_workbook(file)
    book["统计"].append(list(range(300)))
    book.save(file)
    assert imported(city(), file)[1]["rows"] == 1
    code, _, err = run("import", file, "--dept", "scjg", "--kind", "不予处罚", "--sheet", "统计", "--root", city(), "--as-of", NOW)
    assert (code, "超过上限" in err) == (2, True)


def test_a_hidden_sheet_is_not_asked_about(city: City, tmp_path: Path) -> None:
    file = tmp_path / "交来.xlsx"
    file.write_bytes(workbook([["违法行为", "适用条件"], ["甲", "初次违法"]]))
    book = load_workbook(file)
    copy = book.copy_worksheet(book.worksheets[0])
    copy.sheet_state = "hidden"
    copy["A2"] = "旧的"
    book.save(file)
    root = city()
    imported(root, file)
    assert "旧的" not in (root / LIST).read_text(encoding="utf-8")


# ---- files that are none ------------------------------------------------------------------------------------------------


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    return out.getvalue()


def word() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


def renamed(data: bytes, name: str) -> bytes:
    """The workbook with one more part."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, b"")
    return out.getvalue()


TWO = workbook([["违法行为", "适用条件"], ["未亮照经营", "初次违法"]], title="甲")
BROKEN = {
    "网页": ("<html><table><tr><td>违法行为</td></tr></table></html>".encode(), "网页"), "左右两张表": (workbook([["违法行为", "适用条件", "违法行为", "适用条件"]]), "左右并排"),
    "没有表头": (workbook([["一", "二"], ["三", "四"]]), "没有找到清单"), "空文件": (b"", "是空的"), "图片": (b"\x89PNG\r\n\x1a\n" + bytes(200), "读不出来"),
    "Word 文件": (word(), "读不出来"), "截断的工作簿": (UNTIDY[: len(UNTIDY) // 2], "残缺"), "压缩炸弹": (bomb(), "展开后太大"),
    "设了密码": (compound(bytes(5000), small=False, name="EncryptedPackage"), "设了打开密码，读不出来"), "二进制工作簿": (renamed(TWO, "xl/workbook.bin"), "二进制工作簿（xlsb）"),
    "太大": (b"a,b\n" * 6_000_000, "超过上限"), "引号不成对": ('违法行为,适用条件\n"未亮照,初次\n'.encode(), "双引号不成对"), "中文逗号": ("违法行为，适用条件\r\n甲，初次违法\r\n".encode("gb18030"), "中文逗号"),
    "乱码": ("违法行为,适用条件，处罚依据\n".encode() + b"\xff\xfe\xfa,\xc3\x28\n", "读不出来"), "太宽": (workbook([["违法行为", "适用条件"], ["甲"] * 300]), "有300列，超过上限200列"),
    "太长": ("违法行为,适用条件\n".encode() + "甲,乙\n".encode() * 20_000, "超过上限20000行")}


@pytest.mark.parametrize(("data", "words"), BROKEN.values(), ids=BROKEN.keys())
def test_a_file_that_cannot_be_read_changes_nothing(city: City, tmp_path: Path, data: bytes, words: str) -> None:
    root = city()
    before = (root / LIST).read_bytes()
    file = tmp_path / "交来.xlsx"
    file.write_bytes(data)
    code, out, err = run("import", file, "--dept", "scjg", "--kind", "不予处罚", "--root", root, "--as-of", NOW)
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err
    assert (root / LIST).read_bytes() == before


ASKED = {"没有这个部门": (("--dept", "无此局"), "无此局"), "没有这种清单": (("--kind", "重罚"), "重罚"), "没有这一列": (("--set", "颜色=红"), "颜色"),
         "没有等号": (("--set", "责令改正"), "责令改正"), "登记批次": (("--set", "发布批次=scjg-2022-1"), "publish"),
         "不是 CSV": (("--out", "a.xlsx"), "csv"), "是文件夹": (("--out", "."), "文件夹"), "写不进去": (("--out", "/proc/a.csv"), "写不进"), "没有这张工作表": (("--sheet", "乙"), "乙")}


@pytest.mark.parametrize(("options", "words"), ASKED.values(), ids=ASKED.keys())
def test_a_wrong_option_is_named(city: City, tmp_path: Path, options: tuple[str, ...], words: str) -> None:
    chosen = {"--dept": "scjg", "--kind": "不予处罚"} | {options[0]: options[1]}
    code, _, err = run("import", clerk(tmp_path), *(part for option in chosen.items() for part in option), "--root", city(), "--as-of", NOW)
    assert code == 2
    assert words in err


def test_two_sheets_that_look_like_lists_must_be_named() -> None:
    sheets = (*grids("a.xlsx", TWO), *(Grid("乙", grid.rows) for grid in grids("a.xlsx", TWO)))
    with pytest.raises(Refusal, match=r"甲、乙.*--sheet"):
        must_be_one(chosen(sheets, SCHEMA, "a.xlsx", Kind.NO_PENALTY).lists, "a.xlsx")
    assert [one.sheet for one in chosen(sheets, SCHEMA, "a.xlsx", Kind.NO_PENALTY, "乙").lists] == ["乙"]


def test_a_list_with_faults_of_its_own_is_not_touched(city: City, tmp_path: Path) -> None:
    root = city(files={LIST: "事项编号,违法行为,未知列\n2026-00417-N,甲,乙\n"})
    before = (root / LIST).read_bytes()
    code, _, err = run("import", clerk(tmp_path), "--dept", "scjg", "--kind", "不予处罚", "--root", root, "--as-of", NOW)
    assert code == 2
    assert LIST in err
    assert (root / LIST).read_bytes() == before
