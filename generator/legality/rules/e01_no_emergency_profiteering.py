"""E01: exploiting an emergency is never on a list."""

import re
from collections.abc import Iterator

from generator.citation import Citation
from generator.legality.basis import covers, judging_days, units
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World

_PROFITEERING = re.compile("囤积居奇|哄抬[^，。；]{0,8}?(?:物价|价格)|哄抬|(?:捏造|编造|散布|传播)[^，。；]{0,8}涨价信息")
_EMERGENCY_WORDS = ("突发事件|突发公共卫生|自然灾害|事故灾难|事故灾害|公共卫生事件|社会安全事件|疫情|灾情|灾害|应急响应|应急状态|紧急状态"
                    "|紧急措施")
_EMERGENCY = re.compile(_EMERGENCY_WORDS)
_EXPLOITING = re.compile(f"(?:利用|借助|乘着?|趁着?)[^，。；]{{0,20}}?(?:{_EMERGENCY_WORDS})")
_EXCLUDING = re.compile("除外|不适用|不包括|不包含|不含|不属于|不存在|不涉及|不在|没有|未在|未发生|未实施|未利用|非|排除|不得|以外")
_SIGNS = re.compile(f"囤积居奇|哄抬|涨价信息|{_EMERGENCY_WORDS}")
_CLAUSES = (Citation(law_full="中华人民共和国价格法", article=14, paragraph=1, item=3),
            Citation(law_full="价格违法行为行政处罚规定", article=6))


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark: an error in the context of an emergency, a warning for the same conduct without it."""
    violation, conditions, emergency = item.violation or "", item.conditions or "", None
    if _SIGNS.search(f"{violation}；{conditions}"):
        conditions = "；".join(part for part in re.split("[。；;\n]", conditions) if not _EXCLUDING.search(part))
        emergency = _EMERGENCY.search(f"{violation}；{conditions}")
        for name, text in (("violation", violation), ("conditions", conditions)):
            found = _PROFITEERING.search(text) or (_EXPLOITING.search(text) if emergency else None)
            if found:
                yield _remark(name, found[0], emergency is not None)
                return
    day = judging_days(item, world)[-1]
    cited = units(item, "penalty_basis", world, day) + units(item, "obligation_basis", world, day)
    if any(covers(clause, unit) for unit in cited for clause in _CLAUSES):
        yield _remark("penalty_basis", "囤积居奇、哄抬价格、捏造散布涨价信息", emergency is not None)


def _remark(name: str, conduct: str, emergency: bool) -> Remark:
    if emergency:
        return Remark(name, f"利用突发事件实施的「{conduct}」不得纳入减免责清单。")
    return Remark(name, f"「{conduct}」在突发事件期间不得减免，请确认本事项已排除突发事件期间的情形，或者不纳入清单。", Severity.WARNING)


RULE = Rule(
    id="E01", slug="no-emergency-profiteering", title="利用突发事件的违法行为不得列入", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第四十九条", "《中华人民共和国价格法》第十四条第（三）项",
                 "《中华人民共和国突发事件应对法》第七十三条第（八）项"),
    rationale="突发事件期间囤积居奇、哄抬物价、捏造散布涨价信息的，依法从严从重处罚；优化营商环境的地方性法规和清单编制方案都规定，"
              "利用突发事件实施的违法行为不得纳入减免责清单。",
    hint="删除该事项；平时的轻微价格违法行为，写明突发事件期间不适用。",
    examples=(
        passes("普通的价格标示不规范", violation="商品标价签内容不齐全"),
        passes("只出现应急一类的词", violation="消防应急照明灯具未保持完好有效"),
        passes("条件排除突发事件期间",
               conditions="违法行为轻微并及时改正，没有造成危害后果；不属于利用突发事件实施的违法行为"),
        flags("violation", "疫情期间哄抬价格", violation="疫情期间哄抬防护用品价格"),
        flags("violation", "利用自然灾害实施违法行为", violation="利用自然灾害销售标签不合格的饮用水"),
        flags("conditions", "条件说明在突发事件期间囤积居奇", violation="囤货不售",
              conditions="违法行为轻微并及时改正，没有造成危害后果；突发事件期间囤积居奇不超过3日"),
        flags("violation", "没有突发事件的哄抬价格", violation="哄抬价格", severity=Severity.WARNING),
    ),
    check=check)
