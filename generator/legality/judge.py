"""All rules over all records of a World, in a fixed order, with the waivers of 司法局 applied."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial

from generator.legality import rules as rules_package
from generator.legality.rule import Remark, Rule
from generator.legality.verdicts import Verdict, Verdicts
from generator.model import Edition, Finding, Item, Refusal, Severity, Waiver, World
from generator.workers import MOST, WORTHWHILE, share


class RuleFailure(Refusal):
    """A rule raised: the run must stop (exit 2), naming rule and record, since a crash is no verdict."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the package, by id: a module of `rules/` is a rule by being there."""
    modules = (importlib.import_module(f"{rules_package.__name__}.{module.name}")
               for module in pkgutil.iter_modules(rules_package.__path__))
    return tuple(sorted((module.RULE for module in modules), key=lambda rule: rule.id))


def judge(world: World, verdicts: Verdicts | None = None) -> tuple[Finding, ...]:
    """Every finding of every rule, waived ones left out, stale waivers reported; sorted.

    With `verdicts`, items that were judged before in the same surroundings are not judged again.
    """
    found = list(_of_items(world, verdicts))
    for rule in rules():
        if rule.check_edition is not None:
            found.extend(examine(rule, world))
    return tuple(sorted(_waived(found, world), key=lambda finding: finding.sort_key))


_LARGE = 2000
"""In a book of so many items, comparing them with each other alone is worth a second process."""

_RUN = 200
"""So many items that stand together are one job: a process that writes to few pages copies little of the memory it shares."""


def _of_items(world: World, verdicts: Verdicts | None) -> Iterator[Finding]:
    """The findings of the rules about items, spread over the processors: a job is a run of items, or a rule across items."""
    by_id = {rule.id: rule for rule in rules()}
    chosen = [rule for rule in rules() if rule.check is not None and not rule.across_items]
    items, unheard = world.book.items, []
    for number, item in enumerate(items):
        known = verdicts.recall(item, world) if verdicts else None
        if known is None:
            unheard.append(number)
        for verdict in known or ():
            yield _placed(by_id[verdict[0]], item, verdict)
    across: list[Finding] = []
    said: list[tuple[int, tuple[Verdict, ...]]] = []

    def compare(rule: Rule) -> None:
        across.extend(examine(rule, world))

    def listen(run: Sequence[int]) -> None:
        said.extend((number, _said(chosen, items[number], world)) for number in run)

    jobs = [partial(compare, rule) for rule in rules() if rule.across_items]
    jobs.extend(partial(listen, unheard[start : start + _RUN]) for start in range(0, len(unheard), _RUN))
    several = len(items) >= _LARGE or len(unheard) >= 2 * WORTHWHILE
    for found, heard in share(jobs, lambda: (across, said), processes=MOST if several else 1):
        yield from found
        for number, verdicts_on_it in heard:
            if verdicts:
                verdicts.note(items[number], world, verdicts_on_it)
            for verdict in verdicts_on_it:
                yield _placed(by_id[verdict[0]], items[number], verdict)
    if verdicts:
        verdicts.keep()


def examine(rule: Rule, world: World) -> Iterator[Finding]:
    """The findings of one rule over its records."""
    if rule.check is not None:
        for item in world.book.items:
            yield from _judged(rule, item, world)
    if rule.check_edition is not None:
        for edition in world.book.editions:
            yield from _judged(rule, edition, world)


def _judged(rule: Rule, record: Item | Edition, world: World) -> Iterator[Finding]:
    for verdict in _verdicts(rule, record, world):
        yield _placed(rule, record, verdict)


def _said(chosen: Sequence[Rule], item: Item, world: World) -> tuple[Verdict, ...]:
    """What these rules say of the item: the innermost loop of a check."""
    rule, said = chosen[0], []
    try:
        for rule in chosen:
            for remark in rule.check(item, world) if rule.check else ():
                if remark.field not in item.malformed:  # a cell that could not be read has its own finding
                    said.append(_verdict(rule, remark))
    except Exception as error:
        raise _failure(rule, item, error) from error
    return tuple(said)


def _verdicts(rule: Rule, record: Item | Edition, world: World) -> tuple[Verdict, ...]:
    if isinstance(record, Item):
        return _said((rule,), record, world)
    try:
        remarks = tuple(rule.check_edition(record, world)) if rule.check_edition else ()
    except Exception as error:
        raise _failure(rule, record, error) from error
    return tuple(_verdict(rule, remark) for remark in remarks if remark.field not in record.malformed)


def _verdict(rule: Rule, remark: Remark) -> Verdict:
    return rule.id, remark.field, (remark.severity or rule.severity).value, remark.message, remark.hint or rule.hint


def _failure(rule: Rule, record: Item | Edition, error: Exception) -> RuleFailure:
    name = record.item_id if isinstance(record, Item) else record.edition
    place = f"{record.source.path}:{record.source.line}"
    return RuleFailure(f"规则 {rule.id} 处理 {name}（{place}）时出错：{error!r}。本次未作出任何判断，请报告该问题。")


def _placed(rule: Rule, record: Item | Edition, verdict: Verdict) -> Finding:
    _, field, severity, message, hint = verdict
    return Finding(
        rule=rule.id, severity=Severity(severity), message=message, hint=hint, path=record.source.path,
        line=record.source.line, row=record.source.row, field=field, legal_basis=rule.legal_basis,
        item_id=record.item_id if isinstance(record, Item) else None, value=record.text(field) if field else None)


def _waived(found: Iterable[Finding], world: World) -> Iterator[Finding]:
    """The findings less those waived, and a finding for each waiver that is expired, unused or not allowed."""
    waivers = {(w.rule or "", w.item_id): w for w in world.book.waivers}
    forbidden = {rule.id for rule in rules() if not rule.waivable}
    used = set()
    for finding in found:
        key = (finding.rule, finding.item_id)
        waiver = waivers.get(key)
        if waiver is None or finding.rule in forbidden or _expired(waiver, world):
            yield finding
        if waiver is not None:
            used.add(key)
    known, items = {rule.id for rule in rules()}, {item.item_id for item in world.book.items}
    for key, waiver in waivers.items():
        if waiver.rule in forbidden or (waiver.rule or "").startswith(("S", "W")):
            yield _about(waiver, "rule", f"规则 {waiver.rule} 不得豁免。", "删除这一行，并按该规则的提示修改事项。")
        elif waiver.rule not in known:
            yield _about(waiver, "rule", f"没有规则“{waiver.rule or ''}”，豁免不起作用。", "填写检查结果方括号中的规则编号，如 C13。")
        elif waiver.item_id not in items:
            yield _about(waiver, "item_id", f"清单中没有事项“{waiver.item_id or ''}”，豁免不起作用。", "核对事项编号；不再需要的，删除这一行。")
        elif waiver.until is None:
            yield _about(waiver, "until", "缺少可用的截止日期，豁免不起作用。", "填写批准的截止日期，如 2027-01-01；截止日当天起不再豁免。")
        elif _expired(waiver, world):
            yield _about(waiver, "until", f"豁免已于{waiver.until}到期。", "修改事项使其符合规则，或由司法局重新批准后更新截止日期。")
        elif key not in used:
            yield _about(waiver, "item_id", f"事项 {waiver.item_id} 已不违反规则 {waiver.rule}，豁免没有用处。", "删除这一行。")


def _expired(waiver: Waiver, world: World) -> bool:
    return waiver.until is None or waiver.until <= world.as_of


def _about(waiver: Waiver, field: str, message: str, hint: str) -> Finding:
    return Finding(rule="W01", severity=Severity.ERROR, message=message, hint=hint, path=waiver.source.path,
                   line=waiver.source.line, row=waiver.source.row, field=field, item_id=waiver.item_id,
                   value=waiver.text(field))


def held_at_publication(findings: Iterable[Finding], world: World) -> tuple[Finding, ...]:
    """The errors that already held on the day their version (or edition) was published: they stop a build.

    An error that arose later – a law repealed, a delegation recalled, a waiver run out – does not.
    """
    by_id = {rule.id: rule for rule in rules()}
    everything: tuple[Item | Edition, ...] = (*world.book.items, *world.book.editions)
    records = {(record.source.path, record.source.line): record for record in everything}
    found = []
    for finding in findings:
        record, rule = records.get((finding.path, finding.line)), by_id.get(finding.rule)
        if finding.severity is not Severity.ERROR or record is None or rule is None:
            continue
        edition = world.editions.get(record.edition or "")
        if edition is None or not world.edition_is_public(edition) or edition.published_on is None:
            continue
        then = World(world.book, edition.published_on)
        if any(f.severity is Severity.ERROR and f.field == finding.field for f in _judged(rule, record, then)):
            found.append(finding)
    return tuple(found)
