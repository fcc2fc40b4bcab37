"""Cells → Book: what cannot be typed is a finding at its cell, and never a loss of the rest."""

from pathlib import Path

import pytest
from conftest import CITY, LIST, ORGANISATIONS, REPOSITORY, City

from generator.assembly import ON_DEMAND, RECORDS, locate
from generator.book import assemble, load
from generator.legality.example import MODEL_CELLS, MODEL_EDITION
from generator.model import Finding, Kind, Refusal, Source
from generator.model.identifier import identifier
from generator.schema import faults, tables
from generator.tables import write

ITEM = dict(MODEL_CELLS[Kind.NO_PENALTY])
OTHER = "lists/exemptions/scjg/lighter-penalty.csv"


def where(findings: tuple[Finding, ...]) -> list[tuple[str, int | None, str | None, str | None, str]]:
    return [(f.path, f.line, f.cell, f.field, f.rule) for f in findings]


def test_rows_of_sound_tables_are_typed_as_any_others() -> None:
    sheets = load(REPOSITORY).sheets
    for path, sheet in sheets.items():
        located = locate(path, tables())
        assert located is not None
        name, place = located
        record = {**RECORDS, **ON_DEMAND}[name]
        where = {word: Kind.of(value) if word == "kind" else value for word, value in place.items()}
        typed = record.reader(sheet.columns, **where)
        for row in sheet.rows:
            source = Source(path, row.line, row.row)
            assert typed(row.cells, source) == record.from_cells(sheet.cells(row), source, **where)


def test_the_rows_of_a_sound_list_can_be_asked_for_again(city: City) -> None:
    root = city()
    load(root)  # from now on the list is known to be sound
    for _ in range(2):
        sheet = load(root).sheets[LIST]
        rows = list(sheet.rows)
        assert list(load(root).sheets[OTHER].rows) == []  # so that no row of the list is at hand any more
        assert list(sheet.rows) == rows
        assert [sheet.cells(row)["item_id"] for row in rows] == ["2026-00417-N"]


@pytest.mark.parametrize("change", ["written", "removed"])
def test_a_list_that_changes_while_it_is_read_is_no_crash(city: City, change: str) -> None:
    root = city()
    load(root)
    sheet = load(root).sheets[LIST]
    assert len(sheet.rows) == 1
    assert list(load(root).sheets[OTHER].rows) == []
    path = root / LIST
    path.unlink() if change == "removed" else path.write_bytes(path.read_bytes().replace(b"2026-00417-N", b"2026-00418-N"))
    with pytest.raises(Refusal, match="在运行期间被改动"):
        list(sheet.rows)


def test_the_model_city_is_clean(city: City) -> None:
    loaded = load(city())
    assert loaded.findings == ()
    assert [item.item_id for item in loaded.book.items] == ["2026-00417-N"]
    assert len(loaded.book.lists) == 4
    assert loaded.book.items[0].source.line == 2


@pytest.mark.parametrize(("column", "text", "rule", "cell"), [
    ("effective_from", "2026/9/15", "S005", "V2"), ("item_id", "2026-00417-O", "S008", "A2"),
    ("correction", "需要", "S009", "O2"), ("subject", "单位、个人", "S010", "E2"), ("violation", "长" * 501, "S011", "B2"),
    ("edition", "scjg-2027-9", "S015", "U2"), ("replaced_by", "2026-00001-B", "S015", "Y2"),
    ("conditions", "=HYPERLINK(1)", "S013", "L2"), ("note", "一\n二", "S012", "Z2")])
def test_one_damaged_cell_gives_one_finding_at_its_cell(city: City, column: str, text: str, rule: str, cell: str) -> None:
    loaded = load(city({Kind.NO_PENALTY: [ITEM | {column: text}]}))
    assert where(loaded.findings) == [(LIST, 2, cell, column, rule)]
    assert len(loaded.book.items) == 1


@pytest.mark.parametrize(("cells", "message"), [
    ({"department": "xfjy"}, "“scjg-2026-1”是别的部门（xfjy）的发布批次。"),
    ({"kinds": "lighter-penalty;no-coercion"}, "发布批次“scjg-2026-1”公布的清单（lighter-penalty、no-coercion）中没有这一种。")])
def test_an_edition_that_cannot_have_published_the_list(city: City, cells: dict[str, str], message: str) -> None:
    editions = write(tables()["editions"], [MODEL_EDITION | cells])
    loaded = load(city(files={"lists/editions.csv": editions, "lists/organisations.csv": ORGANISATIONS}))
    assert where(loaded.findings) == [(LIST, 2, "U2", "edition", "S015")]
    assert loaded.findings[0].message == message


@pytest.mark.parametrize(("replaces", "told"), [
    ({"a": "", "b": "a"}, {}), ({"a": "", "b": "a", "c": "a;b"}, {}),
    ({"a": "a"}, {2: "替代的是自己。"}),
    ({"a": "b", "b": "a"}, {2: "几个批次互相替代：a替代b、b替代a。", 3: "几个批次互相替代：b替代a、a替代b。"}),
    ({"a": "c", "b": "a", "c": "b", "d": "c"}, {2: "几个批次互相替代：a替代c、c替代b、b替代a。", 3: "几个批次互相替代：b替代a、a替代c、c替代b。",
                                              4: "几个批次互相替代：c替代b、b替代a、a替代c。"})])
def test_editions_that_replace_one_another_are_all_told(city: City, replaces: dict[str, str], told: dict[int, str]) -> None:
    editions = write(tables()["editions"], [MODEL_EDITION | {"edition": code, "replaces": before} for code, before in replaces.items()])
    loaded = load(city({}, files={"lists/editions.csv": editions}))
    assert {one.row: (one.rule, one.field, one.message) for one in loaded.findings} == {row: ("S015", "replaces", message) for row, message in told.items()}


def test_a_department_has_one_name_on_a_day(city: City) -> None:
    for until, found in (("", [("lists/organisations.csv", 3, "D3", "from", "S007")]), ("2025-01-02", [("lists/organisations.csv", 3, "D3", "from", "S007")]),
                         ("2025-01-01", [])):
        rows = f"部门代码,部门名称,曾用名,生效日期,失效日期\nscjg,示例市工商局,,2020-01-01,{until}\nscjg,示例市市场监督管理局,示例市工商局,2025-01-01,\n"
        assert where(load(city(files={"lists/organisations.csv": rows})).findings) == found


def test_there_is_one_city(city: City) -> None:
    loaded = load(city(files={"lists/city.csv": f"{CITY}另一市,是,2026-09-30,,\n"}))
    assert where([one for one in loaded.findings if one.rule != "S002"]) == [("lists/city.csv", 3, "A3", "name", "S007")]


def test_the_message_shows_the_form_that_is_wanted(city: City) -> None:
    finding = load(city({Kind.NO_PENALTY: [ITEM | {"effective_from": "2026/9/5"}]})).findings[0]
    assert finding.message == "写作“2026/9/5”，应为“2026-09-05”。"
    assert finding.column == "施行日期"


def test_a_missing_column_is_one_finding_and_not_one_per_row(city: City) -> None:
    data = write(tables()["exemptions"], [ITEM, ITEM | {"item_id": "2026-00001-B"}]).decode()
    lines = [line.split(",") for line in data.splitlines()]
    place = lines[0].index("适用条件")
    cut = "\n".join(",".join(cells[:place] + cells[place + 1:]) for cells in lines) + "\n"
    loaded = load(city(files={LIST: cut}))
    assert [(f.line, f.field, f.rule) for f in loaded.findings if f.rule != "S008"] == [(1, "conditions", "S003")]
    assert all("conditions" in item.malformed for item in loaded.book.items)


SECOND = ITEM | {"item_id": identifier(2026, 1)}


def moved(take_out: str = "", put_before: str = "") -> str:
    """The list of two items, the first with one cell taken out, or one put in, so that the cells to its right slide; the width stays."""
    header, first, second = write(tables()["exemptions"], [SECOND, ITEM]).decode().splitlines()
    titles, cells = header.split(","), first.split(",")
    if take_out:
        del cells[titles.index(take_out)]
        cells.append("")
    if put_before:
        cells.insert(titles.index(put_before), "")
        assert cells.pop() == ""
    return "\n".join((header, ",".join(cells), second)) + "\n"


@pytest.mark.parametrize(("cells", "at"), [
    ({"take_out": "领域"}, "E2"), ({"take_out": "基本编码"}, "E2"), ({"put_before": "领域"}, "E2"), ({"put_before": "适用对象"}, "O2")])
def test_a_row_that_slid_by_one_cell_gives_one_finding(city: City, cells: dict[str, str], at: str) -> None:
    loaded = load(city(files={LIST: moved(**cells)}))
    assert [(f.line, f.cell, f.rule) for f in loaded.findings] == [(2, at, "S004")]
    assert [item.item_id for item in loaded.book.items] == [ITEM["item_id"]]


def test_as_many_mistakes_that_have_nothing_to_do_with_each_other_are_told_one_by_one(city: City) -> None:
    wrong = {"subject": "企业", "exemption_type": "首次不罚", "correction": "需要", "township": "无", "effective_from": "即日"}
    loaded = load(city({Kind.NO_PENALTY: [ITEM | wrong]}))
    assert [(f.field, f.rule) for f in loaded.findings] == [
        ("subject", "S010"), ("exemption_type", "S009"), ("correction", "S009"), ("township", "S009"), ("effective_from", "S005")]


def test_duplicates_across_files_name_the_first(city: City) -> None:
    loaded = load(city({Kind.NO_PENALTY: [ITEM], Kind.LIGHTER_PENALTY: [MODEL_CELLS[Kind.LIGHTER_PENALTY]]}))
    assert where(loaded.findings) == [(LIST, 2, "A2", "item_id", "S007")]
    assert "lighter-penalty.csv 第2行" in loaded.findings[0].message


def test_strangers_under_lists_are_named(city: City) -> None:
    root = city(files={"lists/清单.xlsx": b"PK", "lists/exemptions/scjg/punish.csv": "a\n", "lists/README.md": "x"})
    assert where(load(root).findings) == [
        ("lists/exemptions/scjg/punish.csv", None, None, None, "S017"), ("lists/清单.xlsx", None, None, None, "S017")]


def test_a_directory_in_place_of_a_file(city: City) -> None:
    root = city()
    (root / LIST).unlink()
    (root / LIST).mkdir()
    assert where(load(root).findings) == [(LIST, None, None, None, "S001")]


def test_a_missing_list_is_a_reminder(city: City) -> None:
    root = city()
    (root / "lists/exemptions/scjg/no-coercion.csv").unlink()
    assert where(load(root).findings) == [("lists/exemptions/scjg", None, None, None, "S018")]


def test_an_unreadable_table_accuses_nobody_else(city: City) -> None:
    assert where(load(city(files={"lists/editions.csv": b""})).findings) == [
        ("lists/editions.csv", None, None, None, "S001")]


def test_no_lists_no_judgement(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没有 lists"):
        load(tmp_path)
    with pytest.raises(Refusal, match="不存在"):
        load(tmp_path / "nowhere")


@pytest.mark.parametrize("fault", faults.FAULTS, ids=lambda fault: fault.id)
def test_every_fault_has_an_example_that_shows_it(fault: faults.Fault) -> None:
    schemas = tables()
    found = assemble({path: text.encode() for path, text in fault.example.items()}, schemas).findings
    assert fault.id in {finding.rule for finding in found}
    assert {f.severity for f in found if f.rule == fault.id} == {fault.severity}
    sound = assemble({path: text.encode() for path, text in faults.SOUND.items()}, schemas).findings
    assert sound == ()


def test_the_articles_of_a_law_are_the_same_by_either_way(city: City, tmp_path: Path,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    from generator import memory

    memory._home.cache_clear()
    try:
        root = city()
        first, second = load(root), load(root)
        for law_id in ("xingzhengchufafa@2021-01-22", "shengtaihuanjingfadian@2026-03-12"):
            plain = [(a.article, a.suffix, a.paragraphs, a.items, a.hash) for a in first.book.law_articles[law_id]]
            cut = [(a.article, a.suffix, a.paragraphs, a.items, a.hash) for a in second.book.law_articles[law_id]]
            assert plain == cut
            assert plain
        assert "nothing@2000-01-01" not in second.book.law_articles
        assert set(first.book.law_articles) == set(second.book.law_articles)
    finally:
        memory._home.cache_clear()
