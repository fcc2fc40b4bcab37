"""One clause against another, element by element: which of two penalties is the lighter."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from generator.citation import read_number
from generator.penalty.formula import Amount, Fine, Formula, Penalty, worded
from generator.penalty.matching import person


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
        name = "".join(filter(None, (*place[1:], place[0])))
        had, has = old.get(place), new.get(place)
        if (had is None and _covered(place, old)) or (has is None and _covered(place, new)):
            yield Element(name, had.mode if had else "无", has.mode if has else "无", Weight.OPEN)
        else:
            yield from _of_penalty(name, had, has)


def terms(before: str, after: str) -> Iterator[Element]:
    """What two texts state besides kinds and amounts, where they differ: how long a licence is withheld, a registration that is revoked."""
    old, new = _times(before), _times(after)
    if sorted(old) != sorted(new):
        yield Element("期限", "、".join(old) or "无", "、".join(new) or "无", Weight.OPEN)
    old, new = (sorted(_OTHER.findall(text)) for text in (before, after))
    if old != new:
        yield Element("其他处理", "、".join(old) or "无", "、".join(new) or "无", Weight.OPEN)


def _times(text: str) -> list[str]:
    """三个月 and 3个月 alike; days of detention are weighed as amounts."""
    plain = re.sub(r"《[^《》]*》|[^，；。]*拘留", "", "".join(text.split()))
    return [f"{read_number(match[1]) or match[1]}{match[2].replace('天', '日')}" for match in _TIME.finditer(plain)]


def total(elements: Iterable[Element]) -> Weight:
    """The weight of the whole; open where some elements are lighter and others heavier, or none can be compared."""
    weights = {element.weight for element in elements} or {Weight.OPEN}
    if Weight.OPEN in weights or {Weight.LIGHTER, Weight.HEAVIER} <= weights:
        return Weight.OPEN
    return next((one for one in (Weight.LIGHTER, Weight.HEAVIER) if one in weights), Weight.SAME)


_MILDER = re.compile("轻|不大|较小|未造成|没有造成")
_GRAVER = re.compile("严重|恶劣|较重|重大|特别|后果|拒不|拒绝|逾期|仍[不未]|期满|到期|限期内|再次|屡|两次|造成|导致|致使")
_TIME = re.compile("([0-9]{1,4}|[一二三四五六七八九十百两半]{1,5})(个月|年(?!度)|日|天|小时)")
_OTHER = re.compile("撤销|取消|取缔|注销|收回|收缴|驱逐出境|禁止入境|不受理")
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


def _covered(place: _Place, other: dict[_Place, Penalty]) -> bool:
    """Whether the other text may punish in its own way what stands here, so that to lack it is neither lighter nor heavier.

    Without 情节较轻的，处一万元以下罚款 the milder case falls under the fine of every case; 情节严重的 only ever adds.
    """
    kind, tier, subject = place
    if _MILDER.search(tier):
        return True
    alone = not tier or _GRAVER.search(tier)
    told = subject and person(subject) != "责任人员"
    return bool(told or not alone) and any(one[0] == kind and one[2] in ("", subject) for one in other)


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
    yield Element(f"{name}下限", _low(one), _low(other), _bound(one.min, other.min, False, one.min_inclusive, other.min_inclusive))
    yield Element(f"{name}上限", _high(one), _high(other), _bound(one.max, other.max, True, one.max_inclusive, other.max_inclusive))
    if one.cap != other.cap:
        yield Element(f"{name}最高额", _shown(one.cap, "分"), _shown(other.cap, "分"), _bound(one.cap, other.cap, True))


def _bound(left: Amount | None, right: Amount | None, upper: bool, inclusive: bool | None = None, now: bool | None = None) -> Weight:
    """No upper bound is the heaviest, no lower bound the lightest; a bound that leaves out its number is beyond it (不满二万元)."""
    if left == right:
        if left is None or inclusive == now:
            return Weight.SAME
        return Weight.HEAVIER if bool(now) == upper else Weight.LIGHTER
    if left is None or right is None:
        return Weight.HEAVIER if (right is None) == upper else Weight.LIGHTER
    return Weight.LIGHTER if right < left else Weight.HEAVIER


def _low(fine: Fine) -> str:
    return ("超过" if fine.min is not None and not fine.min_inclusive else "") + _shown(fine.min, fine.unit)


def _high(fine: Fine) -> str:
    return ("不满" if fine.max is not None and not fine.max_inclusive else "") + _shown(fine.max, fine.unit)


def _shown(amount: Amount | None, unit: str | None) -> str:
    return "无" if amount is None else worded(amount, unit)
