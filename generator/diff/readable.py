"""What both of two states can be compared in: a table that one of them cannot read is taken from the other, and named."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from generator.assembly import RECORDS, Loaded, locate
from generator.diff.comparison import Unread
from generator.model import Book, Finding, Kind
from generator.schema import faults, tables

_WHOLE = frozenset({faults.UNREADABLE.id, faults.QUOTES.id})
"""Faults by which nothing of a file is taken; of a header nobody knows, too."""


def unread(loaded: Loaded, since: bool = True) -> tuple[Unread, ...]:
    """The tables, and rows of tables, that `loaded` could not take in."""
    found = [_of(finding, loaded, since) for finding in loaded.findings]
    return tuple(one for one in found if one)


def sides(before: Loaded, after: Loaded) -> tuple[tuple[Book, Book], tuple[Unread, ...]]:
    """The two Books, and what they cannot be compared in. There both say what the side that can be read says."""
    lost = (*unread(before, since=False), *unread(after, since=True))
    books = before.book, after.book
    for one in lost:
        if one.whole:
            giver, taker = (before, 1) if one.since else (after, 0)
            mended = _with_rows(books[taker], giver.book, one.path)
            books = (mended, books[1]) if taker == 0 else (books[0], mended)
    return books, lost


def _of(finding: Finding, loaded: Loaded, since: bool) -> Unread | None:
    sheet = loaded.sheets.get(finding.path)
    headless = finding.rule == faults.HEADER.id and sheet is not None and not any(sheet.columns)
    if finding.rule in _WHOLE or headless:
        return Unread(finding.path, since, finding.message)
    if finding.rule == faults.WIDTH.id:
        return Unread(finding.path, since, f"第{finding.row}行：{finding.message}", whole=False)
    return None


def _with_rows(book: Book, giver: Book, path: str) -> Book:
    """`book` with the rows that `giver` has of the table at `path`."""
    located = locate(path, tables())
    if located is None:
        return book
    name, place = located
    if name == "city":
        return replace(book, city=giver.city)
    noun = "items" if name == "exemptions" else name
    given: Any = getattr(giver, noun)
    if name in RECORDS:
        given = (*_elsewhere(getattr(book, noun), path), *(row for row in given if row.source.path == path))
    changed: dict[str, Any] = {noun: given}
    if name == "exemptions":
        def here(listed: tuple[str, Kind]) -> bool:
            return (listed[0], listed[1].slug) == (place["department"], place["kind"])

        changed["lists"] = (*(one for one in book.lists if not here(one)), *filter(here, giver.lists))
    return replace(book, **changed)


def _elsewhere(rows: Iterable[Any], path: str) -> Iterator[Any]:
    return (row for row in rows if row.source.path != path)
