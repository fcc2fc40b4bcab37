"""D01: a lighter penalty does not go below the statutory minimum."""

from collections.abc import Iterator

from generator.legality.comparable import unlawful
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when the outcome undercuts the range or drops an obligatory penalty."""
    reason = unlawful(item, world, Kind.LIGHTER_PENALTY, "D01")
    if reason:
        yield Remark("outcome", reason)


RULE = Rule(
    id="D01", slug="lighter-within-range", title="从轻不得低于法定最低限", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第三十二条",),
    rationale="从轻处罚是在法定的种类和幅度内适用较轻的种类、较低的幅度。低于法定最低限，或者应当给予、应当并处的"
              "没有写（警告也一样），已经是减轻处罚，条件和结果都要按减轻处罚审查。违法所得依第二十八条第二款应当没收，不写不算不给予，由规则C15提醒。",
    hint="把幅度提到法定最低限以上，把应当给予的种类写进裁量结果；确需低于最低限的，移入减轻处罚清单。",
    examples=(
        passes("在法定幅度内从轻", kind=Kind.LIGHTER_PENALTY),
        passes("下限等于法定最低限", kind=Kind.LIGHTER_PENALTY, outcome="处五千元以上八千元以下罚款"),
        passes("减轻处罚清单可以低于最低限", kind=Kind.MITIGATED_PENALTY),
        flags("outcome", "下限低于法定最低限", kind=Kind.LIGHTER_PENALTY, outcome="处四千元以上一万元以下罚款"),
        passes("写明不低于法定最低限", kind=Kind.LIGHTER_PENALTY, outcome="处一万元以下罚款，但不得低于法定最低限"),
        flags("outcome", "下限只低一元", kind=Kind.LIGHTER_PENALTY, outcome="处4999元以上1万元以下罚款"),
        flags("outcome", "没有写下限", kind=Kind.LIGHTER_PENALTY, outcome="处一万元以下罚款"),
        flags("outcome", "应当并处而不并处", kind=Kind.LIGHTER_PENALTY, outcome="给予警告，不并处罚款",
              statutory_penalty="给予警告，并处五千元以上五万元以下罚款"),
        flags("outcome", "应当给予的警告没有给予", kind=Kind.LIGHTER_PENALTY, outcome="处五千元以上六千元以下罚款",
              statutory_penalty="给予警告，可以并处五千元以上五万元以下罚款"),
        passes("拒不改正才罚款的，先前的警告不必再写", kind=Kind.LIGHTER_PENALTY, outcome="处五千元以上六千元以下罚款",
               statutory_penalty="责令改正，给予警告；拒不改正的，处五千元以上五万元以下罚款"),
    ),
    check=check)
