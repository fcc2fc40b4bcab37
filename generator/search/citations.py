"""Who cites which article: dealt out to shards by law and article, and once more by the article alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, TypeAlias

from generator.search import numbers
from generator.search.entry import Entry, Place
from generator.search.sayings import LIKELY
from generator.search.shards import compact

SIZE = 2_500
"""Characters of one shard, about; the articles of a law that has more are dealt out to several."""
ANYWHERE = 16_000
"""The same where nothing but the article is known: no records stand beside it."""

Article: TypeAlias = tuple[int, int]
"""Its number and its suffix."""
Cited: TypeAlias = Mapping[str, Mapping[Article, Sequence[tuple[int, Place]]]]
"""Law → article → the entries (by number) that cite it, and where."""
Row: TypeAlias = list[Any]
"""An article as a shard tells it: number, suffix, who cites it as the basis of a penalty, who otherwise, and then who by paragraph."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """Shard → law (by number) → its articles; and of each law the last of its shards and how many they are.

    Of several shards the article says which: so many before the last as its number leaves when divided by how many they are.
    """

    shards: Sequence[Mapping[int, list[Row]]]
    places: Mapping[str, tuple[int, int]]


def cited(entries: Sequence[Entry]) -> Cited:
    """Who cites what."""
    found: dict[str, dict[Article, list[tuple[int, Place]]]] = defaultdict(lambda: defaultdict(list))
    for number, entry in enumerate(entries):
        for place in entry.places:
            if place.article is not None:
                found[place.law][place.article, place.sub or 0].append((number, place))
    return found


def dealt(found: Cited, laws: Mapping[str, int]) -> Dealt:
    """The articles of all `laws` (name → number); small laws share a shard."""
    shards: list[dict[int, list[Row]]] = [{}]
    places, room = {}, SIZE
    for name, law in laws.items():
        articles = [[*article, *_citing(who)] for article, who in sorted(found.get(name, {}).items())]
        size = len(compact(articles))
        parts = max(1, ceil(size / SIZE))
        if size > room:
            shards.extend({} for _ in range(parts))
            room = SIZE
        room -= size
        for row in articles:
            shards[-1 - row[0] % parts].setdefault(law, []).append(row)
        places[name] = len(shards) - 1, parts
    return Dealt(shards, places)


def likely(shard: Mapping[int, list[Row]]) -> list[int]:
    """The entries that a page first shows of whoever cites an article of the shard, or a paragraph of it; rising."""
    return sorted({entry for articles in shard.values() for row in articles for entry in _first(row)})


def _first(row: Row) -> Iterator[int]:
    _, _, main, other, *paragraphs = row
    yield from [*numbers.risen(main), *numbers.risen(other)][:LIKELY]
    for _, who in paragraphs:
        yield from numbers.risen(who)[:LIKELY]


def anywhere(found: Cited) -> list[list[Row]]:
    """By the article, of whatever law, who cites it; the number of the article leaves that of its shard."""
    every: dict[Article, list[tuple[int, Place]]] = defaultdict(list)
    for articles in found.values():
        for article, who in articles.items():
            every[article].extend(who)
    rows = {article: [*article, *_citing(who)[:2]] for article, who in sorted(every.items())}
    count = 1 + len(compact(list(rows.values()))) // ANYWHERE
    return [[row for (number, _), row in rows.items() if number % count == shard] for shard in range(count)]


def _citing(found: Sequence[tuple[int, Place]]) -> list[Any]:
    """Who cites an article: as basis of the penalty, otherwise, and then by paragraph."""
    main = {number for number, place in found if place.main}
    other = {number for number, place in found} - main
    paragraphs: dict[int, set[int]] = defaultdict(set)
    for number, place in found:
        if place.paragraph:
            paragraphs[place.paragraph].add(number)
    return [numbers.rising(sorted(main)), numbers.rising(sorted(other)),
            *([paragraph, numbers.rising(sorted(who))] for paragraph, who in sorted(paragraphs.items()))]
