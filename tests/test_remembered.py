"""What `check` remembers from one run to the next changes how long it takes and never what it says."""

import shutil
from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from conftest import LIST, REPOSITORY, City, items
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import book, memory, workers
from generator.book import files, load
from generator.laws import Registry
from generator.legality import judge as court
from generator.legality.example import MODEL_CELLS
from generator.legality.judge import judge
from generator.legality.rule import Reach, Rule
from generator.legality.verdicts import Verdicts
from generator.model import Finding, Item, Kind, World, identifier
from generator.on_demand import Rows
from generator.schema import faults, tables

AS_OF = date(2026, 11, 24)
pytestmark = pytest.mark.usefixtures("forgetful")


@pytest.fixture
def city(city: City) -> City:
    """The small city with the laws that its items cite: to read all laws anew for every look would take minutes."""
    return partial(_small, city)


def _small(city: City, lists: Mapping[Kind, list[dict[str, str]]] | None = None, files: Mapping[str, str] | None = None) -> Path:
    return city(lists, files=_laws() | dict(files or {}), laws=False)


@cache
def _laws() -> dict[str, str]:
    found = {}
    for name in ("laws", "law_articles"):
        header, *lines = (REPOSITORY / f"lists/{name}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        found[f"lists/{name}.csv"] = header + "".join(line for line in lines if line.startswith(("xingzhengchufafa@", "guanggaofa@")))
    return found


def check(root: Path, as_of: date = AS_OF) -> tuple[Finding, ...]:
    """The findings of `check`, with whatever is remembered."""
    loaded = load(root)
    world = World(loaded.book, as_of)
    return loaded.placed((*loaded.findings, *judge(world, Verdicts(loaded, as_of))))


def afresh(root: Path, as_of: date = AS_OF) -> tuple[Finding, ...]:
    """The findings by a machine that remembers nothing and does one thing after the other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "seen", lambda kind, key: False)
        patch.setattr(memory, "remember", lambda kind, key: None)
        patch.setattr(workers.os, "cpu_count", lambda: 1)
        loaded = load(root)
        return loaded.placed((*loaded.findings, *judge(World(loaded.book, as_of))))


CELLS = {"violation": ["未按规定保存记录", "通过大众传播媒介发布的广告未显著标明“广告”", "发布违法广告造成严重后果", ""],
         "conditions": ["违法行为轻微并及时改正，没有造成危害后果", "数量较少，影响不大", "初次违法且危害后果轻微并及时改正，不超过3条"],
         "penalty_basis": ["《中华人民共和国广告法》第五十九条第三款", "《中华人民共和国广告法》第九十九条", "同上"],
         "effective_from": ["2026-08-01", "2027-01-01", "2026/1/1", ""], "item_id": [identifier(2026, 1), "2026-00001-X"],
         "exemption_type": ["首违不罚", "轻微不罚"], "edition": ["", "没有的批次"],
         "replaced_by": [identifier(2026, 101), identifier(2026, 3), identifier(2026, 999)], "effective_to": ["2026-01-01", "2026-12-31"]}
EDIT = st.one_of(
    st.sampled_from(sorted(CELLS)).flatmap(lambda column: st.tuples(
        st.just("cell"), st.integers(0, 7), st.just(column), st.sampled_from(CELLS[column]))),
    st.tuples(st.sampled_from(["drop", "repeat", "move"]), st.integers(0, 7), st.just(""), st.just("")))


def edited(lists: dict[Kind, list[dict[str, str]]], edit: tuple[str, int, str, str]) -> None:
    what, number, column, text = edit
    kind = (Kind.NO_PENALTY, Kind.LIGHTER_PENALTY)[number % 2]
    rows = lists[kind]
    if not rows:
        return
    row = rows[number % len(rows)]
    if what == "cell":
        row[column] = text
    elif what == "drop":
        rows.remove(row)
    elif what == "repeat":  # another version of the item
        rows.append(row | {"effective_from": "2026-10-01", "conditions": "数量较少"})
    else:  # its versions stand in two lists
        lists[Kind.LIGHTER_PENALTY].append(row | {"effective_from": "2026-09-01"})


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDIT, min_size=1, max_size=3))
def test_after_any_edit_what_is_remembered_is_what_a_fresh_look_says(city: City, edits: list[tuple[str, int, str, str]]) -> None:
    lists = {Kind.NO_PENALTY: items(5), Kind.LIGHTER_PENALTY: items(4, Kind.LIGHTER_PENALTY, 100)}
    root = city(lists)
    assert check(root) == afresh(root)
    for edit in edits:
        edited(lists, edit)
        root = city(lists)
        assert check(root) == check(root) == afresh(root), edit


def test_several_processes_say_what_one_says(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    root = city({Kind.NO_PENALTY: items(30), Kind.LIGHTER_PENALTY: items(20, Kind.LIGHTER_PENALTY, 100)})
    alone = afresh(root)
    assert len(alone) > 10
    monkeypatch.setattr(workers.os, "cpu_count", lambda: 3)
    assert check(root) == alone  # cold
    assert check(root) == alone  # warm


@pytest.mark.parametrize("cells", [
    {}, {"effective_to": "2026-01-01", "end_reason": "调整"}, {"replaced_by": f"{identifier(2026, 2)};{identifier(2026, 999)}"},
    {"edition": "没有的批次"}, {"item_id": identifier(2026, 101)}, {"effective_from": "2026/1/1"}], ids=" ".join)
def test_much_that_is_new_is_found_sound_side_by_side_and_is_read_when_it_is_asked_for(
        city: City, monkeypatch: pytest.MonkeyPatch, cells: Mapping[str, str]) -> None:
    first, *others = items(5)
    root = city({Kind.NO_PENALTY: [first | cells, *others], Kind.LIGHTER_PENALTY: items(4, Kind.LIGHTER_PENALTY, 100)})
    alone = afresh(root)
    shutil.rmtree(memory._home())
    monkeypatch.setattr(book, "_MUCH", 1)
    assert check(root) == alone
    shutil.rmtree(memory._home())
    known = {one.path for one in load(root).book.items.lists.values() if one.known}  # type: ignore[attr-defined]
    assert (LIST in known) == bool(cells)


def test_what_is_remembered_is_not_judged_again_and_what_changed_is(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    lists = {Kind.NO_PENALTY: items(5), Kind.LIGHTER_PENALTY: items(4, Kind.LIGHTER_PENALTY, 100)}
    judged: list[tuple[Reach, str]] = []

    def listening(chosen: tuple[Rule, ...], item: Item, world: World, said: Any = court._said) -> Any:
        judged.append((chosen[0].reach, item.item_id or ""))
        return said(chosen, item, world)

    monkeypatch.setattr(court, "_said", listening)
    root = city(lists)
    check(root)
    alone, within = ({who for reach, who in judged if reach is wanted} for wanted in (Reach.ITEM, Reach.LIST))
    assert len(alone) == len(within) == 9
    judged.clear()
    check(root)
    assert judged == []
    judged.clear()
    lists[Kind.NO_PENALTY][2]["conditions"] = "数量较少"
    check(city(lists))
    assert [who for reach, who in judged if reach is Reach.ITEM] == [lists[Kind.NO_PENALTY][2]["item_id"]]
    assert [who for reach, who in judged if reach is Reach.LIST] == [row["item_id"] for row in lists[Kind.NO_PENALTY]]
    judged.clear()
    check(root, date(2026, 11, 25))
    assert sum(reach is Reach.ITEM for reach, _ in judged) == 9  # another day, another law


def test_only_lists_that_changed_or_hold_versions_of_what_changed_are_read(city: City) -> None:
    def read(root: Path) -> list[Kind]:
        loaded = load(root)
        world = World(loaded.book, AS_OF)
        judge(world, Verdicts(loaded, AS_OF))
        return [kind for (_, kind), one in world.lists.items() if one.known]

    kinds = (Kind.NO_PENALTY, Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY)
    lists = {kind: [row | {"edition": ""} for row in items(4, kind, 100 * number)] for number, kind in enumerate(kinds)}
    root = city(lists)
    check(root)
    assert read(root) == []
    lists[Kind.NO_PENALTY][2]["conditions"] = "数量较少"
    assert read(city(lists)) == [Kind.NO_PENALTY]
    lists[Kind.LIGHTER_PENALTY].append(lists[Kind.NO_PENALTY][1] | {"effective_from": "2026-09-01"})  # its versions stand in two lists
    assert set(read(city(lists))) == {Kind.NO_PENALTY, Kind.LIGHTER_PENALTY}
    lists[Kind.NO_PENALTY][3]["replaced_by"] = identifier(2026, 201)
    root = city(lists)
    check(root)
    del lists[Kind.MITIGATED_PENALTY][0]
    root = city(lists)
    assert {one.rule for one in check(root) if one.path == LIST} >= {faults.REFERENCE.id}
    assert check(root) == afresh(root)


SHARED = ("editions", "organisations", "city", "profiles", "laws", "law_articles", "law_map", "waivers", "terms", "relief_clauses",
          "townships", "delegations", "calendar", "vocabulary", "redactions", "releases")


@pytest.mark.parametrize("name", SHARED)
def test_an_edit_of_any_shared_table_changes_what_is_remembered(city: City, name: str) -> None:
    schema = tables()[name]
    header = ",".join(schema.headers.values()) + "\n"
    root = city(files={} if name in ("laws", "law_articles", "editions", "organisations", "city", "profiles") else {schema.path: header})
    before = load(root)
    path = root / schema.path
    path.write_bytes(path.read_bytes().rstrip(b"\n") + b"\n\n")
    after = load(root)
    assert before.surroundings != after.surroundings
    assert before.contents == after.contents
    assert {**before.contents} == {**load(root).contents}


def test_the_threshold_of_a_profile_is_asked_for_anew(city: City) -> None:
    row = {**MODEL_CELLS[Kind.NO_PENALTY], "violation": "餐饮服务提供者未公示许可证", "field": "餐饮"}
    root = city({Kind.NO_PENALTY: [row]}, files={"lists/profiles.csv": "规则,参数,取值,依据,生效日期,失效日期\n"})
    assert "E04" not in {one.rule for one in check(root)}
    (root / "lists/profiles.csv").write_text("规则,参数,取值,依据,生效日期,失效日期\nE04,industries,餐饮,示例市的口径,2022-01-01,\n", encoding="utf-8")
    found = check(root)
    assert "E04" in {one.rule for one in found}
    assert found == afresh(root)


@pytest.mark.parametrize("damage", [b"", b"{}", b"\x00" * 40, None], ids=["empty", "other JSON", "zeros", "half"])
def test_a_damaged_entry_is_as_none(city: City, damage: bytes | None) -> None:
    root = city({Kind.NO_PENALTY: items(6)})
    first = check(root)
    entries = [path for path in memory._folder("verdicts").iterdir() if path.is_file()]
    assert entries
    for path in entries:
        path.write_bytes(path.read_bytes()[:-9] if damage is None else damage)
    assert check(root) == first
    shutil.rmtree(memory._home())
    assert check(root) == first


def test_one_changed_letter_in_an_entry_is_seen(city: City) -> None:
    root = city({Kind.NO_PENALTY: items(6)})
    first = check(root)
    for path in memory._folder("verdicts").iterdir():
        path.write_bytes(path.read_bytes().replace("改".encode(), "攺".encode()).replace(b"error", b"warns"))
    assert check(root) == first


def test_reading_the_files_again_finds_the_same(city: City) -> None:
    root = city(files={"lists/exemptions/xfjy/no-penalty.csv": "x\n"})
    assert list(files(root)) == sorted(files(root))


WORDS = "词语,同义词\n没标价,明码标价\n遛狗,携犬;犬只\n"


def test_a_table_in_order_is_typed_when_it_is_asked_for_and_says_the_same(city: City) -> None:
    root = city(files={"lists/vocabulary.csv": WORDS})
    first, again = load(root).book, load(root).book
    for table in ("laws", "vocabulary"):
        plain, rows = getattr(first, table), getattr(again, table)
        assert (type(plain), type(rows)) == (tuple, Rows)
        assert rows == plain
        assert (rows[-1], rows[1:], len(rows), rows[0].source) == (plain[-1], plain[1:], len(plain), plain[0].source)


def test_a_registry_types_the_versions_it_is_asked_for_and_answers_as_one_that_has_typed_all(city: City) -> None:
    root = city()
    first, again = load(root).book, load(root).book
    laws, registry = Registry(first.laws, first.law_articles), Registry(again.laws, again.law_articles)
    name = "中华人民共和国广告法"
    assert isinstance(again.laws, Rows)
    assert registry.versions(name) == laws.versions(name) != ()
    assert set(again.laws.typed) == {place for place, version in enumerate(first.laws) if version.name == name}
    assert registry.version(laws.versions(name)[0].law_id) is registry.versions(name)[0]
    assert again.laws[-1] is again.laws[len(again.laws) - 1]
    assert (registry.by_name(), tuple(registry.all()), registry.nearest("广告发")) == (laws.by_name(), tuple(laws.all()), laws.nearest("广告发"))


@pytest.mark.parametrize(("path", "text"), [("lists/vocabulary.csv", WORDS), ("lists/laws.csv", None)])
def test_a_table_that_is_no_longer_in_order_is_told_of_every_time(city: City, path: str, text: str | None) -> None:
    root = city(files={path: text} if text else {})
    assert [f for _ in range(2) for f in load(root).findings if f.path == path] == []
    lines = (root / path).read_text(encoding="utf-8").splitlines(keepends=True)
    (root / path).write_text("".join((*lines, lines[-1])), encoding="utf-8")
    told = [[(f.rule, f.line) for f in load(root).findings if f.path == path] for _ in range(3)]
    assert told == [[("S007", len(lines) + 1)]] * 3


def test_what_has_another_name_is_made_anew_and_takes_its_place(tmp_path: Path) -> None:
    one, other = memory.digest("one"), memory.digest("other")
    assert memory.latest("things", "last", one, lambda: [1]) == [1]
    assert memory.latest("things", "last", one, lambda: [2]) == [1]
    assert memory.latest("things", "last", other, lambda: [2]) == [2]
    assert memory.recall("things", "last", one) is None
    path = tmp_path / "cache" / "qingdan" / "things" / "last"
    for damaged in (b"", path.read_bytes()[:-1], path.read_bytes()[:10], other.encode()):
        path.write_bytes(damaged)
        assert memory.recall("things", "last", other) is None
    assert memory.latest("things", "last", other, lambda: [3]) == [3]
