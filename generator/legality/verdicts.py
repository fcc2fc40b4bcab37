"""Findings made before for the same item in the same surroundings: what need not be judged again."""

from collections import defaultdict
from datetime import date
from typing import Any

from generator import memory
from generator.book import Loaded
from generator.model import Item, World

Verdict = tuple[str, str | None, str, str, str]
"""(rule, field, severity, message, hint) of one finding, without its place."""


class Verdicts:
    """What the rules said of each item, by the content of all its versions and of everything that is not an item."""

    def __init__(self, loaded: Loaded, as_of: date) -> None:
        self._surroundings = memory.digest(loaded.surroundings, as_of.isoformat())
        self._rows = {path: {row.line: row.cells for row in sheet.rows} for path, sheet in loaded.sheets.items()
                      if path.startswith("lists/exemptions/")}
        self._columns = {path: "\x1f".join(name or "" for name in sheet.columns) for path, sheet in loaded.sheets.items()}
        self._known: dict[str, dict[str, Any]] = {}
        self._new: dict[str, dict[str, Any]] = defaultdict(dict)

    def recall(self, item: Item, world: World) -> tuple[Verdict, ...] | None:
        """What was said of `item`, None when it must be judged."""
        path = item.source.path
        if path not in self._known:
            self._known[path] = memory.recall("verdicts", self._file(path)) or {}
        if not self._known[path]:
            return None
        key = self._key(item, world)
        said = self._known[path].get(key)
        if said is None:
            return None
        self._new[path][key] = said
        return tuple((rule, field, severity, message, hint) for rule, field, severity, message, hint in said)

    def note(self, item: Item, world: World, said: tuple[Verdict, ...]) -> None:
        """Remember what was said of `item`."""
        self._new[item.source.path][self._key(item, world)] = said

    def keep(self) -> None:
        """Write what is new; verdicts on rows that are gone are forgotten."""
        for path, said in self._new.items():
            if said.keys() != self._known.get(path, {}).keys():
                memory.keep("verdicts", self._file(path), said)

    def _file(self, path: str) -> str:
        return memory.digest(self._surroundings, path)

    def _key(self, item: Item, world: World) -> str:
        """The content of the item's row and of its other versions, wherever they stand."""
        siblings = world.versions.get(item.item_id or "", (item,))
        parts = [self._row(item)]
        if len(siblings) > 1:
            parts.extend(sorted(self._row(sibling) for sibling in siblings))
        return memory.digest(*parts)

    def _row(self, item: Item) -> str:
        path, line = item.source.path, item.source.line or 0
        return "\x1e".join((path, self._columns[path], *self._rows[path].get(line, ())))
