"""C03: an item exempt as first violation states all elements of the clause."""

from collections.abc import Iterator

from generator.legality.elements import Element, lacking
from generator.legality.relief import exemption_type
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import leans_on_another
from generator.model import ExemptionType, Item, Kind, Severity, World

_NEEDED = (Element.FIRST, Element.SLIGHT, Element.PROMPT)


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark that names the missing elements; a weakened element is rule C04's business."""
    if item.kind is not Kind.NO_PENALTY or exemption_type(item.exemption_type) is not ExemptionType.FIRST_TIME:
        return
    if not item.conditions or leans_on_another(item.conditions):
        return
    if missing := lacking(item, world, _NEEDED):
        yield Remark("conditions", f"首违不罚须同时具备「初次违法」「危害后果轻微」「及时改正」，缺少：{missing}。")


_FULL = "初次违法；危害后果轻微，涉及广告不超过2条；及时改正，发现当日撤下"

RULE = Rule(
    id="C03", slug="first-time-elements", title="首违不罚三个要件齐全", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第三十三条第一款",),
    rationale="初次违法且危害后果轻微并及时改正的，可以不予行政处罚。初次违法只是要件之一，不能只凭“首次被发现”就不处罚。",
    hint="补上缺少的要件并写明本事项的认定标准；全清单通用的要件可以写进术语和通用条件表，由各事项继承。",
    examples=(
        passes("三个要件齐全", exemption_type="首违不罚", outcome="可以不予行政处罚", conditions=_FULL),
        passes("没有造成危害后果，比后果轻微更严", exemption_type="首违不罚", outcome="可以不予行政处罚",
               conditions="首次被发现，当场改正，没有造成危害后果"),
        passes("按规则C16的提示写期限", exemption_type="首违不罚", outcome="可以不予行政处罚",
               conditions="二年内未因同类违法行为被查处；危害后果轻微；及时改正，发现当日撤下"),
        passes("没有同类违法记录", exemption_type="首违不罚", outcome="可以不予行政处罚",
               conditions="两年之内无同类违法行为记录，危害后果轻微，当场改正"),
        passes("两个要件写在通用条件中", exemption_type="首违不罚", outcome="可以不予行政处罚", conditions="首次被发现", tables={
            "terms": ({"department": "scjg", "term": "适用前提", "definition": "危害后果轻微并及时改正",
                       "general_condition": "是"},)}),
        passes("填错地方的不罚类型由规则A02指出", kind=Kind.LIGHTER_PENALTY, exemption_type="首违不罚"),
        flags("conditions", "只写首次被发现", exemption_type="首违不罚", outcome="可以不予行政处罚", conditions="首次被发现的"),
        flags("conditions", "没有投诉不等于没有违法", exemption_type="首违不罚", outcome="可以不予行政处罚",
              conditions="一年内无同类投诉记录，危害后果轻微并及时改正"),
        flags("conditions", "二年内未被发现是追责时效", exemption_type="首违不罚", outcome="可以不予行政处罚",
              conditions="违法行为二年内未被发现，危害后果轻微并及时改正"),
        flags("conditions", "缺少初次违法", exemption_type="首违不罚", outcome="可以不予行政处罚",
              conditions="危害后果轻微并及时改正"),
        flags("conditions", "通用条件已失效", exemption_type="首违不罚", outcome="可以不予行政处罚", conditions="首次被发现", tables={
            "terms": ({"department": "scjg", "term": "适用前提", "definition": "危害后果轻微并及时改正",
                       "general_condition": "是", "to": "2026-01-01"},)}),
    ),
    check=check)
