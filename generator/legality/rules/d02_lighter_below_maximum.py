"""D02: a lighter penalty is really lighter than the full statutory range."""

from collections.abc import Iterator

from generator.legality.comparable import unlawful
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World

_EITHER = "处警告或者五百元以下罚款"
_OPTIONAL = "给予警告，可以并处一万元以下罚款"


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when the outcome exceeds the range, or leaves both its top and its kinds as they are."""
    reason = unlawful(item, world, Kind.LIGHTER_PENALTY, "D02")
    if reason:
        yield Remark("outcome", reason)


RULE = Rule(
    id="D02", slug="lighter-below-maximum", title="从轻须低于法定最高限", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第三十二条",),
    rationale="从轻处罚要在法定的种类和幅度内比一般情形轻。超过法定最高限，或者上限与法定最高限相同、"
              "种类也没有减少或者改轻的，当事人没有得到从轻。",
    hint="把上限降到法定最高限以下，或者选择较轻的种类、不并处可以并处的罚款。",
    examples=(
        passes("上限低于法定最高限", kind=Kind.LIGHTER_PENALTY),
        passes("上限只差一元", kind=Kind.LIGHTER_PENALTY, outcome="处五千元以上四万九千九百九十九元以下罚款"),
        passes("警告或者罚款中选警告", kind=Kind.LIGHTER_PENALTY, statutory_penalty=_EITHER, outcome="给予警告"),
        passes("不并处可以并处的罚款", kind=Kind.LIGHTER_PENALTY, statutory_penalty=_OPTIONAL,
               outcome="给予警告，不并处罚款"),
        flags("outcome", "超过法定最高限", kind=Kind.LIGHTER_PENALTY, outcome="处一万元以上六万元以下罚款"),
        flags("outcome", "照抄法定幅度", kind=Kind.LIGHTER_PENALTY, outcome="处五千元以上五万元以下罚款"),
        flags("outcome", "警告或者罚款中选罚款且数额不减", kind=Kind.LIGHTER_PENALTY, statutory_penalty=_EITHER,
              outcome="处五百元以下罚款"),
    ),
    check=check)
