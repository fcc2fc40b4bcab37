"""How characters sound: which may be mistaken for each other, and by which initials a phrase may be asked for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pypinyin import Style, lazy_pinyin

from generator.search.text import normal, runs

LONGEST = 8
"""A longer phrase is not asked for by its initials."""
SHORTEST = 3
"""Two letters stand for too much."""

_COMMON = bytes(byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) if (high, low) < (0xD7, 0xFA) for byte in (high, low)).decode("gb2312")
"""The 3755 characters in common use (GB/T 2312, level 1)."""


def alike(chars: Iterable[str]) -> str:
    """`chars` and those in common use, one group for each sound; z and zh, in and ing are one to many speakers."""
    groups: dict[str, list[str]] = defaultdict(list)
    for char in sorted({*chars, *_COMMON}):
        if char > "〇":
            groups[re.sub("^([zcs])h", r"\1", re.sub("([aei]n)g$", r"\1", lazy_pinyin(char)[0]))].append(char)
    return "|".join("".join(groups[sound]) for sound in sorted(groups))


def initials(phrases: Iterable[str]) -> str:
    """Each phrase of 3 to 8 characters after its initials."""
    found: Mapping[str, None] = dict.fromkeys("".join(runs(normal(phrase))) for phrase in phrases)
    return "|".join(sorted("".join(lazy_pinyin(phrase, style=Style.FIRST_LETTER)) + phrase
                           for phrase in found if SHORTEST <= len(phrase) <= LONGEST and min(phrase) > "〇"))
