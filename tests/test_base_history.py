"""check --base on real histories: what main did meanwhile, numbers once used, commits nobody can read, merges of several."""

from pathlib import Path

import pytest
from conftest import LIST, City, commit, git_in, run
from proposing import DRAFT, LIGHTER, MODEL, findings, found, proposed, put

from generator.legality.example import MODEL_CELLS
from generator.model import Kind


@pytest.fixture
def proposal(repository: City) -> Path:
    return proposed(repository)


def test_what_main_did_meanwhile_is_not_blamed_on_the_branch(proposal: Path) -> None:
    git_in(proposal, "switch", "-q", "main")
    fresh = DRAFT | {"item_id": "2026-00002-9", "violation": "未按照规定公示收费标准"}
    put(proposal, MODEL, DRAFT, fresh)
    commit(proposal, "2026-11-24T11:00:00+08:00", "on main")
    git_in(proposal, "switch", "-q", "proposal")
    assert found(proposal) == []
    put(proposal, MODEL, DRAFT, fresh | {"violation": "占用消防车通道"})
    assert found(proposal) == [("V05", LIST, 3, "item_id")], "the number was taken on main meanwhile"


def test_a_number_once_used_is_used(proposal: Path) -> None:
    git_in(proposal, "switch", "-q", "main")
    put(proposal, MODEL)
    commit(proposal, "2026-11-24T11:00:00+08:00", "the draft is dropped")
    git_in(proposal, "switch", "-q", "-c", "later")
    put(proposal, MODEL, DRAFT | {"violation": "占用消防车通道"})
    assert found(proposal) == [("V05", LIST, 2, "item_id")]


def test_a_table_of_main_that_cannot_be_read_is_said(proposal: Path) -> None:
    git_in(proposal, "switch", "-q", "main")
    (proposal / LIST).write_bytes(b"PK\x03\x04\x00")
    commit(proposal, "2026-11-24T11:00:00+08:00", "a workbook")
    git_in(proposal, "switch", "-q", "-c", "mended")
    put(proposal, DRAFT)
    said, *others = findings(proposal)
    assert (said["rule"], said["path"], said["severity"], said["line"]) == ("V09", LIST, "warning", None)
    assert [(one["rule"], one["line"], one["field"]) for one in others] == [("V05", 2, "item_id")], "the number was in use before"


def test_an_octopus_is_compared_for_all_it_brings(proposal: Path) -> None:
    for name, path, row in (("one", LIGHTER, MODEL_CELLS[Kind.LIGHTER_PENALTY] | {"item_id": "2026-00002-9", "edition": ""}),
                            ("two", LIST, MODEL | {"outcome": "可以不予行政处罚"})):
        git_in(proposal, "switch", "-q", "-c", name, "main")
        put(proposal, *((row, DRAFT) if path == LIST else (row,)), path=path)
        commit(proposal, "2026-11-24T11:00:00+08:00", name)
    git_in(proposal, "switch", "-q", "proposal")
    git_in(proposal, "merge", "-q", "--no-ff", "-m", "octopus", "one", "two")
    assert found(proposal) == [("V02", LIST, 3, "outcome")]


def test_an_unreadable_commit_on_the_way_hides_nothing(proposal: Path) -> None:
    (proposal / LIST).write_bytes(b"PK\x03\x04\x00")
    commit(proposal, "2026-11-24T11:00:00+08:00", "a workbook")
    put(proposal, DRAFT)
    commit(proposal, "2026-11-24T12:00:00+08:00", "readable again, the published row is gone")
    assert found(proposal) == [("V01", LIST, None, None)]


def test_the_city_may_be_a_folder_of_the_repository(city: City) -> None:
    root = city({Kind.NO_PENALTY: [MODEL, DRAFT]}, laws=False)
    commit(root.parent, "2026-11-24T10:00:00+08:00", "first")
    git_in(root.parent, "switch", "-q", "-c", "proposal")
    put(root, DRAFT)
    (root.parent / "neighbour.py").write_text("x", encoding="utf-8")
    assert found(root) == [("V01", LIST, None, None)]


@pytest.mark.parametrize("base", ["nowhere", "--help-me"])
def test_a_base_that_does_not_exist(proposal: Path, base: str) -> None:
    code, out, err = run("check", f"--base={base}", "--root", proposal)
    assert (code, out) == (2, "")
    assert f"没有版本“{base}”" in err


def test_unrelated_histories(proposal: Path) -> None:
    git_in(proposal, "checkout", "-q", "--orphan", "alone")
    commit(proposal, "2026-11-24T12:00:00+08:00", "alone")
    code, _, err = run("check", "--base", "main", "--root", proposal)
    assert code == 2
    assert "没有共同的历史" in err
