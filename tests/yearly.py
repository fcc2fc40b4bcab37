"""A year of the lists for tests: of invented items, and as the command answers."""

from datetime import date
from pathlib import Path
from typing import Any

from fitting import reported

from generator.document.shelf import Shelf
from generator.document.yearly import Year
from generator.legality.example import MODEL_CELLS, MODEL_EDITION, model_world
from generator.model import Item, Kind

MODEL = MODEL_CELLS[Kind.NO_PENALTY]
DAY = "2026-11-24"
OLD = {**MODEL_EDITION, "edition": "scjg-2025-1", "published_on": "2025-08-05", "issued_on": "2025-08-05", "effective_from": "2025-09-15"}


def asked(root: Path, year: str, *arguments: str, as_of: str | None = DAY) -> dict[str, Any]:
    """The answer of the command as data, which is as its schema says."""
    return reported("yearly", root, year, *arguments, as_of=as_of)


def year_of(*items: Item, as_of: date = date(2026, 11, 24), editions: tuple[dict[str, str], ...] = (OLD,), **more: Any) -> Year:
    """The figures of the year in which `as_of` lies, of a city with these items: those of OLD, and those of the model's edition."""
    return Year(Shelf(model_world(items, {"editions": editions, **more}, as_of)), as_of.year)
