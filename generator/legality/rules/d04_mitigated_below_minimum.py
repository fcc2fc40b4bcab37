"""D04: a mitigated penalty stays below the statutory minimum."""

from collections.abc import Iterator

from generator.legality.comparable import unlawful
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when the outcome reaches the minimum and no penalty is dropped or lightened."""
    reason = unlawful(item, world, Kind.MITIGATED_PENALTY, "D04")
    if reason:
        yield Remark("outcome", reason)


RULE = Rule(
    id="D04", slug="mitigated-below-minimum", title="减轻须低于法定最低限", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第三十二条",),
    rationale="减轻处罚是在法定最低限以下处罚，或者减少、改用更轻的处罚种类。罚款上限够得着法定最低限的，"
              "仍在法定幅度之内，属于从轻处罚。“以下”包括本数，“不满”“低于”不包括。应当给予的处罚没有写，就是减少；"
              "只有违法所得依第二十八条第二款应当没收，没有写不算减少。",
    hint="把上限降到法定最低限以下，如“不满五千元”；只在幅度内降低的，移入从轻处罚清单。",
    examples=(
        passes("不满法定最低限", kind=Kind.MITIGATED_PENALTY),
        passes("改用更轻的种类", kind=Kind.MITIGATED_PENALTY, outcome="给予警告，不并处罚款",
               statutory_penalty="给予警告，并处五千元以上五万元以下罚款"),
        passes("减少了应当给予的警告", kind=Kind.MITIGATED_PENALTY, outcome="处五千元以上一万元以下罚款",
               statutory_penalty="给予警告，并处五千元以上五万元以下罚款"),
        passes("从轻处罚清单不受本规则限制", kind=Kind.LIGHTER_PENALTY),
        flags("outcome", "上限等于法定最低限而用“以下”", kind=Kind.MITIGATED_PENALTY, outcome="处二千元以上五千元以下罚款"),
        flags("outcome", "上限高于法定最低限", kind=Kind.MITIGATED_PENALTY, outcome="处二千元以上八千元以下罚款"),
        flags("outcome", "没有写没收违法所得不是减轻", kind=Kind.MITIGATED_PENALTY, outcome="处五千元以上一万元以下罚款",
              statutory_penalty="没收违法所得，并处五千元以上五万元以下罚款"),
        flags("outcome", "不并处可以并处的罚款只是从轻", kind=Kind.MITIGATED_PENALTY, outcome="给予警告，不并处罚款",
              statutory_penalty="给予警告，可以并处五千元以上五万元以下罚款"),
    ),
    check=check)
