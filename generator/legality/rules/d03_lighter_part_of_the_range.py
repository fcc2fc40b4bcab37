"""D03: a lighter fine lies in the lower part of the range that the city has set."""

from collections.abc import Iterator

from generator.legality.basis import judging_days
from generator.legality.comparable import compared
from generator.legality.profile import share
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World
from generator.penalty import verdict


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when a fine that is lawfully lighter reaches beyond that part."""
    light = share(world, "D03", "light-ratio", judging_days(item, world)[-1]) if item.kind is Kind.LIGHTER_PENALTY else None
    found = compared(item, world) if light is not None else None
    if found is None or found.verdict != "lawful" or light is None:
        return
    measured = verdict(item.kind, item.statutory_penalty or "", item.outcome or "", light)
    if "D03" in measured.rules:
        yield Remark("outcome", measured.reason)


_LIGHTER = Kind.LIGHTER_PENALTY

RULE = Rule(
    id="D03", slug="lighter-part-of-the-range", title="从轻罚款一般在较低的部分", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第三十二条",),
    rationale="法律只要求从轻在法定幅度以内。市场监管系统的指导意见要求从轻罚款落在法定幅度中较低的30%部分，其他系统没有统一口径。"
              "本市采用的比例登记在“地方口径”表，没有登记的不检查；超过的只提醒核对，不等于违法。",
    hint="把上限降到较低的部分以内；本部门没有采用这一口径的，在送审说明中写明。",
    examples=(
        passes("在较低的30%部分以内", kind=_LIGHTER),
        passes("恰好30%：五千元加四万五千元的30%", kind=_LIGHTER, outcome="处五千元以上一万八千五百元以下罚款"),
        passes("没有下限的罚款，从零算起", kind=_LIGHTER, statutory_penalty="处十万元以下罚款", outcome="处三万元以下罚款"),
        passes("超过法定最高限是另一处错误", kind=_LIGHTER, outcome="处一万元以上六万元以下罚款"),
        flags("outcome", "比30%多一元", kind=_LIGHTER, outcome="处五千元以上18501元以下罚款"),
        flags("outcome", "没有下限的罚款降到一半", kind=_LIGHTER, statutory_penalty="处十万元以下罚款", outcome="处五万元以下罚款"),
        flags("outcome", "违法所得的倍数也一样", kind=_LIGHTER, statutory_penalty="处违法所得一倍以上五倍以下罚款",
              outcome="处违法所得一倍以上三倍以下罚款"),
    ),
    check=check)
