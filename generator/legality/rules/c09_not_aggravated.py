"""C09: what makes a case worse does not make the penalty lighter."""

from collections.abc import Iterator

from generator.legality.circumstances import aggravating
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark on the words that describe more than the ordinary case."""
    if item.kind in (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY):
        found = aggravating(item.conditions or "")
        if found:
            yield Remark("conditions", f"「{found}」重于一般情节，不符合{item.kind.value}的条件。")


_LIGHTER = Kind.LIGHTER_PENALTY

RULE = Rule(
    id="C09", slug="not-aggravated", title="从轻、减轻条件不得是从重情节", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第三十二条", "《中华人民共和国行政处罚法》第五条第二款"),
    rationale="处罚要与违法行为的情节和社会危害程度相当。屡犯、拒不改正、有不良后果都比一般情形重，"
              "写成从轻、减轻的条件，往往是把裁量基准的阶次误抄进了清单。",
    hint="删除该事项，或者改写为第三十二条规定的情形。",
    examples=(
        passes("主动消除危害后果", kind=_LIGHTER),
        passes("把从重情节排除在外", kind=_LIGHTER, conditions="主动消除危害后果，未造成严重后果，不属于再次违法"),
        passes("检举他人多次违法", kind=_LIGHTER, conditions="检举他人多次违法的线索并查证属实，有立功表现"),
        passes("次数有上限", kind=_LIGHTER, conditions="主动供述，累计2次以内"),
        passes("造成过影响，已主动消除", kind=_LIGHTER, conditions="发布失实信息造成不良影响，立案前主动更正并消除影响"),
        flags("conditions", "累计两次被查处", kind=_LIGHTER, conditions="累计2次因消防安全标志不合格被查处的"),
        flags("conditions", "累计违法两次以上", kind=_LIGHTER, conditions="累计违法2次以上，主动消除危害后果"),
        flags("conditions", "有不良后果", kind=Kind.MITIGATED_PENALTY, conditions="1次接纳1名未成年人，有不良后果发生的"),
        flags("conditions", "教育后仍不改正", kind=Kind.MITIGATED_PENALTY, conditions="经教育后整改效果不明显的"),
        flags("conditions", "拒不改正", kind=_LIGHTER, conditions="责令改正后拒不改正的"),
    ),
    check=check)
