"""C02: an item exempt as minor states all elements of the clause."""

from collections.abc import Iterator

from generator.legality.elements import Element, lacking
from generator.legality.relief import exemption_type
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import leans_on_another
from generator.model import ExemptionType, Item, Kind, Severity, World

_NEEDED = (Element.MINOR, Element.PROMPT, Element.HARMLESS)


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark that names the missing elements; a weakened element is rule C04's business."""
    if item.kind is not Kind.NO_PENALTY or exemption_type(item.exemption_type) is not ExemptionType.MINOR:
        return
    if not item.conditions or leans_on_another(item.conditions):
        return
    if missing := lacking(item, world, _NEEDED):
        yield Remark("conditions", f"轻微不罚须同时具备「违法行为轻微」「及时改正」「没有造成危害后果」，缺少：{missing}。")


RULE = Rule(
    id="C02", slug="minor-elements", title="轻微不罚三个要件齐全", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第三十三条第一款",),
    rationale="违法行为轻微并及时改正，没有造成危害后果的，不予行政处罚。三个要件缺一不可，清单可以细化要件，不能减少要件。",
    hint="补上缺少的要件并写明本事项的认定标准；全清单通用的要件可以写进术语和通用条件表，由各事项继承。",
    examples=(
        passes("三个要件齐全"),
        passes("换一种说法", conditions="违法行为轻微，在责令改正的期限内改正，未造成危害后果"),
        passes("及时改正写在通用条件中", conditions="违法行为轻微，没有造成危害后果", tables={"terms": (
            {"department": "scjg", "kind": "no-penalty", "term": "及时改正", "definition": "在责令改正的期限内改正",
             "general_condition": "是", "from": "2026-01-01"},)}),
        passes("弱化危害后果要件由规则C04指出", conditions="违法行为轻微并及时改正，未造成严重后果"),
        passes("填错地方的不罚类型由规则A02指出", kind=Kind.LIGHTER_PENALTY, exemption_type="轻微不罚"),
        flags("conditions", "缺少违法行为轻微", conditions="及时改正，没有造成危害后果"),
        flags("conditions", "缺少及时改正", conditions="违法行为轻微，没有造成危害后果"),
        flags("conditions", "“危害后果轻微”不等于“没有造成危害后果”", conditions="违法行为轻微并及时改正，危害后果轻微"),
        passes("几种情形之一，要件写在各种情形之前", conditions="违法行为轻微并及时改正，没有造成危害后果，有下列情形之一：1.涉及广告1条；2.发布不足3天"),
        passes("几种情形之一，要件写在最后", conditions="符合下列情形之一：1.涉及广告1条；2.发布不足3天。违法行为轻微并及时改正，没有造成危害后果"),
        passes("几种情形之一，要件写在兜底的一项之后", conditions="符合下列情形之一：1.涉及广告1条；2.发布不足3天；3.其他情节较轻的情形。违法行为轻微并及时改正，没有造成危害后果的，不予处罚"),
        passes("各种情形要件齐全，末项是法定的其他情形",
               conditions="符合下列情形之一：1.违法行为轻微并及时改正，没有造成危害后果，涉及广告1条；2.违法行为轻微，当日撤下，没有造成危害后果；3.法律、法规规定的其他情形"),
        passes("后一种情形里的要件另编了号",
               conditions="符合下列情形之一：1.违法行为轻微并及时改正，没有造成危害后果；2.同时具备：（1）违法行为轻微；（2）及时改正；（3）没有造成危害后果"),
        flags("conditions", "只有兜底的一项写了要件", conditions="符合下列情形之一：1.涉及广告1条；2.发布不足3天；3.其他违法行为轻微并及时改正，没有造成危害后果的情形"),
        flags("conditions", "三个要件写成三选一", conditions="符合下列情形之一：1.违法行为轻微，涉及广告1条；2.及时改正，当日撤下；3.没有造成危害后果"),
        flags("conditions", "后一种情形没有要件", conditions="有下列情形之一：1.违法行为轻微并及时改正，没有造成危害后果；2.经营不足3天"),
        flags("conditions", "别的部门的通用条件不能继承", conditions="违法行为轻微，没有造成危害后果", tables={"terms": (
            {"department": "xfjy", "term": "及时改正", "definition": "当场改正", "general_condition": "是"},)}),
    ),
    check=check)
