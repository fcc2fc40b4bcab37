"""What an article names of items, money, duties and authorities: written as cells at import, read by who judges."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from generator.model import LawArticle
from generator.penalty.amounts import ranges
from generator.penalty.authority import authorities
from generator.penalty.duty import duties

Parsed: TypeAlias = Mapping[str, Any]
"""One article as articles.jsonl has it: article, article_suffix, paragraphs, items and maybe chapter."""


def facts(article: Parsed) -> dict[str, str]:
    """What the article names of money, duties and authorities, as the cells of law_articles.csv."""
    paragraphs = list(_paragraphs(article))
    return {"fines": _by_paragraph(paragraphs, lambda text, items: _money("；".join((text, *items)))),
            "duties": _by_paragraph(paragraphs, duties),
            "authorities": _by_paragraph(paragraphs, lambda text, _: authorities(text))}


def _money(text: str) -> Iterator[str]:
    """100000-500000 of a range of fen, 500000 of a sum by itself."""
    return ("-".join(map(str, written)) for written in ranges(text))


def _paragraphs(article: Parsed) -> Iterator[tuple[str, Sequence[str]]]:
    """(words before the items, items) of each paragraph."""
    for number, paragraph in enumerate(article["paragraphs"]):
        yield paragraph, article["items"][number] if number < len(article["items"]) else ()


def _by_paragraph(paragraphs: Iterable[tuple[str, Sequence[str]]],
                  named: Callable[[str, Sequence[str]], Iterable[object]]) -> str:
    """The facts of all paragraphs as one cell: ; between paragraphs, a space between facts, nothing where there are none."""
    return ";".join(" ".join(map(str, named(*paragraph))) for paragraph in paragraphs).rstrip(";")


def items_of(article: LawArticle, paragraph: int | None) -> range:
    """The item numbers of `paragraph`, or those of any paragraph when none is stated (第X条第（三）项)."""
    counts = [int(count) for count in (article.items or "").split(";") if count.isdigit()]
    if paragraph is not None:
        return range(1, (counts[paragraph - 1] if 0 < paragraph <= len(counts) else 0) + 1)
    return range(1, max(counts, default=0) + 1)


def amounts_of(article: LawArticle, paragraph: int | None = None) -> frozenset[int]:
    """The sums of money, in fen, that `paragraph` names, or the whole article when none is stated."""
    return _amounts(article.fines, paragraph)


def ranges_of(article: LawArticle, paragraph: int | None = None) -> frozenset[tuple[int, ...]]:
    """The same as the law writes them: (minimum, maximum) of a range, (sum,) of a sum by itself."""
    return _ranges(article.fines, paragraph)


@lru_cache(maxsize=4096)  # many items cite the same articles
def _amounts(cell: str | None, paragraph: int | None) -> frozenset[int]:
    return frozenset(one for written in _ranges(cell, paragraph) for one in written)


@lru_cache(maxsize=4096)
def _ranges(cell: str | None, paragraph: int | None) -> frozenset[tuple[int, ...]]:
    return frozenset(tuple(map(int, fact.split("-"))) for fact in _facts(cell, paragraph))


def duties_of(article: LawArticle, paragraph: int | None) -> frozenset[tuple[int, int]]:
    """(article, suffix) of the duties whose breach `paragraph` punishes, as far as it names them by number."""
    found = (fact.partition(".") for fact in _facts(article.duties, paragraph))
    return frozenset((int(number), int(suffix or 0)) for number, _, suffix in found)


def authorities_of(article: LawArticle, paragraph: int | None) -> tuple[str, ...]:
    """The names of the authorities that punish by `paragraph`, in the order of the law; empty where it does not name them."""
    return tuple(dict.fromkeys(_facts(article.authorities, paragraph)))


def _facts(cell: str | None, paragraph: int | None) -> list[str]:
    if paragraph is None:
        return (cell or "").replace(";", " ").split()
    paragraphs = (cell or "").split(";")
    return paragraphs[paragraph - 1].split() if 0 < paragraph <= len(paragraphs) else []
