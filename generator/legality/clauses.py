"""The penalty clauses an item cites, beside the sums that its 法定处罚 states."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from generator.article_facts import amounts_of, ranges_of
from generator.citation import Citation
from generator.laws import LawStatus, Registry, registry
from generator.legality.basis import units
from generator.model import Item, LawArticle, World
from generator.penalty import read
from generator.penalty.amounts import spans, sums
from generator.penalty.formula import worded

_KNOWN = (LawStatus.IN_FORCE, LawStatus.UNVERIFIED)


@lru_cache(maxsize=20_000)
def stated(text: str | None) -> frozenset[int]:
    """Every sum of money, in fen, that a statutory penalty states."""
    return frozenset(sums(text)) if text else frozenset()


@lru_cache(maxsize=20_000)
def fined(text: str) -> frozenset[int]:
    """The bounds, in fen, of the fines that a statutory penalty states."""
    bounds = (bound for fine in read(text).fines if (fine.unit or "").startswith("分") for bound in (fine.min, fine.max))
    return frozenset(bound for bound in bounds if isinstance(bound, int))


def listed(fen: Iterable[int]) -> str:
    """Sums of money as they are told, the least first: 5000元、1.5万元."""
    return "、".join(worded(one, "分") for one in sorted(fen))


@lru_cache(maxsize=20_000)
def turned(text: str) -> bool:
    """True iff a range has a minimum above its maximum."""
    return any(span.low is not None and span.high is not None and span.low > span.high and span.unit for span in spans(text))


def clauses(item: Item, world: World, day: date) -> tuple[tuple[Citation, LawArticle], ...]:
    """(clause, article) of every penalty clause on `day`; empty when one is not known, or names no sum of money."""
    laws, found = world.once(registry), []
    for unit in units(item, "penalty_basis", world, day):
        resolution = laws.resolve(unit, day)
        if resolution.article is None or resolution.status not in _KNOWN or not resolution.article.fines:
            return ()
        found.append((unit, resolution.article))
    return tuple(found)


def named(found: Iterable[tuple[Citation, LawArticle]]) -> frozenset[int]:
    """Every sum of money, in fen, that the articles of these clauses name."""
    return frozenset().union(*(amounts_of(article) for _, article in found))


def torn(text: str, found: Iterable[tuple[Citation, LawArticle]]) -> tuple[int, int] | None:
    """A range of these clauses of which a fine in `text` states one end only, as if the law had no other; None when that is not sure."""
    if not (half_open := _half_open(text)):
        return None
    enacted = _enacted(found, stated(text))
    alone = {written[0] for written in enacted if len(written) == 1}
    for bounds in half_open - alone:
        whole = sorted(written for written in enacted if len(written) == 2 and bounds in written)
        if whole and not any(set(written) <= stated(text) for written in whole):
            return whole[0][0], whole[0][1]
    return None


@lru_cache(maxsize=20_000)
def _half_open(text: str) -> frozenset[int]:
    """The sums of the fines that have one sum only, as minimum, as maximum or as both."""
    fines = ({fine.min, fine.max} - {None} for fine in read(text).fines if (fine.unit or "").startswith("分"))
    return frozenset(one for bounds in fines if len(bounds) == 1 for one in bounds if isinstance(one, int))


def _enacted(found: Iterable[tuple[Citation, LawArticle]], sums_stated: frozenset[int]) -> frozenset[tuple[int, ...]]:
    """What the cited paragraphs say of money; the whole articles where the text has sums of another paragraph too."""
    found = tuple(found)
    cited = frozenset().union(*(ranges_of(article, unit.paragraph) or ranges_of(article) for unit, article in found))
    if sums_stated <= {one for written in cited for one in written}:
        return cited
    return frozenset().union(*(ranges_of(article) for _, article in found))


def unverified(found: Iterable[tuple[Citation, LawArticle]], laws: Registry, day: date) -> bool:
    """True iff it is not known whether one of the clauses is in force, so that its recorded text may be an old one."""
    return any(laws.resolve(unit, day).status is LawStatus.UNVERIFIED for unit, _ in found)
