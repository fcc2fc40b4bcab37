"""Which entries hold which pairs in the texts that are searched last: worked out for a few hundred items at a time, and recalled while these say the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from generator import memory
from generator.search import postings
from generator.search.postings import BITS, TEXT, Numbers, Small, keys_of, read
from generator.search.recalled import Marks

Told: TypeAlias = Callable[[int], tuple[str, str]]
"""The details of an entry, and its violation."""

FEW = 500
"""Items of one piece, at most about."""
_KIND = "details"


@dataclass(frozen=True, slots=True)
class _Piece:
    """The postings of a few texts, in little room: every pair, where its texts begin (and the last end), and their places among the `entries`."""

    entries: Small
    keys: Small
    starts: Small
    texts: npt.NDArray[np.uint16]

    @property
    def counts(self) -> Small:
        """How many texts hold each pair."""
        return np.diff(self.starts)

    def only(self, wanted: Small) -> "_Piece":
        """What it has of these pairs."""
        kept, counts = np.isin(self.keys, wanted, assume_unique=True), self.counts
        starts = np.concatenate(([0], np.cumsum(counts[kept]))).astype(np.uint32)
        return _Piece(self.entries, self.keys[kept], starts, self.texts[np.repeat(kept, counts)])

    def between(self, low: int, high: int) -> Numbers:
        """The postings of the pairs from `low` to `high`, in no order."""
        begin, end = np.searchsorted(self.keys, low), np.searchsorted(self.keys, high, side="right")
        texts = self.entries[self.texts[self.starts[begin]:self.starts[end]]]
        return np.repeat(self.keys[begin:end].astype(np.int64), self.counts[begin:end]) << BITS | texts


def details(marks: Marks, told: Told, limit: float = float("inf")) -> Iterator[Numbers]:
    """The postings of the pairs that the details of an entry hold and its violation does not: pieces that rise, one after another.

    `marks` name the items of the entries. Pairs that more entries than `limit` hold are left out.
    """
    pieces = list(_pieces(marks, told))
    keys = np.unique(np.concatenate([piece.keys for piece in pieces]))
    counts = np.zeros(len(keys), np.int64)
    for piece in pieces:
        counts[np.searchsorted(keys, piece.keys)] += piece.counts
    keys, counts = keys[counts <= limit], counts[counts <= limit]
    for number, piece in enumerate(pieces):  # one after the other: each gives its room to the next
        pieces[number] = piece.only(keys)
    many, begin = np.cumsum(counts), 0
    while begin < len(keys):
        end = max(begin + 1, int(np.searchsorted(many, (many[begin - 1] if begin else 0) + postings.MANY, side="right")))
        yield np.sort(np.concatenate([piece.between(keys[begin], keys[end - 1]) for piece in pieces]))
        begin = end


def _pieces(marks: Marks, told: Told) -> Iterator[_Piece]:
    """The same items share a piece, in the same order, whatever the numbers of their entries."""
    count = 1 << (len(marks) // FEW).bit_length()
    order, shares = np.argsort(marks).astype(np.uint32), (np.sort(marks) % np.uint64(count)).astype(np.int64)
    for number in range(count):
        entries = order[shares == number]
        yield _Piece(entries, *_recalled(f"{count}-{number}", [told(entry) for entry in entries.tolist()]))


def _recalled(place: str, texts: list[tuple[str, str]]) -> tuple[Small, Small, npt.NDArray[np.uint16]]:
    """What a piece with these details and violations has; what stood in the same `place` before is forgotten."""
    name = memory.digest(*(text for both in texts for text in both))
    keys, starts, within = memory.latest(_KIND, place, name, lambda: [part.tobytes() for part in _made(texts)])
    return np.frombuffer(keys, np.uint32), np.frombuffer(starts, np.uint32), np.frombuffer(within, np.uint16)


def _made(texts: list[tuple[str, str]]) -> tuple[Small, Small, npt.NDArray[np.uint16]]:
    found, own = (read(column).pairs() for column in zip(*texts, strict=True)) if texts else (np.empty(0, np.int64),) * 2
    places = np.searchsorted(found, own)
    found = np.delete(found, places[found.take(places, mode="clip") == own] if len(found) else [])
    keys, starts = keys_of(found)
    return keys.astype(np.uint32), np.append(starts, len(found)).astype(np.uint32), (found & TEXT).astype(np.uint16)
