"""A sheet may hold several tables, one below the other: each becomes a grid of its own, with its header and what it is a list of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.intake.grid import ANSWERS, Grid
from generator.intake.heading import Heading, Names, Row, blocks, names_of, understood
from generator.intake.kinds import kind_named
from generator.model import Kind, Refusal
from generator.schema import TableSchema

_MOST_TITLES = 50


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its rows with the titles above them, its header, and the kind of list that a title or the sheet names.

    Once chosen, `stated` is the kind of those rows that name none themselves.
    """

    grid: Grid
    heading: Heading
    stated: Kind | None


def divided(grid: Grid, schema: TableSchema, kind: Kind) -> tuple[Table, ...]:
    """The tables of the sheet in their order, read for lists of `kind`; none where no row names columns of a list."""
    names = names_of(schema)
    found = blocks(grid.rows, names)
    tables: list[tuple[list[Row], Heading, Kind | None]] = []
    for number, block in enumerate(found):
        end = found[number + 1].start if number + 1 < len(found) else len(grid.rows)
        header = grid.rows[block.start:block.stop]
        rows = tuple(_unanswered(grid.rows[block.stop:end], header))
        titles = _above(grid.rows, found[number - 1].stop, block.start) if number else grid.rows[:block.start]
        head = understood(header, names, schema, kind, rows)
        _refuse_beside(grid, head, names)
        named = _kind_of(titles)
        before, last, stated = tables[-1] if tables else ([], None, Kind.of(grid.name) or kind_named(grid.name))
        if last:
            del before[len(before) - len(titles):]
        if last and head.columns == last.columns and named in (None, stated):  # a page break: the title printed again is left out, too
            above = [cells for row, cells in before[:_MOST_TITLES] if row < last.top]
            before += [one for one in titles if one[1] not in above] + list(rows)
        else:
            tables.append(([*titles, *header, *rows], head, named or stated))
    return tuple(Table(replace(grid, rows=tuple(rows)), head, stated) for rows, head, stated in tables)


def _unanswered(rows: Sequence[Row], header: Sequence[Row]) -> Iterator[Row]:
    """The rows without what annotate wrote into its column of the sheet."""
    answers = {at for _, cells in header for at, cell in enumerate(cells) if cell == ANSWERS}
    for row, cells in rows:
        said = tuple("" if at in answers else cell for at, cell in enumerate(cells)) if answers else cells
        if any(said):
            yield row, said


def _above(rows: Sequence[Row], first: int, end: int) -> Sequence[Row]:
    """The rows right above a header that say one thing each."""
    begin = end
    while begin > first and len(set(filter(None, rows[begin - 1][1]))) == 1:
        begin -= 1
    return rows[begin:end]


def _kind_of(titles: Sequence[Row]) -> Kind | None:
    """The kind that the nearest title speaks of."""
    return next(filter(None, (kind_named(next(filter(None, cells))) for _, cells in reversed(titles))), None)


def _refuse_beside(grid: Grid, head: Heading, names: Names) -> None:
    twice = [title for title in head.titles if title and names.get(title) == "violation" and head.titles.count(title) > 1]
    if twice:
        raise Refusal(f"{f'工作表“{grid.name}”' if grid.name else '表格'}第{head.row}行有两个“{twice[0]}”，像左右并排的两张表。请把两张表上下排列或者分成两张工作表。")
