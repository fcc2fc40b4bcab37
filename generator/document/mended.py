"""Items that were brought up to the law again: which law had changed under them, when, and how long that took."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.citation import Citation
from generator.document.shelf import Shelf
from generator.document.turns import Turn, What
from generator.lawmap import Outcome, law_map
from generator.laws import LawStatus, registry
from generator.legality.basis import single
from generator.legality.succession import fates
from generator.model import BASES, Item, LawVersion, World

_WRONG = (LawStatus.REPEALED, LawStatus.SUPERSEDED, LawStatus.NO_SUCH_ARTICLE, LawStatus.NO_SUCH_PARAGRAPH, LawStatus.NO_SUCH_ITEM)


@dataclass(frozen=True, slots=True)
class Mending:
    """An item was amended, moved or ended on or after the day on which articles it cites had become others."""

    turn: Turn
    laws: tuple[str, ...]
    changed_on: date

    @property
    def days(self) -> int:
        """How long the change of the law had been in force by then; 0 on the same day."""
        return (self.turn.day - self.changed_on).days


def mending(turn: Turn, shelf: Shelf) -> Mending | None:
    """What a legal change mended of the law under the item; None when nothing, or when the new version cites what no longer holds."""
    old = turn.item if turn.what is What.ENDED else turn.before
    if old is None or old.effective_from is None or (turn.what is not What.ENDED and not _sound(turn.item, shelf)):
        return None
    changes: dict[str, date] = {}
    for name in BASES:
        for citation in shelf.laws.citations(getattr(old, name)):
            for unit in single(citation):
                day = _changed(unit, old.effective_from, turn.day, shelf.world)
                if day is not None and unit.law_full:
                    changes[unit.law_full] = min(day, changes.get(unit.law_full, day))
    return Mending(turn, tuple(changes), min(changes.values())) if changes else None


def _changed(unit: Citation, start: date, until: date, world: World) -> date | None:
    """The first day after `start`, up to `until`, on which the cited article became another, or ceased."""
    if unit.article is None:
        return None
    place = (unit.article, unit.article_sub or 0)
    written = world.once(registry).resolve(unit, start).version
    for day, successor in _successions(written, until, world):
        links = world.once(law_map).follow(written.law_id or "", *place, successor.law_id or "") if written and successor else ()
        kept = bool(links) and all(link.verdict is Outcome.SAME and link.target and link.target[1:] == place for link in links)
        if day > start and not (kept and successor and written and successor.name == written.name):
            return day
    return None


def _successions(version: LawVersion | None, until: date, world: World) -> Iterator[tuple[date, LawVersion | None]]:
    """(day, what took its place) of the text and of every text that followed it, as long as they ceased by `until`."""
    passed = set()
    while version is not None and version.effective_to and version.effective_to <= until and version.law_id not in passed:
        passed.add(version.law_id)
        following = world.once(registry).version(version.replaced_by)
        yield version.effective_to, following
        version = following


def _sound(item: Item, shelf: Shelf) -> bool:
    """True iff every article that the version cites holds on its first day, and is no number copied from an older text."""
    day = item.effective_from
    if day is None:
        return False
    copied = (fate for fate in fates(item, shelf.world) if fate.old.effective_to and fate.old.effective_to <= day)
    return not any(fate.moved or fate.gone for fate in copied) and not any(
        shelf.laws.resolve(citation, day).status in _WRONG for name in BASES for citation in shelf.laws.citations(getattr(item, name)))
