"""A06: the field of administration is not the violation once more."""

from collections.abc import Iterator

from generator.legality.conduct import normalised
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """A field whose text is that of the violation."""
    if item.field and normalised(item.field) and normalised(item.field) == normalised(item.violation):
        yield Remark("field", "「领域」与「违法行为」内容相同，请填写领域名称。")


RULE = Rule(
    id="A06", slug="field-is-not-violation", title="领域不照抄违法行为", severity=Severity.WARNING, legal_basis=(),
    rationale="领域用来归类和筛选。照抄违法行为，公众就无法按领域查找。",
    hint="填写领域名称，如“广告监管”“消防安全”。",
    examples=(
        passes("填写领域名称", field="广告监管"),
        passes("领域是违法行为中的一个词", field="广告", violation="广告中使用绝对化用语"),
        flags("field", "领域照抄违法行为", field="广告中使用绝对化用语", violation="广告中使用绝对化用语"),
        flags("field", "领域只多了“的行政处罚”", field="对广告中使用绝对化用语的行政处罚", violation="广告中使用绝对化用语"),
    ),
    check=check)
