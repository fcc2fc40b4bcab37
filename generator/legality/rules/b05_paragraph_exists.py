"""B05: the cited paragraph and item exist, and a paragraph is stated where the article has several."""

from collections.abc import Iterator
from datetime import date

from generator.citation import Citation, article_label, to_chinese
from generator.laws import LawStatus, Registry, registry
from generator.legality.basis import article_of, called, cited_laws, judging_days, status_of, unstated_paragraphs
from generator.legality.cells import by_text
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.succession import explained
from generator.model import Item, Kind, Severity, World

_MISSING = (LawStatus.NO_SUCH_PARAGRAPH, LawStatus.NO_SUCH_ITEM)


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per citation whose paragraph or item is missing, or whose paragraph is not stated."""
    for citation, remark in _imprecise(item, world):
        if not explained(remark.field or "", citation, item, world):
            yield remark


@by_text
def _imprecise(item: Item, name: str, world: World) -> Iterator[tuple[Citation, Remark]]:
    laws, days, said = world.once(registry), judging_days(item, world), set()
    for _, citation in cited_laws(item, world, (name,)):
        message = _missing(citation, days, laws)
        severity = None
        if message is None:
            message, severity = _unstated(citation, days[-1], laws), Severity.WARNING
        if message is not None and message not in said:
            said.add(message)
            yield citation, Remark(name, message, severity, "写明所引的是第几款。" if severity else None)


def _missing(citation: Citation, days: tuple[date, ...], laws: Registry) -> str | None:
    found = status_of(citation, days, laws, _MISSING)
    if found is None:
        return None
    _, status, version = found
    law, label = called(version, citation), article_label(citation.article or 0, citation.article_sub)
    article = laws.article(version.law_id if version else None, citation.article or 0, citation.article_sub or 0)
    if status is LawStatus.NO_SUCH_ITEM:
        number = citation.to.item if citation.to and citation.to.item else citation.item
        return f"{law}{article_of(citation)}没有第（{to_chinese(number or 0)}）项，引用有误。"
    paragraph = citation.to.paragraph if citation.to and citation.to.paragraph else citation.paragraph
    return f"{law}{label}仅有{article.paragraphs if article else 0}款，引用第{to_chinese(paragraph or 0)}款有误。"


def _unstated(citation: Citation, day: date, laws: Registry) -> str | None:
    count = unstated_paragraphs(citation, day, laws)
    return f"《{citation.law}》{article_label(citation.article or 0, citation.article_sub)}有{count}款，建议写明款次。" if count else None


RULE = Rule(
    id="B05", slug="paragraph-exists", title="所引款、项存在并写明款次", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第三十八条第一款", "《中华人民共和国行政处罚法》第四十四条", "《中华人民共和国行政强制法》第四条"),
    rationale="处罚要有依据并事先告知当事人，强制要依照法定的范围和条件。同一条的各款常常规定不同的行为和处罚："
              "引用不存在的款、项等于没有依据；一条有几款而不写款次，无法确定引的是哪一款（没有法条要求写到款次，只提醒）。",
    hint="对照现行文本改正款、项的序号；只有一款的条文不写款次。",
    examples=(
        passes("写明款次"),
        passes("条文只有一款，不写款次", relief_basis="《中华人民共和国行政处罚法》第三十二条第（一）项", kind=Kind.LIGHTER_PENALTY),
        passes("项号足以确定是哪一款", kind=Kind.LIGHTER_PENALTY, penalty_basis="《中华人民共和国消防法》第六十条第（一）项"),
        passes("引用整章的一段条文", obligation_basis="《中华人民共和国广告法》第十四条至第十六条"),
        flags("penalty_basis", "只有三款却引第四款", penalty_basis="《中华人民共和国广告法》第五十九条第四款"),
        flags("relief_basis", "第三十二条只有五项", kind=Kind.LIGHTER_PENALTY,
              relief_basis="《中华人民共和国行政处罚法》第三十二条第（六）项"),
        flags("relief_basis", "有三款而不写款次", relief_basis="《中华人民共和国行政处罚法》第三十三条",
              severity=Severity.WARNING),
    ),
    check=check)
