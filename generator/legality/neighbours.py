"""Items that may be asked for on the same day, found by the clause they rest on."""

import re
from collections.abc import Iterator
from datetime import date

from generator.citation import Citation, read_number
from generator.laws import Registry
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


def articles_named(text: str, laws: Registry) -> frozenset[tuple[str, str]]:
    """(law, article) as far as they can be told at a glance: enough to see which items need not be compared at all."""
    found: list[tuple[str, str]] = []
    for part in text.split("《")[1:]:
        name, _, places = part.partition("》")
        law = laws.names.full(name) or name
        found.extend((law, number if number.isdecimal() else str(read_number(number))) for number in _ARTICLE.findall(places))
    return frozenset(found)


_ARTICLE = re.compile("第([0-9]+|[〇零一二三四五六七八九十百千]+)条")


def seniority(item: Item) -> tuple[date, str, str, str]:
    """The order in which items came: of two that do not fit together it is the newcomer that has to be fitted in."""
    return (item.effective_from or date.max, item.department, item.kind.slug, item.item_id or "")
