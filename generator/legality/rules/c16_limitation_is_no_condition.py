"""C16: the time limit for punishing is not a condition of leniency."""

import re
from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World

_LIMITATION = re.compile(
    "(?:违法)?行为[^，,。；;]{0,10}?(?:二|两|2|五|5)年(?:之|以)?内(?:均)?(?:未|没有)被?(?:行政机关|执法机关|执法人员)?(?:发现|发觉|查处)(?:的)?(?=[，,。；;）)]|$)"
    "|(?:^|[，,。；;、：:.\n])(?:在)?(?:二|两|2|五|5)年(?:之|以)?内(?:未|没有)被?(?:行政机关|执法机关|执法人员)?(?:发现|发觉)(?:的)?(?=[，,。；;）)]|$)"
    "|(?:超过|已过|逾)(?:行政)?(?:处罚|追责|追究|追诉)(?:的)?(?:时效|期限)|追(?:责|诉)(?:时效|期限)(?:已过|届满)")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark on the words that make the time limit a condition."""
    text = item.conditions or ""
    if item.kind is Kind.NO_COERCION or not ("年" in text or "时效" in text or "期限" in text):
        return
    if found := _LIMITATION.search(text):
        words = found[0].strip("，,。；;、：:.\n")
        yield Remark("conditions", f"「{words}」是追责时效，与{item.kind.value}的情形性质不同，不宜列入适用条件。")


RULE = Rule(
    id="C16", slug="limitation-is-no-condition", title="追责时效不是减免条件", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第三十六条第一款",),
    rationale="违法行为在二年（涉及公民生命健康安全、金融安全且有危害后果的为五年）内未被发现的，不再给予处罚。"
              "这是时效届满，与情节轻重无关，任何事项都适用，不需要列入清单。",
    hint="删去时效的内容；想写初次违法的时间范围的，改为“二年内未因同类违法行为被查处”。",
    examples=(
        passes("没有写时效"),
        passes("首违的时间范围", exemption_type="首违不罚", outcome="可以不予行政处罚",
               conditions="初次违法，二年内未因同类违法行为被查处；危害后果轻微；及时改正，发现当日撤下"),
        passes("二年内未发现同类记录", exemption_type="首违不罚", outcome="可以不予行政处罚",
               conditions="初次违法，二年内未被发现有同类违法记录；危害后果轻微；及时改正，发现当日撤下"),
        flags("conditions", "二年内未被发现", conditions="违法行为轻微并及时改正，没有造成危害后果，且违法行为在二年内未被发现"),
        flags("conditions", "单独列为一种情形", conditions="1.违法行为轻微并及时改正，没有造成危害后果；2.两年内未被发现的"),
        flags("conditions", "超过处罚时效", conditions="违法行为轻微并及时改正，没有造成危害后果，或者已超过处罚时效"),
    ),
    check=check)
