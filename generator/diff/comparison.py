"""Two Worlds side by side: changes with their direction, what follows for rows that did not change, findings gained and lost."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.diff.changes import Change, ChangeKind, Changes
from generator.diff.difference import diff
from generator.diff.direction import Directions
from generator.diff.inherited import inherited
from generator.diff.publication import appearing, settled
from generator.diff.reason import Direction, Judgement, Reason, judgement, neutral, tightened, widened
from generator.legality.risk import high_risk
from generator.model import SUCCEEDED, Finding, Item, World

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
    """A version that becomes public is told against the public version it succeeds, whatever its draft said before."""
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
        found = ((item, self._risk(item, was), how) for item, was, how in wider)
        told = tuple((item, why + how) for item, why, how in found if why)
        known = {item.key for item, _ in told}
        shared = {item.key: (item, why + OPEN) for item, why in inherited(self.before, self.after, self.changes) if item.key not in known}
        return (*told, *shared.values())

    def _risk(self, item: Item, was: Item | None) -> str | None:
        """By the fields registered now, and by those registered before: striking a field off takes no second reviewer away."""
        registered = any(row.rule == "E02" for row in self.before.book.profiles)
        return high_risk(item, self.after) or (high_risk(was or item, self.before) if was or registered else None)


def compare(before: World, after: World, found_before: Iterable[Finding] = (),
            found_after: Iterable[Finding] = (), unread: tuple[Unread, ...] = ()) -> Comparison:
    """The comparison of two Worlds, and of what the checks say of them."""
    changes = diff(before.book, after.book)
    old, new = settled(before, after)
    judged = _judged(changes, old, new)
    before_list, after_list = list(found_before), list(found_after)
    gained = _without(after_list, before_list)
    places = {(change.after.source.path, change.after.source.line) for change in changes.items if change.after}
    standing = tuple(one for one in after_list if (one.path, one.line) in places and one not in gained)
    told = {change.item.key for change, _ in judged}
    return Comparison(before, after, changes, judged, tuple(_consequences(old, new, changes, told)), gained,
                      _without(before_list, after_list), unread, standing)


def _judged(changes: Changes, before: World, after: World) -> tuple[tuple[Change, Judgement], ...]:
    """Every change with its direction; both Worlds are seen when all they will publish is published."""
    directions = Directions(after.book)
    published = {id(change.after): change for change in appearing(before, after)}
    found: list[tuple[Change, Judgement]] = []
    for change in changes.items:
        shown = published.pop(id(change.after), change)
        judged = _idle_end(change, before) or directions.of(shown)
        found.append((shown, judged if shown == change else _published(shown, judged)))
    found += [(change, _published(change, directions.of(change))) for change in published.values()]
    return tuple(sorted(found, key=lambda one: (one[0].item.department, one[0].item.kind.slug, one[0].item.key)))


def _published(change: Change, judged: Judgement) -> Judgement:
    """The direction of what was a draft before, and with what it was compared."""
    beside = f"与自{change.before.text('effective_from')}起的已公布版本比较" if change.before else "此前没有已公布而仍然适用的版本"
    return judgement((*judged.reasons, neutral(f"随发布批次 {change.item.edition} 公布，{beside}")))


def _idle_end(change: Change, before: World) -> Judgement | None:
    """What is said of an end that ends nothing, since the version ends no later anyhow."""
    if change.kind is not ChangeKind.ENDED or change.before is None or change.after is None or not before.is_public(change.before):
        return None
    interval, end = before.interval(change.before), change.after.effective_to
    if interval is None or interval.end is None or end is None or end < interval.end:
        return None
    return judgement([neutral(f"失效日期{end}不起作用：这个版本自{interval.end}起已经不再适用（{interval.reason}）", "effective_to")])


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


def _consequences(before: World, after: World, changes: Changes, told: Container[tuple[str, str]]) -> Iterator[Consequence]:
    """Only rows that stand unchanged in both: the others are changes themselves, or `told` as if they were."""
    if not any(change.table == "editions" for change in changes.records):
        return
    old = {item.key: item for item in before.book.items}
    for item in after.book.items:
        was = old.get(item.key)
        if was is None or item.key in told:
            continue
        reason = _reason(was, item, before, after)
        if reason is not None:
            yield Consequence(item, reason)


def _reason(was: Item, item: Item, before: World, after: World) -> Reason | None:
    public, public_now = before.is_public(was), after.is_public(item)
    if public != public_now:
        return tightened(f"发布批次 {item.edition} 改动后不再公布")
    interval, now = before.interval(was), after.interval(item)
    if not public_now or interval is None or now is None or interval.end == now.end:
        return None
    if now.end is None or (interval.end is not None and now.end > interval.end):
        return widened(f"失效日期由{interval.end}推迟到{now.end or '不定'}")
    return None if now.reason == SUCCEEDED else tightened(f"自{now.end}起失效（{now.reason}）")
