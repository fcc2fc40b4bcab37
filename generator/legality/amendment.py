"""What the law changed since an edition was published, where no other rule says so."""

from collections.abc import Mapping
from datetime import date

from generator.citation import Citation
from generator.lawmap import Outcome, law_map
from generator.laws import LawStatus, registry
from generator.model import LawVersion, World

_REWORDED = (Outcome.CHANGED, Outcome.SPLIT, Outcome.MERGED)


def present_since(world: World) -> Mapping[str, date]:
    """Full name of a law → the day on which its present version began; use as `world.once(present_since)`."""
    starts = [(version.effective_from, version.name) for version in world.book.laws if version.effective_from and version.name]
    return {name: start for start, name in sorted(starts) if start <= world.as_of}


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
