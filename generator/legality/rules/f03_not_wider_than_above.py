"""F03: a city's list is not wider than its superior authority's."""

from collections.abc import Iterator

from generator.legality.basis import judging_days
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.superior import lower_fine, published_above, wider_kind, wider_quantity
from generator.model import Item, Kind, Severity, Status, SuperiorItem, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark: a more lenient list, else a lower fine, else a wider quantity than the superior's entry."""
    if world.status(item) is Status.ENDED:
        return
    above = published_above(item, world, judging_days(item, world)[-1])
    row = wider_kind(item, above)
    if row is not None:
        yield _wider("outcome", row, f"上级列为{_word(row)}，本清单列为{item.kind.value}")
        return
    for row in (row for row in above if Kind.of(row.kind or "") is item.kind):
        if lower_fine(item, row):
            yield _wider("outcome", row, f"上级的结果是「{row.outcome}」，本清单的罚款下限更低")
            return
        if clauses := wider_quantity(item, row):
            yield _wider("conditions", row, f"上级的条件是「{clauses[0]}」，本清单是「{clauses[1]}」")
            return


def _wider(field: str, row: SuperiorItem, why: str) -> Remark:
    return Remark(field, f"宽于{row.issuer}《{row.title}》第{row.number}项：{why}。")


def _word(row: SuperiorItem) -> str:
    kind = Kind.of(row.kind or "")
    return kind.value if kind else ""


_CONDITIONS = "违法行为轻微，涉及广告不超过2条；及时改正，发现当日撤下；没有造成危害后果"
_ABOVE = {"authority": "sheng-scjg", "issuer": "示例省市场监督管理局", "title": "示例省轻微违法行为不予处罚清单", "number": "3",
          "kind": "no-penalty", "violation": "通过大众传播媒介发布的广告未标明“广告”", "conditions": _CONDITIONS,
          "penalty_basis": "《中华人民共和国广告法》第五十九条第三款", "from": "2024-01-01"}
_FINE = {"kind": "lighter-penalty", "violation": "消防安全标志设置不符合国家标准", "outcome": "处八千元以上一万五千元以下罚款",
         "penalty_basis": "《中华人民共和国消防法》第六十条第一款第（一）项", "conditions": "主动消除或者减轻违法行为危害后果"}

RULE = Rule(
    id="F03", slug="not-wider-than-above", title="不宽于上级清单", severity=Severity.WARNING, legal_basis=(),
    rationale="国务院办公厅关于进一步规范行政裁量权基准制定和管理工作的意见（国办发〔2022〕27号）要求，上级已经制定的，下级原则上直接适用；"
              "确需细化的，不得超出上级划定的阶次或者幅度。机器只比清单种类、罚款下限和说法相近的数量，比不出的不说；是否为同一行为由审查人判断。",
    hint="改为不宽于上级，或者删除本项、直接适用上级清单；上级清单有误的，更新“上级清单”表。",
    examples=(
        passes("严于上级", tables={"superior": (_ABOVE,)}),
        passes("与上级一样宽", conditions=_CONDITIONS, tables={"superior": (_ABOVE | {"conditions": _CONDITIONS},)}),
        passes("上级清单已经失效", tables={"superior": (_ABOVE | {"kind": "lighter-penalty", "to": "2026-01-01"},)}),
        passes("上级列的是另一种行为", tables={"superior": (_ABOVE | {"kind": "lighter-penalty", "violation": "变相发布医疗广告"},)}),
        flags("outcome", "上级只从轻，本清单不罚", tables={"superior": (_ABOVE | {"kind": "lighter-penalty"},)}),
        flags("conditions", "数量更大", tables={"superior": (_ABOVE,)},
              conditions="同时满足：1.违法行为轻微，涉及广告不超过3条；2.及时改正，发现当日撤下；3.没有造成危害后果"),
        flags("outcome", "罚款下限更低", kind=Kind.LIGHTER_PENALTY, tables={"superior": (_ABOVE | _FINE,)}),
    ),
    check=check)
