"""What became of an article: links to the next text of its law, onwards over several versions, and back."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import Any

from generator.laws import Registry, registry
from generator.model import LawPair, LawVersion, World
from generator.on_demand import texts


class Outcome(Enum):
    """What became of the old article; the value is what CSV and JSON say."""

    SAME = "same"
    CHANGED = "changed"
    SPLIT = "split"
    MERGED = "merged"
    GONE = "gone"
    UNSURE = "unsure"

    @property
    def label(self) -> str:
        """The words a reader sees."""
        return _LABELS[self]


_LABELS = {Outcome.SAME: "内容相同", Outcome.CHANGED: "有改动", Outcome.SPLIT: "分为几条", Outcome.MERGED: "并入一条",
           Outcome.GONE: "不再存在", Outcome.UNSURE: "存疑"}


@dataclass(frozen=True, slots=True)
class Link:
    """One old-new link. `to_*` is None when the article is gone, or when it is unsure and nothing resembles it.

    `similarity` is 0 to 1 (None: not computed); `amount_changed` is None when gone or unsure; `confirmed`: by a person.
    """

    from_law_id: str
    from_article: int
    from_suffix: int
    to_law_id: str | None
    to_article: int | None
    to_suffix: int | None
    similarity: float | None
    amount_changed: bool | None
    verdict: Outcome
    confirmed: bool = False

    @property
    def target(self) -> tuple[str, int, int] | None:
        """(law_id, article, suffix) of the new article, None when there is none."""
        if self.to_law_id is None or self.to_article is None:
            return None
        return self.to_law_id, self.to_article, self.to_suffix or 0

    def to_json(self) -> dict[str, Any]:
        """A pair of `laws map --format json`."""
        return {
            "from_law_id": self.from_law_id, "from_article": self.from_article, "from_article_suffix": self.from_suffix,
            "to_law_id": self.to_law_id, "to_article": self.to_article, "to_article_suffix": self.to_suffix,
            "similarity": self.similarity, "amount_changed": self.amount_changed, "verdict": self.verdict.value}


class LawMap:
    """The links between articles, read law by law when asked for.

    law_map.csv leaves out the articles that kept their number and their text: where a row is missing, equal hashes in
    law_articles.csv mean `same`, and anything else `unsure`.
    """

    def __init__(self, laws: Registry, versions: Sequence[LawVersion], pairs: Mapping[str, tuple[LawPair, ...]]) -> None:
        self._laws = laws
        self._versions = versions
        self._pairs = pairs
        self._links: dict[str, dict[tuple[int, int], tuple[Link, ...]]] = {}
        self._origins: dict[str, dict[tuple[int, int], tuple[Link, ...]]] = {}

    def successor(self, law_id: str) -> str | None:
        """The next version of the law, or the law that repealed it, whose articles are recorded; None when there is none."""
        return successor(self._laws, law_id)

    @cached_property
    def _replaced(self) -> Mapping[str, list[str]]:
        """law_id → the versions that it replaces."""
        found: dict[str, list[str]] = defaultdict(list)
        for law_id, successor in texts(self._versions, "law_id", "replaced_by"):
            if law_id and successor:
                found[successor].append(law_id)
        return found

    def predecessors(self, law_id: str) -> tuple[str, ...]:
        """The versions (of this law and of those it repealed) whose successor is `law_id`."""
        version = self._laws.version(law_id)
        waiting = [v.law_id or "" for v in self._laws.versions(version.name if version else None)] + [law_id]
        asked: list[str] = []
        while waiting:
            one = waiting.pop()
            if one not in asked:
                asked.append(one)
                waiting.extend(self._replaced.get(one, ()))
        return tuple(sorted(one for one in asked if self._laws.has_structure(one) and self.successor(one) == law_id))

    def pairs(self, law_id: str) -> tuple[Link, ...]:
        """Every link from `law_id` to its successor, in the order of its articles, the likest first."""
        return tuple(link for _, links in sorted(self._of(law_id).items()) for link in links)

    def links(self, law_id: str, article: int, suffix: int = 0) -> tuple[Link, ...]:
        """What became of one article in the successor; empty when there is no successor or no such article."""
        return self._of(law_id).get((article, suffix), ())

    def origins(self, law_id: str, article: int, suffix: int = 0) -> tuple[Link, ...]:
        """The links of the predecessors that lead to this article."""
        if law_id not in self._origins:
            found: dict[tuple[int, int], list[Link]] = defaultdict(list)
            for earlier in self.predecessors(law_id):
                for link in self.pairs(earlier):
                    if link.target is not None:
                        found[link.target[1:]].append(link)
            self._origins[law_id] = {place: tuple(links) for place, links in found.items()}
        return self._origins[law_id].get((article, suffix), ())

    def follow(self, law_id: str, article: int, suffix: int, to_law_id: str) -> tuple[Link, ...]:
        """What became of the article in a later text; empty when `to_law_id` does not follow `law_id`.

        Gone only where every way is gone; similarity and verdict are those of the worst step, amounts changed when any step changed them.
        """
        if law_id == to_law_id:
            known = self._laws.article(law_id, article, suffix)
            return (Link(law_id, article, suffix, law_id, article, suffix, 1.0, False, Outcome.SAME),) if known else ()
        links = self.links(law_id, article, suffix)
        step = self.successor(law_id)
        if step is None or not self.leads(step, to_law_id):
            return ()
        if step == to_law_id:
            return links
        reached = [one for link in links for one in self._onwards(link, to_law_id)]
        alive = {one.target: one for one in sorted(reached, key=lambda one: one.similarity or 0) if one.target}
        return tuple(sorted(alive.values(), key=_likest)) or tuple(reached[:1])

    def _onwards(self, link: Link, to_law_id: str) -> Iterator[Link]:
        if link.target is None:
            yield link
            return
        for further in self.follow(*link.target, to_law_id):
            yield _joined(link, further)

    def leads(self, law_id: str | None, to_law_id: str) -> bool:
        """True iff `to_law_id` is `law_id` or follows it."""
        while law_id is not None and law_id != to_law_id:
            law_id = self.successor(law_id)
        return law_id is not None

    def _of(self, law_id: str) -> dict[tuple[int, int], tuple[Link, ...]]:
        if law_id not in self._links:
            self._links[law_id] = self._read(law_id)
        return self._links[law_id]

    def _read(self, law_id: str) -> dict[tuple[int, int], tuple[Link, ...]]:
        following = self.successor(law_id)
        if following is None:
            return {}
        stored: dict[tuple[int, int], list[Link]] = defaultdict(list)
        for row in self._pairs.get(law_id, ()):
            if row.to_law_id in (None, following):
                stored[row.from_article or 0, row.from_suffix or 0].append(_link(row))
        found = {}
        for place in self._laws.places(law_id):
            links = stored.get(place) or [self._unstored(law_id, place, following)]
            confirmed = [link for link in links if link.confirmed]
            found[place] = tuple(sorted(confirmed or links, key=_likest))
        return found

    def _unstored(self, law_id: str, place: tuple[int, int], following: str) -> Link:
        old, new = self._laws.article(law_id, *place), self._laws.article(following, *place)
        if old is not None and new is not None and old.hash and old.hash == new.hash:
            return Link(law_id, *place, following, *place, 1.0, False, Outcome.SAME)
        return Link(law_id, *place, None, None, None, None, None, Outcome.UNSURE)


def successor(laws: Registry, law_id: str) -> str | None:
    """The next version of the law, or the law that repealed it, whose articles are recorded; None when there is none."""
    version, passed = laws.version(law_id), {law_id}
    while version is not None:
        version = laws.version(version.replaced_by) or _later(laws, version)
        if version is None or version.law_id is None or version.law_id in passed:
            return None
        passed.add(version.law_id)
        if laws.has_structure(version.law_id):
            return version.law_id
    return None


def _later(laws: Registry, version: LawVersion) -> LawVersion | None:
    """The next version by date, where the catalogue does not say what replaced this one."""
    if version.promulgated is None:
        return None
    return next((later for later in laws.versions(version.name)
                 if later.promulgated is not None and later.promulgated > version.promulgated), None)


def _link(row: LawPair) -> Link:
    return Link(row.from_law_id or "", row.from_article or 0, row.from_suffix or 0, row.to_law_id, row.to_article,
                None if row.to_law_id is None else row.to_suffix or 0, None if row.similarity is None else float(row.similarity),
                row.amount_changed, Outcome(row.verdict), bool(row.confirmed))


def _joined(link: Link, further: Link) -> Link:
    """The two steps as one."""
    verdict = max(link.verdict, further.verdict, key=_WEIGHT.index)
    similarities = [one.similarity for one in (link, further) if one.similarity is not None]
    unknown = verdict in (Outcome.GONE, Outcome.UNSURE)
    return replace(
        further, from_law_id=link.from_law_id, from_article=link.from_article, from_suffix=link.from_suffix,
        similarity=min(similarities, default=None), verdict=verdict, confirmed=link.confirmed and further.confirmed,
        amount_changed=None if unknown else bool(link.amount_changed or further.amount_changed))


_WEIGHT = (Outcome.SAME, Outcome.CHANGED, Outcome.MERGED, Outcome.SPLIT, Outcome.UNSURE, Outcome.GONE)
"""Which of two steps tells more about what became of the article."""


def _likest(link: Link) -> tuple[float, int, int]:
    return -(link.similarity or 0), link.to_article or 0, link.to_suffix or 0


def law_map(world: World) -> LawMap:
    """The law map of the world's book; use as `world.once(law_map)`."""
    return LawMap(world.once(registry), world.book.laws, world.book.law_map)
