"""The figures of a year balance in any life, and agree with how changes are weighed and laws mended."""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import lives
import pytest
from conftest import REPOSITORY, City, city_of, rows_of, run
from yearly import DAY, MODEL, asked, year_of

from generator.document.shelf import Shelf
from generator.document.yearly import Year, spread
from generator.document.yearly_paper import yearly_page, yearly_paper
from generator.legality.example import MODEL_EDITION, model_item
from generator.model import Book, Edition, Item, Kind, World, identifier
from generator.render import plain
from generator.schema import tables
from generator.tables import write

SHIFT = timedelta(days=-60)
"""So that the year begins in the middle of a life."""
ID = identifier(2021, 417)


def lived(life: lives.Life, as_of: date) -> World:
    """The tables that the events of a life leave behind, sixty days earlier than they say."""
    def back(day: date | None) -> date | None:
        return day + SHIFT if day else None

    editions = [Edition(edition=e[1], department="scjg", kinds=("no-penalty",), published_on=back(e[2]), withdrawn_on=back(e[3]),
                        effective_from=back(e[4]), effective_to=back(e[5]), replaces=tuple(e[6])) for e in life if e[0] == "edition"]
    items = [Item(department="scjg", kind=Kind.NO_PENALTY, item_id=ID, edition=code or None, effective_from=back(start), effective_to=back(end))
             for name, start, code, end in (e for e in life if e[0] == "version")]
    return World(Book(items=tuple(items), editions=tuple(editions), lists=(("scjg", Kind.NO_PENALTY),)), as_of)


def test_the_books_balance_in_a_thousand_lives() -> None:
    """What applied at either end is counted by another reading of the lives; the changes in between must explain the difference."""
    chance = random.Random(20261126)
    moved = 0
    for _ in range(1000):
        life, number = lives.live(chance), chance.randrange(60, 120)
        until = lives.day(number) + SHIFT
        year = Year(Shelf(lived(life, until)), 2022)
        assert year.until.year == 2022, "the sixty days before are those of 2021"
        for one in year.lists:
            begin, end = (bool(lives.applying(life, day - SHIFT, until - SHIFT)) for day in (date(2021, 12, 31), until))
            assert (one.begin, one.end) == (begin, end), (life, number)
            assert one.begin + one.added + one.moved_in - one.moved_out - one.ended == one.end, (life, number)
            moved += begin != end
    assert moved > 100, "the ends must differ in many lives, else nothing was tested"


def test_an_item_that_moves_leaves_one_list_and_enters_another() -> None:
    old = model_item(edition="scjg-2025-1", effective_from="2025-09-15")
    year = year_of(old, model_item(Kind.LIGHTER_PENALTY, item_id=old.item_id or "", effective_from="2026-09-15"))
    numbers = {one.kind: (one.begin, one.moved_in, one.moved_out, one.ended, one.end) for one in year.lists}
    assert numbers[Kind.NO_PENALTY] == (1, 0, 1, 0, 0)
    assert numbers[Kind.LIGHTER_PENALTY] == (0, 1, 0, 0, 1)
    assert ("scjg", Kind.NO_PENALTY) in year.empty
    assert (year.directions["收紧"], sum(year.directions.values())) == (1, 1)


@pytest.mark.parametrize(("deadline", "direction"), [("当日", "放宽"), ("10个工作日内", "收紧"), (MODEL["correction_deadline"], "中性")])
def test_amendments_are_weighed_as_diff_weighs_them(deadline: str, direction: str) -> None:
    year = year_of(model_item(edition="scjg-2025-1", effective_from="2025-09-15", correction_deadline=deadline), model_item())
    assert (dict(year.directions), year.lists[0].amended) == ({direction: 1}, 1)
    assert (year.lists[0].versions_begin, year.lists[0].versions_end) == (1, 2)


def test_a_version_called_back_before_its_first_day_ended_nothing() -> None:
    called_back = {**MODEL_EDITION, "edition": "scjg-2026-9", "published_on": "2026-09-01", "effective_from": "2026-11-01", "withdrawn_on": "2026-10-01"}
    year = year_of(model_item(), model_item(item_id=identifier(2026, 11), edition="scjg-2026-9", effective_from="2026-11-01"), editions=(called_back,))
    one = next(one for one in year.lists if one.kind is Kind.NO_PENALTY)
    assert (one.added, one.ended, one.end, len(year.void)) == (1, 0, 1, 1)
    assert "另有1个版本公布以后、施行以前撤回。" in plain.page(yearly_page(yearly_paper(year, REPOSITORY)))


def test_working_days_from_review_to_publication(city: City) -> None:
    """Of a city that has not recorded the holidays of the year."""
    reviewed = MODEL_EDITION | {"review_date": "2026-07-30"}
    unreviewed = MODEL_EDITION | {"edition": "scjg-2026-2", "review_date": "", "review_no": "", "doc_no": "示市监规〔2026〕2号"}
    root = city(files={"lists/editions.csv": write(tables()["editions"], [reviewed, unreviewed])})
    answer = asked(root, "2026")["editions"]
    assert [(one["edition"], one["workdays"], one["review_conclusion"], one["versions"]) for one in answer] == [
        ("scjg-2026-1", 4, "合法", 1), ("scjg-2026-2", None, "合法", 0)]
    assert answer[0]["caveat"] == "（2026年的节假日安排未录入，按周一至周五计算）"
    text = run("report", "yearly", "2026", "--root", root, "--as-of", DAY)[1]
    assert "从审查到公布，都是4个工作日。1个批次没有登记审查日期。2026年的节假日安排未录入，按周一至周五计算。" in text


STATISTICS = "《中华人民共和国统计法》"


@pytest.mark.parametrize(("start", "days"), [("2024-09-13", 0), ("2024-10-13", 30)])
def test_how_long_after_the_law_an_item_was_mended(start: str, days: int, tmp_path: Path) -> None:
    root = city_of("b-law-changed-since", tmp_path)
    path = "lists/exemptions/tjj/no-penalty.csv"
    rows = rows_of(root, path, "exemptions")
    old = next(row for row in rows if row["item_id"] == "2022-73043-Z")
    new = {**old, "effective_from": start, "edition": "tjj-2024-1", "obligation_basis": f"{STATISTICS}第八条",
           "penalty_basis": f"{STATISTICS}第四十四条第一款第（二）项", "statutory_penalty": "可以处十万元以下的罚款"}
    editions = rows_of(root, "lists/editions.csv", "editions")
    public = next(row for row in editions if row["edition"] == "tjj-2022-1")
    editions.append({**public, "edition": "tjj-2024-1", "published_on": "2024-08-20", "issued_on": "2024-08-20", "effective_from": start})
    (root / "lists/editions.csv").write_bytes(write(tables()["editions"], editions))

    def told(*versions: dict[str, str]) -> list[tuple[Any, ...]]:
        (root / path).write_bytes(write(tables()["exemptions"], versions))
        return [(one["item_id"], one["law_changed_on"], one["mended_on"], one["days"], one["change"]) for one in asked(root, "2024")["mended"]]

    assert told(old, new) == [("2022-73043-Z", "2024-09-13", start, days, "amended")]
    assert told(old) == []
    assert "2022-73043-Z" in {one["item_id"] for one in asked(root, "2024")["unsettled"]}
    assert told(old, {**old, "effective_from": start, "edition": "tjj-2024-1", "note": "仍引旧条号"}) == [], "copied from the old text"
    assert told({**old, "effective_to": start, "end_reason": "依据变化"}) == [("2022-73043-Z", "2024-09-13", start, days, "ended")]


def test_an_amendment_before_the_law_changed_mends_nothing() -> None:
    before = model_item(edition="scjg-2025-1", effective_from="2025-09-15", obligation_basis="《中华人民共和国环境影响评价法》第三条")
    after = model_item(effective_from="2026-08-14", obligation_basis="《中华人民共和国广告法》第十四条第二款")
    assert year_of(before, after).mended == ()
    late = model_item(effective_from="2026-09-15", obligation_basis="《中华人民共和国广告法》第十四条第二款")
    assert [(one.days, one.laws) for one in year_of(before, late).mended] == [(31, ("中华人民共和国环境影响评价法",))]
    wrong = model_item(effective_from="2026-09-15", obligation_basis="《中华人民共和国环境影响评价法》第三条")
    assert year_of(before, wrong).mended == (), "what it cites no longer holds"


def test_what_towns_were_given_and_lost() -> None:
    grant = {"town": "qinghe", "dept": "scjg", "penalty_basis": "《中华人民共和国广告法》第五十九条第三款", "basis": "示府〔2026〕1号"}
    item = model_item(edition="scjg-2025-1", effective_from="2025-09-15", township="是", power_code="")

    def told(*rows: dict[str, str]) -> tuple[int, int, int, int]:
        town = next(one for one in year_of(item, delegations=rows).towns if one.town == "qinghe")
        return town.begin, town.end, len(town.given), len(town.recalled)

    assert told(grant | {"from": "2022-01-01"}) == (1, 1, 0, 0)
    assert told(grant | {"from": "2026-03-01"}) == (0, 1, 1, 0)
    assert told(grant | {"from": "2022-01-01", "recalled_on": "2026-03-01"}) == (1, 0, 0, 1)
    assert told(grant | {"from": "2022-01-01", "recalled_on": "2027-03-01"}) == (1, 1, 0, 0), "not this year"
    assert told() == (0, 0, 0, 0)


@pytest.mark.parametrize(("numbers", "told"), [((), ()), ((7,), (7, 7, 7)), ((3, 1, 2), (1, 2, 3)), ((4, 1, 2, 3), (1, 2, 4))])
def test_least_median_and_greatest(numbers: tuple[int, ...], told: tuple[int, ...]) -> None:
    assert tuple(spread(numbers)) == told
