"""I02: a vague word is made certain by a number, a list or a definition."""

import re
from collections.abc import Iterator

from generator.legality.basis import judging_days
from generator.legality.conditions import read, terms_of, without_statute
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World

_MEASURED = ("数量", "数额", "金额", "面积", "范围", "影响", "规模", "危害", "损失", "程度", "后果", "污染")
_VAGUE = re.compile(
    "|".join(f"{one}(?:较小|较轻|较少|较低|不大|不多)" for one in _MEASURED) + "|情节较轻|较少"
    "|适当|适量|少量|若干|较短(?:的)?时间|短时间|短期内|合理(?:的)?(?:期限|时间)|尽快|基本(?:消除|改正|完成|恢复)"
    "|一定(?:的)?(?:程度|数量|范围|期限|时间|规模|危害|后果)|一定(?:的)?影响(?!的)|明显(?:的)?(?:影响|后果|损失|损害|危害)|及时")
_CERTAIN = re.compile(
    "[0-9%‰]|[零一二三四五六七八九十百千万两半]+(?:[个日天时分年月周次件元万人户处条项台辆米吨克倍成级册份张名家批只瓶袋盒起期亩度]|公斤|千克|平方|立方|公顷|工作日)"
    "|当场|当日|当天|次日|现场|即时|立即|限于|仅|包括|是指|：|:|符合[^，,。；;]{0,12}?标准"
    "|(?:发现|检查|立案|告知|责令|决定|处罚|举报|投诉|开始|期限|届满)[^，,。；;]{0,6}?(?:前|内)")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark with all vague words that stand in a condition without anything certain."""
    text = item.conditions or ""
    if not _VAGUE.search(text):
        return
    words: list[str] = []
    terms: tuple[str, ...] | None = None
    for single in read(text).single:
        if not _VAGUE.search(single) or _CERTAIN.search(single):
            continue
        found = [word for word in _VAGUE.findall(without_statute(single)) if word != "及时" or not item.correction_deadline]
        if not found:
            continue
        terms = terms_of(item, world, judging_days(item, world)[-1]) if terms is None else terms
        if not any(term in single or any(word in term for word in found) for term in terms):
            words.extend(found)
    if words:
        named = "".join(f"「{word}」" for word in dict.fromkeys(words))
        yield Remark("conditions", f"{named}没有数量、期限或者列举，术语表中也没有定义，执法人员只能各凭理解。")


RULE = Rule(
    id="I02", slug="vague-words", title="模糊词要量化", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第三十四条",),
    rationale="裁量基准是为了规范裁量权。“影响不大”“适当”“短期内”这样的词，换一个人就换一种理解，等于没有基准。",
    hint="改成数量、期限、范围，或者列举具体情形；全清单都用的词，写进术语表。",
    examples=(
        passes("有数量"),
        passes("模糊词后面有数量", conditions="违法行为轻微，影响范围较小，不超过2处；及时改正，发现当日撤下；没有造成危害后果"),
        passes("法条用语不算模糊词", conditions="违法行为轻微并及时改正，没有造成危害后果"),
        passes("术语表下了定义", conditions="违法行为轻微，影响范围较小；及时改正，发现当日撤下；没有造成危害后果", tables={
            "terms": ({"department": "scjg", "term": "影响范围较小", "definition": "只在一个经营场所内"},)}),
        flags("conditions", "影响不大", conditions="违法行为轻微，影响不大；及时改正，发现当日撤下；没有造成危害后果"),
        flags("conditions", "数量较少、适当补偿", conditions="违法行为轻微，数量较少；及时改正并适当补偿；没有造成危害后果"),
        flags("conditions", "一定程度", conditions="违法行为轻微，在一定程度上减少了影响；及时改正，发现当日撤下；没有造成危害后果"),
        flags("conditions", "没有期限的及时", correction_deadline="", conditions="违法行为轻微；及时报告主管部门；没有造成危害后果"),
    ),
    check=check)
