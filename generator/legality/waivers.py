"""The waivers of 司法局: the findings that they cover, and a finding about each waiver that has no effect (W01)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.legality.rule import Rule
from generator.model import Finding, Severity, Waiver, World

_Key = tuple[str, str | None]


def settled(found: Iterable[Finding], world: World, rules: Sequence[Rule]) -> Iterator[Finding]:
    """The findings of `rules` less those waived, and one for each waiver that is expired, unused or not allowed."""
    by_id, waivers, used = {rule.id: rule for rule in rules}, world.once(_waivers), set[_Key]()
    wrong: set[str | None] = set()
    for finding in found:
        if finding.severity is Severity.ERROR:
            wrong.add(finding.item_id)
        if (key := (finding.rule, finding.item_id)) in waivers:
            used.add(key)
        if not is_waived(finding, by_id[finding.rule], world):
            yield finding
    unheard = {key for key in waivers if key[1] in wrong and (rule := by_id.get(key[0])) and rule.of_wording}  # silent while there is an error
    yield from _without_effect(used | unheard, world, by_id)


def is_waived(finding: Finding, rule: Rule, world: World) -> bool:
    """True iff 司法局 accepts, on `as_of`, that the item breaks this rule, and may."""
    waiver = world.once(_waivers).get((finding.rule, finding.item_id))
    return waiver is not None and rule.waivable and not _expired(waiver, world)


def _waivers(world: World) -> Mapping[_Key, Waiver]:
    return {(waiver.rule or "", waiver.item_id): waiver for waiver in world.book.waivers}


def _expired(waiver: Waiver, world: World) -> bool:
    return waiver.until is None or waiver.until <= world.as_of


def _without_effect(used: set[_Key], world: World, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    items = {item_id for one in world.lists.values() for item_id in one.ids}
    for key, waiver in world.once(_waivers).items():
        rule = rules.get(waiver.rule or "")
        if (rule and not rule.waivable) or (waiver.rule or "").startswith(("S", "W")):
            yield _about(waiver, "rule", f"规则 {waiver.rule} 不得豁免。", "删除这一行，并按该规则的提示修改事项。")
        elif rule is None:
            yield _about(waiver, "rule", f"没有规则“{waiver.rule or ''}”，豁免不起作用。", "填写检查结果方括号中的规则编号，如 C13。")
        elif waiver.item_id not in items:
            yield _about(waiver, "item_id", f"清单中没有事项“{waiver.item_id or ''}”，豁免不起作用。", "核对事项编号；不再需要的，删除这一行。")
        elif waiver.until is None:
            yield _about(waiver, "until", "缺少可用的截止日期，豁免不起作用。", "填写批准的截止日期，如 2027-01-01；截止日当天起不再豁免。")
        elif _expired(waiver, world):
            yield _about(waiver, "until", f"豁免已于{waiver.until}到期。", "修改事项使其符合规则，或由司法局重新批准后更新截止日期。")
        elif key not in used:
            yield _about(waiver, "item_id", f"事项 {waiver.item_id} 已不违反规则 {waiver.rule}，豁免没有用处。", "删除这一行。")


def _about(waiver: Waiver, field: str, message: str, hint: str) -> Finding:
    return Finding(rule="W01", severity=Severity.ERROR, message=message, hint=hint, path=waiver.source.path,
                   line=waiver.source.line, row=waiver.source.row, field=field, item_id=waiver.item_id,
                   value=waiver.text(field))
