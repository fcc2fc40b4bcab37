"""`annotate` as a command: where the answers are written, what it prints, what it refuses."""

import io
import json
from pathlib import Path

import pytest
from answering import DAY, FAULTY, NEW, form_of, typed
from conftest import City, run
from openpyxl import load_workbook

from generator.model import Kind
from generator.render.form import workbook
from generator.schema.published import outputs


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
