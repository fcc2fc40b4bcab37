"""One single requirement of a condition, in a form that can be compared: its words, and its amounts, times and degrees apart."""

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from generator.diff.enumerated import SLOT, enough
from generator.diff.marks import plain
from generator.legality.quantities import Bound, Quantity, quantities


@dataclass(frozen=True, slots=True)
class Degree:
    """A step of a known scale, in the words of the text."""

    scale: str
    step: str
    text: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Time:
    """By when something must be done: on the spot, within an amount, or within a period that is set; `since` is when it begins."""

    limit: Degree | Quantity
    since: str = ""

    @property
    def text(self) -> str:
        """As a reader knows it: 当场, 3日."""
        return self.limit.text


Slot = Quantity | Degree | Time


@dataclass(frozen=True, slots=True)
class Atom:
    """A requirement: `words` without its `slots`. An opaque one says something that only a person can weigh (可以延长)."""

    text: str = field(compare=False)
    words: str
    slots: tuple[Slot, ...] = ()
    opaque: bool = False


HARM, STAGE, TIME = "危害后果", "补救时间", "时限"
_ADMITS: dict[str, frozenset[str]] = {
    "没有": frozenset({"轻微", "不严重"}), "轻微": frozenset({"不严重"}),
    "发现": frozenset({"立案", "责令", "告知", "决定"}), "立案": frozenset({"告知", "决定"}), "责令": frozenset({"告知", "决定"}),
    "告知": frozenset({"决定"}),
    "当场": frozenset({"当日", "次日", "及时", "限期"}), "立即": frozenset({"当日", "次日", "及时", "限期"}),
    "当日": frozenset({"次日", "及时", "限期"})}
"""Who meets the step on the left meets the steps on the right. 及时 and 限期 are no steps of one scale: neither is always the longer
(行政处罚法 第三十三条 says 及时改正 and names no period)."""

NOT_COUNTED = re.compile(r"\((?:不含|不包括)([^()]+)\)")
"""What stands in brackets as left out of a sum or a class is said as well behind a comma."""
_SAME = (
    (re.compile(r"\((?:含|包含)(?:本数|当[日天]|(?!一般)[0-9〇零一二两三四五六七八九十百千万][^()]{0,7})\)"), ""),
    (NOT_COUNTED, r"，不含\1"),
    (re.compile("没有|尚未|并未|未曾|无(?![证照障名人可论需法效])"), "未"),
    (re.compile("纠正|整改"), "改正"),
    (re.compile("半年"), "6个月"),
    (re.compile("半个?月"), "15日"),
    (re.compile("(?<!者)或(?!者)"), "或者"),
    (re.compile("(?<!非)(?<!不是)(?<!不属于)(?:首次|初次|第一次)(?:实施)?违法(?:行为)?"), "违法次数不超过1次"),
    (re.compile("([0-9一二两三四五六])次(?:以内|以下)的?违法(?:行为)?"), r"违法次数不超过\1次"),
    (re.compile(r"违法(?:行为)?(?=(?:不超过|少于|不足|不多于|至多)[0-9一二两三四五六]次)"), "违法次数"),
    (re.compile("(?<!非)(?<!不是)(?<!不属于)(?:首次|初次|第一次)(被发现|被查处)"), r"\1次数不超过1次"),
    (re.compile("([0-9一二两三四五六])次(?:以内|以下)(被发现|被查处)"), r"\2次数不超过\1次"))
"""Spellings of one and the same requirement."""
_NO_HARM = re.compile("未(?:造成|产生|发生|引起|导致)?(?:任何)?(?P<what>(?:(?!造成|产生|引起|导致|改正)[^，、；]){0,10}?)(?:危害|不良)?后果(?!轻微)")
_GRAVE = re.compile("^(?:较?严重|较大|重大)(?:的)?")
_SLIGHT = re.compile("(?:造成的?)?(?P<what>[^，、；未不]{0,10}?)(?:危害后果|后果)(?:较为|比较)?轻微")
_OFFICE = "(?:行政机关|执法机关|执法人员|(?P<office>[^，、在]{2,14}?(?:部门|机构|机关|支队)))?"
_STAGE = re.compile(
    rf"(?:在)?{_OFFICE}(?:(?P<发现>(?:检查)?发现(?:线索)?)|(?P<立案>立案(?:调查)?)|(?:收到|作出)?(?P<责令>责令(?:限期)?改正(?:通知书?|决定)?(?:送达)?)"
    r"|(?P<告知>(?:行政)?处罚(?:事先)?告知)|(?:作出)?(?P<决定>(?:行政)?处罚决定(?:作出)?))(?:之)?前")
_SINCE = ("(?P<since>(?:自|从)[^，、；]{1,24}?(?:之日|之时|次日|时)起(?:的)?|(?:在)?(?:收到|接到|经|被)[^，、；]{1,20}?后(?:的)?"
          "|(?:在)?[^，、；□]{2,6}后(?:的)?)?")
_TIME = re.compile(
    rf"{_SINCE}(?:在|于)?(?:(?P<当场>当场|即时)|(?P<立即>立即|立刻)|(?P<当日>(?:检查)?当日内?|(?:检查)?当天)|(?P<次日>次日(?!起|零)内?)|(?P<及时>及时)"
    r"|(?P<限期>(?:(?:行政|执法|主管)(?:机关|部门)|责令|规定|指定|限定|要求|通知|改正|限期|的)*(?<!有效)(?:期限|时限|限期)内|(?<!责令)限期|按期|如期)"
    r"|(?P<amount>[0-9〇零一二两三四五六七八九十百][^，、；]{0,8}?(?:以内|之内|内)))")
_OPAQUE = re.compile(
    "可以?(?:适当|再|申请|予以|酌情)?(?:延长|延期|顺延|放宽)|原则上|必要时|视情|酌情|特殊情况|例外|的(?:，)?(?:还)?(?:应当|须|必须)"
    "|视(?:为|同|作)|等同于|不受|(?:不|无)(?:需|须|必|用)|不(?:作|做)?要求|不计(?:入|算|在内)|不(?:视|作)为|可以?不|免于|免除|此限|不影响|放宽|是指|系指|所称|(?<!不)包括|[例比诸]如"
    "|第[一二三四五六七八九十0-9]+(?:项|条件)|本事项|暂[不缓]|[只仅](?:看|需|要)"
    "|[也亦]可|(?:也|亦|同样|参照|比照|仍)(?:可以?)?适用|适用于")
"""Words that leave room, or let in more people than the other requirements do: added, they are no further requirement."""
_UNDONE = re.compile("(?:未|拒不|不能)(?!超过|满|足)[^，、的]{0,4}$")
"""未在3日内改正 is no requirement but its failure: a longer time means the opposite there."""
_BEFORE = re.compile(r"(?:不(?:得|应|能)?(?:超过|少于|低于|小于|高于|多于|大于)|未超过|不满|未满|不足|少于|低于|小于|高于|多于|大于|至少|至多|最多|最少|仅限|仅|只|在|≤|≥|<|>)+$")
_AFTER = re.compile(r"^(?:\([^)]*\))?(?:及)?(?:以下|以上|之下|之上|以内|之内|范围内|内)")
_LEAD = re.compile("^(?:并且|而且|且|并|同时|还|亦|也|但|应当|须|需)+")
_TRAIL = re.compile("的$")


@lru_cache(maxsize=8192)  # 初次违法, 及时改正 and the like stand in most texts
def atom(text: str) -> Atom:
    """The atom of a piece of text that holds no 且 and no free-standing 或者."""
    words = _LEAD.sub("", _unified(text)).strip()
    found: list[tuple[int, int, Slot, str]] = []
    for pattern, make in ((_STAGE, _stage), (_NO_HARM, _harm), (_SLIGHT, _harm), (_TIME, _time)):
        for match in pattern.finditer(words):
            made = make(match)
            if made is not None and not any(match.start() < end and start < match.end() for start, end, _, _ in found):
                found.append((match.start(), match.end(), *made))
    for quantity in quantities(words):
        start, end = quantity.start, quantity.end
        if any(start < other and place < end for place, other, _, _ in found):
            continue
        if (lead := _BEFORE.search(words[:start])) and not any(lead.start() < other and place < start for place, other, _, _ in found):
            start = lead.start()
        tail = _AFTER.match(words[end:])
        found.append((start, end + (tail.end() if tail else 0), quantity, ""))
    found.sort(key=lambda one: one[0])
    turned = any(_UNDONE.search(words[:start]) for start, _, slot, _ in found if isinstance(slot, Time))
    parts, place = [], 0
    for start, end, _, kept in found:
        parts += [words[place:start], kept, SLOT]
        place = end
    parts.append(_TRAIL.sub("", words[place:]))
    return Atom(text.strip(), "".join(parts), tuple(slot for _, _, slot, _ in found), turned or bool(_OPAQUE.search(text)))


def _unified(text: str) -> str:
    """The text with different spellings of the same brought to one."""
    for pattern, spelling in _SAME:
        text = pattern.sub(spelling, text)
    return text


def _stage(match: re.Match[str]) -> tuple[Slot, str]:
    step = next(name for name in ("发现", "立案", "责令", "告知", "决定") if match[name])
    return Degree(STAGE, step, match[0].removeprefix("在")), match["office"] or ""


def _harm(match: re.Match[str]) -> tuple[Slot, str] | None:
    what = match["what"]
    if match.re is _SLIGHT:
        return Degree(HARM, "轻微", "危害后果轻微"), what
    if grave := _GRAVE.match(what):
        return Degree(HARM, "不严重", "未造成严重后果"), what[grave.end():]
    return Degree(HARM, "没有", "没有造成危害后果"), what


def _time(match: re.Match[str]) -> tuple[Slot, str] | None:
    since = plain(match["since"] or "").removeprefix("在").removesuffix("的")
    for name in ("当场", "立即", "当日", "次日", "及时", "限期"):
        if match[name]:
            return Time(Degree(TIME, name, match[name]), since), ""
    found = next((one for one in quantities(match.string) if one.start == match.start("amount")), None)
    return (Time(found, since), "") if found and found.bound is Bound.WITHIN else None


# ---- comparing ---------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def meets(one: Atom, other: Atom) -> bool:
    """Whether whoever meets `one` surely meets `other`. False also when that cannot be told."""
    if one == other:
        return True
    if one.opaque or other.opaque:
        return False
    if plain(one.words) == plain(other.words):
        return len(one.slots) == len(other.slots) and all(map(admits, other.slots, one.slots))
    if _nothing(one, other):
        return True
    same_slots = len(one.slots) == len(other.slots) and all(map(admits, other.slots, one.slots))
    return same_slots and enough(one.words, other.words)


def _nothing(one: Atom, other: Atom) -> bool:
    """没有违法所得 meets every upper bound of 违法所得."""
    what = re.fullmatch("未(?:产生|取得|获取|有)?(.{2,10})", one.words)
    slot = other.slots[0] if len(other.slots) == 1 else None
    return (not one.slots and what is not None and isinstance(slot, Quantity) and slot.bound is Bound.AT_MOST
            and re.fullmatch(f"{re.escape(what[1])}(?:金额|数额|合计|累计)?{SLOT}", other.words) is not None)


def admits(wide: Slot, narrow: Slot) -> bool | None:
    """Whether the one lets in everyone that the other lets in; None when that cannot be told."""
    first, second = (slot.limit if isinstance(slot, Time) and not slot.since else slot for slot in (wide, narrow))
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        return first.admits(second)
    if isinstance(wide, Degree) and isinstance(narrow, Degree):
        return _step(wide, narrow)
    if isinstance(wide, Time) and isinstance(narrow, Time):
        return _in_time(wide, narrow)
    return None


def _step(wide: Degree, narrow: Degree) -> bool | None:
    if wide.scale != narrow.scale:
        return None
    if wide.step == narrow.step or wide.step in _ADMITS.get(narrow.step, ()):
        return True
    return False if narrow.step in _ADMITS.get(wide.step, ()) else None


def _in_time(wide: Time, narrow: Time) -> bool | None:
    one, other = wide.limit, narrow.limit
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.admits(other) if wide.since == narrow.since else None
    if isinstance(one, Degree) and isinstance(other, Degree):
        same_start = wide.since == narrow.since or not (wide.since and narrow.since) or other.step == "当场"
        return _step(one, other) if same_start else None
    if isinstance(one, Quantity) and isinstance(other, Degree):
        return True if _immediate(other, one) else None
    return False if isinstance(one, Degree) and isinstance(other, Quantity) and _immediate(one, other) else None


def _immediate(step: Degree, within: Quantity) -> bool:
    """On the spot is within any amount of time; on the same day is within a day or more."""
    if step.step in ("当场", "立即"):
        return True
    day = Fraction(1440) if within.measure == "分钟" else Fraction(1)
    return step.step == "当日" and within.size >= day
