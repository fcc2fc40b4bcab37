"""Which article to cite instead, for a citation whose law has changed or is about to: what `laws impact` proposes, asked once per law."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.citation import Citation
from generator.impact import Hit, impact
from generator.model import Item, Refusal, World


class Proposals:
    """The proposals for the items of a world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[str, Mapping[int, tuple[Hit, ...]]] = {}

    def of(self, item: Item, changed: Iterable[Citation]) -> tuple[Hit, ...]:
        """What to cite instead of each of these citations of an item; nothing where no comparison of the texts is recorded."""
        laws = dict.fromkeys(citation.law_full for citation in changed if citation.law_full)
        return tuple(hit for law in laws for hit in self._of_law(law).get(id(item), ()))

    def _of_law(self, law: str) -> Mapping[int, tuple[Hit, ...]]:
        if law not in self._known:
            found: dict[int, list[Hit]] = defaultdict(list)
            try:
                hits = impact(self._world, law).hits
            except Refusal:  # only one text of it is recorded
                hits = ()
            for hit in hits:
                found[id(hit.item)].append(hit)
            self._known[law] = {item: tuple(of) for item, of in found.items()}
        return self._known[law]
