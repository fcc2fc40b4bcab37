"""A03: a list of lighter or mitigated penalties does not speak of no penalty."""

import re
from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import mentioned
from generator.model import Item, Kind, Severity, World

_EXEMPT = re.compile("(?:不予|免予|免于|免除)(?:行政)?处罚|免罚|首违不罚|轻微不罚")
_FIELDS = ("outcome", "conditions")
_SIGNS = re.compile("不予|免|不罚")
_OTHER_MATTER = re.compile("不(?:符合|属于|适用|满足|具备|构成|够)|除外|曾|此前|以往|已被|尚未达到|未达到")


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per field that promises no penalty; a sentence that sets such cases apart is none."""
    if item.kind not in (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY):
        return
    for name in _FIELDS if mentioned(item, _FIELDS, _SIGNS) else ():
        for sentence in re.split("[；;。\n]", getattr(item, name) or ""):
            found = _EXEMPT.search(sentence)
            if found and not _OTHER_MATTER.search(sentence):
                yield Remark(name, f"{item.kind.value}清单中出现「{found[0]}」字样，疑套用了不予处罚清单的模板。")
                break


RULE = Rule(
    id="A03", slug="no-exemption-words", title="从轻、减轻处罚清单不写不予处罚", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第三十二条", "《中华人民共和国行政处罚法》第三十三条第一款"),
    rationale="从轻、减轻仍是处罚，不予处罚是不处罚，同一事项不能两说。",
    hint="仍要处罚的，写明从轻、减轻后的种类和幅度；不应处罚的，移入不予处罚清单。",
    examples=(
        passes("从轻处罚写明罚款幅度", kind=Kind.LIGHTER_PENALTY),
        passes("说明不符合不予处罚条件", kind=Kind.LIGHTER_PENALTY,
               conditions="主动消除或者减轻违法行为危害后果，但不符合不予处罚条件"),
        passes("不予处罚清单写不予行政处罚"),
        flags("outcome", "从轻处罚清单的结果写免予处罚", kind=Kind.LIGHTER_PENALTY, outcome="免予处罚"),
        flags("conditions", "减轻处罚清单的条件照抄不予处罚", kind=Kind.MITIGATED_PENALTY,
              conditions="违法行为轻微并及时改正，没有造成危害后果的，不予行政处罚"),
        flags(("outcome", "conditions"), "结果和条件都写了不予处罚", kind=Kind.LIGHTER_PENALTY, outcome="不予处罚",
              conditions="主动改正的，免予处罚"),
    ),
    check=check)
