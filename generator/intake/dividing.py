"""A sheet may hold several tables, one below the other: each becomes a grid of its own, with its header and what it is a list of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.intake.grid import Grid
from generator.intake.heading import Heading, Names, Row, blocks, names_of, understood
from generator.intake.lines import kind_named
from generator.model import Kind, Refusal
from generator.schema import TableSchema


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its rows with the titles above them, its header, and the kind of list that a title or the sheet names."""

    grid: Grid
    heading: Heading
    stated: Kind | None


def divided(grid: Grid, schema: TableSchema, kind: Kind) -> tuple[Table, ...]:
    """The tables of the sheet in their order, read for lists of `kind`; none where no row names columns of a list."""
    names = names_of(schema)
    found = blocks(grid.rows, names)
    tables: list[Table] = []
    for number, block in enumerate(found):
        end = found[number + 1].start if number + 1 < len(found) else len(grid.rows)
        rows = grid.rows[block.stop:end]
        titles = list(grid.rows[:block.start]) if not number else _above(grid.rows, found[number - 1].stop, block.start)
        head = understood([grid.rows[at] for at in block], names, schema, kind, rows)
        _refuse_beside(grid, head, names)
        named = _kind_of(titles)
        last = tables[-1] if tables else None
        if last and head.columns == last.heading.columns and named in (None, last.stated):
            tables[-1] = _continued(last, titles, rows)
            continue
        if last and titles:
            tables[-1] = replace(last, grid=replace(last.grid, rows=last.grid.rows[:-len(titles)]))
        stated = named or (last.stated if last else Kind.of(grid.name) or kind_named(grid.name))
        tables.append(Table(replace(grid, rows=(*titles, *(grid.rows[at] for at in block), *rows)), head, stated))
    return tuple(tables)


def _above(rows: Sequence[Row], first: int, end: int) -> list[Row]:
    """The rows right above a header that say one thing each."""
    begin = end
    while begin > first and len(set(filter(None, rows[begin - 1][1]))) == 1:
        begin -= 1
    return list(rows[begin:end])


def _kind_of(titles: Sequence[Row]) -> Kind | None:
    """The kind that the nearest title speaks of."""
    return next(filter(None, (kind_named(next(filter(None, cells))) for _, cells in reversed(titles))), None)


def _continued(table: Table, titles: Sequence[Row], rows: Sequence[Row]) -> Table:
    """The table goes on after a page break: the header, and a title printed again, are left out."""
    above = {cells for row, cells in table.grid.rows if row < table.heading.top}
    again = {row for row, cells in titles if cells in above}
    kept = (one for one in table.grid.rows if one[0] not in again)
    return replace(table, grid=replace(table.grid, rows=(*kept, *rows)))


def _refuse_beside(grid: Grid, head: Heading, names: Names) -> None:
    twice = [title for title in head.titles if title and names.get(title) == "violation" and head.titles.count(title) > 1]
    if twice:
        raise Refusal(f"{f'工作表“{grid.name}”' if grid.name else '表格'}第{head.row}行有两个“{twice[0]}”，像左右并排的两张表。请把两张表上下排列或者分成两张工作表。")


def of_kind(tables: Sequence[Table], kind: Kind) -> Iterator[Table]:
    """The tables of this kind: those that say so, and where none does, those that say nothing."""
    stated = [table for table in tables if table.stated is kind]
    yield from stated or (table for table in tables if table.stated is None)
