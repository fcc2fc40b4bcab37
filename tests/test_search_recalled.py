"""What sayings lead to is the same whether it is worked out or recalled from an index of other texts, other numbers, other items."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from searching import AS_OF, BOOK

from generator import memory
from generator.document.shelf import Shelf
from generator.model import Item, Kind, Vocabulary, World
from generator.search import index, meaning, postings, sounds, vocabulary
from generator.search.recalled import Holders, marks_of

WORDS = ("没盖", "覆盖", "裸露土方", "煤炭", "密闭", "犬只", "登记", "束绳")
TOLD = {"没盖": ["覆盖", "密闭"], "没盖土": ["裸露土方 覆盖", "覆盖"], "煤没盖": ["煤炭 覆盖", "密闭"], "遛狗没绳": ["犬只 束绳"], "没绳": ["未束 束绳"]}
TEXTS = st.lists(st.sampled_from(WORDS), max_size=4).map("，".join)
CITY = st.dictionaries(st.sampled_from("甲乙丙丁戊己"), TEXTS, max_size=6)
"""Item → what it says; the order in which the items come is that of their numbers."""


def told(city: Mapping[str, str]) -> Any:
    holders = Holders(marks_of(city), postings.read([*city.values()]).pairs() if city else postings.read([]).pairs())
    said = vocabulary.answered(TOLD, holders, ["犬只登记处"], [])
    return meaning.meant(TOLD, holders).tolist(), [
        (one.term, one.synonyms, one.departments, {level: who.tolist() for level, who in one.levels.items()}) for one in said]


def forget(folder: Path) -> None:
    for path in (folder / "qingdan" / "answers").glob("*"):
        path.unlink()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CITY, min_size=2, max_size=5))
def test_what_is_recalled_is_what_would_be_worked_out(forgetful: None, tmp_path: Path, cities: list[dict[str, str]]) -> None:
    recalled = [told(city) for city in cities]
    for city, one in zip(cities, recalled, strict=True):
        forget(tmp_path / "cache")
        assert one == told(city)


def test_only_what_depends_on_a_changed_text_is_worked_out_again(forgetful: None, monkeypatch: pytest.MonkeyPatch) -> None:
    city = {"甲": "未覆盖", "乙": "裸露土方", "丙": "煤炭未密闭", "丁": "犬只未束绳了", "戊": "未登记"}
    worked: list[str] = []
    leads = vocabulary._leads
    monkeypatch.setattr(vocabulary, "_leads", lambda terms, *rest: (worked.extend(terms), leads(terms, *rest))[1])
    told(city)
    assert sorted(worked) == sorted(TOLD)
    worked.clear()
    told(dict(reversed(city.items())))
    assert worked == []
    told(city | {"丙": "煤炭未处理"})
    assert sorted(worked) == ["没盖", "没盖土", "煤没盖"]
    worked.clear()
    told({item: said for item, said in city.items() if item != "戊"})
    assert sorted(worked) == sorted(TOLD)  # a pair tells more or less among other numbers of items


def test_names_have_the_numbers_that_they_come_with(forgetful: None) -> None:
    holders = Holders(marks_of("甲乙"), postings.read(["未覆盖", "犬只未束绳了"]).pairs())
    for departments in (["犬只登记处", "覆盖办"], ["覆盖办", "犬只登记处"], ["覆盖办", "密闭所", "犬只登记处", "覆盖办"], []):
        for one in vocabulary.answered(TOLD, holders, departments, departments[:1]):
            held = [number for number, name in enumerate(departments) if any(phrase in name for phrase in TOLD[one.term])]
            assert list(one.departments) == held
            assert list(one.fields) == [number for number in held if number < 1]


def test_other_words_and_damaged_entries_are_not_recalled(forgetful: None, tmp_path: Path) -> None:
    holders = Holders(marks_of("甲乙"), postings.read(["未覆盖", "犬只未束绳了"]).pairs())
    assert [one.term for one in vocabulary.answered({"没绳": TOLD["没绳"]}, holders, [], [])] == ["没绳"]
    assert [one.term for one in vocabulary.answered({"没盖": TOLD["没盖"]}, holders, [], [])] == ["没盖"]
    path = tmp_path / "cache" / "qingdan" / "answers" / "sayings"
    path.write_bytes(path.read_bytes()[:-1])
    assert [one.term for one in vocabulary.answered({"没盖": TOLD["没盖"]}, holders, [], [])] == ["没盖"]
    assert memory.recall("answers", "sayings")


OTHERS: Mapping[str, Callable[[Item], Mapping[str, Any]]] = {
    "a condition": lambda one: {"conditions": "另有条件"}, "a violation": lambda one: {"violation": f"{one.violation}，另有"},
    "a list": lambda one: {"kind": Kind.LIGHTER_PENALTY}, "a law": lambda one: {"penalty_basis": "《中华人民共和国消防法》第六十条"},
    "a department": lambda one: {"department": "xfjy"}, "a field": lambda one: {"field": "另一领域"}}


@pytest.mark.parametrize("change", [*OTHERS, "a saying", "a name"])
def test_an_index_is_the_same_whether_its_words_are_recalled_or_not(forgetful: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    before = Shelf(World(BOOK, AS_OF))
    if change in OTHERS:
        book = replace(BOOK, items=(replace(BOOK.items[0], **OTHERS[change](BOOK.items[0])), *BOOK.items[1:]))
    elif change == "a saying":
        book = replace(BOOK, vocabulary=(*BOOK.vocabulary, Vocabulary(term="标错价", synonyms=("明码标价",))))
    else:
        book = replace(BOOK, organisations=(replace(BOOK.organisations[0], name="示例市市场局"), *BOOK.organisations[1:]))
    after = Shelf(World(book, AS_OF))
    first = index(before)
    asked: list[str] = []
    parted = sounds.parted
    monkeypatch.setattr(sounds, "parted", lambda *given: (asked.append(change), parted(*given))[1])
    found, again = index(after), index(after)
    assert asked == ([] if change == "a condition" else [change])
    assert (found.meta, dict(found.shards)) == (again.meta, dict(again.shards))
    for path in (tmp_path / "cache" / "qingdan" / "words").glob("*"):
        path.unlink()
    fresh = index(after)
    assert (found.meta, dict(found.shards)) == (fresh.meta, dict(fresh.shards))
    assert found.version != first.version
