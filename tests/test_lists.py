"""The shipped lists: clean, canonical, of the promised size, every item with a source, all marked as invented."""

import csv
from collections import Counter, defaultdict
from datetime import date
from functools import cache

import pytest
from conftest import REPOSITORY

from generator.assembly import Loaded
from generator.book import load
from generator.formatting import tidy
from generator.laws import registry
from generator.legality.judge import judge
from generator.model import Kind, Status, World, is_valid
from generator.report import line

DAY = date(2026, 11, 24)


@cache
def loaded() -> Loaded:
    return load(REPOSITORY)


@cache
def world() -> World:
    return World(loaded().book, DAY)


def test_no_finding_at_all() -> None:
    found = loaded().placed((*loaded().findings, *judge(world())))
    assert [line(f) for f in found if f.severity.value == "error"] == []


def test_canonical() -> None:
    result = tidy(REPOSITORY, write=False)
    assert (result.changed, result.refused) == ((), ())


def test_size() -> None:
    current = [item for item in world().book.items if world().status(item) is Status.IN_FORCE]
    departments: dict[Kind, set[str]] = defaultdict(set)
    for item in current:
        departments[item.kind].add(item.department)
    counts = Counter(item.kind for item in current)
    assert len({item.department for item in current}) >= 14
    assert len({item.item_id for item in current}) >= 240
    assert all(counts[kind] >= 30 and len(departments[kind]) >= 13 for kind in Kind)


def test_no_two_items_with_the_same_violation_and_basis_and_no_shared_conditions() -> None:
    current = [item for item in world().book.items if world().status(item) is Status.IN_FORCE]
    acts = Counter((item.violation, item.penalty_basis or item.coercion_basis) for item in current)
    assert [act for act, count in acts.items() if count > 1] == []
    conditions = Counter(item.conditions for item in current)
    assert [text for text, count in conditions.items() if count > 1] == []


def test_four_files_for_every_department_and_empty_ones_say_so() -> None:
    for department in (REPOSITORY / "lists/exemptions").iterdir():
        assert {path.name for path in department.iterdir()} == {f"{kind.slug}.csv" for kind in Kind}
    empty = [path for path in (REPOSITORY / "lists/exemptions").rglob("*.csv") if path.read_bytes().count(b"\n") == 1]
    assert empty, "the demo shows what an empty list looks like"


def test_every_item_names_its_source() -> None:
    with (REPOSITORY / "docs/sources.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["item_id"] for row in rows} == {item.item_id for item in world().book.items}
    assert all(row["statute"] for row in rows)
    assert all(is_valid(row["item_id"]) for row in rows)


def test_every_cited_law_is_in_the_registry() -> None:
    laws = world().once(registry)
    for item in world().book.items:
        for basis in (item.obligation_basis, item.penalty_basis, item.coercion_basis, item.relief_basis):
            for citation in laws.citations(basis):
                assert laws.versions(citation.law_full), (item.item_id, citation.law)


def test_the_city_is_marked_as_invented() -> None:
    assert world().book.city.demo is True
    assert world().book.city.name == "示例市"


def test_the_statutory_penalty_is_the_words_of_the_article() -> None:
    """Against the statutes where they are at hand; a clone without them skips."""
    source = REPOSITORY.parent / "shared/laws/articles.jsonl.gz"
    if not source.is_file():
        pytest.skip("没有法规文本（shared/laws），无法逐字核对法定处罚")
    from statute_texts import texts_of

    laws = world().once(registry)
    texts = texts_of(source.parent)
    checked = 0
    for item in world().book.items:
        if not item.statutory_penalty or item.effective_from is None:
            continue
        cited = []
        for citation in laws.citations(item.penalty_basis):
            version = laws.resolve(citation, item.effective_from).version
            key = (version.name, version.promulgated, citation.article, citation.article_sub or 0) if version else None
            cited.append(texts.get(key, ""))
        if any(cited):
            checked += 1
            parts = item.statutory_penalty.split("；")  # what two paragraphs of one article impose is quoted side by side
            assert any(all(part in text for part in parts) for text in cited), item.item_id
    assert checked > 150
