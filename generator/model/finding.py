"""What is told to a person: where a record was written, how much a fault weighs, and why the tool refuses."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a finding weighs; the value is what JSON prints."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The word a reader sees."""
        return {"error": "错误", "warning": "提醒", "info": "提示"}[self.value]


FIRST_LINE = 2
"""Where the first row of a sound table stands: each has one line, after that of the header."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record was written: file path from the root, physical line and spreadsheet row (both 1-based)."""

    path: str
    line: int | None = None
    row: int | None = None

    @classmethod
    def of_sound(cls, path: str, position: int) -> "Source":
        """Of the row at `position` (0-based) of a sound table."""
        return cls(path, position + FIRST_LINE, position + FIRST_LINE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, for a person who must mend it. Findings are values; they are never raised."""

    rule: str
    severity: Severity
    message: str
    hint: str = ""
    path: str = ""
    line: int | None = None
    row: int | None = None
    column: str | None = None
    cell: str | None = None
    field: str | None = None
    item_id: str | None = None
    value: str | None = None
    legal_basis: tuple[str, ...] = ()

    def at(self, column: str | None, cell: str | None) -> "Finding":
        """The finding with the header and the cell of its column; thousands are placed, and `replace` takes thrice as long."""
        return Finding(self.rule, self.severity, self.message, self.hint, self.path, self.line, self.row, column, cell,
                       self.field, self.item_id, self.value, self.legal_basis)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Path, line, column position, rule: the order of every report."""
        column = 0
        for letter in (self.cell or "").rstrip("0123456789"):
            column = column * 26 + ord(letter) - 64
        return (self.path, self.line or 0, column, self.rule, self.message)


def few(names: Sequence[str], noun: str = "", most: int = 5) -> str:
    """The names in a sentence, of many the first few: 甲、乙等; with the `noun` of what is counted 甲、乙等12个."""
    more = "" if len(names) <= most else f"等{len(names)}{noun}" if noun else "等"
    return "、".join(names[:most]) + more


class Refusal(Exception):
    """The tool could not work (exit 2); the text says why and what to do."""
