"""What people say, answered when the index is made: the entries that say it in the words of the lists."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial, reduce
from itertools import chain, pairwise
from math import log
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from generator import memory
from generator.model import Vocabulary
from generator.on_demand import texts
from generator.search.postings import Numbers, Small
from generator.search.recalled import Answer, Answers, Holders, recalled
from generator.search.text import bigrams, normal, runs

Told: TypeAlias = Mapping[str, Sequence[str]]
"""What people say: term → the words of the lists for it."""

Shares: TypeAlias = tuple[Numbers, npt.NDArray[np.float64]]
"""The entries that hold enough of a phrase to count, rising, and how much of it each holds."""

Led: TypeAlias = tuple[Numbers, npt.NDArray[np.uint8]]
"""The entries to which a term leads, rising, and what each is worth, in hundredths."""

LEVELS = ((0.98, 90), (0.85, 80), (0.7, 50), (0.55, 35), (0.4, 20))
"""How much of a synonym an entry must hold (by weight of its pairs) and what that is worth, in hundredths.

What holds less than the better part is not enough to be found as a whole (WHOLE of matching.js): in a small city only the common half of a synonym may
be held at all (组织 of 邪教组织).
"""
LITERAL = 100
AGREED = 4
"""What each further word that an entry holds, up to two, adds to its worth."""
TELLING = 60
"""A term that leads to nothing worth so much is none, unless it narrows a shorter one within it: every reader would carry it, and it would put a guess
in the place of the question's own words."""
SHORT = {2: 0.8, 3: 0.9}
"""A synonym of so few characters says less of what is meant, where a longer one is found."""

WITHIN = 0.6
"""What a shorter term within a term says of it."""
PARTLY = 0.5
"""The same, where an entry holds nothing of the rest of the term: 过期食品 is not found in what is merely 过期."""
LIGHT = frozenset("的了着过子儿头们")
"""Characters that as the rest of a term say nothing."""


@dataclass(frozen=True, slots=True)
class Said:
    """A term, its synonyms that the lists use, worth → entries, and the departments and fields of that name (by number)."""

    term: str
    synonyms: tuple[str, ...]
    levels: Mapping[int, Small]
    departments: tuple[int, ...]
    fields: tuple[int, ...]


def told(rows: Sequence[Vocabulary]) -> Told:
    """What the vocabulary says; no row is made for it."""
    return {term: synonyms.split(";") for term, synonyms in texts(rows, "term", "synonyms") if term and synonyms}


def named(told: Told) -> str:
    """A name for what people say."""
    return memory.digest(repr(told))


def answered(told: Told, holders: Holders, departments: Sequence[str], fields: Sequence[str]) -> tuple[Said, ...]:
    """Every term that leads to what it most likely asks for, in code-point order."""
    terms = sorted(told)
    names = sorted(departments), sorted(fields)  # the same whatever number the entries give to each
    known = memory.latest("terms", "last", memory.digest(named(told), repr(names)), lambda: [*_known(terms, told, *names)])
    leads = recalled("sayings", named(told), holders, lambda: _needed(terms, told), lambda asked: _leads([terms[number] for number in asked], told, holders))
    worth = _levels(leads)
    sure = {term for term, levels in zip(terms, worth, strict=True) if max(levels, default=0) >= TELLING}
    found = []
    for term, used, levels, (parts, in_departments, in_fields) in zip(terms, leads.told, worth, known, strict=True):
        if term in sure or in_departments or in_fields or not sure.isdisjoint(parts):
            found.append(Said(term, tuple(used.split("\n")) if used else (), levels, _numbers(in_departments, departments), _numbers(in_fields, fields)))
    return tuple(found)


def _known(terms: Sequence[str], told: Told, departments: Sequence[str], fields: Sequence[str]) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Of each term, whatever the entries are: the terms within it, and the departments and fields that it means."""
    spelt = {phrase: "".join(runs(phrase)) for phrase in chain(told, chain.from_iterable(told.values()))}
    in_departments, in_fields = _holding(departments, spelt), _holding(fields, spelt)
    for term in terms:
        yield _within(term, told), _named(told[term], in_departments), _named((term, *told[term]), in_fields)


def _needed(terms: Sequence[str], told: Told) -> Iterator[set[str]]:
    """The pairs that decide to what each term leads."""
    own = {term: bigrams(" ".join((term, *told[term]))) for term in terms}
    for term in terms:
        yield own[term].union(*map(own.__getitem__, _within(term, told)))


def _leads(terms: Sequence[str], told: Told, holders: Holders) -> Iterator[Answer]:
    """The entries to which each term leads, and those of its synonyms that the lists use."""
    total, shares = holders.total, cache(partial(_shares, holders.by_pair, holders.total))

    @cache
    def worth(term: str) -> Led:
        held = {phrase: found for phrase in (term, *told[term]) if (found := shares(phrase))}
        return _worth(term, held, total)

    for term in terms:
        who, each = _greatest([worth(term), *(_inner(worth(part), _rest(term, part), holders) for part in _within(term, told))], total)
        yield who, each, "\n".join(word for word in told[term] if shares(word))


def _within(term: str, told: Told) -> list[str]:
    """The shorter terms that make up half of `term` or more: who asks for 挖沙子 also asks for 挖沙."""
    return [part for start in range(len(term)) for end in range(start + max(2, (len(term) + 1) // 2), len(term) + 1)
            if (part := term[start:end]) != term and part in told]


def _rest(term: str, part: str) -> list[str]:
    """What a term says besides a part of it, but for light characters."""
    return [rest for rest in term.replace(part, " ", 1).split() if not LIGHT.issuperset(rest)]


def _inner(led: Led, rest: Sequence[str], holders: Holders) -> Led:
    """What a part of a term leads to, for the term."""
    who, each = led
    held = [pairs for pair in sorted(bigrams(" ".join(rest))) if (pairs := holders.by_pair.get(pair)) is not None]
    fully = np.isin(who, np.concatenate([_NOBODY, *held])) if rest else True
    return who, (each * np.where(fully, WITHIN, PARTLY)).astype(np.uint8)


def _greatest(worths: Iterable[Led], total: int) -> Led:
    """The greatest worth that each entry has in any of them."""
    told = [worth for worth in worths if len(worth[0])]
    if len(told) < 2:
        return told[0] if told else _NOTHING
    greatest = np.zeros(total, np.uint8)
    for who, worth in told:
        greatest[who] = np.maximum(greatest[who], worth)
    who = np.flatnonzero(greatest)
    return who, greatest[who]


def _levels(leads: Answers) -> Sequence[Mapping[int, Small]]:
    """Of each term: worth → entries, the greatest first."""
    found: list[dict[int, Small]] = [{} for _ in leads.counts]
    for term, worth, who in leads.ordered():
        starts = np.flatnonzero(np.diff(term << 8 | worth, prepend=-1))
        for number, level, (begin, end) in zip(term[starts].tolist(), worth[starts].tolist(), pairwise([*starts.tolist(), len(who)]), strict=True):
            found[number][level] = who[begin:end]
    return found


def _worth(term: str, held: Mapping[str, Shares], total: int) -> Led:
    """How surely an entry is what the term asks for. One that holds several of the words is surer than one that holds one."""
    if not held:
        return _NOTHING
    plain = any(len(phrase) not in SHORT and shares.max() >= LEVELS[0][0] for phrase, (_, shares) in held.items() if phrase != term)
    worth, agreeing = np.zeros(total, np.uint8), np.zeros(total, np.uint16)
    for phrase, (who, shares) in held.items():
        if phrase == term:
            level = np.where(shares > 0.99, np.uint8(LITERAL), np.uint8(0))
            agreeing[who] += shares > 0.5
        else:
            level = _WORTHS[SHORT.get(len(phrase), 1) if plain else 1][np.searchsorted(_LEAST, shares, side="right") - 1]
            agreeing[who] += 1
        worth[who] = np.maximum(worth[who], level)
    who = np.flatnonzero(worth)
    return who, (worth[who] + AGREED * (np.minimum(agreeing[who], 3) - 1)).astype(np.uint8)


def _shares(postings: Mapping[str, Numbers], total: int, phrase: str) -> Shares | None:
    """The entries that hold enough of the phrase to count; of several words parted by spaces, enough of each."""
    shares = []
    for word in phrase.split():
        share = _share(bigrams(word), postings, total)
        if share is None:
            return None
        shares.append(share)
    least = reduce(np.minimum, shares) if shares else np.zeros(total)
    who = np.flatnonzero(least >= LEVELS[-1][0])
    return (who, least[who]) if len(who) else None


def _share(pairs: Iterable[str], postings: Mapping[str, Numbers], total: int) -> npt.NDArray[np.float64] | None:
    """How much of a word of these pairs every entry holds; None where nobody can hold enough."""
    held, every, most = [], 0.0, 0.0
    for pair in sorted(pairs):
        who = postings.get(pair)
        if who is None:
            every += 0.5 * log(1 + total)
        else:
            weight = log(1 + (total - len(who) + 0.5) / (len(who) + 0.5))
            every += weight
            most += weight
            held.append((who, weight))
    if not held or most / every < LEVELS[-1][0]:
        return None
    shares = np.zeros(total)
    for who, weight in held:
        shares[who] += weight
    return shares / every


_LEAST = np.array([least for least, _ in reversed(LEVELS)])
_WORTHS = {certainty: np.array([round(certainty * level) for _, level in reversed(LEVELS)], np.uint8) for certainty in (1, *SHORT.values())}
_NOBODY = np.empty(0, np.int64)
_NOTHING = (_NOBODY, np.empty(0, np.uint8))


def _holding(names: Sequence[str], spelt: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    """Phrase → the names that hold it, for those that some name holds."""
    forms = {name: normal(name) for name in names}
    every = "\n".join(forms.values())
    return {phrase: [name for name, held in forms.items() if form in held] for phrase, form in spelt.items() if len(form) > 1 and form in every}


def _named(phrases: Iterable[str], holding: Mapping[str, Sequence[str]]) -> list[str]:
    """The names that hold one of the phrases."""
    return [*{name for phrase in phrases for name in holding.get(phrase, ())}]


def _numbers(some: Sequence[str], names: Sequence[str]) -> tuple[int, ...]:
    """The numbers of some of the names."""
    return tuple(number for number, name in enumerate(names) if name in some) if some else ()
