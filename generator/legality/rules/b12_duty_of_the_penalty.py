"""B12: the duty cited is one whose breach the cited penalty clause punishes."""

from collections.abc import Iterator
from datetime import date

from generator.article_facts import duties_of
from generator.citation import Citation, article_label
from generator.laws import LawStatus, Registry, registry
from generator.legality.basis import judging_days, units
from generator.legality.cells import by_cells
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.succession import misplaced
from generator.model import Item, Severity, World

_KNOWN = (LawStatus.IN_FORCE, LawStatus.UNVERIFIED)

Duties = frozenset[tuple[int, int]]


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per law whose penalty clauses all name the duties they punish, when none of them is cited."""
    if (found := _unrelated(item, world)) and not misplaced(item, world):
        yield from found


@by_cells("obligation_basis", "penalty_basis")
def _unrelated(item: Item, world: World) -> Iterator[Remark]:
    if not item.obligation_basis or not item.penalty_basis:
        return
    day, laws = judging_days(item, world)[-1], world.once(registry)
    penalties, obligations = units(item, "penalty_basis", world, day), units(item, "obligation_basis", world, day)
    for law in dict.fromkeys(unit.law_full for unit in penalties):
        cited = [unit for unit in obligations if unit.law_full == law and laws.resolve(unit, day).status in _KNOWN]  # else B03–B05
        if not cited:
            continue
        clauses = [unit for unit in penalties if unit.law_full == law]
        named = [_duties(unit, laws, day) for unit in clauses]
        wanted: Duties = frozenset().union(*named)
        if all(named) and not any((unit.article, unit.article_sub or 0) in wanted for unit in cited):
            yield Remark("obligation_basis", _message(clauses, wanted, cited))


def _duties(unit: Citation, laws: Registry, day: date) -> Duties:
    """The duties named by a clause; empty when it names none, or when it cannot be told which paragraph is meant."""
    found = laws.resolve(unit, day)
    if found.article is None or found.status not in _KNOWN or (unit.paragraph is None and (found.article.paragraphs or 0) > 1):
        return frozenset()
    return duties_of(found.article, unit.paragraph)


def _message(clauses: list[Citation], wanted: Duties, cited: list[Citation]) -> str:
    return (f"《{clauses[0].law}》{_labels((one.article or 0, one.article_sub or 0) for one in clauses)}处罚的是违反"
            f"{_labels(sorted(wanted))}的行为，与所填{_labels((one.article or 0, one.article_sub or 0) for one in cited)}对不上。")


def _labels(articles: object) -> str:
    return "、".join(dict.fromkeys(article_label(article, suffix or None) for article, suffix in articles))  # type: ignore[attr-defined]


RULE = Rule(
    id="B12", slug="duty-of-the-penalty", title="违反条款与处罚依据相对应", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第四条", "《中华人民共和国行政处罚法》第五条第二款"),
    rationale="罚则写“违反本法第X条规定”的，只处罚违反那一条的行为。违反条款填了别的条，不是引错了义务，就是引错了罚则。"
              "只比较同一部法规内写明了条号的罚则；罚则没有写明条号的，本规则不判断，由审查人看。",
    hint="对照罚则原文改正违反条款，或者改正处罚依据。",
    examples=(
        passes("罚则没有写明违反第几条"),
        passes("违反条款是罚则写明的一条", obligation_basis="《中华人民共和国种子法》第三十八条",
               penalty_basis="《中华人民共和国种子法》第七十九条第（五）项"),
        passes("几条之中有一条对得上", obligation_basis="《中华人民共和国种子法》第三十八条、第四十一条",
               penalty_basis="《中华人民共和国种子法》第七十九条第（五）项"),
        passes("违反条款不存在，由规则B04指出", obligation_basis="《中华人民共和国种子法》第九百条",
               penalty_basis="《中华人民共和国种子法》第七十九条第（五）项"),
        passes("违反的是另一部法规的条款", obligation_basis="《中华人民共和国广告法》第十四条第二款",
               penalty_basis="《中华人民共和国种子法》第七十九条第（五）项"),
        flags("obligation_basis", "违反条款不在罚则写明的条文中", obligation_basis="《中华人民共和国种子法》第四十一条",
              penalty_basis="《中华人民共和国种子法》第七十九条第（五）项"),
        flags("obligation_basis", "把罚则又填作违反条款", obligation_basis="《中华人民共和国种子法》第七十九条",
              penalty_basis="《中华人民共和国种子法》第七十九条第（五）项"),
    ),
    check=check)
