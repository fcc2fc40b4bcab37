"""Findings made before for the same list or item in the same surroundings: what need not be judged again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator import memory
from generator.assembly import Loaded
from generator.model import Item, ItemList, World

Verdict = tuple[str, str | None, str, str, str | None, str | None]
"""(rule, field, severity, message, hint if it is not the rule's own, what the field says) of one finding, without its place."""

Said = Sequence[Verdict]


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of the items of a list, by position; an item of which nothing was said is absent."""

    alone: Mapping[int, Said] = field(default_factory=dict)
    """Looking at each item by itself."""
    within: Mapping[int, Said] = field(default_factory=dict)
    """Looking at the whole list."""
    glances: Mapping[int, tuple[Any, ...]] = field(default_factory=dict)
    """How its neighbours see it (the cells of a Glance); history is not looked at."""


class Verdicts:
    """What the rules said of each list and item, by the content of all versions they hold and of everything that is no item.

    Kept list by list: the name of its content, the name of the content of each item, and what was told of them.
    """

    def __init__(self, loaded: Loaded, as_of: date) -> None:
        self._surroundings = memory.digest(loaded.surroundings, as_of.isoformat())
        self._sheets, self._contents = loaded.sheets, loaded.contents

    def recall(self, items: ItemList, world: World) -> tuple[Told | None, Told, frozenset[int]]:
        """(all that was told of this list, if it is still the same, else what was told of single items, and of which)."""
        kept = memory.recall("verdicts", self._file(items))
        if kept is None:
            return None, Told(), frozenset()
        content, names, told = kept
        if content == self._list(items, world):
            return Told(*told), Told(), frozenset()
        before = {name: number for number, name in enumerate(names)}
        same = {number: before[name] for number, name in enumerate(self._names(items, world)) if name in before}
        alone, _, glances = ({number: one[old] for number, old in same.items() if old in one} for one in told)
        return None, Told(alone, {}, glances), frozenset(same)

    def keep(self, items: ItemList, world: World, told: Told) -> None:
        """Remember what was told of these items, all of one list, instead of what was known before."""
        memory.keep("verdicts", self._file(items), (
            self._list(items, world), self._names(items, world), (told.alone, told.within, told.glances)))

    def _file(self, items: ItemList) -> str:
        return memory.digest(self._surroundings, items.path)

    def _list(self, items: ItemList, world: World) -> str:
        """The content of the list and of the other lists that hold versions of its items."""
        return memory.digest(*(self._contents[path] for path in (items.path, *sorted(world.versions.beside(items.path)))))

    def _names(self, items: ItemList, world: World) -> list[str]:
        """The content of each item's row and of the rows of its other versions, wherever they stand."""
        rows: dict[str, dict[int, Sequence[str]]] = {}

        def row(item: Item) -> str:
            path = item.source.path
            if path not in rows:
                rows[path] = {row.line: row.cells for row in self._sheets[path].rows}
            columns = "\x1f".join(name or "" for name in self._sheets[path].columns)
            return "\x1e".join((path, columns, *rows[path].get(item.source.line or 0, ())))

        def others(item: Item) -> list[str]:
            versions = world.versions.get(item.item_id or "", ())
            return sorted(map(row, versions)) if len(versions) > 1 else []

        return [memory.digest(row(item), *others(item)) for item in items.items]
