"""B11: penalties rest on laws, regulations and rules, not on policies or standards."""

from collections.abc import Iterator

from generator.legality.basis import citations
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per policy document or standard that is named as basis of the penalty."""
    said = set()
    for citation in citations(item, "penalty_basis", world):
        if citation.kind == "law" or citation.law in said:
            continue
        said.add(citation.law)
        what = "是标准" if citation.kind == "standard" else "是规范性文件"
        name = citation.law if citation.kind == "standard" else f"《{citation.law}》"
        yield Remark("penalty_basis", f"{name}{what}，不属于法律、法规、规章，不能作为处罚依据。")


RULE = Rule(
    id="B11", slug="penalty-from-law", title="处罚依据限于法律、法规、规章", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第四条", "《中华人民共和国行政处罚法》第十六条"),
    rationale="行政处罚由法律、法规、规章规定，其他规范性文件不得设定行政处罚。裁量基准、通知、标准可以帮助适用，不是处罚的依据。",
    hint="填写设定该处罚的法律、法规、规章条文，规范性文件可以写在备注中。",
    examples=(
        passes("引用法律"),
        passes("备注中提到裁量基准", note="另见《示例市市场监管领域行政处罚裁量基准》"),
        flags("penalty_basis", "引用裁量基准", penalty_basis="《示例市市场监管领域行政处罚裁量基准》第十二条"),
        flags("penalty_basis", "法律之外又引通知",
              penalty_basis="《中华人民共和国广告法》第五十九条第三款；《市场监管总局关于规范广告行为的通知》第三条"),
    ),
    check=check)
