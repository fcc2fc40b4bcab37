"""C19: an item is about one particular conduct, not about breaking a law in general."""

import re
from collections.abc import Iterator

from generator.legality.conduct import normalised
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World

_GENERAL = re.compile(
    "(?:其他|其它|各类|各种|一般|轻微|有关|所有)?违反(?:安全生产|生产安全|(?!规定|未|不|擅自|拒|超|使用|提供|从事|销售|生产).){0,24}?"
    "(?:法|法律|法规|规章|条例|规定|办法|管理|管理秩序|管理制度|管理处罚|法律法规|法规规章)(?:的?(?:有关|相关|其他)?(?:规定|要求|义务))?(?:行政)?"
    "|(?:其他|其它|各类|各种|一般|轻微)(?:的?(?:违法|违规|违章)(?:违法|违规)?(?:行为|情形)?)?|(?:违法|违规)(?:违法|违规)?(?:行为)?")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when the cell names no more than a law or a field."""
    conduct = normalised(item.violation)
    if conduct and _GENERAL.fullmatch(conduct):
        yield Remark("violation", f"「{(item.violation or '')[:40]}」没有列明具体的违法行为。")


RULE = Rule(
    id="C19", slug="names-the-conduct", title="写明具体违法行为", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第四条",),
    rationale="公民、法人或者其他组织违反行政管理秩序的行为，应当给予行政处罚的，由法律、法规、规章规定。"
              "减免责要落到某一种行为上，“违反治安管理的行为”这样的总则性说法，什么都包括，也就什么都没有规定。",
    hint="写明行为本身，如“未将许可证悬挂在显著位置”；一行一种行为。",
    examples=(
        passes("写明具体行为"),
        passes("违反规定之后写明了行为", violation="违反规定延长劳动者工作时间"),
        passes("行为的对象是违反法律的制度", violation="用人单位直接涉及劳动者切身利益的规章制度违反法律、法规规定"),
        flags("violation", "违反治安管理的行为", violation="违反治安管理的行为"),
        flags("violation", "违反某一领域法规的行为", violation="违反林草法规的行为"),
        passes("违反规定生产", violation="违反规定生产食品添加剂"),
        flags("violation", "违反安全生产管理规定", violation="违反安全生产管理规定的行为"),
        flags("violation", "违反某部法律的规定", violation="对违反《中华人民共和国广告法》规定的行为的处罚"),
        flags("violation", "其他违法行为", violation="其他违法行为"),
    ),
    check=check)
