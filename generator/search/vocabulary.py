"""What people say, answered when the index is made: the entries that say it in the words of the lists."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
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
        near, held = _held((term, *synonyms), postings, total)
        used[term] = tuple(word for word in synonyms if held[word].max(initial=0) >= LEVELS[-1][0])
        worths[term] = np.zeros(total, np.uint8)
        worths[term][near] = _worth(term, held)
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


def _held(phrases: Iterable[str], postings: Mapping[str, Numbers], total: int) -> tuple[Numbers, Mapping[str, Shares]]:
    """The entries, few of all, that hold any pair of the phrases; and of each phrase the share that each of those holds."""
    words = {phrase: [[postings.get(pair, _NOBODY) for pair in sorted(bigrams(word))] for word in phrase.split()] for phrase in phrases}
    place = np.zeros(total, np.int64)
    for who in chain.from_iterable(chain.from_iterable(words.values())):
        place[who] = 1
    near = np.flatnonzero(place)
    place[near] = np.arange(len(near))
    return near, {phrase: _shares(known, place, len(near)) for phrase, known in words.items()}


def _shares(words: Iterable[Sequence[Numbers]], place: Numbers, near: int) -> Shares:
    """The share of a phrase that each of the entries near it holds; of several words parted by spaces that of the word it holds least of.

    A word is given by who holds each of its pairs, `place` is where an entry stands among those near.
    """
    return functools.reduce(np.minimum, (_share(pairs, place, near) for pairs in words), np.ones(near))


def _share(pairs: Sequence[Numbers], place: Numbers, near: int) -> Shares:
    shares = np.zeros(near)
    weights = 0.0
    for who in pairs:
        count, total = len(who), len(place)
        weight = log(1 + (total - count + 0.5) / (count + 0.5)) if count else 0.5 * log(1 + total)
        weights += weight
        if count:
            shares[place[who]] += weight
    return shares / weights if weights else shares


_NOBODY = np.empty(0, np.int64)


def _named(words: Iterable[str], names: Sequence[str]) -> tuple[int, ...]:
    """The numbers of the names (in normal form) that hold one of the words."""
    every = "\n".join(names)
    held = [word for word in ("".join(runs(normal(word))) for word in words) if len(word) > 1 and word in every]
    return tuple(n for n, name in enumerate(names) if any(word in name for word in held)) if held else ()
