"""Tasks that the check calls for: what is wrong with something published or in the making, and what the law has changed under it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from generator.citation import Citation
from generator.document.basis import Basis
from generator.document.proposals import Proposals
from generator.document.shelf import Shelf
from generator.document.task import Duty, Reason, Task
from generator.document.turns import replaced_by
from generator.document.words import day, edition_named
from generator.laws import registry
from generator.legality.basis import cited_laws
from generator.legality.profile import number
from generator.legality.rules.b15_law_about_to_change import coming
from generator.model import BASES, Edition, Finding, Item, Severity, Source, Waiver

_LAW_RULES = frozenset({"B03", "B04", "B05", "B06", "B07", "B08", "B09", "H13"})
"""Rules that tell what the law has done to a citation."""
_EVEN_WARNINGS = frozenset({"B06", "B07", "B08", "H13"})
"""Those of them whose warning is a change of the law, too, and not a gap in the registry."""
_CITING = {**{name: name for name in BASES}, "statutory_penalty": "penalty_basis"}
"""Column → the one that cites the law it is about."""
_MOST = 5
"""Errors of one draft that are told one by one."""
Record = Item | Edition | Waiver


class Amiss:
    """The tasks of one shelf that its findings call for. `held`: those errors that something published had from its first day."""

    def __init__(self, shelf: Shelf, findings: Sequence[Finding], held: Collection[Finding], proposals: Proposals) -> None:
        self._shelf = shelf
        self._world = shelf.world
        self._findings = findings
        self._held = frozenset((one.path, one.line, one.rule, one.field) for one in held)
        self._proposals = proposals
        self._basis = Basis(shelf, {})

    @cached_property
    def _records(self) -> dict[tuple[str, int | None], Record]:
        book = self._world.book
        every: tuple[Record, ...] = (*book.items, *book.editions, *book.waivers)
        return {(record.source.path, record.source.line): record for record in every}

    @cached_property
    def _grouped(self) -> dict[tuple[str, int | None, Duty], list[Finding]]:
        """(path, line, duty) → the findings that make one task."""
        found: dict[tuple[str, int | None, Duty], list[Finding]] = defaultdict(list)
        for one in self._findings:
            duty = self._duty(one)
            if duty:
                found[one.path, one.line, duty].append(one)
        return found

    @property
    def untold(self) -> tuple[Finding, ...]:
        """The findings that call for no task: reminders without a day, left to `check`."""
        return tuple(one for one in self._findings if self._duty(one) is None)

    def tasks(self) -> Iterator[Task]:
        """One for each record and kind of task."""
        for (path, line, duty), found in self._grouped.items():
            record = self._records.get((path, line))
            match record:
                case Item():
                    yield self._draft(record, found) if duty is Duty.DRAFT else self._of_item(record, duty, found)
                case Edition():
                    yield self._of_edition(record, duty, found)
                case Waiver():
                    yield self._of_waiver(record, found)
                case _:
                    yield Task(department=self._department(path), duty=duty, source=Source(path, line, found[0].row), name="这一行" if line else "这个文件",
                               reasons=_reasons(found), steps=_steps(found), wrong=True)

    def _duty(self, one: Finding) -> Duty | None:
        record, error = self._records.get((one.path, one.line)), one.severity is Severity.ERROR
        if one.rule == "W01":
            return Duty.WAIVER
        if isinstance(record, Item | Edition) and not self._public(record):
            return Duty.DRAFT if error else None
        if error and (one.rule.startswith("S") or record is None or (one.path, one.line, one.rule, one.field) in self._held):
            return Duty.STOPPING
        if isinstance(record, Item) and self._by_law(one):
            return Duty.BASIS
        others = {"G03": Duty.DELEGATION, "F03": Duty.SUPERIOR, "B15": Duty.LAW}
        return others.get(one.rule) or (Duty.ERROR if error else None)

    def _public(self, record: Item | Edition) -> bool:
        return self._world.is_public(record) if isinstance(record, Item) else self._world.edition_is_public(record)

    @staticmethod
    def _by_law(one: Finding) -> bool:
        return one.rule in _LAW_RULES and one.field in _CITING and (one.severity is Severity.ERROR or one.rule in _EVEN_WARNINGS)

    def _department(self, path: str) -> str:
        """The department whose file it is; none for the tables that all share."""
        parts = path.split("/")
        return parts[2] if parts[:2] == ["lists", "exemptions"] and len(parts) > 3 else ""

    def _of_item(self, item: Item, duty: Duty, found: Sequence[Finding]) -> Task:
        told = duty is Duty.BASIS and bool(self._basis.lapsed(item))  # the public reads already that it waits to be adjusted
        wrong = told or any(one.severity is Severity.ERROR for one in found)
        laws = tuple(self._laws_of(item, found)) if duty is Duty.BASIS else ()
        edition = self._world.editions.get(item.edition or "")
        due = edition.published_on if duty is Duty.STOPPING and edition else None
        if duty is Duty.BASIS:
            due = self._since(laws, wrong)
        elif duty is Duty.LAW:
            changes = [(citation, start) for _, law, start, _ in coming(item, self._world) for citation in self._citing(item, law)]
            due = min((start for _, start in changes), default=None)
            return self._task(item, duty, found, due, False, [citation for citation, _ in changes])
        return self._task(item, duty, found, due, wrong, [citation for citation, _ in laws])

    def _task(self, item: Item, duty: Duty, found: Sequence[Finding], due: date | None, wrong: bool, changed: Sequence[Citation]) -> Task:
        steps = (*(_until(next_one) for next_one in (replaced_by(self._shelf, item),) if wrong and next_one), *_steps(found))
        return Task(department=item.department, duty=duty, source=item.source, name=item.violation or "", item_id=item.item_id, edition=item.edition,
                    kind=item.kind, reasons=_reasons(found), steps=steps, wrong=wrong, due=due,
                    proposals=self._proposals.of(item, changed) if changed else ())

    def _laws_of(self, item: Item, found: Iterable[Finding]) -> Iterator[tuple[Citation, date | None]]:
        """The citations that these findings blame, and the day on which their law last changed since the item began."""
        versions = self._world.once(registry).versions
        start, today = item.effective_from or date.min, self._world.as_of
        for one in found:
            cited = [citation for _, citation in cited_laws(item, self._world, (_CITING[one.field or ""],))]
            named = [citation for citation in cited if f"《{citation.law}》" in one.message]
            for citation in named or cited:
                turns = {turn for version in versions(citation.law_full) for turn in (version.effective_from, version.effective_to) if turn}
                yield citation, max((turn for turn in turns if start < turn <= today), default=None)

    def _since(self, laws: Iterable[tuple[Citation, date | None]], wrong: bool) -> date | None:
        """When it was due: the day of the change for what is wrong since, else the end of the term in which to review."""
        changed = min((turn for _, turn in laws if turn), default=None)
        term = number(self._world, "H13", "days", self._world.as_of)
        return changed if wrong or changed is None or term is None else changed + timedelta(term)

    def _citing(self, item: Item, law: str) -> Iterator[Citation]:
        return (citation for _, citation in cited_laws(item, self._world) if citation.law_full == law)

    def _draft(self, item: Item, found: Sequence[Finding]) -> Task:
        return Task(department=item.department, duty=Duty.DRAFT, source=item.source, name=item.violation or "", item_id=item.item_id, kind=item.kind,
                    edition=item.edition, reasons=(Reason(f"草案有{len(found)}个错误，改正以前不能公布。"), *_reasons(found)), due=item.effective_from,
                    steps=(*_steps(found), "改好后运行 qingdan check，没有错误再送审。"))

    def _of_edition(self, edition: Edition, duty: Duty, found: Sequence[Finding]) -> Task:
        draft = duty is Duty.DRAFT
        return Task(department=edition.department or "", duty=duty, source=edition.source, name=edition_named(edition), edition=edition.edition,
                    reasons=_reasons(found), steps=_steps(found), wrong=not draft, due=edition.effective_from if draft else edition.published_on)

    def _of_waiver(self, waiver: Waiver, found: Sequence[Finding]) -> Task:
        versions = self._world.versions.get(waiver.item_id or "", ())
        return Task(department=versions[-1].department if versions else "", duty=Duty.WAIVER, source=waiver.source, item_id=waiver.item_id,
                    name=f"对规则 {waiver.rule} 的豁免", reasons=_reasons(found), steps=_steps(found), wrong=True,
                    due=waiver.until if waiver.until and waiver.until <= self._world.as_of else None)


def _until(following: Item) -> str:
    return f"已公布的新版本自{day(following.effective_from)}起接续；在那以前仍是这一版，请告知执法人员按现行法律办理。"


def _reasons(found: Sequence[Finding]) -> tuple[Reason, ...]:
    """What is wrong, each once, with the column it is about."""
    said = dict.fromkeys(Reason(f"{one.column}：{one.message}" if one.column else one.message, one.rule, one.legal_basis) for one in found)
    more = (Reason(f"另有{len(said) - _MOST}处，运行 qingdan check {found[0].path} 查看。"),) if len(said) > _MOST else ()
    return (*list(said)[:_MOST], *more)


def _steps(found: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.hint for one in found if one.hint))[:_MOST]
