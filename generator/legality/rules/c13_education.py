"""C13: who is not punished is educated."""

import re
from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import leans_on_another
from generator.model import Item, Kind, Severity, World

_EDUCATION = re.compile("教育|承诺|约谈|指导|复查|辅导|告诫|宣传|劝导|劝诫|警示|提示|提醒|培训|回访|普法|宣讲|督促")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when the supporting measures hold nothing of the kind; an empty cell is rule A01's business."""
    measures = item.supporting_measures
    if item.kind is not Kind.NO_PENALTY or not measures or leans_on_another(measures):
        return
    if not _EDUCATION.search(measures):
        yield Remark("supporting_measures", "依法不予处罚的，应当对当事人进行教育，配套监管措施中没有教育、承诺、约谈、指导、复查一类的措施。")


RULE = Rule(
    id="C13", slug="education", title="不予处罚应当教育当事人", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第三十三条第三款",),
    rationale="对当事人的违法行为依法不予行政处罚的，行政机关应当对当事人进行教育。不罚不等于不管。",
    hint="写明怎样教育、怎样跟进，如“批评教育，签订承诺书，30日内复查”。",
    examples=(
        passes("批评教育并复查"),
        passes("签订承诺书", supporting_measures="签订守法经营承诺书"),
        passes("从轻处罚清单不作要求", kind=Kind.LIGHTER_PENALTY, supporting_measures="加强巡查"),
        flags("supporting_measures", "只写加强监管", supporting_measures="加强日常监管"),
        flags("supporting_measures", "写“无”", supporting_measures="无"),
    ),
    check=check)
