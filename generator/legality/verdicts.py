"""Findings made before for the same list or item in the same surroundings: what need not be judged again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator import memory
from generator.book import Loaded
from generator.model import Item, World

Verdict = tuple[str, str | None, str, str, str | None]
"""(rule, field, severity, message, hint if it is not the rule's own) of one finding, without its place."""

Said = Sequence[Verdict]


@dataclass(frozen=True, slots=True)
class Known:
    """What was said before of the items of a list (by position): `of_items` looking at each alone, `of_list` at the whole list.

    An item that is missing must be judged; `of_list` is None when the whole list must.
    """

    of_items: Mapping[int, Said]
    of_list: Mapping[int, Said] | None = None


class Verdicts:
    """What the rules said of each list and item, by the content of all versions they hold and of everything that is no item.

    Kept list by list: {"list": name of its content, "items": [[name of the item's content, said of it, said of it in its list], …]}.
    """

    def __init__(self, loaded: Loaded, as_of: date) -> None:
        self._surroundings = memory.digest(loaded.surroundings, as_of.isoformat())
        self._sheets, self._contents = loaded.sheets, loaded.contents

    def recall(self, items: Sequence[Item], world: World) -> Known:
        """What is known of these items, all of one list."""
        kept = memory.recall("verdicts", self._file(items))
        if kept is None:
            return Known({})
        if kept["list"] == self._list(items, world):
            return Known({n: said for n, (_, said, _) in enumerate(kept["items"])},
                         {n: said for n, (_, _, said) in enumerate(kept["items"])})
        before = {name: said for name, said, _ in kept["items"]}
        return Known({n: before[name] for n, name in enumerate(self._names(items, world)) if name in before})

    def keep(self, items: Sequence[Item], world: World, of_items: Mapping[int, Said], of_list: Mapping[int, Said]) -> None:
        """Remember what was said of these items, all of one list, instead of what was known before."""
        said = [[name, of_items.get(n, ()), of_list.get(n, ())] for n, name in enumerate(self._names(items, world))]
        memory.keep("verdicts", self._file(items), {"list": self._list(items, world), "items": said})

    def _file(self, items: Sequence[Item]) -> str:
        return memory.digest(self._surroundings, items[0].source.path)

    def _list(self, items: Sequence[Item], world: World) -> str:
        """The content of the list and of the other lists that hold versions of its items."""
        own = items[0].source.path
        several = world.once(_several)
        others = {version.source.path for item in items for version in several.get(item.item_id or "", ())} - {own}
        return memory.digest(self._contents[own], *(self._contents[path] for path in sorted(others)))

    def _names(self, items: Sequence[Item], world: World) -> list[str]:
        """The content of each item's row and of the rows of its other versions, wherever they stand."""
        rows: dict[str, dict[int, Sequence[str]]] = {}

        def row(item: Item) -> str:
            path = item.source.path
            if path not in rows:
                rows[path] = {row.line: row.cells for row in self._sheets[path].rows}
            columns = "\x1f".join(name or "" for name in self._sheets[path].columns)
            return "\x1e".join((path, columns, *rows[path].get(item.source.line or 0, ())))

        several = world.once(_several)
        return [memory.digest(row(item), *sorted(map(row, several.get(item.item_id or "", ())))) for item in items]


def _several(world: World) -> Mapping[str, Sequence[Item]]:
    """All versions of the items that have several."""
    return {item_id: versions for item_id, versions in world.versions.items() if len(versions) > 1}
