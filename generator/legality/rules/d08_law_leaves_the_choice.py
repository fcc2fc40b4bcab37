"""D08: where the law itself leaves it open whether to punish, a list entry is a matter of need."""

from collections.abc import Iterator

from generator.legality.comparable import compared
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One piece of information when every penalty of the basic tier stands behind 可以."""
    found = compared(item, world) if item.kind is Kind.NO_PENALTY else None
    if found is not None and "D08" in found.rules:
        yield Remark("statutory_penalty", "法条已用「可以」给了是否处罚的裁量，请确认列入清单的必要性。")


RULE = Rule(
    id="D08", slug="law-leaves-the-choice", title="法条写“可以”处罚的，确认列入的必要", severity=Severity.INFO,
    legal_basis=("《中华人民共和国行政处罚法》第三十三条第一款",),
    rationale="罚则写“可以处……罚款”“可以并处……罚款”的，执法机关本来就可以不罚。列入清单没有错，它把裁量变成了统一的标准；只是要想清楚，"
              "清单以外的轻微情形是否因此都要罚。",
    hint="不用修改；在送审说明中写一句列入的必要性。",
    examples=(
        passes("法条写“处”"),
        passes("警告必须给予，罚款可以并处", statutory_penalty="给予警告，可以并处一万元以下罚款"),
        passes("从轻处罚清单", kind=Kind.LIGHTER_PENALTY, statutory_penalty="可以处五万元以下罚款", outcome="处一万元以下罚款"),
        flags("statutory_penalty", "可以处罚款", statutory_penalty="责令改正，可以处三万元以下的罚款"),
        flags("statutory_penalty", "可以处罚款，情节严重的应当处罚",
              statutory_penalty="责令限期改正，可以处二千元以下的罚款；情节严重的，处二千元以上一万元以下的罚款"),
    ),
    check=check)
