"""What changed between two versions of an item, cell by cell."""

from generator.document.shelf import Shelf
from generator.model import Item, World

UNTOLD = frozenset({"item_id", "edition", "effective_from", "effective_to", "end_reason", "replaced_by", "change_reason"})
"""Columns whose change is said elsewhere: by the interval, the edition or the reason."""
UNCHANGED = "重新公布，内容与前一版相同"


def changed(before: Item, after: Item, shelf: Shelf) -> tuple[tuple[str, str, str], ...]:
    """(header, text before, text after) of every column that differs."""
    return changed_between(before, after, shelf.world)


def amended(before: Item, after: Item, shelf: Shelf) -> str:
    """The columns that differ, in a line."""
    headers = "、".join(header for header, _, _ in changed(before, after, shelf))
    return f"改动：{headers}" if headers else UNCHANGED


def changed_between(before: Item, after: Item, world: World) -> tuple[tuple[str, str, str], ...]:
    """The same, where there is no shelf."""
    found = []
    if before.department != after.department:
        found.append((world.book.header("department"), world.department_name(before.department), world.department_name(after.department)))
    if before.kind is not after.kind:
        found.append((world.book.header("kind"), before.kind.value, after.kind.value))
    for name in Item.columns():
        if name not in UNTOLD and before.text(name) != after.text(name):
            found.append((world.book.header(name), before.text(name), after.text(name)))
    return tuple(found)
