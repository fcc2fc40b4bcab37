"""One fine against one statutory range: below the minimum, above the maximum, within. Exact integers and fractions."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from generator.penalty.formula import Amount, Fine, decimal, worded

Word: TypeAlias = Literal["lawful", "unlawful", "undecidable"]
"""What a comparison comes to."""
LIGHT_PART: Final = Fraction(3, 10)
"""The lighter part of a range by 国市监法规〔2022〕2号; beyond it rule D03 warns, unless the city has another part."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What the comparison of one fine says."""

    verdict: Word
    rules: tuple[str, ...]
    reason: str
    above: bool = False


def lighter_fine(fine: Fine, law: Fine, eased: bool, light_part: Fraction = LIGHT_PART) -> Limit:
    """从轻: within the range and, unless a lighter kind was chosen (`eased`), below its upper end."""
    if _undercuts(fine, law):
        minimum = _shown(law.min, law)
        return Limit("unlawful", ("D01",), f"裁量下限{_low(fine)}低于法定最低限{minimum}，属于减轻处罚，应移入减轻处罚清单。")
    if exceeds(fine, law):
        most, limit = (worded(fine.cap or 0, None), worded(law.cap or 0, None)) if _beyond_cap(fine, law) else (_high(fine), _high(law))
        return Limit("unlawful", ("D02",), f"裁量上限{most}超过法定最高限{limit}，不是从轻处罚。", above=True)
    if not eased and not _below_top(fine, law):
        return Limit("unlawful", ("D02",), f"裁量上限{_high(fine)}没有低于法定最高限{_high(law)}，没有从轻。")
    if _beyond_light_part(fine, law, light_part):
        share = decimal(light_part * 100)
        return Limit("lawful", ("D03",), f"在法定幅度内，但不在幅度较低的{share}%部分，请核对是否足够从轻。")
    return Limit("lawful", (), "在法定幅度内，上限低于法定最高限，属于从轻处罚。")


def mitigated_fine(fine: Fine, law: Fine) -> Limit:
    """减轻: wholly below the statutory minimum, which must exist."""
    above = exceeds(fine, law)
    if law.min is None:
        reason = "该罚款没有规定下限，只降低数额属于从轻；减轻须减少处罚种类或者改用更轻的种类。"
        return Limit("unlawful", ("D06",), reason, above)
    minimum = _shown(law.min, law)
    if fine.max is None:
        return Limit("unlawful", ("D04",), f"裁量结果没有上限，没有低于法定最低限{minimum}，不构成减轻处罚。", above)
    if fine.max < law.min:
        return Limit("lawful", (), f"裁量上限{_high(fine)}低于法定最低限{minimum}，属于减轻处罚。")
    if fine.max == law.min:
        if not (fine.max_inclusive and law.min_inclusive):
            return Limit("lawful", (), f"裁量结果不含本数{minimum}，低于法定最低限，属于减轻处罚。")
        if fine.min != fine.max:
            return Limit("unlawful", ("D04",), f"「以下」含本数，裁量上限达到法定最低限{minimum}，"
                         f"不构成减轻处罚，建议写「不满{minimum}」。")
    return Limit("unlawful", ("D04",), f"裁量上限{_high(fine)}没有低于法定最低限{minimum}，不构成减轻处罚。", above)


def exceeds(fine: Fine, law: Fine) -> bool:
    """Whether the fine can be above the statutory maximum, or above the sum beside it (三倍以下，但最高不超过三万元)."""
    if _beyond_cap(fine, law):
        return True
    if law.max is None:
        return False
    if fine.max is None or fine.max > law.max:
        return True
    return fine.max == law.max and bool(fine.max_inclusive) and not law.max_inclusive


def _beyond_cap(fine: Fine, law: Fine) -> bool:
    return fine.cap is not None and law.cap is not None and fine.cap > law.cap


def _undercuts(fine: Fine, law: Fine) -> bool:
    if law.min is None:
        return False
    if fine.min is None or fine.min < law.min:
        return True
    return fine.min == law.min and bool(fine.min_inclusive) and not law.min_inclusive


def _below_top(fine: Fine, law: Fine) -> bool:
    if fine.cap is not None and (law.cap is None or fine.cap < law.cap):
        return True
    if law.max is None:
        return fine.max is not None
    if fine.max is None:
        return False
    return fine.max < law.max or (bool(law.max_inclusive) and not fine.max_inclusive)


def _beyond_light_part(fine: Fine, law: Fine, light_part: Fraction) -> bool:
    if law.max is None or fine.max is None:
        return False
    low = Fraction(law.min or 0)
    return fine.max > low + (law.max - low) * light_part


def resolved(fine: Fine, law: Fine, floor: bool) -> Fine | Limit:
    """The fine in the statute's own measure where it is stated by the statute's limits (法定最低限的50%)."""
    low, high = law.min, law.max
    if fine.base == "法定最低限":
        if low is None:
            reason = "该罚款没有规定下限，无法按最低限计算。"
            lowered = fine.max is not None and fine.max < 1
            return Limit("unlawful", ("D06",), reason) if lowered else Limit("undecidable", ("D11",), reason)
        fine = _scaled(fine, Fraction(0), low, law)
    elif fine.base in ("法定最高限", "法定幅度"):
        if high is None:
            return Limit("undecidable", ("D11",), "该罚款没有规定上限，无法按幅度计算。")
        start = Fraction(low or 0) if fine.base == "法定幅度" else Fraction(0)
        fine = _scaled(fine, start, high - start, law)
        if start and fine.min is None:
            fine = replace(fine, min=low, min_inclusive=law.min_inclusive)
    elif fine.base in ("拟罚款额降低", "拟罚款额"):
        fine = _reduced(fine, law)
    if floor and law.min is not None and (fine.min is None or fine.min < law.min):
        fine = replace(fine, min=law.min, min_inclusive=law.min_inclusive)
    return fine


def _scaled(fine: Fine, start: Fraction, length: Amount, law: Fine) -> Fine:
    return replace(
        fine, base=law.base, unit=law.unit,
        min=None if fine.min is None else start + length * Fraction(fine.min),
        max=None if fine.max is None else start + length * Fraction(fine.max),
    )


def _reduced(fine: Fine, law: Fine) -> Fine:
    """An intended fine anywhere in the statutory range, less (or times) the stated part."""
    least, most = Fraction(fine.min or 0), Fraction(1 if fine.max is None else fine.max)
    if fine.base == "拟罚款额降低":
        least, most = 1 - most, 1 - least
    return replace(
        fine, base=law.base, unit=law.unit, min_inclusive=True, max_inclusive=law.max_inclusive,
        min=None if law.min is None else law.min * least, max=None if law.max is None else law.max * most,
    )


def _low(fine: Fine) -> str:
    return "（未写明，可以低至零）" if fine.min is None else _shown(fine.min, fine)


def _high(fine: Fine) -> str:
    return "（未写明）" if fine.max is None else _shown(fine.max, fine)


def _shown(amount: Amount | None, fine: Fine) -> str:
    return "（未规定）" if amount is None else worded(amount, fine.unit)
