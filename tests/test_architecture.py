"""The house stands as drawn: import direction, strict types, lint."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY

BIN = Path(sys.executable).parent


@pytest.mark.parametrize("command", [["lint-imports"], ["mypy", "generator"], ["ruff", "check", "generator", "tests", "benchmarks"]],
                         ids=["imports", "types", "lint"])
def test_the_house_stands(command: list[str]) -> None:
    done = subprocess.run([BIN / command[0], *command[1:]], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_room_is_a_lumber_room() -> None:
    names = {path.stem for path in (REPOSITORY / "generator").rglob("*.py")}
    assert not names & {"utils", "helpers", "common", "manager", "base", "core", "misc"}
    assert not [name for name in names if "_and_" in name]


def test_every_module_says_what_it_promises() -> None:
    for path in (REPOSITORY / "generator").rglob("*.py"):
        first = path.read_text(encoding="utf-8").lstrip()
        assert first.startswith('"""'), path


def test_what_several_tests_need_has_a_place_of_its_own() -> None:
    """A test file that imports another runs its fixtures, and moves with it."""
    tests = {path.name: path.read_text(encoding="utf-8") for path in (REPOSITORY / "tests").rglob("test_*.py")}
    assert not [name for name, text in tests.items() if re.search("^(?:from|import) test_", text, re.M)]


def test_the_map_names_every_room() -> None:
    """The first thing a newcomer reads leaves nothing out, and leads nowhere that is gone."""
    rooms = {path.stem for path in (REPOSITORY / "generator").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    words = set(re.findall("[a-z_]+", (REPOSITORY / "generator/__init__.py").read_text(encoding="utf-8")))
    assert {name for name in rooms if not name.startswith(("__", "cli_"))} <= words
    listed = re.findall("^ {4}([a-z][a-z_, ]*?) {2,}", (REPOSITORY / "generator/__init__.py").read_text(encoding="utf-8"), re.M)
    assert {name for names in listed for name in names.split(", ")} <= rooms
