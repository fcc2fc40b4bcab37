"""`template`: a form that stays text, says what it expects, forbids nothing – and comes back as the very rows that were filled in."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from answering import MODEL, NAMES, SCHEMA, TITLES, filled, form_of
from conftest import REPOSITORY, City, city_in, run
from hypothesis import given, settings
from hypothesis import strategies as st
from importing import taken
from openpyxl import Workbook, load_workbook
from papers import hostile_city

from generator.document.form import CHOICES, EXAMPLES, GUIDE, Form
from generator.intake.choosing import ASIDE
from generator.intake.grid import ANSWERS
from generator.intake.mending import DITTO, mended
from generator.legality.example import MODEL_CELLS
from generator.model import Kind
from generator.render.form import workbook
from generator.schema.published import outputs
from generator.tables import clean, letters_of

TERMS = ("部门代码,清单,术语,定义,取值,单位,通用条件,依据,生效日期,失效日期\n"
         "scjg,no-penalty,初次违法,前二十四个月内没有同类违法,24,月,否,示例,2020-01-01,\nscjg,,配合检查,当事人配合检查,,,是,示例,2020-01-01,\n")
TOWNS = {"lists/townships.csv": "镇街代码,镇街名称,生效日期,失效日期\nqinghe,青禾镇,2020-01-01,\nshiqiao,石桥镇,2020-01-01,\n",
         "lists/delegations.csv": "镇街代码,部门代码,处罚依据,基本编码,生效日期,收回日期,赋权依据\nqinghe,scjg,,990100001000,2022-01-01,,示例\n"
                                  "shiqiao,scjg,,990100001000,2022-01-01,2023-01-01,示例\n"}

_PENALTY_ONLY, _COERCION_ONLY = {"penalty_basis", "statutory_penalty"}, {"coercion_basis", "coercion_measure"}
_NOT_IN = {Kind.NO_PENALTY: _COERCION_ONLY, Kind.NO_COERCION: _PENALTY_ONLY | {"exemption_type"},
           Kind.LIGHTER_PENALTY: _COERCION_ONLY | {"exemption_type"}, Kind.MITIGATED_PENALTY: _COERCION_ONLY | {"exemption_type"}}
"""Columns that a list of this kind has no use for."""


def opened(made: Form) -> Workbook:
    return load_workbook(io.BytesIO(workbook(made)))


# ---- what stands on it -------------------------------------------------------------------------------------------


def test_a_list_has_every_column_in_order_as_text_with_what_is_expected(city: City) -> None:
    book = opened(form_of(city()))
    assert book.sheetnames == [GUIDE, *(kind.value for kind in Kind), EXAMPLES, CHOICES]
    for kind in Kind:
        page = book[kind.value]
        assert [cell.value for cell in page[3]] == TITLES
        assert page.freeze_panes == "C4"
        for index, column in enumerate(SCHEMA.columns):
            need, note = str(page.cell(2, index + 1).value), page.cell(3, index + 1).comment
            hidden = any(one.hidden and one.min <= index + 1 <= one.max for one in page.column_dimensions.values())
            assert note is not None
            assert column.description in note.text
            if column.name in ("item_id", "edition", "effective_to", "end_reason", "replaced_by"):
                assert (need.split("\n")[0], hidden) == ("不用填", True)
            elif column.name in SCHEMA.required(kind.slug):
                assert (need.split("\n")[0], hidden) == ("必填", False)
                assert "（必填）" in note.text
            else:
                assert need.split("\n")[0] in ("选填", "本清单不填")
                assert hidden is need.startswith("本清单不填")
                assert hidden is (column.name in _NOT_IN[kind])
        assert page.column_dimensions["C"].number_format == "@"
        assert page.page_setup.orientation == "landscape"


def test_nothing_is_forbidden_and_what_is_unusual_is_asked(city: City) -> None:
    book = opened(form_of(city()))
    for kind in Kind:
        rules = {str(rule.sqref).split(":")[0].rstrip("0123456789"): rule for rule in book[kind.value].data_validations.dataValidation}
        assert {rule.errorStyle for rule in rules.values()} == {"warning"}
        for column in SCHEMA.columns:
            rule = rules.get(letters_of(NAMES.index(column.name)))
            if column.enum:
                assert rule is not None
                assert rule.type == "list"
                sheet, place = book.defined_names[str(rule.formula1).lstrip("=")].attr_text.split("!")
                listed = [cell.value for (cell,) in book[sheet.strip("'")][place]]
                assert listed == list(column.enum)
            elif column.format == "date":
                assert rule is not None
                assert rule.type == "custom"


def test_fields_that_the_department_uses_are_offered_and_hide_from_view(city: City) -> None:
    rows = [MODEL, MODEL | {"item_id": "2026-00003-1", "violation": "别的行为", "field": "=计量监管"}]
    book = opened(form_of(city({Kind.NO_PENALTY: rows})))
    page = book[CHOICES]
    assert page.sheet_state == "veryHidden"
    offered = {page.cell(1, column).value: [page.cell(row, column).value for row in range(2, page.max_row + 1) if page.cell(row, column).value]
               for column in range(1, page.max_column + 1)}
    assert offered["领域"] == ["=计量监管", "广告监管"]
    assert offered["适用对象"] == ["个人;单位"]
    assert all(cell.data_type == "s" for row in page.iter_rows() for cell in row if cell.value)


def test_the_guide_says_what_the_tables_of_the_department_say(city: City) -> None:
    page = opened(form_of(city(files={"lists/terms.csv": TERMS, **TOWNS})))[GUIDE]
    text = "\n".join(str(cell.value) for (cell,) in page.iter_rows() if cell.value)
    assert "演示数据，非任何机关发布，不具法律效力；截至 2026-11-24；法规库核对至 2026-09-30。" in text
    assert "（一）不予处罚事项中，初次违法，是指前二十四个月内没有同类违法。" in text
    assert "（一）当事人配合检查。" in text
    assert "赋予了：青禾镇。" in text, "the town whose powers were recalled is gone"
    for kind in Kind:
        wanted = "、".join(SCHEMA.headers[name] for name in SCHEMA.required(kind.slug) if name != "item_id")
        assert f"{kind.value}：{wanted}。" in text


def test_the_form_says_which_form_it_is(city: City) -> None:
    made = form_of(city(), kinds=(Kind.LIGHTER_PENALTY,))
    properties = {one.name: one.value for one in opened(made).custom_doc_props.props}
    assert properties == dict(made.properties)
    assert properties["qingdan-department"] == "scjg"
    assert properties["qingdan-kinds"] == "lighter-penalty"
    assert "qingdan-department" not in form_of(city(), None).properties
    assert made.name == "示例市市场监督管理局清单填报表（从轻处罚）"


def test_the_same_form_is_the_same_bytes(city: City) -> None:
    root = city()
    assert workbook(form_of(root)) == workbook(form_of(root))


def test_sheets_that_hold_no_items_are_known_to_import() -> None:
    assert {GUIDE, EXAMPLES, CHOICES, ANSWERS} == ASIDE


def test_hostile_texts_stay_text(city: City) -> None:
    book = opened(form_of(hostile_city(city)))
    assert not [cell.coordinate for page in book.worksheets for row in page.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]


# ---- the examples ------------------------------------------------------------------------------------------------


def test_examples_are_published_items_that_nothing_is_said_of(city: City) -> None:
    bad = MODEL | {"item_id": "2026-00003-1", "violation": "别的行为", "relief_basis": "《中华人民共和国行政处罚法》第三十二条第（一）项",
                   "note": "这一行比另一行填得多"}
    made = form_of(city({Kind.NO_PENALTY: [bad, MODEL]}))
    first = made.examples[0]
    assert (first.item.item_id, first.origin) == ("2026-00417-N", "示例市市场监督管理局 2026-00417-N")
    shown = opened(made)[EXAMPLES]
    assert [cell.value for cell in shown[2]] == ["列名", *(f"{kind.value}（示例）" for kind in Kind)]
    beside = {shown.cell(row, 1).value: shown.cell(row, 2).value for row in range(4, shown.max_row + 1)}
    assert beside["适用条件"] == MODEL["conditions"]
    assert "事项编号" not in beside


def test_a_list_without_items_shows_an_invented_example_and_says_so(city: City) -> None:
    made = form_of(city({}))
    assert {one.origin for one in made.examples} == {"虚构的范例"}
    assert made.examples[2].item.text("outcome") == MODEL_CELLS[Kind.MITIGATED_PENALTY]["outcome"]


def test_what_is_redacted_serves_neither_as_example_nor_as_choice(city: City) -> None:
    hidden = "事项编号,字段,理由,日期\n2026-00417-N,field,误载,2026-11-01\n"
    made = form_of(city(files={"lists/redactions.csv": hidden}))
    assert made.examples[0].origin == "虚构的范例"
    assert "广告监管" not in {choice for sheet in made.sheets for field in sheet.fields for choice in field.choices}


# ---- filled in, it is read as it was filled in -------------------------------------------------------------------


def test_an_empty_form_is_a_list_without_items(city: City) -> None:
    data = workbook(form_of(city()))
    for kind in Kind:
        reading = taken(data, kind)
        assert (reading.rows, reading.findings, reading.mends) == ((), (), ())


@pytest.mark.parametrize("kind", Kind)
def test_the_model_item_comes_back_as_it_was_typed(kind: Kind, city: City) -> None:
    cells = {name: text for name, text in MODEL_CELLS[kind].items() if name != "edition"}  # which no clerk fills in
    reading = taken(filled(workbook(form_of(city())), kind, [cells]), kind)
    assert [dict(row.cells) for row in reading.rows] == [cells]
    assert (reading.rows[0].row, reading.findings, reading.mends) == (4, (), ())


def _plain(name: str) -> st.SearchStrategy[str]:
    """Texts that a clerk may type and that need no mending."""
    column = next(column for column in SCHEMA.columns if column.name == name)
    if column.enum:
        return st.sampled_from(column.enum)
    words = st.text("甲乙丙丁处罚改正一二三0123456789%‰=+-@“”（）、，；。\"'&<", min_size=2, max_size=40)
    return words.filter(lambda text: clean(text) == text and not list(mended(name, text)) and not DITTO.fullmatch(text))


ROWS = st.lists(st.fixed_dictionaries(
    {"violation": _plain("violation"), "conditions": _plain("conditions"), "correction": _plain("correction"), "effective_from": st.dates(date(1990, 1, 1)).map(str)},
    optional={name: _plain(name) for name in ("outcome", "field", "statutory_penalty", "exemption_type", "township", "inclusion_reason", "note")}
    | {"power_code": st.text("0123456789", min_size=12, max_size=12), "correction_deadline": st.sampled_from(("3-5", "5个工作日内", "1/2"))}), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return workbook(form_of(city_in(tmp_path_factory.mktemp("form"))))


@settings(max_examples=25)
@given(rows=ROWS)
def test_what_is_typed_is_what_is_read(empty: bytes, rows: list[dict[str, str]]) -> None:
    """Whatever is typed: codes keep their digits, 3-5 is no day, nothing is run as a formula, and every row keeps its number."""
    reading = taken(filled(empty, Kind.NO_PENALTY, rows), Kind.NO_PENALTY)
    assert [(row.row, dict(row.cells)) for row in reading.rows] == list(enumerate(rows, 4))


# ---- the command -------------------------------------------------------------------------------------------------


def test_the_command_writes_a_form_under_the_department_s_name_and_never_over_another(city: City, tmp_path: Path) -> None:
    root = city()
    arguments = ("template", "--root", root, "--dept", "示例市市场监督管理局", "--as-of", "2026-11-24")
    code, out, err = run(*arguments, cwd=tmp_path)
    assert (code, out) == (0, "示例市市场监督管理局清单填报表.xlsx\n"), err
    assert "截至 2026-11-24" in err
    made = (tmp_path / out.strip()).read_bytes()
    code, _, err = run(*arguments, cwd=tmp_path)
    assert code == 2
    assert "可能是填过的表，没有改动它" in err
    assert (tmp_path / out.strip()).read_bytes() == made


def test_the_command_answers_as_its_schema_says(city: City, tmp_path: Path) -> None:
    code, out, err = run("template", "--root", city(), "--kind", "减轻处罚", "--out", tmp_path / "a.xlsx", "--format", "json", "--as-of", "2026-11-24")
    assert code == 0, err
    answer = json.loads(out)
    outputs().judge("输出", "template", answer)
    assert (answer["department"], answer["kinds"], answer["out"]) == (None, ["mitigated-penalty"], str(tmp_path / "a.xlsx"))
    assert answer["examples"] == [{"kind": "mitigated-penalty", "item_id": None}]
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == [GUIDE, "减轻处罚", EXAMPLES, CHOICES]


@pytest.mark.parametrize(("more", "words"), [(("--dept", "nobody"), "没有部门“nobody”"), (("--out", "a.csv"), "应以 .xlsx 结尾")])
def test_what_cannot_be_made_is_refused_in_a_sentence(more: tuple[str, ...], words: str, city: City, tmp_path: Path) -> None:
    code, out, err = run("template", "--root", city(), *more, cwd=tmp_path)
    assert (code, out) == (2, "")
    assert words in err
    assert list(tmp_path.glob("*.*sx")) == []


def test_every_department_of_the_shipped_city_gets_examples_of_its_own() -> None:
    for department in ("csgl", "sthj", "wsjk"):
        assert {one.item.department for one in form_of(REPOSITORY, department).examples} == {department}
