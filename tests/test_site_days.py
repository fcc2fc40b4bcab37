"""Turns and days: played forward, the changes of a city leave what applied on each day; a big city keeps its pages few."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import lives
import pytest

from generator.document import asof
from generator.document.asof import days, intervals
from generator.document.blocks import Section, Table
from generator.document.shelf import Shelf
from generator.document.turns import What, turns
from generator.model import Book, Edition, Item, Kind, World, identifier


def world_of(life: lives.Life, as_of: date) -> World:
    """The tables that the events of a life leave behind."""
    editions = tuple(Edition(edition=e[1], department="scjg", published_on=e[2], withdrawn_on=e[3], effective_from=e[4], effective_to=e[5],
                             replaces=tuple(e[6])) for e in life if e[0] == "edition")
    items = tuple(Item(department="scjg", kind=Kind.NO_PENALTY, item_id="2026-00417-N", edition=v[2] or None, effective_from=v[1],
                       effective_to=v[3]) for v in life if v[0] == "version")
    return World(Book(items=items, editions=editions, lists=(("scjg", Kind.NO_PENALTY),)), as_of)


def test_changes_and_intervals_retell_a_thousand_lives() -> None:
    """Played forward, the changes leave applying on each day what an independent reading says; so do the intervals."""
    chance = random.Random(20261125)
    told = 0
    for _ in range(1000):
        life, as_of = lives.live(chance), lives.day(chance.randrange(100))
        shelf = Shelf(world_of(life, as_of))
        found = turns(shelf)
        table = intervals(shelf)["versions"]
        counts = days(found, shelf)
        for number in range(0, 120, 3):
            asked = lives.day(number)
            expected = lives.applying(life, asked, as_of)
            current = None
            for turn in (t for t in found if t.day <= asked):
                if turn.what is not What.ENDED:
                    assert turn.what is What.AMENDED if turn.before else turn.what is What.ADDED
                    assert (turn.before.effective_from if turn.before else None) == current or current is None, (life, as_of)
                    current = turn.item.effective_from
                elif turn.item.effective_from == current:
                    current = None
            assert current == expected, (life, as_of, asked)
            said = [first for first, end in zip(table["from"], table["to"], strict=True)
                    if first <= asked.isoformat() and (end is None or asked.isoformat() < end)]
            assert said == ([expected.isoformat()] if expected else [])
            last = max((day for day in counts if day <= asked), default=None)
            assert (counts[last] if last else 0) == len(said)
            told += expected is not None
    assert told > 5000


def test_a_move_between_lists_is_one_change() -> None:
    first = Item(department="scjg", kind=Kind.LIGHTER_PENALTY, item_id="2026-00417-N", edition="a", effective_from=lives.day(1))
    second = replace(first, kind=Kind.NO_PENALTY, edition="b", effective_from=lives.day(9))
    editions = tuple(Edition(edition=code, department="scjg", published_on=lives.day(0)) for code in "ab")
    found = turns(Shelf(World(Book(items=(first, second), editions=editions), lives.day(20))))
    assert [(turn.what, turn.day, turn.before) for turn in found] == [(What.ADDED, lives.day(1), None), (What.MOVED, lives.day(9), first)]


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def test_a_big_city_with_many_days_keeps_its_pages_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asof, "_FEWEST_ROWS", 0)
    items = tuple(Item(department="scjg", kind=Kind.NO_PENALTY, item_id=identifier(2026, n), edition="a", effective_from=lives.day(n),
                       violation=f"行为{n}") for n in range(100))
    shelf = Shelf(World(Book(items=items, editions=(Edition(edition="a", published_on=lives.day(0)),)), lives.day(90)))
    counts = days(turns(shelf), shelf)
    paged = asof.paged(counts, shelf)
    assert 0 < len(paged) < len(counts) == 100
    assert max(paged) == lives.day(90)
    assert sum(counts[day] for day in paged) <= 20 * len(items)
    told = str(asof.overview(counts, paged, shelf.as_of))
    here, coming = asof.overview(counts, paged, shelf.as_of)
    assert isinstance(here, Section)
    assert isinstance(coming, Section)
    assert coming.folded
    first = [block.rows[0][0] for section in (here, coming) for block in section.blocks if isinstance(block, Table)]
    assert [str(cell).count(_said(day)) for cell, day in zip(first, (lives.day(90), lives.day(91)), strict=True)] == [1, 1]
    assert "没有链接的日期不单列名单" in told
    assert all(_said(lives.day(n)) in told for n in range(100))
