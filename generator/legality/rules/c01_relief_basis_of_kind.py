"""C01: a list rests on the clauses that allow it, and each exemption type on its own."""

from collections.abc import Iterator
from datetime import date

from generator.citation import Citation
from generator.laws import LawStatus, registry
from generator.legality.basis import REVISED, citations, cited_laws, judging_days, place, single
from generator.legality.cells import by_cells
from generator.legality.relief import TYPE_CLAUSES, Ground, exemption_type, ground, unfit_for
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import ExemptionType, Item, Kind, Severity, World

_USABLE = (LawStatus.IN_FORCE, LawStatus.UNVERIFIED, LawStatus.UNKNOWN_LAW)


@by_cells("relief_basis", "exemption_type")
def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per citation outside the allowed set, else one when the exemption type needs another clause."""
    day, laws = judging_days(item, world)[-1], world.once(registry)
    cited = [unit for _, one in cited_laws(item, world, ("relief_basis",)) if one.article
             and laws.resolve(one, day).status in _USABLE  # what is repealed or missing has B03, B04 or B05
             for unit in single(one)]
    judged = [(unit, ground(unit, item.kind, day, world)) for unit in cited]
    everything = citations(item, "relief_basis", world)
    if any(one.article for one in everything) and all(one.kind != "law" for one in everything):
        yield Remark("relief_basis", f"《{everything[0].law}》不是法律、法规、规章，「{item.kind.value}」清单不能以它为依据。")
    for unit, worth in judged:
        if worth is Ground.FORBIDDEN:
            yield Remark("relief_basis", f"「{item.kind.value}」清单不能以{place(unit)}为依据。")
        elif worth is Ground.UNLISTED:
            yield Remark("relief_basis", f"{place(unit)}不在减免专条库中，请核对该条是否明文规定可以{_grants(item.kind)}。",
                         Severity.WARNING, "确属明文规定减免的，请司法局将该条列入减免专条库。")
    if not any(worth is Ground.FORBIDDEN for _, worth in judged):
        if judged and all(worth is Ground.SUPPORTING for _, worth in judged):
            yield Remark("relief_basis", "所引条款只能与《行政强制法》第十六条第二款并引，不能单独作为依据。")
        yield from _by_type(item, judged, day)


def _by_type(item: Item, judged: list[tuple[Citation, Ground]], day: date) -> Iterator[Remark]:
    wanted = exemption_type(item.exemption_type)
    unfit = unfit_for(wanted, judged) if item.kind is Kind.NO_PENALTY and wanted and day >= REVISED else None
    if wanted is ExemptionType.SPECIAL_CLAUSE and unfit:
        yield Remark("relief_basis", "不罚类型为「法定专条」，应引单行法律、法规中规定不予处罚的条文。")
    elif wanted and unfit:
        article, paragraph = TYPE_CLAUSES[wanted][0]
        right = place(Citation(law="行政处罚法", article=article, paragraph=paragraph))
        yield Remark("relief_basis", f"不罚类型为「{wanted.value}」，应以{right}为依据，而不是{place(unfit)}。")


def _grants(kind: Kind) -> str:
    return "不采取行政强制措施" if kind is Kind.NO_COERCION else kind.value


RULE = Rule(
    id="C01", slug="relief-basis-of-kind", title="减免依据与清单种类、不罚类型相符", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第三十条", "《中华人民共和国行政处罚法》第三十一条",
                 "《中华人民共和国行政处罚法》第三十二条", "《中华人民共和国行政处罚法》第三十三条第一款",
                 "《中华人民共和国行政强制法》第十六条第二款", "《优化营商环境条例》第五十九条第一款"),
    rationale="不予处罚依行政处罚法第三十、三十一、三十三条，从轻、减轻处罚依第三十、三十一、三十二条，"
              "免予行政强制依行政强制法第十六条第二款、优化营商环境条例第五十九条第一款，或者依列入减免专条库的单行法专条。引错条文就是归错了类。",
    hint="改引与清单种类相符的条文；引错的是清单的，把事项移到相应的清单。",
    examples=(
        passes("轻微不罚引第三十三条第一款"),
        passes("从轻处罚引第三十二条", kind=Kind.LIGHTER_PENALTY),
        passes("并引专条库中的专条", effective_from="2026-08-15", relief_basis=(
            "《中华人民共和国行政处罚法》第三十三条第一款；《中华人民共和国生态环境法典》第一千零五十六条第二款"), tables={
                "relief_clauses": ({"law": "中华人民共和国生态环境法典", "article": "第一千零五十六条第二款",
                                    "kinds": "no-penalty;lighter-penalty;mitigated-penalty", "from": "2026-08-15"},)}),
        passes("免予行政强制引优化营商环境条例第五十九条第一款", kind=Kind.NO_COERCION,
               relief_basis="《优化营商环境条例》第五十九条第一款"),
        flags("relief_basis", "从轻处罚引第三十三条", kind=Kind.LIGHTER_PENALTY,
              relief_basis="《中华人民共和国行政处罚法》第三十三条第一款"),
        flags("relief_basis", "不予处罚引行政强制法", relief_basis="《中华人民共和国行政强制法》第十六条第二款"),
        flags("relief_basis", "免予行政强制引行政处罚法", kind=Kind.NO_COERCION,
              relief_basis="《中华人民共和国行政处罚法》第三十三条第一款"),
        flags("relief_basis", "只引规范性文件", relief_basis="《示例市行政处罚裁量基准》第三条"),
        flags("relief_basis", "轻微不罚引无主观过错的第二款", relief_basis="《中华人民共和国行政处罚法》第三十三条第二款"),
        flags("relief_basis", "专条库没有的专条", exemption_type="法定专条", severity=Severity.WARNING,
              relief_basis="《中华人民共和国食品安全法》第一百三十六条"),
    ),
    check=check)
