"""A02: outcome and exemption type belong to the list in which the item stands."""

import re
from collections.abc import Iterator

from generator.legality.cells import by_cells
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World

_LIGHTER = re.compile("从轻(?:行政)?处罚|(?<!不)(?:可以?|应当?|予以|依法|酌情)从轻(?=$|[，。；,;])")
_MITIGATED = re.compile("减轻(?:行政)?处罚")
_PUNISHED = re.compile("(?<!不)(?<!不予)(?<!免予)(?<!免于)(?:并?处以?|给予|并处)(?!理|置)[^，。；,;]{0,30}?(?:罚款|警告|拘留|通报批评)")
_NOT_COERCED = re.compile("(?:不|不予|免予|免于)(?:采取|实施)?[^，。；,;]{0,6}(?:查封|扣押|冻结|行政强制)")


@by_cells("outcome", "exemption_type")
def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark on the outcome, one on an exemption type outside the no-penalty list."""
    contrary = _contrary(item.kind, item.outcome or "")
    if contrary:
        yield Remark("outcome", f"清单为「{item.kind.value}」，裁量结果却写作「{contrary}」，请核实清单归类。")
    if item.exemption_type and item.kind is not Kind.NO_PENALTY:
        yield Remark("exemption_type", f"清单为「{item.kind.value}」，却填了不罚类型「{item.exemption_type}」，请核实清单归类。")


def _contrary(kind: Kind, outcome: str) -> str | None:
    lighter, mitigated = _LIGHTER.search(outcome), _MITIGATED.search(outcome)
    found = {
        Kind.NO_PENALTY: mitigated or lighter or _PUNISHED.search(outcome),
        Kind.LIGHTER_PENALTY: (None if lighter else mitigated) or _NOT_COERCED.search(outcome),
        Kind.MITIGATED_PENALTY: (None if mitigated else lighter) or _NOT_COERCED.search(outcome),
        Kind.NO_COERCION: None,  # penalty words there are rule C10's business
    }[kind]
    return found[0] if found else None


RULE = Rule(
    id="A02", slug="kind-matches-outcome", title="裁量结果须与清单种类一致", severity=Severity.ERROR,
    legal_basis=("《中华人民共和国行政处罚法》第三十二条", "《中华人民共和国行政处罚法》第三十三条第一款"),
    rationale="不予、从轻、减轻处罚和免予行政强制各有法定条件和后果。放错清单，会让执法人员适用错误的结果。",
    hint="结果写对了就把事项移到相应的清单；清单放对了就改正结果，并清空不属于本清单的不罚类型。",
    examples=(
        passes("不予处罚清单写不予行政处罚，同时责令改正", outcome="不予行政处罚，责令改正"),
        passes("从轻处罚清单写从轻后的罚款数额", kind=Kind.LIGHTER_PENALTY),
        passes("减轻处罚清单写减轻后的罚款数额", kind=Kind.MITIGATED_PENALTY),
        passes("免予行政强制清单写不采取强制措施", kind=Kind.NO_COERCION),
        flags("outcome", "不予处罚清单写减轻处罚", outcome="减轻处罚"),
        flags("outcome", "不予处罚又写可以从轻", outcome="依法不予处罚，可以从轻"),
        flags("outcome", "不予处罚清单写处罚款", outcome="处五百元以下罚款"),
        flags("outcome", "从轻处罚清单写减轻处罚", kind=Kind.LIGHTER_PENALTY, outcome="减轻行政处罚"),
        flags("exemption_type", "从轻处罚清单填了不罚类型", kind=Kind.LIGHTER_PENALTY, exemption_type="首违不罚"),
    ),
    check=check)
