"""`annotate` changes no word of a clerk: what was typed stays, formulas become what they showed, old answers give way to new ones."""

import io
import zipfile
from pathlib import Path

import pytest
from answering import FAULTY, NAMES, NEW, TITLES, answer_to, back, coloured, filled, form_of, letter, typed
from conftest import City
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from generator.intake.grid import grids
from generator.model import Kind, Refusal
from generator.render.answered import same_words
from generator.render.form import workbook


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


def test_a_sheet_of_the_clerk_s_own_does_not_give_way(city: City) -> None:
    root = city()
    book = load_workbook(io.BytesIO(typed(root, Kind.NO_PENALTY, FAULTY)))
    book.create_sheet("检查结果")["A1"] = "科室自查的结果"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Refusal, match=r"已经有一张工作表叫“检查结果”.*改个名称"):
        answer_to(root, out.getvalue())


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


def test_figures_set_high_and_letters_set_bold_stay_so(city: City) -> None:
    root = city()
    book = load_workbook(io.BytesIO(typed(root, Kind.NO_PENALTY, NEW)))
    place = f"{letter('conditions')}4"
    book["不予处罚"][place].value = CellRichText("面积不足5m", TextBlock(InlineFont(vertAlign="superscript"), "2"), "，", TextBlock(InlineFont(b=True), NEW["conditions"]))
    out = io.BytesIO()
    book.save(out)
    once = answer_to(root, out.getvalue())
    assert load_workbook(io.BytesIO(once), rich_text=True)["不予处罚"][place].value == book["不予处罚"][place].value
    (row,) = [dict(grid.rows)[4] for grid in grids("表.xlsx", once) if grid.name == "不予处罚"]
    assert row[NAMES.index("conditions")] == f"面积不足5m²，{NEW['conditions']}"


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


@pytest.mark.parametrize("cell", ["<c/>", "<x:c />", '<c r="A9"/>'])
def test_a_sheet_with_too_many_cells_is_told_however_they_are_written(city: City, monkeypatch: pytest.MonkeyPatch, cell: str) -> None:
    """Cells without a word fill the memory as well as others."""
    root, many = city(), io.BytesIO()
    data = typed(root, Kind.NO_PENALTY, NEW)
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(many, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b"</sheetData>", f'<row r="9">{cell * 9}</row></sheetData>'.encode()) if "sheet2" in name else content)
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        cells = sum(source.read(name).count(b"<c ") for name in source.namelist() if name.startswith("xl/worksheets/"))
    monkeypatch.setattr("generator.render.answered._MOST_CELLS", cells + 8)
    with pytest.raises(Refusal, match=f"有{cells + 9}个设过格式的单元格"):
        same_words(many.getvalue(), data, "表.xlsx")
