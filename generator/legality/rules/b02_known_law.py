"""B02: the cited law is in the registry."""

from collections.abc import Iterator

from generator.laws import registry
from generator.legality.basis import cited_laws
from generator.legality.cells import by_text
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World


def check(item: Item, name: str, world: World) -> Iterator[Remark]:
    """One remark per law that the registry lacks, with the nearest name it has."""
    laws = world.once(registry)
    said = set()
    for _, citation in cited_laws(item, world, (name,)):
        if laws.versions(citation.law_full) or citation.law_full in said:
            continue
        said.add(citation.law_full)
        nearest = laws.nearest(citation.law_full)
        yield Remark(name, f"法规库未收录《{citation.law}》" + (f"，是否为《{nearest}》？" if nearest else "，无法核对其效力和条款。"))


RULE = Rule(
    id="B02", slug="known-law", title="所引法规在法规库中", severity=Severity.WARNING, legal_basis=(),
    rationale="法规库没有的法规，无法核对是否有效、条款是否存在。常见的原因是法名写错一两个字。",
    hint="核对法名；确属法规库缺少的，请司法局把该法规导入法规库。",
    examples=(
        passes("写全称"),
        passes("写法规库中的简称", relief_basis="《处罚法》第三十三条第一款"),
        flags("penalty_basis", "法名错一个字", penalty_basis="《中华人民共和国广播法》第五十九条第三款"),
        flags("obligation_basis", "条例写成办法", obligation_basis="《音像制品管理办法》第五条"),
        flags("obligation_basis", "法规库没有的地方性法规", obligation_basis="《示例市户外广告管理条例》第十二条"),
    ),
    check=by_text(check))
