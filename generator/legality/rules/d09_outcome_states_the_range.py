"""D09: a lighter or mitigated penalty says what is imposed."""

from collections.abc import Iterator

from generator.legality.comparable import compared
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import leans_on_another
from generator.model import Item, Kind, Severity, World

_COMPARED = (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY)


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark on the text that names neither kind nor amount; information only when the statute itself states no amount."""
    found = compared(item, world) if item.kind in _COMPARED and not leans_on_another(item.outcome) else None
    if found is None or found.verdict != "undecidable" or "D09" not in found.rules:
        return
    law, result = found.statutory, found.outcome
    if not result.says_anything or any(not fine.states_amount for fine in result.fines):
        yield Remark("outcome", "没有写明裁量后的处罚种类或者罚款数额，执法人员无从适用，也无法与法定处罚比较。")
    elif law.penalties:
        yield Remark("statutory_penalty", "法定处罚没有规定罚款数额，裁量结果是否从轻、减轻无法比较，请人工核对。", Severity.INFO, "不用修改；审查人参照裁量基准核对。")
    else:
        yield Remark("statutory_penalty", "没有写明法定的处罚种类和罚款数额，裁量结果无从比较。", hint="照录所引条款的处罚内容。")


_LIGHTER = Kind.LIGHTER_PENALTY

RULE = Rule(
    id="D09", slug="outcome-states-the-range", title="从轻、减轻须写明幅度", severity=Severity.WARNING,
    legal_basis=("《中华人民共和国行政处罚法》第三十二条", "《中华人民共和国行政处罚法》第三十四条"),
    rationale="从轻、减轻到什么程度，是清单要回答的问题。只写“从轻处罚”“减轻处罚”，等于没有规范裁量，也看不出是不是真的从轻、减轻。",
    hint="写明处罚种类和幅度，如“处五千元以上一万元以下罚款”。",
    examples=(
        passes("从轻写明幅度", kind=_LIGHTER),
        passes("减轻写明种类", kind=Kind.MITIGATED_PENALTY, statutory_penalty="给予警告，并处五千元以上五万元以下罚款",
               outcome="给予警告，不并处罚款"),
        passes("不予处罚没有幅度"),
        flags("outcome", "只写从轻处罚", kind=_LIGHTER, outcome="从轻处罚"),
        flags("outcome", "只写减轻处罚", kind=Kind.MITIGATED_PENALTY, outcome="依法减轻行政处罚"),
        flags("outcome", "罚款没有数额", kind=_LIGHTER, outcome="责令改正，处以较低数额的罚款"),
        flags("statutory_penalty", "法定处罚只写了条号", kind=_LIGHTER, statutory_penalty="见消防法第六十条"),
        flags("statutory_penalty", "法条没有规定数额", kind=_LIGHTER, statutory_penalty="责令纠正，可以处以罚款",
              outcome="处一千元以下罚款", severity=Severity.INFO),
    ),
    check=check)
