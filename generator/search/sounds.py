"""How characters sound: which may be mistaken for each other, and by which initials a phrase may be asked for."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from importlib import metadata

from generator import memory
from generator.search.text import normal, runs

LONGEST = 8
"""A longer phrase is not asked for by its initials."""
SHORTEST = 3
"""Two letters stand for too much."""

_COMMON = bytes(byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) if (high, low) < (0xD7, 0xFA) for byte in (high, low)).decode("gb2312")
"""The 3755 characters in common use (GB/T 2312, level 1)."""


def alike(chars: Iterable[str]) -> str:
    """`chars` and those in common use, one group for each sound; z and zh, in and ing are one to many speakers."""
    return _remembered(_alike, sorted({*chars, *_COMMON}))


def initials(phrases: Iterable[str]) -> str:
    """Each phrase of 3 to 8 characters after its initials."""
    found = dict.fromkeys("".join(runs(normal(phrase))) for phrase in phrases)
    return _remembered(_initials, [phrase for phrase in found if SHORTEST <= len(phrase) <= LONGEST and min(phrase) > "〇"])


def _alike(chars: Sequence[str]) -> str:
    from pypinyin import lazy_pinyin  # its dictionaries take a third of a second: only where something new is asked

    groups: dict[str, list[str]] = defaultdict(list)
    for char in chars:
        if char > "〇":
            groups[re.sub("^([zcs])h", r"\1", re.sub("([aei]n)g$", r"\1", lazy_pinyin(char)[0]))].append(char)
    return "|".join("".join(groups[sound]) for sound in sorted(groups))


def _initials(phrases: Sequence[str]) -> str:
    from pypinyin import Style, lazy_pinyin

    return "|".join(sorted("".join(lazy_pinyin(phrase, style=Style.FIRST_LETTER)) + phrase for phrase in phrases))


def _remembered(make: Callable[[Sequence[str]], str], asked: Sequence[str]) -> str:
    key = memory.digest(make.__name__, metadata.version("pypinyin"), *asked)
    kept = memory.recall("sounds", key)
    if not isinstance(kept, str):
        kept = make(asked)
        memory.keep("sounds", key, kept)
    return kept
