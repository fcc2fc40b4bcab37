"""J05: no person is named."""

from collections.abc import Iterator

from generator.legality.personal_data import PERSON, person_name, suspicious
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per text field."""
    for name, text in suspicious(item, world, PERSON):
        found = person_name(text)
        if found:
            yield Remark(name, f"疑含个人姓名「{found}」，请核实并删除。")


RULE = Rule(
    id="J05", slug="no-person-name", title="不公开个人姓名", severity=Severity.WARNING, waivable=False,
    legal_basis=("《中华人民共和国政府信息公开条例》第十五条", "《中华人民共和国个人信息保护法》第三十四条"),
    rationale="清单不需要写当事人、举报人、办案人员是谁。写成“王某”仍可能让人认出。机器只能按上下文推测，因此只作提醒。",
    hint="改为“当事人”“执法人员”等称谓。",
    examples=(
        passes("只用称谓"),
        passes("称谓后接普通词语", conditions="违法行为轻微并及时改正，没有造成危害后果，当事人高度配合"),
        passes("当事人陈述、申辩", conditions="违法行为轻微并及时改正，没有造成危害后果，当事人陈述申辩有据"),
        passes("经营者许诺、张贴", note="经营者许诺改正；当事人张贴提供的告示；负责人严格负责；当事人曾因同类行为受过处罚"),
        flags("note", "姓名后接着说他做了什么", note="举报人李雷提供线索"),
        flags("note", "经办人负责", note="本事项由经办人王小明负责解释"),
        flags("note", "当事人的陈述", note="当事人李建国的陈述不予采纳"),
        flags("note", "复姓", note="法定代表人欧阳修（已变更）"),
        flags("note", "当事人王某", note="当事人王某曾申请复议"),
        flags("inclusion_reason", "经办人张三", inclusion_reason="仅缺标识，当场即可改正，经办人张三"),
        flags("change_reason", "冒号后写姓名", change_reason="审核人：李小明，已复核"),
    ),
    check=check)
