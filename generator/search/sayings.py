"""What people say, on its way to the reader: of every saying a fingerprint, which each query needs, and in shards what it leads to.

Which sayings a question holds must be known before anything is fetched, and a fingerprint takes a third of the room of the saying. Other characters may
have the same one, though few do: the shard holds the saying itself, so that the client notices.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.search import numbers, postings
from generator.search.text import runs
from generator.search.vocabulary import Said

LIKELY = 10
"""As many of the entries that a saying leads to have their records beside it: a page shows no more."""
SHARED = 8
"""Fingerprints of one shard; the client has the same."""
_AT_ONCE = 32
"""Shards whose rows are written together: more would only take more memory."""

_FACTOR, _SPARE = 0x9E3779B1, 7
"""A fingerprint has 25 bits: of 100 questions about one then fetches a shard in vain."""
_PARTS, _BELOW = 64, 19
"""The six highest bits say in which part a fingerprint stands; the client has the same."""
_DENIAL = re.compile("没有|[未无不]")


@dataclass(frozen=True, slots=True)
class Saying:
    """A term, and the form in which it is sought."""

    said: Said
    form: str

    @property
    def likely(self) -> tuple[int, ...]:
        """The entries whose records stand beside it."""
        first = (who[:LIKELY].tolist() for who in self.said.levels.values())
        return tuple(itertools.islice(itertools.chain.from_iterable(first), LIKELY))


def sayings(answers: Iterable[Said]) -> list[Saying]:
    """The terms that can be sought, ordered by their forms; of one form (没证行医, 无证行医) that which leads to the fewest entries."""
    best: dict[str, Said] = {}
    for said in sorted(answers, key=lambda said: (not said.levels, sum(map(len, said.levels.values())), said.term)):
        best.setdefault(plain(said.term), said)
    return [Saying(said, form) for form, said in sorted(best.items()) if form]


def rows(parts: Sequence[Sequence[Saying]]) -> Iterator[list[list[object]]]:
    """Those of each shard as it tells them."""
    for first in range(0, len(parts), _AT_ONCE):
        some = parts[first:first + _AT_ONCE]
        told = iter(postings.rising([who for shared in some for saying in shared for who in saying.said.levels.values()]))
        for shared in some:
            yield [[";".join(said.synonyms), [[level, next(told)] for level in said.levels], list(said.departments), list(said.fields), saying.form]
                   for saying in shared for said in (saying.said,)]


def plain(term: str) -> str:
    """The form in which a term is sought: its characters only, all words that deny alike."""
    return _DENIAL.sub("没", "".join(runs(term)))


def fingerprint(form: str) -> int:
    """A number that tells a form from nearly all others."""
    found = 0
    for char in form:
        found = (found + ord(char)) * _FACTOR & 0xFFFFFFFF
    return found >> _SPARE


def parted(found: Iterable[Saying]) -> list[list[Saying]]:
    """Those that share a shard, in the order of their fingerprints, so that nothing has to be said of where each is."""
    alike: dict[int, list[Saying]] = defaultdict(list)
    for saying in found:
        alike[fingerprint(saying.form)].append(saying)
    return [[saying for number in shared for saying in alike[number]] for shared in shards(sorted(alike))]


def shards(prints: Sequence[int]) -> list[Sequence[int]]:
    """Rising fingerprints by shard."""
    return [prints[at:at + SHARED] for at in range(0, len(prints), SHARED)]


def written(forms: Iterable[str]) -> list[str]:
    """The fingerprints of all forms."""
    return packed(sorted(set(map(fingerprint, forms))))


def packed(prints: Iterable[int]) -> list[str]:
    """Rising fingerprints: how many of them begin with the same bits, and those parts, of which a question reads the few that it asks for."""
    parts: list[list[int]] = [[] for _ in range(_PARTS)]
    for number in prints:
        parts[number >> _BELOW].append(number & (1 << _BELOW) - 1)
    return [numbers.written(map(len, parts)), " ".join(map(numbers.packed, parts))]


def unpacked(found: Sequence[str]) -> list[int]:
    """The fingerprints of `packed`."""
    return [at << _BELOW | number for at, part in enumerate(found[1].split(" ")) for number in numbers.unpacked(part)]
