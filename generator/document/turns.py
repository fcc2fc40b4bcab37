"""What happened to the lists in law: every beginning, change and end of a published version, on its legal day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from generator.document.shelf import Shelf
from generator.model import Item, Kind, Status


class What(Enum):
    """What happened to an entry; the value is the word a reader sees."""

    ADDED = "新增"
    AMENDED = "修改"
    MOVED = "移入其他清单"
    ENDED = "失效"


@dataclass(frozen=True, slots=True)
class Turn:
    """One legal change. `day` is the first day on which it holds; `item` is the version that begins or, ENDED, has ended.

    `before` is the version that it takes over from. A version that was called back before its first day never began:
    it has an end only.
    """

    day: date
    what: What
    item: Item
    before: Item | None = None
    reason: str = ""


def turns(shelf: Shelf) -> tuple[Turn, ...]:
    """Every legal change of what is published, by day, then department, list and identifier."""
    order = {kind: number for number, kind in enumerate(Kind)}
    found = (turn for item_id, versions in shelf.world.public_versions.items() if item_id in shelf.versions
             for turn in _of_item(versions, shelf))
    return tuple(sorted(found, key=lambda t: (t.day, t.item.department, order[t.item.kind], t.item.key, t.what is What.ENDED)))


def _of_item(versions: tuple[Item, ...], shelf: Shelf) -> Iterator[Turn]:
    before: Item | None = None
    until: date | None = None
    ended: Turn | None = None
    for version in versions:
        interval = shelf.interval(version)
        if interval is None:
            continue
        if interval.empty:
            yield Turn(interval.end or interval.start, What.ENDED, version, reason=interval.reason)
            continue
        follows = before if until == interval.start else None
        if ended and follows is None:
            yield ended
        yield Turn(interval.start, _what(follows, version), version, follows)
        before, until = version, interval.end
        ended = Turn(interval.end, What.ENDED, version, reason=interval.reason) if interval.end else None
    if ended:
        yield ended


def _what(before: Item | None, item: Item) -> What:
    if before is None:
        return What.ADDED
    same = (before.department, before.kind) == (item.department, item.kind)
    return What.AMENDED if same else What.MOVED


def counted(found: Iterable[Turn]) -> str:
    """How many of each: 「新增3项、修改4项」."""
    whats = [turn.what for turn in found]
    return "、".join(f"{what.value}{whats.count(what)}项" for what in What if what in whats)


def announced(turn: Turn, shelf: Shelf) -> date:
    """The day on which the public could know: a beginning when its edition was published, an end when it came."""
    edition = shelf.world.editions.get(turn.item.edition or "")
    published = edition.published_on if edition else None
    return turn.day if turn.what is What.ENDED or published is None else published


def coming(turn: Turn, shelf: Shelf) -> bool:
    """True iff the change has been announced and does not hold yet."""
    return shelf.as_of < turn.day


def replaced_by(shelf: Shelf, item: Item) -> Item | None:
    """The published version that will take over from `item`, which applies now or will."""
    if shelf.status(item) not in (Status.IN_FORCE, Status.SCHEDULED):
        return None
    own = shelf.interval(item)
    later = (v for v in shelf.versions.get(item.item_id or "", ()) if shelf.status(v) is Status.SCHEDULED)
    return next((v for v in later if own and (span := shelf.interval(v)) and span.start > own.start), None)
