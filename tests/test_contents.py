"""What a part of the site is named by tells everything it shows: while the name of a part stays, its pages and feeds do."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import REPOSITORY

from generator.book import load
from generator.document import lawbook, volumes
from generator.document.shelf import Shelf
from generator.document.volumes import MOST
from generator.model import Book, Item, World
from generator.site import said
from generator.site.contents import Contents
from generator.site.said import ALL, CITED, LIFE, NAMED, Said

DAY = date(2026, 11, 25)
SEVERAL = 3
"""Items of each sort that are changed, one after the other."""


@pytest.fixture(scope="module", params=[MOST, 5], ids=["whole", "parted"])
def book(request: pytest.FixtureRequest) -> Iterator[Book]:
    """Two departments of the shipped lists, where pages hold everything and where they are parted."""
    whole, kept = load(REPOSITORY).book, ("csgl", "sthj")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(volumes, "MOST", request.param)
        patch.setattr(lawbook, "MOST", request.param)
        yield replace(whole, items=tuple(item for item in whole.items if item.department in kept),
                      lists=tuple(key for key in whole.lists if key[0] in kept))


def parts(book: Book) -> Mapping[str, tuple[object, object]]:
    """Name of a part → its key, and what it consists of. The rules say the same of every city and take long: they stay out."""
    shelf = Shelf(World(book, DAY))
    made = Contents(shelf, Said(shelf)).parts()
    return {part.name: (part.key, (tuple(part.pages()), tuple(part.feeds()))) for part in made if part.name != "rules"}


def other(value: Any, column: str) -> Any:
    """Another value for a cell of this column."""
    if column == "replaced_by":
        return ("2026-00417-N",)
    if isinstance(value, bool):
        return not value
    if isinstance(value, date):
        return value + timedelta(days=1)
    if column == "effective_to":
        return DAY - timedelta(days=1)
    if column.endswith("_basis"):
        return "《中华人民共和国消防法》第六十条第一款第（二）项；《中华人民共和国行政处罚法》第三十三条"
    return (*value, "个人") if isinstance(value, tuple) else f"{value or ''}改"


@pytest.fixture(scope="module")
def before(book: Book) -> Mapping[str, tuple[object, object]]:
    return parts(book)


def chosen(book: Book) -> tuple[Item, ...]:
    """Versions of every sort: open to towns or not, alone or one of several."""
    world = World(book, DAY)
    found: dict[tuple[object, ...], list[Item]] = {}
    for item in world.public_items:
        several = len(world.versions[item.item_id or ""]) > 1
        found.setdefault((item.township, several, item.kind if not several else None), []).append(item)
    return tuple(item for items in found.values() for item in items[:SEVERAL:2])


@pytest.mark.parametrize("column", [column for column in ALL if column not in ("item_id", "edition")])
def test_a_part_whose_key_stays_says_the_same(column: str, book: Book, before: Mapping[str, tuple[object, object]]) -> None:
    touched = {id(item) for item in chosen(book)}
    items = tuple(replace(item, **{column: other(getattr(item, column), column)}) if id(item) in touched else item for item in book.items)
    after = parts(replace(book, items=items))
    same = [name for name in after if name in before and after[name][0] == before[name][0]]
    assert [name for name in same if after[name][1] != before[name][1]] == []


def test_what_only_its_lists_show_of_an_item_leaves_all_other_parts(book: Book, before: Mapping[str, tuple[object, object]]) -> None:
    item = next(item for item in chosen(book) if not item.township and len(World(book, DAY).versions[item.item_id or ""]) == 1)
    items = tuple(replace(one, conditions="另一种条件") if one is item else one for one in book.items)
    after = parts(replace(book, items=items))
    assert [name for name in after if after[name][0] != before[name][0]] == [f"department {item.department}"]


def test_of_a_parted_page_only_the_part_of_its_department_is_made_again(book: Book, before: Mapping[str, tuple[object, object]]) -> None:
    item = next(item for item in chosen(book) if len(World(book, DAY).versions[item.item_id or ""]) == 1)
    items = tuple(replace(one, violation="另一种行为") if one is item else one for one in book.items)
    after = parts(replace(book, items=items))
    named = {name.rpartition(" ")[2] for name in after if name.startswith(("changes 2", "law ")) and len(name.split(" ")) > 2}
    remade = {name.rpartition(" ")[2] for name in after if after[name][0] != before[name][0] and name.startswith(("changes 2", "law "))}
    assert named & remade == named & {item.department, ""}
    assert ("sthj" in named) == (volumes.MOST < MOST)


def test_what_lists_say_is_recalled_by_the_name_of_what_stands_in_them(book: Book, forgetful: None, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, asked = Shelf(World(book, DAY)), list[Item]()
    named = said._named
    monkeypatch.setattr(said, "_named", lambda items: (asked.extend(items), named(items))[1])
    names = {one.path: f"{number:032}" for number, one in enumerate(shelf.world.lists.values())}
    alone, first = Said(shelf), Said(shelf, names=names)
    asked.clear()
    again = Said(shelf, names=names)
    assert asked == []
    some = [*shelf.versions][:SEVERAL]
    for columns in (LIFE, NAMED, CITED, ALL):
        assert len({told.of(columns, items) for told in (alone, first, again) for items in (some, some[::-1])}) == 1
        assert alone.of(columns) == first.of(columns) == again.of(columns) != alone.of(columns, some)
    path = next(iter(names))
    Said(shelf, names=names | {path: "x" * 32})
    assert {item.source.path for item in asked} == {path}
