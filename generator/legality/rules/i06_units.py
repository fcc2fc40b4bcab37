"""I06: quantities carry the legal units, written so that everyone can read them."""

import re
from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import mentioned
from generator.model import Item, Kind, Severity, World

_FIELDS = ("conditions", "outcome", "correction_deadline")
_PROPER = {"m2": "平方米", "m²": "平方米", "㎡": "平方米", "m3": "立方米", "m³": "立方米", "㎥": "立方米", "km2": "平方千米",
           "km²": "平方千米", "市斤": "千克", "公分": "厘米", "英寸": "厘米", "英尺": "米", "英里": "千米", "华里": "千米", "磅": "千克",
           "平米": "平方米", "立方": "立方米", "平方": "平方米", "‰": "千分之"}
_UNIT = re.compile(
    "(?<=[0-9一二三四五六七八九十百千万两几半])\\s*(?:(?:km2|km²|m2|m3|m²|m³)(?![A-Za-z0-9])|㎡|㎥|市斤|公分|英寸|英尺|英里|华里|磅|平米|立方(?!米|厘|分|千)|平方(?!米|厘|分|千|公))")
_TELLING = re.compile("m|㎡|㎥|‰|斤|寸|尺|磅|公分|英里|华里|平米|立方|平方|<|>|＜|＞|≤|≥|≦|≧")
_SIGN = re.compile("[<>＜＞≤≥≦≧](?=\\s*[0-9一二三四五六七八九十])")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per field with all units and signs that are not proper."""
    for name in _FIELDS if mentioned(item, _FIELDS, _TELLING) else ():
        text = getattr(item, name) or ""
        units = dict.fromkeys(found.strip() for found in _UNIT.findall(text))
        if name == "conditions" and "‰" in text:  # an outcome follows the statute, which may print ‰
            units["‰"] = None
        said = [f"「{unit}」应写「{_PROPER[unit]}」" for unit in units]
        if sign := _SIGN.search(text):
            said.append(f"「{sign[0]}」应写成文字，如“不超过”“不满”")
        if said:
            yield Remark(name, "；".join(said) + "。")


RULE = Rule(
    id="I06", slug="units", title="量词单位规范", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国计量法》第三条",),
    rationale="国家实行法定计量单位制度。“m2”少了上标，“市斤”不是法定单位，“<2m3”在网页和表格里还容易变成乱码；“不超过”与“不满”差一个本数，不能用符号含混过去。",
    hint="写“平方米”“立方米”“千克”等中文名称，大小关系写“不超过”“不满”“以下”。",
    examples=(
        passes("没有计量单位"),
        passes("写平方米", conditions="违法行为轻微，面积不超过2平方米；及时改正，发现当日撤下；没有造成危害后果"),
        passes("百分号可以用", conditions="违法行为轻微，占比不超过5%；及时改正，发现当日撤下；没有造成危害后果"),
        passes("结果随法条写千分号", kind=Kind.LIGHTER_PENALTY, outcome="处项目总投资额1‰以上2‰以下罚款",
               statutory_penalty="处项目总投资额1‰以上5‰以下罚款"),
        flags("conditions", "写m2", conditions="违法行为轻微，面积不超过5m2；及时改正，发现当日撤下；没有造成危害后果"),
        flags("conditions", "条件里写千分号", conditions="违法行为轻微，占河道宽度不超过5‰；及时改正，发现当日撤下；没有造成危害后果"),
        flags("conditions", "写市斤", conditions="违法行为轻微，不超过10市斤；及时改正，发现当日撤下；没有造成危害后果"),
        flags("conditions", "用小于号", conditions="违法行为轻微，倾倒量<2立方米；及时改正，发现当日撤下；没有造成危害后果"),
    ),
    check=check)
