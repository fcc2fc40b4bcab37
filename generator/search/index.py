"""From entries to files: one that every query needs, and shards of postings and records fetched on demand."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.document.shelf import Shelf
from generator.laws import registry
from generator.model import Kind, Status
from generator.search import groups, numbers, text
from generator.search.entry import Entry, entries

RECORDS = 100
"""Entries in one file of records."""
GROUP = 48_000
"""Characters of postings in one shard, about."""
COMMON = 0.3
"""A pair of characters in more than this share of the details tells nothing."""
KEYS = 300
"""Entries per shard of identifiers and power codes, about."""
LAWS = 24_000
"""Characters of citations in one shard, about."""

NAME = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Index:
    """`meta` is what every query needs; `shards` are fetched by name (a3, b3, r0, c1, k7, t)."""

    meta: str
    shards: Mapping[str, str]
    version: str


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
        self._keys = 1 + len(found) // KEYS
        self._shards: dict[str, Any] = {}

    def index(self) -> Index:
        """Everything, with a version that names exactly this content."""
        meta = {"as_of": self._world.as_of.isoformat(), "n": len(self._entries), "records": RECORDS, "keys": self._keys,
                "city": self._world.book.city.name or "",
                **self._columns(), **self._postings(), **self._laws(), "vocabulary": self._vocabulary()}
        self._records()
        self._numbers()
        self._traditional(meta["chars"])
        content = _json(meta) + "".join(f"{name}{_json(data)}" for name, data in sorted(self._shards.items()))
        version = hashlib.sha256(content.encode()).hexdigest()[:10]
        shards = {name: f'qingdanShard({_json(version)},{_json(name)},{_json(data)});\n' for name, data in self._shards.items()}
        return Index(_json({"version": version, **meta}), shards, version)

    def _columns(self) -> dict[str, Any]:
        """What facets need of every entry: a dictionary of values and one number per entry and column."""
        world, kinds, states = self._world, list(Kind), list(Status)
        departments, fields, towns, periods, editions, laws = (_Names() for _ in range(6))
        columns: dict[str, list[int]] = defaultdict(list)
        law_sets = _by_frequency([entry.laws for entry in self._entries])
        town_sets = _by_frequency([entry.towns for entry in self._entries])
        for entry in self._entries:
            item = entry.item
            columns["kind"].append(kinds.index(item.kind))
            columns["dept"].append(departments.number(item.department))
            columns["field"].append(fields.number(item.field or ""))
            columns["period"].append(periods.number((states.index(entry.status), str(entry.start or ""), str(entry.end or ""))))
            columns["edition"].append(editions.number(item.edition))
            columns["town"].append(town_sets[entry.towns])
            columns["law"].append(law_sets[entry.laws])
        codes = self._shelf.towns
        for town in codes:
            towns.number(town)
        return {
            "columns": {name: numbers.written(values) for name, values in columns.items()},
            "kinds": [[kind.slug, kind.value] for kind in kinds],
            "depts": [[code, world.department_name(code), *self._former(code)] for code in departments.known],
            "fields": list(fields.known), "periods": [list(period) for period in periods.known],
            "states": [[status.value, status.label] for status in states],
            "editions": [[code, self._doc_no(code)] for code in editions.known],
            "towns": [[code, world.town_name(code)] for code in codes],
            "townSets": [[towns.number(town) for town in places] for places in town_sets],
            "lawSets": [[self._law_number(law) for law in cited] for cited in law_sets]}

    def _former(self, code: str) -> list[str]:
        rows = [row for row in self._world.book.organisations if row.dept == code]
        current = self._world.department_name(code)
        names = [name for row in rows for name in (row.name, *row.former_names) if name and name != current]
        return list(dict.fromkeys(names))

    def _doc_no(self, code: str | None) -> str:
        edition = self._world.editions.get(code or "")
        return (edition.doc_no if edition else None) or ""

    def _law_number(self, name: str) -> int:
        return self._law_numbers[name]

    def _laws(self) -> dict[str, Any]:
        """Names by which each cited law is known, and in which shard its articles are."""
        laws = self._world.once(registry)
        places: dict[str, dict[tuple[int, int], list[tuple[int, bool]]]] = defaultdict(lambda: defaultdict(list))
        for number, entry in enumerate(self._entries):
            for place in entry.places:
                if place.article is not None:
                    places[place.law][place.article, place.sub or 0].append((number, place.main))
        rows, shard, filled = [], 0, 0
        content: list[list[Any]] = []
        for name, law in self._law_numbers.items():
            row = [law, [[a, s, numbers.rising(n for n, main in found if main), numbers.rising(n for n, main in found if not main)]
                         for (a, s), found in sorted(places[name].items())]]
            size = len(_json(row))
            if filled and filled + size > LAWS:
                self._shards[f"c{shard}"] = content
                content, filled, shard = [], 0, shard + 1
            content.append(row)
            filled += size
            versions = laws.versions(name)
            short = name.removeprefix(NAME)
            aliases = [alias for alias in versions[-1].aliases if alias != short]
            rows.append([versions[0].law_key, short, int(short != name), shard, *aliases])
        self._shards[f"c{shard}"] = content
        return {"laws": rows}

    def _postings(self) -> dict[str, Any]:
        first: dict[str, list[int]] = defaultdict(list)
        second: dict[str, list[int]] = defaultdict(list)
        characters: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            violation = entry.item.violation or ""
            pairs = text.bigrams(violation)
            for pair in pairs:
                first[pair].append(number)
            single = set("".join(text.runs(violation)))
            more = text.bigrams(entry.details) - pairs
            for key in more | single:
                second[key].append(number)
            for char in single.union(*more):
                characters[char].append(number)
        limit = COMMON * len(self._entries)
        second = {key: found for key, found in second.items() if len(key) == 1 or len(found) <= max(limit, 20)}
        rank = groups.rarity(characters)
        keyed = {key: key if len(key) == 1 else min(key, key=rank.__getitem__) for key in (*first, *second)}
        written = {pair: numbers.rising(found) for pair, found in first.items()}
        cost: dict[str, int] = defaultdict(int)
        for pair, content in written.items():
            cost[keyed[pair]] += len(content) + 7
        buckets = _buckets(self._entries)
        group = groups.grouped(characters, cost, buckets, GROUP)
        self._fill("a", written, keyed, group)
        more = {key: numbers.rising(found) for key, found in second.items()}
        self._more = 1 + sum(len(key) + len(content) for key, content in more.items()) // GROUP
        self._fill("b", more, keyed, {char: ord(char) % self._more for char in rank})
        ordered = sorted(rank, key=rank.__getitem__)
        return {"more": self._more, "chars": "".join(ordered), "groups": numbers.written(group[char] for char in ordered)}

    def _fill(self, family: str, written: Mapping[str, str], owner: Mapping[str, str], group: Mapping[str, int]) -> None:
        shards: dict[int, list[str]] = defaultdict(list)
        for key in sorted(written, key=lambda key: (owner[key], key)):
            shards[group[owner[key]]].append(f"{key:2}{written[key]}")
        for number in set(group.values()):
            self._shards[f"{family}{number}"] = "|".join(shards.get(number, ()))

    def _records(self) -> None:
        """What a result shows."""
        for start in range(0, len(self._entries), RECORDS):
            self._shards[f"r{start // RECORDS}"] = [
                [entry.item_id, entry.item.violation or ""]
                for entry in self._entries[start:start + RECORDS]]

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
            self._shards[f"k{number}"] = shards.get(number, [])

    def _traditional(self, known: str) -> None:
        chars = set(known) | set("".join(term for row in self._vocabulary() for term in row))
        pairs = [(old, new) for old, new in text.traditional() if new in chars]
        self._shards["t"] = ["".join(old for old, _ in pairs), "".join(new for _, new in pairs)]

    def _vocabulary(self) -> list[list[str]]:
        return [[row.term, *row.synonyms] for row in self._world.book.vocabulary if row.term and row.synonyms]


def shard_of(key: str, count: int) -> int:
    """The shard of an identifier or power code: by its five digits (year and check character tell little)."""
    digits = [ord(char) for char in key[4:9]]
    return sum(digit * factor for digit, factor in zip(digits, (1, 3, 7, 11, 13), strict=False)) % count


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


def _buckets(found: Sequence[Entry]) -> list[int]:
    """The topic of each entry: its department and field."""
    names = _Names()
    return [names.number((entry.item.department,)) for entry in found]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
