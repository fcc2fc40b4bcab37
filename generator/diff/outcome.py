"""裁量结果 before and after: kinds dropped or added, 可以 or 应当, and where in the statutory range the fine lies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from generator.diff.marks import plain
from generator.diff.reason import Reason, neutral, tightened, widened
from generator.model import Item, Kind
from generator.penalty import Fine, Formula, read
from generator.penalty.formula import FINE, Amount, Penalty, decimal, worded
from generator.penalty.limits import resolved
from generator.penalty.matching import counterparts, tier_of

_FIELD = "outcome"
_ROOM = re.compile("不(?:予|处|再|并处)|免(?!予行政强制)|减(?!轻)|缓|分期|左右|部分|一般|原则上|视情|酌情|可不|除外|此限|个案|参照|比照")
"""Words that may let off what kinds and amounts still say."""
_MONEY = re.compile("[0-9〇零一二两三四五六七八九十百千万亿.,]+元")
_JOINING = re.compile("责令(?:立即|限期)?改正|人民币|行政|依法|给予|的|处|以|并|和|、|，")
_MAY = ("可以不", "可不", "可以免", "可免")


def compare(before: Item, after: Item) -> Iterator[Reason]:
    """Why the outcome of `after` is lighter or heavier than that of `before`; both of one list."""
    was, now = before.outcome or "", after.outcome or ""
    if was == now or plain(was) == plain(now):
        if was != now:
            yield neutral("裁量结果只改了标点、空格或者全半角", _FIELD)
        return
    if before.kind in (Kind.NO_PENALTY, Kind.NO_COERCION):
        yield from _waiver(was, now)
        return
    old, new = read(was), read(now)
    if not (old.penalties and new.penalties):
        yield neutral("裁量结果读不出处罚种类或者数额，请审查人判断轻重", _FIELD, unsure=True)
        return
    told = [*_kinds(old, new), *_when(old, new), *_fines(_Side(before, old), _Side(after, new))]
    yield from told
    if _leaves_room(was) != _leaves_room(now) and not any(one.unsure for one in told):
        yield neutral("裁量结果中有一般、部分、可以不、减半、分期一类的文字改动，请审查人判断轻重", _FIELD, unsure=True)
    elif not told:
        same = _rest(was) == _rest(now)
        yield neutral(f"裁量结果的文字有改动，处罚种类和数额没有变化{'' if same else '，其他文字请审查人判断轻重'}", _FIELD, unsure=not same)


def _leaves_room(text: str) -> frozenset[str]:
    return frozenset(_ROOM.findall(text))


def _rest(text: str) -> str:
    """What the text says besides amounts of money and the words that only hold it together."""
    return _JOINING.sub("", _MONEY.sub("", plain(text)))


def _waiver(was: str, now: str) -> Iterator[Reason]:
    may, may_now = (any(word in text for word in _MAY) for text in (was, now))
    if may and not may_now:
        yield widened("由可以不予改为不予，执法机关不再有裁量余地", _FIELD)
    elif may_now and not may:
        yield tightened("由不予改为可以不予", _FIELD)
    else:
        yield neutral("裁量结果的文字有改动，请审查人判断轻重", _FIELD, unsure=True)


def _kinds(old: Formula, new: Formula) -> Iterator[Reason]:
    for kind in old.kinds:
        if kind not in new.kinds:
            yield widened(f"不再给予{kind}", _FIELD)
    for kind in new.kinds:
        if kind not in old.kinds and not _replaces(new, kind, old):
            yield tightened(f"增加{kind}", _FIELD)
    for kind in old.kinds:
        had, has = (_first(formula, kind) for formula in (old, new))
        if had and has and had.optional != has.optional:
            yield (widened(f"{kind}由应当改为可以", _FIELD) if has.optional else tightened(f"{kind}由可以改为应当", _FIELD))
        if had and has and (had.choice is None) != (has.choice is None):
            yield (widened(f"{kind}由应当给予改为与其他处罚选择给予", _FIELD) if had.choice is None
                   else tightened(f"{kind}由选择给予改为应当给予", _FIELD))
    for kind in new.refused:
        if kind not in old.refused and kind not in old.kinds:
            yield neutral(f"写明不给予{kind}，请审查人判断轻重", _FIELD, unsure=True)


def _replaces(formula: Formula, kind: str, before: Formula) -> bool:
    """Whether the new kind is only offered instead of one that had to be imposed before (警告或者罚款)."""
    groups = {penalty.choice for penalty in formula.penalties if penalty.kind in before.kinds and penalty.choice is not None}
    return all(penalty.choice in groups for penalty in formula.penalties if penalty.kind == kind)


def _when(old: Formula, new: Formula) -> Iterator[Reason]:
    """The precondition of any penalty (逾期不改正的), and the cases and persons that it is for."""
    if old.gate != new.gate:
        if old.gate and new.gate:
            yield neutral(f"处罚的前提由“{old.gate}”改为“{new.gate}”，请审查人判断轻重", _FIELD, unsure=True)
        else:
            yield widened(f"增加处罚的前提“{new.gate}”", _FIELD) if new.gate else tightened(f"删去处罚的前提“{old.gate}”", _FIELD)
    elif [(one.kind, one.tier, one.subject) for one in old.penalties if one.tier or one.subject] != [
            (one.kind, one.tier, one.subject) for one in new.penalties if one.tier or one.subject]:
        yield neutral("处罚所分的档次或者对象有改动，请审查人判断轻重", _FIELD, unsure=True)


def _first(formula: Formula, kind: str) -> Penalty | None:
    return next((penalty for penalty in formula.penalties if penalty.kind == kind), None)


@dataclass(frozen=True, slots=True)
class _Side:
    """An item and what its outcome says."""

    item: Item
    formula: Formula

    def range_of(self, fine: Fine) -> tuple[Fine, Fine | None]:
        """The fine in the statute's own measure, and the statutory range it is measured by."""
        law = read(self.item.statutory_penalty or "")
        rivals = [p for p in tier_of(law, ()) if p.kind == FINE and p.fine] if law.penalties else []
        found = counterparts(fine, rivals)
        if not found or not found[0].states_amount:
            return fine, None
        measured = resolved(fine, found[0], self.formula.floor)
        return (measured, found[0]) if isinstance(measured, Fine) else (fine, None)


def _fines(old: _Side, new: _Side) -> Iterator[Reason]:
    if not (old.formula.fines and new.formula.fines):
        return
    if len(old.formula.fines) != len(new.formula.fines):
        yield neutral("罚款分档的数目不同，请审查人判断轻重", _FIELD, unsure=True)
        return
    for was, now in zip(old.formula.fines, new.formula.fines, strict=True):
        (was, law), (now, law_now) = old.range_of(was), new.range_of(now)
        if (was.base, was.unit) != (now.base, now.unit):
            yield neutral(f"罚款的计算基数由{was.base or '定额'}改为{now.base or '定额'}，请审查人判断轻重", _FIELD, unsure=True)
            continue
        yield from _bound("上限", was, now, law, law_now)
        yield from _bound("下限", was, now, law, law_now)
        yield from _cap(was.cap, now.cap)


def _bound(name: str, was: Fine, now: Fine, law: Fine | None, law_now: Fine | None) -> Iterator[Reason]:
    upper = name == "上限"
    one, other = (was.max, now.max) if upper else (was.min, now.min)
    inclusive, inclusive_now = (was.max_inclusive, now.max_inclusive) if upper else (was.min_inclusive, now.min_inclusive)
    if one is None and other is None:
        return
    words = f"罚款{name}由{_shown(one, was)}改为{_shown(other, now)}"
    share, share_now = _share(one, law), _share(other, law_now)
    if share is not None and share_now is not None and min(share, share_now) >= 0 and max(share, share_now) <= 1:
        words += f"（法定幅度的{_percent(share)}→{_percent(share_now)}）"
    infinite = Fraction(10) ** 30
    low, high = (infinite if upper and amount is None else Fraction(amount or 0) for amount in (one, other))
    if low == high and inclusive != inclusive_now and upper and one is not None:
        text = f"罚款上限{_shown(one, was)}由{'含' if inclusive else '不含'}本数改为{'含' if inclusive_now else '不含'}本数"
        yield tightened(text, _FIELD) if inclusive_now else widened(text, _FIELD)
    elif high < low:
        yield widened(words, _FIELD)
    elif high > low:
        yield tightened(words, _FIELD)


def _cap(was: int | None, now: int | None) -> Iterator[Reason]:
    """The sum that a fine by a multiple may not exceed: 三倍以下，但最高不超过三万元."""
    if was == now:
        return
    shown, shown_now = ("没有" if one is None else _shown(one, Fine(None)) for one in (was, now))
    lower = was is None or (now is not None and now < was)
    yield (widened if lower else tightened)(f"罚款最高额由{shown}改为{shown_now}", _FIELD)


def _share(amount: Amount | None, law: Fine | None) -> Fraction | None:
    """Where in the statutory range the amount lies, 0 at its lower end and 1 at its upper."""
    if amount is None or law is None or law.max is None:
        return None
    low = Fraction(law.min or 0)
    return (Fraction(amount) - low) / (Fraction(law.max) - low) if Fraction(law.max) > low else None


def _percent(share: Fraction) -> str:
    return f"{decimal(Fraction(round(share * 1000), 10))}%"


def _shown(amount: Amount | None, fine: Fine) -> str:
    return "未写明" if amount is None else worded(amount, fine.unit)
