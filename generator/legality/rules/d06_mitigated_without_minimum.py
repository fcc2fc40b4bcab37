"""D06: a fine without a minimum cannot be mitigated by lowering it."""

from collections.abc import Iterator

from generator.legality.comparable import unlawful
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World

_NO_MINIMUM = "责令改正，处五万元以下罚款"
_WARNING = "给予警告，并处五万元以下罚款"


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when only the amount of a fine without a minimum is lowered."""
    reason = unlawful(item, world, Kind.MITIGATED_PENALTY, "D06")
    if reason:
        yield Remark("outcome", reason)


RULE = Rule(
    id="D06", slug="mitigated-without-minimum", title="没有下限的罚款不能靠降额减轻", severity=Severity.ERROR,
    waivable=False, legal_basis=("《中华人民共和国行政处罚法》第三十二条",),
    rationale="减轻处罚是低于法定最低限。法条只写“五万元以下罚款”的，从零到五万元都在法定幅度内，"
              "数额降得再低也只是从轻。",
    hint="移入从轻处罚清单；确需减轻的，减少处罚种类或者改用更轻的种类。",
    examples=(
        passes("有下限的罚款降到下限以下", kind=Kind.MITIGATED_PENALTY),
        passes("不给予应当并处的罚款", kind=Kind.MITIGATED_PENALTY, statutory_penalty=_WARNING,
               outcome="给予警告，不并处罚款"),
        passes("没有下限的罚款降额属于从轻", kind=Kind.LIGHTER_PENALTY, statutory_penalty=_NO_MINIMUM,
               outcome="处一万元以下罚款"),
        flags("outcome", "只降低数额", kind=Kind.MITIGATED_PENALTY, statutory_penalty=_NO_MINIMUM,
              outcome="处一万元以下罚款"),
        flags("outcome", "保留全部种类只降低罚款", kind=Kind.MITIGATED_PENALTY, statutory_penalty=_WARNING,
              outcome="给予警告，并处一万元以下罚款"),
    ),
    check=check)
