"""What items in high-risk fields inherit from shared tables that changed: definitions, general conditions, the fields themselves."""

from collections.abc import Iterator

from generator.diff.changes import Changes, RecordChange
from generator.legality.risk import high_risk
from generator.model import Item, Kind, Profile, Status, Term, World

_MEANS = frozenset({"department", "kind", "term", "definition", "value", "unit", "general_condition", "valid_from", "valid_to"})
"""Columns of a term that may change whom a list reaches; its basis does not."""
_FIELDS = ("E02", "E04")
"""The rules whose rows of profiles.csv say which fields and industries are reviewed twice."""


def inherited(before: World, after: World, changes: Changes) -> Iterator[tuple[Item, str]]:
    """(item, why two reviewers must see it) though the item's own row may stand as it was."""
    living = [item for item in after.book.items if after.status(item) is not Status.ENDED]
    for change in changes.records:
        if change.table == "terms" and _MEANS & {one.field for one in change.fields}:
            yield from _defined(change, living, after)
    if any(isinstance(row, Profile) and row.rule in _FIELDS for change in changes.records for row in (change.before, change.after)):
        for item in living:
            why = None if high_risk(item, after) else high_risk(item, before)
            if why:
                yield item, f"{why}，这次改动后不再登记为重点领域"


def _defined(change: RecordChange, living: list[Item], world: World) -> Iterator[tuple[Item, str]]:
    terms = [row for row in (change.before, change.after) if isinstance(row, Term)]
    for item in living:
        used = next((term for term in terms if _uses(item, term)), None)
        why = high_risk(item, world) if used else None
        if used and why:
            yield item, f"{why}，所用的“{used.term or '通用条件'}”在 terms.csv 中有改动"


def _uses(item: Item, term: Term) -> bool:
    """Whether the item's conditions use the term, or inherit it (rule C03)."""
    return (term.department == item.department and (not term.kind or Kind.of(term.kind) is item.kind)
            and bool(term.general_condition or (term.term and term.term in (item.conditions or ""))))
