"""D07: where the law punishes only who does not correct, correcting is no ground of leniency."""

import re
from collections.abc import Iterator

from generator.legality.comparable import compared
from generator.legality.elements import Element, elements_in
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World

_CORRECTS = re.compile("(?<!不)(?<!未)(?<!没有)(?:改正|整改|纠正|补办|拆除)")
_LATE = re.compile("逾期|期满|届满|超过(?:责令)?(?:限期|期限|改正期)|拒不|仍[不未]|未能?(?:按期|按时|如期|及时|在(?:规定|责令|限定)[^，。；;]{0,8}期限)")
_GATE = "责令限期改正；逾期不改正的，处一万元以上三万元以下罚款"


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark on the conditions when they ask of the party what already keeps it from being punished."""
    text = item.conditions or ""
    if item.kind is not Kind.NO_PENALTY or not (_CORRECTS.search(text) or Element.PROMPT in elements_in(text)):
        return
    found = compared(item, world)
    if found is not None and "D07" in found.rules and not _LATE.search(text):
        yield Remark("conditions", f"法条规定「{found.statutory.gate}」的才处罚，按要求改正的本来就不罚，列入清单属重复。")


RULE = Rule(
    id="D07", slug="gate-before-penalty", title="改正了本来就不罚的，不必列入", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第四条", "《中华人民共和国行政处罚法》第二十八条第一款"),
    rationale="有的罚则先责令改正，逾期不改正、拒不改正的才处罚。当事人按要求改正了，本来就不存在处罚；再以改正为条件列入清单，"
              "还会让人误以为不符合清单其他条件的，改正了也要罚。",
    hint="删除该事项，或者写明清单针对的是逾期以后的什么情形。",
    examples=(
        passes("没有前置责令的罚则"),
        passes("先给予警告的罚则，改正也要警告", statutory_penalty="责令改正，给予警告；拒不改正的，处一万元以下罚款"),
        passes("针对逾期以后的情形", statutory_penalty=_GATE,
               conditions="违法行为轻微，逾期不超过3日，系系统故障造成；立案前已经自行改正；没有造成危害后果"),
        passes("以没有主观过错为条件", statutory_penalty=_GATE, exemption_type="无主观过错",
               relief_basis="《中华人民共和国行政处罚法》第三十三条第二款", conditions="当事人有证据足以证明没有主观过错，平台记录显示通知未送达"),
        passes("从轻处罚清单", kind=Kind.LIGHTER_PENALTY, statutory_penalty=_GATE, outcome="处一万元以上一万五千元以下罚款"),
        flags("conditions", "逾期不改正才罚，条件是及时改正", statutory_penalty=_GATE),
        flags("conditions", "拒不改正才罚，条件是积极改正", conditions="首次被发现，且能积极改正",
              statutory_penalty="责令改正；拒不改正的，处五百元以下罚款"),
    ),
    check=check)
