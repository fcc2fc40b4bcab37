"""J03: no mobile number is published."""

from collections.abc import Iterator

from generator.legality.personal_data import LONG_NUMBER, masked, mobile_number, suspicious
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per text field."""
    for name, text in suspicious(item, world, LONG_NUMBER):
        found = mobile_number(text) if name != "power_code" else None
        if found:
            yield Remark(name, f"疑含手机号码 {masked(found)}，不得公开。")


RULE = Rule(
    id="J03", slug="no-mobile-number", title="不公开手机号码", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国政府信息公开条例》第十五条", "《中华人民共和国个人信息保护法》第三十四条"),
    rationale="个人手机号码属于个人信息。公众咨询应当使用单位的办公电话。",
    hint="删除手机号码；需要联系方式的，写单位办公电话。",
    examples=(
        passes("没有号码"),
        passes("十二位基本编码不是手机号码", power_code="138123456780"),
        passes("前后还有数字", note="流水号2013812345678901"),
        passes("办公电话", note="咨询电话0755-12345678"),
        flags("note", "备注中有手机号码", note="经办人电话13812345678"),
        flags("supporting_measures", "用短横线隔开的手机号码", supporting_measures="批评教育，联系138-1234-5678复查"),
    ),
    check=check)
