"""Characters that stand in the same items share a file, so that a query needs few of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

WIDESPREAD = 3.0
"""A character whose share in its best bucket is less than this many times its share overall belongs to none."""


def rarity(documents: Mapping[str, Sequence[int]]) -> Mapping[str, int]:
    """Character → its rank, the rarest first. A pair of characters is kept with the rarer one."""
    ordered = sorted(documents, key=lambda char: (len(documents[char]), char))
    return {char: rank for rank, char in enumerate(ordered)}


def grouped(documents: Mapping[str, Sequence[int]], cost: Mapping[str, int], buckets: Sequence[int], limit: int) -> Mapping[str, int]:
    """Character → group; `buckets` are the topic of each document, `cost` what a character takes, `limit` a group's most."""
    sizes: dict[int, int] = defaultdict(int)
    for bucket in buckets:
        sizes[bucket] += 1
    found: dict[str, int] = {}
    group, filled = 0, 0
    for char in sorted(documents, key=lambda char: (*_topic(documents[char], buckets, sizes), len(documents[char]), char)):
        if filled and filled + cost.get(char, 0) > limit:
            group, filled = group + 1, 0
        found[char] = group
        filled += cost.get(char, 0)
    return found


def _topic(documents: Sequence[int], buckets: Sequence[int], sizes: Mapping[int, int]) -> tuple[int, int]:
    """(0, the bucket in which the character is at home), or (1, 0) when it is at home everywhere."""
    counts: dict[int, int] = defaultdict(int)
    for document in documents:
        counts[buckets[document]] += 1
    best = max(counts, key=lambda bucket: (counts[bucket] / (sizes[bucket] + 3), -bucket))
    expected = len(documents) / len(buckets)
    return (0, best) if counts[best] / sizes[best] >= WIDESPREAD * expected else (1, 0)
