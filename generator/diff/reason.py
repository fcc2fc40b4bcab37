"""Why a change makes a list more or less lenient, in legal terms."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Direction(Enum):
    """What a change means for the person concerned; the value is the official word, the name what JSON prints."""

    WIDENED = "放宽"
    TIGHTENED = "收紧"
    NEUTRAL = "中性"

    @property
    def slug(self) -> str:
        """widened, tightened or neutral."""
        return self.name.lower()

    @property
    def opposite(self) -> "Direction":
        """The direction of the same change read backwards."""
        return {Direction.WIDENED: Direction.TIGHTENED, Direction.TIGHTENED: Direction.WIDENED}.get(self, self)


UNSURE = "须人判断"
GROUPS = (Direction.WIDENED.value, UNSURE, Direction.TIGHTENED.value, Direction.NEUTRAL.value)
"""How changes are counted and ordered for a reader, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that changed. `unsure` marks what only a person can judge."""

    direction: Direction
    text: str
    field: str | None = None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """The direction of a whole change: 放宽 wins over 收紧, since it is what a reviewer must not miss."""

    reasons: tuple[Reason, ...] = ()

    @property
    def direction(self) -> Direction:
        """放宽 if anything widens, else 收紧 if anything tightens, else 中性."""
        found = {reason.direction for reason in self.reasons}
        return next((one for one in (Direction.WIDENED, Direction.TIGHTENED) if one in found), Direction.NEUTRAL)

    @property
    def mixed(self) -> bool:
        """True iff something widens and something else tightens."""
        return {Direction.WIDENED, Direction.TIGHTENED} <= {reason.direction for reason in self.reasons}

    @property
    def unsure(self) -> bool:
        """True iff part of the change is left to a person."""
        return any(reason.unsure for reason in self.reasons)

    @property
    def label(self) -> str:
        """What a reader is told: a change of which nothing is known is never called 中性."""
        return f"{self.group}（另有须人判断）" if self.unsure and self.group != UNSURE else self.group

    @property
    def group(self) -> str:
        """Where a reader finds it, one of GROUPS."""
        return UNSURE if self.unsure and self.direction is Direction.NEUTRAL else self.direction.value

    @property
    def text(self) -> str:
        """All reasons in one line, the weightiest first."""
        order = (Direction.WIDENED, Direction.TIGHTENED, Direction.NEUTRAL)
        ordered = sorted(self.reasons, key=lambda reason: order.index(reason.direction))
        lead = "既有放宽也有收紧，按放宽审查：" if self.mixed else ""
        return lead + "；".join(dict.fromkeys(reason.text for reason in ordered))


def judgement(reasons: Iterable[Reason]) -> Judgement:
    """The reasons as a judgement, each said once."""
    return Judgement(tuple(dict.fromkeys(reasons)))


def widened(text: str, field: str | None = None) -> Reason:
    """A reason that widens."""
    return Reason(Direction.WIDENED, text, field)


def tightened(text: str, field: str | None = None) -> Reason:
    """A reason that tightens."""
    return Reason(Direction.TIGHTENED, text, field)


def neutral(text: str, field: str | None = None, unsure: bool = False) -> Reason:
    """A reason that does neither; `unsure` where a person must say so."""
    return Reason(Direction.NEUTRAL, text, field, unsure)
