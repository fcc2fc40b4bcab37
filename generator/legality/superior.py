"""What a superior authority has published for the same conduct, and in what an item goes beyond it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from generator.citation import Citation
from generator.laws import registry
from generator.legality.basis import overlaps, single, units_of
from generator.legality.conduct import likeness, pairs, similar
from generator.legality.quantities import Quantity, folded, quantities
from generator.model import Item, Kind, SuperiorItem, World
from generator.penalty import read

_LENIENCY = (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY, Kind.NO_PENALTY)
_CLAUSE_ALIKE = 0.5
"""Quantities are compared where the clauses around them share at least half of their pairs of characters."""


def published_above(item: Item, world: World, day: date) -> tuple[SuperiorItem, ...]:
    """The superior entries that hold on `day` for the same penalty clause and a like conduct."""
    if item.kind is Kind.NO_COERCION or not item.penalty_basis:
        return ()
    return tuple(row for row in world.known(_under, item.penalty_basis, day) if similar(item.violation, row.violation))


def _under(penalty_basis: str, day: date, world: World) -> tuple[SuperiorItem, ...]:
    """The superior entries that hold on `day` for one of these clauses."""
    index = world.once(_by_article)
    found = {id(row): row for unit in world.known(units_of, penalty_basis, day) for row, cited in index.get((unit.law_full, unit.article), ())
             if row.holds_on(day) and overlaps(unit, cited)}
    return tuple(found.values())


def _by_article(world: World) -> Mapping[tuple[str | None, int | None], tuple[tuple[SuperiorItem, Citation], ...]]:
    laws = world.once(registry)
    found: dict[tuple[str | None, int | None], list[tuple[SuperiorItem, Citation]]] = defaultdict(list)
    for row in world.book.superior:
        for unit in (unit for citation in laws.citations(row.penalty_basis) for unit in single(citation)):
            found[unit.law_full, unit.article].append((row, unit))
    return {article: tuple(rows) for article, rows in found.items()}


def wider_kind(item: Item, rows: tuple[SuperiorItem, ...]) -> SuperiorItem | None:
    """The most lenient superior entry when the item is more lenient than all of them."""
    ranked = sorted(((_LENIENCY.index(kind), row) for row in rows if (kind := Kind.of(row.kind or "")) in _LENIENCY),
                    key=lambda pair: pair[0])
    return ranked[-1][1] if ranked and ranked[-1][0] < _LENIENCY.index(item.kind) else None


def lower_fine(item: Item, row: SuperiorItem) -> bool:
    """True iff both state one absolute fine, and the item's may fall below the superior's lower bound."""
    ours, theirs = read(item.outcome or "").fines, read(row.outcome or "").fines
    if len(ours) != 1 or len(theirs) != 1 or ours[0].base != theirs[0].base or theirs[0].min is None:
        return False
    return ours[0].min is None or ours[0].min < theirs[0].min


def wider_quantity(item: Item, row: SuperiorItem) -> tuple[str, str] | None:
    """(the superior's clause, the item's clause) of the first quantity that lets more people in; None when there is none."""
    own = list(_measured(item.conditions))
    for clause, context, bound in _measured(row.conditions):
        comparable = [(likeness(context, theirs), -n) for n, (_, theirs, other) in enumerate(own)
                      if other.measure == bound.measure and other.bound is bound.bound]
        best, place = max(comparable, default=(0.0, 0))
        if best >= _CLAUSE_ALIKE:
            mine, _, quantity = own[-place]
            if quantity.size != bound.size and quantity.wider_than(bound):
                return clause, mine
    return None


def _measured(text: str | None) -> Iterator[tuple[str, frozenset[int], Quantity]]:
    """(clause, its words without the quantity, the quantity) of every quantity in a text."""
    for clause in re.split("[，,。；;：:\n]", folded(text or "")):
        for quantity in quantities(clause):
            yield clause, pairs(clause[: quantity.start] + clause[quantity.end:]), quantity
