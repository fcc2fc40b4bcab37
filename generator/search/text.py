"""What counts as a character of a word, and the pairs of characters by which texts are found; the client reads alike."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

_RUN = re.compile(r"[0-9a-z〇㐀-鿿]+")


def normal(text: str) -> str:
    """`text` in full-width-free lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def normal_long(text: str) -> str:
    """`normal` of a long text, three times as fast: what a character becomes is asked once, unless one joins its neighbour."""
    chars = set(text)
    if any(map(_joins, chars)):
        return normal(text)
    for char in chars:
        if (become := normal(char)) != char:
            text = text.replace(char, become)
    return text


def _joins(char: str) -> bool:
    """True iff what the character becomes can depend on its neighbours: marks, parts of Hangul syllables, final sigma."""
    first = unicodedata.normalize("NFKD", char)[0]
    return unicodedata.category(first)[0] == "M" or "\u1100" <= first <= "\u11ff" or char == "Σ"


def runs(text: str) -> list[str]:
    """The stretches of `text` without punctuation and spaces."""
    return _RUN.findall(normal(text))


def bigrams(text: str) -> set[str]:
    """Every pair of neighbouring characters."""
    return pairs(runs(text))


def pairs(stretches: list[str]) -> set[str]:
    """Every pair of neighbouring characters of each stretch."""
    return {run[i:i + 2] for run in stretches for i in range(len(run) - 1)}


@cache
def traditional() -> tuple[tuple[str, str], ...]:
    """(traditional, simplified) characters."""
    rows = files(__package__).joinpath("traditional.txt").read_text(encoding="utf-8").splitlines()
    return tuple(zip(rows[1], rows[2], strict=True))
