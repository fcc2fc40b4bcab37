"""A row whose cells slid by one place: many cells are wrong, one mistake was made."""

from collections.abc import Sequence

from generator.schema.judge import Judge, Violation

_MANY = 4
"""So many wrong cells in one row are hardly as many mistakes."""


def slid(judge: Judge, names: Sequence[str | None], cells: Sequence[str], found: Sequence[Violation]) -> tuple[int, int] | None:
    """(position of the first wrong cell, -1 for to the left or 1 for to the right) when moving the rest back mends the row; else None."""
    wrong = sorted(names.index(one.column.name) for one in found if one.keyword != "required" and one.column.name in names)
    if len(wrong) < _MANY:
        return None
    first = wrong[0]
    gap = max((position for position in range(first + 1) if not cells[position]), default=None)
    moved = {} if cells[-1] else {-1: (*cells[:first], "", *cells[first:-1])}
    if gap is not None:
        moved[1] = (*cells[:gap], *cells[gap + 1:], "")
    for way, row in moved.items():
        if len(judge.violations({name: text for name, text in zip(names, row, strict=True) if name and text})) <= 1:
            return first, way
    return None
