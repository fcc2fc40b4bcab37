"""Small cities with seeded defects: the command says of each exactly what is written beside it, nothing more and nothing less.

A case is a folder of `cases/`: its `lists/` lie over those of `cases/sound` (a city without any finding), the facts about laws
are those of the repository, and `expected.csv` names every finding with the reason why it must be found.
"""

import csv
import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from conftest import CASES, city_of, command

from generator.legality.judge import rules
from generator.schema.faults import FAULTS

NAMES = sorted(path.parent.name for path in CASES.glob("*/expected.csv"))
AS_OF = "2026-11-24"
UNSEEDED: dict[str, str] = {"S020": "a case is laid over a whole city and cannot take a table away; tests/test_cli.py takes it away"}
"""Rules and faults that no case shows, with the reason."""

Expected = tuple[str, int | None, str | None, str, str]


def expected(name: str) -> list[dict[str, str]]:
    """The rows of a case's expected.csv."""
    with (CASES / name / "expected.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def checked(root: Path) -> list[Expected]:
    """What the command says about `root`: (path, line, field, rule, severity) of every finding."""
    done = command("check", "--root", root, "--format", "json", "--as-of", AS_OF)
    assert done.stdout, done.stderr.decode()
    findings = json.loads(done.stdout)["findings"]
    assert done.returncode == (1 if any(one["severity"] == "error" for one in findings) else 0)
    return [(one["path"], one["line"], one["field"], one["rule"], one["severity"]) for one in findings]


@pytest.mark.parametrize("name", NAMES)
def test_a_case_says_exactly_what_is_expected(name: str, tmp_path: Path) -> None:
    wanted = Counter((row["path"], int(row["line"]) if row["line"] else None, row["field"] or None, row["rule"], row["severity"])
                     for row in expected(name))
    found = Counter(checked(city_of(name, tmp_path)))
    assert {"missing": sorted(map(str, (wanted - found).elements())), "unexpected": sorted(map(str, (found - wanted).elements()))} == {
        "missing": [], "unexpected": []}


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_has_a_reason(name: str) -> None:
    assert [row for row in expected(name) if not row["why"].strip()] == []


@cache
def _seeded() -> frozenset[str]:
    return frozenset(row["rule"] for name in NAMES for row in expected(name))


@pytest.mark.parametrize("rule", [*(fault.id for fault in FAULTS), *(rule.id for rule in rules()), "W01"])
def test_every_rule_and_fault_is_seeded_somewhere(rule: str) -> None:
    assert (rule in _seeded()) != (rule in UNSEEDED), "seed it in a case, or say in UNSEEDED why not"
