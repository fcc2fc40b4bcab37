"""`qingdan export`: which files it writes and names, how drafts are marked, and what it refuses."""

import json
from pathlib import Path

import pytest
from conftest import City, command
from docx import Document
from papers import cells, editions

from generator.book import load
from generator.model import Kind


def test_export_writes_the_file_and_names_it(city: City, tmp_path: Path) -> None:
    done = command("export", "示例市市场监督管理局", "--format", "docx", "--root", city(), "--out", tmp_path / "out", "--as-of", "2026-11-25")
    assert (done.returncode, done.stdout.decode().strip()) == (0, str(tmp_path / "out/scjg-lists.docx"))
    assert Document(str(tmp_path / "out/scjg-lists.docx")).tables


def test_export_of_data_is_the_tables_themselves(city: City, tmp_path: Path) -> None:
    root = city()
    command("export", "scjg", "--format", "csv", "--root", root, "--out", tmp_path, "--as-of", "2026-11-25")
    for kind in Kind:
        assert (tmp_path / f"scjg-{kind.slug}.csv").read_bytes() == b"\xef\xbb\xbf" + (root / f"lists/exemptions/scjg/{kind.slug}.csv").read_bytes()


@pytest.mark.parametrize("kind", Kind)
def test_an_exported_workbook_can_be_imported_and_says_the_same(city: City, tmp_path: Path, kind: Kind) -> None:
    given = cells(kind, 1, subject="单位;个体工商户", obligation_basis="《中华人民共和国广告法》第十四条第二款", correction_deadline="七日内", power_code="440216139000",
                  field="广告", supporting_measures="批评教育，30日内复查", note="当事人知情的，不适用本事项", effective_from="2026-03-01")
    root = city({kind: [given]})
    command("export", "scjg", "--format", "xlsx", "--root", root, "--out", tmp_path, "--as-of", "2026-11-25")
    path = root / f"lists/exemptions/scjg/{kind.slug}.csv"
    path.write_text(path.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
    command("import", tmp_path / "scjg-lists.xlsx", "--dept", "scjg", "--kind", kind.slug, "--root", root, "--as-of", "2026-11-25")
    (again,) = load(root).book.items
    assert {name: again.text(name) for name in again.columns()} == {name: given.get(name, "") for name in again.columns()} | {"edition": ""}


def test_files_of_a_draft_say_so(city: City, tmp_path: Path) -> None:
    root = city(files={"lists/editions.csv": editions({"published_on": "", "doc_no": "", "issued_on": ""})})
    for form in ("csv", "json", "xlsx"):
        command("export", "--edition", "scjg-2026-1", "--format", form, "--root", root, "--out", tmp_path, "--as-of", "2026-11-25")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "scjg-2026-1-draft-scjg-no-penalty.csv", "scjg-2026-1-draft.json", "scjg-2026-1-draft.xlsx"]
    told = json.loads((tmp_path / "scjg-2026-1-draft.json").read_text(encoding="utf-8"))
    assert (told["notice"], told["items"][0]["status"]) == ("草案；演示数据，非任何机关发布，不具法律效力", "draft")


@pytest.mark.parametrize(("arguments", "words"), [
    ((), "请说明导出什么"), (("scjg", "--all"), "只选一个"), (("nowhere",), "没有部门“nowhere”"), (("--edition", "none"), "没有发布批次“none”"),
    (("--town", "nowhere"), "没有镇街“nowhere”"), (("scjg", "--official"), "只有发布批次的文件才有红头"), (("--edition", "scjg-2026-1", "--official"), "演示数据"),
])
def test_export_refuses_what_it_cannot_do(city: City, arguments: tuple[str, ...], words: str) -> None:
    done = command("export", *arguments, "--format", "docx", "--root", city(), "--as-of", "2026-11-25")
    assert done.returncode == 2
    assert words in done.stderr.decode()


def test_a_folder_that_cannot_be_written_is_said(city: City, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    done = command("export", "scjg", "--format", "xlsx", "--root", city(), "--out", tmp_path / "taken", "--as-of", "2026-11-25")
    assert (done.returncode, done.stderr.decode()[:5]) == (2, "无法完成：")
