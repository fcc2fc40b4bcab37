"""What distinguishes two Books: changes of items (added, ended, amended, moved, corrected, removed), of other rows and of laws."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from generator.model import City, Item, Kind, Record

ERRATUM = "勘误"
"""How the 调整事由 of a correction begins."""
END = ("effective_to", "end_reason", "replaced_by")
"""The columns that an end fills in a published row."""


class ChangeKind(Enum):
    """What happened to a version; the value is what JSON prints."""

    ADDED = "added"
    ENDED = "ended"
    AMENDED = "amended"
    MOVED = "moved"
    CORRECTED = "corrected"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """The word a reader sees."""
        return {"added": "新增", "ended": "终止", "amended": "修改", "moved": "移动", "corrected": "勘误", "removed": "删除"}[self.value]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column that differs: its text before and after, empty when absent. `department` and `kind` stand for the path."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one version of an item.

    `follows` is True for a new version: then `before` is the version it comes after, whose own row stays.
    """

    kind: ChangeKind
    before: Item | None
    after: Item | None
    follows: bool = False

    @property
    def item(self) -> Item:
        """The item as it is now, or as it was when it is gone."""
        item = self.after or self.before
        assert item is not None
        return item

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The columns that differ; those of a whole row that came or went are all that are filled."""
        return tuple(differences(self.before, self.after))


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A row of another table that came, went or changed."""

    table: str
    before: Record | None
    after: Record | None

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The columns that differ."""
        one, other = self.before, self.after
        columns = (one or other or City()).columns()
        return tuple(FieldChange(name, before, after) for name in columns
                     if (before := one.text(name) if one else "") != (after := other.text(name) if other else ""))


@dataclass(frozen=True, slots=True)
class LawChange:
    """The rows about one law in a big table (law_articles, law_map) before and after."""

    table: str
    law_id: str
    before: tuple[Record, ...]
    after: tuple[Record, ...]


@dataclass(frozen=True)
class Changes:
    """All that distinguishes two Books, in content and not in the order or spelling of their files."""

    items: tuple[Change, ...] = ()
    records: tuple[RecordChange, ...] = ()
    lists: tuple[tuple[tuple[str, Kind], bool], ...] = ()
    """(department, kind) of a list whose file came (True) or went (False)."""
    laws: tuple[LawChange, ...] = ()

    @cached_property
    def empty(self) -> bool:
        """True iff the two Books say the same."""
        return not (self.items or self.records or self.lists or self.laws)


def differences(before: Item | None, after: Item | None) -> Iterator[FieldChange]:
    """The columns in which two versions of an item differ."""
    if before and after:
        if before.department != after.department:
            yield FieldChange("department", before.department, after.department)
        if before.kind is not after.kind:
            yield FieldChange("kind", before.kind.slug, after.kind.slug)
    for name in Item.columns():
        was, now = before.text(name) if before else "", after.text(name) if after else ""
        if was != now:
            yield FieldChange(name, was, now)
