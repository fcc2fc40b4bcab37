"""What pairs of characters mean that people say and no violation holds (没盖: 覆盖, 密闭), learned from all that the vocabulary says.

A saying helps the conduct it was written for; what its parts mean, told by the many sayings that share them, helps other conduct too. Of each pair of a term it
is estimated (IBM model 1, by expectation maximisation) which pairs of the synonyms stand for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

import numpy as np
import numpy.typing as npt

from generator import memory
from generator.search.postings import BITS, Numbers, number_of
from generator.search.recalled import Answer, Holders, Worth, recalled
from generator.search.text import bigrams
from generator.search.vocabulary import Told, named

ROUNDS = 8
"""Of estimation; more change nothing."""
FEW = 10
"""As many pairs of the lists stand for one that people say."""
LEAST = 0.15
"""How surely an entry must mean a pair to count: its share of what stands for the pair, by how telling that is."""
COMMON = 0.1
"""A pair of the lists in more than this share of the entries tells nothing."""
MOST = 24
"""Entries of one pair."""

_NO_PAIR = ""
"""What stands for the pairs of the synonyms that none of the term accounts for."""


def meant(told: Told, holders: Holders) -> Numbers:
    """The postings of pairs that people say and none of the entries holds."""
    alike = learned(told)
    pairs = sorted(alike)
    found = recalled("meant", named(told), holders, lambda: ((pair, *(one for one, _ in alike[pair])) for pair in pairs),
                     lambda asked: _answers([(pairs[number], alike[pairs[number]]) for number in asked], holders))
    numbered, best = np.array([*map(number_of, pairs)], np.int64), [np.empty(0, np.int64)]
    for question, _, who in found.ordered():
        first = np.arange(len(question)) - np.searchsorted(question, question) < MOST
        best.append(numbered[question[first]] << BITS | who[first])
    return np.sort(np.concatenate(best))


def _answers(pairs: Iterable[tuple[str, Sequence[tuple[str, float]]]], holders: Holders) -> Iterator[Answer]:
    """The entries that mean each pair, from who holds each pair that stands for it and what that tells."""
    total, held = holders.total, holders.by_pair
    telling = {pair: log(1 + (total - len(who) + 0.5) / (len(who) + 0.5)) / log(1 + total) for pair, who in held.items() if len(who) <= COMMON * total}
    for pair, alike in pairs:
        told = [(held[one], share * telling[one]) for one, share in alike if one in telling]
        yield (*_surest(told, total), "") if told and pair not in held else (*_NOBODY, "")


def _surest(told: Sequence[tuple[Numbers, float]], total: int) -> tuple[Numbers, Worth]:
    """MOST entries, and others that are as sure as the last of them; where there are others, what each is worth ranks them."""
    telling = np.repeat([worth for _, worth in told], [len(who) for who, _ in told])
    sure = np.bincount(np.concatenate([who for who, _ in told]), telling, total)
    who = np.flatnonzero(sure >= LEAST)
    if len(who) <= MOST:
        return who, np.zeros(len(who), np.uint8)
    who = who[sure[who] >= np.partition(sure[who], -MOST)[-MOST]]
    return who, np.unique(sure[who], return_inverse=True)[1].astype(np.uint8)


_NOBODY = np.empty(0, np.int64), np.empty(0, np.uint8)


def learned(told: Told) -> Mapping[str, list[tuple[str, float]]]:
    """Pair of a term → the pairs of synonyms that stand for it, and how often they do where it is said; the most frequent first."""
    key = named(told)
    kept: dict[str, list[tuple[str, float]]] | None = memory.recall("meaning", key)
    if kept is None:
        kept = _learned([(bigrams(term), bigrams(" ".join(synonyms))) for term, synonyms in told.items()])
        memory.keep("meaning", key, kept)
    return kept


def _learned(told: list[tuple[set[str], set[str]]]) -> dict[str, list[tuple[str, float]]]:
    said, written = _numbered(one for one, _ in told), _numbered(other for _, other in told)
    ones, others, rows, times = [], [], [], [0] * len(said)
    for row, (one, other) in enumerate(told):
        if one and other:
            left, right = sorted(said[pair] for pair in one), sorted(written[pair] for pair in other)
            for number in left:
                times[number] += 1
            for number in (*left, said[_NO_PAIR]):
                ones.extend([number] * len(right))
                others.extend(right)
                rows.extend([row] * len(right))
    links, counts = _estimated(np.array(ones, np.int64), np.array(others, np.int64), np.array(rows, np.int64), len(written))
    pairs, alike = list(said), list(written)
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for link, count in zip(links.tolist(), counts.tolist(), strict=True):
        pair, other = pairs[link // len(alike)], alike[link % len(alike)]
        if pair not in (_NO_PAIR, other):
            found[pair].append((other, count / times[link // len(alike)]))
    return {pair: sorted(row, key=lambda one: (-one[1], one[0]))[:FEW] for pair, row in found.items()}


def _numbered(texts: Iterable[set[str]]) -> dict[str, int]:
    """Every pair of the texts, numbered; that for no pair is the first."""
    return {pair: number for number, pair in enumerate(sorted({_NO_PAIR}.union(*texts)))}


def _estimated(ones: Numbers, others: Numbers, rows: Numbers, width: int) -> tuple[Numbers, npt.NDArray[np.float64]]:
    """Every two pairs that a row brings together (one * width + other), and how often one stands for the other."""
    links, link = np.unique(ones * width + others, return_inverse=True)
    _, place = np.unique(rows * width + others, return_inverse=True)
    share: npt.NDArray[np.float64] = np.ones(len(links))
    counts = share
    for _ in range(ROUNDS):
        part = share[link]
        counts = np.bincount(link, part / np.bincount(place, part)[place], len(links)).astype(np.float64)
        share = counts / np.bincount(links // width, counts)[links // width]
    return links, counts
