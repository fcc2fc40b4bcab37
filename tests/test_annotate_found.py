"""`annotate` on workbooks as they are found: dragged formats, too many cells, signs no workbook may hold, answers that come back."""

import io
import zipfile
from pathlib import Path

import pytest
from answering import DAY, FAULTY, NEW, answer_to, back, tried, typed
from conftest import City, run
from openpyxl import load_workbook

from generator.document.answers import answers
from generator.model import Kind, Refusal
from generator.render.answered import answered


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
