"""Asking for the worklist of a city, and what it says is due."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fitting import reported

from generator.document.shelf import Shelf
from generator.document.worklist import Worklist, worklist
from generator.legality.example import MODEL_CELLS
from generator.legality.judge import held_at_publication, judge
from generator.model import Kind, World, identifier

DAY = "2026-11-24"
MODEL = MODEL_CELLS[Kind.NO_PENALTY]
OTHER = identifier(2026, 11)


def asked(root: Path, *arguments: str, as_of: str | None = DAY) -> dict[str, Any]:
    """The answer of the command as data, which is as its schema says."""
    return reported("worklist", root, *arguments, as_of=as_of)


def duties(answer: Mapping[str, Any]) -> list[tuple[str, str, str | None]]:
    return [(task["duty"], task["urgency"], task["due"]) for task in answer["tasks"]]


def due(world: World) -> Worklist:
    """The worklist of a world, made as the command makes it."""
    found = judge(world)
    return worklist(Shelf(world, found), found, held_at_publication(found, world))
