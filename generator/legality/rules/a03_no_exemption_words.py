"""A03: a list of lighter or mitigated penalties does not speak of no penalty."""

import re
from collections.abc import Iterator

from generator.legality.comparable import compared
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import mentioned
from generator.model import Item, Kind, Severity, World

_EXEMPT = re.compile("(?:不予|免予|免于|免除)(?:行政)?处罚|免罚|首违不罚|轻微不罚")
_FIELDS = ("outcome", "conditions")
_SIGNS = re.compile("不予|免|不罚")
_OTHER_MATTER = re.compile("不(?:符合|属于|适用|满足|具备|构成|够)|除外|曾|此前|以往|已被|尚未达到|未达到")

_NEVER_PUNISHED = re.compile("[不未]满(?:十四|14)周岁|不能(?:辨认|控制)")
_QUOTED = re.compile("减轻(?:行政)?(?:处罚)?(?:或者?|、)(?:不予|免)")
"""可以从轻、减轻或者不予处罚: a special clause that leaves all three open, copied into the conditions."""
_PIECE = re.compile("[；;。\n（）()]")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per field that promises no penalty; a sentence that sets such cases apart is none. What refuses all that the clause knows is asked about."""
    if item.kind not in (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY):
        return
    judged = compared(item, world)
    if judged is not None and "A03" in judged.rules and judged.verdict == "lawful":
        yield Remark("outcome", judged.reason, Severity.WARNING)
    for name in _FIELDS if mentioned(item, _FIELDS, _SIGNS) else ():
        text = getattr(item, name) or ""
        for sentence in re.split("[；;。\n]", text):
            found = _EXEMPT.search(sentence)
            if found and not (name == "conditions" and _QUOTED.search(sentence)) and not _OTHER_MATTER.search(sentence) and not _by_law(sentence, text):
                yield Remark(name, f"{item.kind.value}清单中出现「{found[0]}」字样，疑套用了不予处罚清单的模板。")
                break


def _by_law(sentence: str, text: str) -> bool:
    """True iff it sets apart those whom the law never punishes, and the cell says more than that."""
    promises = (piece for piece in _PIECE.split(sentence) if _EXEMPT.search(piece))
    return all(map(_NEVER_PUNISHED.search, promises)) and any(piece.strip() and not _NEVER_PUNISHED.search(piece) for piece in _PIECE.split(text))


RULE = Rule(
    id="A03", slug="no-exemption-words", title="从轻、减轻处罚清单不写不予处罚", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第三十二条", "《中华人民共和国行政处罚法》第三十三条第一款"),
    rationale="从轻、减轻仍是处罚，不予处罚是不处罚，同一事项不能两说。法条规定的处罚一样也不给的，请人核对。引述法律对不满十四周岁的人、不能辨认或者控制自己行为的人不予处罚的规定，照抄“可以从轻、减轻或者不予处罚”一类的专条，不算两说。",
    hint="仍要处罚的，写明从轻、减轻后的种类和幅度；不应处罚的，移入不予处罚清单。",
    examples=(
        passes("从轻处罚写明罚款幅度", kind=Kind.LIGHTER_PENALTY),
        passes("说明不符合不予处罚条件", kind=Kind.LIGHTER_PENALTY,
               conditions="主动消除或者减轻违法行为危害后果，但不符合不予处罚条件"),
        passes("不予处罚清单写不予行政处罚"),
        passes("未成年人从轻，引述不满十四周岁的不予处罚", kind=Kind.LIGHTER_PENALTY, relief_basis="《中华人民共和国行政处罚法》第三十条",
               conditions="已满十四周岁不满十八周岁的未成年人有违法行为；不满十四周岁的未成年人有违法行为的，不予行政处罚，责令监护人加以管教"),
        passes("不满十四周岁写作未满14周岁", kind=Kind.LIGHTER_PENALTY, relief_basis="《中华人民共和国行政处罚法》第三十条",
               conditions="已满十四周岁不满十八周岁的未成年人有违法行为；未满14周岁的，不予行政处罚"),
        passes("括号里另说不能辨认自己行为的人", kind=Kind.MITIGATED_PENALTY, relief_basis="《中华人民共和国行政处罚法》第三十一条",
               conditions="尚未完全丧失辨认能力的精神病人有违法行为（在不能辨认自己行为时有违法行为的，不予行政处罚）"),
        passes("照抄专条：盲人或者又聋又哑的人", kind=Kind.LIGHTER_PENALTY,
               conditions="盲人或者又聋又哑的人违反治安管理的，可以从轻、减轻或者不予处罚；本项适用于认错认罚的"),
        flags("outcome", "结果不能三者并列", kind=Kind.LIGHTER_PENALTY, outcome="从轻、减轻或者不予处罚"),
        flags("outcome", "从轻处罚清单的结果写免予处罚", kind=Kind.LIGHTER_PENALTY, outcome="免予处罚"),
        passes("不并处罚款，还有警告", kind=Kind.MITIGATED_PENALTY, outcome="不并处罚款", statutory_penalty="给予警告，并处五千元以上五万元以下罚款"),
        flags("outcome", "法条只有罚款，罚款也不处", kind=Kind.MITIGATED_PENALTY, outcome="责令改正，免予罚款", severity=Severity.WARNING),
        flags("conditions", "减轻处罚清单的条件照抄不予处罚", kind=Kind.MITIGATED_PENALTY,
              conditions="违法行为轻微并及时改正，没有造成危害后果的，不予行政处罚"),
        flags("conditions", "条件就是不满十四周岁的不予处罚", kind=Kind.LIGHTER_PENALTY, relief_basis="《中华人民共和国行政处罚法》第三十条",
              conditions="不满十四周岁的未成年人有违法行为的，不予行政处罚，责令监护人加以管教"),
        flags(("outcome", "conditions"), "结果和条件都写了不予处罚", kind=Kind.LIGHTER_PENALTY, outcome="不予处罚",
              conditions="主动改正的，免予处罚"),
    ),
    check=check)
