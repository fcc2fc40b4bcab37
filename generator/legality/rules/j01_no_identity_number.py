"""J01: no identity number is published."""

from collections.abc import Iterator

from generator.legality.personal_data import LONG_NUMBER, identity_number, masked, suspicious
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per text field."""
    for name, text in suspicious(item, world, LONG_NUMBER):
        found = identity_number(text)
        if found:
            yield Remark(name, f"疑含居民身份证号码 {masked(found)}，不得公开。")


RULE = Rule(
    id="J01", slug="no-identity-number", title="不公开居民身份证号码", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国政府信息公开条例》第十五条", "《中华人民共和国个人信息保护法》第三十四条"),
    rationale="清单是普遍适用的规则，不需要任何人的身份信息。身份证号码属于个人隐私，公开会损害本人的合法权益。",
    hint="删除号码。已经公布的，同时在 lists/redactions.csv 中登记隐去。",
    examples=(
        passes("没有号码"),
        passes("十二位基本编码", power_code="440216139000"),
        passes("校验码不对的十八位数字", note="物料编号110105194912310021"),
        flags("note", "备注中有身份证号码", note="当事人身份证号11010519491231002X"),
        flags("conditions", "全角数字的身份证号码", conditions="违法行为轻微并及时改正，没有造成危害后果（１１０１０５１９４９１２３１００２Ｘ）"),
    ),
    check=check)
