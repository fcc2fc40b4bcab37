"""The penalty clauses an item cites, beside the sums that its 法定处罚 states."""

from collections.abc import Iterable
from datetime import date

from generator.citation import Citation
from generator.laws import LawStatus, Registry, amounts_of, registry
from generator.legality.basis import units
from generator.model import Item, LawArticle, World
from generator.penalty import read
from generator.penalty.amounts import sums

_KNOWN = (LawStatus.IN_FORCE, LawStatus.UNVERIFIED)


def stated(item: Item, world: World) -> frozenset[int]:
    """Every sum of money, in fen, in the statutory penalty of the item."""
    return world.of(item, _stated)


def _stated(item: Item, world: World) -> frozenset[int]:
    return frozenset(sums(item.statutory_penalty or ""))


def fined(item: Item) -> frozenset[int]:
    """The bounds, in fen, of the fines that the statutory penalty of the item states."""
    fines = read(item.statutory_penalty or "").fines
    bounds = (bound for fine in fines if (fine.unit or "").startswith("分") for bound in (fine.min, fine.max))
    return frozenset(bound for bound in bounds if isinstance(bound, int))


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


def unverified(found: Iterable[tuple[Citation, LawArticle]], laws: Registry, day: date) -> bool:
    """True iff it is not known whether one of the clauses is in force, so that its recorded text may be an old one."""
    return any(laws.resolve(unit, day).status is LawStatus.UNVERIFIED for unit, _ in found)
