"""Which versions of which items are shown, and where: public ones, or in a preview drafts too."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from generator.document import addresses, words
from generator.document.blocks import Block, Mark, Note, Paragraph, Period
from generator.document.statute import Texts, not_kept
from generator.laws import Registry, registry
from generator.model import Edition, Finding, Interval, Item, Kind, Severity, Status, World
from generator.model.identifier import PATTERN

ORDER = (Status.IN_FORCE, Status.SCHEDULED, Status.ENDED, Status.DRAFT)


class Shelf:
    """A World as its readers see it. Status and interval of each version are derived once."""

    def __init__(self, world: World, findings: Sequence[Finding] = (), preview: bool = False, texts: Texts = not_kept) -> None:
        self.world = world
        self.preview = preview
        self.texts = texts
        """The words of statutes, as far as they are at hand."""
        self.documents: frozenset[str] = frozenset()
        """The names of the documents that can be downloaded."""
        hidden = {(row.item_id, row.field) for row in world.book.redactions}
        self.all_findings = tuple(f for f in findings if preview and (f.item_id, f.field) not in hidden)
        """What reviewers should see; nothing outside a preview."""
        self._wrong = frozenset((f.path, f.line) for f in findings if not preview and f.severity is Severity.ERROR)
        self._of_item: dict[str, list[Finding]] = defaultdict(list)
        self._of_file: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.all_findings:
            if finding.item_id in self.versions:
                self._of_item[finding.item_id or ""].append(finding)
            else:
                self._of_file[finding.path].append(finding)

    @property
    def as_of(self) -> date:
        """The day on which status is judged."""
        return self.world.as_of

    @property
    def laws(self) -> Registry:
        """The law registry."""
        return self.world.once(registry)

    def unsettled(self, item: Item) -> bool:
        """True iff a published version has an error. One that it had when it was published stops the site, so this one arose later."""
        return (item.source.path, item.source.line) in self._wrong

    def findings(self, item_id: str | None) -> tuple[Finding, ...]:
        """What reviewers should see about an item."""
        return tuple(self._of_item.get(item_id or "", ()))

    def findings_in(self, path: str, row: int | None = None) -> tuple[Finding, ...]:
        """What reviewers should see about the file `path` (or one row of it) and is not about an item with a page."""
        return tuple(f for f in self._of_file.get(path, ()) if row in (None, f.row))

    @cached_property
    def versions(self) -> Mapping[str, tuple[Item, ...]]:
        """item_id → the versions shown, by effective_from. An identifier out of form has no address, so no page."""
        versions = self.world.versions if self.preview else self.world.public_versions
        return {item_id: found for item_id, found in versions.items() if PATTERN.match(item_id)}

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every version shown, in the order that tables have once formatted: how the rows of a file stand changes no page."""
        items = self.world.book.items if self.preview else self.world.public_items
        shown = (item for item in items if item.item_id in self.versions)
        return tuple(sorted(shown, key=lambda item: (item.department, item.kind.slug, item.item_id or "", item.text("effective_from"))))

    def status(self, item: Item) -> Status:
        """`world.status`, which remembers it."""
        return self.world.status(item)

    def interval(self, item: Item) -> Interval | None:
        """`world.interval`, which remembers it."""
        return self.world.interval(item)

    @cached_property
    def _numbers(self) -> Mapping[int, int]:
        return {id(version): n for versions in self.world.public_versions.values()
                for n, version in enumerate(versions, 1)}

    def number(self, item: Item) -> int | None:
        """n of version n; None for a draft."""
        return self._numbers.get(id(item))

    @cached_property
    def main(self) -> Mapping[str, Item]:
        """item_id → the version its page answers with: in force, else the next, else the last, else a draft."""
        found = {}
        for item_id, versions in self.versions.items():
            by_status: dict[Status, Item] = {}
            for version in versions:
                status = self.status(version)
                if status is Status.ENDED or status not in by_status:
                    by_status[status] = version  # the last ended one, the first of the others
            found[item_id] = next(by_status[status] for status in ORDER if status in by_status)
        return found

    def is_historic(self, item: Item) -> bool:
        """True iff the version has ended while another version of the item applies or will."""
        main = self.main[item.item_id or ""]
        return main is not item and self.status(item) is Status.ENDED and self.status(main) is not Status.ENDED

    def address(self, item: Item) -> str:
        """The permanent page of this version."""
        number = self.number(item)
        return addresses.version(item.item_id, number) if number else addresses.draft(item)

    @cached_property
    def lists(self) -> Mapping[tuple[str, Kind], tuple[Item, ...]]:
        """(department, kind) → versions on that list, empty lists too."""
        found: dict[tuple[str, Kind], list[Item]] = {key: [] for key in self.world.book.lists}
        for item in self.items:
            found.setdefault((item.department, item.kind), []).append(item)
        order = {kind: n for n, kind in enumerate(Kind)}
        return {key: tuple(found[key]) for key in sorted(found, key=lambda key: (key[0], order[key[1]]))}

    @property
    def mark(self) -> str:
        """What every sheet says of itself: that it is no official paper; empty when it is one."""
        return " · ".join([words.PREVIEW] * self.preview + [words.DEMO] * bool(self.world.book.city.demo))

    def marking(self) -> tuple[Block, ...]:
        """The mark of a sheet that may be torn off. On the screen the page's own banner says it."""
        return (Paragraph(self.mark, "marking"),) if self.mark else ()

    def shown(self, key: tuple[str, Kind]) -> tuple[Item, ...]:
        """The versions of a list that apply or will (in a preview: drafts too)."""
        return tuple(item for item in self.lists.get(key, ()) if self.status(item) is not Status.ENDED)

    def count(self, key: tuple[str, Kind]) -> int:
        """How many items those versions are: an item counts once, on the list its page answers from, as in the search."""
        return sum(self.stands(item_id, key) for item_id in {item.item_id or "" for item in self.shown(key)})

    def stands(self, item_id: str, key: tuple[str, Kind]) -> bool:
        """True iff the item is of that list now; one that will move to it is not yet."""
        main = self.main[item_id]
        return (main.department, main.kind) == key

    def ended(self, key: tuple[str, Kind]) -> tuple[Item, ...]:
        """The last version of each item that has left a list for good."""
        living = {item.item_id for item in self.shown(key)}
        last = {item.item_id: item for item in self.lists.get(key, ()) if item.item_id not in living}
        return tuple(last.values())

    @cached_property
    def departments(self) -> tuple[str, ...]:
        """Codes of the departments that have lists."""
        return tuple(dict.fromkeys(department for department, _ in self.lists))

    @cached_property
    def towns(self) -> tuple[str, ...]:
        """Codes of the towns that exist or have existed: their addresses stay."""
        return tuple(dict.fromkeys(row.town for row in self.world.book.townships
                                   if row.town and (row.valid_from is None or row.valid_from <= self.as_of)))

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """Published editions (in a preview all), the latest first."""
        shown = [e for e in self.world.book.editions if e.edition and (self.preview or self.world.edition_is_public(e))]
        return tuple(sorted(shown, key=lambda e: (e.published_on or date.max, e.edition or ""), reverse=True))

    @cached_property
    def published_lists(self) -> Mapping[tuple[str, Kind, str], tuple[Item, ...]]:
        """(department, kind, edition) → the versions that the edition published on that list, also when there are none."""
        found: dict[tuple[str, Kind, str], list[Item]] = {}
        for edition in self.editions:
            for kind in filter(None, map(Kind.of, edition.kinds)):
                found[edition.department or "", kind, edition.edition or ""] = []
        codes = {edition.edition for edition in self.editions}
        for item in self.items:
            if item.edition in codes:
                found.setdefault((item.department, item.kind, item.edition or ""), []).append(item)
        return {key: tuple(found[key]) for key in found if key[:2] in self.lists}

    def status_mark(self, item: Item) -> Mark:
        """The status in a word, for tables."""
        status, interval = self.status(item), self.interval(item)
        if self.is_historic(item):
            return Mark(words.HISTORIC, "status historic")
        return Mark(status.label, f"status {status.value}", self._period(status, interval))

    def strip(self, item: Item) -> Note:
        """The status strip: the word, the interval, and the day it was judged."""
        status, interval = self.status(item), self.interval(item)
        historic = self.is_historic(item)
        label, role = (words.HISTORIC, "historic") if historic else (status.label, status.value)
        said = f"{words.interval_words(interval, status)}。截至{words.day(self.as_of)}。"
        return Note((Mark(label, "word"), said), f"strip {role}", None if historic else self._period(status, interval))

    @staticmethod
    def _period(status: Status, interval: Interval | None) -> Period | None:
        if interval is None or interval.empty or status is Status.DRAFT:
            return None
        return Period(interval.start, interval.end)
