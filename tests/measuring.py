"""Measuring a printed document: where each line and each character of a page stands, in millimetres."""

from functools import partial
from pathlib import Path
from typing import Any

from conftest import city_in
from papers import hostile_city, paper_of, terms

from generator.document.paper import Paper

MM = 72 / 25.4
PITCH = 225 * MM / 22


def long_paper(folder: Path) -> Paper:
    """One long document with hostile cells."""
    root = hostile_city(partial(city_in, folder))
    (root / "lists/terms.csv").write_text(terms(30), encoding="utf-8")
    return paper_of(root)


def pen(page: Any, character: dict[str, Any]) -> tuple[float, float]:
    """(x, baseline from the top) in millimetres: glyph boxes lie, pens do not."""
    return character["matrix"][4] / MM, (float(page.height) - character["matrix"][5]) / MM


def text_lines(page: Any) -> list[tuple[float, list[tuple[float, dict[str, Any]]]]]:
    """The lines of 正文 on a portrait page: (baseline, [(x, character)])."""
    found: dict[float, list[tuple[float, dict[str, Any]]]] = {}
    for character in page.chars:
        x, baseline = pen(page, character)
        if 37 < baseline <= 262:
            found.setdefault(round(baseline, 1), []).append((x, character))
    return [(baseline, sorted(found[baseline], key=lambda pair: pair[0])) for baseline in sorted(found)]


def said(line: list[tuple[float, dict[str, Any]]]) -> str:
    return "".join(character["text"] for _, character in line)
