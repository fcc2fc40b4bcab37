"""What a new text of a law does to the lists: each citation it touches, how, and what to cite instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from generator.article_facts import amounts_of, items_of, ranges_of
from generator.citation import Citation, print_canonical
from generator.law_query import version_of, versions_of
from generator.lawmap import LawMap, Link, Outcome, law_map
from generator.laws import Registry, registry
from generator.legality.basis import single
from generator.model import BASES, Item, LawArticle, LawVersion, Refusal, Status, World
from generator.penalty import Fine, Formula, Penalty, compare, read

_LIKE = 0.45
"""A counterpart less alike than this is only a hint: of the citations that people moved into the code by hand, all above it agreed."""


class Effect(Enum):
    """How a citation is touched, the gravest last; the value is what JSON prints."""

    RENUMBERED = "renumbered"
    TEXT_CHANGED = "text_changed"
    AMOUNT_CHANGED = "amount_changed"
    REPEALED = "repealed"

    @property
    def label(self) -> str:
        """The words a reader sees."""
        return {"renumbered": "只是条号改变", "text_changed": "内容有改动", "amount_changed": "数额改变", "repealed": "不再有这一条"}[self.value]


@dataclass(frozen=True, slots=True)
class Hit:
    """One citation of one item version. `proposed` is None when there is nothing to cite instead.

    `unlawful`: the outcome is unlawful under the new amounts; None when that cannot be computed from the recorded facts.
    `similarity` is 0 to 1, None when not computed; `sure` is False where the map is unsure and a person must look.
    """

    item: Item
    field: str
    citation: str
    effect: Effect
    proposed: str | None
    unlawful: bool | None
    similarity: float | None
    sure: bool
    reason: str

    def to_json(self) -> dict[str, Any]:
        """One entry of `laws impact --format json`."""
        return {
            "item_id": self.item.item_id, "effective_from": self.item.text("effective_from") or None, "department": self.item.department,
            "kind": self.item.kind.slug, "field": self.field, "citation": self.citation, "effect": self.effect.value,
            "proposed": self.proposed, "unlawful": self.unlawful, "similarity": self.similarity, "sure": self.sure, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Impact:
    """All hits of the text `after`, by department, item and column. `before` are the texts it follows.

    `current`: how many item versions that are not ended cite `after` already; `same`: how many cite an earlier text, in articles
    that `after` left as they were.
    """

    after: LawVersion
    before: tuple[LawVersion, ...]
    hits: tuple[Hit, ...]
    current: int
    same: int


def impact(world: World, law: str, start: str | None = None, end: str | None = None) -> Impact:
    """The impact of the latest text of `law` (or of the version `end`, or of the law that repealed it) on the items.

    Looked at are the versions that apply, will apply or are drafts on the day of the world and were written before the new
    text; those written since already cite it. `start` limits it to citations of that earlier version.
    """
    laws, links = world.once(registry), world.once(law_map)
    versions = versions_of(laws, law)
    after = version_of(versions, end, laws) if end else _latest(versions, laws, links)
    sources = _sources(after, laws, links)
    if start is not None:
        chosen = version_of(versions, start, laws)
        sources = tuple(one for one in sources if one.law_id == chosen.law_id)
    if not sources and not end:
        raise Refusal(f"《{versions[0].name}》在法规库中只有一个版本有条文，也没有替代别的法，没有新旧可比。")
    names, ids = {one.name for one in sources}, {one.law_id for one in sources}
    asked = [item for item in world.book.items if _in_question(item, after, world)]
    hits = [hit for item in asked for hit in _hits(item, names, ids, after, world, laws, links)]
    touched = {id(hit.item) for hit in hits}
    same = sum(id(item) not in touched and any(_cited(item, names, ids, world, laws)) for item in asked)
    hits.sort(key=lambda hit: (hit.item.department, hit.item.kind.slug, hit.item.key, BASES.index(hit.field)))
    current = sum(world.status(item) is not Status.ENDED and any(_cited(item, {after.name}, {after.law_id}, world, laws)) for item in world.book.items)
    return Impact(after, sources, tuple(hits), current, same)


def _latest(versions: tuple[LawVersion, ...], laws: Registry, links: LawMap) -> LawVersion:
    """The last text of the law, else the one that took its place."""
    recorded = [version for version in versions if version.law_id and laws.has_structure(version.law_id)]
    last = recorded[-1] if recorded else versions[-1]
    follower = laws.version(links.successor(last.law_id or "")) or laws.version(last.replaced_by)
    return follower or last


def _sources(after: LawVersion, laws: Registry, links: LawMap) -> tuple[LawVersion, ...]:
    """Every text that leads to `after`: earlier versions, laws it repealed, and theirs."""
    found: dict[str, LawVersion] = {}
    waiting = list(links.predecessors(after.law_id or ""))
    while waiting:
        law_id = waiting.pop()
        version = laws.version(law_id)
        if version is not None and law_id not in found and law_id != after.law_id:
            found[law_id] = version
            waiting.extend(links.predecessors(law_id))
    return tuple(sorted(found.values(), key=lambda version: (version.name or "", version.promulgated or date.min)))


def _in_question(item: Item, after: LawVersion, world: World) -> bool:
    if world.status(item) is Status.ENDED:
        return False
    start = item.effective_from or world.as_of
    return after.effective_from is None or start < after.effective_from


def _hits(item: Item, names: set[str | None], sources: set[str | None], after: LawVersion, world: World, laws: Registry,
          links: LawMap) -> Iterator[Hit]:
    for field, unit, version in _cited(item, names, sources, world, laws):
        followed = links.follow(version.law_id or "", unit.article or 0, unit.article_sub or 0, after.law_id or "")
        hit = _hit(item, field, unit, followed, version, after, laws)
        if hit is not None:
            yield hit


def _cited(item: Item, names: set[str | None], law_ids: set[str | None], world: World, laws: Registry) -> Iterator[tuple[str, Citation, LawVersion]]:
    """(column, citation of one article, version) of all that `item` cites of these texts, by the law of its own first day."""
    day = item.effective_from or world.as_of
    for field in BASES:
        for citation in laws.citations(getattr(item, field)):
            for unit in single(citation):
                if unit.law_full not in names or unit.article is None:
                    continue
                version = laws.resolve(unit, day).version
                if version is not None and version.law_id in law_ids:
                    yield field, unit, version


def _hit(item: Item, field: str, unit: Citation, links: tuple[Link, ...], before: LawVersion, after: LawVersion, laws: Registry) -> Hit | None:
    """What the links mean for one citation; None when the article kept its number and its words, or never existed."""
    reached = [link for link in links if link.target is not None]
    if not links or (unit.law_full == after.name and all(
            link.verdict is Outcome.SAME and link.target and link.target[1:] == (unit.article, unit.article_sub or 0) for link in links)):
        return None
    likest = links[0]
    sure = all(link.verdict is not Outcome.UNSURE for link in links) and (not reached or (likest.similarity or 0) >= _LIKE)
    cited = print_canonical([replace(unit, version=None, doc_no=None, to=None)])
    if not reached:
        why = "旧条文在新法中没有对应的条文" if sure else "没有找到足够相似的新条文，请人工核对"
        return Hit(item, field, cited, Effect.REPEALED if sure else Effect.TEXT_CHANGED, None, None, likest.similarity, sure, why)
    moved = [_moved(unit, link, before, after, laws) for link in reached]
    elsewhere = _same_sums(unit, moved, reached, before, laws)
    changed = any(link.amount_changed for link in reached) and not elsewhere
    same = all(link.verdict is Outcome.SAME for link in reached)
    effect = Effect.AMOUNT_CHANGED if changed else Effect.RENUMBERED if same else Effect.TEXT_CHANGED
    reasons = [_why(effect, likest, elsewhere, sure), *_left_open(unit, moved, reached, same, laws)]
    unlawful: bool | None = False
    if changed and field == "penalty_basis":
        unlawful, said = _unlawful(item, unit, moved[0], reached, before, laws)
        reasons.append(said)
    return Hit(item, field, cited, effect, print_canonical(moved), unlawful, likest.similarity, sure, "；".join(filter(None, reasons)))


def _why(effect: Effect, likest: Link, elsewhere: bool, sure: bool) -> str:
    """Why the citation has to be looked at, and what to do; `elsewhere`: other paragraphs of the article changed their sums."""
    if not sure:
        return "新旧条文是否对应存疑，建议仅供参考，请人工核对"
    if elsewhere:
        return "所引的款金额没有变，同一条其他款的金额变了，请核对后改引"
    match effect:
        case Effect.RENUMBERED:
            return "内容相同，改引新条号"
        case Effect.AMOUNT_CHANGED:
            return "金额已调整，请同步法定处罚和裁量结果"
        case _:
            return f"新旧条文{likest.verdict.label}，请核对后改引"


def _left_open(unit: Citation, moved: list[Citation], reached: list[Link], same: bool, laws: Registry) -> Iterator[str]:
    """What the proposal cannot tell: which paragraph or item of the new article is meant."""
    for citation, link in zip(moved, reached, strict=True):
        article = laws.article(*link.target) if link.target else None
        if article is not None and citation.paragraph is None and citation.item is None and (article.paragraphs or 0) > 1:
            yield f"新的{print_canonical([citation])}有{article.paragraphs}款，请写明是哪一款"
    if unit.item and not same:
        yield "请写明是哪一项" if any(one.item is None for one in moved) else "项号照旧，项的次序可能有变，请核对"


def _moved(unit: Citation, link: Link, before: LawVersion, after: LawVersion, laws: Registry) -> Citation:
    """The citation of the new article. Paragraph and item stay where the two articles have as many; else they cannot be told by number."""
    law_id, number, suffix = link.target or ("", 0, 0)
    article = laws.article(law_id, number, suffix)
    old = laws.article(before.law_id, unit.article or 0, unit.article_sub or 0) or LawArticle()
    version = laws.version(law_id) or after
    paragraph = unit.paragraph if article and article.paragraphs == old.paragraphs else None
    sums = amounts_of(old, unit.paragraph)
    if article and (paragraph is None or amounts_of(article, paragraph) != sums):
        paragraph = _paragraph(sums, article) or paragraph
    if unit.item and article and paragraph and link.amount_changed and items_of(article, None) and not items_of(article, paragraph):
        paragraph = None  # some items kept the old sums in a paragraph of their own, others are still items: which one, the sums do not tell
    as_many = article is not None and items_of(article, paragraph) == items_of(old, unit.paragraph) and (paragraph or not unit.paragraph)
    entry = unit.item if as_many and article and unit.item in items_of(article, paragraph) else None
    return Citation(law=version.name, law_full=version.name, article=number, article_sub=suffix or None, paragraph=paragraph, item=entry)


def _paragraph(sums: frozenset[int], article: LawArticle) -> int | None:
    """The only paragraph of several that names exactly these sums, two at least: one sum may be the same by chance."""
    count = article.paragraphs or 0
    found = [number for number in range(1, count + 1) if amounts_of(article, number) == sums]
    return found[0] if count > 1 and len(sums) > 1 and len(found) == 1 else None


def _same_sums(unit: Citation, moved: list[Citation], reached: list[Link], before: LawVersion, laws: Registry) -> bool:
    """True iff an amount of the article changed, but not in the paragraph that is cited: its ranges of money are the same as before."""
    old, new = laws.article(before.law_id, unit.article or 0, unit.article_sub or 0), laws.article(*(reached[0].target or ("", 0, 0)))
    if len(reached) != 1 or not reached[0].amount_changed or old is None or new is None or None in (unit.paragraph, moved[0].paragraph):
        return False
    ranges = ranges_of(old, unit.paragraph)
    return bool(ranges) and ranges == ranges_of(new, moved[0].paragraph)


def _unlawful(item: Item, unit: Citation, moved: Citation, reached: list[Link], before: LawVersion, laws: Registry) -> tuple[bool | None, str]:
    """Whether the outcome is unlawful once the amounts of the old clause are those of the new one, and what the comparison says."""
    old = laws.article(before.law_id, unit.article or 0, unit.article_sub or 0)
    new = [laws.article(*link.target) for link in reached if link.target]
    if old is None or len(new) != 1 or new[0] is None:
        return None, ""
    sums, now = sorted(amounts_of(old, unit.paragraph)), sorted(amounts_of(new[0], moved.paragraph or unit.paragraph))
    if not sums or len(sums) != len(now):
        return None, "新旧金额的个数不同，裁量结果是否合法请人工比较"
    answer = compare(item.kind, _with(read(item.statutory_penalty or ""), dict(zip(sums, now, strict=True))), read(item.outcome or ""))
    if answer.verdict == "undecidable":
        return None, answer.reason
    return answer.verdict == "unlawful", answer.reason if answer.verdict == "unlawful" else ""


def _with(formula: Formula, sums: Mapping[int, int]) -> Formula:
    """The formula with each sum of money replaced."""
    return replace(formula, penalties=tuple(_replaced(penalty, sums) for penalty in formula.penalties))


def _replaced(penalty: Penalty, sums: Mapping[int, int]) -> Penalty:
    fine: Fine | None = penalty.fine
    if fine is None or not (fine.unit or "").startswith("分"):
        return penalty
    low, high = (sums.get(bound, bound) if isinstance(bound, int) else bound for bound in (fine.min, fine.max))
    return replace(penalty, fine=replace(fine, min=low, max=high))
