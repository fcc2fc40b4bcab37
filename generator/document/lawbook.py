"""The laws cited by what is shown: which have a page, and which items cite which of their articles."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from generator.document.basis import BASES
from generator.document.shelf import Shelf
from generator.model import Item, LawVersion


@dataclass(frozen=True, slots=True)
class Use:
    """One version of an item citing an article in the cell `field`."""

    item: Item
    field: str


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """A law, its versions (oldest first) and the uses of each cited article ((0, 0) = the law as a whole)."""

    key: str
    name: str
    versions: tuple[LawVersion, ...]
    uses: Mapping[tuple[int, int], tuple[Use, ...]]


def cited_laws(shelf: Shelf) -> tuple[CitedLaw, ...]:
    """Every law of the registry that a version shown cites, by key."""
    found: dict[str, dict[tuple[int, int], list[Use]]] = defaultdict(lambda: defaultdict(list))
    for item in shelf.items:
        for field in BASES:
            for citation in shelf.laws.citations(getattr(item, field)):
                if citation.law_full:
                    use, place = Use(item, field), (citation.article or 0, citation.article_sub or 0)
                    uses = found[citation.law_full][place]
                    if not uses or uses[-1] != use:
                        uses.append(use)
    laws = []
    for name, places in found.items():
        versions = shelf.laws.versions(name)
        if versions and versions[0].law_key:
            ordered = {place: tuple(places[place]) for place in sorted(places)}
            laws.append(CitedLaw(versions[0].law_key, name, versions, ordered))
    return tuple(sorted(laws, key=lambda law: law.key))


def keys(laws: tuple[CitedLaw, ...]) -> Mapping[str, str]:
    """Full name → law_key of the laws that have a page."""
    return {law.name: law.key for law in laws}
