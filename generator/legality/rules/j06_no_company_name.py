"""J06: no company is named."""

import re
from collections.abc import Iterator

from generator.legality.personal_data import COMPANY, company_name, suspicious
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import BASES, Item, Severity, World

_TITLE = re.compile("《[^》]*》")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per text field; the title of a law that speaks of companies names none."""
    for name, text in suspicious(item, world, COMPANY):
        found = company_name(_TITLE.sub("", text) if name in BASES else text)
        if found:
            yield Remark(name, f"疑含具体企业名称「{found}」，请核实并删除。")


RULE = Rule(
    id="J06", slug="no-company-name", title="不公开具体企业名称", severity=Severity.WARNING, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第三十四条", "《优化营商环境条例》第十条"),
    rationale="清单是公布的裁量标准，对各类市场主体规则平等；写入企业名称，使清单像是为个别企业制定，也可能损害其商誉。"
              "没有法条禁止写企业名称，机器也只能按用语推测，因此只作提醒。",
    hint="改为对一类企业的描述，如“年用水量不超过1万立方米的企业”。",
    examples=(
        passes("没有企业名称"),
        passes("企业的法定形式", violation="有限责任公司未按规定办理变更登记"),
        passes("隐去名称的例子", note="如某某科技有限公司一类的小微企业"),
        passes("法规名称中有公司", obligation_basis="《国务院关于股份有限公司境内上市外资股的规定》第八条"),
        passes("泛指的工厂", note="城镇污水处理厂不适用本事项"),
        flags("inclusion_reason", "写了有限公司的名称", inclusion_reason="示例市宏达食品有限公司已主动改正"),
        flags("note", "动词之后写了公司的名称", note="参照示例市宏达机械制造有限公司一案"),
        flags("note", "写了工厂的名称", note="源于对示例市青禾镇宏达五金厂的检查"),
    ),
    check=check)
