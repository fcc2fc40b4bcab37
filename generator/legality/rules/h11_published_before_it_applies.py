"""H11: no version of an item applies before the day on which it was published."""

from collections.abc import Iterator

from generator.legality.procedure import goes_public
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """A remark on a version that begins before its edition is published, unless the edition itself does (H14 says that)."""
    edition = world.editions.get(item.edition or "")
    if edition is None or edition.published_on is None or item.effective_from is None or not goes_public(edition):
        return
    published, whole = edition.published_on, edition.effective_from
    if item.effective_from < published and (whole is None or whole >= published):
        yield Remark("effective_from", f"自{item.effective_from}起施行，所属的发布批次{edition.edition}到{published}才公布。")


RULE = Rule(
    id="H11", slug="published-before-it-applies", title="公布之后才能施行", severity=Severity.ERROR, waivable=False,
    legal_basis=("《中华人民共和国行政处罚法》第五条第三款", "《优化营商环境条例》第六十四条第二款"),
    rationale="涉及市场主体权利义务的规范性文件应当公布，未经公布的不得作为行政管理依据；事项的施行日期不能早于所属批次的公布日期。"
              "没有公布的草案，网站一律不显示。",
    hint="把施行日期改为公布之日或者以后；一般与发布批次的施行日期相同。",
    examples=(
        passes("批次公布后施行"),
        passes("公布之日起施行", effective_from="2026-08-05"),
        passes("草案还没有发布批次", edition="", effective_from="2026-01-01"),
        flags("effective_from", "公布前一天就施行", effective_from="2026-08-04"),
        flags("effective_from", "补登的批次，施行日期写成了旧清单的日期", effective_from="2022-12-01"),
    ),
    check=check)
