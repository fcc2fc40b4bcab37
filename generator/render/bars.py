"""The bars of a chart as inline SVG: one small drawing a row, all to one scale, without a word, a style or a script."""

import re

from generator.document.blocks import Chart, Text, bare

_WIDTH, _HEIGHT, _LINE = 100, 10, 0.3
_NUMBER = re.compile(r"\s*([0-9]+)")


def bars(chart: Chart) -> tuple[str, ...]:
    """One drawing for each row of the table; none at all when nothing is counted."""
    rows = chart.table.rows
    left = max((_sum(row, chart.left) for row in rows), default=0)
    whole = left + max((_sum(row, chart.right) for row in rows), default=0)
    return tuple(_drawing(row, chart, left, whole) for row in rows) if whole else ()


def count(cell: Text) -> int:
    """The number that a cell begins with, 0 when there is none."""
    match = _NUMBER.match(bare(cell))
    return int(match[1]) if match else 0


def _sum(row: tuple[Text, ...], series: tuple[tuple[int, str], ...]) -> int:
    return sum(count(row[column]) for column, _ in series)


def _drawing(row: tuple[Text, ...], chart: Chart, axis: int, whole: int) -> str:
    parts = []
    place = axis
    for column, role in chart.right:
        parts.append(_bar(place, count(row[column]), whole, role))
        place += count(row[column])
    place = axis
    for column, role in chart.left:
        place -= count(row[column])
        parts.append(_bar(place, count(row[column]), whole, role))
    if axis:
        parts.append(f'<rect class="axis" x="{axis * _WIDTH / whole - _LINE:.2f}" y="0" width="{_LINE}" height="{_HEIGHT}"/>')
    return (f'<svg class="bars" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
            f"{''.join(parts)}</svg>")


def _bar(start: int, length: int, whole: int, role: str) -> str:
    return f'<rect class="{role}" x="{_at(start, whole)}" y="0" width="{_at(length, whole)}" height="{_HEIGHT}"/>' if length else ""


def _at(number: int, whole: int) -> str:
    return f"{number * _WIDTH / whole:.2f}".rstrip("0").rstrip(".")
