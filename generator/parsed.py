"""What texts cite: parsed once, and recalled from an earlier run while the laws have the same names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from typing import Any

from generator import memory
from generator.citation import Citation, LawNames, RangeEnd, parse

_MOST_KEPT = 50_000
"""Texts kept at hand, so that a city of any size fits into memory."""
_KIND = "citations"


class Parsed:
    """The citations of texts; `aliases` are the names of the laws."""

    def __init__(self, aliases: Mapping[str, Sequence[str]]) -> None:
        self.names = LawNames(aliases.items())
        self._aliases = aliases
        self._known: dict[tuple[str, str | None], tuple[Citation, ...]] = {}

    def citations(self, text: str | None, context: str | None = None) -> tuple[Citation, ...]:
        """The citations in `text`."""
        if not text:
            return ()
        key = (text, context)
        if key not in self._known:
            if len(self._known) > _MOST_KEPT:
                self._known.clear()
            self._known[key] = parse(text, self.names, context)
        return self._known[key]

    def recall(self, texts: Iterable[str]) -> None:
        """The citations in each of the `texts`, before several processes ask for them; what was asked for the last time is not parsed again."""
        key, wanted = memory.digest(repr(self._aliases)), set(texts)
        kept: dict[str, Any] = memory.recall(_KIND, key) or {}
        self._known.update(((text, None), tuple(map(_read, kept[text]))) for text in wanted & kept.keys())
        if not wanted <= kept.keys():
            memory.keep(_KIND, key, {text: [*map(astuple, self.citations(text))] for text in sorted(wanted)[:_MOST_KEPT]})


def _read(told: tuple[Any, ...]) -> Citation:
    """The citation that was taken apart."""
    given = dict(zip(Citation.__slots__, told, strict=True))
    return Citation(**given | {"to": given["to"] and RangeEnd(*given["to"])})
