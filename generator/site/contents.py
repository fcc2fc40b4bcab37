"""Which pages the site has: everything `document` makes of a shelf."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from operator import attrgetter

from generator.diff.guard import GUARDS
from generator.document import asof
from generator.document.basis import Basis
from generator.document.blocks import Block, Page
from generator.document.chronicle import chronicle
from generator.document.dashboard import dashboard
from generator.document.department import department_pages
from generator.document.dictionary import dictionary_page
from generator.document.edition import edition_pages
from generator.document.guide import guide_pages
from generator.document.handbook import fault_page, guard_page
from generator.document.item import ItemPages
from generator.document.law import LawPages
from generator.document.lawbook import cited_laws, keys
from generator.document.listing import list_pages, lists_overview
from generator.document.news import Feed, News
from generator.document.reach import Reach
from generator.document.remarks import findings_page
from generator.document.rules import rule_pages
from generator.document.shelf import Shelf
from generator.document.terms import terms_page
from generator.document.town import town_pages
from generator.document.turns import turns
from generator.history import Record
from generator.legality.judge import rules
from generator.model import Item
from generator.model.record import ATTRIBUTE_OF
from generator.schema import tables
from generator.schema.faults import FAULTS, WAIVER

FRAMES = (("lists", 1), ("lists", 2), ("lists", 3), ("lists", 5), ("depts", 1), ("depts", 2), ("towns", 1), ("towns", 2), ("towns", 3), ("laws", 1),
          ("laws", 2), ("laws", 3), ("rules", 1), ("rules", 2), ("terms", 1), ("about", 1), ("about", 2),
          ("changes", 1), ("changes", 2), ("changes", 3), ("asof", 2), ("asof", 3), ("guide", 2))
"""Every (section, depth) a generated page can have."""

_CELLS = attrgetter(*(ATTRIBUTE_OF.get(column, column) for column in Item.columns()))
"""What stands in the cells of a version."""


@dataclass(frozen=True, slots=True)
class Part:
    """Pages, and maybe a feed, that are the same while what these `items` say is, and `besides`."""

    name: str
    items: frozenset[str]
    pages: Iterable[Page]
    feed: Callable[[], Feed] | None = None
    besides: object = None


class Contents:
    """The pages of one shelf: those of each item, those made from a few items, and all the others."""

    def __init__(self, shelf: Shelf, record: Record | None = None) -> None:
        self._shelf = shelf
        self._record = record
        self._turns = turns(shelf)
        self._days = asof.days(self._turns, shelf)
        self._paged = asof.paged(self._days, shelf)
        self._laws = cited_laws(shelf)
        self._basis = Basis(shelf, keys(self._laws))
        self._reach = Reach(shelf)
        self._items = ItemPages(shelf, self._basis, self._reach, record)
        self._law_pages = LawPages(shelf, self._laws)
        self.news = News(shelf, self._turns, self._reach)

    def versions(self, item_id: str) -> Iterator[object]:
        """What the pages and the JSON of an item are made from, besides everything in the city that is not an item."""
        for version in self._shelf.versions[item_id]:
            yield version.department, version.kind, _CELLS(version)
            for other in version.replaced_by:
                yield other, other in self._shelf.versions
        if self._record:
            yield self._record.of_item(item_id)

    def of_item(self, item_id: str) -> Iterator[Page]:
        """The page of an item and of each of its versions."""
        return self._items.pages(item_id)

    def asof_overview(self) -> tuple[Block, ...]:
        """The generated part of /asof/."""
        return asof.overview(self._days, self._paged)

    def parts(self) -> Iterator[Part]:
        """Laws, departments and rules."""
        known = tuple(law.key for law in self._laws)
        for law in self._laws:
            yield Part(f"law {law.key}", law.items, chain.from_iterable(map(self._law_pages.of, (law,))), partial(self.news.of_law, law), known)
        ids: dict[str, set[str]] = {code: set() for code in self._shelf.departments}
        for item in self._shelf.items:
            ids[item.department].add(item.item_id or "")
        for code in self._shelf.departments:
            pages = chain(list_pages(self._shelf, self._basis, code), edition_pages(self._shelf, self._basis, code))
            yield Part(f"department {code}", frozenset(ids[code]), pages, partial(self.news.of_department, code))
        versions = len(self._shelf.world.public_items)
        yield Part("rules", frozenset(), self._rules(versions), besides=(versions, known))

    def others(self) -> tuple[Iterable[Page], ...]:
        """Changes, towns, and the rest: each group made when it is asked for."""
        return (chronicle(self._shelf, self._turns, () if self._shelf.preview else self.news.links(), self._paged),
                town_pages(self._shelf, self._reach), self._rest())

    def _rules(self, versions: int) -> Iterator[Page]:
        """What the lists are judged by: rules, failures, columns."""
        world = self._shelf.world
        yield from rule_pages(rules(), self._laws, tables(), (*FAULTS, WAIVER, *GUARDS), versions,
                              sum(map(world.edition_is_public, world.book.editions)))
        yield from map(fault_page, (*FAULTS, WAIVER))
        yield from map(guard_page, GUARDS)
        yield dictionary_page(tables())

    def _rest(self) -> Iterator[Page]:
        """Departments, days and terms, and the index of laws."""
        yield lists_overview(self._shelf)
        yield from department_pages(self._shelf)
        yield from guide_pages(self._shelf)
        yield self._law_pages.index()
        yield from asof.day_pages(self._days, self._paged, self._shelf)
        yield terms_page(self._shelf)
        yield dashboard(self._shelf, self._basis, self._turns)
        if self._shelf.preview:
            yield findings_page(self._shelf)
