"""What people say, answered when the index is made: the entries that say it in the words of the lists."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from generator.model import Vocabulary
from generator.search.postings import Numbers
from generator.search.text import bigrams, normal, runs

Shares: TypeAlias = npt.NDArray[np.float64]
"""Of a phrase, by number of entry."""

Worth: TypeAlias = npt.NDArray[np.uint8]
"""Of a term, in hundredths, by number of entry."""

LEVELS = ((0.98, 90), (0.85, 80), (0.7, 60), (0.55, 35), (0.4, 20))
"""How much of a synonym an entry must hold (by weight of its pairs) and what that is worth, in hundredths."""
LITERAL = 100
AGREED = 4
"""What each further word that an entry holds, up to two, adds to its worth."""
SHORT = {2: 0.8, 3: 0.9}
"""A synonym of so few characters says less of what is meant, where a longer one is found."""

WITHIN = 0.6
"""What a shorter term within a term says of it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A term, its synonyms that the lists use, worth → entries, and the departments and fields of that name (by number)."""

    term: str
    synonyms: tuple[str, ...]
    levels: Mapping[int, tuple[int, ...]]
    departments: tuple[int, ...]
    fields: tuple[int, ...]


def answered(rows: Iterable[Vocabulary], postings: Mapping[str, Numbers], total: int, departments: Sequence[str],
             fields: Sequence[str]) -> tuple[Said, ...]:
    """Every term that leads somewhere, in code-point order."""
    departments, fields = [normal(name) for name in departments], [normal(name) for name in fields]
    told = {row.term: row.synonyms for row in rows if row.term and row.synonyms}
    used: dict[str, tuple[str, ...]] = {}
    worths: dict[str, Worth] = {}
    for term, synonyms in told.items():
        held = {phrase: _shares(phrase, postings, total) for phrase in (term, *synonyms)}
        used[term] = tuple(word for word in synonyms if held[word].max(initial=0) >= LEVELS[-1][0])
        worths[term] = _worth(term, held)
    found = []
    for term, synonyms in sorted(told.items()):
        inner = [(worths[part] * WITHIN).astype(np.uint8) for part in _within(term, told)]
        said = Said(term, used[term], _levels(functools.reduce(np.maximum, inner, worths[term])),
                    _named(synonyms, departments), _named((term, *synonyms), fields))
        if said.levels or said.departments or said.fields:
            found.append(said)
    return tuple(found)


def _within(term: str, told: Mapping[str, object]) -> list[str]:
    """The shorter terms that make up half of `term` or more: who asks for 挖沙子 also asks for 挖沙."""
    return [part for start in range(len(term)) for end in range(start + max(2, (len(term) + 1) // 2), len(term) + 1)
            if (part := term[start:end]) != term and part in told]


def _levels(worth: Worth) -> Mapping[int, tuple[int, ...]]:
    """Worth → entries, the greatest first."""
    found = np.flatnonzero(worth)
    return {level: tuple(found[worth[found] == level].tolist()) for level in sorted(set(worth[found].tolist()), reverse=True)}


def _worth(term: str, held: Mapping[str, Shares]) -> Worth:
    """How surely an entry is what the term asks for. One that holds several of the words is surer than one that holds one."""
    plain = any(len(phrase) not in SHORT and shares.max(initial=0) >= LEVELS[0][0] for phrase, shares in held.items() if phrase != term)
    worth = np.zeros(len(held[term]), np.int64)
    agreeing = np.zeros(len(held[term]), np.int64)
    for phrase, shares in held.items():
        if phrase == term:
            level = np.where(shares > 0.99, LITERAL, 0)
            agreeing += (level > 0) | (shares > 0.5)
        elif shares.max(initial=0) >= LEVELS[-1][0]:
            certainty = SHORT.get(len(phrase), 1) if plain else 1
            steps = np.array([0, *(round(certainty * level) for _, level in reversed(LEVELS))])
            level = steps[np.searchsorted([least for least, _ in reversed(LEVELS)], shares, side="right")]
            agreeing += level > 0
        else:
            continue
        worth = np.maximum(worth, level)
    return np.where(worth, worth + AGREED * (np.minimum(agreeing, 3) - 1), 0).astype(np.uint8)


def _shares(phrase: str, postings: Mapping[str, Numbers], total: int) -> Shares:
    """The share of the phrase that each entry holds; of several words parted by spaces that of the word it holds least of."""
    return functools.reduce(np.minimum, (_share(word, postings, total) for word in phrase.split()), np.ones(total))


def _share(word: str, postings: Mapping[str, Numbers], total: int) -> Shares:
    shares = np.zeros(total)
    weights = 0.0
    for pair in sorted(bigrams(word)):
        entries = postings.get(pair)
        count = 0 if entries is None else len(entries)
        weight = log(1 + (total - count + 0.5) / (count + 0.5)) if count else 0.5 * log(1 + total)
        weights += weight
        if entries is not None:
            shares[entries] += weight
    return shares / weights if weights else shares


def _named(words: Iterable[str], names: Sequence[str]) -> tuple[int, ...]:
    """The numbers of the names (in normal form) that hold one of the words."""
    every = "\n".join(names)
    held = [word for word in ("".join(runs(normal(word))) for word in words) if len(word) > 1 and word in every]
    return tuple(n for n, name in enumerate(names) if any(word in name for word in held)) if held else ()
