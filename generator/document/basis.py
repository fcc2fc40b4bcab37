"""The law an item stands on: citations that lead to the law's page, and the notice when a basis has lapsed."""

from collections.abc import Iterator, Mapping
from functools import cache

from generator.citation import Citation, print_canonical
from generator.document import addresses, words
from generator.document.blocks import Inline, Link, Text
from generator.document.shelf import Shelf
from generator.laws import LawStatus, Resolution
from generator.model import Item, Status

BASES = ("obligation_basis", "penalty_basis", "coercion_basis", "relief_basis")

_LAPSED = (LawStatus.REPEALED, LawStatus.SUPERSEDED)
_MISSING = (LawStatus.NO_SUCH_ARTICLE, LawStatus.NO_SUCH_PARAGRAPH, LawStatus.NO_SUCH_ITEM)


@cache
def _said(citation: Citation) -> str:
    return print_canonical((citation,))


def linked(text: str | None, shelf: Shelf, keys: Mapping[str, str]) -> Text:
    """The citations of a cell, each leading to its law; the cell as it stands when it cannot be read as citations.

    `keys` are full names → law_key of the laws that have a page.
    """
    if not text:
        return ""
    citations = shelf.laws.citations(text)
    if not citations or print_canonical(citations) != text:
        return text
    return _joined(citations, keys)


def _joined(citations: tuple[Citation, ...], keys: Mapping[str, str]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for citation in citations:
        if found:
            found.append("；")
        key = keys.get(citation.law_full or "")
        said = _said(citation)
        found.append(Link(said, addresses.law(key, citation)) if key else said)
    return tuple(found)


def lapsed(item: Item, shelf: Shelf) -> Iterator[str]:
    """The fixed notices: a basis of a version that applies (or will) has ceased to hold since."""
    status, interval = shelf.status(item), shelf.interval(item)
    if interval is None or status not in (Status.IN_FORCE, Status.SCHEDULED):
        return
    day = max(shelf.as_of, interval.start)
    said = set()
    for name in BASES:
        for citation in shelf.laws.citations(getattr(item, name)):
            notice = _notice(citation, shelf.laws.resolve(citation, day))
            if notice and notice not in said:
                said.add(notice)
                yield notice


def _notice(citation: Citation, found: Resolution) -> str | None:
    version, law = found.version, citation.law_full
    if version is None or law is None:
        return None
    if found.status in _LAPSED and version.effective_to:
        return f"所依据的《{law}》已于{words.day(version.effective_to)}失效，本事项待调整"
    if found.status in _MISSING and version.effective_from:
        return f"所依据的《{law}》已于{words.day(version.effective_from)}修改，所引条款不复存在，本事项待调整"
    return None
