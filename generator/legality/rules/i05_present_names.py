"""I05: authorities are called by their present names."""

import re
from collections.abc import Iterator, Mapping

from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import mentioned
from generator.model import Item, Severity, World

_FIELDS = ("conditions", "outcome", "correction_deadline", "supporting_measures", "inclusion_reason")
_RENAMED = {
    "市场监督管理部门": "工商行政管理(?:局|部门|机关|所)|工商(?:局|部门|所)|质量技术监督(?:局|部门)|质监局|食品药品监督管理(?:局|部门)",
    "卫生健康部门": "卫生和计划生育(?:局|委员会|部门|行政部门)|卫生计生(?:局|委|委员会|部门|行政部门)|卫计(?:局|委|部门)",
    "生态环境部门": "环境保护(?:局|部门|主管部门|行政主管部门)|环保(?:局|部门)",
    "自然资源部门": "国土资源(?:局|部门|主管部门|行政主管部门)|国土(?:局|部门)",
    "应急管理部门": "安全生产监督管理(?:局|部门)|安监(?:局|部门)",
    "消防救援机构": "公安(?:机关)?消防(?:机构|部门|大队|支队|总队)",
    "文化和旅游部门": "(?<=[省市县区州家])旅游局|文化广电新闻出版(?:局|部门)",
}
"""Present name → the names before the reform of 2018, as far as nothing else bears them."""

_TELLING = ("工商", "技术监督", "质监", "食品药品", "计划生育", "计生", "卫计", "环境保护", "环保", "国土", "生产监督", "安监", "消防", "旅游局", "新闻出版")
"""Each old name holds one of these; most texts hold none, which is told at once."""


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per field, on national names and on former names of the city's own departments."""
    former = world.once(_former_names)
    if not mentioned(item, _FIELDS, world.once(_any_name)):
        return
    for name in _FIELDS:
        text = getattr(item, name) or ""
        own = next((old for old in former if old in text), None)
        national = next(((found[0], present) for present, old in _RENAMED.items() if (found := re.search(old, text))), None)
        if own:
            yield Remark(name, f"「{own}」已更名为「{former[own]}」。")
        elif national:
            yield Remark(name, f"「{national[0]}」是机构改革以前的名称，现为{national[1]}。")


def _any_name(world: World) -> re.Pattern[str]:
    return re.compile("|".join((*_TELLING, *map(re.escape, world.once(_former_names)))))


def _former_names(world: World) -> Mapping[str, str]:
    present = {row.name for row in world.book.organisations if row.holds_on(world.as_of)}
    return {old: row.name for row in world.book.organisations if row.name and row.holds_on(world.as_of)
            for old in row.former_names if old not in present and old not in row.name}


RULE = Rule(
    id="I05", slug="present-names", title="机关名称用现名", severity=Severity.WARNING, legal_basis=(),
    rationale="2018年机构改革后，工商、质监、食药监合并为市场监督管理部门，环境保护、国土资源、卫生计生、安监、旅游等也已更名。"
              "照录的法条可以保留原文，条件、结果和配套措施是写给今天的人看的。没有法条专门规定清单用什么名称，本规则只提醒。",
    hint="改用现在的名称。",
    examples=(
        passes("没有写机关名称"),
        passes("写现在的名称", supporting_measures="批评教育，30日内会同市场监督管理部门复查"),
        passes("照录的法条保留原文", statutory_penalty="由工商行政管理部门责令改正，对广告发布者处十万元以下的罚款"),
        passes("现名中有旧名的字", supporting_measures="批评教育，抄告示例市文化广电旅游局"),
        flags("supporting_measures", "写工商行政管理部门", supporting_measures="批评教育，抄告工商行政管理部门"),
        flags("conditions", "写环保部门", conditions="违法行为轻微，经环保部门监测达标；及时改正，发现当日撤下；没有造成危害后果"),
        flags("supporting_measures", "写本市部门的曾用名", supporting_measures="批评教育，由示例市城管监察大队复查", tables={
            "organisations": ({"dept": "csgl", "name": "示例市城市管理局", "former_names": "示例市城管监察大队"},)}),
    ),
    check=check)
