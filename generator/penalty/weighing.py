"""One clause against another, element by element: which of two penalties is the lighter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from generator.penalty.formula import Formula, Penalty, decimal


class Weight(Enum):
    """How the provisions of the decision's day compare with those of the act's day; the value is what JSON prints."""

    LIGHTER = "lighter"
    SAME = "same"
    HEAVIER = "heavier"
    OPEN = "needs_judgement"

    @property
    def label(self) -> str:
        """The words a reader sees."""
        return {"lighter": "新的规定较轻", "same": "没有变化", "heavier": "新的规定较重", "needs_judgement": "须由人判断"}[self.value]

    @property
    def applies(self) -> str | None:
        """act or decision, whose day's provisions apply; None where a person must judge."""
        return {"lighter": "decision", "same": "act", "heavier": "act"}.get(self.value)


@dataclass(frozen=True, slots=True)
class Element:
    """One comparable element of the penalty on both days."""

    name: str
    before: str
    after: str
    weight: Weight


def elements(before: Formula, after: Formula) -> Iterator[Element]:
    """Every element that both formulas state in a comparable way; what only one states is lighter or heavier by itself."""
    if not (before.penalties and after.penalties) or _alternatives(before) != _alternatives(after):
        yield Element("法定处罚", "、".join(before.kinds), "、".join(after.kinds), Weight.OPEN)
        return
    if before.gate != after.gate:
        weight = Weight.OPEN if before.gate and after.gate else Weight.LIGHTER if after.gate else Weight.HEAVIER
        yield Element("处罚的前提", before.gate or "无", after.gate or "无", weight)
    old, new = _by_place(before), _by_place(after)
    if old is None or new is None:
        yield Element("法定处罚", "、".join(before.kinds), "、".join(after.kinds), Weight.OPEN)
        return
    for place in dict.fromkeys((*old, *new)):
        yield from _of_penalty("".join(filter(None, (*place[1:], place[0]))), old.get(place), new.get(place))


def total(elements: Iterable[Element]) -> Weight:
    """The weight of the whole; open where some elements are lighter and others heavier, or none can be compared."""
    weights = {element.weight for element in elements} or {Weight.OPEN}
    if Weight.OPEN in weights or {Weight.LIGHTER, Weight.HEAVIER} <= weights:
        return Weight.OPEN
    return next((one for one in (Weight.LIGHTER, Weight.HEAVIER) if one in weights), Weight.SAME)


_Place = tuple[str, str, str]


def _by_place(formula: Formula) -> dict[_Place, Penalty] | None:
    """(kind, tier, subject) → penalty; None when two penalties cannot be told apart."""
    found: dict[_Place, Penalty] = {}
    for penalty in formula.penalties:
        place = (penalty.kind, "，".join(penalty.tier), penalty.subject or "")
        if place in found:
            return None
        found[place] = penalty
    return found


def _alternatives(formula: Formula) -> list[list[str]]:
    groups: dict[int, list[str]] = {}
    for penalty in formula.penalties:
        if penalty.choice is not None:
            groups.setdefault(penalty.choice, []).append(penalty.kind)
    return sorted(sorted(group) for group in groups.values())


def _of_penalty(name: str, old: Penalty | None, new: Penalty | None) -> Iterator[Element]:
    if old is None or new is None:
        yield Element(name, old.mode if old else "无", new.mode if new else "无", Weight.LIGHTER if new is None else Weight.HEAVIER)
        return
    if old.optional != new.optional:
        yield Element(f"{name}是否应当给予", old.mode, new.mode, Weight.LIGHTER if new.optional else Weight.HEAVIER)
    one, other = old.fine, new.fine
    if one is None or other is None:
        yield Element(name, old.mode, new.mode, Weight.SAME if one is other else Weight.OPEN)
        return
    if (one.base, one.unit) != (other.base, other.unit) or one.states_amount != other.states_amount:
        yield Element(f"{name}的计算", one.base or "", other.base or "", Weight.OPEN)
        return
    for bound, left, right in (("下限", one.min, other.min), ("上限", one.max, other.max)):
        yield Element(f"{name}{bound}", _shown(left, one.unit), _shown(right, one.unit), _bound(left, right, bound == "上限"))


def _bound(left: int | Fraction | None, right: int | Fraction | None, upper: bool) -> Weight:
    """No upper bound is the heaviest, no lower bound the lightest."""
    if left == right:
        return Weight.SAME
    if left is None or right is None:
        return Weight.HEAVIER if (right is None) == upper else Weight.LIGHTER
    return Weight.LIGHTER if right < left else Weight.HEAVIER


def _shown(amount: int | Fraction | None, unit: str | None) -> str:
    if amount is None:
        return "无"
    number = Fraction(amount)
    if unit == "%":
        return f"{decimal(number * 100)}%"
    if unit in ("倍", "日"):
        return f"{decimal(number)}{unit}"
    return f"{decimal(number / 1_000_000)}万元" if number >= 1_000_000 else f"{decimal(number / 100)}元"
