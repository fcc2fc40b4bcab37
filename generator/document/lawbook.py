"""The laws cited by what is shown: which have a page, which items cite which of their articles, and how that changed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from generator.citation import Citation
from generator.document.shelf import Shelf
from generator.document.volumes import MOST
from generator.model import BASES, Item, LawVersion


@dataclass(frozen=True, slots=True)
class Use:
    """One version of an item citing an article in the cell `field`."""

    item: Item
    field: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """A law, its versions (oldest first) and the uses of each cited article ((0, 0) = the law as a whole)."""

    key: str
    name: str
    versions: tuple[LawVersion, ...]
    uses: Mapping[tuple[int, int], tuple[Use, ...]]

    @property
    def items(self) -> frozenset[str]:
        """The identifiers of the items that cite it."""
        return frozenset(use.item.item_id or "" for uses in self.uses.values() for use in uses)

    @property
    def outgrown(self) -> bool:
        """True iff its articles are cited too often for one page."""
        return sum(len({use.item.item_id for use in uses}) for uses in self.uses.values()) > MOST


def cited_laws(shelf: Shelf) -> tuple[CitedLaw, ...]:
    """Every law of the registry that a version shown cites, by key."""
    found: dict[str, dict[tuple[int, int], list[Use]]] = defaultdict(lambda: defaultdict(list))
    for item in shelf.items:
        for field in BASES:
            for citation in shelf.laws.citations(getattr(item, field)):
                if citation.law_full:
                    place = citation.article or 0, citation.article_sub or 0
                    found[citation.law_full][place].append(Use(item, field, citation))
    laws = []
    for name, places in found.items():
        versions = shelf.laws.versions(name)
        if versions and versions[0].law_key:
            ordered = {place: tuple(places[place]) for place in sorted(places)}
            laws.append(CitedLaw(versions[0].law_key, name, versions, ordered))
    return tuple(sorted(laws, key=lambda law: law.key))


@dataclass(frozen=True, slots=True)
class Rebasing:
    """A later version of an item that cites other clauses in the cell `field` than the version before."""

    item: Item
    field: str
    gone: tuple[Citation, ...]
    come: tuple[Citation, ...]

    def concerns(self, law: str) -> bool:
        """True iff a clause of the law with this full name came or went."""
        return any(citation.law_full == law for citation in (*self.gone, *self.come))


def rebasings(shelf: Shelf) -> tuple[Rebasing, ...]:
    """Every change of a basis between published versions, the latest first."""
    found = []
    for item_id, versions in shelf.world.public_versions.items():
        for before, after in pairwise(versions) if item_id in shelf.versions else ():
            for field in BASES:
                old, new = (shelf.laws.citations(getattr(item, field)) for item in (before, after))
                gone = tuple(one for one in old if _clause(one) not in map(_clause, new))
                come = tuple(one for one in new if _clause(one) not in map(_clause, old))
                if gone and come:
                    found.append(Rebasing(after, field, gone, come))
    return tuple(sorted(found, key=lambda one: (one.item.effective_from or date.min, one.item.item_id or ""), reverse=True))


def _clause(citation: Citation) -> tuple[object, ...]:
    """What a citation points to, however it is spelt."""
    return (citation.law_full or citation.law, citation.article, citation.article_sub, citation.paragraph, citation.item, citation.to)


def keys(laws: tuple[CitedLaw, ...]) -> Mapping[str, str]:
    """Full name → law_key of the laws that have a page."""
    return {law.name: law.key for law in laws}
