"""J04: no case is cited by its number."""

from collections.abc import Iterator

from generator.legality.personal_data import NUMBERED, case_number, suspicious
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per text field."""
    for name, text in suspicious(item, world, NUMBERED):
        found = case_number(text)
        if found:
            yield Remark(name, f"疑含案号「{found}」，案卷信息不得写入清单。")


RULE = Rule(
    id="J04", slug="no-case-number", title="不公开案号", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国政府信息公开条例》第十五条", "《中华人民共和国政府信息公开条例》第十六条第二款"),
    rationale="清单不得援引具体案件。行政执法案卷信息可以不予公开，案号还能查到当事人。法规、规范性文件和发布批次的文号不是案号。",
    hint="删除案号，用一般的语言说明理由。",
    examples=(
        passes("没有案号"),
        passes("规范性文件的文号", change_reason="根据国办发〔2022〕27号修改"),
        passes("发布批次的文号", note="与示市监规〔2026〕1号同时公布"),
        flags("inclusion_reason", "处罚决定书的案号", inclusion_reason="参照示市监罚〔2024〕12号"),
        passes("规范性文件的文号，年份在前", change_reason="根据（2022）示府规第15号修改"),
        passes("文号之后说到处罚", change_reason="根据国发〔2022〕10号取消的处罚第3号事项修改"),
        flags("note", "处罚决定书的案号，年份在前", note="参见（2023）示水罚字第15号"),
        flags("note", "序号也加括号", note="参见（2021）示水罚决〔015〕号"),
        flags("note", "法院裁判的案号", note="见（2024）粤01行终123号判决"),
    ),
    check=check)
