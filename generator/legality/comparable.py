"""What the comparison of an item's outcome with its statutory penalty says, asked by every rule of group D."""

from generator.model import Item, Status, World
from generator.penalty import Verdict, verdict


def compared(item: Item, world: World) -> Verdict | None:
    """The verdict on an item that applies or may yet; None when one of the two texts is missing or the item is history."""
    if not item.statutory_penalty or not item.outcome or world.status(item) is Status.ENDED:
        return None
    return verdict(item.kind, item.statutory_penalty, item.outcome)
