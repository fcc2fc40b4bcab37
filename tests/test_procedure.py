"""The rules of procedure beyond their examples: words of conclusions, reckoning in months, cities without thresholds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.legality.example import AS_OF, MODEL_EDITION, model_world
from generator.legality.judge import by_id, examine
from generator.legality.procedure import months_after
from generator.model import CalendarDay, Edition, Finding, Source
from generator.workdays import workdays


def edition(**cells: str) -> Edition:
    merged = {name: text for name, text in {**MODEL_EDITION, **cells}.items() if text}
    return Edition.from_cells(merged, Source("lists/editions.csv", 2, 2))


def said(rule: str, *editions: Edition, as_of: date = AS_OF, **book: object) -> list[Finding]:
    return list(examine(by_id()[rule], model_world((), as_of=as_of, editions=editions, **book)))


@pytest.mark.parametrize("conclusion", [
    "已通过", "通过", "符合公平竞争审查标准", "经审查，不违反公平竞争审查标准", "未发现违反公平竞争审查标准的内容", "审查中未发现问题",
    "无违反第八条至第十一条的内容", "不存在不符合审查标准的情形", "审查通过，没有作出修改", "适用例外规定，可以出台", "不涉及", "不适用"])
def test_conclusions_that_let_an_edition_pass(conclusion: str) -> None:
    assert said("H04", edition(fair_competition=conclusion)) == []


@pytest.mark.parametrize("conclusion", [
    "未通过", "不通过", "不予通过", "没有通过", "未能通过", "不符合公平竞争审查标准", "违反第九条第一项", "未审查", "未经审查", "未开展公平竞争审查",
    "没有进行公平竞争审查", "尚未审查", "正在审查", "审查中", "不得出台", "否", "无"])
def test_conclusions_that_do_not(conclusion: str) -> None:
    assert [finding.field for finding in said("H04", edition(fair_competition=conclusion))] == ["fair_competition"]


@pytest.mark.parametrize("rule", ["H02", "H06", "H07", "H08"])
def test_without_a_threshold_of_the_city_there_is_nothing_to_say(rule: str) -> None:
    hasty = edition(review_date="2026-06-15", effective_from="2026-08-05", effective_to="2036-08-05", registration_no="?")
    near = edition(effective_to="2026-12-24")
    assert said(rule, near if rule == "H08" else hasty) != []
    assert said(rule, near if rule == "H08" else hasty, profiles=()) == []


def test_a_threshold_is_that_of_the_day() -> None:
    """What the city changes later does not judge an earlier edition."""
    short = edition(effective_from="2026-08-25")
    rows = tuple(row for row in model_world(()).book.profiles if row.rule != "H06")
    old, new = (type(rows[0])(rule="H06", parameter="days", value=days, basis="口径", valid_from=start, valid_to=end)
                for days, start, end in (("15", None, date(2026, 8, 6)), ("30", date(2026, 8, 6), None)))
    assert said("H06", short, profiles=(*rows, old, new)) == []
    assert len(said("H06", edition(published_on="2026-08-06", effective_from="2026-08-25"), profiles=(*rows, old, new))) == 1


@pytest.mark.parametrize("form", ["{字母", "}{", "[", "{年}{", "(", "{别的}-{序号}", "\\"])
def test_a_form_that_nobody_can_read_as_a_pattern_is_read_as_text(form: str) -> None:
    """The form is written by officials, so no form may break the run."""
    profile = next(row for row in model_world(()).book.profiles if row.rule == "H09")
    changed = type(profile)(rule="H09", parameter="form", value=form, basis="口径")
    assert [finding.message for finding in said("H09", edition(), profiles=(changed,))] == [
        f"统一编号「SLSSCJG-2026-001」不是「{form}」的写法。"]


def test_only_the_later_of_two_editions_with_one_number_is_blamed() -> None:
    earlier = edition(edition="z", published_on="2026-03-02")
    later = Edition.from_cells(dict(MODEL_EDITION), Source("lists/editions.csv", 3, 3))
    assert [(finding.line, finding.message) for finding in said("H09", earlier, later)] == [
        (3, "统一编号「SLSSCJG-2026-001」与发布批次z相同。")]


@given(st.integers(0, 60))
def test_publication_is_overdue_from_the_twenty_first_working_day(after: int) -> None:
    issued = date(2026, 8, 3)
    published = issued + timedelta(after)
    late = said("H10", edition(issued_on=issued.isoformat(), published_on=published.isoformat()), as_of=published)
    days = workdays(model_world(())).between(issued, published)
    assert bool(late) == (days > 20)
    assert all(f"第{days}个工作日" in finding.message for finding in late)


def test_a_guess_at_working_days_is_never_an_error() -> None:
    waiting = edition(issued_on="2026-08-03", published_on="")
    (sure,), (guess,) = said("H10", waiting), said("H10", waiting, calendar=())
    assert (sure.severity.value, guess.severity.value) == ("error", "warning")
    assert guess.message.endswith("（2026年的节假日安排未录入，按周一至周五计算）。")
    holidays = tuple(CalendarDay(day=date(2026, 1, 1) + timedelta(n), working=False) for n in range(365))
    assert said("H10", waiting, calendar=holidays) == []


def test_a_chain_of_editions_is_settled_one_by_one() -> None:
    first = edition(edition="a", effective_from="2022-12-01", published_on="2022-10-25", effective_to="2027-12-01")
    second = edition(edition="b", effective_from="2024-12-01", published_on="2024-10-25", effective_to="2029-12-01", replaces="a")
    third = edition(edition="c")
    assert [finding.message for finding in said("H15", first, second, third)] == [
        "没有写明与先前公布的b怎样衔接：替代它，还是未列入的事项继续有效。"]
    assert said("H15", first, second, edition(edition="c", replaces="b")) == []
    assert said("H15", first, edition(edition="b", department="xfjy")) == []


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 240))
def test_a_term_of_months_ends_with_the_day_before_its_like(day: date, months: int) -> None:
    end = months_after(day, months)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months + (end.day != day.day)
    assert end.day in (day.day, 1)
    if end.day == day.day:
        assert months_after(end, -months) == day


def test_months_stay_within_the_calendar() -> None:
    assert months_after(date.max, 12) == date.max
    assert months_after(date.min, -1) == date.min
    assert months_after(date(2024, 2, 29), 12) == date(2025, 3, 1)
    assert months_after(date(9999, 12, 31), -6) == date(9999, 7, 1)


@pytest.mark.parametrize(("end", "found"), [("2026-05-19", 0), ("2026-05-18", 1)], ids=["seven working days", "six"])
def test_both_ends_of_a_consultation_count(end: str, found: int) -> None:
    assert len(said("H03", edition(consult_to=end, note="因情况紧急缩短征求意见时间"))) == found
