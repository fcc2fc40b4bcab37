"""The quantities of a condition (不超过10件, 前24个月内未…): what they bound, and whether another value is wider."""

import re
import unicodedata
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


_DIGIT = "[0-9０-９]"
_DIGITS = rf"(?:{_DIGIT}{{1,3}}(?:[,，\s]{_DIGIT}{{3}}(?!{_DIGIT}))+|{_DIGIT}+)(?:[.．]{_DIGIT}+)?"
"""1000, 1,000, 1，000, 1 000, １０００, 0.5."""
_THOUSANDS = re.compile(r"(?<=[0-9])(?<![0-9]{4})[,，\s](?=[0-9]{3}(?![0-9]))")
_CHINESE = r"[〇零一二两三四五六七八九十百千万亿]+(?:点[〇零一二三四五六七八九]+)?"
_UNITS = (
    "个百分点|百分点|个?工作日|个自然日|个月|自然日|个季度|季度|周|个?小时|分钟|年|月|日|天|平方米|立方米|平方公里|公里|千米|厘米|毫米"
    "|千克|公斤|毫克|千瓦|米|克|吨|升|亩|元|件次|人次|人|次|件|处|份|批次|批|张|台|辆|条|项|户|只|头|艘|块|具|个|套|种|家|例|名|期"
    "|倍|层|箱|瓶|袋|包|株|公顷|分贝|摄氏度|千伏安|学时|课时|航次|车次|趟次|夜间|场次|平方厘米|平方分米|毫升|册|桶|顶|樘|扇|盏|单|间|岁"
    "|m[23]|k[gmW]|[cm]m|m[gl]|[mgtL](?![A-Za-z])")
QUANTITY = re.compile(
    rf"百分之(?P<percent>{_CHINESE}|{_DIGITS})|(?P<ratio>{_DIGITS})(?P<sign>[%％‰])"
    rf"|(?<![第.．0-9０-９〇零一二两三四五六七八九十百千])(?P<number>{_DIGITS}|{_CHINESE})(?P<scale>万|亿|千|百)?(?P<unit>{_UNITS})"
    rf"|(?:(?<=超过|不足|不满|少于|多于|低于|高于|大于|小于|至少|至多|最多)|(?<=[仅只<>≤≥]))"
    rf"(?P<bare>{_DIGITS}|[一二两三四五六七八九十]+)(?P<any>[\u4e00-\u9fff])(?<![般定些切半起直并致样旦以的之和及或且])")
"""A number with its unit, whatever the unit where a word of bounding stands before it; article numbers (第三款) and
bare numbers (统一, 之一) are none."""

_MONTHS = {"年": 12, "个季度": 3, "季度": 3, "个月": 1, "月": 1}
_DAYS = {"日": 1, "天": 1, "自然日": 1, "个自然日": 1, "周": 7}
_HOURS = {"小时": 60, "个小时": 60, "分钟": 1}
_SCALES = {"万": 10_000, "亿": 100_000_000, "千": 1000, "百": 100}

_MOST = re.compile(
    r"(?:不(?:得|应|能)?超过|未超过|没有超过|不高于|不多于|不大于|(?P<less>不满|未满|不足|未达到?|(?<![不未])(?<!不[得应能])(?:少于|低于|小于)|<)"
    r"|至多|最多|限于|[仅只]|以内|≤)[^，；。、]{0,2}$")
_LEAST = re.compile(
    r"(?:不(?:得|应|能)?(?:少于|低于|小于)|至少|最少|提前|达到|(?P<more>超过|高于|多于|大于|>)|(?<![不未届期])满|≥)[^，；。、]{0,2}$")
_MOST_OF = re.compile(r"(?:不(?:得|应|能)?超过|未超过|没有超过|不高于|不多于|不大于|(?P<less>不足))[^，；。]{0,16}(?:的|限值|数值?)$")
_LEAST_OF = re.compile(r"(?:不(?:得|应|能)?(?:少于|低于|小于)|至少)[^，；。]{0,16}(?:的|限值|数值?)$")
"""A share of something named in between: 不高于标准限值的1.5倍."""
_NOT = re.compile(r"(?:不|未|没有|无)(?!超过|足|满|少于|低于|高于|大于|小于|多于|得|取得)[^，；。]*$")
_NOT_AFTER = re.compile(r"^(?:以内|之内|范围内|内)[^，；。]{0,2}?(?:不|未|没有|无)")
_MOST_AFTER = re.compile(r"^(?:\([^)]*\))?(?:及)?(?:以下|之下)")
_LEAST_AFTER = re.compile(r"^(?:\([^)]*\))?(?:及)?(?:以上|之上)")
_BEYOND_AFTER = re.compile(r"^(?:\([^)]*\))?(?:以外|之外|开外)")
_REFUSED = re.compile("(?:未|没有|无|不存在|不涉及|不含)(?!超过|足|满|[达少低高大小多])[^，；。、的]*$")
_WITHIN_AFTER = re.compile(r"^(?:\([^)]*\))?(?:以内|之内|内|届满前|期满前|前)")
_AREA_AFTER = re.compile(r"^(?:以内|之内|范围内|内)")
_WHOLE = frozenset(
    {*"人次件处份批张台辆条项户只头艘块具个套种家例名期箱瓶袋包株桶顶樘扇盏册", "人次", "件次", "批次", "场次", "车次", "航次", "趟次"})
"""What is counted in whole numbers: less than three of them is at most two."""
_BACK_BEFORE = re.compile(r"(?:前|近|过去|最近|此前|以来|往前)[^，；。、]{0,2}$")
_BACK_AFTER = re.compile(r"^(?:以内|之内|内)[^，；。]{0,6}?(?:未|没有|无|不曾|首次|初次|第一次|违法次数)")
_BACK_NEAR = re.compile("^[^，；。]{0,3}?(?:未|没有|无|不曾|首次|初次|第一次)")
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
    inclusive: bool = True

    def admits(self, other: "Quantity") -> bool | None:
        """Whether this bound lets in everyone that `other` lets in; None when that cannot be told."""
        if self.bound is not other.bound and not {self.bound, other.bound} <= _UPPER:
            return None
        if self.measure == other.measure:
            (size, inclusive), (theirs, theirs_inclusive) = self._limit, other._limit
            if size == theirs:
                return inclusive or not theirs_inclusive
            return None if self.bound is Bound.UNKNOWN else (size > theirs) == (self.bound in _UPPER)
        upper, low, high = self.bound in _UPPER, 0, 1
        spans = _days(self), _days(other)
        wide, narrow = spans if upper else spans[::-1]
        if self.bound is Bound.UNKNOWN or wide is None or narrow is None:
            return None
        if narrow[high] is not None and narrow[high] <= wide[low]:
            return True
        return False if wide[high] is not None and wide[high] <= narrow[low] else None

    @property
    def _limit(self) -> tuple[Fraction, bool]:
        if self.inclusive or self.measure not in _WHOLE or self.size.denominator != 1 or self.bound not in _UPPER | {Bound.AT_LEAST}:
            return self.size, self.inclusive
        return self.size + (-1 if self.bound in _UPPER else 1), True

    def wider_than(self, other: "Quantity") -> bool | None:
        """Whether this value lets more people in than `other`'s; None when that cannot be told."""
        if self.measure != other.measure or self.bound is not other.bound or self.bound is Bound.UNKNOWN:
            return None
        larger_is_wider = self.bound in (Bound.AT_MOST, Bound.WITHIN)
        return ((self.size > other.size) == larger_is_wider) != self.excepting


_UPPER = frozenset({Bound.AT_MOST, Bound.WITHIN})


def _days(quantity: Quantity) -> tuple[Fraction, Fraction] | None:
    """The shortest and the longest that a period can last, in days; None when it is no period. Holidays have no fixed length."""
    size, never = quantity.size, Fraction(10**6)
    return {"分钟": (size / 1440 - 1, size / 1440), "日": (size, size), "个工作日": (size, never), "月": (size * 28, size * 31)}.get(quantity.measure)


def folded(text: str) -> str:
    """`text` with widths folded (NFKC) and without the marks between thousands, so that it can be cut at its commas."""
    return _THOUSANDS.sub("", unicodedata.normalize("NFKC", text))


def quantities(text: str) -> Iterator[Quantity]:
    """The quantities of `text`, in order."""
    for match in QUANTITY.finditer(text):
        measured = _measured(match)
        if measured is None:
            continue
        size, measure = measured
        clause = re.split("[；。]", text[match.end():], maxsplit=1)[0]
        bound, inclusive = _bound(text[: match.start()], text[match.end():], measure)
        yield Quantity(match[0], size, measure, bound, bool(_EXCEPT.search(clause)), match.start(), match.end(), inclusive)


def _measured(match: re.Match[str]) -> tuple[Fraction, str] | None:
    if match["percent"] or match["ratio"]:
        number = _number(match["percent"] or match["ratio"])
        return None if number is None else (number / (10 if match["sign"] == "‰" else 1), "%")
    number, unit = _number(match["number"] or match["bare"]), match["unit"] or match["any"]
    if number is None:
        return None
    number *= _SCALES.get(match["scale"] or "", 1)
    for table, measure in ((_MONTHS, "月"), (_DAYS, "日"), (_HOURS, "分钟")):
        if unit in table:
            return number * table[unit], measure
    return number, {"工作日": "个工作日", "公斤": "千克", "千米": "公里"}.get(unit, unit)


def _number(written: str) -> Fraction | None:
    if written[0].isdigit():
        plain = folded(written)
        return None if plain[0] == "0" and plain[1:2].isdigit() else Fraction(plain)  # the 00 of 10,00元
    whole, _, part = written.replace("两", "二").partition("点")
    head, scale = (whole[:-1], whole[-1]) if len(whole) > 1 and whole[-1] in "万亿" else (whole, "")
    value = read_number(head)
    if value is not None:
        value *= _SCALES.get(scale, 1)
    if value is None:
        return None
    digits = ["〇零一二三四五六七八九".index(one) for one in part]
    tail = "".join(str(max(0, digit - 1)) for digit in digits)
    return Fraction(f"{value}.{tail}") if tail else Fraction(value)


def _bound(before: str, after: str, measure: str) -> tuple[Bound, bool]:
    """What the quantity between the two texts bounds, and whether its own value is let in."""
    time = measure in ("月", "日", "分钟", "个工作日")
    if time and (_BACK_AFTER.search(after) or (
            _BACK_BEFORE.search(before) and (after.startswith(("内", "之内", "以内")) or _BACK_NEAR.search(after)))):
        return Bound.LOOK_BACK, True
    if found := _MOST.search(before) or _MOST_OF.search(before):
        return Bound.AT_MOST, not found["less"]
    if _MOST_AFTER.search(after):  # 未登记车辆3辆以下: what is refused or how many are not registered, no one can tell
        return (Bound.UNKNOWN if _REFUSED.search(before) else Bound.AT_MOST), True
    refused = bool(_REFUSED.search(before))  # 未造成3人以上受伤 allows fewer than three
    if found := _LEAST.search(before):
        return (Bound.AT_MOST, True) if refused and found["more"] else (Bound.AT_LEAST, not found["more"])
    if _LEAST_AFTER.search(after):
        return (Bound.AT_MOST, False) if refused else (Bound.AT_LEAST, True)
    if _LEAST_OF.search(before):
        return Bound.AT_LEAST, True
    if _BEYOND_AFTER.search(after):
        return Bound.AT_LEAST, False
    if time:
        return (Bound.WITHIN if _WITHIN_AFTER.search(after) else Bound.UNKNOWN), True
    if _AREA_AFTER.search(after):  # 200米内没有蜂场 asks for a distance, 5米以内 allows one
        return (Bound.AT_LEAST if _NOT.search(before) or _NOT_AFTER.search(after) else Bound.AT_MOST), True
    return Bound.UNKNOWN, True
