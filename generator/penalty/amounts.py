"""Amounts in Chinese legal text: numerals, 元/倍/百分之, 以上/以下/不满, and the ranges they form. Exact, no floats."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from generator.citation import read_number

_NUM: Final = "0-9〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
NUMERAL: Final = rf"[{_NUM}点.]{{1,24}}"
_DIGIT: Final = "[0-9〇零一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
_MARK: Final = r"（(?:不含|不包括|含|包括)[^（）]{0,10}）"
_BOUND: Final = re.compile(
    r"(?:(?P<up_to>(?:最[高多])?不(?:得|能)?(?:超过|高于|多于|大于)|至多|最[多高]为?|≤)"
    r"|(?P<at_least>(?:最[低少])?不(?:得|能)?(?:低于|少于|小于)|至少|最[低少]为?|≥)"
    r"|(?P<under>不满|不足|未满|不到|未达到?|低于|少于|小于|<)|(?P<over>超过|高于|多于|大于|>))?"
    rf"(?:(?P<of>[百千万]分之)(?P<part>{NUMERAL})|(?<![{_NUM}.])(?<![0-9.][Ee]\+)(?<![0-9.][Ee])(?P<number>{NUMERAL})"
    rf"(?P<unit>[元圆](?:(?P<jiao>{_DIGIT})角)?(?:零?(?P<fen>{_DIGIT})分(?!之))?整?|倍|%|‰|个?百分点|日(?!元)|天)?)"
    rf"(?P<mark>{_MARK})?(?P<post>以上|以下|以内|之内)?(?P<late>{_MARK})?"
    r"(?P<join>至|到|[-—–~～－―─]{1,2})?"
)
_GAP: Final = re.compile(r"[、，且但并至到]{0,2}是?")
_UNITLESS: Final = re.compile(
    rf"(?<![分之{_NUM}.])(?:{NUMERAL}(?:以上{NUMERAL}以下|[至到—~-]{NUMERAL}(?:以下)?|以下|以上)的?罚款|(?<=罚款){NUMERAL}(?=[；，。]|$))")
_POWER: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000, "亿": 100_000_000}
_ARABIC: Final = re.compile(r"([0-9]{1,16})(?:\.([0-9]{1,6}))?([十拾百佰千仟万亿]{0,3})")
_PARTS: Final = {"百分之": 100, "千分之": 1000, "万分之": 10_000}


@dataclass(frozen=True, slots=True)
class Span:
    """A range as written, with its place in the text. `unit` is 元 (bounds in yuan), 倍, % (bounds as ratios) or 日."""

    start: int
    end: int
    unit: str | None
    low: Fraction | None = None
    high: Fraction | None = None
    low_inclusive: bool = True
    high_inclusive: bool = True


@dataclass(frozen=True, slots=True)
class _Bound:
    start: int
    end: int
    value: Fraction
    unit: str | None
    side: str
    inclusive: bool
    joined: bool
    scale: int


def _amount(numeral: str) -> Fraction | None:
    """The value of 一万五千, 1.5万, 1万5千, 零点五, 贰仟; None if malformed."""
    if plain := _ARABIC.fullmatch(numeral):
        value = Fraction(int(plain[1] + (plain[2] or "")), 10 ** len(plain[2] or ""))
        for power in plain[3]:
            value *= _POWER[power]
        return value
    if "点" in numeral:
        return _read_decimal(numeral)
    total, rest = 0, numeral.replace("两", "二")
    for power in ("亿", "万"):
        head, found, tail = rest.partition(power)
        if found:
            section = _section(head)
            if not section:
                return None
            total, rest = total + section * _POWER[power], tail
    section = _section(rest) if rest else 0
    return None if section is None else Fraction(total + section)


def _read_decimal(numeral: str) -> Fraction | None:
    whole, _, digits = numeral.partition("点")
    scale = 1
    while digits and digits[-1] in _POWER:
        digits, scale = digits[:-1], scale * _POWER[digits[-1]]
    head = _amount(whole) if whole else None
    if head is None or not digits or len(digits) > 6:
        return None
    value = 0
    for digit in digits:
        figure = _section(digit)
        if figure is None or figure > 9:
            return None
        value = value * 10 + figure
    return (head + Fraction(value, 10 ** len(digits))) * scale


def _section(text: str) -> int | None:
    if not text or "." in text:
        return None
    value = read_number(text)
    return 0 if value is None and not text.strip("0〇零") else value


def spans(text: str) -> list[Span]:
    """Every range in `text`, left to right. Linear: each bound is read once."""
    bounds = [bound for match in _BOUND.finditer(text) if (bound := _bound(match))]
    found: list[Span] = []
    position = 0
    while position < len(bounds):
        first = bounds[position]
        second = bounds[position + 1] if position + 1 < len(bounds) else None
        if second and _are_range(text, first, second):
            found.append(_between(first, second))
            position += 2
            continue
        if first.unit:
            found.append(_alone(first))
        position += 1
    return found


def sums(text: str) -> tuple[int, ...]:
    """The sums of money named in `text`, in fen, each once, in order: those of fines and those of conditions alike."""
    return tuple(dict.fromkeys(one for written in ranges(text) for one in written))


def ranges(text: str) -> tuple[tuple[int, ...], ...]:
    """The same as they are written, each once: (minimum, maximum) of a range, (sum,) of a sum by itself."""
    money = (span for span in spans("".join(text.split())) if span.unit == "元")
    written = (tuple(int(bound * 100) for bound in (span.low, span.high) if bound is not None) for span in money)
    return tuple(dict.fromkeys(bounds if len(set(bounds)) > 1 else bounds[:1] for bounds in written))


def unitless(text: str) -> str | None:
    """The first fine whose number has no unit, as written: 五千以上五万以下罚款. Nine of 176 000 articles slipped so."""
    found = _UNITLESS.search("".join(text.split())) if "罚款" in text else None
    return found[0] if found else None


def _bound(match: re.Match[str]) -> _Bound | None:
    numeral = match["part"] or match["number"]
    value = _amount(numeral)
    if value is None:
        return None
    unit: str | None = match["unit"]
    if match["of"]:
        value, unit = value / _PARTS[match["of"]], "%"
    elif unit in ("%", "‰") or (unit and "百分点" in unit):
        value, unit = value / (1000 if unit == "‰" else 100), "%"
    elif unit:
        unit = "元" if unit[0] in "元圆" else "日" if unit == "天" else unit
        value += _change(match["jiao"], 10) + _change(match["fen"], 100)
    side, inclusive = _side(match)
    mark = match["mark"] or match["late"]
    if mark:
        inclusive = not mark.startswith("（不")
    scale = next((_POWER[c] for c in reversed(numeral) if c in _POWER), 1) if numeral[-1] in _POWER else 1
    return _Bound(match.start(), match.end(), value, unit, side, inclusive, bool(match["join"]), scale)


def _change(digit: str | None, of_a_yuan: int) -> Fraction:
    """九角九分 behind a sum in yuan."""
    return (_amount(digit) or Fraction(0)) / of_a_yuan if digit else Fraction(0)


def _side(match: re.Match[str]) -> tuple[str, bool]:
    """Which bound this is, and whether the number itself belongs to the range (民法典 第一千二百五十九条)."""
    if match["up_to"] or match["under"]:
        return "high", not match["under"]
    if match["over"] or (match["at_least"] and not (match["post"] and match["at_least"][0] == "最")):  # 最低30%以下
        return "low", not match["over"]
    post = match["post"]
    return ("exact" if not post else "low" if post == "以上" else "high"), True


def _are_range(text: str, first: _Bound, second: _Bound) -> bool:
    if second.side == "low" or first.side == "high" or not second.unit:
        return False
    if first.unit not in (None, second.unit) and {first.unit, second.unit} != {"%", "倍"}:
        return False
    if first.joined:
        return second.start == first.end
    gap = _GAP.match(text, first.end)
    return first.side == "low" and second.side == "high" and gap is not None and gap.end() == second.start


def _between(first: _Bound, second: _Bound) -> Span:
    low = first.value
    if first.unit is None:
        if second.unit == "%":
            low /= 100
        elif first.scale == 1 and low * second.scale <= second.value:  # 1-3万元
            low *= second.scale
    unit = "倍" if "倍" in (first.unit, second.unit) else second.unit
    return Span(first.start, second.end, unit, low, second.value, first.inclusive, second.inclusive)


def _alone(bound: _Bound) -> Span:
    span = Span(bound.start, bound.end, bound.unit)
    if bound.side != "high":
        span = replace(span, low=bound.value, low_inclusive=bound.inclusive)
    if bound.side != "low":
        span = replace(span, high=bound.value, high_inclusive=bound.inclusive)
    return span
