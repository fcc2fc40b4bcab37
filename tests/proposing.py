"""A proposal on a branch of a small city, and what check --base says of it: (rule, path, line, field)."""

import contextlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from conftest import LIST, City, git_in

from generator.cli import cli
from generator.legality.example import MODEL_CELLS, MODEL_EDITION
from generator.model import Kind
from generator.schema import tables
from generator.tables import write

MODEL = MODEL_CELLS[Kind.NO_PENALTY]
DRAFT = MODEL | {"item_id": "2026-00001-B", "edition": "", "violation": "未按照规定悬挂营业执照", "effective_from": "2027-01-01",
                 "change_reason": "首次编制"}
LIGHTER = "lists/exemptions/scjg/lighter-penalty.csv"
EDITIONS = "lists/editions.csv"
HEAD = "a" * 40
"""A commit that no repository need have."""
Found = list[tuple[str, str, int | None, str | None]]


def put(root: Path, *rows: Mapping[str, str], path: str = LIST) -> None:
    """Write the list at `path`."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(write(tables()["exemptions"], rows))


def publish(root: Path, **cells: str) -> None:
    """Write the edition with these cells changed."""
    (root / EDITIONS).write_bytes(write(tables()["editions"], [{**MODEL_EDITION, **cells}]))


def proposed(repository: City) -> Path:
    """A city with a published and a draft item, on a branch off main."""
    root = repository({Kind.NO_PENALTY: [MODEL, DRAFT]}, laws=False)
    git_in(root, "switch", "-q", "-c", "proposal")
    return root


def findings(root: Path) -> list[dict[str, Any]]:
    """The V findings against main, as the command (called in this process) prints them."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = cli.main(["check", "--base", "main", "--root", str(root), "--format", "json"], standalone_mode=False)
    everything = json.loads(out.getvalue())["findings"]
    assert code == (1 if any(f["severity"] == "error" for f in everything) else 0)
    return [f for f in everything if f["rule"].startswith("V")]


def found(root: Path) -> Found:
    """(rule, path, line, field) of every V finding against main."""
    return [(f["rule"], f["path"], f["line"], f["field"]) for f in findings(root)]


def yes(who: str, dept: str = "sfj", of: str = HEAD) -> dict[str, str]:
    """The approval of a commit by a person of a department, as a host tells it."""
    return {"id": who, "dept": dept, "commit": of}
