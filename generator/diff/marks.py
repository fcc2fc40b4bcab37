"""Two texts → the runs they share and the runs that differ; what differs in punctuation and width only is editorial."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache

_TOKEN = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?|[A-Za-z]+|.", re.S)
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_LETTERLESS = re.compile(r"(?:[^\w%‰/+\-=<>≤≥×]|_)(?![0-9])|(?<![0-9])(?:[^\w%‰/+\-=<>≤≥×]|_)")
"""Punctuation, save between two digits: 1.5 is not 15, nor is 1、2 the same as 12."""
_LONG = 2000
"""Beyond so many characters that differ, frequent ones no longer anchor the comparison: it must end in time."""
_SHORT = 1
"""A run this short between two changes is no help to a reader and joins them."""


class Sort(Enum):
    """What a run is; the value names it in HTML."""

    SAME = "same"
    DELETED = "del"
    INSERTED = "ins"
    EDITORIAL = "editorial"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters. EDITORIAL shows `text` (new) for `old` and changes no word."""

    sort: Sort
    text: str
    old: str = ""


@lru_cache(maxsize=16_384)  # every clause is compared with those around it
def plain(text: str) -> str:
    """The text without what carries no meaning: width, blanks and punctuation (signs and what stands between digits stay)."""
    return _LETTERLESS.sub("", _THOUSANDS.sub("", unicodedata.normalize("NFKC", text)))


def marks(before: str, after: str) -> tuple[Run, ...]:
    """The runs that lead from `before` to `after`, whole numbers at a time."""
    one, other = _TOKEN.findall(before), _TOKEN.findall(after)
    runs: list[Run] = []
    for kind, a, b, c, d in _joined(one, other):
        was, now = "".join(one[a:b]), "".join(other[c:d])
        if kind == "equal":
            runs.append(Run(Sort.SAME, was))
        elif plain(was) == plain(now):
            runs.append(Run(Sort.EDITORIAL, now, was))
        else:
            runs.extend(run for run in (Run(Sort.DELETED, was), Run(Sort.INSERTED, now)) if run.text)
    return tuple(runs)


def _joined(one: list[str], other: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """The steps of difflib, changes joined where only a short run parts them."""
    steps = _steps(one, other)
    waiting: tuple[str, int, int, int, int] | None = None
    for index, (kind, a, b, c, d) in enumerate(steps):
        inner = 0 < index < len(steps) - 1
        bridge = (kind == "equal" and inner and b - a <= _SHORT and bool(plain("".join(one[a:b])))
                  and _wordy(steps[index - 1], one, other) and _wordy(steps[index + 1], one, other))
        if kind != "equal" or bridge:
            waiting = ("change", waiting[1] if waiting else a, b, waiting[3] if waiting else c, d)
            continue
        if waiting:
            yield waiting
            waiting = None
        yield kind, a, b, c, d
    if waiting:
        yield waiting


def _steps(one: list[str], other: list[str]) -> list[tuple[str, int, int, int, int]]:
    """The steps of difflib, between the first and the last difference only."""
    shorter = min(len(one), len(other))
    head = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    tail = next((n for n in range(shorter - head) if one[-n - 1] != other[-n - 1]), shorter - head)
    left, right = one[head : len(one) - tail], other[head : len(other) - tail]
    found = SequenceMatcher(None, left, right, autojunk=max(len(left), len(right)) > _LONG).get_opcodes()
    steps: list[tuple[str, int, int, int, int]] = [(kind, a + head, b + head, c + head, d + head) for kind, a, b, c, d in found]
    if head:
        steps.insert(0, ("equal", 0, head, 0, head))
    if tail:
        steps.append(("equal", len(one) - tail, len(one), len(other) - tail, len(other)))
    return steps


def _wordy(step: tuple[str, int, int, int, int], one: list[str], other: list[str]) -> bool:
    _, a, b, c, d = step
    return plain("".join(one[a:b])) != plain("".join(other[c:d]))
