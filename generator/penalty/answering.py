"""What the parts of one outcome come to together: its fines, and the tiers it sets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.penalty.limits import Limit, Word

_WORST_FIRST: tuple[Word, ...] = ("unlawful", "undecidable", "lawful")


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict without the formulas it rests on."""

    verdict: Word
    rules: tuple[str, ...]
    reason: str
    same: bool = False
    """Whether the outcome is unlawful only because it says what the clause says."""


def together(answers: list[Answer], any_of: bool = False) -> Answer:
    """One answer for an outcome that sets each tier of the clause by itself, or (`any_of`) offers alternatives, each of which must do.

    A tier left as the clause has it does no harm.
    """
    eased = [answer for answer in answers if any_of or not answer.same] or answers[:1]
    first = min(eased, key=lambda answer: _WORST_FIRST.index(answer.verdict))
    told = next((answer for answer in eased if answer.rules), first) if first.verdict == "lawful" else first
    return replace(told, rules=_rules(first, eased))


def worst(limits: list[Limit]) -> Answer:
    """The answer that the fines of one outcome come to together."""
    first = min(limits, key=lambda limit: (_WORST_FIRST.index(limit.verdict), limit.rules != ("D01",), not limit.above))
    return Answer(first.verdict, _rules(first, limits), first.reason)


def _rules(worst: Answer | Limit, every: Sequence[Answer | Limit]) -> tuple[str, ...]:
    """The rules of the worst part; where even that is lawful, whatever any part has to remark."""
    return worst.rules if worst.verdict != "lawful" else tuple(dict.fromkeys(rule for part in every for rule in part.rules))
