"""Law versions: what was in force when, and whether a cited article, paragraph and item exists."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol, runtime_checkable

from generator.article_facts import items_of
from generator.citation import Citation, nearest, official_name
from generator.model import LawArticle, LawVersion, World
from generator.on_demand import texts
from generator.parsed import Parsed


class LawStatus(Enum):
    """The answers of `cite --resolve`, in order of precedence; the value is what JSON prints."""

    UNKNOWN_LAW = "unknown_law"
    REPEALED = "repealed"
    SUPERSEDED = "superseded"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    NO_SUCH_ARTICLE = "no_such_article"
    NO_SUCH_PARAGRAPH = "no_such_paragraph"
    NO_SUCH_ITEM = "no_such_item"
    UNVERIFIED = "unverified"
    IN_FORCE = "in_force"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the registry knows of one citation on one day; `version` is the version judged, if any."""

    status: LawStatus
    version: LawVersion | None = None
    article: LawArticle | None = None

    @property
    def law_id(self) -> str | None:
        """The version's law_id, None when the law is unknown."""
        return self.version.law_id if self.version else None


class _Place(Protocol):
    """Article, paragraph and item of a citation or of the end of its range."""

    @property
    def article(self) -> int | None: ...
    @property
    def article_sub(self) -> int | None: ...
    @property
    def paragraph(self) -> int | None: ...
    @property
    def item(self) -> int | None: ...


@runtime_checkable
class _Apart(Protocol):
    """A table that can tell one article without reading the others of its law."""

    def article(self, law_id: str, article: int, suffix: int) -> LawArticle | None: ...


_MOST_KEPT = 50_000
"""Answers kept at hand, so that a city of any size fits into memory."""


class Registry:
    """All law versions and the structure of their articles, by full name; a version is looked at when its law is asked for."""

    def __init__(self, versions: Sequence[LawVersion], articles: Mapping[str, tuple[LawArticle, ...]]) -> None:
        self._all = versions
        self._places: dict[str, list[int]] = defaultdict(list)
        self._by_id: dict[str, int] = {}
        aliases: dict[str, list[str]] = {}
        for place, (law_id, name, also) in enumerate(texts(versions, "law_id", "name", "aliases")):
            if name:
                self._places[official_name(name)].append(place)
                aliases[name] = also.split(";") if also else []
            if law_id:
                self._by_id[law_id] = place
        self._versions: dict[str, tuple[LawVersion, ...]] = {}
        self._articles = articles
        self._apart = articles if isinstance(articles, _Apart) else None
        self._structure: dict[str, dict[tuple[int, int], LawArticle]] = {}
        self._single: dict[tuple[str, int, int], LawArticle | None] = {}
        self._on: dict[tuple[str | None, str | None, date], tuple[LawVersion | None, LawStatus]] = {}
        self._resolved: dict[tuple[int, date], tuple[Citation, Resolution]] = {}
        self._parsed = Parsed(aliases)
        self.names = self._parsed.names

    def citations(self, text: str | None, context: str | None = None) -> tuple[Citation, ...]:
        """The citations in `text`, parsed once."""
        return self._parsed.citations(text, context)

    def recall(self, texts: Iterable[str]) -> None:
        """The citations in these texts, parsed now or by an earlier run."""
        self._parsed.recall(texts)

    def versions(self, name: str | None) -> tuple[LawVersion, ...]:
        """Every version of the law with this full name, oldest first; empty when the registry lacks it."""
        if not name or name not in self._places:
            return ()
        if name not in self._versions:
            self._versions[name] = tuple(sorted(map(self._all.__getitem__, self._places[name]), key=_order))
        return self._versions[name]

    def by_name(self) -> tuple[tuple[LawVersion, ...], ...]:
        """The versions of every law, in the order of their names."""
        return tuple(map(self.versions, sorted(self._places)))

    def all(self) -> Iterable[LawVersion]:
        """Every version of every law."""
        return map(self._all.__getitem__, self._by_id.values())

    def version(self, law_id: str | None) -> LawVersion | None:
        """The version with this law_id, e.g. the one that `replaced_by` names."""
        place = self._by_id.get(law_id or "")
        return None if place is None else self._all[place]

    def nearest(self, name: str | None) -> str | None:
        """The full name of the law that `name` most likely means; None when no name is near enough."""
        return nearest(name, ((full, self.versions(full)[-1].aliases) for full in self._places)) if name else None

    def article(self, law_id: str | None, article: int, suffix: int = 0) -> LawArticle | None:
        """The structure of one article of one version, None when it is not recorded."""
        law_id = law_id or ""
        if law_id in self._structure or self._apart is None:
            return self._of(law_id).get((article, suffix))
        key = (law_id, article, suffix)
        if key not in self._single:
            self._single[key] = self._apart.article(law_id, article, suffix)
        return self._single[key]

    def places(self, law_id: str | None) -> Iterable[tuple[int, int]]:
        """(article, suffix) of every recorded article of this version."""
        return self._of(law_id or "").keys()

    def has_structure(self, law_id: str | None) -> bool:
        """True iff the article structure of this version is recorded."""
        return bool(self._of(law_id or ""))

    def _of(self, law_id: str) -> dict[tuple[int, int], LawArticle]:
        if law_id not in self._structure:
            rows = self._articles.get(law_id, ())
            self._structure[law_id] = {(row.article or 0, row.suffix or 0): row for row in rows}
        return self._structure[law_id]

    def resolve(self, citation: Citation, on: date) -> Resolution:
        """Whether `citation` holds on the day `on`: the first status of LawStatus that applies, a range at both ends."""
        key = (id(citation), on)  # the citations of a text are kept, so they are the same objects every time
        known = self._resolved.get(key)
        if known is None:
            if len(self._resolved) > _MOST_KEPT:
                self._resolved.clear()
            known = self._resolved[key] = (citation, self._resolve(citation, on))
        return known[1]

    def _resolve(self, citation: Citation, on: date) -> Resolution:
        versions = self.versions(citation.law_full)
        if not versions:
            return Resolution(LawStatus.UNKNOWN_LAW)
        key = (versions[0].law_id, citation.version, on)
        if key not in self._on:
            self._on[key] = _version_on(versions, citation.version, on)
        version, status = self._on[key]
        if version is None or status in (LawStatus.REPEALED, LawStatus.SUPERSEDED, LawStatus.NOT_YET_IN_FORCE):
            return Resolution(status, version)
        article = None
        for place in (citation, citation.to):
            if place is None or place.article is None:
                continue
            missing = self._missing(version, place)
            if missing:
                return Resolution(missing, version)
            article = article or self.article(version.law_id, place.article, place.article_sub or 0)
        return Resolution(status, version, article)

    def _missing(self, version: LawVersion, place: _Place) -> LawStatus | None:
        """Which level of `place` the version lacks; None when all exist or the structure is not recorded."""
        if place.article is None:
            return None
        row = self.article(version.law_id, place.article, place.article_sub or 0)
        if row is None:
            return LawStatus.NO_SUCH_ARTICLE if self._surely_missing(version, place.article, place.article_sub or 0) else None
        if place.paragraph is not None and place.paragraph > (row.paragraphs or 0):
            return LawStatus.NO_SUCH_PARAGRAPH
        if place.item is not None and place.item not in items_of(row, place.paragraph):
            return LawStatus.NO_SUCH_ITEM
        return None

    def _surely_missing(self, version: LawVersion, article: int, suffix: int) -> bool:
        """True iff the version has no such article. An import may leave out an article whose number was in doubt: of a gap nobody can tell."""
        if version.last_article is not None and article > version.last_article:
            return True
        recorded = self._of(version.law_id or "")
        return bool(recorded) and (suffix != 0 or article == 0 or article > max(number for number, _ in recorded))


def _order(version: LawVersion) -> tuple[date, date]:
    return (version.promulgated or date.min, version.effective_from or date.min)


def _version_on(versions: tuple[LawVersion, ...], named: str | None, on: date) -> tuple[LawVersion | None, LawStatus]:
    """The version that a citation means on the day `on`, and whether it is in force then.

    None, unverified: a year is named of which no version is known, and the law is not known to be repealed as a whole.
    """
    years = re.findall("[0-9]{4}", named or "")
    for year in reversed(years):  # （1996年发布，2017年修订）means the revision
        chosen = [v for v in versions if year in _years(v, bool(_BEGINS.search(named or "")))]
        if chosen:
            version = chosen[-1]
            return version, _force(version, versions, on)
    version, status = _meant_on(versions, on)
    if years and status is not LawStatus.REPEALED and all(v.promulgated or v.label for v in versions):
        return None, LawStatus.UNVERIFIED
    return version, status


_BEGINS = re.compile("施行|实施|生效")


def _years(version: LawVersion, begins: bool) -> set[str]:
    """The years by which a citation may name the version, that of its 施行 only where the citation speaks of it."""
    found = {f"{version.promulgated:%Y}"} if version.promulgated else set()
    found.add((version.label or "")[:4])
    return found | ({f"{version.effective_from:%Y}"} if begins and version.effective_from else set())


def _meant_on(versions: tuple[LawVersion, ...], on: date) -> tuple[LawVersion, LawStatus]:
    """The version that a citation without a year means on the day `on`."""
    dated = [v for v in versions if v.effective_from]
    in_force = [v for v in dated if _force(v, versions, on) is LawStatus.IN_FORCE]
    if in_force:
        return in_force[-1], LawStatus.IN_FORCE
    undated = [v for v in versions if not v.effective_from and not (v.effective_to and v.effective_to <= on)]
    if undated:
        return undated[-1], LawStatus.UNVERIFIED
    started = [v for v in versions if not v.effective_from or v.effective_from <= on]
    version = started[-1] if started else versions[0]
    return version, _force(version, versions, on)


def _force(version: LawVersion, versions: tuple[LawVersion, ...], on: date) -> LawStatus:
    if version.effective_to and version.effective_to <= on:
        follows = any(v.effective_from and v.effective_from <= on and (not v.effective_to or on < v.effective_to)
                      for v in versions if v is not version)
        return LawStatus.SUPERSEDED if follows else LawStatus.REPEALED
    if version.effective_from is None:
        return LawStatus.UNVERIFIED
    if on < version.effective_from:
        return LawStatus.NOT_YET_IN_FORCE
    return LawStatus.IN_FORCE if version.verified else LawStatus.UNVERIFIED


def registry(world: World) -> Registry:
    """The registry of the world's book; use as `world.once(registry)`."""
    return Registry(world.book.laws, world.book.law_articles)
