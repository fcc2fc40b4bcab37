"""E03: conduct that may be a crime is listed only with the criminal case set apart."""

import re
from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World

_RISK = re.compile(
    "盗伐|滥伐|(?:伪造|变造|买卖)[^，。；;]{0,20}?(?:证件|证书|执照|许可证|公文|印章)|(?:无证|非法)行医"
    "|(?:未|没有)取得(?:《?医疗机构执业许可证》?|(?:执业)?(?:医师|医生)[^，。；;]{0,8}?)[^，。；;]{0,8}?(?:擅自)?(?:执业|行医|诊疗)"
    "|(?:生产|销售|制售|配制)[^，。；;]{0,6}?假药|(?<!防止)(?<!避免)(?<!可能)污染环境|重大责任事故")
_SET_APART = re.compile("犯罪|刑事|追诉|立案标准|移送(?:公安|司法)")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark on the violation when neither it nor conditions and note speak of the criminal case."""
    found = _RISK.search(item.violation or "")
    if found and not any(_SET_APART.search(text) for text in (item.violation, item.conditions, item.note) if text):
        yield Remark("violation", f"「{found[0]}」可能涉嫌犯罪，应当排除达到刑事追诉标准的情形。")


RULE = Rule(
    id="E03", slug="crime-is-set-apart", title="可能涉嫌犯罪的行为须排除刑事情形", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第八条第二款", "《中华人民共和国行政处罚法》第二十七条第一款",
                 "《中华人民共和国行政处罚法》第五十七条第一款第（四）项"),
    rationale="涉嫌犯罪的必须移送司法机关，不得以行政处罚代替，更不能以清单免除。盗伐滥伐、伪造买卖证件、无证行医、销售假药、污染环境等行为，"
              "轻的是行政违法，重的是犯罪，清单要把两者分开。",
    hint="在适用条件中写明“未达到刑事追诉标准”；不能分开的，删除该事项。",
    examples=(
        passes("没有刑事风险的行为"),
        passes("条件排除刑事情形", violation="滥伐自有林地上的林木",
               conditions="同时满足：1.违法行为轻微，滥伐林木蓄积不足0.5立方米，未达到刑事追诉标准；2.及时改正，按期补种；3.没有造成危害后果"),
        passes("为了防止污染而作的规定", violation="未采取措施防止污染环境"),
        passes("使用过期证件", violation="使用超过有效期的健康证件从业"),
        flags("violation", "滥伐林木", violation="滥伐自有林地上的林木"),
        flags("violation", "变造许可证", violation="变造食品经营许可证"),
        flags("violation", "没有执业许可证而执业", violation="未取得《医疗机构执业许可证》擅自执业"),
        flags("violation", "无证行医", violation="无证行医不足三日"),
    ),
    check=check)
