"""I01: the clause says 及时改正, no longer 及时纠正."""

import re
from collections.abc import Iterator

from generator.legality.basis import PENALTY_LAW, citations
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World

_OLD = re.compile("及时(?:予以)?纠正")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per field; a special clause that is cited may use the older word."""
    if item.kind is not Kind.NO_PENALTY:
        return
    for name in ("conditions", "outcome"):
        found = _OLD.search(getattr(item, name) or "")
        if found and all(one.law_full in (None, PENALTY_LAW) for one in citations(item, "relief_basis", world)):
            yield Remark(name, f"「{found[0]}」是2021年修订以前的用语，现行条文写「及时改正」。")


_NEW_SPECIAL = "《中华人民共和国行政处罚法》第三十三条第一款；《中华人民共和国食品安全法》第一百三十六条"

RULE = Rule(
    id="I01", slug="prompt-correction", title="“及时改正”不写“及时纠正”", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第三十三条第一款",),
    rationale="1996年的行政处罚法写“违法行为轻微并及时纠正”，2021年修订改为“及时改正”。沿用旧词，容易让人怀疑清单抄的是旧法。",
    hint="改为“及时改正”。",
    examples=(
        passes("写及时改正"),
        passes("并引专条，专条可能用旧词", relief_basis=_NEW_SPECIAL, conditions="违法行为轻微并及时纠正，没有造成危害后果，涉及1件"),
        flags("conditions", "条件写及时纠正", conditions="违法行为轻微并及时纠正，没有造成危害后果，涉及广告不超过1条"),
        flags("outcome", "结果写及时纠正", outcome="及时纠正，没有造成危害后果的，不予行政处罚"),
    ),
    check=check)
