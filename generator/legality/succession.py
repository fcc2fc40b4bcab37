"""What became of the articles an item cites: renumbered or gone since it was written, or copied from an older text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.article_facts import amounts_of, items_of
from generator.citation import Citation, article_label
from generator.lawmap import LawMap, Link, Outcome, law_map
from generator.laws import LawStatus, Registry, registry
from generator.legality.basis import cited_laws, judging_days, single
from generator.legality.cells import by_cells
from generator.legality.clauses import stated
from generator.model import Item, LawVersion, World

_KNOWN = (LawStatus.IN_FORCE, LawStatus.UNVERIFIED)
_MISSING = (LawStatus.NO_SUCH_ARTICLE, LawStatus.NO_SUCH_PARAGRAPH, LawStatus.NO_SUCH_ITEM)
_SURE = 0.6
"""Likeness from which the new place of an article is told as a fact, unless the sums prove it."""


@dataclass(frozen=True, slots=True)
class Fate:
    """One cited article: the text it was cited from, the text in force, and where it went in between.

    `proven`: the statutory penalty of the item states the sums of the old text, or those of its successor elsewhere.
    """

    field: str
    citation: Citation
    old: LawVersion
    new: LawVersion
    links: tuple[Link, ...]
    proven: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """(article, suffix) as cited."""
        return self.citation.article or 0, self.citation.article_sub or 0

    @property
    def targets(self) -> tuple[tuple[int, int], ...]:
        """(article, suffix) of what it became; empty when it is gone or when that is not sure."""
        if any(link.verdict is Outcome.UNSURE for link in self.links):
            return ()
        return tuple(sorted(link.target[1:] for link in self.links if link.target))

    @property
    def present(self) -> str:
        """What it became, as a reader knows it: 第四十四条、第四十五条."""
        return "、".join(article_label(*target) for target in self.targets)

    @property
    def sure(self) -> bool:
        """True iff what it became can be told as a fact: the sums prove it, or the texts are alike enough."""
        return self.proven or max((link.similarity or 0 for link in self.links), default=0) >= _SURE

    @property
    def moved(self) -> bool:
        """True iff it has another number now, so that its old number means something else."""
        return bool(self.targets) and self.place not in self.targets

    @property
    def gone(self) -> bool:
        """True iff nothing of it is left."""
        return bool(self.links) and all(link.verdict is Outcome.GONE for link in self.links)

    @property
    def confirmed(self) -> bool:
        """True iff a person has read both texts; the map is mostly computed, and one in three clauses it says are gone was rewritten."""
        return all(link.confirmed for link in self.links)

    @property
    def became(self) -> str:
        """What is told of it where it has moved or is gone."""
        return f"内容移到{self.present}" if self.moved else "内容不复存在"

    @property
    def certain(self) -> bool:
        """True iff it can be told to anybody that the number cited has come to mean another rule."""
        return (self.moved and self.sure) or (self.gone and self.confirmed)


def fates(item: Item, world: World) -> tuple[Fate, ...]:
    """The fate of every cited article whose law was revised since the item began, or whose sums are those of an older text.

    Citations that name a version, and laws that are no longer in force (rule B03), are left out.
    """
    return world.of(item, _fates)


def explained(field: str, citation: Citation, item: Item, world: World) -> bool:
    """True iff B06 or B08 says where the cited article went, so that B04 and B05 need not say that the number is wrong."""
    return any(fate.field == field and fate.citation.law_full == citation.law_full and fate.place == (citation.article, citation.article_sub or 0)
               for fate in fates(item, world) if fate.moved or (fate.gone and field == "penalty_basis"))


def misplaced(item: Item, world: World) -> bool:
    """True iff a penalty or duty is cited by a number that has come to mean something else (rules B06 and B08 say so)."""
    return any(fate.moved or fate.gone for fate in fates(item, world))


def _fates(item: Item, world: World) -> tuple[Fate, ...]:
    found = (*_of_duties(item, world), *_of_penalty(item, world))
    renewed = {fate.citation.law_full for fate, corrected in found if corrected}
    return tuple(fate for fate, _ in found if fate.citation.law_full not in renewed) if found else ()


@by_cells("obligation_basis", "coercion_basis", "relief_basis")
def _of_duties(item: Item, world: World) -> Iterator[tuple[Fate, bool]]:
    return _traced(item, ("obligation_basis", "coercion_basis", "relief_basis"), world, frozenset())


@by_cells("penalty_basis", "statutory_penalty")
def _of_penalty(item: Item, world: World) -> Iterator[tuple[Fate, bool]]:
    return _traced(item, ("penalty_basis",), world, stated(item.statutory_penalty))


def _traced(item: Item, fields: Iterable[str], world: World, sums: frozenset[int]) -> Iterator[tuple[Fate, bool]]:
    """(fate, whether the citation has been corrected since, as its `sums` show) of the articles cited in these fields."""
    days, laws = judging_days(item, world), world.once(registry)
    for field, citation in cited_laws(item, world, fields):
        if citation.article is None or citation.version is not None or not world.known(_revised, citation.law_full):
            continue
        for unit in single(citation):
            today = laws.resolve(unit, days[-1])
            if today.version is None or today.status not in (*_KNOWN, *_MISSING):
                continue
            old = laws.resolve(unit, days[0]).version
            revised = old is not None and old is not today.version and _has(laws, old, unit)
            unknown = sums and (today.article is None or not sums <= amounts_of(today.article)) and not (revised and _names(laws, old, unit, sums))
            if unknown and (fate := _copied(unit, today.version, sums, world)):
                yield fate, False
            elif old is not None and revised:
                corrected = _names(laws, today.version, unit, sums) and not _names(laws, old, unit, sums)
                yield _fate(field, unit, old, today.version, world), corrected


def _revised(law: str | None, world: World) -> bool:
    """True iff more than one text of the law is recorded."""
    return sum(bool(version.last_article) for version in world.once(registry).versions(law)) > 1


def _fate(field: str, unit: Citation, old: LawVersion, new: LawVersion, world: World, proven: bool = False) -> Fate:
    links = world.once(law_map).follow(old.law_id or "", unit.article or 0, unit.article_sub or 0, new.law_id or "")
    return Fate(field, unit, old, new, links, proven)


def _has(laws: Registry, version: LawVersion, unit: Citation) -> bool:
    """True iff this version has the article, and the paragraph and item if they are cited."""
    article = laws.article(version.law_id, unit.article or 0, unit.article_sub or 0)
    return (article is not None and (unit.paragraph or 0) <= (article.paragraphs or 0)
            and (unit.item is None or unit.item in items_of(article, unit.paragraph)))


def _names(laws: Registry, version: LawVersion | None, unit: Citation, sums: frozenset[int]) -> bool:
    """True iff the article of this version names all these sums, of which there is one at least."""
    article = laws.article(version.law_id, unit.article or 0, unit.article_sub or 0) if version else None
    return bool(sums) and article is not None and sums <= amounts_of(article)


def _copied(unit: Citation, new: LawVersion, sums: frozenset[int], world: World) -> Fate | None:
    """The fate of an article in the latest older text that has the sums stated, or whose successor has them; None when no text has."""
    laws = world.once(registry)
    for old in reversed(laws.versions(new.name)):
        if not (old.promulgated or date.max) < (new.promulgated or date.min) or not _has(laws, old, unit):
            continue
        fate = _fate("penalty_basis", unit, old, new, world, proven=True)
        elsewhere = (laws.article(new.law_id, *target) for target in fate.targets)
        if _names(laws, old, unit, sums) or any(one is not None and sums <= amounts_of(one) for one in elsewhere):
            return fate
    return None


def resembling(fate: Fate, world: World) -> bool:
    """True iff an article of the new text that no other old article became may still be what is gone: it names the same sums."""
    laws, pairs = world.once(registry), world.once(law_map)
    old = laws.article(fate.old.law_id, *fate.place)
    sums = amounts_of(old) if old else frozenset()
    return not sums or any(sums <= amounts_of(article) and not _settled(pairs, fate, place)
                           for place in laws.places(fate.new.law_id)
                           if (article := laws.article(fate.new.law_id, *place)) is not None)


def _settled(pairs: LawMap, fate: Fate, place: tuple[int, int]) -> bool:
    return any((link.from_article, link.from_suffix) != fate.place for link in pairs.origins(fate.new.law_id or "", *place))
