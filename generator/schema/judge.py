"""The one judge of cells, compiled from a table schema into plain Python."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from generator.model import is_valid
from generator.schema import Column, TableSchema


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong with one cell; `keyword` is the schema keyword (or format) that the cell breaks."""

    column: Column
    keyword: str


Test = Callable[[str], bool]


class Judge:
    """Judges rows (identifier → text, empty cells absent) of one table, of one kind of list."""

    def __init__(self, schema: TableSchema, kind: str | None = None) -> None:
        self._required = frozenset(schema.required(kind))
        self._columns = tuple((column, _tests(column)) for column in schema.columns)

    def violations(self, cells: Mapping[str, str]) -> tuple[Violation, ...]:
        """The first thing wrong with each cell, in the order of the columns; empty when the row is sound."""
        found = []
        for column, tests in self._columns:
            text = cells.get(column.name)
            if text is None:
                if column.name in self._required:
                    found.append(Violation(column, "required"))
                continue
            for keyword, sound in tests:
                if not sound(text):
                    found.append(Violation(column, keyword))
                    break
        return tuple(found)

    def all_sound(self, columns: Sequence[Collection[str]]) -> bool:
        """True iff no row has a violation; `columns` are the cells of each column of the schema, in its order.

        A table that repeats its cells, as most do, is judged by each of them once.
        """
        for (column, tests), cells in zip(self._columns, columns, strict=True):
            different = set(cells)
            if "" in different:
                if column.name in self._required:
                    return False
                different.remove("")
            if any(not all(map(sound, different)) for _, sound in tests):
                return False
        return True


@cache
def is_date(text: str) -> bool:
    """True iff `text` is a day written 2024-01-01."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _tests(column: Column) -> tuple[tuple[str, Test], ...]:
    """The tests of one column, cheapest first; each takes the text of a cell that is not empty."""
    tests: list[tuple[str, Test]] = []
    if column.max_length is not None:
        limit = column.max_length
        tests.append(("maxLength", lambda text: len(text) <= limit))
    if column.enum:
        allowed = frozenset(column.enum)
        tests.append(("enum", allowed.__contains__))
    if column.pattern:
        search = re.compile(column.pattern).search
        tests.append(("pattern", lambda text: search(text) is not None))
    if column.format == "date":
        tests.append(("date", is_date))
    if column.format == "item-id":
        tests.append(("item-id", is_valid))
    return tuple(tests)
