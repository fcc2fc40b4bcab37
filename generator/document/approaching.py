"""Tasks that days bring: editions and waivers that run out, versions that begin, drafts left lying, powers taken back, lists to re-check."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from generator.document.edition import ends
from generator.document.shelf import Shelf
from generator.document.task import AHEAD, Duty, Reason, Task
from generator.document.words import day as said
from generator.document.words import edition_named, last_day
from generator.legality.delegation import Applicability, delegated
from generator.legality.procedure import months_after
from generator.legality.profile import number
from generator.legality.rules.f03_not_wider_than_above import RULE as WIDER
from generator.legality.rules.g03_delegated_to_a_town import RULE as DELEGATED
from generator.legality.rules.h08_expiry_approaches import RULE as EXPIRY
from generator.legality.superior import published_above
from generator.model import Delegation, Edition, Item, Kind, Status, SuperiorItem, Waiver, few
from generator.schema.judge import is_date

_YEAR = 12
"""Months within which every published list is looked through once more (domain: 每年至少复核一次)."""
_REVIEWED = re.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})复核")
"""How the note of an edition records that its lists were looked through and left as they are."""


class Approaching:
    """The tasks that the days of one shelf bring, save what the tasks `told` say already."""

    def __init__(self, shelf: Shelf, told: Iterable[Task]) -> None:
        self._shelf = shelf
        self._world = shelf.world
        self._today = shelf.as_of
        self._until = months_after(self._today, AHEAD)
        self._since = months_after(self._today, -AHEAD)
        self._told = {(task.source.path, task.source.line) for task in told if task.duty in (Duty.DRAFT, Duty.STOPPING, Duty.SUPERIOR, Duty.WAIVER)}

    def tasks(self) -> Iterator[Task]:
        """All of them."""
        for edition in self._shelf.editions:
            yield from self._ending(edition)
        yield from self._items_ending()
        yield from self._waivers()
        yield from self._starting()
        yield from self._drafts()
        yield from self._recalls()
        for item in self._shelf.items:
            yield from self._above(item)
        yield from self._reviews()

    def _is_told(self, record: Item | Waiver) -> bool:
        return (record.source.path, record.source.line) in self._told

    # ---- what runs out -------------------------------------------------------------------------------------------

    def _ending(self, edition: Edition) -> Iterator[Task]:
        """The term of an edition ends, or has ended lately, and what rests on it ends with it."""
        end, code = edition.effective_to, edition.edition or ""
        months = number(self._world, EXPIRY.id, "months", self._today) or AHEAD
        if end is None or end != ends(edition, self._shelf) or not self._since < end or self._today < months_after(end, -months):
            return
        resting = [item for item in self._shelf.items if item.edition == code and self._ends_on(item, end) and not self._continued(item, end)]
        if not resting:
            return
        following = [other for other in self._world.book.editions if code in other.replaces]
        term, past = "试行期" if edition.trial else "有效期", end <= self._today
        text = f"{term}{'已' if past else '将'}于{last_day(end)}届满，{len(resting)}个事项{'已经' if past else '随之'}失效，没有接续。"
        steps = tuple(f"接续的批次 {one.edition} 还没有公布，请在{said(end)}以前按程序公布。" for one in following) or (
            EXPIRY.hint if not past else "要继续适用的，尽快公布接续的批次；不再适用的，告知镇街和执法人员。",)
        terms = tuple(row.basis for row in self._world.book.profiles if row.rule == EXPIRY.id and row.basis and row.holds_on(self._today))
        yield self._of_edition(edition, Duty.EXPIRY, end, Reason(text, EXPIRY.id, terms), steps)

    def _ends_on(self, item: Item, end: date) -> bool:
        interval = self._shelf.interval(item)
        return interval is not None and interval.end == end and not interval.empty

    def _continued(self, item: Item, end: date) -> bool:
        """True iff a published version of the same item applies from that day on or later."""
        return any(later.effective_from is not None and later.effective_from >= end and self._shelf.status(later) is not Status.ENDED
                   for later in self._shelf.versions.get(item.item_id or "", ()))

    def _items_ending(self) -> Iterator[Task]:
        """An item ends by its own row."""
        for item in self._shelf.items:
            end = item.effective_to
            if end is None or not self._today < end <= self._until or not self._ends_on(item, end):
                continue
            missing = [one for one in item.replaced_by if not any(self._world.is_public(v) for v in self._world.versions.get(one, ()))]
            steps = (f"替代它的 {'、'.join(missing)} 还没有公布，请在这一天以前公布。",) if missing else (
                "确认届时不再适用，并告知镇街和执法人员；要继续适用的，用 qingdan amend 写新的版本，在这一天以前公布。",)
            text = f"有效期至{last_day(end)}（{item.end_reason or '事项终止'}）。"
            yield self._of_item(item, Duty.EXPIRY, end, Reason(text), steps)

    def _waivers(self) -> Iterator[Task]:
        for row in self._world.book.waivers:
            versions = self._world.versions.get(row.item_id or "", ())
            if row.until and versions and self._today < row.until <= self._until and not self._is_told(row):
                text = f"对规则 {row.rule} 的豁免将于{said(row.until)}到期（批准人{row.approver or '没有登记'}，理由：{row.reason or '没有登记'}）。"
                yield Task(department=versions[-1].department, duty=Duty.WAIVER, source=row.source, name=versions[-1].violation or "",
                           item_id=row.item_id, kind=versions[-1].kind, due=row.until, reasons=(Reason(text, row.rule),),
                           steps=("在到期以前改到符合规则；确实不能改的，请司法局重新批准后更新截止日期。到期以后按错误报告。",))

    # ---- what begins ---------------------------------------------------------------------------------------------

    def _starting(self) -> Iterator[Task]:
        """Published versions that begin within the term, by edition and day."""
        groups: dict[tuple[str, date], list[Item]] = defaultdict(list)
        for item in self._shelf.items:
            if self._shelf.status(item) is Status.SCHEDULED and item.effective_from and item.effective_from <= self._until:
                groups[item.edition or "", item.effective_from].append(item)
        for (code, start), items in groups.items():
            towns = "（镇街适用的还要更新镇街手册：qingdan export --town 镇街）" if any(item.township for item in items) else ""
            text = f"{len(items)}个事项版本自{said(start)}起施行：{_named(items)}。"
            yield self._of_edition(self._world.editions[code], Duty.START, start, Reason(text), (f"施行以前告知执法人员和镇街{towns}。",))

    def _drafts(self) -> Iterator[Task]:
        """Drafts whose planned day has passed; those with errors are told with their errors."""
        for item in self._world.book.items:
            start = item.effective_from
            if start and start <= self._today and self._shelf.status(item) is Status.DRAFT and not self._is_told(item):
                where = f"已编入批次 {item.edition}，批次没有公布" if item.edition else "没有编入发布批次"
                yield self._of_item(item, Duty.DRAFT, start, Reason(f"草案写的施行日期是{said(start)}，已经过去，{where}。"),
                                    ("要公布的，改施行日期，送审后由司法局用 qingdan publish 登记；不再需要的，删去这一行。",))

    # ---- what others did -----------------------------------------------------------------------------------------

    def _recalls(self) -> Iterator[Task]:
        """A town loses powers: soon, or lately. One task for each town, department and day."""
        groups: dict[tuple[str, str, date], list[Delegation]] = defaultdict(list)
        for row in self._world.book.delegations:
            if row.recalled_on and self._since < row.recalled_on <= self._until:
                groups[row.town or "", row.dept or "", row.recalled_on].append(row)
        for (town, department, day), rows in groups.items():
            before = day - timedelta(1)
            losing = [item for item in self._world.in_force_on(before) if item.department == department and item.township
                      and delegated(item, town, self._world, before)[0] is Applicability.APPLIES and not self._still(item, town, day)]
            if losing:
                yield self._recall(town, department, day, rows, losing)

    def _recall(self, town: str, department: str, day: date, rows: Sequence[Delegation], losing: Sequence[Item]) -> Task:
        coming, name = self._today < day, self._world.town_name(town)
        granted = "、".join(dict.fromkeys(row.basis for row in rows if row.basis))
        text = (f"{name}依{granted or '赋权文件'}获得的{len(rows)}项处罚权{'将' if coming else '已'}于{said(day)}收回，"
                f"{len(losing)}个事项不再由它适用：{_named(losing)}。")
        steps = (f"从这一天起由本部门实施；告知该镇街，没有办结的案件按收回文件的规定办理，镇街手册重新导出（qingdan export --town {town}）。",
                 "没有别的镇街可以适用的，用 qingdan amend 把“镇街适用”改为“否”。")
        return Task(department=department, duty=Duty.DELEGATION, source=rows[0].source, name=f"{name}的赋权", due=day if coming else None,
                    reasons=(Reason(text, DELEGATED.id, DELEGATED.legal_basis[:1]),), steps=steps)

    def _still(self, item: Item, town: str, day: date) -> bool:
        """True iff the town may apply on `day` what the item has become by then, or the item is no longer."""
        versions = self._shelf.versions.get(item.item_id or "", ())
        now = [version for version in versions if (interval := self._shelf.interval(version)) and day in interval]
        return all(version.township and delegated(version, town, self._world, day)[0] is Applicability.APPLIES for version in now)

    def _above(self, item: Item) -> Iterator[Task]:
        """What a superior authority has published for the same conduct has changed since the item was published, or soon will."""
        edition = self._world.editions.get(item.edition or "")
        if self._shelf.status(item) is not Status.IN_FORCE or edition is None or edition.published_on is None or self._is_told(item):
            return
        then, now, later = (frozenset(published_above(item, self._world, day)) for day in (edition.published_on, self._today, self._until))
        moves = [(row.valid_from, row, "起列有同一行为") for row in now - then] + [(row.valid_to, row, "起不再列有这一行为") for row in then - now]
        lately = [move for move in moves if move[0] and self._since < move[0]]
        soon = [(row.valid_from, row, "起列有同一行为") for row in later - now] + [(row.valid_to, row, "起不再列有这一行为") for row in now - later]
        if lately or soon:
            reasons = tuple(Reason(f"{_titled(row)}第{row.number}项自{said(day)}{what}。", WIDER.id, _numbered(row))
                            for day, row, what in (*lately, *soon))
            yield replace(self._of_item(item, Duty.SUPERIOR, min((day for day, _, _ in soon if day), default=None), reasons[0], (
                "对照上级清单：本项宽于上级的改为不宽于上级，相同的可以删去、直接适用上级清单。",)), reasons=reasons)

    # ---- what comes each year ------------------------------------------------------------------------------------

    def _reviews(self) -> Iterator[Task]:
        """The lists of a department that were last published (or noted as looked through) a year ago, or will have been within the term."""
        latest: dict[tuple[str, str], tuple[date, Edition]] = {}
        for edition in self._shelf.editions:
            for kind in edition.kinds:
                known, key = self._looked_at(edition), (edition.department or "", kind)
                if key not in latest or known > latest[key][0]:
                    latest[key] = (known, edition)
        groups: dict[tuple[str, date, str], tuple[Edition, list[str]]] = {}
        for (department, kind), (known, edition) in sorted(latest.items()):
            groups.setdefault((department, known, edition.edition or ""), (edition, []))[1].append(kind)
        for (_, known, _), (edition, kinds) in groups.items():
            due = months_after(known, _YEAR)
            if due <= self._until:
                names = "、".join(kind.value for kind in Kind if kind.slug in kinds)
                text = f"{names}清单最近一次公布或者复核是{said(known)}；每年至少复核一次。"
                yield self._of_edition(edition, Duty.REVIEW, due, Reason(text, None, ("减免责清单编制方案",)), (
                    "对照现行法律、上级清单和一年来的执法情况逐项复核：要调整的公布新的批次；不用调整的，请司法局在该批次的备注写明，例如“"
                    f"{self._today}复核，不用调整”。",))

    @staticmethod
    def _looked_at(edition: Edition) -> date:
        noted = (date.fromisoformat(found) for found in _REVIEWED.findall(edition.note or "") if is_date(found))
        return max((edition.published_on or date.min, *noted))

    # ---- the two things a task is about --------------------------------------------------------------------------

    @staticmethod
    def _of_edition(edition: Edition, duty: Duty, due: date, reason: Reason, steps: tuple[str, ...]) -> Task:
        return Task(department=edition.department or "", duty=duty, source=edition.source, name=edition_named(edition), edition=edition.edition,
                    due=due, reasons=(reason,), steps=steps)

    @staticmethod
    def _of_item(item: Item, duty: Duty, due: date | None, reason: Reason, steps: tuple[str, ...]) -> Task:
        return Task(department=item.department, duty=duty, source=item.source, name=item.violation or "", item_id=item.item_id, edition=item.edition,
                    kind=item.kind, due=due, reasons=(reason,), steps=steps)


def _titled(row: SuperiorItem) -> str:
    return f"{row.issuer or ''}《{row.title or '上级清单'}》"


def _numbered(row: SuperiorItem) -> tuple[str, ...]:
    """The number of the document, if it is recorded."""
    return (row.doc_no,) if row.doc_no else ()


def _named(items: Sequence[Item]) -> str:
    """The identifiers, the first few of many."""
    return few(list(dict.fromkeys(item.item_id or "" for item in items)), "个", most=8)
