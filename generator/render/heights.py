"""How tall a row of a spreadsheet is for its words: programs measure only the rows that they write themselves."""

from collections.abc import Sequence

TALLEST = 409.0
"""Points of a row in the format."""


def height(texts: Sequence[str], widths: Sequence[float], line: float = 15.0) -> float:
    """Points for the tallest of the texts, each in a column so many characters wide, at `line` points a line."""
    lines = (sum(lines_of(part, int(width) - 2) for part in text.split("\n")) for text, width in zip(texts, widths, strict=False))
    return min(line * max(lines, default=1) + 4, TALLEST)


def lines_of(text: str, width: int) -> int:
    """Lines that one paragraph takes."""
    return -(-max(columns(text), 1) // max(width, 1))


def columns(text: str) -> int:
    """The width of a text in characters: a Chinese one counts as two."""
    return sum(2 if character > "\u2e7f" else 1 for character in text)
