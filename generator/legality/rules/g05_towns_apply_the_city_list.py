"""G05: a town applies the city's lists and writes none of its own."""

from collections.abc import Iterator

from generator.legality.basis import judging_days
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, Status, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark on an item in a town's folder: an error while the town is no announced enforcement department."""
    if item.department not in world.once(_town_codes) or world.status(item) is Status.ENDED:
        return
    name, day = world.town_name(item.department), judging_days(item, world)[-1]
    if any(row.dept == item.department and row.holds_on(day) for row in world.book.organisations):
        yield Remark(None, f"{name}应直接适用市级清单，不另行制定。")
    else:
        yield Remark(None, f"{name}应直接适用市级清单，不另行制定；{name}也不在行政执法主体名录中，不能以其名义发布清单。", Severity.ERROR)


def _town_codes(world: World) -> frozenset[str]:
    """The codes of all towns; use as `world.once(_town_codes)`."""
    return frozenset(row.town for row in world.book.townships if row.town)


_ANNOUNCED = {"organisations": ({"dept": "qinghe", "name": "青禾镇人民政府", "from": "2022-01-01"},)}

RULE = Rule(
    id="G05", slug="towns-apply-the-city-list", title="镇街不自建清单", severity=Severity.INFO,
    legal_basis=("《中华人民共和国行政处罚法》第十七条", "《中华人民共和国行政处罚法》第二十四条第二款"),
    rationale="镇街承接部门的处罚权，按照规定范围实施。清单编制方案要求镇街直接适用市级部门的清单，以免同一行为各镇各样。"
              "这是方案的要求，对名录中的镇街只作提示；镇街还不是已公告的执法主体的，不能以其名义发布清单。",
    hint="把事项交由市级部门列入其清单，「镇街适用」填“是”，并删除镇街目录下的文件。",
    examples=(
        passes("市级部门的清单"),
        passes("镇街适用市级部门的事项", township="是"),
        flags((None,), "镇街自建的事项", department="qinghe", tables=_ANNOUNCED),
        flags((None,), "镇街还不是已公告的执法主体", department="qinghe", severity=Severity.ERROR),
    ),
    check=check)
