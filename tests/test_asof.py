"""What applied on a day, by the tables of today and by those of another day."""

import json
import random
from pathlib import Path

import lives
import pytest
from conftest import LIST, City, commit, run

from generator.legality.example import MODEL_CELLS, MODEL_EDITION
from generator.model import Book, Edition, Item, Kind, World
from generator.schema import tables
from generator.tables import write

MODEL = MODEL_CELLS[Kind.NO_PENALTY]


def world(life: lives.Life, as_of: object) -> World:
    """The tables that the events of a life leave behind."""
    editions = [Edition(edition=code, department="scjg", published_on=published, withdrawn_on=withdrawn, effective_from=starts,
                        effective_to=ends, replaces=tuple(replaces))
                for name, code, published, withdrawn, starts, ends, replaces in (e for e in life if e[0] == "edition")]
    items = [Item(department="scjg", kind=Kind.NO_PENALTY, item_id="x", edition=code or None, effective_from=start, effective_to=end)
             for name, start, code, end in (e for e in life if e[0] == "version")]
    return World(Book(items=tuple(items), editions=tuple(editions)), as_of)  # type: ignore[arg-type]


def test_a_thousand_lives() -> None:
    chance = random.Random(20261124)
    told = 0
    for _ in range(1000):
        life = lives.live(chance)
        as_of = lives.day(chance.randrange(100))
        seen = world(life, as_of)
        for number in range(0, 120, 3):
            expected = lives.applying(life, lives.day(number), as_of)
            assert [item.effective_from for item in seen.in_force_on(lives.day(number))] == ([expected] if expected else []), (life, as_of, number)
            told += expected is not None
    assert told > 5000, "most lives must apply on many days, else nothing was tested"


def asof(root: Path, day: str, *more: str) -> list[tuple[str, str | None]]:
    """(outcome, last day) of each item that applied."""
    code, out, err = run("asof", day, "--root", root, "--as-of", "2026-11-24", "--format", "json", *more)
    assert code == 0, err
    answer = json.loads(out)
    assert (answer["format"], answer["date"], answer["as_of"]) == ("qingdan/asof/1", day, "2026-11-24")
    return [(item["fields"]["outcome"], item["effective_to"]) for item in answer["items"]]


def put(root: Path, when: str, *rows: dict[str, str]) -> None:
    (root / LIST).write_bytes(write(tables()["exemptions"], rows))
    commit(root, f"{when}T10:00:00+08:00", when)


@pytest.fixture
def told_later(city: City) -> Path:
    """Recorded on 1 September; a second version of 1 October was recorded on 1 November only."""
    root = city(laws=False)
    put(root, "2026-09-01", dict(MODEL))
    put(root, "2026-11-01", dict(MODEL), MODEL | {"effective_from": "2026-10-01", "outcome": "可以不予行政处罚"})
    return root


@pytest.mark.parametrize(("known", "expected"), [
    (None, [("可以不予行政处罚", "2031-09-15")]), ("2026-11-24", [("可以不予行政处罚", "2031-09-15")]),
    ("2026-11-01", [("可以不予行政处罚", "2031-09-15")]), ("2026-10-31", [("不予行政处罚", "2031-09-15")]),
    ("HEAD~1", [("不予行政处罚", "2031-09-15")]), ("main", [("可以不予行政处罚", "2031-09-15")])])
def test_known(told_later: Path, known: str | None, expected: list[tuple[str, str]]) -> None:
    assert asof(told_later, "2026-10-15", *(["--known", known] if known else [])) == expected


def test_known_changes_no_legal_answer_about_days_before(told_later: Path) -> None:
    assert asof(told_later, "2026-09-20") == [("不予行政处罚", "2026-10-01")]
    assert asof(told_later, "2026-09-20", "--known", "HEAD~1") == [("不予行政处罚", "2031-09-15")]


def test_what_is_redacted_today_is_hidden_in_old_tables(told_later: Path) -> None:
    (told_later / "lists/redactions.csv").write_text("事项编号,字段,理由,日期\n2026-00417-N,outcome,误载,2026-11-01\n", encoding="utf-8")
    assert asof(told_later, "2026-10-15", "--known", "HEAD~1") == [("已依法隐去", "2031-09-15")]


@pytest.mark.parametrize(("known", "words"), [("2026-08-31", "还没有任何提交"), ("nowhere", "没有版本")])
def test_known_refuses(told_later: Path, known: str, words: str) -> None:
    code, out, err = run("asof", "2026-10-15", "--root", told_later, "--known", known)
    assert (code, out) == (2, "")
    assert words in err


def test_a_day_before_all_there_is_says_since_when_there_is(told_later: Path) -> None:
    code, out, err = run("asof", "2020-01-01", "--root", told_later)
    assert (code, out) == (0, "2020-01-01 适用0个事项（截至 2026-11-01 已公布的）。\n")
    assert err == "最早的事项自 2026-09-15 起施行，更早没有清单可查。\n"
    assert run("asof", "2020-01-01", "--dept", "scjg", "--kind", "从轻处罚", "--root", told_later)[2] == "还没有已公布的事项。\n"
    assert run("asof", "2026-09-20", "--root", told_later)[2] == ""


def test_known_without_git(city: City) -> None:
    for known in ("2026-11-24", "HEAD"):
        code, _, err = run("asof", "2026-10-15", "--root", city(laws=False), "--known", known)
        assert code == 2
        assert "不在 git 仓库中" in err


def test_a_revision_without_lists(city: City) -> None:
    root = city(laws=False)
    (root / "lists").rename(root / "elsewhere")
    commit(root, "2026-09-01T10:00:00+08:00", "no lists yet")
    (root / "elsewhere").rename(root / "lists")
    commit(root, "2026-11-24T10:00:00+08:00", "lists")
    code, _, err = run("asof", "2026-10-15", "--root", root, "--known", "HEAD~1")
    assert code == 2
    assert "没有 lists/" in err


def test_an_edition_published_later_is_judged_at_as_of(city: City) -> None:
    root = city(files={"lists/editions.csv": write(tables()["editions"], [MODEL_EDITION | {"published_on": "2026-12-01"}])}, laws=False)
    commit(root, "2026-11-24T10:00:00+08:00", "first")
    assert asof(root, "2027-01-01") == []
    code, out, _ = run("asof", "2027-01-01", "--root", root, "--as-of", "2026-12-01", "--format", "json")
    assert code == 0
    assert len(json.loads(out)["items"]) == 1
