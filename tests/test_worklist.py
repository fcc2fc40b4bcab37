"""`report worklist` as a reviewer and a clerk use it: nothing due is left out, nothing is told twice, nothing of it is public.

The golden text is that of the shipped city on a fixed day. `make golden` (QINGDAN_GOLDEN=write) writes it anew; read what changed.
"""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import CASES, REPOSITORY, City, city_of, commit, golden, run
from hypothesis import given
from hypothesis import strategies as st
from owing import DAY, MODEL, asked, due, duties

from generator.book import load
from generator.document.basis import Basis
from generator.document.redaction import redacted
from generator.document.shelf import Shelf
from generator.document.task import Duty, Task, Urgency
from generator.document.worklist import INTERNAL, worklist
from generator.legality.example import model_item, model_world
from generator.legality.judge import held_at_publication, judge
from generator.model import Kind, Redaction, Severity, Source, Status, Waiver, World

# ---- the shipped city ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2026-09-01", DAY])
def test_the_worklist_of_the_shipped_city_reads_as_it_should(day: str) -> None:
    code, out, err = run("report", "worklist", "--root", REPOSITORY, "--as-of", day)
    assert code == 0, err
    golden(f"worklist/{day}.txt", out)


@pytest.mark.parametrize("day", [date(2024, 10, 1), date(2025, 11, 1), date(2026, 8, 1), date(2026, 9, 1), date(2026, 11, 24), date(2027, 11, 1)])
def test_what_the_public_reads_on_an_item_and_every_error_has_a_task(day: date) -> None:
    world = World(load(REPOSITORY).book, day)
    found = judge(world)
    shelf = Shelf(world, found)
    made = worklist(shelf, found, held_at_publication(found, world))
    wrong = {(task.source.path, task.source.line) for task in made.tasks if task.wrong}
    basis = Basis(shelf, {})
    noticed = {(item.source.path, item.source.line) for item in shelf.items if basis.lapsed(item)}
    assert noticed <= wrong
    changing = {(item.source.path, item.source.line) for item in shelf.items if basis.changing(item)}
    assert changing == {(task.source.path, task.source.line) for task in made.tasks if task.duty is Duty.LAW}
    errors = [one for one in found if one.severity is Severity.ERROR]
    told = {(task.source.path, task.source.line, reason.rule) for task in made.tasks for reason in task.reasons}
    assert {(one.path, one.line, one.rule) for one in errors} <= told
    if noticed:
        assert any(task.proposals for task in made.tasks if task.duty is Duty.BASIS)


# ---- who asks, and how it is printed -------------------------------------------------------------------------------


def test_a_department_sees_its_own_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    root = city_of("b-law-changed-since", tmp_path)
    everything, own = asked(root)["tasks"], asked(root, "--dept", "示例市统计局")
    assert own["department"] == "tjj"
    assert own["tasks"] == [task for task in everything if task["department"] == "tjj"]
    assert own["looked_at"]["lists"] < asked(root)["looked_at"]["lists"]
    assert {task["department"] for task in everything} > {"tjj"}
    code, out, err = run("report", "worklist", "--dept", "没有的局", "--root", root)
    assert (code, out) == (2, "")
    assert "没有部门“没有的局”" in err


def test_text_and_markdown_tell_every_task_with_its_place(tmp_path: Path) -> None:
    root = city_of("b-law-changed-since", tmp_path)
    tasks = asked(root)["tasks"]
    for fmt, clean in (("text", str), ("markdown", lambda out: out.replace("\\", "").replace("<!-- -->", ""))):
        code, out, err = run("report", "worklist", "--root", root, "--as-of", DAY, "--format", fmt)
        assert code == 0, err
        for task in tasks:
            for words in (f"{task['path']}:{task['line']}", *(reason["text"] for reason in task["reasons"]), *task["steps"]):
                assert words in clean(out), (fmt, words)
        assert INTERNAL in out
        assert f"要办的事{len(tasks)}件" in out


def test_the_most_urgent_stands_first_in_each_department_and_first_of_all(tmp_path: Path) -> None:
    for case in ("b-law-changed-since", "waivers", "table-cells"):
        tasks = asked(city_of(case, tmp_path / case))["tasks"]
        order = [urgency.value for urgency in Urgency]
        ranks = [(order.index(task["urgency"]), task["due"] or DAY) for task in tasks]
        assert ranks == sorted(ranks)


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir() if path.is_dir()))
def test_no_city_however_broken_is_beyond_it(case: str, tmp_path: Path) -> None:
    """Every error that check finds has a task, in whatever file."""
    root = city_of(case, tmp_path / "city")
    answer = asked(root)
    code, out, _ = run("check", "--root", root, "--as-of", DAY, "--format", "json")
    errors = {(one["path"], one["line"]) for one in json.loads(out)["findings"] if one["severity"] == "error"}
    assert errors <= {(task["path"], task["line"]) for task in answer["tasks"]}
    assert code in (0, 1)


def test_the_day_is_that_of_the_last_commit(repository: City) -> None:
    root = repository({Kind.NO_PENALTY: [{**MODEL, "effective_to": "2027-06-01", "end_reason": "清理"}]})
    assert (asked(root, as_of=None)["as_of"], duties(asked(root, as_of=None))) == ("2026-11-24", [])
    (root / "附注.txt").write_text("只为留下一次提交\n", encoding="utf-8")
    commit(root, "2026-12-15T10:00:00+08:00", "later")
    assert (asked(root, as_of=None)["as_of"], duties(asked(root, as_of=None))) == ("2026-12-15", [("expiry", "half_year", "2027-06-01")])


def test_the_command_lists_its_parts() -> None:
    code, out, _ = run("report", "--help")
    assert code == 0
    assert all(f"\n  {name} " in out for name in ("codeowners", "worklist", "yearly"))


# ---- order and days ------------------------------------------------------------------------------------------------


@given(st.integers(-800, 800), st.booleans())
def test_urgency_never_falls_as_the_day_comes_nearer(days: int, wrong: bool) -> None:
    today = date(2026, 11, 24)
    task = Task(department="scjg", duty=Duty.EXPIRY, source=Source("x"), name="", reasons=(), steps=(), wrong=wrong, due=today + timedelta(days))
    order = list(Urgency)
    assert order.index(task.urgency(today + timedelta(1))) <= order.index(task.urgency(today))
    assert (task.urgency(today) is Urgency.OVERDUE) == (days <= 0 and not wrong)


def test_nothing_of_the_worklist_is_within_reach_of_what_is_published() -> None:
    internal = {"worklist", "task", "amiss", "approaching", "proposals"}
    for room in ("site", "opendata"):
        for path in (REPOSITORY / "generator" / room).glob("*.py"):
            assert not [name for name in internal if f"generator.document.{name}" in path.read_text(encoding="utf-8")], path
    for path in (REPOSITORY / "generator/document").glob("*.py"):
        if path.stem not in internal:
            assert not [name for name in internal if f"generator.document.{name} " in path.read_text(encoding="utf-8")], path


def test_a_hidden_field_stays_hidden() -> None:
    world = model_world((model_item(effective_to="2027-01-01", end_reason="清理"),))
    hidden = World(replace(world.book, redactions=(Redaction(item_id=model_item().item_id, field="violation", redacted_on=world.as_of),)), world.as_of)
    shelf = Shelf(redacted(hidden))
    assert {task.name for task in worklist(shelf, (), ()).tasks if task.duty is Duty.EXPIRY} == {"已依法隐去"}
    assert all(shelf.status(item) is Status.IN_FORCE for item in shelf.items)


def test_a_waiver_for_an_item_of_another_name_needs_no_department() -> None:
    row = Waiver(rule="C14", item_id="2026-99999-0", reason="", approver="", until=date(2027, 1, 1), source=Source("lists/waivers.csv", 2, 2))
    tasks = due(model_world((model_item(),), waivers=(row,))).tasks
    assert [(task.department, task.duty) for task in tasks if task.source.path == "lists/waivers.csv"] == [("", Duty.WAIVER)]
