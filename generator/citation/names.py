"""Names of laws as people write them, and the registry's full name behind each."""

import re
from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from .words import PREFIX, clean

_MARKS: Final = re.compile(r"[\s《》〈〉]")
_DROPPED: Final = re.compile(rf"[\s《》〈〉]|{PREFIX}")


def official_name(name: str) -> str:
    """A full name as citations give it: full-width brackets, inner marks 〈〉 whatever the source wrote."""
    return clean(name).replace("《", "〈").replace("》", "〉")


def _key(name: str) -> str:
    return _DROPPED.sub("", clean(name))


class LawNames:
    """Full names, short names (without 中华人民共和国) and aliases; a full name wins over a short name, that over an alias.

    Built from (full name, aliases) pairs in any order; it does not change afterwards.
    """

    __slots__ = ("_bare", "_full", "_lengths")

    def __init__(self, laws: Iterable[tuple[str, Iterable[str]]]) -> None:
        registry = [(official_name(full), tuple(aliases)) for full, aliases in laws]
        found: dict[str, str] = {}
        for full, _ in registry:
            found.setdefault(full, full)
        for full, _ in registry:
            found.setdefault(_key(full), full)
        for full, aliases in registry:
            for alias in aliases:
                found.setdefault(_key(alias), full)
        found.pop("", None)
        # Bare, a name may carry its prefix and no marks: 广东省实施中华人民共和国价格法办法第四十七条.
        bare = {_MARKS.sub("", full) for full, _ in registry} | found.keys()
        lengths: dict[str, set[int]] = {}
        for name in bare:
            if len(name) > 1:
                lengths.setdefault(name[-2:], set()).add(len(name))
        self._full: Final = MappingProxyType(found)
        self._bare: Final = frozenset(bare)
        self._lengths: Final = {tail: tuple(sorted(sizes, reverse=True)) for tail, sizes in lengths.items()}

    def full(self, name: str) -> str | None:
        """Registry name of a cited name, or None; widths, marks, spaces and the prefix make no difference."""
        return self._full.get(name) or self._full.get(_key(name))

    def ending_at(self, text: str, end: int, floor: int = 0) -> int | None:
        """Start of the longest known name that ends at `end` of a cleaned text and does not begin before `floor`."""
        for size in self._lengths.get(text[max(end - 2, 0) : end], ()):
            if end - size >= floor and text[end - size : end] in self._bare:
                return end - size
        return None
