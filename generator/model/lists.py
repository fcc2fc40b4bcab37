"""The items of the lists of a city, each list read when it is asked for."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from generator.model.finding import Source
from generator.model.nouns import Item, Kind

LISTS = "lists/exemptions/"
"""Where the lists stand, from the root."""


def list_path(department: str, kind: Kind) -> str:
    """Where the list of a department (a code) stands, from the root."""
    return f"{LISTS}{department}/{kind.slug}.csv"


class ItemList:
    """One list. `ids` are the identifiers of its items, empty where one has none, in the order of the table."""

    def __init__(self, path: str, ids: Sequence[str], read: Callable[[], tuple[Item, ...]]) -> None:
        self.path = path
        self.ids = ids
        self._read = read
        self._items: tuple[Item, ...] | None = None

    @classmethod
    def of(cls, path: str, items: tuple[Item, ...]) -> "ItemList":
        """A list that has been read."""
        made = cls(path, tuple(item.item_id or "" for item in items), lambda: items)
        made._items = items
        return made

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items, read the first time."""
        if self._items is None:
            self._items = self._read()
        return self._items

    def forget(self) -> None:
        """Let go of items that were read for a moment; who asks again gets equal ones, not the same."""
        self._items = None

    @property
    def known(self) -> bool:
        """True iff the items have been read."""
        return self._items is not None

    def source(self, position: int) -> Source:
        """Where an item was written; a table that need not be read is sound and has one line for each."""
        return self.items[position].source if self.known else Source.of_sound(self.path, position)


class ItemLists(Sequence[Item]):
    """All items, list after list; how many there are is known without reading them."""

    def __init__(self, lists: Mapping[tuple[str, Kind], ItemList]) -> None:
        self.lists = lists

    def __len__(self) -> int:
        return sum(len(one.ids) for one in self.lists.values())

    def __iter__(self) -> Iterator[Item]:
        return chain.from_iterable(one.items for one in self.lists.values())

    def __getitem__(self, position: Any) -> Any:
        return tuple(self)[position]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


class Versions(Mapping[str, tuple[Item, ...]]):
    """item_id → all its versions, drafts too, by effective_from; only the lists that hold them are read."""

    def __init__(self, lists: Iterable[ItemList]) -> None:
        self._places: dict[str, list[tuple[ItemList, int]]] = defaultdict(list)
        for one in lists:
            for position, item_id in enumerate(one.ids):
                if item_id:
                    self._places[item_id].append((one, position))

    def __getitem__(self, item_id: str) -> tuple[Item, ...]:
        if item_id not in self._places:
            raise KeyError(item_id)
        if len(self._places[item_id]) == 1:  # as most have
            one, position = self._places[item_id][0]
            return (one.items[position],)
        return tuple(sorted((one.items[position] for one, position in self._places[item_id]), key=lambda item: item.key))

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def beside(self, path: str) -> frozenset[str]:
        """The other lists that hold versions of the items of a list."""
        return self._shared.get(path, frozenset()) - {path}

    @cached_property
    def _shared(self) -> Mapping[str, frozenset[str]]:
        """List → itself and the others that hold versions of its items; lists alone may be absent."""
        found: dict[str, frozenset[str]] = defaultdict(frozenset)
        for places in self._places.values():
            if len(places) > 1:
                paths = frozenset(one.path for one, _ in places)
                for path in paths:
                    found[path] |= paths
        return found
