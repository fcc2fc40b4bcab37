"""What an amount in a text is measured by, and how a later phrase limits it."""

from dataclasses import replace
from fractions import Fraction

from generator.penalty import words
from generator.penalty.amounts import Span
from generator.penalty.formula import Amount, Fine


def amount(value: Fraction | None, unit: str | None) -> Amount | None:
    """The value in fen or days as an int, a ratio as it is; None where it has no whole number of fen."""
    if value is None or unit in ("倍", "%"):
        return value
    whole = value * (100 if unit == "元" else 1)
    return whole.numerator if whole.denominator == 1 else None


def base_of(before: str, after: str, span: Span) -> tuple[str | None, str]:
    """What the amount is measured by (绝对金额, 每人, 违法所得倍数) and its unit, told by the text around it."""
    per = words.PER_UNIT.search(before) or words.PER_AFTER.match(after)
    if span.unit == "元":
        if per is None:
            return "绝对金额", "分"
        unit = words.UNIT_NAMES.get(per["unit"], per["unit"])
        return f"每{unit}", f"分/{unit}"
    for pattern, name in words.RELATIVE_BASES:
        if pattern.search(before):
            return name, "%"
    noun = words.BASE_TAIL.sub("", before).rstrip("的").strip("、（）")
    noun = next((name for ending, name in words.BASE_NAMES if noun.endswith(ending)), noun.lstrip("其并")[-20:])
    suffix = "倍数" if span.unit == "倍" else "百分比"
    return (noun + suffix if noun else None), span.unit or "倍"


def limited(fine: Fine, span: Span) -> Fine:
    """The fine with the sum of `span` as its limit; a plain sum has it as the bound it does not state itself."""
    low, high = amount(span.low, span.unit), amount(span.high, span.unit)
    if (low is None) == (high is None) or (span.unit != "元" and span.unit != fine.unit):
        return fine
    if span.unit == "元" and fine.base != "绝对金额":
        return replace(fine, cap=high) if isinstance(high, int) else fine
    if low is not None and fine.min is None:
        return replace(fine, min=low, min_inclusive=span.low_inclusive)
    return replace(fine, max=high, max_inclusive=span.high_inclusive) if high is not None and fine.max is None else fine
