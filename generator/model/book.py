"""The Book: all that the tables of one commit say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.model.law import LawArticle, LawPair, LawVersion
from generator.model.nouns import (
    CalendarDay,
    City,
    Delegation,
    Edition,
    Focus,
    Item,
    Kind,
    Organisation,
    Profile,
    Redaction,
    Release,
    ReliefClause,
    SuperiorItem,
    Term,
    Township,
    Vocabulary,
    Waiver,
)


@dataclass(frozen=True, slots=True)
class Book:
    """Everything the tables of one commit say. `headers` and `required` come from the schema of the items."""

    items: Sequence[Item] = ()
    lists: tuple[tuple[str, Kind], ...] = ()
    city: City = field(default_factory=City)
    editions: tuple[Edition, ...] = ()
    terms: tuple[Term, ...] = ()
    relief_clauses: tuple[ReliefClause, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    townships: tuple[Township, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    focus: tuple[Focus, ...] = ()
    superior: tuple[SuperiorItem, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    profiles: tuple[Profile, ...] = ()
    calendar: tuple[CalendarDay, ...] = ()
    vocabulary: Sequence[Vocabulary] = ()
    redactions: tuple[Redaction, ...] = ()
    releases: tuple[Release, ...] = ()
    laws: Sequence[LawVersion] = ()
    law_articles: Mapping[str, tuple[LawArticle, ...]] = field(default_factory=dict)
    law_map: Mapping[str, tuple[LawPair, ...]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    required: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)

    def header(self, column: str) -> str:
        """What a reader calls a column of the items, or what the path of their list says."""
        return _OF_PATH.get(column) or self.headers.get(column, column)


_OF_PATH = {"department": "部门", "kind": "清单"}
