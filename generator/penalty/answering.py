"""What the parts of one outcome come to together: its fines, and the tiers it sets."""

from dataclasses import dataclass, replace

from generator.penalty.limits import Limit, Word


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
    first = min(eased, key=lambda answer: ("unlawful", "undecidable", "lawful").index(answer.verdict))
    rules = first.rules if first.verdict != "lawful" else tuple(dict.fromkeys(r for answer in eased for r in answer.rules))
    return replace(next((answer for answer in eased if answer.rules), first) if first.verdict == "lawful" else first, rules=rules)


def worst(limits: list[Limit]) -> Answer:
    """The answer that the fines of one outcome come to together."""
    order = ("unlawful", "undecidable", "lawful")
    first = min(limits, key=lambda limit: (order.index(limit.verdict), limit.rules != ("D01",), not limit.above))
    rules = first.rules if first.verdict != "lawful" else tuple(dict.fromkeys(r for limit in limits for r in limit.rules))
    return Answer(first.verdict, rules, first.reason)
