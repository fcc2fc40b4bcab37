"""What reading a sheet gives: its items in our columns, what was changed on the way, and what is left to a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.intake.heading import Heading
from generator.model import Finding


@dataclass(frozen=True, slots=True)
class Mend:
    """One change on the way in, at a place of the sheet; `column` is our header."""

    row: int
    cell: str | None
    column: str
    before: str
    after: str
    why: str

    @property
    def place(self) -> str:
        """Its cell; of a mend that is about no single cell, its row."""
        return self.cell or f"第{self.row}行"

    def to_json(self) -> dict[str, object]:
        """The public JSON shape."""
        return {"row": self.row, "cell": self.cell, "column": self.column, "before": self.before, "after": self.after, "reason": self.why}


class Skipped(NamedTuple):
    """A row that is no item of the list: its spreadsheet row, what it says, and why it was left out."""

    row: int
    text: str
    why: str

    def to_json(self) -> dict[str, object]:
        """The public JSON shape."""
        return {"row": self.row, "text": self.text, "reason": self.why}


@dataclass(frozen=True, slots=True)
class Taken:
    """One item as read: its spreadsheet row, and its cells (identifier → text, empty ones absent)."""

    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Taking:
    """What a sheet gave. `path` is how findings name it; a sheet with several tables has several `headings`."""

    path: str
    headings: tuple[Heading, ...]
    rows: tuple[Taken, ...]
    mends: tuple[Mend, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]

    @property
    def heading(self) -> Heading:
        """The first header."""
        return self.headings[0]

    def heading_at(self, row: int) -> Heading:
        """The header under which a row stands."""
        return next((one for one in reversed(self.headings) if one.row <= row), self.headings[0])

    @property
    def columns(self) -> frozenset[str]:
        """Our columns that every table of the sheet has."""
        return frozenset.intersection(*(frozenset(filter(None, one.columns)) for one in self.headings))

    def with_next(self, other: "Taking") -> "Taking":
        """This, and the next table of the same sheet."""
        return Taking(self.path, (*self.headings, *other.headings), (*self.rows, *other.rows), (*self.mends, *other.mends),
                      (*self.findings, *other.findings), (*self.skipped, *other.skipped))


def apart(takings: Sequence[Taking]) -> Iterator[Taking]:
    """Several lists from one sheet, what was said of the sheet as a whole once: no row that is an item of another counts as left out."""
    items = {row.row for taking in takings for row in taking.rows}
    told: set[object] = set()
    for taking in takings:
        skipped = [one for one in taking.skipped if one.row not in items and one not in told]
        mends, findings = [one for one in taking.mends if one not in told], [one for one in taking.findings if one not in told]
        told |= {*skipped, *mends, *findings}
        yield replace(taking, skipped=tuple(skipped), mends=tuple(mends), findings=tuple(findings))


def lacking(header: str, rows: int) -> str:
    """What is said of a required column that the sheet does not have."""
    return f"原表没有“{header}”这一列，{rows}行没有填写。"


def same_rows(rows: Sequence[Taken]) -> dict[int, int]:
    """Row → an earlier row of the file that says the very same in every cell."""
    first: dict[tuple[tuple[str, str], ...], int] = {}
    return {row.row: before for row in rows if (before := first.setdefault(tuple(sorted(row.cells.items())), row.row)) != row.row}
