"""What one commit did to one version of an item, and what of a commit could not be read."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from generator.diff.changes import Change, ChangeKind, FieldChange


class What(Enum):
    """What a commit did to a row; the value is what JSON prints."""

    RECORDED = "recorded"
    EDITED = "edited"
    STAMPED = "stamped"
    CORRECTED = "corrected"
    ENDED = "ended"
    MOVED = "moved"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """The word a reader sees."""
        return {"recorded": "录入", "edited": "修改", "stamped": "列入发布批次", "corrected": "勘误", "ended": "终止",
                "moved": "移动", "removed": "删除"}[self.value]


@dataclass(frozen=True, slots=True)
class Event:
    """One commit's deed on the version (item_id, effective_from); `fields` are what an edit in place changed."""

    commit: str
    moment: datetime
    subject: str
    item_id: str
    effective_from: str
    what: What
    path: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A list that could not be read in a commit: what happened to it then is told by the next readable commit."""

    commit: str
    moment: datetime
    subject: str
    path: str


_DEEDS = {ChangeKind.ADDED: What.RECORDED, ChangeKind.REMOVED: What.REMOVED, ChangeKind.CORRECTED: What.CORRECTED,
          ChangeKind.ENDED: What.ENDED, ChangeKind.MOVED: What.MOVED}


def deed(change: Change) -> What:
    """The deed that a change is, seen as the work of one commit."""
    if change.follows:
        return What.RECORDED
    if change.kind is ChangeKind.AMENDED and change.before and change.after and change.before.edition != change.after.edition:
        return What.STAMPED if change.after.edition else What.EDITED
    return _DEEDS.get(change.kind, What.EDITED)
