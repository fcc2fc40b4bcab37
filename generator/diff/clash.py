"""Two rows under one key: of what a change brought in, the row that came last is the one to mend."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.diff.difference import diff
from generator.model import Finding, Item, World
from generator.schema import faults


def at_the_newer(found: Iterable[Finding], before: World, after: World) -> Iterator[Finding]:
    """The findings, S007 pointing at the row that `before` lacks, wherever it stands among its equals."""
    waiting = tuple(found)
    if not any(one.rule == faults.DUPLICATE.id for one in waiting):
        yield from waiting
        return
    added = {id(change.after) for change in diff(before.book, after.book).items if change.before is None or change.follows}
    rows = {(item.source.path, item.source.line): item for item in after.book.items}
    for one in waiting:
        named = rows.get((one.path, one.line)) if one.rule == faults.DUPLICATE.id else None
        newer = _other(named, after, added) if named and id(named) not in added else None
        yield one if named is None or newer is None else _moved(one, newer, named)


def _other(item: Item, world: World, added: set[int]) -> Item | None:
    return next((one for one in world.versions.get(item.item_id or "", ()) if one.key == item.key and id(one) in added), None)


def _moved(found: Finding, newer: Item, older: Item) -> Finding:
    lead = found.message.partition(" 已经在 ")[0]
    return replace(found, path=newer.source.path, line=newer.source.line, row=newer.source.row, column=None, cell=None,
                   message=f"{lead} 已经在 {older.source.path} 第{older.source.row}行出现过。")
