"""The worklist of 司法局 and of each department's clerk: everything that is due, by department, the most urgent first. Never on the site."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.document import words
from generator.document.amiss import Amiss
from generator.document.approaching import Approaching
from generator.document.blocks import Block, Bullets, Note, Page, Paragraph, Section
from generator.document.proposals import Proposals
from generator.document.shelf import Shelf
from generator.document.task import Reason, Task, Urgency
from generator.impact import Hit
from generator.model import LISTS, Finding, World

INTERNAL = "内部工作清单，含检查意见，不公开"
SHARED = "共用的表（由司法局维护）"


@dataclass(frozen=True, slots=True)
class Worklist:
    """The tasks, those of one department together. `department` (code) is None where it is the whole city's.

    `lists`, `items`, `versions` and `editions` count what was looked at; `left` is how many findings of the check are no task.
    """

    world: World
    department: str | None
    tasks: tuple[Task, ...]
    lists: int
    items: int
    versions: int
    editions: int
    left: int

    @property
    def as_of(self) -> date:
        """The day on which everything was judged."""
        return self.world.as_of

    def by_department(self) -> Iterator[tuple[str, tuple[Task, ...]]]:
        """(name, tasks) of each department that has something to do, the one with the most urgent task first."""
        for code in dict.fromkeys(task.department for task in self.tasks):
            yield self.world.department_name(code) if code else SHARED, tuple(task for task in self.tasks if task.department == code)

    @property
    def counts(self) -> Counter[Urgency]:
        """How many tasks of each urgency."""
        return Counter(task.urgency(self.as_of) for task in self.tasks)

    @property
    def looked_at(self) -> str:
        """What was looked at, in a sentence."""
        where = self.world.department_name(self.department) if self.department else "全市"
        return f"截至{words.day(self.as_of)}，看过{where}{self.lists}张清单、{self.items}个事项（{self.versions}个版本）、{self.editions}个发布批次"

    @property
    def summary(self) -> str:
        """The result in a sentence: silence is never success."""
        if not self.tasks:
            return f"没有要办的事。{self.looked_at}。"
        counted = "、".join(f"{urgency.label}{self.counts[urgency]}件" for urgency in Urgency if self.counts[urgency])
        return f"要办的事{len(self.tasks)}件：{counted}。{self.looked_at}。"

    @property
    def rest(self) -> str:
        """What the check says besides; empty when nothing."""
        return f"检查还有{self.left}条提醒、提示，没有期限，见 qingdan check。" if self.left else ""


def worklist(shelf: Shelf, findings: Sequence[Finding], held: Collection[Finding], department: str | None = None) -> Worklist:
    """What is due on the day of the shelf, for all or for one department (code); `held` are the errors that stop the site."""
    world, as_of = shelf.world, shelf.as_of
    amiss = Amiss(shelf, findings, held, Proposals(world))
    wrong = tuple(amiss.tasks())
    every = (*wrong, *Approaching(shelf, wrong).tasks())
    tasks = sorted((task for task in every if department in (None, task.department)), key=lambda task: task.weight(as_of))
    items = [item for item in world.book.items if department in (None, item.department)]
    return Worklist(
        world, department, tuple(tasks), sum(department in (None, code) for code, _ in world.book.lists), len({item.item_id for item in items}),
        len(items), sum(department in (None, edition.department) for edition in world.book.editions),
        sum(department is None or one.path.startswith(f"{LISTS}{department}/") for one in amiss.untold))


def worklist_page(found: Worklist) -> Page:
    """The worklist as a page, for a merge request or a letter."""
    blocks: list[Block] = [Note(INTERNAL, "internal"), Paragraph(found.summary)]
    if found.world.book.city.demo:
        blocks.insert(0, Note(words.DEMO, "demo"))
    for name, tasks in found.by_department():
        blocks.append(Section(f"{name}（{len(tasks)}件）", tuple(_section(task, found.as_of) for task in tasks)))
    if found.rest:
        blocks.append(Paragraph(found.rest))
    return Page(path="worklist/", title="减免责清单工作清单", section="worklist", blocks=tuple(blocks))


def _section(task: Task, as_of: date) -> Section:
    entries = (*(f"原因：{because(reason)}" for reason in task.reasons), *(f"怎样办：{step}" for step in task.steps),
               *(f"建议：{proposed(hit)}" for hit in task.proposals))
    return Section(f"{task.duty.label}：{subject(task)}，{due(task, as_of)}", (Paragraph(place(task)), Bullets(entries)), level=3)


def subject(task: Task) -> str:
    """What it is about: number and conduct, or the edition."""
    return " ".join(filter(None, (task.item_id or task.edition, task.name)))


def place(task: Task) -> str:
    """File and line."""
    return f"{task.source.path}{f':{task.source.line}' if task.source.line else ''}"


def due(task: Task, as_of: date) -> str:
    """By when, and how far that is."""
    if task.due is None:
        return Urgency.WRONG.label if task.wrong else Urgency.OPEN.label
    days = (task.due - as_of).days
    far = f"还有{days}日" if days > 0 else "就是今天" if not days else f"已过{-days}日"
    return f"应于{words.day(task.due)}改正（{far}）" if task.wrong else f"期限{words.day(task.due)}（{far}）"


def because(reason: Reason) -> str:
    """Why, with the rule and the law or document behind it."""
    basis = f"（{'、'.join(reason.basis)}）" if reason.basis else ""
    return f"{reason.text}{f'[{reason.rule}]' if reason.rule else ''}{basis}"


def proposed(hit: Hit) -> str:
    """What to cite instead."""
    instead = f"改引{hit.proposed}" if hit.proposed else "没有可以改引的条文"
    return f"{hit.citation}：{instead}（{hit.effect.label}；{hit.reason}）"
