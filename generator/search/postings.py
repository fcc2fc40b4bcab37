"""Which texts hold which characters and pairs of characters, counted for all texts at once.

A pair is the number of its first character times 65 536 plus that of its second, a single character its own number.
Postings are one array of (pair << BITS | number of the text), each once, rising.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from generator.search.numbers import ALPHABET, LAST
from generator.search.text import normal_long

Numbers: TypeAlias = npt.NDArray[np.int64]
Small: TypeAlias = npt.NDArray[np.uint32]
One = TypeVar("One", bound=np.generic)

BITS = 24
"""Of the number of a text, which is less than 16 millions."""
TEXT = (1 << BITS) - 1

MANY = 500_000
"""Postings that are worked on at a time: more would only take more memory."""
_BETWEEN = "\0"
_LETTERS = ALPHABET.encode().ljust(256)
_HIGH = len(ALPHABET) - LAST


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of several texts one after another: 0 where there is none that makes a word, else its number; and whose it is."""

    chars: Small
    texts: Small

    @property
    def in_pair(self) -> npt.NDArray[np.bool_]:
        """Where a pair begins: neither of its characters is 0."""
        return (self.chars[:-1] > 0) & (self.chars[1:] > 0)

    def singles(self) -> Numbers:
        """The postings of single characters."""
        return _distinct((self.chars.astype(np.int64) << BITS | self.texts)[self.chars > 0])

    def pairs(self) -> Numbers:
        """The postings of pairs."""
        begins = np.flatnonzero(self.in_pair)
        keys = self.chars[begins] << 16 | self.chars[begins + 1]
        return _distinct(keys.astype(np.int64) << BITS | self.texts[begins])


def read(texts: Sequence[str]) -> Characters:
    """The characters of `texts`; what counts as one is told by generator.search.text."""
    joined = normal_long(_BETWEEN.join(text.replace(_BETWEEN, " ") for text in texts))
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    counts = ((codes >= ord("0")) & (codes <= ord("9"))) | ((codes >= ord("a")) & (codes <= ord("z"))) | (
        codes == ord("〇")) | ((codes >= ord("㐀")) & (codes <= ord("鿿")))
    return Characters(np.where(counts, codes, np.uint32(0)), np.cumsum(codes == ord(_BETWEEN), dtype=np.uint32))


def by_key(postings: Numbers) -> Mapping[str, Numbers]:
    """Pair or character → the numbers of the texts that hold it, rising."""
    keys, starts = keys_of(postings)
    return dict(zip(map(name, keys.tolist()), parted(postings & TEXT, [*starts.tolist(), len(postings)]), strict=True))


def parted(values: npt.NDArray[One], bounds: Sequence[int]) -> list[npt.NDArray[One]]:
    """The pieces of `values` between neighbouring bounds: np.split takes five times as long for many small ones."""
    return [values[begin:end] for begin, end in pairwise(bounds)]


def written(postings: Numbers, limit: float = float("inf")) -> Mapping[str, str]:
    """Pair or character → its texts as `numbers.rising` writes them; without those that more texts than `limit` hold."""
    return {key: content for part in _parts(postings) for key, content in _written(part, limit)}


def rising(lists: Sequence[npt.NDArray[Any]]) -> list[str]:
    """Each list of rising numbers as `numbers.rising` writes it."""
    counts = np.array([len(one) for one in lists], np.int64)
    content, ends = _spaced(np.concatenate([np.empty(0, np.int64), *lists]), counts)
    return [content[begin:end] for begin, end in pairwise(ends)]


def name(key: int) -> str:
    """The pair or the character of this number."""
    return chr(key >> 16) + chr(key & 0xFFFF) if key >> 16 else chr(key)


def number_of(pair: str) -> int:
    """The number of a pair."""
    return ord(pair[0]) << 16 | ord(pair[1])


def _distinct(values: Numbers) -> Numbers:
    values.sort()
    return values[np.concatenate(([True], values[1:] != values[:-1]))] if len(values) else values


def keys_of(postings: Numbers) -> tuple[Numbers, Numbers]:
    """Every key, and where its postings begin."""
    keys = postings >> BITS
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.empty(0, np.int64)
    return keys[starts], starts


def _parts(postings: Numbers) -> Iterator[Numbers]:
    """Pieces in which every key has all its postings."""
    start = 0
    while start < len(postings):
        last = postings[min(start + MANY, len(postings)) - 1] >> BITS
        end = int(np.searchsorted(postings, last + 1 << BITS))
        yield postings[start:end]
        start = end


def _written(postings: Numbers, limit: float) -> Iterator[tuple[str, str]]:
    keys, starts = keys_of(postings)
    counts = np.diff(np.append(starts, len(postings)))
    kept = counts <= limit
    texts = (postings & TEXT)[np.repeat(kept, counts)]
    content, ends = _spaced(texts, counts[kept])
    for key, (begin, end) in zip(keys[kept].tolist(), pairwise(ends), strict=True):
        yield name(key), content[begin:end]


def _spaced(texts: Numbers, counts: Numbers) -> tuple[str, list[int]]:
    """Several lists of rising numbers, as many in each as `counts` says, one after another; where each begins, and the last ends."""
    bounds = np.concatenate(([0], np.cumsum(counts)))
    starts = bounds[:-1][counts > 0]
    steps = texts.copy()
    steps[1:] -= texts[:-1] + 1
    steps[starts] = texts[starts]
    return _spelt(steps, bounds)


def _spelt(steps: Numbers, bounds: Numbers) -> tuple[str, list[int]]:
    """What `numbers.written` makes of the numbers, and where those at `bounds` begin in it."""
    large = np.flatnonzero(steps >= LAST)  # few are
    higher, places, digits = steps[large] // LAST, [large[:0]], [large[:0]]
    while len(large):
        places.append(large)
        digits.append(LAST + higher % _HIGH)
        higher //= _HIGH
        large, higher = large[higher > 0], higher[higher > 0]
    before = np.concatenate(places[::-1])  # of one number the highest digit comes first
    spelt = np.insert((steps & LAST - 1).astype(np.uint8), before, np.concatenate(digits[::-1]))
    return spelt.tobytes().translate(_LETTERS).decode("ascii"), (bounds + np.searchsorted(np.sort(before), bounds)).tolist()
