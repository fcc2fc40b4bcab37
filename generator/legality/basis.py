"""The law an item cites: in which fields, on which days it must hold, and whether two citations meet."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from generator.article_facts import items_of
from generator.citation import Citation, article_label, print_canonical, to_chinese
from generator.laws import LawStatus, Registry, registry
from generator.model import BASES, Item, LawArticle, LawVersion, ReliefClause, Status, World

PENALTY_LAW = "中华人民共和国行政处罚法"
COERCION_LAW = "中华人民共和国行政强制法"
BUSINESS_REGULATION = "优化营商环境条例"
REVISED = date(2021, 7, 15)
"""The day on which the revised 行政处罚法 renumbered its clauses on leniency."""

_RENUMBERED = {30: 25, 31: 26, 32: 27, 33: 27}
_LONGEST_RANGE = 60


def judging_days(item: Item, world: World) -> tuple[date, ...]:
    """The days on which its law must hold: its first, and today's while it applies or may yet apply (drafts too)."""
    return world.of(item, _judging_days)


def _judging_days(item: Item, world: World) -> tuple[date, ...]:
    start = item.effective_from
    if start is None:
        return (world.as_of,)
    if world.status(item) is Status.ENDED or start >= world.as_of:
        return (start,)
    return (start, world.as_of)


def citations(item: Item, field: str, world: World) -> tuple[Citation, ...]:
    """The citations in one field of the item."""
    return world.once(registry).citations(getattr(item, field))


def cited_laws(item: Item, world: World, fields: Iterable[str] = BASES) -> Iterator[tuple[str, Citation]]:
    """(field, citation) of every law that can be told by name; what rule B09 blames is left to that rule alone."""
    for field in fields:
        for citation in citations(item, field, world):
            if citation.kind == "law" and citation.law_full and not misnumbered(item, field, citation, world):
                yield field, citation


def misnumbered(item: Item, field: str, citation: Citation, world: World) -> int | None:
    """The article that is meant where a relief clause of 行政处罚法 is cited by its number before or after the revision."""
    if field != "relief_basis" or citation.law_full != PENALTY_LAW or citation.article is None:
        return None
    days = judging_days(item, world)
    if citation.article == 27 and days[-1] >= REVISED:
        return 33 if item.kind.value == "不予处罚" else 32
    return _RENUMBERED.get(citation.article) if days[0] < REVISED else None


def status_of(citation: Citation, days: Iterable[date], laws: Registry,
              among: Container[LawStatus]) -> tuple[date, LawStatus, LawVersion | None] | None:
    """The first of `days` on which the citation has one of the statuses `among`, with the version judged."""
    for day in days:
        resolution = laws.resolve(citation, day)
        if resolution.status in among:
            return day, resolution.status, resolution.version
    return None


def identified_paragraph(article: LawArticle, item: int | None) -> int | None:
    """The paragraph meant where none is stated: the only one, or the only one that has such an item."""
    count = article.paragraphs or 0
    fitting = [n for n in range(1, count + 1) if item is None or item in items_of(article, n)]
    return fitting[0] if len(fitting) == 1 else None


def unstated_paragraphs(citation: Citation, day: date, laws: Registry) -> int:
    """Among how many paragraphs the citation leaves it open which is meant; 0 where it says that, or its article has but one."""
    if citation.article is None or citation.paragraph is not None or citation.to is not None:
        return 0
    article = laws.resolve(citation, day).article
    count = article.paragraphs or 0 if article else 0
    if article is None or count < 2 or (citation.item is not None and identified_paragraph(article, citation.item) is not None):
        return 0
    return count


def explicit(citation: Citation, laws: Registry, day: date) -> Citation:
    """The citation with its paragraph filled in where the article leaves no choice."""
    if citation.paragraph is not None:
        return citation
    article = laws.resolve(citation, day).article
    paragraph = identified_paragraph(article, citation.item) if article else None
    return replace(citation, paragraph=paragraph) if paragraph else citation


def single(citation: Citation) -> Iterator[Citation]:
    """Every unit of a range by itself; a citation without a range is its only unit."""
    end = citation.to
    if end is None or citation.article is None:
        yield citation
    elif end.article != citation.article:
        for article in range(citation.article, min(end.article or 0, citation.article + _LONGEST_RANGE) + 1):
            yield Citation(law=citation.law, law_full=citation.law_full, version=citation.version, article=article)
    elif citation.item and end.item and end.paragraph == citation.paragraph:
        for item in range(citation.item, min(end.item, citation.item + _LONGEST_RANGE) + 1):
            yield replace(citation, item=item, to=None)
    elif citation.paragraph and end.paragraph:
        for paragraph in range(citation.paragraph, min(end.paragraph, citation.paragraph + _LONGEST_RANGE) + 1):
            yield replace(citation, paragraph=paragraph, item=None, to=None)
    else:
        yield replace(citation, to=None)


def covers(wide: Citation, narrow: Citation) -> bool:
    """True iff `narrow` lies within `wide`: what `wide` leaves open it covers whole."""
    if not _same_article(wide, narrow):
        return False
    return wide.paragraph in (None, narrow.paragraph) and wide.item in (None, narrow.item)


def overlaps(one: Citation, other: Citation) -> bool:
    """True iff the two may mean the same clause: equal as far as both state it."""
    pairs = ((one.paragraph, other.paragraph), (one.item, other.item))
    return _same_article(one, other) and all(None in pair or pair[0] == pair[1] for pair in pairs)


def _same_article(one: Citation, other: Citation) -> bool:
    return (one.law_full is not None and one.law_full == other.law_full and one.article is not None
            and one.article == other.article and (one.article_sub or 0) == (other.article_sub or 0))


def units(item: Item, field: str, world: World, day: date) -> tuple[Citation, ...]:
    """Every single clause of law cited in a field, paragraphs filled in where the article leaves no choice."""
    text = getattr(item, field)
    return world.known(units_of, text, day) if text else ()


def units_of(text: str, day: date, world: World) -> tuple[Citation, ...]:
    """The same for a text; ask `world.known` for it."""
    laws = world.once(registry)
    return tuple(explicit(unit, laws, day) for citation in laws.citations(text)
                 if citation.kind == "law" and citation.law_full and citation.article for unit in single(citation))


def relief_clauses(world: World) -> tuple[tuple[ReliefClause, Citation], ...]:
    """The rows of relief_clauses.csv with their citation read; use as `world.once(relief_clauses)`."""
    laws = world.once(registry)
    found = []
    for clause in world.book.relief_clauses:
        read = laws.citations(f"《{clause.law}》{clause.article}")
        if read:
            found.append((clause, read[0]))
    return tuple(found)


def called(version: LawVersion | None, citation: Citation) -> str:
    """The name of a law for a message: 《统计法》（2024修正）."""
    label = f"（{version.label}）" if version and version.label else ""
    return f"《{citation.law}》{label}"


@lru_cache(maxsize=4096)  # a wrong clause stands in many items
def place(citation: Citation) -> str:
    """The citation as canonical text, version and range left out: 《行政处罚法》第三十三条第一款."""
    return print_canonical([replace(citation, version=None, doc_no=None, to=None, subitem=None)])


def article_of(citation: Citation) -> str:
    """第四十四条, or 第四十四条第二款 where a paragraph is stated."""
    label = article_label(citation.article or 0, citation.article_sub)
    return label + (f"第{to_chinese(citation.paragraph)}款" if citation.paragraph else "")
