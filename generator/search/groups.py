"""Characters that make words together share a file, so that a query needs few files."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import sqrt

FULL = 20_000
"""Characters of postings in one file, at most about."""


def rarity(documents: Mapping[str, Sequence[int]]) -> Mapping[str, int]:
    """Character → its rank, the rarest first. A pair of characters is kept with the rarer one."""
    ordered = sorted(documents, key=lambda char: (len(documents[char]), char))
    return {char: rank for rank, char in enumerate(ordered)}


def owner(pair: str, rank: Mapping[str, int]) -> str:
    """The character with which a pair is kept."""
    return min(pair, key=rank.__getitem__)


def grouped(texts: Iterable[Sequence[str]], rank: Mapping[str, int], cost: Mapping[str, int]) -> Mapping[str, int]:
    """Character → group. `texts` are the runs of each item; `cost` is what a character takes in its file.

    A word asks for the owners of its pairs; owners that follow each other often, for what they are, are joined first.
    """
    together: dict[tuple[str, str], int] = defaultdict(int)
    alone: dict[str, int] = defaultdict(int)
    for runs in texts:
        for run in runs:
            owners = [owner(run[i:i + 2], rank) for i in range(len(run) - 1)]
            for one, other in pairwise(owners):
                alone[one] += 1
                alone[other] += 1
                if one != other:
                    together[min(one, other), max(one, other)] += 1
    weights = sorted(((count / sqrt(alone[one] * alone[other]), one, other) for (one, other), count in together.items()),
                     key=lambda row: (-row[0], row[1], row[2]))
    head = {char: char for char in rank}
    size = {char: cost.get(char, 0) for char in rank}

    def find(char: str) -> str:
        while head[char] != char:
            head[char] = head[head[char]]
            char = head[char]
        return char

    for _, one, other in weights:
        first, second = find(one), find(other)
        if first != second and size[first] + size[second] <= FULL:
            head[second] = first
            size[first] += size[second]
    return _packed({char: find(char) for char in rank}, size, rank)


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
