"""All rules over all records of a World, in a fixed order, with the waivers of 司法局 applied."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from generator.legality import rules as rules_package
from generator.legality.glance import Glance, glance
from generator.legality.rule import Reach, Remark, Rule
from generator.legality.verdicts import Told, Verdict, Verdicts
from generator.legality.waivers import is_waived, settled
from generator.model import Edition, Finding, Item, ItemList, Refusal, Severity, Source, World
from generator.workers import MOST, WORTHWHILE, share


class RuleFailure(Refusal):
    """A rule raised: the run must stop (exit 2), naming rule and record, since a crash is no verdict."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the package, by id: a module of `rules/` is a rule by being there."""
    modules = (importlib.import_module(f"{rules_package.__name__}.{module.name}")
               for module in pkgutil.iter_modules(rules_package.__path__))
    return tuple(sorted((module.RULE for module in modules), key=lambda rule: rule.id))


@cache
def by_id() -> Mapping[str, Rule]:
    """Every rule by its id."""
    return {rule.id: rule for rule in rules()}


def judge(world: World, verdicts: Verdicts | None = None) -> tuple[Finding, ...]:
    """Every finding of every rule, waived ones left out, stale waivers reported; sorted.

    With `verdicts`, items that were judged before in the same surroundings are not judged again.
    """
    found = list(_of_items(world, verdicts))
    for rule in rules():
        if rule.check_edition is not None:
            found.extend(examine(rule, world))
    return tuple(sorted(settled(found, world, rules()), key=lambda finding: finding.sort_key))


def _of_items(world: World, verdicts: Verdicts | None) -> Iterator[Finding]:
    """The findings of the rules about items, list by list and then across the lists."""
    lists = tuple(world.lists.values())
    told = _told_of_all(lists, world, verdicts)
    seen = list[_Seen]()
    for number, items in enumerate(lists):
        known = told.pop(number)  # not kept beside the findings that are made of it
        for said in (known.alone, known.within):
            for position, verdicts_of in said.items():
                for verdict in verdicts_of:
                    yield _placed(by_id()[verdict[0]], verdict, items.source(position), items.ids[position] or None)
        seen.extend(_Seen(items, position, Glance._make(cells)) for position, cells in known.glances.items())
    for rule in rules():
        if rule.compare is not None:
            yield from _compared(rule, seen, world)


def _told_of_all(lists: Sequence[ItemList], world: World, verdicts: Verdicts | None) -> dict[int, Told]:
    """What the rules say of each list, by its number: recalled where nothing has changed, the rest spread over the processors."""
    told, heard = dict[int, Told](), dict[int, Told]()

    def listen(number: int, known: Told, spoken_of: frozenset[int]) -> None:
        items = lists[number]
        read_before = items.known
        heard[number] = _told(items, world, known, spoken_of)
        if verdicts:
            verdicts.keep(items, world, heard[number])
        if not read_before:  # nobody else has them; all items of a large city take more room than all that is said of them
            world.forget(items.items)
            items.forget()

    jobs: list[Callable[[], None]] = []
    unheard = 0
    for number, items in enumerate(lists):
        whole, known, spoken_of = verdicts.recall(items, world) if verdicts else (None, Told(), frozenset[int]())
        if whole:
            told[number] = whole
        else:
            jobs.append(partial(listen, number, known, spoken_of))
            unheard += len(items) - len(spoken_of)
    for one in share(jobs, lambda: heard, processes=MOST if unheard >= 2 * WORTHWHILE else 1):
        told.update(one)
        one.clear()
    return told


def _told(items: ItemList, world: World, known: Told, spoken_of: frozenset[int]) -> Told:
    """What the rules say of a list; `known` is what they said before of the items at the positions `spoken_of`."""
    alone, glances = dict(known.alone), dict(known.glances)
    for number, item in enumerate(items.items):
        if number in spoken_of:
            continue
        said, seen = _said(_reaching(Reach.ITEM), item, world), glance(item, world)
        if said:
            alone[number] = said
        if seen is not None:
            glances[number] = tuple(seen)
    within = {number: said for number, item in enumerate(items.items) if (said := _said(_reaching(Reach.LIST), item, world))}
    return Told(alone, within, glances)


@cache
def _reaching(reach: Reach) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if rule.check is not None and rule.reach is reach)


class _Seen(NamedTuple):
    """The item at a position of a list, and how its neighbours see it."""

    items: ItemList
    position: int
    glance: Glance


def _compared(rule: Rule, seen: Sequence[_Seen], world: World) -> Iterator[Finding]:
    try:
        for number, remark in rule.compare([one.glance for one in seen], world) if rule.compare else ():
            items, position, glance = seen[number]
            if not items.known or remark.field not in items.items[position].malformed:
                said = getattr(glance, remark.field) if remark.field else None
                yield _placed(rule, _verdict(rule, remark, said), items.source(position), items.ids[position] or None)
    except Exception as error:
        raise RuleFailure(f"规则 {rule.id} 比较各事项时出错：{error!r}。本次未作出任何判断，请报告该问题。") from error


def examine(rule: Rule, world: World) -> Iterator[Finding]:
    """The findings of one rule over its records."""
    if rule.check is not None:
        for item in world.book.items:
            yield from _judged(rule, item, world)
    if rule.compare is not None:
        seen = [_Seen(items, position, one) for items in world.lists.values() for position, item in enumerate(items.items)
                if (one := glance(item, world))]
        yield from _compared(rule, seen, world)
    if rule.check_edition is not None:
        for edition in world.book.editions:
            yield from _judged(rule, edition, world)


def _judged(rule: Rule, record: Item | Edition, world: World) -> Iterator[Finding]:
    for verdict in _verdicts(rule, record, world):
        yield _placed(rule, verdict, record.source, record.item_id if isinstance(record, Item) else None)


def _said(chosen: Sequence[Rule], item: Item, world: World) -> tuple[Verdict, ...]:
    """What these rules say of the item: the innermost loop of a check."""
    rule, said = chosen[0], []
    try:
        for rule in chosen:
            for remark in rule.check(item, world) if rule.check else ():
                if remark.field not in item.malformed:  # a cell that could not be read has its own finding
                    said.append(_verdict(rule, remark, item.text(remark.field) if remark.field else None))
    except Exception as error:
        raise _failure(rule, item, error) from error
    return tuple(said) if len(said) < 2 else tuple(_worth_saying(said))


def _worth_saying(said: Sequence[Verdict]) -> Iterator[Verdict]:
    """Without how a cell should be written where what it says is an error: whoever followed the one would disobey the other."""
    wrong = {field for _, field, severity, *_ in said if severity == Severity.ERROR.value}
    return (verdict for verdict in said if verdict[1] not in wrong or verdict[0] not in _of_wording())


@cache
def _of_wording() -> frozenset[str]:
    return frozenset(rule.id for rule in rules() if rule.of_wording)


def _verdicts(rule: Rule, record: Item | Edition, world: World) -> tuple[Verdict, ...]:
    if isinstance(record, Item):
        return _said((rule,), record, world)
    try:
        remarks = tuple(rule.check_edition(record, world)) if rule.check_edition else ()
    except Exception as error:
        raise _failure(rule, record, error) from error
    return tuple(_verdict(rule, remark, record.text(remark.field) if remark.field else None)
                 for remark in remarks if remark.field not in record.malformed)


def _verdict(rule: Rule, remark: Remark, said: str | None) -> Verdict:
    return rule.id, remark.field, (remark.severity or rule.severity).value, remark.message, remark.hint, said


def _failure(rule: Rule, record: Item | Edition, error: Exception) -> RuleFailure:
    name = record.item_id if isinstance(record, Item) else record.edition
    place = f"{record.source.path}:{record.source.line}"
    return RuleFailure(f"规则 {rule.id} 处理 {name}（{place}）时出错：{error!r}。本次未作出任何判断，请报告该问题。")


def _placed(rule: Rule, verdict: Verdict, source: Source, item_id: str | None) -> Finding:
    _, field, severity, message, hint, value = verdict  # by position, since thousands are placed
    return Finding(rule.id, _WEIGHTS[severity], message, hint or rule.hint, source.path, source.line, source.row, None, None,
                   field, item_id, value, rule.legal_basis)


_WEIGHTS = {severity.value: severity for severity in Severity}


def held_at_publication(findings: Iterable[Finding], world: World) -> tuple[Finding, ...]:
    """The errors that already held on the day their version (or edition) was published: they stop a build.

    An error that arose later – a law repealed, a delegation recalled, a waiver run out – does not.
    """
    everything: tuple[Item | Edition, ...] = (*world.book.items, *world.book.editions)
    records = {(record.source.path, record.source.line): record for record in everything}
    on = cache(partial(World, world.book))  # what a World has worked out serves every error of that day
    across = cache(lambda rule, day: tuple(examine(by_id()[rule], on(day))))
    found = []
    for finding in findings:
        record, rule = records.get((finding.path, finding.line)), by_id().get(finding.rule)
        if finding.severity is not Severity.ERROR or record is None or rule is None:
            continue
        edition = world.editions.get(record.edition or "")
        if edition is None or not world.edition_is_public(edition) or edition.published_on is None:
            continue
        if is_waived(finding, rule, on(edition.published_on)):
            continue
        then = across(rule.id, edition.published_on) if rule.compare else _judged(rule, record, on(edition.published_on))
        if any(f.severity is Severity.ERROR and (f.path, f.line, f.field) == (finding.path, finding.line, finding.field) for f in then):
            found.append(finding)
    return tuple(found)
