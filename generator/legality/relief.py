"""Which clauses let a list be lenient: the set of each kind, and the clause behind each exemption type."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum

from generator.citation import Citation
from generator.legality.basis import (
    BUSINESS_REGULATION,
    COERCION_LAW,
    PENALTY_LAW,
    REVISED,
    covers,
    relief_clauses,
)
from generator.model import ExemptionType, Kind, World

PENALTY_ARTICLES: Mapping[Kind, tuple[int, ...]] = {
    Kind.NO_PENALTY: (30, 31, 33), Kind.LIGHTER_PENALTY: (30, 31, 32), Kind.MITIGATED_PENALTY: (30, 31, 32),
    Kind.NO_COERCION: ()}
"""The articles of 行政处罚法 (since the revision of 2021) that carry each list."""

_BEFORE_REVISION = (25, 26, 27)
_SUPPORTING = {COERCION_LAW: 5}
"""强制法 5 (没有必要不采取强制) may be cited beside the clause that carries the list."""

TYPE_CLAUSES: Mapping[ExemptionType, tuple[tuple[int, int | None], ...]] = {
    ExemptionType.MINOR: ((33, 1),), ExemptionType.FIRST_TIME: ((33, 1),), ExemptionType.NO_FAULT: ((33, 2),),
    ExemptionType.MINOR_AGE: ((30, None),), ExemptionType.MENTAL_ILLNESS: ((31, None),)}
"""Exemption type → (article, paragraph) of 行政处罚法; 法定专条 rests on relief_clauses.csv."""


class Ground(Enum):
    """What one citation is worth as relief basis of a list."""

    GENERAL = "行政处罚法、行政强制法的一般条款"
    SPECIAL = "减免专条"
    UNLISTED = "专条库没有的条款"
    FORBIDDEN = "不能作为依据"
    SUPPORTING = "可以并引"


def ground(citation: Citation, kind: Kind, day: date, world: World) -> Ground:
    """What `citation` (a single clause of a named law) is worth as relief basis of a list of `kind` on `day`."""
    law, article, paragraph = citation.law_full, citation.article or 0, citation.paragraph
    if law == PENALTY_LAW:
        allowed = PENALTY_ARTICLES[kind] if day >= REVISED or kind is Kind.NO_COERCION else _BEFORE_REVISION
        return Ground.GENERAL if article in allowed else Ground.FORBIDDEN
    if law == COERCION_LAW:
        if kind is not Kind.NO_COERCION:
            return Ground.FORBIDDEN
        if article == _SUPPORTING[COERCION_LAW]:
            return Ground.SUPPORTING
        return Ground.GENERAL if article == 16 and paragraph in (None, 2) else Ground.FORBIDDEN
    if law == BUSINESS_REGULATION and (article == 59 or kind is Kind.NO_COERCION):
        lawful = kind is Kind.NO_COERCION and article == 59 and paragraph in (None, 1)
        return Ground.GENERAL if lawful else Ground.FORBIDDEN
    return _special(citation, kind, day, world)


def _special(citation: Citation, kind: Kind, day: date, world: World) -> Ground:
    matching = [clause for clause, cited in world.once(relief_clauses)
                if covers(cited, citation) or (citation.paragraph is None and covers(citation, cited))]
    valid = [clause for clause in matching if clause.holds_on(day)]
    if any(Kind.of(word) is kind for clause in valid for word in clause.kinds):
        return Ground.SPECIAL
    return Ground.FORBIDDEN if valid else Ground.UNLISTED


def exemption_type(text: str | None) -> ExemptionType | None:
    """The exemption type written as official word; None when empty or another word (then the schema objects)."""
    return _TYPES.get(text or "")


_TYPES = {one.value: one for one in ExemptionType}


def unfit_for(wanted: ExemptionType, judged: Iterable[tuple[Citation, Ground]]) -> Citation | None:
    """The clause of 行政处罚法 that cannot carry this exemption type; None when the basis fits the type."""
    judged = tuple(judged)
    general = [unit for unit, worth in judged if worth is Ground.GENERAL and unit.law_full == PENALTY_LAW]
    special = any(worth in (Ground.SPECIAL, Ground.UNLISTED) for _, worth in judged)
    if wanted is ExemptionType.SPECIAL_CLAUSE:
        return general[0] if general and not special else None
    carrying = [unit for unit in general if (unit.article, unit.paragraph) != (33, 3)]  # 33(3) is the duty to educate
    unfit = next((unit for unit in carrying if not _fits(unit, wanted)), None)
    return unfit or (general[0] if general and not carrying and not special else None)


def _fits(citation: Citation, wanted: ExemptionType) -> bool:
    return any(citation.article == article and (paragraph is None or citation.paragraph in (None, paragraph))
               for article, paragraph in TYPE_CLAUSES[wanted])
