"""C10: the no-coercion list is about coercive measures, not about enforcement of decisions, nor about penalties."""

import re
from collections.abc import Iterator

from generator.legality.cells import by_cells
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.texts import leans_on_another
from generator.model import Item, Kind, Severity, World

_MEASURE = re.compile("查封|扣押|冻结|限制[^，。；]{0,8}人身自由|约束|强制隔离|强制带离|暂扣|扣留|封存|强制检|强制传唤|强制措施")
_EXECUTION = re.compile("加处罚款|滞纳金|划拨|拍卖|排除妨碍|恢复原状|代履行|强制拆除|强行拆除|强制执行")
_PENALTY = re.compile("罚款|警告|(?:不予|免予|免于|从轻|减轻)(?:行政)?处罚|免罚|没收|吊销|通报批评|行政拘留|责令停产停业")
_REGISTERED = re.compile("先行登记保存")


@by_cells("coercion_measure", "outcome")
def check(item: Item, world: World) -> Iterator[Remark]:
    """At most one remark on the measure and, when the measure is in order, one on the outcome."""
    if item.kind is not Kind.NO_COERCION:
        return
    measure, wrong = item.coercion_measure or "", _wrong(item.coercion_measure or "")
    if wrong:
        yield Remark("coercion_measure", wrong)
    elif measure and not _MEASURE.search(measure) and not leans_on_another(measure):
        what = ("先行登记保存通常不作为行政强制措施，请核实。" if _REGISTERED.search(measure)
                else f"「{measure[:40]}」不是行政强制法列举的查封、扣押、冻结、限制人身自由，请写明是哪一种强制措施。")
        yield Remark("coercion_measure", what, Severity.WARNING)
    contrary = _wrong(item.outcome or "") if not wrong else _penalty(item.outcome or "")
    if contrary:
        yield Remark("outcome", contrary)


def _wrong(text: str) -> str | None:
    found = _EXECUTION.search(text)
    return f"免予行政强制仅指行政强制措施，「{found[0]}」属行政强制执行，不得列入。" if found else _penalty(text)


def _penalty(text: str) -> str | None:
    found = _PENALTY.search(_EXECUTION.sub("", text))
    return f"免予行政强制仅指行政强制措施，「{found[0]}」属行政处罚，不得列入。" if found else None


RULE = Rule(
    id="C10", slug="coercive-measures-only", title="免予行政强制只限强制措施", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政强制法》第二条", "《中华人民共和国行政强制法》第九条",
                 "《中华人民共和国行政强制法》第十二条", "《中华人民共和国行政强制法》第十六条第二款"),
    rationale="可以不采取的是查封、扣押、冻结等行政强制措施。加处罚款、代履行等是对不履行决定的强制执行，罚款、警告是处罚，都不在此列。",
    hint="写明不采取哪一种强制措施；涉及处罚的事项列入其他三类清单。",
    examples=(
        passes("不采取查封、扣押", kind=Kind.NO_COERCION),
        passes("冻结存款也是强制措施", kind=Kind.NO_COERCION, coercion_measure="冻结存款", outcome="可以不冻结存款"),
        passes("不予处罚清单不受本规则限制", outcome="不予行政处罚"),
        flags("coercion_measure", "加处罚款是强制执行", kind=Kind.NO_COERCION, coercion_measure="加处罚款", outcome="可以不加处罚款"),
        flags("coercion_measure", "代履行是强制执行", kind=Kind.NO_COERCION, coercion_measure="代履行"),
        flags("outcome", "结果写不予处罚", kind=Kind.NO_COERCION, outcome="不予行政处罚"),
        flags("coercion_measure", "先行登记保存", kind=Kind.NO_COERCION, severity=Severity.WARNING,
              coercion_measure="先行登记保存证据", outcome="可以不采取该措施"),
    ),
    check=check)
