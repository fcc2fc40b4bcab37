"""When a version is public and when it applies: computed from the tables alone, intervals [from, to)."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Book, Edition, Item, Kind, Status, World, check_character, identifier, is_valid

D = date(2022, 1, 1)


def day(n: int) -> date:
    return D + timedelta(days=n)


def edition(code: str, published: int | None = 0, **more: object) -> Edition:
    return Edition(edition=code, department="scjg", published_on=None if published is None else day(published),
                   **more)  # type: ignore[arg-type]


def version(start: int, code: str | None = "a", item_id: str = "x", **more: object) -> Item:
    return Item(department="scjg", kind=Kind.NO_PENALTY, item_id=item_id, effective_from=day(start), edition=code,
                **more)  # type: ignore[arg-type]


def world(as_of: int, editions: list[Edition], items: list[Item]) -> World:
    return World(Book(items=tuple(items), editions=tuple(editions)), day(as_of))


def test_the_four_statuses() -> None:
    items = [version(10), version(10, None, "y"), version(10, "later", "z"), version(0, "a", "w", effective_to=day(5))]
    seen = world(10, [edition("a"), edition("later", 11)], items)
    assert [seen.status(item) for item in items] == [Status.IN_FORCE, Status.DRAFT, Status.DRAFT, Status.ENDED]
    assert world(9, [edition("a")], items[:1]).status(items[0]) is Status.SCHEDULED


def test_a_draft_or_scheduled_text_never_hides_what_applies() -> None:
    old, draft, scheduled = version(0), version(5, None), version(20, "a")
    seen = world(10, [edition("a")], [old, draft, scheduled])
    assert seen.in_force_on(day(10)) == (old,)
    interval = seen.interval(old)
    assert interval is not None
    assert interval.end == day(20)
    assert [seen.version_number(v) for v in (old, draft, scheduled)] == [1, None, 2]


def test_replacing_ends_what_is_not_carried_over() -> None:
    kept, dropped = version(0, "a", "kept"), version(0, "a", "dropped")
    carried = version(30, "b", "kept")
    seen = world(40, [edition("a"), edition("b", 20, effective_from=day(30), replaces=("a",))], [kept, dropped, carried])
    assert seen.in_force_on(day(29)) == (kept, dropped)
    assert seen.in_force_on(day(30)) == (carried,)
    assert seen.status(dropped) is Status.ENDED


def test_a_replacement_not_yet_published_ends_nothing() -> None:
    item = version(0)
    seen = world(40, [edition("a"), edition("b", 41, effective_from=day(30), replaces=("a",))], [item])
    assert seen.status(item) is Status.IN_FORCE


def test_withdrawal() -> None:
    item = version(10)
    assert world(20, [edition("a", withdrawn_on=day(15))], [item]).status(item) is Status.ENDED
    assert world(20, [edition("a", 5, withdrawn_on=day(4))], [item]).status(item) is Status.DRAFT
    old, new = version(0, "old"), version(10)
    seen = world(20, [edition("old"), edition("a", 1, withdrawn_on=day(5))], [old, new])
    assert seen.in_force_on(day(20)) == (old,), "a version withdrawn before its first day ends nobody"


def test_identifiers() -> None:
    assert identifier(2026, 417) == "2026-00417-N"
    assert is_valid("2026-00417-N")
    assert not is_valid("2026-00471-N")
    assert check_character("000000000") in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@given(st.integers(0, 9999), st.integers(0, 99999), st.sampled_from([0, 1, 2, 3, 5, 6, 7, 8, 9]), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(year: int, number: int, place: int, shift: int) -> None:
    good = identifier(year, number)
    wrong = str((int(good[place]) + shift) % 10)
    assert is_valid(good)
    assert not is_valid(good[:place] + wrong + good[place + 1:])


LIFE = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["a", "b", "draft", "late"]),
                          st.none() | st.integers(0, 80)), min_size=1, max_size=5, unique_by=lambda v: v[0])


@settings(max_examples=300)
@given(LIFE, st.integers(0, 70), st.integers(0, 70))
def test_asof_equals_an_independent_loop(life: list[tuple[int, str, int | None]], asked: int, as_of: int) -> None:
    published = {"a": 0, "b": 10, "late": 50}
    items = [replace(version(start, code), effective_to=None if end is None else day(end)) for start, code, end in life]
    seen = world(as_of, [edition(code, when) for code, when in published.items()], items)
    applies = None
    for start, code, end in sorted(life):
        if code in published and published[code] <= as_of and start <= asked:
            applies = start if end is None or asked < end else None
    assert [item.effective_from for item in seen.in_force_on(day(asked))] == ([] if applies is None else [day(applies)])
