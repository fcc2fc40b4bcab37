"""What people say, answered when the index is made: the entries that say it in the words of the lists."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from generator.model import Vocabulary
from generator.search.text import bigrams, normal, runs

LEVELS = ((0.98, 90), (0.8, 75), (0.65, 55), (0.5, 40))
"""How much of a synonym an entry must hold (by weight of its pairs) and what that is worth, in hundredths."""
LITERAL = 100
AGREED = 4
"""What each further word that an entry holds, up to two, adds to its worth."""
SHORT = {2: 0.8, 3: 0.9}
"""A synonym of so few characters says less of what is meant, where a longer one is found."""


@dataclass(frozen=True, slots=True)
class Said:
    """A term, its synonyms that the lists use, worth → entries, and the departments and fields of that name (by number)."""

    term: str
    synonyms: tuple[str, ...]
    levels: Mapping[int, tuple[int, ...]]
    departments: tuple[int, ...]
    fields: tuple[int, ...]


def answered(rows: Iterable[Vocabulary], postings: Mapping[str, Sequence[int]], total: int, departments: Sequence[str],
             fields: Sequence[str]) -> tuple[Said, ...]:
    """Every term that leads somewhere, in code-point order."""
    found = []
    departments, fields = [normal(name) for name in departments], [normal(name) for name in fields]
    for row in rows:
        if not row.term or not row.synonyms:
            continue
        held = {phrase: _shares(phrase, postings, total) for phrase in (row.term, *row.synonyms)}
        worth = _worth(row.term, held)
        levels: dict[int, list[int]] = defaultdict(list)
        for entry in sorted(worth):
            levels[worth[entry]].append(entry)
        known = tuple(word for word in row.synonyms if max(held[word].values(), default=0) >= LEVELS[-1][0])
        said = Said(row.term, known, {level: tuple(who) for level, who in sorted(levels.items(), reverse=True)},
                    _named(row.synonyms, departments), _named((row.term, *row.synonyms), fields))
        if said.levels or said.departments or said.fields:
            found.append(said)
    return tuple(sorted(found, key=lambda said: said.term))


def _worth(term: str, held: Mapping[str, Mapping[int, float]]) -> Mapping[int, int]:
    """Entry → how surely it is what the term asks for. One that holds several of the words is surer than one that holds one."""
    worth: dict[int, int] = {}
    agreeing: dict[int, int] = defaultdict(int)
    plain = any(len(phrase) not in SHORT and max(shares.values(), default=0) >= LEVELS[0][0] for phrase, shares in held.items() if phrase != term)
    for phrase, shares in held.items():
        certainty = SHORT.get(len(phrase), 1) if plain else 1
        for entry, share in shares.items():
            if phrase == term:
                level = LITERAL if share > 0.99 else 0
            else:
                level = round(certainty * next((level for least, level in LEVELS if share >= least), 0))
            agreeing[entry] += level > 0 or (phrase == term and share > 0.5)
            worth[entry] = max(worth.get(entry, 0), level)
    return {entry: level + AGREED * (min(agreeing[entry], 3) - 1) for entry, level in worth.items() if level}


def _shares(phrase: str, postings: Mapping[str, Sequence[int]], total: int) -> Mapping[int, float]:
    """Entry → the share of the phrase that it holds."""
    shares: dict[int, float] = defaultdict(float)
    weights = 0.0
    for pair in sorted(bigrams(phrase)):
        entries = postings.get(pair, ())
        weight = log(1 + (total - len(entries) + 0.5) / (len(entries) + 0.5)) if entries else 0.5 * log(1 + total)
        weights += weight
        for entry in entries:
            shares[entry] += weight
    return {entry: share / weights for entry, share in shares.items()}


def _named(words: Iterable[str], names: Sequence[str]) -> tuple[int, ...]:
    """The numbers of the names (in normal form) that hold one of the words."""
    plain = ["".join(runs(normal(word))) for word in words]
    return tuple(n for n, name in enumerate(names) if any(len(word) > 1 and word in name for word in plain))
