"""F04: what a superior authority has settled is applied, not copied."""

from collections.abc import Iterator

from generator.legality.basis import judging_days
from generator.legality.conduct import condition_set
from generator.legality.rule import Remark, Rule, flags, passes
from generator.legality.superior import published_above
from generator.model import Item, Kind, Severity, Status, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One piece of information when list and conditions are the superior's, word for word."""
    if world.status(item) is Status.ENDED:
        return
    for row in published_above(item, world, judging_days(item, world)[-1]):
        if Kind.of(row.kind or "") is item.kind and item.conditions and condition_set(row.conditions) == condition_set(item.conditions):
            yield Remark("conditions", f"{row.issuer}《{row.title}》第{row.number}项已有相同规定，可直接适用，不必照抄。")
            return


_ABOVE = {"authority": "sheng-scjg", "issuer": "示例省市场监督管理局", "title": "示例省轻微违法行为不予处罚清单", "number": "3",
          "kind": "no-penalty", "violation": "通过大众传播媒介发布的广告未标明“广告”",
          "penalty_basis": "《中华人民共和国广告法》第五十九条第三款", "from": "2024-01-01",
          "conditions": "违法行为轻微，涉及广告不超过1条；及时改正，发现当日撤下；没有造成危害后果，无投诉举报"}

RULE = Rule(
    id="F04", slug="copied-from-above", title="上级已有规定的不必照抄", severity=Severity.INFO, legal_basis=(),
    rationale="国务院办公厅关于加强行政规范性文件制定和监督管理工作的通知（国办发〔2018〕37号）要求，严禁照抄照搬照转上级文件。"
              "条件与上级完全相同的事项，直接适用上级清单即可，日后上级修改也不用跟着改。"
              "上级有而本市没有的，同样直接适用上级清单，不算缺漏。",
    hint="删除本项，直接适用上级清单；本市确有细化的，把细化的内容写进适用条件。",
    examples=(
        passes("上级没有这一项"),
        passes("比上级细", tables={"superior": (_ABOVE | {"conditions": "违法行为轻微，涉及广告不超过2条；及时改正；没有造成危害后果"},)}),
        passes("上级清单尚未生效", tables={"superior": (_ABOVE | {"from": "2027-01-01"},)}),
        flags("conditions", "条件完全相同", tables={"superior": (_ABOVE,)}),
        flags("conditions", "只是换了顺序和标点", tables={"superior": (_ABOVE,)},
              conditions="及时改正，发现当日撤下；没有造成危害后果，无投诉举报；违法行为轻微，涉及广告不超过1条。"),
    ),
    check=check)
