"""Two Worlds side by side: changes with their direction, what follows for rows that did not change, findings gained and lost."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.diff.changes import Change, Changes, diff
from generator.diff.direction import Directions
from generator.diff.reason import Direction, Judgement, Reason, neutral, tightened, widened
from generator.legality.risk import high_risk
from generator.model import Finding, Item, World

_SUCCEEDED = "由后续版本接续"
OPEN = "，方向须由人判断，按放宽掌握"
"""Why an item is among the risky ones though nothing is known to widen."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a change elsewhere (an edition published, withdrawn or replaced) means for a version whose row is untouched."""

    item: Item
    reason: Reason


@dataclass(frozen=True, slots=True)
class Unread:
    """A table, or some rows of one, that could not be read in one of the two states, and why.

    A `whole` table is left out of the comparison; rows that were not taken look as if they were deleted.
    """

    path: str
    since: bool
    """True when it is the later state that cannot be read."""
    why: str
    whole: bool = True


@dataclass(frozen=True)
class Comparison:
    """Everything a reviewer asks about two states of the lists."""

    before: World
    after: World
    changes: Changes
    judged: tuple[tuple[Change, Judgement], ...]
    consequences: tuple[Consequence, ...]
    gained: tuple[Finding, ...] = ()
    lost: tuple[Finding, ...] = ()
    unread: tuple[Unread, ...] = ()
    standing: tuple[Finding, ...] = ()
    """What the checks said before and still say of the versions that changed."""

    @cached_property
    def risky(self) -> tuple[tuple[Item, str], ...]:
        """Items that become more lenient in a high-risk field or industry, and which: two reviewers must approve.

        What only a person can weigh counts as more lenient until a person has weighed it. The field as it was counts as
        well as the field as it is: renaming it makes nothing harmless.
        """
        wider: list[tuple[Item, Item | None, str]] = []
        for change, judged in self.judged:
            if judged.direction is Direction.WIDENED or judged.unsure:
                sure = judged.direction is Direction.WIDENED
                wider.append((change.item, change.before, "" if sure else OPEN))
        wider += [(one.item, None, "") for one in self.consequences if one.reason.direction is Direction.WIDENED]
        found = ((item, high_risk(item, self.after) or (high_risk(was, self.before) if was else None), how) for item, was, how in wider)
        return tuple((item, why + how) for item, why, how in found if why)


def compare(before: World, after: World, found_before: Iterable[Finding] = (),
            found_after: Iterable[Finding] = (), unread: tuple[Unread, ...] = ()) -> Comparison:
    """The comparison of two Worlds, and of what the checks say of them."""
    changes = diff(before.book, after.book)
    directions = Directions(after.book)
    judged = tuple((change, directions.of(change)) for change in changes.items)
    before_list, after_list = list(found_before), list(found_after)
    gained = _without(after_list, before_list)
    places = {(change.after.source.path, change.after.source.line) for change in changes.items if change.after}
    standing = tuple(one for one in after_list if (one.path, one.line) in places and one not in gained)
    return Comparison(before, after, changes, judged, tuple(_consequences(before, after, changes)), gained,
                      _without(before_list, after_list), unread, standing)


def _without(found: list[Finding], others: list[Finding]) -> tuple[Finding, ...]:
    """The findings of `found` that `others` lack; lines may have moved, so they are no part of a finding's identity."""
    spare = Counter(map(_identity, others))
    left = []
    for finding in found:
        if spare[_identity(finding)]:
            spare[_identity(finding)] -= 1
        else:
            left.append(finding)
    return tuple(left)


def _identity(finding: Finding) -> tuple[str, str, str, str]:
    place = finding.item_id or finding.path
    return (finding.rule, place, finding.field or "", finding.message)


def _consequences(before: World, after: World, changes: Changes) -> Iterator[Consequence]:
    """Only rows that stand unchanged in both: the others are changes themselves."""
    if not any(change.table == "editions" for change in changes.records):
        return
    changed = {(change.after or change.item).key for change in changes.items}
    old = {item.key: item for item in before.book.items}
    for item in after.book.items:
        was = old.get(item.key)
        if was is None or item.key in changed:
            continue
        reason = _reason(was, item, before, after)
        if reason is not None:
            yield Consequence(item, reason)


def _reason(was: Item, item: Item, before: World, after: World) -> Reason | None:
    public, public_now = before.is_public(was), after.is_public(item)
    if public != public_now:
        return (neutral(f"随发布批次 {item.edition} 公布") if public_now
                else tightened(f"发布批次 {item.edition} 改动后不再公布"))
    interval, now = before.interval(was), after.interval(item)
    if not public_now or interval is None or now is None or interval.end == now.end:
        return None
    if now.end is None or (interval.end is not None and now.end > interval.end):
        return widened(f"失效日期由{interval.end}推迟到{now.end or '不定'}")
    return None if now.reason == _SUCCEEDED else tightened(f"自{now.end}起失效（{now.reason}）")
