"""The elements of 行政处罚法 第三十三条第一款 as people word them, read from conditions and inherited general conditions."""

import re
from collections.abc import Sequence
from datetime import date
from enum import Enum
from functools import lru_cache

from generator.legality.basis import judging_days
from generator.legality.conditions import outermost
from generator.model import Item, Kind, World


class Element(Enum):
    """One element of the clause; the value is the statute's wording."""

    MINOR = "违法行为轻微"
    FIRST = "初次违法"
    SLIGHT = "危害后果轻微"
    PROMPT = "及时改正"
    HARMLESS = "没有造成危害后果"


_END = "，,。；;：:\n"
"""What ends a clause; no pattern here reads on behind it."""
_CLAUSES = re.compile(f"[{_END}]")
_STRONG = "严重|重大|较大|明显|恶劣|特别|不可逆"
_HARM = "危害后果|危害性后果|损害后果|不良后果|有害后果|社会危害|实际危害|危害|后果|损害|环境污染"
_ADVERB = ("及时|立即|立刻|当场|当日|当天|即时|即刻|主动|自行|按期|按时|如期|(?<!责令)限期|期限内|时限内|时间内|届满前"
           "|[0-9一二三四五六七八九十两]个?(?:工作)?(?:日|天|小时|分钟|周|个月|月)(?:之)?内")
_REMEDY = ("改正|纠正|整改|更正|补正|改进|完成|清理|清除|清运|清扫|拆除|恢复|备案|补办|补报|补交|补缴|补种|补植|补建|补登|补签|报送"
           "|办理|停止|停驶|驶离|更换|悬挂|修复|下架|撤下|撤除|召回|消除|归还|退还|退回|移除|移开|搬离|公示|公开|标明|缴纳|回填|关闭"
           "|加装|安装|收离|排除|下移|断电|停用")

_PROMPT = re.compile(rf"(?<![未不非])(?:{_ADVERB})[^{_END}]{{0,20}}?(?:{_REMEDY})|已经?(?:自行|主动)?(?:改正|纠正|整改)")
_NOT_PROMPT = re.compile(r"(?:拒不|没有|未能|不能)(?:及时|立即|当场|主动|自行|按期|按时|限期)")
_FIRST = re.compile(
    r"(?<!非)(?<!不是)(?<!不属于)(?:初次|首次|第一次|首违)"
    rf"|年(?:之)?内[^{_END}]{{0,6}}?(?:没有|未|无|不存在)[^{_END}]{{0,10}}?(?:同类|同种|同一|相同|此类|该类|同样|类似)[^{_END}]{{0,8}}?(?:违法|行为|(?<!投诉)(?<!举报)(?<!信访)记录)")
"""首次, or what cities define it by: 两年内未因同类违法行为受到行政处罚."""
_CAUSE = "造成|产生|发生|引起|引发|导致|形成|带来|出现|存在|构成"
_MILD = rf"(?![^{_END}]{{0,10}}?(?:{_STRONG}))"
_HARMLESS = re.compile(
    rf"(?:(?:没有|未曾|尚未|并未|未|不会|不)(?:因此|因而|对[^{_END}]{{1,12}}?)?(?:{_CAUSE}){_MILD}[^{_END}]{{0,24}}?"
    rf"|(?:没有|无){_MILD}[^{_END}]{{0,4}}?)(?:{_HARM})|危害后果(?:没有|未|尚未)(?:发生|产生|出现|造成)")
_WEAKENED = re.compile(
    rf"(?:没有|未曾|尚未|并未|未|不会|不|无)(?:因此|因而|对[^{_END}]{{1,12}}?)?(?:{_CAUSE})?[^{_END}]{{0,8}}?(?:{_STRONG})(?:的|性)?"
    rf"[^{_END}]{{0,8}}?(?:后果|影响|危害|损害|损失|污染|事故|伤亡)")
_ONE_OF = re.compile("(?:之一|任一|任何一|任意一|其中一)[^。；;]*$")
_LEFT_OPEN = re.compile("(?:有|属于|符合)?(?:(?:国家|上级|法律|行政法规|法规|规章|依法|[、和及或])+[^，,。]{0,10})?其[他它]")
_FIRST_STOP = re.compile("[，,。]")
_NOT_SLIGHT = re.compile(r"(?:[不非]|不属于|并非|不是)$")
_CONSEQUENCE = re.compile("后果|危害|损害|损失|影响|损坏")
_CONDUCT = re.compile("违法|行为|情节|性质|程度")


def elements_in(text: str) -> frozenset[Element]:
    """The elements that `text` states, in the statute's words or in words that say as much."""
    return frozenset().union(*map(_stated, _CLAUSES.split(text)))


@lru_cache(maxsize=16_384)  # 及时改正 stands in most items
def _stated(clause: str) -> frozenset[Element]:
    found = set()
    for before in clause.split("轻微")[:-1]:
        if _NOT_SLIGHT.search(before[-6:]):
            continue
        consequence = _CONSEQUENCE.search(before) is not None
        if consequence:
            found.add(Element.SLIGHT)
        if not consequence or _CONDUCT.search(before):
            found.add(Element.MINOR)
    if _FIRST.search(clause):
        found.add(Element.FIRST)
    if _PROMPT.search(_NOT_PROMPT.sub("", clause)):
        found.add(Element.PROMPT)
    if _HARMLESS.search(clause):  # who did no harm did no more than slight harm
        found |= {Element.HARMLESS, Element.SLIGHT}
    return frozenset(found)


def lacking(item: Item, world: World, needed: Sequence[Element]) -> str:
    """Those of `needed` that the item does not state on a day on which its law must hold, as 「…」「…」; a weakened one is rule C04's business."""
    for day in judging_days(item, world):
        text = conditions_on(item, world, day)
        weakened = {Element.HARMLESS, Element.SLIGHT} if weakened_harm(text) else set()
        of_each = elements_in(_last_case(text)) | weakened
        missing = [element for element in needed if element not in of_each]
        if missing:
            apart = elements_in(text).intersection(missing)
            return "".join(f"「{element.value}」" for element in missing) + ("（写明“之一”的，只符合其中一项也算，每一项都要写全）" if apart else "")
    return ""


def _last_case(text: str) -> str:
    """Of numbered cases of which one is enough, the last, with what is said before them all; else the whole text.

    What the last lacks is not asked of everybody. What an earlier one lacks may be: 1.…；2.…，并及时改正的 can be meant of both.
    A case left open (其他情形, 法律、法规规定的其他情形) is none, since it says nothing of its own; what follows it may be meant of all.
    """
    own, _, inherited = text.partition("\n")
    found = outermost(own)
    cases = [one for one in found.single if not _LEFT_OPEN.match(one)]
    if len(cases) < 2 or not _ONE_OF.search(found.head):
        return text
    behind = _FIRST_STOP.split(found.single[-1], maxsplit=1)[1:]
    return f"{found.head}，{'，'.join((cases[-1], *behind))}\n{inherited}"


def weakened_harm(text: str) -> str | None:
    """The words by which `text` asks for less than no harm (未造成严重后果), None when it does not."""
    return next(filter(None, map(_weakened, _CLAUSES.split(text))), None)


@lru_cache(maxsize=16_384)
def _weakened(clause: str) -> str | None:
    match = _WEAKENED.search(clause)
    return match[0] if match else None


def conditions_on(item: Item, world: World, day: date) -> str:
    """The item's conditions and the general conditions of its department's list that it inherits on `day`."""
    inherited = inherited_on(item, world, day)
    return "\n".join((item.conditions or "", *inherited)) if inherited else item.conditions or ""


def inherited_on(item: Item, world: World, day: date) -> tuple[str, ...]:
    """The general conditions that the item inherits on `day` from its department's list."""
    return world.known(_inherited, item.department, item.kind, day)


def _inherited(department: str, kind: Kind, day: date, world: World) -> tuple[str, ...]:
    return tuple(
        f"{term.term or ''}：{term.definition or ''}" for term in world.book.terms
        if term.general_condition and term.department == department and term.holds_on(day)
        and (not term.kind or Kind.of(term.kind) is kind))
