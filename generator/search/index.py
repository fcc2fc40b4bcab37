"""From entries to files: one that every query needs, and shards of postings and records fetched on demand."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.document.shelf import Shelf
from generator.laws import registry
from generator.model import Kind, Status
from generator.search import citations, groups, numbers, postings
from generator.search.details import details
from generator.search.entry import Entry, entries
from generator.search.keys import shard_of
from generator.search.recalled import marks_of
from generator.search.records import Records
from generator.search.shards import Index, Shards, compact, encoded
from generator.search.vocabulary import told
from generator.search.words import Names, words

RECORDS = 24
"""Entries in one file of records."""
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
        self._records = Records(found, self._law_numbers)
        self._keys = 1 + len(found) // KEYS
        self._shards: dict[str, bytes] = {}

    def index(self) -> Index:
        """Everything, with a version that names exactly this content."""
        columns = self._columns()
        names = Names([name for _, name, *_ in columns["depts"]], columns["fields"], [name.removeprefix(NAME) for name in self._law_numbers])
        with words(told(self._world.book.vocabulary), names, self._marks, self._records) as asked:
            articles, more = self._articles(), self._details()
            self._found()
            dealt = self._dealt(more, next(asked))
            del more  # of a large city it takes much room
            found = next(asked)
        self._shards |= found.shards
        meta = {"as_of": self._world.as_of.isoformat(), "n": len(self._entries), "records": RECORDS, "keys": self._keys,
                "city": self._world.book.city.name or "", "places": [self._world.town_name(town) for town in self._shelf.towns]}
        return self._named({**meta, **columns, **found.meta, **dealt, **articles})

    def _found(self) -> None:
        """What results show, and who has which identifier."""
        for start in range(0, len(self._entries), RECORDS):
            self._keep(f"r{start // RECORDS}", self._records.of(range(start, min(start + RECORDS, len(self._entries)))))
        self._numbers()

    def _named(self, meta: Mapping[str, Any]) -> Index:
        named = hashlib.sha256(compact(meta).encode())
        for name, data in sorted(self._shards.items()):
            named.update(name.encode() + data)
        version = named.hexdigest()[:10]
        return Index(compact({"version": version, **meta}), Shards(version, self._shards), version, self._entries)

    def _keep(self, name: str, content: Any) -> None:
        """The content of one shard; as it will be written it takes the least room."""
        self._shards[name] = encoded(content)

    def _columns(self) -> dict[str, Any]:
        """What every query needs of every entry: a dictionary of values and one number per entry and column. In d the document numbers of the editions.

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
        self._keep("d", [self._doc_no(code) for code in editions.known])
        return {
            "columns": {name: numbers.written(values) for name, values in columns.items()},
            "origins": [numbers.written(values) for values in zip(*origins.known, strict=True)] or [""] * 3,
            "kinds": [[kind.slug, kind.value] for kind in Kind],
            "depts": [[code, world.department_name(code), *self._former(code)] for code in departments.known],
            "fields": list(fields.known), "periods": [list(period) for period in periods.known],
            "states": [[status.value, status.label] for status in states]}

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
            self._keep(f"c{number}", [list(rows.items()), self._records.of(citations.likely(rows))])
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

    def _details(self) -> Mapping[str, str]:
        """Who holds which pair in the columns that are searched last, and which character in the violation."""
        found = self._entries
        told: dict[str, str] = {}
        for piece in details(self._marks, lambda number: (found[number].details, found[number].item.violation or ""), max(20, COMMON * len(found))):
            told.update(postings.written(piece))
        told.update(postings.written(postings.read([entry.item.violation or "" for entry in found]).singles()))
        return told

    def _dealt(self, told: Mapping[str, str], chars: str) -> dict[str, int]:
        """The details in b, where a pair is kept with the rarer of its characters (`chars`, the rarest first)."""
        rank = {char: number for number, char in enumerate(chars)}
        shards = 1 + sum(len(key) + len(content) for key, content in told.items()) // MORE
        for number, content in groups.filled(told, rank, {char: ord(char) % shards for key in told for char in key}).items():
            self._keep(f"b{number}", content)
        return {"more": shards}

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
