"""Items that may be asked for on the same day, and which of them came first."""

from datetime import date

from generator.model import Item, World


def meet(item: Item, other: Item, world: World) -> bool:
    """True iff the two may apply on the same day."""
    one, two = world.interval(item), world.interval(other)
    return bool(one and two and (two.end is None or one.start < two.end) and (one.end is None or two.start < one.end))


def seniority(item: Item) -> tuple[date, str, str, str]:
    """The order in which items came: of two that do not fit together it is the newcomer that has to be fitted in."""
    return (item.effective_from or date.max, item.department, item.kind.slug, item.item_id or "")
