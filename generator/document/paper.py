"""A document for paper and office programs: a text, its annexes and what tells it from a forgery. Printers turn it into DOCX, PDF, OFD."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from generator.document.blocks import Block, Facts, Heading, Paragraph, Table
from generator.document.words import day

DRAFT = "草案"
NOT_THE_ACT = "公布文本，以正式印发件为准"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """A list under its title: a table, or the sentence that says it is empty.

    `fields` are the same rows with a column for each field, for a medium without an edge.
    """

    title: str
    table: Table | None = None
    fields: Table | None = None
    empty: str = ""

    @property
    def block(self) -> Block:
        """The table or the sentence."""
        return self.table or Paragraph(self.empty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """红头 and 版记, which only an office may put on its own paper: 发文机关标志, 抄送 (or none), and which office printed it when."""

    mark: str
    copied: str = ""
    office: str
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document of GB/T 9704-2012.

    `name` is the file's name without suffix, `marks` stand at the top of every page, `identity` says what the document
    was made from, `address` is its permanent address (complete, or empty when the site has none yet). A `book` is no document
    with annexes but a collection, whose parts are listed with their pages. `duplex`: the binding edge changes sides on even pages.
    """

    name: str
    title: str
    addressee: str = ""
    body: tuple[Block, ...]
    annexes: tuple[Annex, ...]
    issuer: str = ""
    doc_no: str = ""
    dated: date | None = None
    marks: tuple[str, ...] = ()
    identity: Facts
    address: str = ""
    as_of: date
    head: Head | None = None
    book: bool = False
    duplex: bool = False

    @property
    def annex_notes(self) -> tuple[str, ...]:
        """附件说明: 「附件：1. …」, one a line, without a closing mark; in a book the entries of its contents."""
        if self.book:
            return tuple(f"{number}. {annex.title}" for number, annex in enumerate(self.annexes, 1))
        if len(self.annexes) == 1:
            return (f"附件：{self.annexes[0].title}",)
        return tuple(f"{'附件：' if number == 1 else ''}{number}. {annex.title}" for number, annex in enumerate(self.annexes, 1))

    def label(self, number: int) -> str:
        """What stands over annex `number` (1-based): 附件1, or 附件 when it is the only one; in a book its number."""
        if self.book:
            return f"{number}."
        return f"附件{number}" if len(self.annexes) > 1 else "附件"

    @property
    def signed(self) -> tuple[str, ...]:
        """The lines of signature: who and when."""
        if not self.issuer:
            return ()
        return (self.issuer, day(self.dated) if self.dated else "（印发日期未定）")

    @property
    def signed_indents(self) -> tuple[float, ...]:
        """For each line of signature, how many characters it stands from the right: the day four, the name centred over it."""
        if not self.signed:
            return ()
        name, dated = map(_characters, self.signed)
        return (max(0.0, _SEAL + (dated - name) / 2), _SEAL)

    def blocks(self) -> Iterator[Block]:
        """Every word in its order, as a page of blocks."""
        if self.doc_no:
            yield Paragraph(self.doc_no)
        yield Heading(self.title)
        if self.addressee:
            yield Paragraph(self.addressee)
        yield from self.body
        yield from map(Paragraph, self.annex_notes)
        yield from map(Paragraph, self.signed)
        yield self.identity
        for number, annex in enumerate(self.annexes, 1):
            yield Paragraph(self.label(number))
            yield Heading(annex.title)
            yield annex.block


_SEAL = 4.0
"""Characters that a sealed document leaves free to the right of its day."""


def _characters(text: str) -> float:
    """How many characters wide; a figure is half of one, with a quarter of one between figures and others."""
    return sum(0.5 if character.isascii() else 1.0 for character in text) + sum(0.25 for a, b in pairwise(text) if a.isascii() != b.isascii())


_TITLE = 19
"""Characters of 2号 that a line of the title holds with room to spare."""
_CLOSING = "》）〕，、的年版修订号"
_LINES, _CHARACTER = 24, 3.7
"""Lines of a table that a lying page holds beside the header, and millimetres of a 五号 character."""


def title_lines(title: str) -> tuple[str, ...]:
    """The title in lines of like length, broken before 《 and after 关于印发 where that keeps them alike."""
    count = -(-len(title) // _TITLE)
    lines, rest = [], title
    while count > 1:
        wanted = -(-len(rest) // count)
        places = [place for place in range(max(1, wanted - 4), min(len(rest), wanted + 4, _TITLE + 1)) if _may_break(rest, place)]
        place = min(places or [wanted], key=lambda place: (abs(place - wanted) - 3 * _good_break(rest, place), place))
        lines.append(rest[:place])
        rest, count = rest[place:], count - 1
        count = max(count, -(-len(rest) // _TITLE))
    return (*lines, rest)


def _may_break(text: str, place: int) -> bool:
    return text[place] not in _CLOSING and text[place - 1] not in "《（〔" and not (text[place - 1].isdigit() or text[place].isdigit())


def _good_break(text: str, place: int) -> bool:
    return text[place] in "《（" or text[:place].endswith(("局", "关于", "印发", "》"))


def tall(cells: Sequence[str], table: Table) -> bool:
    """True iff a row may not fit on a page and so must be allowed to break, lest words be lost."""
    shares = table.widths or (1,) * len(table.headers)
    millimetres = (225 * share / sum(shares) - 2 for share in shares)
    return any(len(cell) / max(room / _CHARACTER, 1) > _LINES for cell, room in zip(cells, millimetres, strict=True))
