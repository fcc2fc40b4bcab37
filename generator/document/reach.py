"""How far a power reaches: which towns may apply an item in their own name."""

from collections.abc import Iterator

from generator.document import addresses, words
from generator.document.blocks import Block, Bullets, Link, Paragraph, Text
from generator.document.shelf import Shelf
from generator.legality.delegation import Applicability, applicability
from generator.model import Delegation, Item


class Reach:
    """What `applicability` says of each shown item and town, asked once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._known: dict[tuple[int, str], tuple[Applicability, Delegation | None]] = {}

    def ask(self, item: Item, town: str) -> tuple[Applicability, Delegation | None]:
        """`applicability`, remembered."""
        key = (id(item), town)
        if key not in self._known:
            self._known[key] = applicability(item, town, self._shelf.world)
        return self._known[key]

    def of(self, item: Item) -> Iterator[Block]:
        """The towns that may decide on `item`, and those whose power has been taken back."""
        applies: list[Text] = []
        recalled: list[Text] = []
        for town in self._shelf.towns:
            answer, delegation = self.ask(item, town)
            link = Link(self._shelf.world.town_name(town), addresses.town(town))
            if answer is Applicability.APPLIES:
                applies.append((link,))
            elif answer is Applicability.RECALLED and delegation:
                recalled.append((link, f"（赋权已于{words.day(delegation.recalled_on)}收回，由部门认定）"))
        if applies:
            yield Paragraph("下列镇街已获赋权，可以自己的名义认定并作出决定：")
            yield Bullets(tuple(applies), "places")
        if recalled:
            yield Bullets(tuple(recalled), "recalled")
