"""Two wordings that differ in a list (食品、药品和农药) → whether one asks for everything that the other asks for."""

import re

from generator.diff.marks import plain

SLOT = "□"
"""Stands in the words of a requirement where an amount, a time or a degree was."""

_JOINT = re.compile("(或者|、|以及|及其|(?<![涉顾触普危波])及(?!时|格)|(?<![缓饱温中共])和(?!平|谐|解)|(?<![者、参给])与(?!会|否))")
_OR = "或者"
_AND = frozenset({"以及", "及其", "及", "和", "与"})
_NEGATION = re.compile(
    "(?:不|未|没有|无|非|禁止|拒绝)(?!到位|超过|足|满|少于|低于|高于|多于|大于|小于|得超过|合格|规范|当|成年|经|取得|予|罚|能|可|便|同|仅|按|及时|齐|全|符|真)")
_LIMIT = re.compile("(?<![不未非])(?:限于|仅限|仅|只|属于)|(?:物品|货物|物料|产品|商品|的|均|限|所[^，]{1,4})为")
_FAULT = re.compile("未按|不按|未依|不依|未经|未取得|漏|缺|错|误|逾期|迟|超出|擅自")
"""Words that describe what was done wrong: a longer list of faults is no longer list of demands."""
_FLAW = re.compile("不(?:规范|完整|清晰?|齐全|明显|醒目|准确|一致|全|当|符|及时|到位)|缺失|模糊|脱落|遗漏|滞后|残缺|褪色")
"""The same, said after the list (位置、高度不规范)."""
_OMITTED = re.compile(
    "(?:未|没有)(?:能|及时|按时|依法|如实|按)?(?:提交|提供|出具|具备|取得|签订|补办|设置|张贴|悬挂|保存|留存|公示|公开|填写|记录|登记|注明|标明|标注|建立|制定|办理"
    "|备案|佩戴|配备|报告|更新|检验|检测|培训|履行|落实|告知|明示)")
"""What ought to have been done: 未公示甲、乙 is a fault and no demand, unlike 未占用甲、乙."""
_DEMAND = re.compile(
    "提交|提供|出具|具备|取得|持有|缴纳|支付|退还|签订|补办|补交|清除|清理|修复|完成|恢复|设置|张贴|保存|留存|公示|公开|附有|说明|填写|记录|登记|注明|标明|齐全|合格|完整")
_ANY = re.compile("之一|任一|任何一|其中一|至少□|均可|皆可|都可|择一|任选|中的?(?:任意)?□")
_LONG = 14
"""A longer item of a list may be a whole clause whose 或者 the negation before it does not reach."""


def negated(text: str) -> bool:
    """Whether the text says that something must not be (未占用盲道); 不超过 and 不合格 are no such words."""
    return bool(_NEGATION.search(text))


def enough(one: str, other: str) -> bool:
    """Whether who meets `one` surely meets `other`, two texts that differ in the items of one list only."""
    lists = _lists(one, other, 0) or _lists(one, other, len(one))
    if lists is None:
        return False
    before, mine, theirs, joints, other_joints = lists
    no, limited = negated(before), bool(_LIMIT.search(before))
    fault = _FAULT.search(before) or _OMITTED.search(before) or _FLAW.search(one + other)
    if (fault and not limited) or (no and SLOT in one + other and mine != theirs):
        return False
    no = no and not limited
    if no and _OR in joints | other_joints and any(len(item) > _LONG for item in mine | theirs):
        return False
    whole = before + one + other
    if _ANY.search(whole):
        every, other_every = False, False
    elif no:
        every, other_every = True, True
    else:
        readings = [_every(found, items, limited, whole) for found, items in ((joints, mine), (other_joints, theirs))]
        if mine == theirs and None in readings and not limited:  # 、 and 和 say no more than that all are named
            return _AND & joints != set() and _OR in other_joints
        known = next((reading for reading in readings if reading is not None), None)
        alone = [len(items) == 1 for items in (mine, theirs)]
        first, second = (known if reading is None and single else reading for reading, single in zip(readings, alone, strict=True))
        if first is None or second is None:
            return False
        every, other_every = first, second
    if every and other_every:
        return theirs <= mine
    if not every and not other_every:
        return mine <= theirs
    return every and bool(mine & theirs)


def _every(joints: frozenset[str], items: frozenset[str], limited: bool, whole: str) -> bool | None:
    """Whether all items of the list are asked for (True) or any one is (False); None when it does not say."""
    if _OR in joints or limited:
        return False if limited or len(items) > 1 else None
    return True if len(items) > 1 and _DEMAND.search(whole) and "等" not in whole else None


def _lists(one: str, other: str, most: int) -> tuple[str, frozenset[str], frozenset[str], frozenset[str], frozenset[str]] | None:
    """(what stands before both, items, other items, joints, other joints); None when no list tells the two apart.

    What both end with is no part of an item: `most` characters of it, since items may happen to end alike (文具、玩具).
    """
    parts, others = _JOINT.split(one), _JOINT.split(other)
    if len(parts) == len(others) == 1:
        return None
    items, theirs = parts[::2], others[::2]
    before = _shared(items[0], theirs[0])
    items[0], theirs[0] = items[0][len(before):], theirs[0][len(before):]
    after = _shared(items[-1][::-1], theirs[-1][::-1])[:most]
    if after:
        items[-1], theirs[-1] = items[-1][: -len(after)], theirs[-1][: -len(after)]
    first, second = (frozenset(map(plain, found)) for found in (items, theirs))
    whole = len(first) == len(items) and len(second) == len(theirs)  # else an item ends where another begins
    if not whole or not (before or after) or not (first < second or second < first or first == second):
        return None
    return before, first, second, frozenset(parts[1::2]), frozenset(others[1::2])


def _shared(one: str, other: str) -> str:
    length = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:length]
