"""What the comparison of an item's outcome with its statutory penalty says, asked by every rule of group D."""

from generator.model import Item, Kind, Status, World
from generator.penalty import Verdict, verdict


def compared(item: Item, world: World) -> Verdict | None:
    """The verdict on an item that applies or may yet; None when one of the two texts is missing or the item is history."""
    return None if world.status(item) is Status.ENDED else world.of(item, _verdict)


def unlawful(item: Item, world: World, kind: Kind, rule: str) -> str | None:
    """Why the outcome of an item of this kind, a past one too, breaks this rule; None when it does not."""
    found = world.of(item, _verdict) if item.kind is kind else None
    return found.reason if found is not None and found.verdict == "unlawful" and rule in found.rules else None


def _verdict(item: Item, world: World) -> Verdict | None:
    return verdict(item.kind, item.statutory_penalty, item.outcome) if item.statutory_penalty and item.outcome else None
