"""Which part of a statute an outcome is compared with: the tier it names, the person it names, the same base."""

import re
from dataclasses import replace
from itertools import product
from math import prod
from typing import Final

from generator.penalty import words
from generator.penalty.formula import FINE, Fine, Formula, Penalty

_NUMERIC: Final = re.compile(r"[0-9一二三四五六七八九十百千万]")
_TIER_WORDS: Final = re.compile(
    r"情节特别严重|情节严重|情节较重|情节较轻|情节轻微|情节一般|严重情节|逾期|拒不|拒绝"
    r"|后果特别严重|严重后果|再次|两次以上|导致|造成"
)
_OPTIONS: Final = 16
"""More combinations of alternatives than any outcome offers."""
_PERSONS: Final = (
    ("责任人员", re.compile(r"主管人员|责任人|负责人|法定代表人")),
    ("个体工商户", re.compile(r"个体工商户")),
    ("单位", re.compile(r"单位|企业|公司|法人|组织|机构")),
    ("个人", re.compile(r"个人|公民|自然人")),
)


def tier_of(law: Formula, named: tuple[str, ...]) -> list[Penalty]:
    """The penalties of the tier an outcome names, else of the basic tier (whose alternatives by amount all count)."""
    exact = [p for p in law.penalties if p.tier[: len(named)] == named and is_grave(p.tier) == is_grave(named)] if named else []
    if named and (same := exact or [p for p in law.penalties if p.tier and _same_tier(p.tier, named)]):
        general = [p for p in law.penalties if not p.tier] if not is_grave(named) else []
        return general + same
    basic = [p for p in law.penalties if not is_grave(p.tier)]
    if basic:
        return basic
    first = law.penalties[0].tier if law.penalties else ()
    return [p for p in law.penalties if p.tier == first]


def named_tier(result: Formula) -> tuple[str, ...]:
    """The tier that an outcome names first; of the basic tier nothing need be said."""
    return next((p.tier for p in result.penalties if p.tier), ())


def by_tier(law: Formula, penalties: tuple[Penalty, ...]) -> list[tuple[Penalty, ...]]:
    """The penalties of an outcome, those of the basic tier and those of each graver one that the clause has too."""
    basic = tier_of(law, ())
    found: dict[str, tuple[Penalty, ...]] = {}
    for penalty in penalties:
        grave = next((part for part in penalty.tier if words.GRAVE.search(part)), "")
        if grave and tier_of(law, penalty.tier) == basic:
            grave = ""
        found[grave] = (*found.get(grave, ()), penalty)
    return list(found.values())


def elsewhere(penalty: Penalty, basis: list[Penalty], result: Formula) -> bool:
    """Whether a penalty is for other conduct than the fines that the outcome answers: 转让的，责令停业；受让的，处十万元以上…."""
    bases = {fine.base for fine in result.fines}
    conducts = {_conduct(p.tier) for p in basis if p.kind == FINE and p.fine and p.fine.base in bases}
    own = _conduct(penalty.tier)
    return own is not None and bool(conducts) and None not in conducts and own not in conducts


def _conduct(tier: tuple[str, ...]) -> str | None:
    """The part of a tier that describes what was done, not how grave it was or how much was gained."""
    return next((part for part in tier if not words.GRAVE.search(part) and not words.SUM.search(part) and "违法所得" not in part), None)


def options(law: Formula, penalties: tuple[Penalty, ...]) -> list[tuple[Penalty, ...]]:
    """The outcome once with each of the alternatives that it offers of its own accord (罚款或者警告), and the clause does not."""
    offered: dict[int, list[Penalty]] = {}
    for penalty in penalties:
        if penalty.choice is not None:
            offered.setdefault(penalty.choice, []).append(penalty)
    known = [{p.kind for p in law.penalties if p.choice == one.choice} for one in law.penalties if one.choice is not None] if offered else []
    groups = [group for group in offered.values() if len(group) > 1 and {p.kind for p in group} not in known]
    if not groups or prod(map(len, groups)) > _OPTIONS:
        return []
    free = {id(p) for group in groups for p in group}
    left_out = [free - set(map(id, chosen)) for chosen in product(*groups)]
    return [tuple(replace(p, choice=None) if id(p) in free else p for p in penalties if id(p) not in out) for out in left_out]


def is_grave(tier: tuple[str, ...]) -> bool:
    """Whether a tier is for graver (or milder) cases than the basic one."""
    return any(words.GRAVE.search(part) for part in tier)


def _same_tier(stated: tuple[str, ...], named: tuple[str, ...]) -> bool:
    ours, theirs = "，".join(stated), "，".join(named)
    if ours == theirs or (theirs in ours and len(theirs) > 3):
        return is_grave(stated) == is_grave(named)
    marks = set(_TIER_WORDS.findall(theirs))
    if marks and is_grave(stated):
        return bool(marks & set(_TIER_WORDS.findall(ours)))
    return bool(_NUMERIC.search(theirs)) and _plain(ours) == _plain(theirs)


def _plain(tier: str) -> str:
    return re.sub(r"[在达到金额不足不满未]|货值|违法所得", "", tier)


def person(subject: str | None) -> str | None:
    """The class a subject belongs to, or the subject itself where it is a role like 广告主."""
    if subject is None:
        return None
    found = [name for name, pattern in _PERSONS if pattern.search(subject)]
    return subject if not found or {"单位", "个人"} <= set(found) else found[0]


def _same_person(wanted: str, stated: str | None) -> bool:
    """广告经营者 is one of 广告经营者、广告发布者."""
    if stated is None or wanted == stated:
        return wanted == stated
    return any(name in wanted.split("、") for name in stated.split("、"))


def counterparts(fine: Fine, rivals: list[Penalty]) -> list[Fine]:
    """The statutory fines `fine` is to be compared with: same person, same base; several only if persons or cases differ."""
    stated = [p.fine for p in rivals if p.fine is not None]
    wanted = person(fine.subject)
    if wanted is not None:
        same = [f for f in stated if _same_person(wanted, person(f.subject))]
        stated = same or [f for f in stated if f.subject is None] or stated
    elif any(f.subject is None for f in stated):
        stated = [f for f in stated if f.subject is None]
    comparable = [f for f in stated if _same_base(fine, f)]
    if fine.tier and any(f.tier for f in comparable):
        comparable = [f for f in comparable if f.tier]
    return list(dict.fromkeys(comparable))


def same_place(penalty: Penalty, law: Formula, result: Formula) -> list[Penalty]:
    """The penalties of the clause for the very case and person that one of the outcome names; in order where several are alike."""
    ours = [one for one in result.penalties if _place(one) == _place(penalty)]
    theirs = [one for one in law.penalties if _place(one) == _place(penalty)]
    at = next(n for n, one in enumerate(ours) if one is penalty)
    return theirs[at : at + 1] if len(ours) == len(theirs) else theirs


def _place(penalty: Penalty) -> tuple[str, tuple[str, ...], str | None, str | None]:
    return penalty.kind, penalty.tier, penalty.subject, penalty.fine.base if penalty.fine else None


def _same_base(fine: Fine, rival: Fine) -> bool:
    if rival.base == "未定额" or fine.base == rival.base:
        return True
    if fine.base in ("法定最低限", "法定最高限", "法定幅度", "拟罚款额", "拟罚款额降低"):
        return True
    ratios = ("倍", "%")
    if fine.unit not in ratios or rival.unit not in ratios:
        return False
    if fine.base is None or rival.base is None:
        return True
    ours, theirs = (re.sub(r"倍数$|百分比$|的", "", base) for base in (fine.base, rival.base))
    return ours == theirs or (len(ours) > 1 and theirs.endswith(ours)) or (len(theirs) > 1 and ours.endswith(theirs))
