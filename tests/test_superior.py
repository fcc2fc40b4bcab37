"""The list of a superior authority that is shipped: invented, matched by items of the city, and a measure of them."""

from dataclasses import replace
from datetime import date
from functools import cache

from conftest import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st

from generator.assembly import locate
from generator.book import load
from generator.legality.judge import by_id, examine
from generator.legality.superior import published_above, wider_quantity
from generator.model import Book, Finding, Item, Kind, SuperiorItem, World
from generator.schema import tables

DAY = date(2026, 11, 24)


@cache
def book() -> Book:
    return load(REPOSITORY).book


def matched() -> list[tuple[Item, SuperiorItem]]:
    world = World(book(), DAY)
    return [(item, row) for item in world.in_force_on(DAY) for row in published_above(item, world, DAY)]


def said(items: tuple[Item, ...], rule: str) -> list[tuple[str | None, str | None]]:
    found: list[Finding] = list(examine(by_id()[rule], World(replace(book(), items=items), DAY)))
    return [(finding.item_id, finding.field) for finding in found]


def test_the_path_names_the_authority() -> None:
    assert locate("lists/superior/sheng-xfjy.csv", tables()) == ("superior", {"authority": "sheng-xfjy"})
    assert {row.authority for row in book().superior} == {"sheng-xfjy"}


def test_every_entry_is_marked_as_invented() -> None:
    assert book().superior
    assert all("示例省" in (row.issuer or "") and "虚构" in (row.note or "") for row in book().superior)


def test_items_of_the_city_are_matched_and_keep_within() -> None:
    assert {row.number for _, row in matched()} == {1, 2, 3, 4, 5}
    assert all(Kind.of(row.kind or "") is item.kind for item, row in matched())
    moved = ("2022-63302-Q", "outcome")  # published as 减轻 where the superior list says 从轻: a reviewer is to hear of it
    assert said(book().items, "F03") == [moved]


def test_an_item_made_wider_is_found_by_its_field() -> None:
    wider = {1: {"conditions": "失效的灭火器每楼层不超过4具"}, 4: {"outcome": "处四千元以上一万元以下罚款"}}
    changed = [(replace(item, **wider[row.number or 0]), field) for item, row in matched() if row.number in wider  # type: ignore[arg-type]
               for field in wider[row.number or 0]]
    assert sorted(said(tuple(item for item, _ in changed), "F03")) == sorted((item.item_id, field) for item, field in changed)


def test_an_item_copied_word_for_word_is_said_once() -> None:
    item, row = next((item, row) for item, row in matched() if row.number == 1)
    assert said((replace(item, conditions=row.conditions),), "F04") == [(item.item_id, "conditions")]


@given(ours=st.integers(1, 999), theirs=st.integers(1, 999), words=st.sampled_from(["不超过", "不少于", "不低于", "至多", "不满"]))
def test_only_the_wider_number_is_wider(ours: int, theirs: int, words: str) -> None:
    item = Item(department="xfjy", kind=Kind.NO_PENALTY, conditions=f"涉及的灭火器{words}{ours}具")
    row = SuperiorItem(authority="sheng-xfjy", conditions=f"所涉及的灭火器{words}{theirs}具")
    at_least = words in ("不少于", "不低于")
    assert (wider_quantity(item, row) is not None) is (ours < theirs if at_least else ours > theirs)
