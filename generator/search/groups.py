"""Items that say alike, and characters that make words together, share a file, so that a query needs few files."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log

import numpy as np
import numpy.typing as npt

from generator.search.postings import TEXT, Characters, Numbers, keys_of, name

FULL = 7_000
"""Characters of postings in one file, at most about."""
SHARED = 40
"""A pair of characters in more items than this does not tell which are alike."""
_AT_ONCE = 10_000
"""Texts whose homes are found together: more would only take more memory."""
FADING = 1.4
"""How much more the item just placed counts than the one placed before it."""


def rarity(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Character → its rank, the rarest first, by how many texts hold it. A pair of characters is kept with the rarer one."""
    ordered = sorted(counts, key=lambda char: (frequency(counts[char]), char))
    return {char: rank for rank, char in enumerate(ordered)}


def frequency(count: int) -> int:
    """About how many, as a small number: the client knows no more of a character."""
    return round(3 * log(count)) if count else 0


def neighbours(pairs: Mapping[str, Numbers], count: int) -> list[int]:
    """The numbers of `count` texts in an order in which each is followed by what is most like the last few.

    `pairs` says which texts hold a pair of characters.

    Greedy: measured at 10 000 items, the ten results of a query then lie in 1.7 files of 100 instead of 3.2 (by department and law).
    """
    telling: list[list[tuple[set[int], float]]] = [[] for _ in range(count)]
    for pair in sorted(pairs):
        if 1 < len(pairs[pair]) <= SHARED:
            holders = set(pairs[pair].tolist())
            shared = holders, log(count / len(holders)) ** 2
            for number in holders:
                telling[number].append(shared)
    likeness = [0.0] * count
    placed: dict[int, None] = {}
    rest = iter(range(count))
    current, scale = next(rest, None), 1.0
    while current is not None:
        placed[current] = None
        near: set[int] = set()
        for holders, weight in telling[current]:
            holders.discard(current)
            for other in holders:
                likeness[other] += weight * scale
            near |= holders
        scale *= FADING
        if scale > 1e100:
            likeness = [value / scale for value in likeness]
            scale = 1.0
        if near:
            most = max(map(likeness.__getitem__, near))
            current = min(number for number in near if likeness[number] == most)
        else:
            current = next((number for number in rest if number not in placed), None)
    return list(placed)


def owner(pair: str, rank: Mapping[str, int]) -> str:
    """The character with which a pair is kept; one without a rank is the rarest."""
    one, other = pair[0], pair[-1]
    first, second = rank.get(one, -1), rank.get(other, -1)
    return one if first < second or (first == second and one < other) else other


def filled(written: Mapping[str, str], rank: Mapping[str, int], group: Mapping[str, int]) -> Mapping[int, str]:
    """Group → its pairs (and characters), each followed by its postings as they are `written`."""
    shards: dict[int, list[str]] = defaultdict(list)
    for kept, key in sorted((owner(key, rank), key) for key in written):
        shards[group[kept]].append(f"{key:2}{written[key]}")
    return {number: "|".join(rows) for number, rows in shards.items()}


def homes(pairs: Numbers, group: Callable[[str], int], count: int, most: int) -> Mapping[int, Sequence[int]]:
    """Group → the texts (of `count`), rising, whose most telling pairs it keeps; a text is at home in `most` groups at most.

    `pairs` are the postings of the texts.
    """
    keys, starts = keys_of(pairs)
    held = np.diff(np.append(starts, len(pairs)))
    kept, telling = np.array([group(name(key)) for key in keys.tolist()], np.int64), np.log1p(count / held) ** 2
    pair = np.repeat(np.arange(len(keys), dtype=np.uint32), held)
    found: dict[int, list[int]] = defaultdict(list)
    for first in range(0, count, _AT_ONCE):
        some = np.flatnonzero((pairs & TEXT) - first < _AT_ONCE)
        places = _best((pairs[some] & TEXT) << 16 | kept[pair[some]], telling[pair[some]], most)
        pairs, pair = np.delete(pairs, some), np.delete(pair, some)
        for place in places.tolist():
            found[place & 0xFFFF].append(place >> 16)
    return found


def _best(where: Numbers, telling: npt.NDArray[np.float64], most: int) -> Numbers:
    """Of all places (text << 16 | group) the `most` of each text of which most is told, rising."""
    places, inverse = np.unique(where, return_inverse=True)
    told = np.bincount(inverse, telling, len(places))
    places = places[np.lexsort((places, -told, places >> 16))]
    first = np.flatnonzero(np.diff(places >> 16, prepend=-1))
    rank = np.arange(len(places)) - np.repeat(first, np.diff(np.append(first, len(places))))
    return np.sort(places[rank < most])


def grouped(texts: Characters, rank: Mapping[str, int], cost: Mapping[str, int]) -> Mapping[str, int]:
    """Character → group. `texts` are what the items say; `cost` is what a character takes in its file.

    A word asks for the owners of its pairs; owners that follow each other often, for what they are, are joined first.
    """
    head = {char: char for char in rank}
    size = {char: cost.get(char, 0) for char in rank}

    def find(char: str) -> str:
        while head[char] != char:
            head[char] = head[head[char]]
            char = head[char]
        return char

    for one, other in _together(texts, rank):
        first, second = find(one), find(other)
        if first != second and size[first] + size[second] <= FULL:
            head[second] = first
            size[first] += size[second]
    return _packed({char: find(char) for char in rank}, size, rank)


def _together(texts: Characters, rank: Mapping[str, int]) -> Iterable[tuple[str, str]]:
    """Two owners of pairs that follow each other, those first that do so most often for what they are."""
    ranks = np.zeros(1 << 16, np.int64)
    for char, place in rank.items():
        ranks[ord(char)] = place
    one, other = texts.chars[:-1], texts.chars[1:]
    owners = np.where(texts.in_pair, np.where(ranks[one] <= ranks[other], one, other), 0)
    one, other = owners[:-1], owners[1:]
    one, other = one[(one > 0) & (other > 0)], other[(one > 0) & (other > 0)]
    alone = np.bincount(one, minlength=1 << 16) + np.bincount(other, minlength=1 << 16)
    low, high = np.minimum(one, other)[one != other], np.maximum(one, other)[one != other]
    found, counts = np.unique(low << 16 | high, return_counts=True)
    low, high = found >> 16, found & 0xFFFF
    order = np.lexsort((found, -(counts / np.sqrt(alone[low] * alone[high]))))
    return zip(map(chr, low[order].tolist()), map(chr, high[order].tolist()), strict=True)


def _packed(head: Mapping[str, str], size: Mapping[str, int], rank: Mapping[str, int]) -> Mapping[str, int]:
    """Small clusters fill up files, the largest first."""
    number: dict[str, int] = {}
    free: list[int] = []
    for one in sorted(set(head.values()), key=lambda char: (-size[char], rank[char])):
        place = next((n for n, room in enumerate(free) if room >= size[one]), len(free))
        if place == len(free):
            free.append(FULL)
        free[place] -= size[one]
        number[one] = place
    return {char: number[one] for char, one in head.items()}
