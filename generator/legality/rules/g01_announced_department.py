"""G01: the department is an announced enforcement department."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.legality.basis import judging_days
from generator.legality.cells import by_cells
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Organisation, Severity, World


@by_cells("department")
def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when the department was not in the directory on the item's first day, or is no longer today."""
    if item.department in world.once(_towns):  # a town's own list is rule G05's business
        return
    rows = world.once(_directory).get(item.department, [])
    for day in judging_days(item, world):
        if not any(row.holds_on(day) for row in rows):
            name = next((row.name for row in reversed(rows) if row.name), item.department)
            state = f"在{day}不在行政执法主体名录中" if rows else "不在行政执法主体名录中"
            yield Remark(None, f"「{name}」{state}，不能以其名义发布清单。")
            return


def _towns(world: World) -> frozenset[str | None]:
    return frozenset(row.town for row in world.book.townships)


def _directory(world: World) -> Mapping[str | None, list[Organisation]]:
    found: dict[str | None, list[Organisation]] = defaultdict(list)
    for row in world.book.organisations:
        found[row.dept].append(row)
    return dict(found)


RULE = Rule(
    id="G01", slug="announced-department", title="部门是已公告的行政执法主体", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第十七条", "《中华人民共和国行政处罚法》第三十八条第一款"),
    rationale="行政处罚由具有行政处罚权的机关在法定职权范围内实施，主体没有资格的处罚无效。机构改革撤并的部门，其清单要由承接的部门重新发布。",
    hint="核对部门代码；机构已经撤并的，由承接职能的部门发布清单，并更新行政执法主体名录。",
    examples=(
        passes("部门在名录中"),
        passes("撤并前失效的事项", department="jgj", effective_from="2018-01-01", effective_to="2019-01-01",
               end_reason="机构改革", tables={"organisations": (
                   {"dept": "jgj", "name": "示例市物价局", "from": "2010-01-01", "to": "2019-03-01"},)}),
        passes("镇街自建的清单另有规则", department="qinghe"),
        flags((None,), "名录中没有的部门", department="zxb"),
        flags((None,), "部门已经撤并", department="jgj", tables={"organisations": (
            {"dept": "jgj", "name": "示例市物价局", "from": "2010-01-01", "to": "2019-03-01"},)}),
    ),
    check=check)
