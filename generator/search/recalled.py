"""What questions lead to is worked out once: an answer stays while the same items hold each of the pairs on which it depends.

The entries of an index are numbered anew each time, so what is kept of an answer are the items.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from generator import memory
from generator.search.postings import TEXT, Numbers, Small, by_key, keys_of, number_of, parted

Marks: TypeAlias = npt.NDArray[np.uint64]
Worth: TypeAlias = npt.NDArray[np.uint8]

Answer: TypeAlias = tuple[npt.NDArray[np.integer[Any]], Worth, str]
"""The entries to which a question leads, what each is worth, and what else is to be told."""


_KIND = "answers"
_AT_ONCE = 1000
"""Questions whose answers are ordered together: more would only take more memory."""


def marks_of(items: Iterable[str]) -> Marks:
    """A name for each item, from its identifier."""
    return np.frombuffer(b"".join(hashlib.blake2b(item.encode(), digest_size=8).digest() for item in items), np.uint64)


class Holders:
    """Which of the entries, whose items have the names `marks`, hold which pair of characters (`pairs` are their postings)."""

    def __init__(self, marks: Marks, pairs: Numbers) -> None:
        self.total = len(marks)
        self.marks = marks
        self.by_pair = by_key(pairs)
        self._pairs, starts = keys_of(pairs)
        self._names = np.add.reduceat(marks[pairs & TEXT], starts) if len(pairs) else marks

    def names(self, pairs: Small) -> Marks:
        """A name for the items that hold each pair, however they are numbered: equal names, equal items."""
        if not len(self._pairs):
            return np.zeros(len(pairs), np.uint64)
        places = np.searchsorted(self._pairs, pairs)
        return np.where(self._pairs.take(places, mode="clip") == pairs, self._names.take(places, mode="clip"), np.uint64(0))


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to all questions in turn: how many entries each leads to, these, what each is worth, and what else is to be told."""

    counts: Numbers
    who: Small
    worth: Worth
    told: list[str]

    def ordered(self) -> Iterator[tuple[Numbers, Worth, Small]]:
        """Question, worth and entry of everything told: by question, the most worth first, then by entry; some thousands of questions at a time."""
        ends = np.concatenate(([0], np.cumsum(self.counts)))
        for first in range(0, len(self.counts), _AT_ONCE):
            counts = self.counts[first:first + _AT_ONCE]
            part = slice(ends[first], ends[first + len(counts)])
            found = np.repeat(np.arange(first, first + len(counts)), counts) << 40 | (255 - self.worth[part].astype(np.int64)) << 32 | self.who[part]
            found.sort()
            yield found >> 40, (255 - (found >> 32 & 255)).astype(np.uint8), found.astype(np.uint32)

    def but(self, others: Mapping[int, tuple[Small, Worth, str]]) -> "Answers":
        """These with other answers to some questions."""
        bounds = [0, *np.cumsum(self.counts).tolist()]
        who, worth, told = parted(self.who, bounds), parted(self.worth, bounds), [*self.told]
        for number, answer in others.items():
            who[number], worth[number], told[number] = answer
        counts = np.array([len(one) for one in who], np.int64)
        return Answers(counts, np.concatenate(who), np.concatenate(worth), told)


@dataclass(frozen=True, slots=True)
class _Asked:
    """On which pairs the answer to each question depends: all of them, rising; how many each question needs, and the place of each."""

    pairs: Small
    counts: Small
    places: Small

    @classmethod
    def of(cls, depends: Iterable[Iterable[str]]) -> "_Asked":
        needed = [sorted(map(number_of, pairs)) for pairs in depends]
        pairs, places = np.unique(np.array([*chain.from_iterable(needed)], np.uint32), return_inverse=True)
        return cls(pairs, np.array([*map(len, needed)], np.uint32), places.astype(np.uint32))

    def touched(self, changed: npt.NDArray[np.bool_]) -> Numbers:
        """The questions that depend on a changed pair."""
        asked = np.repeat(np.arange(len(self.counts)), self.counts)
        return np.unique(asked[changed[self.places]])


def recalled(kind: str, key: str, holders: Holders, depends: Callable[[], Iterable[Iterable[str]]],
             work: Callable[[Sequence[int]], Iterable[Answer]]) -> Answers:
    """The answers to the questions that `key` names.

    `depends` tells the pairs on which (besides the number of entries) the answer to each question depends, `work` answers some of them.
    """
    kept = memory.recall(_KIND, kind) or {}
    known = kept.get("key") == key
    asked = _Asked(*(np.frombuffer(part, np.uint32) for part in kept["asked"])) if known else _Asked.of(depends())
    names = holders.names(asked.pairs)
    if known and kept["total"] == holders.total:
        answers = _renumbered(kept, holders)
        stale: Sequence[int] = asked.touched(names != np.frombuffer(kept["names"], np.uint64)).tolist()
    else:
        answers = Answers(np.zeros(len(asked.counts), np.int64), np.empty(0, np.uint32), np.empty(0, np.uint8), [""] * len(asked.counts))
        stale = range(len(asked.counts))
    if stale:
        del kept  # of a large city it takes much room
        answers = answers.but({number: (who.astype(np.uint32), worth, told) for number, (who, worth, told) in zip(stale, work(stale), strict=True)})
        memory.keep(_KIND, kind, {
            "key": key, "asked": [asked.pairs.data, asked.counts.data, asked.places.data], "names": names.data, "total": holders.total,
            "items": holders.marks.data, "counts": answers.counts.data, "who": answers.who.data, "worth": answers.worth.data, "told": answers.told})
    return answers


def _renumbered(kept: Mapping[str, Any], holders: Holders) -> Answers:
    """The answers that were kept. Whatever led to an item that has gone depends on a pair that this held, and is not used."""
    order = np.argsort(holders.marks).astype(np.uint32)
    places = np.searchsorted(holders.marks, np.frombuffer(kept["items"], np.uint64), sorter=order)
    numbers = order.take(places, mode="clip")
    return Answers(np.frombuffer(kept["counts"], np.int64), numbers[np.frombuffer(kept["who"], np.uint32)],
                   np.frombuffer(kept["worth"], np.uint8), kept["told"])
