"""The law that a misspelt name most likely means."""

from collections.abc import Iterable

_LONGEST = 80
_KINDS = frozenset(("条例", "办法", "规定", "细则", "规则"))


def nearest(name: str, known: Iterable[tuple[str, Iterable[str]]]) -> str | None:
    """Of the known laws (full name, aliases) the full name of the one meant: at most two characters away, far less than its length."""
    if len(name) > _LONGEST:
        return None
    found = []
    for full, aliases in known:
        for other in (full, *aliases):
            limit = min(2, (min(len(other), len(name)) - 1) // 2)
            if (abs(len(other) - len(name)) <= limit and (distance := _distance(name, other, limit)) <= limit
                    and not _another_word(name, other)):
                found.append((distance, full))
    return min(found, default=(0, None))[1]


def _another_word(one: str, other: str) -> bool:
    """True iff the names differ by one word of two characters (食品 for 农药): another law, not a slip of the pen.

    The kind of law at the end (办法 for 条例) is easily mistaken and tells no law from another.
    """
    if len(one) != len(other) or (one[:-2] == other[:-2] and {one[-2:], other[-2:]} <= _KINDS):
        return False
    places = [i for i, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    return (len(places) == 2 and places[1] - places[0] == 1
            and {one[i] for i in places} != {other[i] for i in places})


def _distance(one: str, other: str, limit: int) -> int:
    """Edit distance (Levenshtein); any number above `limit` when it is above `limit`."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (left != right))
        if min(row) > limit:
            break
    return row[-1]
