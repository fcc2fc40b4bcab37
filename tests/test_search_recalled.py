"""What sayings lead to is the same whether it is worked out or recalled from an index of other texts, other numbers, other items."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import memory
from generator.model import Vocabulary
from generator.search import meaning, postings, vocabulary
from generator.search.recalled import Holders, marks_of

WORDS = ("没盖", "覆盖", "裸露土方", "煤炭", "密闭", "犬只", "登记", "束绳")
ROWS = tuple(Vocabulary(term=term, synonyms=synonyms) for term, synonyms in (
    ("没盖", ("覆盖", "密闭")), ("没盖土", ("裸露土方 覆盖", "覆盖")), ("煤没盖", ("煤炭 覆盖", "密闭")), ("遛狗没绳", ("犬只 束绳",)), ("没绳", ("未束 束绳",))))
TEXTS = st.lists(st.sampled_from(WORDS), max_size=4).map("，".join)
CITY = st.dictionaries(st.sampled_from("甲乙丙丁戊己"), TEXTS, max_size=6)
"""Item → what it says; the order in which the items come is that of their numbers."""


def told(city: Mapping[str, str]) -> Any:
    holders = Holders(marks_of(city), postings.read([*city.values()]).pairs() if city else postings.read([]).pairs())
    said = vocabulary.answered(ROWS, holders, ["犬只登记处"], [])
    return meaning.meant(ROWS, holders).tolist(), [
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
    assert sorted(worked) == sorted(row.term for row in ROWS)
    worked.clear()
    told(dict(reversed(city.items())))
    assert worked == []
    told(city | {"丙": "煤炭未处理"})
    assert sorted(worked) == ["没盖", "没盖土", "煤没盖"]
    worked.clear()
    told({item: said for item, said in city.items() if item != "戊"})
    assert sorted(worked) == sorted(row.term for row in ROWS)  # a pair tells more or less among other numbers of items


def test_other_words_and_damaged_entries_are_not_recalled(forgetful: None, tmp_path: Path) -> None:
    holders = Holders(marks_of("甲乙"), postings.read(["未覆盖", "犬只未束绳了"]).pairs())
    assert [one.term for one in vocabulary.answered(ROWS[-1:], holders, [], [])] == ["没绳"]
    assert [one.term for one in vocabulary.answered(ROWS[:1], holders, [], [])] == ["没盖"]
    path = tmp_path / "cache" / "qingdan" / "answers" / "sayings"
    path.write_bytes(path.read_bytes()[:-1])
    assert [one.term for one in vocabulary.answered(ROWS[:1], holders, [], [])] == ["没盖"]
    assert memory.recall("answers", "sayings")
