"""Papers for tests: a small city whose cells are as hostile as a person can type, and the fonts to print with."""

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.book import load
from generator.document.redaction import redacted
from generator.document.shelf import Shelf
from generator.legality.example import MODEL_CELLS
from generator.model import Kind, Refusal, World
from generator.model.identifier import identifier

if TYPE_CHECKING:
    from generator.render.pdf import Press

DAY = datetime.date(2026, 11, 25)
HOSTILE = {
    "violation": '<script>alert(1)</script> & "引号" #read("/etc/passwd") *粗* $x^2$ \\u{41} {部门} [括号] ~ @标签 // 注释',
    "conditions": "同时满足：1.=HYPERLINK(\"http://x\")；2.+1 -1 @SUM；3.“弯引号”‘单’——破折号…；4.１００％，5‰，20℃，30m²",
    "outcome": "=1+1",
}
"""What each printer has to leave as it is: markup of HTML and Typst, formulas, slots of our own templates."""


def shelf_of(root: Path, day: datetime.date = DAY) -> Shelf:
    """The city at `root` as its readers see it."""
    return Shelf(redacted(World(load(root).book, day)))


def cells(kind: Kind, number: int = 0, **changes: str) -> Mapping[str, str]:
    """A lawful item, with these cells changed, and (from 1) an identifier of its own."""
    return {**MODEL_CELLS[kind], **({"item_id": identifier(2026, number)} if number else {}), **changes}


def hostile_city(city: Callable[..., Path]) -> Path:
    """A list of each kind, one of them empty, with hostile cells."""
    lists = {kind: [cells(kind, number, **HOSTILE)] for number, kind in enumerate(Kind, 41) if kind is not Kind.NO_COERCION}
    return city(lists)


def press_or_skip(root: Path) -> "Press":
    """A press with whatever fonts this machine has; skips, naming the cure, when there are none."""
    pytest.importorskip("typst", reason="没有安装 typst，见 make fonts")
    from generator.render.fonts import faces
    from generator.render.pdf import Press

    try:
        return Press(faces(root, environment={}))
    except Refusal as refusal:
        pytest.skip(str(refusal))
