"""News for subscribers: one entry per legal act – an edition published, entries that ended, a power given or taken back."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from generator.document import addresses, words
from generator.document.blocks import Block, Bullets, Link, Mark, Paragraph, Text
from generator.document.chronicle import ROLES, told, turn_link
from generator.document.lawbook import CitedLaw
from generator.document.reach import Reach
from generator.document.shelf import Shelf
from generator.document.turns import Turn, What, coming, counted
from generator.legality.delegation import Applicability
from generator.model import Delegation, Edition, Item

_MOST = 60
"""Changes that an entry names one by one; the page it leads to has them all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. `key` names it for good within its city; `day` is when the public could know of it; `target` is its page."""

    key: str
    day: date
    title: str
    target: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """The acts that concern a city, a department, a town or a law, the latest first."""

    name: str
    title: str
    target: str
    entries: tuple[Entry, ...]


class News:
    """Makes the feeds of a shelf from its legal changes."""

    def __init__(self, shelf: Shelf, turns: Sequence[Turn], reach: Reach) -> None:
        self._shelf = shelf
        self._turns = tuple(turn for turn in turns if turn.what is not What.ENDED or not coming(turn, shelf))
        self._reach = reach

    def links(self) -> tuple[Link, ...]:
        """The ways to the feeds of the city, the departments and the towns; a law's page leads to its own."""
        name = self._shelf.world
        departments = (Link(name.department_name(code), addresses.feed(f"dept-{code}")) for code in self._shelf.departments)
        towns = (Link(name.town_name(code), addresses.feed(f"town-{code}")) for code in self._shelf.towns)
        return (Link("全市", addresses.feed("city")), *departments, *towns)

    def of_city(self) -> Feed:
        """Everything that changed."""
        return Feed("city", f"{self._shelf.world.book.city.name or ''}行政执法减免责清单变更", "changes/", self._entries(self._turns))

    def of_towns(self) -> Iterator[Feed]:
        """Of each town, what changed in what it may apply."""
        for town in self._shelf.towns:
            own = [turn for turn in self._turns if self._concerns(turn.item, town)]
            entries = (*self._entries(own, f"/towns/{town}"), *self._delegations(town))
            yield Feed(f"town-{town}", f"{self._shelf.world.town_name(town)}可以适用的减免责事项变更", addresses.town(town), _latest_first(entries))

    def of_department(self, code: str) -> Feed:
        """What changed in the lists of a department."""
        own = [turn for turn in self._turns if turn.item.department == code]
        return Feed(f"dept-{code}", f"{self._shelf.world.department_name(code)}减免责清单变更", addresses.department(code), self._entries(own))

    def of_law(self, law: CitedLaw) -> Feed:
        """What changed in the items that cite a law."""
        citing = {id(use.item) for uses in law.uses.values() for use in uses}
        own = [self._turns[place] for place in sorted(place for item in citing for place in self._places.get(item, ()))]
        return Feed(f"law-{law.key}", f"引用《{law.name}》的减免责事项变更", addresses.law(law.key), self._entries(own, f"/laws/{law.key}"))

    @cached_property
    def _places(self) -> Mapping[int, Sequence[int]]:
        """Which of the turns are those of a version."""
        places: dict[int, list[int]] = defaultdict(list)
        for place, turn in enumerate(self._turns):
            places[id(turn.item)].append(place)
        return places

    def _concerns(self, item: Item, town: str) -> bool:
        return self._reach.ask(item, town)[0] in (Applicability.APPLIES, Applicability.RECALLED)

    def _entries(self, turns: Iterable[Turn], part: str = "") -> tuple[Entry, ...]:
        """The acts behind changes; `part` tells an act as one town or law sees it from the whole of it."""
        published: dict[str, list[Turn]] = defaultdict(list)
        ended: dict[tuple[date, str], list[Turn]] = defaultdict(list)
        for turn in turns:
            if turn.what is What.ENDED:
                ended[turn.day, turn.item.department].append(turn)
            else:
                published[turn.item.edition or ""].append(turn)
        entries = [self._of_edition(self._shelf.world.editions[code], found, part) for code, found in published.items()]
        entries += [self._of_ends(*key, found, part) for key, found in ended.items()]
        return _latest_first(entries)

    def _of_edition(self, edition: Edition, turns: Sequence[Turn], part: str) -> Entry:
        code, department = edition.edition or "", edition.department or ""
        name = self._shelf.world.department_name(department)
        number = f"（{edition.doc_no}）" if edition.doc_no else ""
        title = edition.title or code
        dates = f"{words.day(edition.published_on)}公布，{words.day(edition.effective_from)}起施行。"
        lead = Paragraph(f"{name}《{title}》{number}{dates}{counted(turns)}。{words.CAUTION}。")
        return Entry(f"editions/{code}{part}", edition.published_on or turns[0].day, f"{title}：{counted(turns)}",
                     f"{addresses.department(department)}#{code}", (lead, self._bullets(turns)))

    def _of_ends(self, day: date, department: str, turns: Sequence[Turn], part: str) -> Entry:
        name = self._shelf.world.department_name(department)
        lead = Paragraph(f"下列{len(turns)}项自{words.day(day)}起不再适用，旧版本仍可查到。")
        return Entry(f"ends/{department}{part}", day, f"{name}减免责清单：{len(turns)}项自{words.day(day)}起失效",
                     f"{addresses.changes(day)}#{department}", (lead, self._bullets(turns)))

    def _bullets(self, turns: Sequence[Turn]) -> Bullets:
        entries: list[Text] = []
        for turn in turns[:_MOST]:
            said = told(turn, self._shelf)
            entries.append((Mark(turn.what.value, ROLES[turn.what]), " ", turn_link(turn, self._shelf),
                            f"（{turn.item.kind.value}）{f'：{said}' if said else ''}"))
        rest = {turn.day for turn in turns[_MOST:]}
        if rest:
            target = addresses.changes(max(rest)) if len(rest) == 1 else "changes/"
            entries.append((f"另有{len(turns) - _MOST}项，见", Link("清单变更", target), "。"))
        return Bullets(tuple(entries))

    def _delegations(self, town: str) -> Iterator[Entry]:
        """What powers the town was given and lost by as_of, a day at a time."""
        rows = [row for row in self._shelf.world.book.delegations if row.town == town]
        yield from self._handed(town, rows, lambda row: row.valid_from, "given", "获得赋权的处罚权")
        yield from self._handed(town, rows, lambda row: row.recalled_on, "recalled", "被收回赋权的处罚权")

    def _handed(self, town: str, rows: Collection[Delegation], on: Callable[[Delegation], date | None], key: str,
                what: str) -> Iterator[Entry]:
        dated = sorted(((day, row) for row in rows if (day := on(row)) and day <= self._shelf.as_of), key=lambda pair: pair[0])
        name = self._shelf.world.town_name(town)
        for day, group in groupby(dated, key=lambda pair: pair[0]):
            powers = [row for _, row in group]
            lines = tuple(f"{self._shelf.world.department_name(row.dept or '')}：{row.penalty_basis or row.power_code or ''}"
                          f"{f'（{row.basis}）' if row.basis else ''}" for row in powers)
            lead = Paragraph(f"自{words.day(day)}起，{name}{what}（{len(powers)}项）：")
            yield Entry(f"delegations/{town}/{key}", day, f"{name}{what}{len(powers)}项", addresses.town(town), (lead, Bullets(lines)))


def _latest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(sorted(entries, key=lambda entry: entry.key), key=lambda entry: entry.day, reverse=True))
