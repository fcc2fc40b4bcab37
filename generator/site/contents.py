"""Which pages the site has: everything `document` makes of a shelf."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import chain

from generator.diff.guard import GUARDS
from generator.document import asof
from generator.document.basis import Basis
from generator.document.blocks import Block, Page
from generator.document.chronicle import by_day, chronicle, day_volumes
from generator.document.dashboard import dashboard
from generator.document.department import department_pages
from generator.document.dictionary import dictionary_page
from generator.document.edition import edition_pages
from generator.document.guide import guide_page
from generator.document.handbook import fault_page, guard_page
from generator.document.item import ItemPages
from generator.document.law import LawPages
from generator.document.lawbook import CitedLaw, cited_laws, keys
from generator.document.listing import list_pages, lists_overview
from generator.document.news import Feed, News
from generator.document.reach import Reach
from generator.document.remarks import findings_page
from generator.document.rules import rule_pages
from generator.document.shelf import Shelf
from generator.document.terms import terms_page
from generator.document.town import town_pages
from generator.document.turns import Turn, turns
from generator.history import Record
from generator.legality.judge import rules
from generator.schema import tables
from generator.schema.faults import FAULTS, WAIVER
from generator.site.generations import changed
from generator.site.said import ALL, CITED, LIFE, NAMED, Said

FRAMES = (("lists", 1), ("lists", 2), ("lists", 3), ("lists", 5), ("depts", 1), ("depts", 2), ("towns", 1), ("towns", 2), ("towns", 3), ("laws", 1),
          ("laws", 2), ("laws", 3), ("rules", 1), ("rules", 2), ("terms", 1), ("about", 1), ("about", 2),
          ("changes", 1), ("changes", 2), ("changes", 3), ("asof", 2), ("asof", 3), ("guide", 2))
"""Every (section, depth) a generated page can have."""


@dataclass(frozen=True, slots=True)
class Part:
    """Pages and feeds that stay the same while their `key` does."""

    name: str
    key: object
    pages: Callable[[], Iterable[Page]]
    feeds: Callable[[], Iterable[Feed]] = tuple


class _Shared:
    """What the pages of a shelf have in common, each worked out when the first of them asks for it."""

    def __init__(self, shelf: Shelf, record: Record | None) -> None:
        self._shelf = shelf
        self._record = record

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        return turns(self._shelf)

    @cached_property
    def days(self) -> Mapping[date, int]:
        return asof.days(self.turns, self._shelf)

    @cached_property
    def paged(self) -> frozenset[date]:
        return asof.paged(self.days, self._shelf)

    @cached_property
    def laws(self) -> tuple[CitedLaw, ...]:
        return cited_laws(self._shelf)

    @cached_property
    def law_pages(self) -> LawPages:
        return LawPages(self._shelf, self.laws)

    @cached_property
    def basis(self) -> Basis:
        return Basis(self._shelf, keys(self.laws))

    @cached_property
    def reach(self) -> Reach:
        return Reach(self._shelf)

    @cached_property
    def items(self) -> ItemPages:
        return ItemPages(self._shelf, self.basis, self.reach, self._record)

    @cached_property
    def news(self) -> News:
        return News(self._shelf, self.turns, self.reach)


class Contents:
    """The pages of one shelf."""

    def __init__(self, shelf: Shelf, said: Said, record: Record | None = None) -> None:
        self._shelf = shelf
        self._said = said
        self._record = record
        self._shared = _Shared(shelf, record)

    def release(self) -> None:
        """What the pages have in common goes: no more of them will be asked for."""
        self._shared = _Shared(self._shelf, self._record)

    def of_item(self, item_id: str) -> Iterator[Page]:
        """The page of an item and of each of its versions."""
        return self._shared.items.pages(item_id)

    def asof_overview(self) -> tuple[Block, ...]:
        """The generated part of /asof/."""
        return asof.overview(self._shared.days, self._shared.paged, self._shelf.as_of)

    def parts(self) -> Iterator[Part]:
        """Everything but the items, what takes longest first."""
        shelf, said = self._shelf, self._said
        yield Part("changes", said.of(NAMED), self._changes, lambda: (self._shared.news.of_city(),))
        for found in by_day(self._shared.turns):
            yield from self._of_day(found)
        yield Part("days", said.of(NAMED), lambda: asof.day_pages(self._shared.days, self._shared.paged, shelf))
        yield from self._of_laws()
        yield from self._of_departments()
        for_towns = {item.item_id or "" for item in shelf.items if item.township}
        yield Part("towns", (said.of(LIFE), said.of(ALL, for_towns)), lambda: town_pages(shelf, self._shared.reach), lambda: self._shared.news.of_towns())
        yield Part("dashboard", said.of(CITED), lambda: (dashboard(shelf, self._shared.basis, self._shared.turns),))
        yield Part("overviews", said.of(LIFE), lambda: (lists_overview(shelf), *department_pages(shelf), terms_page(shelf)))
        if shelf.preview:
            yield Part("findings", (), lambda: (findings_page(shelf),))

    def _changes(self) -> Iterator[Page]:
        yield chronicle(self._shelf, self._shared.turns, () if self._shelf.preview else self._shared.news.links())

    def _of_day(self, found: Sequence[Turn]) -> Iterator[Part]:
        """The changes of a day: where there are many, those of each department."""
        day, items = found[0].day, defaultdict[str, set[str]](set)
        for turn in found:
            for code in ("", turn.item.department):
                items[code].add(turn.item.item_id or "")
        for volume in day_volumes(found, self._shelf, day in self._shared.paged):
            yield Part(f"changes {day} {volume.code}", (day in self._shared.paged, self._said.of(NAMED, items[volume.code])), partial(_alone, volume.page))

    def _of_laws(self) -> Iterator[Part]:
        """The laws, and the rules, which lead to them: there may be a link to each article that an item cites."""
        cited = changed((law.key, tuple(law.uses), len(law.items)) for law in self._shared.laws)
        versions = len(self._shelf.world.public_items)
        yield Part("rules", (cited, versions), partial(self._rules, versions))
        yield Part("laws", cited, lambda: (self._shared.law_pages.index(),))
        for law in self._shared.laws:
            yield Part(f"law {law.key}", (cited, self._said.of(CITED, law.items)), partial(self._law, law), partial(self._law_feed, law))
            for code, items in self._shared.law_pages.shares(law).items():
                yield Part(f"law {law.key} {code}", (cited, self._said.of(CITED, items)), partial(self._share, law, code))

    def _law(self, law: CitedLaw) -> Iterator[Page]:
        yield self._shared.law_pages.of(law)

    def _share(self, law: CitedLaw, code: str) -> Iterator[Page]:
        yield self._shared.law_pages.share(law, code)

    def _law_feed(self, law: CitedLaw) -> Iterator[Feed]:
        yield self._shared.news.of_law(law)

    def _of_departments(self) -> Iterator[Part]:
        shelf, said = self._shelf, self._said
        items: dict[str, set[str]] = defaultdict(set)
        for item in shelf.items:
            items[item.department].add(item.item_id or "")
        for code in shelf.departments:
            yield Part(f"department {code}", said.of(ALL, items[code]), partial(self._lists, code), partial(self._department_feed, code))
            yield Part(f"guide {code}", said.of(NAMED, items[code]), partial(self._guide, code))

    def _lists(self, code: str) -> Iterator[Page]:
        return chain(list_pages(self._shelf, self._shared.basis, code), edition_pages(self._shelf, self._shared.basis, code))

    def _department_feed(self, code: str) -> Iterator[Feed]:
        yield self._shared.news.of_department(code)

    def _guide(self, code: str) -> Iterator[Page]:
        yield guide_page(code, self._shelf)

    def _rules(self, versions: int) -> Iterator[Page]:
        """What the lists are judged by: rules, failures, columns."""
        world = self._shelf.world
        yield from rule_pages(rules(), self._shared.laws, tables(), (*FAULTS, WAIVER, *GUARDS), versions,
                              sum(map(world.edition_is_public, world.book.editions)))
        yield from map(fault_page, (*FAULTS, WAIVER))
        yield from map(guard_page, GUARDS)
        yield dictionary_page(tables())


def _alone(page: Callable[[], Page]) -> Iterator[Page]:
    yield page()
