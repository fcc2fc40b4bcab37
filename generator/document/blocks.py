"""The eight blocks every published page and document is made of; printers turn them into HTML, DOCX, PDF, Markdown."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Period:
    """[since, until): a printer that can move with the reader's date (HTML) turns the status at these days."""

    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: `target` is a place of the site (`items/2026-00417-N/`, `#anchor`)."""

    text: str
    target: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words set off from their line: a status, a count, the name of a list."""

    text: str
    role: str
    period: Period | None = None


Inline: TypeAlias = str | Link | Mark
Text: TypeAlias = str | tuple[Inline, ...]
"""A run of words; a plain string is the common case."""


def bare(text: Text) -> str:
    """The words of a run, without what its links and marks add."""
    return text if isinstance(text, str) else "".join(part if isinstance(part, str) else part.text for part in text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the page's title (level 2 and deeper)."""

    text: Text
    level: int = 2
    anchor: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: Text
    role: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; a `checklist` is one whose entries the reader ticks off."""

    entries: tuple[Text, ...]
    role: str = ""
    checklist: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and their values."""

    pairs: tuple[tuple[str, Text], ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row names the row. Every row has as many cells as there are headers.

    `widths` are the shares of the columns on paper; without them all are alike.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    role: str = ""
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A table of counts, drawn as a bar beside each row where the medium can; the table is the source and has all the words.

    `right` and `left` are (column, role): what is laid end to end from the axis to either side. A cell counts by the number it
    begins with; a cell without one counts nothing.
    """

    table: Table
    right: tuple[tuple[int, str], ...]
    left: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark the reader must not miss: a status strip, a caution, a notice."""

    text: Text
    role: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that belong together under a title; `folded` ones open on demand where the medium can."""

    title: Text
    blocks: "tuple[Block, ...]"
    anchor: str = ""
    role: str = ""
    level: int = 2
    folded: bool = False


Block: TypeAlias = Heading | Paragraph | Bullets | Facts | Table | Chart | Note | Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: `path` ends with / (`items/2026-00417-N/`), `section` is the part of the site it belongs to.

    `heading` has the words of the title in parts that stay together; without it a line of the title may end anywhere.
    """

    path: str
    title: str
    section: str
    blocks: tuple[Block, ...]
    description: str = ""
    role: str = ""
    crumbs: tuple[Link, ...] = ()
    heading: tuple[Mark, ...] = ()
