"""The quantities of a condition (不超过10件, 前24个月内未…): what they bound, and whether another value is wider."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from generator.citation import read_number


class Bound(Enum):
    """What a quantity does to the condition it stands in; the value is how a reader is told."""

    AT_MOST = "上限"
    AT_LEAST = "下限"
    WITHIN = "期限"
    LOOK_BACK = "首违窗口"
    UNKNOWN = "数值"


_DIGITS = r"[0-9]+(?:\.[0-9]+)?"
_CHINESE = r"[〇零一二两三四五六七八九十百千万亿]+(?:点[〇零一二三四五六七八九]+)?"
_UNITS = (
    "个百分点|百分点|个?工作日|个自然日|个月|自然日|个季度|季度|周|个?小时|分钟|年|月|日|天|平方米|立方米|平方公里|公里|千米|厘米|毫米"
    "|千克|公斤|毫克|千瓦|米|克|吨|升|亩|元|件次|人次|人|次|件|处|份|批次|批|张|台|辆|条|项|户|只|头|艘|块|具|个|套|种|家|例|名|期"
    "|倍|层|箱|瓶|袋|包|株|公顷")
QUANTITY = re.compile(
    rf"百分之(?P<percent>{_CHINESE}|{_DIGITS})|(?P<ratio>{_DIGITS})(?P<sign>[%％‰])"
    rf"|(?<!第)(?P<number>{_DIGITS}|{_CHINESE})(?P<scale>万|亿|千|百)?(?P<unit>{_UNITS})")
"""A number with its unit; article numbers (第三款) and bare numbers (统一, 之一) are none."""

_MONTHS = {"年": 12, "个季度": 3, "季度": 3, "个月": 1, "月": 1}
_DAYS = {"日": 1, "天": 1, "自然日": 1, "个自然日": 1, "周": 7}
_HOURS = {"小时": 60, "个小时": 60, "分钟": 1}
_SCALES = {"万": 10_000, "亿": 100_000_000, "千": 1000, "百": 100}

_MOST = re.compile(r"(?:不(?:得|应|能)?超过|未超过|没有超过|不高于|不多于|不大于|不满|未满|不足|未达到?|(?<![不未])(?<!不[得应能])(?:少于|低于|小于)|至多|最多|限于|以内|≤|<)[^，；。、]{0,2}$")
_LEAST = re.compile(r"(?:不(?:得|应|能)?(?:少于|低于|小于)|至少|最少|达到|超过|高于|多于|大于|(?<![不未])满|≥|>)[^，；。、]{0,2}$")
_MOST_AFTER = re.compile(r"^(?:\([^)]*\))?(?:及)?(?:以下|之下)")
_LEAST_AFTER = re.compile(r"^(?:\([^)]*\))?(?:及)?(?:以上|之上)")
_WITHIN_AFTER = re.compile(r"^(?:\([^)]*\))?(?:以内|之内|内|届满前|期满前|前)")
_BACK_BEFORE = re.compile(r"(?:前|近|过去|最近|此前|以来|往前)[^，；。、]{0,2}$")
_BACK_AFTER = re.compile(r"^(?:以内|之内|内)[^，；。]{0,6}?(?:未|没有|无|不曾|首次|初次|第一次)")
_EXCEPT = re.compile(r"除外|不适用|不予适用|不在此限")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: its text, its exact size in `measure` (分, 日, 月, 分钟, %, or the unit itself) and what it bounds."""

    text: str
    size: Fraction
    measure: str
    bound: Bound
    excepting: bool
    start: int
    end: int

    def wider_than(self, other: "Quantity") -> bool | None:
        """Whether this value lets more people in than `other`'s; None when that cannot be told."""
        if self.measure != other.measure or self.bound is not other.bound or self.bound is Bound.UNKNOWN:
            return None
        larger_is_wider = self.bound in (Bound.AT_MOST, Bound.WITHIN)
        return ((self.size > other.size) == larger_is_wider) != self.excepting


def quantities(text: str) -> Iterator[Quantity]:
    """The quantities of `text` (widths folded), in order."""
    for match in QUANTITY.finditer(text):
        measured = _measured(match)
        if measured is None:
            continue
        size, measure = measured
        clause = re.split("[；。]", text[match.end():], maxsplit=1)[0]
        bound = _bound(text[: match.start()], text[match.end():], measure)
        yield Quantity(match[0], size, measure, bound, bool(_EXCEPT.search(clause)), match.start(), match.end())


def _measured(match: re.Match[str]) -> tuple[Fraction, str] | None:
    if match["percent"] or match["ratio"]:
        number = _number(match["percent"] or match["ratio"])
        return None if number is None else (number / (10 if match["sign"] == "‰" else 1), "%")
    number, unit = _number(match["number"]), match["unit"]
    if number is None:
        return None
    number *= _SCALES.get(match["scale"] or "", 1)
    for table, measure in ((_MONTHS, "月"), (_DAYS, "日"), (_HOURS, "分钟")):
        if unit in table:
            return number * table[unit], measure
    return number, {"工作日": "个工作日", "公斤": "千克", "千米": "公里"}.get(unit, unit)


def _number(written: str) -> Fraction | None:
    if written[0].isdigit() and written.isascii():
        return Fraction(written)
    whole, _, part = written.partition("点")
    value = read_number(whole)
    if value is None:
        return None
    digits = ["〇零一二三四五六七八九".index(one) for one in part]
    tail = "".join(str(max(0, digit - 1)) for digit in digits)
    return Fraction(f"{value}.{tail}") if tail else Fraction(value)


def _bound(before: str, after: str, measure: str) -> Bound:
    time = measure in ("月", "日", "分钟", "个工作日")
    if time and (_BACK_AFTER.search(after) or (_BACK_BEFORE.search(before) and after.startswith(("内", "之内", "以内")))):
        return Bound.LOOK_BACK
    if _MOST.search(before) or _MOST_AFTER.search(after):
        return Bound.AT_MOST
    if _LEAST.search(before) or _LEAST_AFTER.search(after):
        return Bound.AT_LEAST
    return Bound.WITHIN if time and _WITHIN_AFTER.search(after) else Bound.UNKNOWN
