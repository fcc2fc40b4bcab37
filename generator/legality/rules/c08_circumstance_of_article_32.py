"""C08: a lighter or mitigated penalty rests on a circumstance of 行政处罚法 第三十二条."""

from collections.abc import Iterator

from generator.citation import Citation, to_chinese
from generator.laws import registry
from generator.legality.basis import PENALTY_LAW, REVISED, citations, judging_days, units
from generator.legality.circumstances import Circumstance, aggravating, states
from generator.legality.elements import Element, conditions_on, elements_in
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import leans_on_another
from generator.model import Item, Kind, Severity, World

_NAMED = (Circumstance.REMEDIED, Circumstance.COERCED, Circumstance.CONFESSED, Circumstance.MERIT)


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark on the conditions when they answer no item that is cited; one on item （五） without the norm it asks for."""
    day, text = judging_days(item, world)[-1], item.conditions or ""
    if item.kind not in (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY) or day < REVISED or leans_on_another(text) or not text:
        return
    cited = units(item, "relief_basis", world, day)
    stated = {unit.item for unit in cited if unit.law_full == PENALTY_LAW and unit.article == 32}
    text = conditions_on(item, world, day)
    if not stated or aggravating(text):  # an aggravated case is rule C09's business
        return
    named = [one for one in _NAMED if one.value in stated]
    if named and not states(text, named):  # the items are alternatives: one is enough
        names = "、".join(f"第（{to_chinese(one.value)}）项「{one.wording}」" for one in named)
        yield _unanswered(f"适用条件没有写所引第三十二条{names}的情形。", text, Circumstance.REMEDIED in named)
    elif None in stated and not states(text, _NAMED) and not _provides_otherwise(item, cited, world):
        yield _unanswered("所列情形不属于第三十二条第（一）至（四）项，也没有引法律、法规、规章的专门规定。", text, True)
    if Circumstance.PROVIDED.value in stated and not _provides_otherwise(item, cited, world):
        policy = any(one.kind != "law" for one in citations(item, "relief_basis", world))
        yield Remark("relief_basis", "第三十二条第（五）项须由法律、法规、规章规定，规范性文件自行规定的情节不算。" if policy
                     else "引了第三十二条第（五）项，没有引出规定该情形的法律、法规、规章。",
                     Severity.WARNING if policy else None, "补引规定应当从轻或者减轻处罚的法律、法规、规章条文；没有的，改引第（一）至（四）项。")


def _unanswered(message: str, text: str, remedy: bool) -> Remark:
    if remedy and Element.PROMPT in elements_in(text):  # prompt correction may have lessened the harm; nobody can tell
        return Remark("conditions", message, Severity.WARNING, "只写了及时改正；请写明怎样主动消除或者减轻了危害后果。")
    return Remark("conditions", message)


def _provides_otherwise(item: Item, cited: tuple[Citation, ...], world: World) -> bool:
    """True iff another norm, or the clause on minors or on mental illness, is cited as basis or in the conditions."""
    found = (*cited, *world.once(registry).citations(item.conditions))
    return any(one.kind == "law" and one.law_full and one.article and (one.law_full != PENALTY_LAW or one.article in (30, 31))
               for one in found)


_LIGHTER = Kind.LIGHTER_PENALTY
_FIFTH = "《中华人民共和国行政处罚法》第三十二条第（五）项"

RULE = Rule(
    id="C08", slug="circumstance-of-article-32", title="从轻、减轻须有法定情形", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第三十二条",),
    rationale="依第三十二条从轻、减轻的，只限它列举的五种情形，第（五）项还要有法律、法规、规章的专门规定；未成年人，精神病人、智力残疾人，另依第三十条、第三十一条。清单可以细化情形，不能创设情形。",
    hint="写明属于第三十二条哪一项以及本事项的认定标准，或者补引法律、法规、规章的专门规定。",
    examples=(
        passes("主动消除危害后果", kind=_LIGHTER),
        passes("主动供述", kind=Kind.MITIGATED_PENALTY),
        passes("立案前自行更换，换一种说法", kind=_LIGHTER, conditions="立案前更换全部不合格标志"),
        passes("第（五）项并引法律的专门规定", kind=_LIGHTER, conditions="有充分证据证明不知情并说明进货来源",
               relief_basis=f"{_FIFTH}；《中华人民共和国食品安全法》第一百三十六条"),
        passes("引几项，符合其中一项", kind=_LIGHTER, conditions="受他人胁迫，有聊天记录证明",
               relief_basis="《中华人民共和国行政处罚法》第三十二条第（一）项至第（四）项"),
        passes("并引未成年人的条文", kind=_LIGHTER, conditions="当事人已满十四周岁不满十八周岁",
               relief_basis="《中华人民共和国行政处罚法》第三十条、第三十二条"),
        flags("conditions", "不是法定情形", kind=_LIGHTER, conditions="经营规模较小，企业缴纳罚款有困难"),
        flags("conditions", "积极配合调查不是消除危害后果", kind=_LIGHTER, conditions="积极配合调查，认错态度较好"),
        flags("conditions", "两个副词连着写也一样", kind=_LIGHTER, conditions="积极主动配合调查"),
        flags("conditions", "如实陈述不是供述尚未掌握的违法行为", kind=Kind.MITIGATED_PENALTY, conditions="接受询问时如实陈述违法事实"),
        flags("conditions", "引主动供述，没有供述", kind=Kind.MITIGATED_PENALTY, conditions="立案前更换全部失效器材"),
        flags("conditions", "只写及时改正", kind=_LIGHTER, severity=Severity.WARNING, conditions="初次违法，在责令改正期限内改正"),
        flags("relief_basis", "引第（五）项，没有专门规定", kind=_LIGHTER, relief_basis=_FIFTH),
        flags("relief_basis", "第（五）项的情形由规范性文件规定", kind=_LIGHTER, severity=Severity.WARNING,
              relief_basis=f"{_FIFTH}；《示例市行政处罚裁量基准》第八条"),
    ),
    check=check)
