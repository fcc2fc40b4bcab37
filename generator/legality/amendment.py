"""What the law changed since an edition was published, where no other rule says so."""

from datetime import date

from generator.citation import Citation
from generator.lawmap import Outcome, law_map
from generator.laws import LawStatus, registry
from generator.model import LawVersion, World

_REWORDED = (Outcome.CHANGED, Outcome.SPLIT, Outcome.MERGED)


def present_since(law: str | None, world: World) -> date | None:
    """The day on which the present version of the law began; use as `world.known(present_since, law)`."""
    starts = (version.effective_from for version in world.once(registry).versions(law))
    return max((start for start in starts if start and start <= world.as_of), default=None)


def reworded(citation: Citation, published: date, world: World) -> LawVersion | None:
    """The version in force today if, since `published`, the article got other words under the same number, with the same amounts.

    Other changes have rules of their own: B03 (repealed), B04 and B08 (gone), B06 (renumbered), B07 (amounts).
    """
    laws, place = world.once(registry), (citation.article or 0, citation.article_sub or 0)
    then, today = laws.resolve(citation, published), laws.resolve(citation, world.as_of)
    if then.version is None or today.version is None or then.version is today.version or today.status is not LawStatus.IN_FORCE:
        return None
    links = world.once(law_map).follow(then.version.law_id or "", *place, today.version.law_id or "")
    kept = [link for link in links if link.target is not None and link.target[1:] == place]
    return today.version if any(link.verdict in _REWORDED and not link.amount_changed for link in kept) else None
