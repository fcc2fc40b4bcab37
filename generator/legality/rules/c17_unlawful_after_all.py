"""C17: what is no violation needs no leniency."""

import re
from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World

_NO_VIOLATION = re.compile(
    "(?:不属于|不构成|未构成|不视为|不认定为|不认为是)"
    "(?![^，,。；;]{0,8}?(?:严重|重大|故意|恶意|多次|连续|较|同类|同一|其他|所列|规定|前款|或者?))"
    "[^，,。；;]{0,6}?违法(?:行为)?(?![^，,。；;]{0,8}?(?:所得|记录|犯罪|失信|案件|情形|主体))")
_SET_APART = re.compile("除外|不适用|不得")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark on the words that say the conduct is no violation at all."""
    if item.kind is Kind.NO_COERCION:
        return
    found = _NO_VIOLATION.search(item.conditions or "")
    if found and not _SET_APART.search(item.conditions or ""):
        yield Remark("conditions", f"「{found[0]}」说的是行为不违法，不违法就没有处罚可减免，不属于{item.kind.value}。")


RULE = Rule(
    id="C17", slug="unlawful-after-all", title="不构成违法的不列入清单", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第三十三条第一款",),
    rationale="不予处罚、从轻、减轻的前提是行为已经违法。条件写成“不属于违法行为”，清单就说了两句相反的话，公众也会误以为别的情形都违法。",
    hint="确实不违法的，删除该事项；想说情节轻微的，改写为可以核查的标准。",
    examples=(
        passes("条件写情节轻微"),
        passes("不属于严重违法行为", conditions="违法行为轻微，不属于严重违法行为；及时改正，发现当日撤下；没有造成危害后果"),
        passes("不构成犯罪", conditions="违法行为轻微，不构成犯罪；及时改正，发现当日撤下；没有造成危害后果"),
        flags("conditions", "不属于违法行为", conditions="临时摆放，不属于违法行为，及时改正，没有造成危害后果"),
        flags("conditions", "不构成消防违法行为", conditions="违法行为轻微，遮挡物可以立即移开，不构成消防违法行为"),
    ),
    check=check)
