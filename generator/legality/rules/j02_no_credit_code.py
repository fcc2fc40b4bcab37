"""J02: no company is identified by its credit code."""

from collections.abc import Iterator

from generator.legality.personal_data import LONG_NUMBER, credit_code, masked, suspicious
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per text field."""
    for name, text in suspicious(item, world, LONG_NUMBER):
        found = credit_code(text)
        if found:
            yield Remark(name, f"疑含统一社会信用代码 {masked(found)}，清单不得针对特定企业。")


RULE = Rule(
    id="J02", slug="no-credit-code", title="不公开统一社会信用代码", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第三十四条", "《优化营商环境条例》第十条"),
    rationale="清单是公布的裁量标准，对各类市场主体规则平等。统一社会信用代码不是商业秘密，但只能指向一家企业：清单中出现代码，"
              "说明抄入了具体案件或者针对了特定企业。",
    hint="删除代码，改写为普遍适用的条件。",
    examples=(
        passes("没有代码"),
        passes("校验码不对的十八位字母数字", note="批次号91990100MA0000000A"),
        flags("note", "备注中有统一社会信用代码", note="参见91990100MA0000000D一案"),
        flags("inclusion_reason", "纳入理由中有统一社会信用代码", inclusion_reason="仅91990100MA0000000D发生过一次"),
    ),
    check=check)
