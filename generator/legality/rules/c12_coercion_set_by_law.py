"""C12: a coercive measure is set by a norm of the rank that may set it."""

import re
from collections.abc import Iterator
from enum import Enum

from generator.laws import LawStatus, registry
from generator.legality.basis import citations, judging_days
from generator.legality.cells import by_cells
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Kind, Severity, World

_USABLE = (LawStatus.IN_FORCE, LawStatus.UNVERIFIED)


class Measure(Enum):
    """The kinds of 行政强制法 第九条 that the clauses on rank tell apart."""

    LIBERTY = "限制公民人身自由"
    FREEZE = "冻结存款、汇款"
    SEAL = "查封场所、设施或者财物"
    SEIZE = "扣押财物"


_WORDS = {
    Measure.LIBERTY: re.compile("人身自由|强制隔离|强制带离|强制传唤|约束至|约束性|强行约束|强制戒毒|强制遣送"),
    Measure.FREEZE: re.compile("冻结"), Measure.SEAL: re.compile("查封|封存"), Measure.SEIZE: re.compile("扣押|扣留|暂扣")}
_MAY_SET = {
    "法律": frozenset(Measure), "行政法规": frozenset({Measure.SEAL, Measure.SEIZE}),
    "地方性法规": frozenset({Measure.SEAL, Measure.SEIZE}), "部门规章": frozenset(), "地方政府规章": frozenset(), "规范性文件": frozenset()}
"""Level in laws.csv → the measures of 第九条第一至四项 that a norm of this rank may set."""


@by_cells("coercion_basis", "coercion_measure")
def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when no cited norm is of the rank that the measure asks for."""
    if item.kind is not Kind.NO_COERCION:
        return
    day, laws = judging_days(item, world)[-1], world.once(registry)
    ranks: list[tuple[str, str]] = []
    for one in citations(item, "coercion_basis", world):
        if one.kind != "law":
            ranks.append((one.law or "", "规范性文件"))
            continue
        found = laws.resolve(one, day)
        level = found.version.level if found.version and found.status in _USABLE else None
        if level not in _MAY_SET:
            return  # an unknown or ended norm has its own finding (B01 to B05)
        ranks.append((one.law or "", level))
    measures = {one for one, words in _WORDS.items() if words.search(item.coercion_measure or "")}
    if not ranks or any(_may(level, measures) for _, level in ranks):
        return
    name, level = ranks[0]
    if _MAY_SET[level]:
        beyond = "、".join(one.value for one in Measure if one in measures - _MAY_SET[level])
        yield Remark("coercion_basis", f"《{name}》是{level}，不得设定「{beyond}」的行政强制措施。")
    else:
        yield Remark("coercion_basis", f"《{name}》是{level}，行政强制措施只能由法律、法规设定。")


def _may(level: str, measures: set[Measure]) -> bool:
    return bool(_MAY_SET[level]) and measures <= _MAY_SET[level]


_NO_COERCION = Kind.NO_COERCION
_REGULATION, _RULE = "《无证无照经营查处办法》第十一条第二款", "《消防监督检查规定》第二十二条第一款"

RULE = Rule(
    id="C12", slug="coercion-set-by-law", title="行政强制措施由法律、法规设定", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政强制法》第九条", "《中华人民共和国行政强制法》第十条", "《中华人民共和国行政强制法》第十一条"),
    rationale="行政强制措施由法律设定；行政法规不得设定限制人身自由和冻结存款、汇款；地方性法规只能设定查封和扣押；"
              "规章和其他规范性文件一律不得设定。没有设定权的文件里的措施，本来就不能采取，谈不上免予。",
    hint="改引设定该措施的法律、法规；没有的，删除该事项。",
    examples=(
        passes("法律设定的查封、扣押", kind=_NO_COERCION),
        passes("行政法规设定的查封、扣押", kind=_NO_COERCION, coercion_basis=_REGULATION),
        passes("规章细化法律已设定的措施，法律并引", kind=_NO_COERCION, coercion_measure="查封危险部位或者场所",
               coercion_basis=f"《中华人民共和国消防法》第五十四条；{_RULE}"),
        flags("coercion_basis", "规章", kind=_NO_COERCION, coercion_measure="查封危险部位或者场所", coercion_basis=_RULE),
        flags("coercion_basis", "行政法规设定冻结存款", kind=_NO_COERCION, coercion_measure="查封场所，冻结存款",
              coercion_basis=_REGULATION),
        flags("coercion_basis", "规范性文件", kind=_NO_COERCION, coercion_basis="《示例市行政处罚裁量基准》第三条"),
    ),
    check=check)
