"""From entries to files: one that every query needs, and shards of postings and records fetched on demand."""

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from string import ascii_lowercase
from typing import Any

from generator.document.shelf import Shelf
from generator.laws import registry
from generator.model import Kind, Status
from generator.search import citations, groups, meaning, numbers, postings, sounds, text
from generator.search.details import details
from generator.search.entry import Entry, entries
from generator.search.keys import shard_of
from generator.search.proof import prove
from generator.search.recalled import Holders, marks_of
from generator.search.shards import Index, Shards, compact, encoded
from generator.search.spoken import Spoken, spoken
from generator.workers import apart

RECORDS = 32
"""Entries in one file of records."""
MANY = 5000
"""Beyond so many entries, one has its record in two shards of postings instead of one: those with the pairs that tell most of it."""
COMMON = 0.3
"""A pair of characters in more than this share of the details tells nothing."""
KEYS = 300
"""Entries per shard of identifiers and power codes, about."""
MORE = 14_000
"""Characters of second-rate postings in one shard, about."""

NAME = "中华人民共和国"


def index(shelf: Shelf) -> Index:
    """The index of everything the shelf has published."""
    return _Writer(shelf, entries(shelf)).index()


@dataclass(slots=True)
class _Names:
    """Distinct values, numbered as they come."""

    known: dict[Any, int] = field(default_factory=dict)

    def number(self, value: Any) -> int:
        return self.known.setdefault(value, len(self.known))


class _Writer:
    def __init__(self, shelf: Shelf, found: Sequence[Entry]) -> None:
        self._shelf = shelf
        self._world = shelf.world
        self._entries = found
        self._law_numbers = _numbered(found)
        self._marks = marks_of(entry.item_id for entry in found)
        self._keys = 1 + len(found) // KEYS
        self._shards: dict[str, bytes] = {}

    def index(self) -> Index:
        """Everything, with a version that names exactly this content. Refusal when it does not find what it holds."""
        columns = self._columns()
        said = postings.read([entry.item.violation or "" for entry in self._entries])
        pairs = said.pairs()
        with apart(partial(self._spoken, pairs, columns)) as told:  # while that is worked out, so is the rest
            meta = {"as_of": self._world.as_of.isoformat(), "n": len(self._entries), "records": RECORDS, "keys": self._keys,
                    "city": self._world.book.city.name or "", **columns, **self._postings(said, pairs, told), **self._articles()}
            held = [postings.name(key) for key in postings.keys_of(pairs)[0].tolist()]
            del said, pairs  # of a large city they take much room
            self._found()
            self.__dict__.pop("_shown", None)  # nor is that needed any more
            people: Spoken = next(told)
        self._shards |= people.shards
        self._keep("w", people.words)
        self._sounds(meta, held, people.words)
        return self._proved({**meta, **people.meta})

    def _found(self) -> None:
        """What results show, and who has which identifier."""
        for start in range(0, len(self._entries), RECORDS):
            self._keep(f"r{start // RECORDS}", self._records(range(start, min(start + RECORDS, len(self._entries)))))
        self._numbers()

    def _proved(self, meta: Mapping[str, Any]) -> Index:
        named = hashlib.sha256(compact(meta).encode())
        for name, data in sorted(self._shards.items()):
            named.update(name.encode() + data)
        version = named.hexdigest()[:10]
        shards, written = Shards(version, self._shards), compact({"version": version, **meta})
        prove(written, shards, self._entries)
        return Index(written, shards, version)

    def _keep(self, name: str, content: Any) -> None:
        """The content of one shard; as it will be written it takes the least room."""
        self._shards[name] = encoded(content)

    def _columns(self) -> dict[str, Any]:
        """What every query needs of every entry: a dictionary of values and one number per entry and column.

        Department, field and edition go together: `origin` numbers their combinations, `origins` tells the three of each.
        """
        world, states = self._world, list(Status)
        departments, fields, periods, editions, origins = (_Names() for _ in range(5))
        columns: dict[str, list[int]] = {name: [] for name in ("period", "origin")}
        for entry in self._entries:
            item = entry.item
            columns["period"].append(periods.number((states.index(entry.status), str(entry.start or ""), str(entry.end or ""))))
            columns["origin"].append(origins.number((departments.number(item.department), fields.number(item.field or ""),
                                                     editions.number(item.edition))))
        return {
            "columns": {name: numbers.written(values) for name, values in columns.items()},
            "origins": [numbers.written(values) for values in zip(*origins.known, strict=True)] or [""] * 3,
            "kinds": [[kind.slug, kind.value] for kind in Kind],
            "depts": [[code, world.department_name(code), *self._former(code)] for code in departments.known],
            "fields": list(fields.known), "periods": [list(period) for period in periods.known],
            "states": [[status.value, status.label] for status in states],
            "editions": [[code, self._doc_no(code)] for code in editions.known]}

    def _former(self, code: str) -> list[str]:
        rows = [row for row in self._world.book.organisations if row.dept == code]
        current = self._world.department_name(code)
        names = [name for row in rows for name in (row.name, *row.former_names) if name and name != current]
        return list(dict.fromkeys(names))

    def _doc_no(self, code: str | None) -> str:
        edition = self._world.editions.get(code or "")
        return (edition.doc_no if edition else None) or ""

    def _articles(self) -> dict[str, Any]:
        """In c who cites which article of each law, and their records; in n the same by the article alone; in l all else that citations need."""
        laws, cited = self._world.once(registry), citations.cited(self._entries)
        dealt, anywhere = citations.dealt(cited, self._law_numbers), citations.anywhere(cited)
        for number, rows in enumerate(dealt.shards):
            self._keep(f"c{number}", [list(rows.items()), self._records(citations.likely(rows))])
        for number, articles in enumerate(anywhere):
            self._keep(f"n{number}", articles)
        told = []
        for name in self._law_numbers:
            versions = laws.versions(name)
            aliases = [alias for alias in versions[-1].aliases if alias != name.removeprefix(NAME)] if versions else []
            told.append([name.removeprefix(NAME), (versions[0].law_key if versions else None) or "", *dealt.places[name], *aliases])
        self._keep("l", self._facets(told))
        return {"articles": len(anywhere)}

    def _facets(self, laws: list[list[Any]]) -> dict[str, Any]:
        """What only citations and facets need."""
        kinds, towns, codes = list(Kind), _Names(), self._shelf.towns
        for town in codes:
            towns.number(town)
        law_sets = _by_frequency([entry.laws for entry in self._entries])
        town_sets = _by_frequency([entry.towns for entry in self._entries])
        return {
            "laws": laws, "lawSets": [[self._law_numbers[law] for law in cited] for cited in law_sets],
            "towns": [[code, self._world.town_name(code)] for code in codes],
            "townSets": [[towns.number(town) for town in places] for places in town_sets],
            "kind": numbers.written(kinds.index(entry.item.kind) for entry in self._entries),
            "law": numbers.written(law_sets[entry.laws] for entry in self._entries),
            "town": numbers.written(town_sets[entry.towns] for entry in self._entries)}

    def _postings(self, said: postings.Characters, pairs: postings.Numbers, told: Iterator[Any]) -> dict[str, Any]:
        singles = said.singles()
        rest: dict[str, str] = {}
        found = self._entries
        for piece in details(self._marks, lambda number: (found[number].details, found[number].item.violation or ""), max(20, COMMON * len(found))):
            rest.update(postings.written(piece))
        rest.update(postings.written(singles))
        meant = next(told)
        counts = {char: len(who) for pair, who in postings.by_key(meant).items() for char in pair}
        counts.update((char, len(who)) for char, who in postings.by_key(singles).items())
        rank = groups.rarity(counts)
        written = {**postings.written(pairs), **{pair: f"&{who}" for pair, who in postings.written(meant).items()}}
        cost: dict[str, int] = defaultdict(int)
        for pair, content in written.items():
            cost[groups.owner(pair, rank)] += len(content) + 7
        group = groups.grouped(said, rank, cost)
        more_shards = 1 + sum(len(key) + len(content) for key, content in rest.items()) // MORE
        first_shards = self._filled(written, rank, group)
        others = {char: ord(char) % more_shards for key in rest for char in key}
        for number, content in self._filled(rest, rank, others).items():
            self._keep(f"b{number}", content)
        beside = groups.homes(pairs, lambda pair: group[groups.owner(pair, rank)], len(self._entries), 1 + (len(self._entries) > MANY))
        for number in set(group.values()):
            self._keep(f"a{number}", [first_shards.get(number, ""), self._records(beside.get(number, ()))])
        self._chars = sorted(rank)
        alike = itertools.groupby(rank, key=lambda char: groups.frequency(counts[char]))
        return {"more": more_shards, "chars": " ".join(numbers.rising(map(ord, chars)) for _, chars in alike),
                "groups": numbers.written(group[char] for char in rank)}

    @staticmethod
    def _filled(written: Mapping[str, str], rank: Mapping[str, int], group: Mapping[str, int]) -> Mapping[int, str]:
        """Shard → its pairs, each followed by its postings."""
        shards: dict[int, list[str]] = defaultdict(list)
        for owner, key in sorted((groups.owner(key, rank), key) for key in written):
            shards[group[owner]].append(f"{key:2}{written[key]}")
        return {number: "|".join(rows) for number, rows in shards.items()}

    def _records(self, who: Sequence[int]) -> list[Any]:
        """What results show of entries: their numbers, identifiers, violations, lists and laws (one more than the number in l, 0 for none)."""
        shown = [self._shown[number] for number in who]
        ids, violations, kinds, laws = zip(*shown, strict=True) if shown else ((),) * 4
        return [numbers.rising(who), " ".join(ids), violations, "".join(kinds), "".join(laws)]

    @cached_property
    def _shown(self) -> Sequence[tuple[str, str, str, str]]:
        """Of each entry what records tell."""
        kind = {kind: numbers.written([number]) for number, kind in enumerate(Kind)}
        law = {law: numbers.written([number + 1]) for law, number in self._law_numbers.items()}
        nothing = numbers.written([0])
        return [(entry.item_id, entry.item.violation or "", kind[entry.item.kind], law[entry.laws[0]] if entry.laws else nothing) for entry in self._entries]

    def _numbers(self) -> None:
        """Entries by identifier and power code."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            found[entry.item_id.replace("-", "").lower()].append(number)
            if entry.item.power_code:
                found[entry.item.power_code].append(number)
        shards: dict[int, list[list[Any]]] = defaultdict(list)
        for key in sorted(found):
            shards[shard_of(key, self._keys)].append([key, numbers.rising(found[key])])
        for number in range(self._keys):
            self._keep(f"k{number}", shards.get(number, []))

    def _sounds(self, meta: Mapping[str, Any], held: Iterable[str], words: str) -> None:
        """Other ways to write what the lists (by pairs, `held`) and `words` say: in traditional characters, by another of the same sound, by initials."""
        chars = set(self._chars).union(words)
        pairs = [(old, new) for old, new in text.traditional() if new in chars]
        self._keep("t", ["".join(old for old, _ in pairs), "".join(new for _, new in pairs)])
        said = [word for row in self._world.book.vocabulary if row.term for word in (row.term, *row.synonyms)]
        shards = sounds.parted(sounds.alike(chars), text.bigrams(words).union(held))
        self._keep("s", " ".join(groups for groups, _ in shards))
        for number, (_, beside) in enumerate(shards):
            self._keep(f"h{number}", beside)
        named = (*(name.removeprefix(NAME) for name in self._law_numbers), *meta["fields"], *(names[1] for names in meta["depts"]))
        initials = sounds.initials([*said, *named]).split("|")
        for letter in ascii_lowercase:
            self._keep(f"p{letter}", "|".join(row for row in initials if row.startswith(letter)))

    def _spoken(self, pairs: postings.Numbers, columns: Mapping[str, Any]) -> Iterator[Any]:
        """Who means the pairs that people say and no violation holds; then what people say, and what each saying leads to."""
        vocabulary, holders = self._world.book.vocabulary, Holders(self._marks, pairs)
        yield meaning.meant(vocabulary, holders)
        yield spoken(vocabulary, holders, [name for _, name, *_ in columns["depts"]], columns["fields"],
                     lambda rows, beside: encoded([rows, self._records(beside)]))


def _numbered(found: Sequence[Entry]) -> Mapping[str, int]:
    names = _Names()
    for entry in found:
        for law in entry.laws:
            names.number(law)
    return names.known


def _by_frequency(values: Sequence[tuple[str, ...]]) -> Mapping[tuple[str, ...], int]:
    """Distinct value → number, the most frequent first."""
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for value in values:
        counts[value] += 1
    return {value: n for n, value in enumerate(sorted(counts, key=lambda value: (-counts[value], value)))}
