"""A table as a department sends it, and what a careful official would want of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.worksheet.worksheet import Worksheet

from generator.model import Kind

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Table:
    """A sheet of a workbook, imported as a list of `kind`; `wanted` are the cells that matter of each item, by header.

    A text that ends in ？ (without it) is one of which a person must be told; under "" it is the row as a whole.
    `typed` does to the sheet what values alone do not; a table that is `refused` gives no items.
    """

    name: str
    kind: Kind
    rows: Rows
    wanted: Sequence[Mapping[str, str]]
    merged: tuple[str, ...] = ()
    title: str = "Sheet1"
    more: Mapping[str, Rows] = field(default_factory=dict)
    typed: Callable[[Worksheet], None] | None = None
    refused: bool = False
