"""An item as its neighbours see it: what rules that compare all items know of each, in plain values that can be kept."""

from typing import NamedTuple, TypeAlias

from generator.legality.basis import judging_days, units
from generator.legality.conduct import normalised
from generator.model import Item, Kind, Status, World

Clause: TypeAlias = tuple[str, int, int | None, int | None, int | None]
"""Law (its full name), article, its suffix, paragraph and item of a single clause."""


class Glance(NamedTuple):
    """A version that applies or may yet, a draft too. `kind` is the official word; days are ordinals, 0 where there is none."""

    item_id: str
    department: str
    kind: str
    conduct: str
    """The violation without its shell."""
    penalty_basis: str
    clauses: tuple[tuple[Clause, str], ...]
    """The single clauses of the penalty basis in its order, each with the name of its law as cited."""
    conditions: str
    start: int
    end: int

    @property
    def seniority(self) -> tuple[bool, int, str, str, str]:
        """The order in which items came: of two that do not fit together it is the newcomer that has to be fitted in."""
        return not self.start, self.start, self.department, _SLUGS[self.kind], self.item_id

    def meets(self, other: "Glance") -> bool:
        """True iff the two may apply on the same day."""
        return bool(self.start and other.start) and (not other.end or self.start < other.end) and (not self.end or other.start < self.end)


_SLUGS = {kind.value: kind.slug for kind in Kind}


def glance(item: Item, world: World) -> Glance | None:
    """The item as its neighbours see it, None when it is history; made from its versions and the shared tables alone."""
    if world.status(item) is Status.ENDED:
        return None
    clauses = tuple(((unit.law_full or "", unit.article or 0, unit.article_sub, unit.paragraph, unit.item), unit.law or "")
                    for unit in units(item, "penalty_basis", world, judging_days(item, world)[-1]))
    return outline(item, world, clauses)


def outline(item: Item, world: World, clauses: tuple[tuple[Clause, str], ...] = ()) -> Glance:
    """The same of any item, without its clauses for those who do not ask for them."""
    interval = world.interval(item)
    return Glance(
        item.item_id or "", item.department, item.kind.value, normalised(item.violation), item.penalty_basis or "", clauses, item.conditions or "",
        interval.start.toordinal() if interval else 0, interval.end.toordinal() if interval and interval.end else 0)
