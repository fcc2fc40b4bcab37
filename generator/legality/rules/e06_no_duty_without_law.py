"""E06: leniency is not bought with duties that no law imposes."""

import re
from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import mentioned
from generator.model import Item, Severity, World

_DUTY = re.compile(
    "(?:公开|登报|当众)(?:赔礼)?(?:道歉|致歉)|向社会(?:公开)?(?:道歉|致歉)"
    "|(?:缴纳|交纳|缴存|交存|预交|预缴)[^，。；;]{0,6}?(?:(?<!投标)(?<!履约)(?<!工资)(?<!质量)(?<!用地)(?<!风险))保证金"
    "|捐赠|捐款|捐资|(?:参加|参与|完成|从事|提供)[^，。；;]{0,10}?(?:志愿服务|义务劳动|公益劳动|公益活动|社区服务)"
    "|(?:购买|采购|订购)(?:指定|推荐)?[^，。；;]{0,10}?(?:服务|会员)")
_FIELDS = ("conditions", "outcome", "supporting_measures")
_SIGNS = re.compile("歉|保证金|捐|服务|劳动|公益活动|会员")
_MATTERS = ("保证金", "服务", "会员", "捐")
"""What the violation itself is about is no further duty: 未交存质量保证金, 未购买……服务."""
_APART = re.compile("《|依法|法律|法规|不得要求|未要求|自愿")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark on each text that adds such a duty without naming a law."""
    for name in _FIELDS if mentioned(item, _FIELDS, _SIGNS) else ():
        for sentence in re.split("[。；;\n]", getattr(item, name) or ""):
            found = _DUTY.search(sentence)
            if found and not _APART.search(sentence) and not any(
                    word in found[0] and word in (item.violation or "") for word in _MATTERS):
                yield Remark(name, f"「{found[0]}」是附加的义务，缺乏法律、法规依据，请说明。")
                break


RULE = Rule(
    id="E06", slug="no-duty-without-law", title="不得附加法外义务", severity=Severity.WARNING,
    legal_basis=("《优化营商环境条例》第六十四条第一款",),
    rationale="没有法律、法规或者国务院决定和命令依据的，规范性文件不得增加市场主体的义务。以公开道歉、交保证金、捐赠、志愿服务、"
              "购买服务换取不罚，是用清单增加义务。",
    hint="删除该项要求；确有法律、法规依据的，在同一句中写明依据的条款；属于自愿的，写明“自愿”。",
    examples=(
        passes("只要求改正"),
        passes("投标保证金是违法行为本身的内容", conditions="违法行为轻微，向投标人退还其交纳的投标保证金；及时改正；没有造成危害后果"),
        passes("交存保证金就是改正", violation="未按规定交存旅游服务保证金", conditions="违法行为轻微；收到通知后3日内足额交存保证金；没有造成危害后果"),
        passes("有法律依据", supporting_measures="批评教育；依照《中华人民共和国消防法》第六十九条完成志愿服务的，记录在案"),
        passes("自愿参加", supporting_measures="批评教育；当事人自愿参加志愿服务的，予以记录"),
        flags("conditions", "公开道歉", conditions="违法行为轻微并及时改正，没有造成危害后果；在媒体上公开道歉"),
        flags("conditions", "交保证金", conditions="违法行为轻微并及时改正，没有造成危害后果；缴纳整改保证金二千元"),
        flags("supporting_measures", "志愿服务", supporting_measures="批评教育，参加志愿服务不少于4小时"),
        flags("outcome", "捐赠", outcome="不予行政处罚，向慈善组织捐赠五百元"),
    ),
    check=check)
