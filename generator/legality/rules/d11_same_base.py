"""D11: an outcome measured by another base than the statute's cannot be compared."""

from collections.abc import Iterator

from generator.legality.comparable import compared
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One piece of information on the outcome."""
    found = compared(item, world) if item.kind in (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY) else None
    if found is not None and "D11" in found.rules and found.verdict == "undecidable":
        yield Remark("outcome", found.reason.removesuffix("。") + "，请人工核对。")


_MULTIPLE = "没收违法所得，并处违法所得一倍以上五倍以下罚款"
_LIGHTER = Kind.LIGHTER_PENALTY

RULE = Rule(
    id="D11", slug="same-base", title="裁量结果与法定处罚用同一计罚基数", severity=Severity.INFO,
    legal_basis=("《中华人民共和国行政处罚法》第三十二条",),
    rationale="法条按货值、违法所得的倍数或者投资额的比例罚款，裁量结果却写金额的，要有具体案情才能比较，机器判断不了是否从轻、减轻。",
    hint="改用法条的基数，如“处违法所得一倍以上二倍以下罚款”；确需写金额的，由审查人核对。",
    examples=(
        passes("都用金额", kind=_LIGHTER),
        passes("都用违法所得的倍数", kind=_LIGHTER, statutory_penalty=_MULTIPLE, outcome="没收违法所得，并处违法所得一倍以上二倍以下罚款"),
        passes("用法定最低限表示", kind=Kind.MITIGATED_PENALTY, outcome="按法定最低限的50%处以罚款"),
        flags("outcome", "法条用倍数，裁量用金额", kind=_LIGHTER, statutory_penalty=_MULTIPLE,
              outcome="没收违法所得，并处五千元以上一万元以下罚款"),
        flags("outcome", "法条用货值，裁量用违法所得", kind=_LIGHTER, statutory_penalty="并处货值金额五倍以上十倍以下罚款",
              outcome="并处违法所得五倍以上六倍以下罚款"),
    ),
    check=check)
