"""B04: the cited article exists in the version in force."""

from collections.abc import Iterator

from generator.citation import Citation, article_label
from generator.laws import LawStatus, registry
from generator.legality.basis import called, cited_laws, judging_days, single, status_of
from generator.legality.cells import by_text
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.succession import explained
from generator.model import Item, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per field and article that the law lacks; a range is judged at both ends."""
    for citation, remark in _lacking(item, world):
        if not explained(remark.field or "", citation, item, world):
            yield remark


@by_text
def _lacking(item: Item, name: str, world: World) -> Iterator[tuple[Citation, Remark]]:
    laws, days, said = world.once(registry), judging_days(item, world), set()
    for _, whole in cited_laws(item, world, (name,)):
        found = status_of(whole, days, laws, (LawStatus.NO_SUCH_ARTICLE,))
        if found is None:
            continue
        day, _, version = found
        missing = [one for one in single(whole) if laws.resolve(one, day).status is LawStatus.NO_SUCH_ARTICLE]
        citation = missing[0] if missing else whole
        key = (citation.law_full, citation.article, citation.article_sub)
        if key in said:
            continue
        said.add(key)
        total = f"共{version.last_article}条，" if version and version.last_article else ""
        yield citation, Remark(name, f"{called(version, whole)}{total}不存在{article_label(citation.article or 0, citation.article_sub)}。")


RULE = Rule(
    id="B04", slug="article-exists", title="所引条文存在", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第四条", "《中华人民共和国行政处罚法》第三十八条第一款"),
    rationale="条号不存在就没有依据。法规修改后条文增减，旧条号常常对不上。",
    hint="对照现行文本改正条号；用 qingdan laws map 可以查旧条号移到了哪里。",
    examples=(
        passes("条文存在"),
        passes("引用最后一条", obligation_basis="《中华人民共和国广告法》第七十四条"),
        flags("obligation_basis", "超过最后一条", obligation_basis="《中华人民共和国广告法》第七十五条"),
        flags("penalty_basis", "没有这个“之一”条", penalty_basis="《中华人民共和国广告法》第五十九条之一"),
        flags("obligation_basis", "范围的终点不存在", obligation_basis="《中华人民共和国广告法》第七十三条至第八十条"),
    ),
    check=check)
