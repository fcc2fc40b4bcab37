"""The words by which items are found: the pairs of characters that they hold, what people say, how characters sound. While the items say the same, and people too, they are recalled."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, groupby
from string import ascii_lowercase
from typing import Any

from generator import memory
from generator.search import groups, meaning, numbers, postings, sounds, text
from generator.search.recalled import Holders, Marks
from generator.search.records import Records
from generator.search.shards import encoded
from generator.search.spoken import Spoken, spoken
from generator.search.vocabulary import Told, named
from generator.workers import apart

MANY = 5000
"""Beyond so many items, one has its record in three shards of postings instead of one: those with the pairs that tell most of it."""

_KIND = "words"


@dataclass(frozen=True, slots=True)
class Words:
    """What every query needs of them; what is fetched (in a what items hold, in v what people say, in w all sayings, in t, s, h and p other ways to write these);
    and the characters that items hold or sayings mean, the rarest first."""

    meta: dict[str, Any]
    shards: dict[str, bytes]
    chars: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names of departments, fields and laws, by number."""

    departments: Sequence[str]
    fields: Sequence[str]
    laws: Sequence[str]


@contextmanager
def words(told: Told, names: Names, marks: Marks, records: Records) -> Iterator[Iterator[Any]]:
    """The words of the items that `marks` name and `records` show: first their `chars` alone, then all.

    What people say is worked out meanwhile, until all are asked for.
    """
    name = memory.digest(named(told), repr(names), repr(records.shown))
    if kept := memory.recall(_KIND, "last", name):
        found = Words(*kept)
        yield iter((found.chars, found))
        return
    maker = _Maker(told, names, marks, records)
    with apart(maker.people) as people:
        yield _made(maker, people, name)


def _made(maker: "_Maker", people: Iterator[Any], name: str) -> Iterator[Any]:
    """What `words` yields, of what `people` yields."""
    meta, shards, chars = maker.held(next(people))
    yield chars
    found = maker.words(meta, shards, chars, next(people))
    memory.keep(_KIND, "last", (found.meta, found.shards, found.chars), name)
    yield found


class _Maker:
    def __init__(self, told: Told, names: Names, marks: Marks, records: Records) -> None:
        self._told = told
        self._names = names
        self._marks = marks
        self._records = records
        self._said = postings.read([one.violation for one in records.shown])
        self._pairs = self._said.pairs()
        self._counts: Mapping[str, int] = {}
        """How often the lists hold each pair."""

    def people(self) -> Iterator[Any]:
        """Who means the pairs that people say and no item holds; then what people say, and what each saying leads to."""
        holders = Holders(self._marks, self._pairs)
        yield meaning.meant(self._told, holders)
        yield spoken(self._told, holders, self._names.departments, self._names.fields, lambda rows, beside: encoded([rows, self._records.of(beside)]))

    def words(self, meta: dict[str, Any], shards: dict[str, bytes], chars: str, spoken: Spoken) -> Words:
        """All of them, of what items hold and what people say."""
        shards |= {**spoken.shards, "w": encoded(spoken.words), **self._spellings(chars, spoken.words)}
        return Words({**meta, **spoken.meta}, shards, chars)

    def held(self, meant: postings.Numbers) -> tuple[dict[str, Any], dict[str, bytes], str]:
        """The pairs that items hold or sayings mean, in shards, with the records of the items that they tell most of."""
        counts = {char: len(who) for pair, who in postings.by_key(meant).items() for char in pair}
        counts.update((char, len(who)) for char, who in postings.by_key(self._said.singles()).items())
        rank = groups.rarity(counts)
        written = {**postings.written(self._pairs), **{pair: f"&{who}" for pair, who in postings.written(meant).items()}}
        cost: dict[str, int] = defaultdict(int)
        for pair, content in written.items():
            cost[groups.owner(pair, rank)] += len(content) + 7
        group = groups.grouped(self._said, rank, cost)
        shards = groups.filled(written, rank, group)
        count = len(self._marks)
        beside = groups.homes(self._pairs, lambda pair: group[groups.owner(pair, rank)], count, 3 if count > MANY else 1)
        self._counts = {pair: len(who) for pair, who in postings.by_key(self._pairs).items()}
        del self._said, self._pairs  # of a large city they take much room
        alike = groupby(rank, key=lambda char: groups.frequency(counts[char]))
        return ({"chars": " ".join(numbers.rising(map(ord, chars)) for _, chars in alike), "groups": numbers.written(group[char] for char in rank)},
                {f"a{number}": encoded([shards.get(number, ""), self._records.of(beside.get(number, ()))]) for number in set(group.values())}, "".join(rank))

    def _spellings(self, chars: str, said: str) -> Mapping[str, bytes]:
        """Other ways to write what the lists and people (`said`) say: in traditional characters, by another of the same sound, by initials."""
        every = {*chars, *said}
        traditional = [(old, new) for old, new in text.traditional() if new in every]
        pairs = Counter(chain.from_iterable(map(text.bigrams, said.split(" "))))
        pairs.update(self._counts)
        sounding = sounds.parted(sounds.alike(every), pairs)
        phrases = chain.from_iterable((term, *synonyms) for term, synonyms in self._told.items())
        initials = sounds.initials([*phrases, *sorted((*self._names.laws, *self._names.fields, *self._names.departments))])
        return {"t": encoded(["".join(old for old, _ in traditional), "".join(new for _, new in traditional)]),
                "s": encoded(" ".join(shared for shared, _ in sounding)),
                **{f"h{number}": encoded(beside) for number, (_, beside) in enumerate(sounding)},
                **{f"p{letter}": encoded(initials.get(letter, "")) for letter in ascii_lowercase}}
