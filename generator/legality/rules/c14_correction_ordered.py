"""C14: leniency does not make the conduct lawful: its correction is ordered."""

import re
from collections.abc import Iterator

from generator.legality.relief import exemption_type
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import ExemptionType, Item, Kind, Severity, World

_ORDER = re.compile("责令(?:其|当事人|行为人)?(?:限期|立即|及时|停止|改正|纠正|整改|公开|备案|退还|清理|拆除|恢复|补)|限期(?:改正|整改|拆除|清理|恢复|补)")
_TERM = re.compile("日|天|小时|分钟|月|周|当场|现场|立即|即时|限期|期限|之前|前$")
_ON_ITS_OWN = re.compile("(?:发现|检查|立案|投诉|举报|责令|查处)[^，,。；;]{0,10}?前")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when 责令改正 is 否 although the item itself asks for correction."""
    if item.correction is not False:
        return
    wanted = exemption_type(item.exemption_type)
    if _TERM.search(item.correction_deadline or ""):
        yield Remark("correction", f"写了改正期限「{item.correction_deadline}」，责令改正却填“否”。")
    elif _ORDER.search(item.outcome or ""):
        yield Remark("correction", "裁量结果要求责令改正，责令改正却填“否”。")
    elif wanted in (ExemptionType.MINOR, ExemptionType.FIRST_TIME) and not _ON_ITS_OWN.search(item.conditions or ""):
        yield Remark("correction", f"「{wanted.value if wanted else ''}」以及时改正为要件，责令改正却填“否”。")
    elif item.kind in (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY) and (found := _ORDER.search(item.statutory_penalty or "")):
        yield Remark("correction", f"法定处罚写明「{found[0]}」，实施处罚时应当责令改正，责令改正却填“否”。")


RULE = Rule(
    id="C14", slug="correction-ordered", title="减免处罚仍应责令改正", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第二十八条第一款", "《中华人民共和国行政处罚法》第三十三条第一款"),
    rationale="实施处罚时应当责令当事人改正或者限期改正，轻微不罚、首违不罚又以及时改正为要件。减免责不改变行为的违法性质，违法状态不能留着。",
    hint="责令改正填“是”，并写明改正期限；行为已经结束、无可改正的，清空改正期限并在备注说明。",
    examples=(
        passes("责令改正"),
        passes("发现前已自行改正的首违", exemption_type="首违不罚", outcome="可以不予行政处罚", correction="否", correction_deadline="",
               conditions="初次违法，危害后果轻微，在检查发现前已自行撤下"),
        passes("没有主观过错，行为已经结束", exemption_type="无主观过错", correction="否", correction_deadline="",
               relief_basis="《中华人民共和国行政处罚法》第三十三条第二款", conditions="当事人有证据足以证明没有主观过错"),
        flags("correction", "轻微不罚却不责令改正", correction="否", correction_deadline=""),
        flags("correction", "写了期限却填否", correction="否", correction_deadline="3个工作日内"),
        flags("correction", "从轻处罚，法条要求责令改正", kind=Kind.LIGHTER_PENALTY, correction="否", correction_deadline="",
              outcome="处五千元以上一万元以下罚款"),
        flags("correction", "结果写了责令改正", correction="否", correction_deadline="", outcome="不予行政处罚，责令改正"),
    ),
    check=check)
