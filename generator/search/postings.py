"""Which texts hold which characters and pairs of characters, counted for all texts at once.

A pair is the number of its first character times 65 536 plus that of its second, a single character its own number.
Postings are one array of (pair << BITS | number of the text), each once, rising.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from generator.search.numbers import ALPHABET, LAST
from generator.search.text import normal_long

Numbers: TypeAlias = npt.NDArray[np.int64]

BITS = 24
"""Of the number of a text, which is less than 16 millions."""
TEXT = (1 << BITS) - 1

_CHUNK = 1000
"""Texts that are read, and thousands of postings that are written, at a time: more would only take more memory."""
_BETWEEN = "\0"
_LETTERS = np.frombuffer(ALPHABET.encode(), np.uint8)
_HIGH = len(ALPHABET) - LAST


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of several texts one after another: 0 where there is none that makes a word, else its number; and whose it is."""

    chars: Numbers
    texts: Numbers

    @property
    def in_pair(self) -> npt.NDArray[np.bool_]:
        """Where a pair begins: neither of its characters is 0."""
        return (self.chars[:-1] > 0) & (self.chars[1:] > 0)

    def singles(self) -> Numbers:
        """The postings of single characters."""
        return _distinct((self.chars << BITS | self.texts)[self.chars > 0])

    def pairs(self) -> Numbers:
        """The postings of pairs."""
        keys = self.chars[:-1] << 16 | self.chars[1:]
        return _distinct((keys << BITS | self.texts[:-1])[self.in_pair])


def read(texts: Sequence[str], first: int = 0) -> Characters:
    """The characters of `texts`, which are numbered from `first`; what counts as one is told by generator.search.text."""
    joined = normal_long(_BETWEEN.join(text.replace(_BETWEEN, " ") for text in texts))
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    counts = ((codes >= ord("0")) & (codes <= ord("9"))) | ((codes >= ord("a")) & (codes <= ord("z"))) | (
        codes == ord("〇")) | ((codes >= ord("㐀")) & (codes <= ord("鿿")))
    return Characters(np.where(counts, codes, 0), first + np.cumsum(codes == ord(_BETWEEN)))


def details(texts: Sequence[str], said: Numbers) -> Numbers:
    """The postings of the pairs of `texts` that are not among `said`."""
    found = [np.setdiff1d(read(texts[start:start + _CHUNK], start).pairs(), said, assume_unique=True)
             for start in range(0, len(texts), _CHUNK)]
    return np.sort(np.concatenate(found), kind="stable") if found else np.empty(0, np.int64)  # stable: it merges what rises already


def by_key(postings: Numbers) -> Mapping[str, Numbers]:
    """Pair or character → the numbers of the texts that hold it, rising."""
    keys, starts = _keys(postings)
    texts = postings & TEXT
    return dict(zip(map(name, keys.tolist()), np.split(texts, starts[1:]) if len(starts) else (), strict=True))


def written(postings: Numbers, limit: float = float("inf")) -> Mapping[str, str]:
    """Pair or character → its texts as `numbers.rising` writes them; without those that more texts than `limit` hold."""
    return {key: content for part in _parts(postings) for key, content in _written(part, limit)}


def name(key: int) -> str:
    """The pair or the character of this number."""
    return chr(key >> 16) + chr(key & 0xFFFF) if key >> 16 else chr(key)


def _distinct(values: Numbers) -> Numbers:
    values.sort()
    return values[np.concatenate(([True], values[1:] != values[:-1]))] if len(values) else values


def _keys(postings: Numbers) -> tuple[Numbers, Numbers]:
    """Every key, and where its postings begin."""
    keys = postings >> BITS
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.empty(0, np.int64)
    return keys[starts], starts


def _parts(postings: Numbers) -> Iterator[Numbers]:
    """Pieces in which every key has all its postings."""
    start = 0
    while start < len(postings):
        last = postings[min(start + _CHUNK * 1000, len(postings)) - 1] >> BITS
        end = int(np.searchsorted(postings, last + 1 << BITS))
        yield postings[start:end]
        start = end


def _written(postings: Numbers, limit: float) -> Iterator[tuple[str, str]]:
    keys, starts = _keys(postings)
    counts = np.diff(np.append(starts, len(postings)))
    kept = counts <= limit
    texts = (postings & TEXT)[np.repeat(kept, counts)]
    keys, counts = keys[kept], counts[kept]
    steps = np.diff(texts, prepend=-1) - 1
    starts = np.cumsum(counts) - counts
    steps[starts] = texts[starts]
    content, ends = _spelt(steps)
    begins = [0, *ends[np.cumsum(counts) - 1].tolist()]
    for key, begin, end in zip(keys.tolist(), begins, begins[1:], strict=False):
        yield name(key), content[begin:end]


def _spelt(steps: Numbers) -> tuple[str, Numbers]:
    """What `numbers.written` makes of the numbers, and where each ends in it."""
    digits = [steps % LAST]
    higher = steps // LAST
    while higher.any():
        digits.append(np.where(higher > 0, LAST + higher % _HIGH, -1))
        higher //= _HIGH
    table = np.stack(digits[::-1], axis=1)
    used = table >= 0
    return _LETTERS[table[used]].tobytes().decode("ascii"), np.cumsum(used.sum(axis=1))
