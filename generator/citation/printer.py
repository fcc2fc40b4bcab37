"""Canonical text of citations: 《法名》（版本，文号）第三十三条第一款第（一）项."""

from collections.abc import Iterable

from .model import Citation, RangeEnd
from .words import article_label, to_chinese

_Levels = tuple[int | None, int | None, int | None, int | None]


def print_canonical(citations: Iterable[Citation]) -> str:
    """Citations joined with ；, each with its law, so that no one depends on its neighbour.

    A relative citation whose law is known is printed with that law; one whose law is unknown keeps its word (本法第三条).
    """
    return "；".join(_print(citation) for citation in citations)


def _print(citation: Citation) -> str:
    if citation.law is None:
        head = citation.relative or ""
    else:
        notes = "，".join(note for note in (citation.version, citation.doc_no) if note)
        head = f"《{citation.law}》" + (f"（{notes}）" if notes else "")
    levels = (citation.article, citation.article_sub, citation.paragraph, citation.item)
    text = head + _units(levels)
    if citation.subitem:
        text += f"第{to_chinese(citation.subitem)}目"
    return text + (_range_end(levels, citation.to) if citation.to else "")


def _units(levels: _Levels) -> str:
    article, sub, paragraph, item = levels
    text = article_label(article, sub) if article else ""
    if paragraph:
        text += f"第{to_chinese(paragraph)}款"
    return text + (f"第（{to_chinese(item)}）项" if item else "")


def _range_end(start: _Levels, to: RangeEnd) -> str:
    end = (to.article, to.article_sub, to.paragraph, to.item)
    if start[:2] != end[:2]:
        return "至" + _units(end)
    # Levels shared with the start are inherited, provided that the first one printed is stated.
    if start[2] == end[2] and end[3]:
        return "至" + _units((None, None, None, end[3]))
    if start[2] != end[2] and end[2]:
        return "至" + _units((None, None, end[2], end[3]))
    return "至" + _units(end)
