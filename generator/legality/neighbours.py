"""Items that may be asked for on the same day, found by the clause they rest on."""

from collections.abc import Iterator
from datetime import date

from generator.citation import Citation
from generator.legality.basis import judging_days, units
from generator.model import Item, Status, World


def meet(item: Item, other: Item, world: World) -> bool:
    """True iff the two may apply on the same day."""
    one, two = world.interval(item), world.interval(other)
    return bool(one and two and (two.end is None or one.start < two.end) and (one.end is None or two.start < one.end))


def live(world: World) -> Iterator[Item]:
    """The items that apply or may yet, drafts too, in the order of the tables."""
    return (item for item in world.book.items if world.status(item) is not Status.ENDED)


def clauses(item: Item, world: World) -> frozenset[Citation]:
    """The single clauses of the penalty basis, as they can be compared between items."""
    found = units(item, "penalty_basis", world, judging_days(item, world)[-1])
    return frozenset(Citation(law_full=c.law_full, article=c.article, article_sub=c.article_sub, paragraph=c.paragraph,
                              item=c.item) for c in found)


def seniority(item: Item) -> tuple[date, str, str, str]:
    """The order in which items came: of two that do not fit together it is the newcomer that has to be fitted in."""
    return (item.effective_from or date.max, item.department, item.kind.slug, item.item_id or "")
