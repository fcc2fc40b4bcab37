"""What people say, on its way to the reader: of every saying a fingerprint, which each query needs, and in shards what it leads to.

Which sayings a question holds must be known before anything is fetched, and a fingerprint takes half the room of the saying. Other characters may
have the same one, though few do: the shard holds the saying itself, so that the client notices.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.search import groups, numbers
from generator.search.text import runs
from generator.search.vocabulary import Said

LIKELY = 10
"""As many of the entries that a saying leads to have their records beside it: a page shows no more."""
FILLED = 2_000
"""Characters in one shard, about."""
RECORD = 60
"""Characters of a record, about."""

_FACTOR, _SPARE, _LOW = 0x9E3779B1, 7, 20
"""A fingerprint has 25 bits: of 100 questions about one then fetches a shard in vain."""
_DENIAL = re.compile("没有|[未无不]")


@dataclass(frozen=True, slots=True)
class Saying:
    """A term, and the form in which it is sought."""

    said: Said
    form: str

    @property
    def likely(self) -> tuple[int, ...]:
        """The entries whose records stand beside it."""
        return tuple(itertools.islice(itertools.chain.from_iterable(self.said.levels.values()), LIKELY))

    @property
    def row(self) -> list[object]:
        """As a shard tells it."""
        said = self.said
        levels = [[level, numbers.rising(who)] for level, who in said.levels.items()]
        return [";".join(said.synonyms), levels, list(said.departments), list(said.fields), self.form]


def sayings(answers: Iterable[Said]) -> list[Saying]:
    """The terms that can be sought, ordered by their forms; of one form (没证行医, 无证行医) that which leads to the fewest entries."""
    best: dict[str, Said] = {}
    for said in sorted(answers, key=lambda said: (not said.levels, sum(map(len, said.levels.values())), said.term)):
        best.setdefault(plain(said.term), said)
    return [Saying(said, form) for form, said in sorted(best.items()) if form]


def plain(term: str) -> str:
    """The form in which a term is sought: its characters only, all words that deny alike."""
    return _DENIAL.sub("没", "".join(runs(term)))


def fingerprint(form: str) -> int:
    """A number that tells a form from nearly all others."""
    found = 0
    for char in form:
        found = (found + ord(char)) * _FACTOR & 0xFFFFFFFF
    return found >> _SPARE


def chapters(found: Sequence[Saying]) -> list[list[Saying]]:
    """Those that share a shard: they likely lead to the same entries, whose records then stand there once."""
    leading: dict[str, list[int]] = defaultdict(list)
    for number, saying in enumerate(found):
        for entry in saying.likely:
            leading[str(entry)].append(number)
    parted: list[list[Saying]] = [[]]
    beside, filled = set[int](), 0
    for saying in map(found.__getitem__, groups.neighbours(leading, len(found))):
        if filled >= FILLED:
            parted.append([])
            beside, filled = set[int](), 0
        filled += sum(map(len, saying.said.levels.values())) + RECORD * len(set(saying.likely) - beside)
        beside.update(saying.likely)
        parted[-1].append(saying)
    return parted


def fingerprints(forms: Iterable[str]) -> list[int]:
    """Of several forms, rising."""
    return sorted(set(map(fingerprint, forms)))


def written(shards: Iterable[Iterable[int]]) -> str:
    """The fingerprints of each shard."""
    return " ".join(numbers.packed(prints, _LOW) for prints in shards)


def read(text: str) -> list[list[int]]:
    """The fingerprints of `written`."""
    return [numbers.unpacked(one, _LOW) for one in text.split(" ")]
