"""Personal data that slipped through is hidden before anything is made of a Book, old versions included."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from generator.document.words import HIDDEN
from generator.model import Item, World
from generator.model.record import ATTRIBUTE_OF

KEPT = frozenset({"item_id", "edition", "effective_from", "effective_to", "replaced_by"})
"""What makes an item findable and its status known; none of it can hold personal data."""


def redacted(world: World) -> World:
    """The same world with every redacted field of every version replaced by 「已依法隐去」."""
    hidden: dict[str, set[str]] = defaultdict(set)
    for row in world.book.redactions:
        if row.item_id and row.field and row.field not in KEPT:
            hidden[row.item_id].add(row.field)
    if not hidden:
        return world
    items = tuple(_hide(item, hidden[item.item_id]) if item.item_id in hidden else item for item in world.book.items)
    return World(replace(world.book, items=items), world.as_of)


def _hide(item: Item, names: set[str]) -> Item:
    values: dict[str, Any] = {}
    for name in names:
        attribute = ATTRIBUTE_OF.get(name, name)
        value = getattr(item, attribute, None)
        if isinstance(value, str):
            values[attribute] = HIDDEN
        elif isinstance(value, tuple):
            values[attribute] = (HIDDEN,) if value else ()
        elif value is not None:
            values[attribute] = None
    return replace(item, **values)
