"""E05: leniency does not depend on where a business is from or who owns it."""

import re
from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import mentioned
from generator.model import Item, Severity, World

_BUSINESS = "(?:的)?(?:企业|公司|经营者|商户|商家|市场主体|经营主体|经营户|个体工商户)(?!登记|注册|信用|信息|名录|年度报告|年报|内部)"
_PRIVILEGE = re.compile(
    rf"在?本[市省区县地](?:辖区|行政区域|范围)?内?(?:登记注册|注册登记|注册|纳税)|注册地(?:在|为|位于)本[市省区县地]"
    rf"|本[市省区县地]{_BUSINESS}|国有(?:独资|控股|参股)?{_BUSINESS}|(?:拟|已)?上市(?:公司|企业|后备企业)|纳税大户|重点税源企业"
    "|招商(?:引资)?(?:的)?(?:项目|企业)")
_FIELDS = ("conditions", "outcome", "note")
_SIGNS = re.compile("本市|本省|本区|本县|本地|国有|上市|纳税大户|重点税源企业|招商")
_ASKED = re.compile("(?:限|仅|只|属于?|为|是|系|针对|面向|适用于)[^，,。；;]{0,6}$")
_APART = re.compile("不论|无论|不分|不限于|不区分|一视同仁|不得")
_REST = 6
"""A clause that goes on no longer than this behind the words is about them."""


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark: an error where a clause asks for such a business, a warning where it only names one."""
    for name in _FIELDS if mentioned(item, _FIELDS, _SIGNS) else ():
        found = [(match, clause) for clause in re.split("[，,。；;\n]", getattr(item, name) or "")
                 if not _APART.search(clause) and (match := _PRIVILEGE.search(clause))]
        if found:
            match, clause = next((one for one in found if _is_asked(*one)), found[0])
            if _is_asked(match, clause):
                yield Remark(name, f"以「{match[0]}」为适用条件，存在地域或者所有制等差别待遇。")
            else:
                yield Remark(name, f"写有「{match[0]}」，请确认不是对本地或者某类企业的差别待遇。", Severity.WARNING)
            return


def _is_asked(match: re.Match[str], clause: str) -> bool:
    return _ASKED.search(clause[: match.start()]) is not None or len(clause) - match.end() <= _REST


RULE = Rule(
    id="E05", slug="no-local-or-ownership-privilege", title="条件不得有地域、所有制差别", severity=Severity.ERROR,
    legal_basis=("《公平竞争审查条例》第九条第（五）项", "《优化营商环境条例》第十条"),
    rationale="监管执法不得对外地经营者设置歧视性要求，各种所有制经济平等受到法律保护。只对本地注册企业、国有企业、上市公司、纳税大户、"
              "招商项目从宽的清单，过不了公平竞争审查。能否减免只看违法行为本身。",
    hint="删除这一条件，改写为违法行为的数量、后果、改正情况。",
    examples=(
        passes("条件只看违法行为"),
        passes("初次违法按本市记录认定", exemption_type="首违不罚", outcome="可以不予行政处罚",
               conditions="初次违法，前24个月内在本市未因同类违法行为被处罚；危害后果轻微；及时改正"),
        passes("国有土地不是所有制差别", conditions="违法行为轻微，占用国有土地不超过2平方米；及时改正；没有造成危害后果"),
        passes("登记机关的名称", conditions="违法行为轻微，已向本市企业登记机关补报；及时改正；没有造成危害后果"),
        passes("上市指产品投放市场", conditions="违法行为轻微，产品尚未上市销售；及时改正；没有造成危害后果"),
        flags("conditions", "只对本市注册企业", conditions="违法行为轻微并及时改正，没有造成危害后果；当事人为在本市注册的企业"),
        flags("conditions", "只对国有企业", conditions="违法行为轻微并及时改正，没有造成危害后果；限国有企业"),
        flags("conditions", "只对纳税大户", conditions="违法行为轻微并及时改正，没有造成危害后果；当事人为上一年度纳税大户"),
        flags("note", "备注限于招商项目", note="仅适用于招商引资项目"),
        flags("conditions", "提到国有企业，看不出是不是条件", severity=Severity.WARNING,
              conditions="违法行为轻微并及时改正，没有造成危害后果；国有企业已按规定完成决策程序的一并提供材料"),
    ),
    check=check)
