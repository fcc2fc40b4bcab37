"""The penalty nouns: a fine with exact bounds, one penalty of a clause, and the formula a whole text states."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

Amount: TypeAlias = int | Fraction
"""Fen (or days) as an int; a multiple of some base as an exact Fraction (百分之五 is 1/20, 三倍 is 3)."""

Json: TypeAlias = dict[str, object]

FINE: Final = "罚款"
DETENTION: Final = "行政拘留"
KINDS: Final = (
    "警告", "通报批评", FINE, "没收违法所得", "没收非法财物", "暂扣许可证件", "降低资质等级", "吊销许可证件",
    "限制开展生产经营活动", "责令停产停业", "责令关闭", "限制从业", DETENTION,
)
"""The kinds of 行政处罚法 第九条 in its order."""
_ITEMS: Final = (0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4)


def weight(kind: str) -> int:
    """How heavy a kind is: its item in 行政处罚法 第九条. Kinds of one item are not lighter than each other."""
    return _ITEMS[KINDS.index(kind)]


@dataclass(frozen=True, slots=True)
class Fine:
    """A range of money or of multiples. A bound of None is not stated: no minimum, no maximum, or no sum at all."""

    base: str | None
    min: Amount | None = None
    max: Amount | None = None
    min_inclusive: bool | None = None
    max_inclusive: bool | None = None
    unit: str | None = None
    subject: str | None = None
    tier: str | None = None
    cap: int | None = None
    """The sum in fen that a fine by a multiple or by the piece may not exceed, not printed: 三倍以下，但最高不超过三万元."""

    @property
    def states_amount(self) -> bool:
        """Whether there is anything to compare; 「可以处以罚款」 has nothing."""
        return self.min is not None or self.max is not None

    def to_json(self) -> Json:
        """A fine in schema/output/penalty.json: money as integers in fen, multiples and percents as strings."""
        return {
            "base": self.base, "min": _printed(self.min, self.unit), "max": _printed(self.max, self.unit),
            "min_inclusive": self.min_inclusive, "max_inclusive": self.max_inclusive,
            "unit": self.unit, "subject": self.subject, "tier": self.tier,
        }


@dataclass(frozen=True, slots=True)
class Penalty:
    """One penalty as a clause states it: of which kind, whether it must be imposed, on whom and in which tier."""

    kind: str
    fine: Fine | None = None
    optional: bool = False
    added: bool = False
    choice: int | None = None
    """Penalties with the same number are alternatives: 警告或者五百元以下罚款."""
    tier: tuple[str, ...] = ()
    subject: str | None = None

    @property
    def mode(self) -> str:
        """应当, 可以, 应当并处 or 可以并处."""
        return ("可以" if self.optional else "应当") + ("并处" if self.added else "")


@dataclass(frozen=True, slots=True)
class Formula:
    """What a text says about penalties; an unreadable text is a formula that says nothing."""

    penalties: tuple[Penalty, ...] = ()
    refused: tuple[str, ...] = ()
    """Kinds the text expressly does not impose: 不并处没收."""
    waives: bool = False
    """不予处罚: no penalty at all."""
    sole: bool = False
    """仅, 只, 单处: what is not named is not imposed."""
    floor: bool = False
    """不低于法定最低限: however the amount is computed, the statutory minimum holds."""
    gate: str | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds named, lightest first."""
        named = {penalty.kind for penalty in self.penalties}
        return tuple(kind for kind in KINDS if kind in named)

    @property
    def fines(self) -> tuple[Fine, ...]:
        """The fines in the order of the text."""
        return tuple(p.fine for p in self.penalties if p.fine and p.kind == FINE)

    @property
    def mode(self) -> str | None:
        """The mode of the first fine, or of the first penalty where there is no fine."""
        chosen = next((p for p in self.penalties if p.kind == FINE), None)
        chosen = chosen or next(iter(self.penalties), None)
        return chosen.mode if chosen else None

    @property
    def says_anything(self) -> bool:
        """Whether a penalty or the absence of one could be read."""
        return bool(self.penalties or self.refused or self.waives)

    def to_json(self) -> Json:
        """A formula in schema/output/penalty.json."""
        return {"kinds": list(self.kinds), "mode": self.mode, "gate": self.gate,
                "fines": [fine.to_json() for fine in self.fines]}


def decimal(number: Fraction) -> str:
    """Exact decimal text of a fraction whose denominator has only the primes 2 and 5: 1/2 → 0.5."""
    digits = 0
    while number.denominator != 1 and digits < 30:
        number, digits = number * 10, digits + 1
    text = str(number.numerator).rjust(digits + 1, "0")
    return f"{text[:-digits]}.{text[-digits:]}" if digits else text


def worded(amount: Amount, unit: str | None) -> str:
    """An amount in `unit` (分 and its kin unless it is %, 倍 or 日) as a clerk writes it: 5000元, 1.5万元, 3倍, 10%."""
    number = Fraction(amount)
    if unit == "%":
        return f"{decimal(number * 100)}%"
    if unit in ("倍", "日"):
        return f"{decimal(number)}{unit}"
    yuan = number / 100
    return f"{decimal(yuan / 10_000)}万元" if yuan >= 10_000 else f"{decimal(yuan)}元"


def _printed(amount: Amount | None, unit: str | None) -> int | str | None:
    if amount is None or isinstance(amount, int):
        return amount
    return decimal(amount * 100 if unit == "%" else amount)
