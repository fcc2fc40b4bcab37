"""A01: every field that the list needs is filled; who ends an item says why."""

from collections.abc import Iterator

from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World

_EMPTY = (None, "", ())


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark per empty field; a malformed cell is not empty and has its own finding."""
    for name in world.book.required.get(item.kind, ()):
        if getattr(item, name) in _EMPTY and name not in item.malformed:
            header = world.book.header(name)
            yield Remark(name, f"缺少「{header}」，不得提交审查。{item.kind.value}清单必须填写这一栏。")
    if item.effective_to and not item.end_reason and "end_reason" not in item.malformed:
        yield Remark("end_reason", f"写了失效日期{item.effective_to}，没有写终止原因。", Severity.WARNING,
                     "写明为什么不再适用，如“依据废止”“期满”；由别的事项接续的，再填写替代事项。")


RULE = Rule(
    id="A01", slug="required-fields", title="必填栏目不能空着", severity=Severity.ERROR, legal_basis=(),
    rationale="清单的每一项都要说清违法行为、依据、适用条件和结果，缺一项当事人和执法人员都无法判断能否适用。"
              "各类清单的必填栏目由清单编制方案和本市的数据标准规定，草案同样适用。"
              "终止的事项一直查得到，当事人和镇街要知道为什么不再适用，所以写了失效日期的，终止原因也要写。",
    hint="补填这一栏。合并过的单元格要逐行填写。",
    examples=(
        passes("各栏填写完整"),
        passes("不予处罚以外的清单不填不罚类型", kind=Kind.LIGHTER_PENALTY, exemption_type=""),
        passes("免予行政强制不填处罚依据和法定处罚", kind=Kind.NO_COERCION, penalty_basis="", statutory_penalty=""),
        passes("终止，写明了原因", effective_to="2027-09-15", end_reason="依据废止"),
        flags("end_reason", "终止，没有写原因", effective_to="2027-09-15", severity=Severity.WARNING),
        flags("conditions", "没有写适用条件", conditions=""),
        flags("supporting_measures", "不予处罚没有写配套监管措施", supporting_measures=""),
        flags("effective_from", "草案没有写施行日期", effective_from="", edition=""),
        flags(("coercion_basis", "coercion_measure"), "免予行政强制没有写强制依据和强制措施", kind=Kind.NO_COERCION,
              coercion_basis="", coercion_measure=""),
    ),
    check=check)
