"""A Book seen on a day: which versions are public, from when to when they apply, and what stands where."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, TypeVarTuple

from generator.model.book import Book
from generator.model.finding import Refusal
from generator.model.lists import ItemList, ItemLists, Versions
from generator.model.nouns import Edition, Item, Kind, Status
from generator.model.record import Dated

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_MOST_KEPT = 20_000
"""Answers to one question that are kept at hand, so that a city of any size fits into memory."""

SUCCEEDED = "由后续版本接续"
"""Why a version ends that another one of the same item follows."""


@dataclass(frozen=True, slots=True)
class Interval:
    """[start, end): `end` is the first day the version no longer applies; None = open. `reason` says what ends it."""

    start: date
    end: date | None = None
    reason: str = ""

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    @property
    def empty(self) -> bool:
        """True iff the version ended before it began, so that it never applied."""
        return self.end is not None and self.end <= self.start


class World:
    """A Book plus `as_of`, the day on which publication and status are judged. Indexes are built once, on demand."""

    def __init__(self, book: Book, as_of: date) -> None:
        self.book = book
        self.as_of = as_of
        self._once: dict[Callable[[World], object], object] = {}
        self._known: dict[object, dict[object, object]] = {}
        self._at: Item | None = None
        self._of: dict[Callable[[Item, World], object], object] = {}
        self._within: tuple[Item, ...] = ()
        self._of_list: dict[Callable[[tuple[Item, ...], World], object], object] = {}
        self._intervals: dict[int, tuple[Item, Interval | None]] = {}
        self._statuses: dict[int, tuple[Item, Status]] = {}

    def once(self, build: Callable[["World"], T]) -> T:
        """`build(self)`, computed the first time and kept: an index that several readers share."""
        try:
            return self._once[build]  # type: ignore[return-value]
        except KeyError:
            return self._once.setdefault(build, build(self))  # type: ignore[return-value]

    def known(self, question: Callable[[*Ts, "World"], T], *about: *Ts) -> T:
        """`question(*about, self)`, answered once for all who ask the same: many items rest on the same clauses, words and days."""
        try:
            return self._known[question][about]  # type: ignore[return-value]
        except KeyError:
            answer = question(*about, self)
        answers = self._known.setdefault(question, {})
        if len(answers) >= _MOST_KEPT:
            answers.clear()
        answers[about] = answer
        return answer

    def of(self, item: Item, build: Callable[[Item, "World"], T]) -> T:
        """`build(item, self)`, kept until another item is asked for: the rules come to one item after the other."""
        if self._at is not item:
            self._at, self._of = item, {}
        try:
            return self._of[build]  # type: ignore[return-value]
        except KeyError:
            return self._of.setdefault(build, build(item, self))  # type: ignore[return-value]

    def of_list(self, item: Item, build: Callable[[tuple[Item, ...], "World"], T]) -> T:
        """`build` of all items of the item's list, kept until another list is asked for."""
        items = self.lists[item.department, item.kind].items
        if self._within is not items:
            self._within, self._of_list = items, {}
        if build not in self._of_list:
            self._of_list[build] = build(items, self)
        return self._of_list[build]  # type: ignore[return-value]

    @cached_property
    def lists(self) -> Mapping[tuple[str, Kind], ItemList]:
        """Each list that has items, in the order of the tables."""
        if isinstance(self.book.items, ItemLists):
            return self.book.items.lists
        found: dict[tuple[str, Kind], list[Item]] = defaultdict(list)
        for item in self.book.items:
            found[item.department, item.kind].append(item)
        return {key: ItemList.of(items[0].source.path, tuple(items)) for key, items in found.items()}

    @cached_property
    def editions(self) -> Mapping[str, Edition]:
        """Editions by code."""
        return {edition.edition: edition for edition in self.book.editions if edition.edition}

    @cached_property
    def versions(self) -> Versions:
        """item_id → all its versions, drafts too, by effective_from."""
        return Versions(self.lists.values())

    @cached_property
    def public_versions(self) -> Mapping[str, tuple[Item, ...]]:
        """item_id → its published versions by effective_from; version n is the n-th of them."""
        public = {i: tuple(v for v in versions if self.is_public(v)) for i, versions in self.versions.items()}
        return {item_id: versions for item_id, versions in public.items() if versions}

    @cached_property
    def public_items(self) -> tuple[Item, ...]:
        """Every published version, in the order of the tables."""
        return tuple(item for item in self.book.items if self.is_public(item))

    def edition_is_public(self, edition: Edition) -> bool:
        """True iff the edition was published by `as_of`; one withdrawn before its publication never is."""
        published = edition.published_on
        if published is None or published > self.as_of:
            return False
        return edition.withdrawn_on is None or edition.withdrawn_on > published

    def is_public(self, item: Item) -> bool:
        """True iff this version has been published by `as_of`. It stays public when ended or withdrawn."""
        return item.edition in self._public and item.effective_from is not None

    @cached_property
    def _public(self) -> frozenset[str]:
        """The codes of the public editions."""
        return frozenset(code for code, edition in self.editions.items() if self.edition_is_public(edition))

    def version_number(self, item: Item) -> int | None:
        """1 for the first published legal version, and so on; None for a draft."""
        versions = self.public_versions.get(item.item_id or "", ())
        return next((n for n, version in enumerate(versions, 1) if version is item), None)

    @cached_property
    def replacing(self) -> Mapping[str, tuple[Edition, ...]]:
        """Edition code → the published editions that replace it and took effect before any withdrawal."""
        found: dict[str, list[Edition]] = defaultdict(list)
        for edition in self.book.editions:
            start, withdrawn = edition.effective_from, edition.withdrawn_on
            if start and self.edition_is_public(edition) and (withdrawn is None or withdrawn > start):
                for replaced in edition.replaces:
                    found[replaced].append(edition)
        return {code: tuple(editions) for code, editions in found.items()}

    def interval(self, item: Item) -> Interval | None:
        """When this version applies; None when its start is not known. Only published acts end a version."""
        known = self._intervals.get(id(item))
        if known is None:
            known = self._intervals[id(item)] = (item, self._interval(item))  # held, so that its id stays its own
        return known[1]

    def _interval(self, item: Item) -> Interval | None:
        if item.effective_from is None:
            return None
        ends: list[tuple[date, str]] = []
        if item.effective_to:
            ends.append((item.effective_to, item.end_reason or "事项终止"))
        edition = self.editions.get(item.edition or "")
        if edition and edition.effective_to:
            ends.append((edition.effective_to, "有效期届满"))
        if edition and edition.withdrawn_on:
            ends.append((edition.withdrawn_on, "发布批次撤回"))
        siblings = self.versions.get(item.item_id or "", ())
        for replacing in self.replacing.get(item.edition or "", ()):
            carried = any(version.edition == replacing.edition for version in siblings)
            if replacing.effective_from and not carried:
                ends.append((replacing.effective_from, "被新的发布批次替代"))
        for later in siblings:
            if later.effective_from and later.effective_from > item.effective_from and self._takes_effect(later):
                ends.append((later.effective_from, SUCCEEDED))
                break
        end, reason = min(ends, key=lambda e: e[0], default=(None, ""))
        return Interval(item.effective_from, end, reason)

    def _takes_effect(self, item: Item) -> bool:
        """True iff the version is public and was not withdrawn before its first day."""
        withdrawn = self.editions[item.edition or ""].withdrawn_on if self.is_public(item) else None
        return self.is_public(item) and (withdrawn is None or item.effective_from is None
                                         or withdrawn > item.effective_from)

    def status(self, item: Item) -> Status:
        """Draft, scheduled, in force or ended on `as_of`."""
        known = self._statuses.get(id(item))
        if known is None:
            known = self._statuses[id(item)] = (item, self._status(item))
        return known[1]

    def _status(self, item: Item) -> Status:
        interval = self.interval(item)
        if interval is None or not self.is_public(item):
            return Status.DRAFT
        if interval.empty or (interval.end is not None and interval.end <= self.as_of):
            return Status.ENDED
        return Status.SCHEDULED if self.as_of < interval.start else Status.IN_FORCE

    def forget(self, items: Sequence[Item]) -> None:
        """Let go of what is known of items that nobody will ask for again."""
        for item in items:
            self._intervals.pop(id(item), None)
            self._statuses.pop(id(item), None)

    def in_force_on(self, day: date) -> tuple[Item, ...]:
        """The versions that applied on `day`, by what had been published by `as_of`; in the order of the tables."""
        found = []
        for item in self.public_items:
            interval = self.interval(item)
            if interval and day in interval and not interval.empty:
                found.append(item)
        return tuple(found)

    def department_name(self, code: str) -> str:
        """The department's name on `as_of`, else the latest known, else the code."""
        return self._names_of_departments.get(code) or code

    def town_name(self, code: str) -> str:
        """The town's name on `as_of`, else the latest known, else the code."""
        return self._names_of_towns.get(code) or code

    @cached_property
    def _names_of_departments(self) -> Mapping[str, str]:
        return _names_on([(row.dept, row.name, row) for row in self.book.organisations], self.as_of)

    @cached_property
    def _names_of_towns(self) -> Mapping[str, str]:
        return _names_on([(row.town, row.name, row) for row in self.book.townships], self.as_of)

    def department_code(self, given: str) -> str:
        """The code of a department given by code or (former) name. Refusal when there is none."""
        for row in self.book.organisations:
            if row.dept and given in (row.dept, row.name, (row.name or row.dept).removeprefix(self.book.city.name or ""), *row.former_names):
                return row.dept
        if any(department == given for department, _ in self.book.lists):
            return given
        known = "、".join(dict.fromkeys(f"{row.dept}（{row.name}）" for row in self.book.organisations))
        raise Refusal(f"没有部门“{given}”。已登记的有：{known or '无'}。")

    def town_code(self, given: str) -> str:
        """The code of a town given by code or name. Refusal when there is none."""
        for row in self.book.townships:
            if row.town and given in (row.town, row.name):
                return row.town
        known = "、".join(dict.fromkeys(f"{row.town}（{row.name}）" for row in self.book.townships))
        raise Refusal(f"没有镇街“{given}”。已登记的有：{known or '无'}。")


def _names_on(rows: Sequence[tuple[str | None, str | None, Dated]], day: date) -> Mapping[str, str]:
    """Code → the name that holds on `day` (the first such row), else the last one written."""
    named = [(code, name, row) for code, name, row in rows if code and name]
    last = {code: name for code, name, _ in named}
    return last | {code: name for code, name, row in reversed(named) if row.holds_on(day)}
