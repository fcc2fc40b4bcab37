"""A year of the lists in figures, from published versions only: what applied at either end, what changed, by which acts, and what waits."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.diff.direction import Directions
from generator.diff.reason import Judgement
from generator.document.basis import Basis
from generator.document.dashboard import judged
from generator.document.mended import Mending, mending
from generator.document.shelf import Shelf
from generator.document.turns import Turn, What, turns
from generator.legality.delegation import Applicability, delegated
from generator.model import Delegation, Edition, Item, Kind, Refusal, World
from generator.workdays import workdays

Key = tuple[str, Kind]


@dataclass(frozen=True, slots=True)
class ListYear:
    """One list: begin + added + moved_in - moved_out - ended = end. Items in force count once; `versions` are all ever published."""

    department: str
    kind: Kind
    begin: int
    added: int
    moved_in: int
    moved_out: int
    ended: int
    end: int
    amended: int
    versions_begin: int
    versions_end: int


@dataclass(frozen=True, slots=True)
class EditionYear:
    """An edition published in the year, how many versions it published, and the working days from review to publication."""

    edition: Edition
    versions: int
    workdays: int | None
    caveat: str


@dataclass(frozen=True, slots=True)
class TownYear:
    """What a town may apply at either end, and the powers it was given and lost in between."""

    town: str
    begin: int
    end: int
    given: tuple[Delegation, ...]
    recalled: tuple[Delegation, ...]


class Year:
    """The figures of `year` up to the day of the shelf, which lies in that year."""

    def __init__(self, shelf: Shelf, year: int) -> None:
        self.shelf = shelf
        self.year = year
        self.before = date(year - 1, 12, 31)
        self.until = shelf.as_of

    @property
    def whole(self) -> bool:
        """True iff the year is over."""
        return self.until == date(self.year, 12, 31)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The legal changes of the year."""
        return tuple(turn for turn in turns(self.shelf) if self._within(turn.day))

    def _within(self, day: date | None) -> bool:
        return day is not None and self.before < day <= self.until

    def applying(self, day: date) -> tuple[Item, ...]:
        """The versions that applied on a day."""
        return tuple(item for item in self.shelf.items if (interval := self.shelf.interval(item)) and day in interval)

    @cached_property
    def lists(self) -> tuple[ListYear, ...]:
        """Every list of which something has been published, by department and kind."""
        begin, end = (Counter(map(_key, self.applying(day))) for day in (self.before, self.until))
        versions = [self._published_by(day) for day in (self.before, self.until)]
        added = Counter(_key(turn.item) for turn in self.turns if turn.what is What.ADDED)
        ended = Counter(_key(turn.item) for turn in self.turns if turn.what is What.ENDED and turn not in self.void)
        moved = [turn for turn in self.turns if turn.what is What.MOVED]
        there, away = Counter(_key(turn.item) for turn in moved), Counter(_key(turn.before) for turn in moved if turn.before)
        amended = Counter(_key(turn.item) for turn in self.turns if turn.what is What.AMENDED)
        columns = (begin, added, there, away, ended, end, amended, *versions)
        return tuple(ListYear(*key, *(column[key] for column in columns)) for key in self.published)

    def _published_by(self, day: date) -> Counter[Key]:
        days = {edition.edition: edition.published_on for edition in self.shelf.editions}
        return Counter(_key(item) for item in self.shelf.items if (days.get(item.edition) or date.max) <= day)

    @cached_property
    def published(self) -> tuple[Key, ...]:
        """(department, kind) of every list that an edition has published, empty ones too."""
        found = {(department, kind) for department, kind, _ in self.shelf.published_lists}
        return tuple(key for key in self.shelf.lists if key in found)

    @property
    def empty(self) -> tuple[Key, ...]:
        """The lists that hold nothing at the end."""
        return tuple((one.department, one.kind) for one in self.lists if not one.end)

    @cached_property
    def void(self) -> tuple[Turn, ...]:
        """The ends of published versions that were called back before their first day: they ended nothing that applied."""
        return tuple(turn for turn in self.turns if turn.what is What.ENDED and ((span := self.shelf.interval(turn.item)) is None or span.empty))

    @cached_property
    def _judged(self) -> tuple[Judgement, ...]:
        directions = Directions(self.shelf.world.book)
        return tuple(judged(turn, directions) for turn in self.turns if turn.what in (What.AMENDED, What.MOVED))

    @property
    def directions(self) -> Counter[str]:
        """放宽, 收紧, 中性 → how many amendments and moves."""
        return Counter(str(one.direction.value) for one in self._judged)

    @property
    def unsure(self) -> int:
        """How many of them have a part that only a person can weigh."""
        return sum(one.unsure for one in self._judged)

    @cached_property
    def editions(self) -> tuple[EditionYear, ...]:
        """The editions published in the year, the earliest first."""
        versions = Counter(item.edition for item in self.shelf.items)
        found = [one for one in self.shelf.editions if self._within(one.published_on)]
        found.sort(key=lambda one: (one.published_on or date.min, one.edition or ""))
        return tuple(self._edition(one, versions[one.edition]) for one in found)

    def _edition(self, edition: Edition, versions: int) -> EditionYear:
        reviewed, published, calendar = edition.review_date, edition.published_on, self.shelf.world.once(workdays)
        if reviewed is None or published is None:
            return EditionYear(edition, versions, None, "")
        return EditionYear(edition, versions, calendar.between(reviewed, published), calendar.caveat(reviewed, published))

    @cached_property
    def mended(self) -> tuple[Mending, ...]:
        """The items brought up to the law in the year."""
        return tuple(found for turn in self.turns if turn not in self.void and (found := mending(turn, self.shelf)))

    @cached_property
    def unsettled(self) -> tuple[tuple[Item, tuple[str, ...]], ...]:
        """The items that apply at the end and wait to be adjusted, with the notice that the public reads on them."""
        basis = Basis(self.shelf, {})
        return tuple((item, notices) for item in self.applying(self.until) if (notices := basis.lapsed(item)))

    @cached_property
    def for_towns(self) -> tuple[Item, ...]:
        """The items that apply at the end and that towns may apply."""
        return tuple(item for item in self.applying(self.until) if item.township)

    @cached_property
    def towns(self) -> tuple[TownYear, ...]:
        """Every town that exists at the end."""
        world = self.shelf.world
        living = {row.town for row in world.book.townships if row.holds_on(self.until)}
        return tuple(self._town(town) for town in self.shelf.towns if town in living)

    def _town(self, town: str) -> TownYear:
        world = self.shelf.world
        begin, end = (sum(bool(item.township) and delegated(item, town, world, day)[0] is Applicability.APPLIES for item in self.applying(day))
                      for day in (self.before, self.until))
        rows = [row for row in world.book.delegations if row.town == town]
        return TownYear(town, begin, end, tuple(row for row in rows if self._within(row.valid_from)),
                        tuple(row for row in rows if self._within(row.recalled_on)))


def _key(item: Item) -> Key:
    return item.department, item.kind


def last_day_of(year: str, world: World) -> date:
    """The day up to which the year can be told. Refusal when nothing had been published by then, or when it has not begun."""
    if not (year.isascii() and year.isdigit() and len(year) == 4 and year != "0000"):
        raise Refusal(f"“{year}”不是年份，应写作 2026 的样子。")
    published = [edition.published_on for edition in world.book.editions if edition.published_on and world.edition_is_public(edition)]
    if not published:
        raise Refusal(f"截至 {world.as_of} 还没有公布过清单，没有可以报告的。")
    if int(year) > world.as_of.year:
        raise Refusal(f"截至 {world.as_of}，{year}年还没有开始。最近可以报告的是{world.as_of.year}年。")
    if int(year) < min(published).year:
        raise Refusal(f"{year}年还没有公布过清单，最早一批公布于{min(published)}。")
    return min(date(int(year), 12, 31), world.as_of)


def spread(numbers: Sequence[int]) -> Iterator[int]:
    """Least, median and greatest of some numbers; nothing of none."""
    ordered = sorted(numbers)
    if ordered:
        yield from (ordered[0], ordered[(len(ordered) - 1) // 2], ordered[-1])
