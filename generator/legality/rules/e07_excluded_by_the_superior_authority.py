"""E07: conduct that a superior authority has excluded by name is not listed."""

from collections.abc import Iterator

from generator.legality.basis import judging_days
from generator.legality.profile import words
from generator.legality.rule import Remark, Rule, flags, passes
from generator.model import Item, Severity, Status, World


def check(item: Item, world: World) -> Iterator[Remark]:
    """One remark when the violation has a word of the list that holds on the item's last judging day."""
    if world.status(item) is Status.ENDED:
        return
    excluded = words(world, "E07", "excluded", judging_days(item, world)[-1])
    named = next((word for word in excluded if word in (item.violation or "")), None)
    if named:
        yield Remark("violation", f"「{named}」是上级明示不得减免的行为，请核对是否应当删除。")


_EARLIER = {"rule": "E07", "parameter": "excluded", "value": "强制交易", "basis": "示例市的口径", "to": "2022-01-01"}

RULE = Rule(
    id="E07", slug="excluded-by-the-superior-authority", title="上级明示排除的行为不列入", severity=Severity.WARNING,
    legal_basis=(),
    rationale="有的省级部门在清单或者通知中点名排除使用童工、恶意欠薪等行为。这些排除是上级的要求，不是法律条文，所以只提醒；"
              "点名的词登记在“地方口径”表，写明依据和起止日期，没有登记的不检查。",
    hint="删除该事项；与上级排除的不是同一行为的，在送审说明中写明区别。",
    examples=(
        passes("没有点名的行为"),
        passes("上级的排除已经失效", violation="强制交易", tables={"profiles": (_EARLIER,)}),
        flags("violation", "使用童工", violation="使用童工不满一日"),
        flags("violation", "恶意欠薪", violation="恶意欠薪，数额不足二千元"),
        flags("violation", "本市另行登记的词", violation="强制交易",
              tables={"profiles": (_EARLIER | {"to": "", "value": "强制交易;虚假宣传", "from": "2026-10-01"},)}),
    ),
    check=check)
