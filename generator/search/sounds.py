"""How characters sound: which may be mistaken for each other, and by which initials a phrase may be asked for."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from operator import add, itemgetter

from generator import memory
from generator.search.text import runs

LONGEST = 8
"""A longer phrase is not asked for by its initials."""
SHORTEST = 3
"""Two letters stand for too much."""

FULL = 3_000
"""Characters of what stands beside others in one shard, about."""

_COMMON = bytes(byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) if (high, low) < (0xD7, 0xFA) for byte in (high, low)).decode("gb2312")
"""The 3755 characters in common use (GB/T 2312, level 1)."""


def alike(chars: Iterable[str]) -> list[str]:
    """`chars` and those in common use, one group for each sound; z and zh, in and ing are one to many speakers."""
    asked = sorted(char for char in {*chars, *_COMMON} if char > "〇")
    groups: dict[str, list[str]] = defaultdict(list)
    for char, sound in zip(asked, _remembered(_sounds, asked), strict=True):
        groups[sound].append(char)
    return ["".join(groups[sound]) for sound in sorted(groups)]


def parted(groups: Iterable[str], pairs: Mapping[str, int]) -> list[tuple[str, str]]:
    """The groups of each shard, with | between them; and of each of their characters that is in one of the `pairs`: it, those before it, a space, those after it.

    `pairs` says how often each is said: the most frequent neighbours come first.
    """
    before, after = defaultdict(list), defaultdict(list)
    for pair in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
        before[pair[1]].append(pair[0])
        after[pair[0]].append(pair[1])
    shards: list[tuple[list[str], list[str]]] = []
    room = 0
    for group in groups:
        rows = ["".join((char, *before[char], " ", *after[char])) for char in group if char in before or char in after]
        if room <= 0:
            shards.append(([], []))
            room = FULL
        shards[-1][0].append(group)
        shards[-1][1].extend(rows)
        room -= sum(map(len, rows))
    return [("|".join(sounding), "|".join(rows)) for sounding, rows in shards]


def initials(phrases: Sequence[str]) -> Mapping[str, str]:
    """Letter → each phrase of 3 to 8 characters of which the initials begin with it, after these; in order, with | between them."""
    def found() -> dict[str, str]:
        forms = dict.fromkeys("".join(runs(phrase)) for phrase in phrases)
        asked = [form for form in forms if SHORTEST <= len(form) <= LONGEST and min(form) > "〇"]
        rows = sorted(map(add, _remembered(_initials, asked), asked))
        return {letter: "|".join(some) for letter, some in groupby(rows, key=itemgetter(0))}

    told: Mapping[str, str] = memory.latest("initials", "last", memory.digest(repr(phrases)), found)
    return told


def _sounds(chars: Iterable[str]) -> list[str]:
    from pypinyin import lazy_pinyin  # its dictionaries take a third of a second: only where something new is asked

    return [re.sub("^([zcs])h", r"\1", re.sub("([aei]n)g$", r"\1", lazy_pinyin(char)[0])) for char in chars]


def _initials(phrases: Iterable[str]) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    return ["".join(lazy_pinyin(phrase, style=Style.FIRST_LETTER)) for phrase in phrases]


def _remembered(make: Callable[[Iterable[str]], list[str]], asked: Sequence[str]) -> Sequence[str]:
    """What `make` makes of each: of what was asked for the last time without asking again."""
    key = memory.digest(make.__name__)
    known: dict[str, str] = memory.recall("sounds", key) or {}
    new = [one for one in asked if one not in known]
    if new:
        known = {one: known[one] for one in asked if one in known} | dict(zip(new, make(new), strict=True))
        memory.keep("sounds", key, known)
    return [known[one] for one in asked]
