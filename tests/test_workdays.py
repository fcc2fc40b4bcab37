"""Working days: known arrangements count as notified, unknown years as Monday to Friday, and spans add up."""

from datetime import date, timedelta

import pytest
from conftest import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st

from generator.book import load
from generator.model import CalendarDay
from generator.workdays import Workdays

SHIPPED = Workdays(load(REPOSITORY).book.calendar)
DAYS = st.dates(date(2021, 6, 1), date(2028, 1, 31))


@pytest.mark.parametrize(("start", "end", "days"), [
    ("2022-09-30", "2022-10-10", 3),   # 国庆 1–7 off, 8 and 9 worked
    ("2023-01-20", "2023-01-30", 3),   # 春节 21–27 off, 28 and 29 worked
    ("2024-02-08", "2024-02-19", 3),   # 9 is a working Friday, 10–17 off, 18 worked
    ("2025-09-26", "2025-10-11", 6),   # 28 worked, 1–8 off, 11 worked
    ("2026-02-13", "2026-02-24", 2),   # 14 worked, 15–23 off
    ("2026-09-18", "2026-09-28", 6),   # 20 worked, 25–27 off
    ("2026-05-08", "2026-05-11", 2),   # Saturday 9 worked
    ("2022-12-30", "2023-01-03", 1),   # 31 December belongs to the arrangement of the next year
    ("2026-06-01", "2026-06-01", 0),
    ("2026-06-02", "2026-06-01", 0),
])
def test_known_spans(start: str, end: str, days: int) -> None:
    assert SHIPPED.between(date.fromisoformat(start), date.fromisoformat(end)) == days


@pytest.mark.parametrize(("year", "off", "worked"), [(2022, 32, 7), (2023, 26, 7), (2024, 28, 8), (2025, 28, 5), (2026, 33, 6)])
def test_the_shipped_arrangements_are_whole(year: int, off: int, worked: int) -> None:
    """Days as counted in the notices; 31 December 2022 stands in the notice for 2023 and is counted where it lies."""
    rows = [row for row in load(REPOSITORY).book.calendar if row.day and row.day.year == year]
    assert (sum(not row.working for row in rows), sum(bool(row.working) for row in rows)) == (off, worked)
    assert all(row.day and row.day.weekday() >= 5 for row in rows if row.working), "only weekend days are made up"


@given(DAYS, DAYS)
def test_a_span_is_the_sum_of_its_days(start: date, end: date) -> None:
    one_by_one = sum(SHIPPED.is_working(start + timedelta(n)) for n in range(1, (end - start).days + 1))
    assert SHIPPED.between(start, end) == one_by_one


@given(DAYS, DAYS, DAYS)
def test_spans_add_up(one: date, two: date, three: date) -> None:
    start, middle, end = sorted((one, two, three))
    assert SHIPPED.between(start, end) == SHIPPED.between(start, middle) + SHIPPED.between(middle, end)


def test_a_year_without_arrangement_is_named() -> None:
    assert SHIPPED.caveat(date(2026, 12, 30), date(2026, 12, 31)) == ""
    assert SHIPPED.caveat(date(2026, 12, 31), date(2027, 1, 4)) == "（2027年的节假日安排未录入，按周一至周五计算）"
    assert SHIPPED.unknown_years(date(2020, 12, 31), date(2022, 2, 1)) == (2021,)
    lonely = Workdays((CalendarDay(day=date(2026, 12, 31), working=False),))
    assert lonely.unknown_years(date(2026, 12, 1), date(2026, 12, 31)) == (2026,), "one day does not make a year known"
    assert lonely.between(date(2026, 12, 29), date(2027, 1, 1)) == 2
