"""What becomes public by a change: each such version beside the public version that it succeeds."""

from collections.abc import Iterator
from datetime import date

from generator.diff.changes import Change, ChangeKind
from generator.model import Item, World


def settled(before: World, after: World) -> tuple[World, World]:
    """Both Worlds on the day when all that either of them dates is published.

    An edition whose 公布日期 lies ahead is decided on now: on that day no change will come for anyone to review.
    """
    days = [edition.published_on for world in (before, after) for edition in world.book.editions if edition.published_on]
    day = max((before.as_of, after.as_of, *days))
    return World(before.book, day), World(after.book, day)


def appearing(before: World, after: World) -> Iterator[Change]:
    """The versions public in `after` and not in `before`, each as what follows its public predecessor, or as added.

    A version that takes the place of a public row under the same key is no news: it rewrites that row (V02).
    """
    known = {item.key for item in before.public_items}
    for item in after.public_items:
        if item.key in known:
            continue
        succeeded = _succeeded(item, after)
        if succeeded is None:
            yield Change(ChangeKind.ADDED, None, item)
        else:
            same = (succeeded.department, succeeded.kind) == (item.department, item.kind)
            yield Change(ChangeKind.AMENDED if same else ChangeKind.MOVED, succeeded, item, follows=True)


def _succeeded(item: Item, world: World) -> Item | None:
    """The public version that `item` takes over from: of the same item, else of the one item that it replaces.

    None when nothing applied up to its first day: what had ended before comes anew.
    """
    own = [one for one in world.public_versions.get(item.item_id or "", ()) if one.key < item.key]
    replaced = [] if own else [one for one in world.public_items if item.item_id in one.replaced_by]
    if len({one.item_id for one in replaced}) > 1:
        return None
    applied = [one for one in (*own, *replaced) if _reaches(one, item.effective_from, world)]
    return max(applied, key=lambda one: one.text("effective_from"), default=None)


def _reaches(item: Item, day: date | None, world: World) -> bool:
    """Whether the version applied at all, and up to `day` or beyond."""
    interval = world.interval(item)
    return interval is not None and not interval.empty and day is not None and (interval.end is None or interval.end >= day)
