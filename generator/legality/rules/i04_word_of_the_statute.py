"""I04: no penalty is called 不予行政处罚, as the statute calls it."""

import re
from collections.abc import Iterator

from generator.legality.relief import exemption_type
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import ExemptionType, Item, Kind, Severity, World

_OTHER = re.compile("(?:免予|免于|免除|免)(?:给予)?(?:行政)?(?:处罚|罚款)|免罚")
_FREE = re.compile("可以?(?:免予|免于|免除)")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per field; where the outcome also mistakes duty for choice, rule C05 speaks."""
    if item.kind is not Kind.NO_PENALTY:
        return
    for name in ("conditions", "outcome"):
        found = _OTHER.search(getattr(item, name) or "")
        if found and not (name == "outcome" and _bound_or_free_mixed(item)):
            yield Remark(name, f"「{found[0]}」不是行政处罚法的用语，法条写「不予行政处罚」。")


def _bound_or_free_mixed(item: Item) -> bool:
    wanted, free = exemption_type(item.exemption_type), _FREE.search(item.outcome or "") is not None
    return wanted not in (None, ExemptionType.SPECIAL_CLAUSE) and free is not (wanted is ExemptionType.FIRST_TIME)


RULE = Rule(
    id="I04", slug="word-of-the-statute", title="写“不予行政处罚”", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第三十条", "《中华人民共和国行政处罚法》第三十一条",
                 "《中华人民共和国行政处罚法》第三十三条第一款"),
    rationale="行政处罚法第三十条、第三十一条、第三十三条都写“不予行政处罚”。“免予处罚”“免罚”让人以为处罚本来成立、只是免了，同一份文件里几个词混用更添误解。",
    hint="统一写“不予行政处罚”，首违不罚写“可以不予行政处罚”。",
    examples=(
        passes("写不予行政处罚"),
        passes("首违写可以不予", exemption_type="首违不罚", outcome="可以不予行政处罚",
               conditions="初次违法，危害后果轻微并及时改正，涉及广告1条"),
        passes("轻微不罚写可以免予，由规则C05指出", outcome="可以免予处罚"),
        flags("outcome", "写免予行政处罚", outcome="免予行政处罚"),
        flags("outcome", "写免罚", outcome="轻微免罚"),
        flags("conditions", "条件里写免于处罚", conditions="违法行为轻微，涉及1条广告，及时改正，没有造成危害后果的，免于处罚"),
    ),
    check=check)
