"""B09: the relief clauses of 行政处罚法 bear the numbers of the revision in force."""

from collections.abc import Iterator

from generator.citation import article_label
from generator.legality.basis import REVISED, citations, judging_days, misnumbered
from generator.legality.cells import by_cells
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World


@by_cells("relief_basis")
def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when the relief basis is cited by the number of the other version."""
    for citation in citations(item, "relief_basis", world):
        right = misnumbered(item, "relief_basis", citation, world)
        if right is None:
            continue
        cited = article_label(citation.article or 0)
        if judging_days(item, world)[0] < REVISED and citation.article != 27:
            why = f"《行政处罚法》2021年修订自2021-07-15起施行，此前施行的事项应引当时的{article_label(right)}，{cited}在当时是别的内容。"
        else:
            why = f"《行政处罚法》2021年修订后，{cited}不再是减免依据：不予处罚应引第三十三条，从轻、减轻处罚应引第三十二条。"
        yield Remark("relief_basis", why)
        return


RULE = Rule(
    id="B09", slug="renumbered-penalty-law", title="行政处罚法新旧条号不混用", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第三十二条", "《中华人民共和国行政处罚法》第三十三条第一款"),
    rationale="行政处罚法2021年修订，自2021年7月15日起施行：原第二十七条的从轻、减轻移到第三十二条，不予处罚移到第三十三条。"
              "沿用旧条号，引到的是案件移送的规定。",
    hint="按事项施行之日有效的文本改正条号。",
    examples=(
        passes("修订后引第三十三条"),
        passes("修订施行当日引第三十三条", effective_from="2021-07-15", effective_to="2022-01-01", end_reason="期满"),
        passes("修订前引第二十七条", effective_from="2021-03-01", effective_to="2021-07-15", end_reason="法律修订",
               relief_basis="《中华人民共和国行政处罚法》第二十七条第二款"),
        flags("relief_basis", "修订后仍引第二十七条", relief_basis="《中华人民共和国行政处罚法》第二十七条第二款"),
        flags("relief_basis", "从轻处罚仍引第二十七条", kind=Kind.LIGHTER_PENALTY,
              relief_basis="《中华人民共和国行政处罚法》第二十七条第一款第（一）项"),
        flags("relief_basis", "修订施行前引第三十三条", effective_from="2021-03-01", effective_to="2021-07-15",
              end_reason="法律修订"),
    ),
    check=check)
