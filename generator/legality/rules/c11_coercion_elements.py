"""C11: not using coercion rests on a case that is plainly minor or plainly harmless."""

import re
from collections.abc import Iterator

from generator.legality.basis import BUSINESS_REGULATION, COERCION_LAW, judging_days, relief_clauses, units
from generator.legality.elements import Element, conditions_on, elements_in
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import leans_on_another
from generator.model import Item, Kind, Severity, World

_PLAIN = re.compile(
    "(?:显著|明显|特别|极其)轻微"
    "|(?:没有|无|未|不会|不)(?:对[^，,。；;]{1,8}?)?(?:造成|产生|引起|存在|具有|构成)?[^，,。；;]{0,6}?(?:社会)?(?:危害|不良影响)")
_SLIGHT = re.compile("轻微|危害(?:性|程度|后果)?(?:较小|很小|不大)|非强制|说服教育|劝导示范|行政指导")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when neither element of the cited clause is stated in the conditions."""
    if item.kind is not Kind.NO_COERCION or not item.conditions or leans_on_another(item.conditions):
        return
    day = judging_days(item, world)[-1]
    cited = units(item, "relief_basis", world, day)
    if not cited or _other_clause({unit.law_full for unit in cited}, world):
        return  # without a readable basis C01 or B01 speaks; a special clause has elements of its own
    text = conditions_on(item, world, day)
    if _PLAIN.search(text) or Element.HARMLESS in elements_in(text):
        return
    if not any(unit.law_full == BUSINESS_REGULATION and unit.article == 59 for unit in cited):
        yield Remark("conditions", "缺少法定要件「违法行为情节显著轻微」或者「没有明显社会危害」。")
    elif not _SLIGHT.search(text):
        yield Remark("conditions", "缺少法定要件：「情节显著轻微」「没有明显社会危害」，或者「情节轻微」「社会危害较小」。")


def _other_clause(laws: set[str | None], world: World) -> bool:
    return any(clause.law in laws - {COERCION_LAW, BUSINESS_REGULATION} for clause, _ in world.once(relief_clauses))


_NO_COERCION = Kind.NO_COERCION

RULE = Rule(
    id="C11", slug="coercion-elements", title="免予行政强制写明法定要件", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政强制法》第十六条第二款", "《优化营商环境条例》第五十九条第一款"),
    rationale="违法行为情节显著轻微或者没有明显社会危害的，可以不采取行政强制措施（行政强制法）；情节轻微或者社会危害较小的，"
              "可以不实施行政强制（优化营商环境条例）。清单可以细化要件，不能没有要件。",
    hint="写上一个法定要件，再用数量、范围、时间细化；只写“情节轻微”“社会危害较小”的，须引《优化营商环境条例》第五十九条第一款。",
    examples=(
        passes("写明情节显著轻微", kind=_NO_COERCION),
        passes("没有明显社会危害", kind=_NO_COERCION, conditions="没有明显社会危害，当场撤下"),
        passes("引优化营商环境条例，写情节轻微", kind=_NO_COERCION, conditions="情节轻微，当场撤下",
               relief_basis="《优化营商环境条例》第五十九条第一款"),
        passes("其他三类清单不适用", conditions="违法行为轻微并及时改正，没有造成危害后果"),
        flags("conditions", "只写首次发布并及时改正", kind=_NO_COERCION, conditions="首次发布，及时改正的"),
        flags("conditions", "只引行政强制法，写情节轻微", kind=_NO_COERCION, conditions="情节轻微，当场撤下"),
        flags("conditions", "引优化营商环境条例，没有要件", kind=_NO_COERCION, conditions="首次发布，当场撤下",
              relief_basis="《优化营商环境条例》第五十九条第一款"),
    ),
    check=check)
