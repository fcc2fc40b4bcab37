"""The towns: the overview, and for each what it may apply and by what origin, what changed last and what will."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.document import addresses, words
from generator.document.blocks import Block, Bullets, Link, Mark, Page, Paragraph, Section, Table, Text
from generator.document.chronicle import ROLES
from generator.document.counter import Sheet, booklet, origin
from generator.document.downloads import downloads, of_town
from generator.document.holdings import Holdings, Shift
from generator.document.parts import parted
from generator.document.reach import Reach
from generator.document.shelf import Shelf
from generator.document.turns import What
from generator.legality.delegation import Applicability
from generator.legality.procedure import months_after
from generator.model import Item, Status

_LEFT = "退出"
"""What an entry does that the town may no longer apply; it may well live on in the list of its department."""


def town_pages(shelf: Shelf, reach: Reach) -> Iterator[Page]:
    """/towns/, and of each town its page and its booklet for the counter."""
    rows: list[tuple[Text, ...]] = []
    for code in shelf.towns:
        town = _Town(shelf, reach, code)
        yield town.page()
        yield booklet(town.name, code, town.applies, shelf)
        stands = any(row.town == code and row.holds_on(shelf.as_of) for row in shelf.world.book.townships)
        rows.append(((Link(town.name, addresses.town(code)),), f"{len(town.applies)}项" if stands else "已不再设立",
                     words.day(town.last[0].day) if town.last else "—", (Link("整本打印", addresses.booklet(code)),)))
    yield Page(path="towns/", title="镇街", section="towns", role="index", crumbs=(Link("首页", ""),), blocks=(
        Paragraph("镇街只能以自己的名义适用已经赋权的事项；其余事项由部门认定。", "lead"),
        Table(("镇街", "可以直接适用", "上次变化", "柜台手册"), tuple(rows), role="compact towns")), description="各镇街可以直接适用的减免责事项。")


class _Town:
    """One town on the day."""

    def __init__(self, shelf: Shelf, reach: Reach, code: str) -> None:
        self._shelf, self._code = shelf, code
        self.name = shelf.world.town_name(code)
        self._lines: dict[Applicability, list[Sheet]] = defaultdict(list)
        for item in shelf.items:
            if shelf.status(item) is Status.IN_FORCE:
                answer, delegation = reach.ask(item, code)
                self._lines[answer].append(Sheet(item, delegation))
        self.applies: Sequence[Sheet] = self._lines[Applicability.APPLIES]
        holdings = Holdings(shelf, code)
        self.last = holdings.last()
        self._earlier = holdings.earlier(months_after(shelf.as_of, -12))
        self._coming = holdings.coming(months_after(shelf.as_of, 12))

    def page(self) -> Page:
        """What the town may apply, by department; what changed; what it may not."""
        recalled = self._lines[Applicability.RECALLED]
        blocks: list[Block] = [Paragraph((
            f"截至{words.day(self._shelf.as_of)}，{self.name}可以自己的名义直接适用{len(self.applies)}项"
            f"{f'，赋权已收回的{len(recalled)}项' if recalled else ''}。其余事项由部门认定。{words.CAUTION}。"), "lead")]
        if self.last:
            said = f"上一次变化：{words.day(self.last[0].day)}，{len(self.last)}项"
            blocks.append(Paragraph((Link(said, "#changes"),), "news"))
        if self.applies:
            blocks.append(Paragraph((Link(f"在{self.name}可以适用的事项中查询", addresses.search("town", self._code), "button"), " ",
                                     Link("柜台手册：整本打印，每项一张 A4", addresses.booklet(self._code), "button")), "actions"))
        blocks.extend(downloads("适用事项手册", of_town(self._code), self._shelf))
        blocks.append(Section(f"可以直接适用（{len(self.applies)}项）", self._by_department(self.applies), "applies"))
        blocks.append(Section("自上次以来的变化", self._changes(), "changes"))
        if self._coming:
            lead = Paragraph("下列变化已经公布或者已有期限，十二个月内发生；期间另有公布的，以新的公布为准。")
            blocks.append(Section("将有的变化", (lead, self._shifts(self._coming)), "coming"))
        if recalled:
            blocks.append(Section(f"赋权已收回（{len(recalled)}项）", (self._elsewhere(recalled),), "recalled"))
        blocks.append(self._others())
        return Page(path=addresses.town(self._code), title=self.name, section="towns", blocks=tuple(blocks), role="town",
                    crumbs=(Link("首页", ""), Link("镇街", "towns/")), description=f"{self.name}可以直接适用的减免责事项。")

    def _by_department(self, lines: Sequence[Sheet]) -> tuple[Block, ...]:
        if not lines:
            return (Paragraph("目前没有可以直接适用的事项。", "empty"),)
        blocks: list[Block] = []
        for code, own in groupby(lines, key=lambda line: line.item.department):
            rows = tuple(self._row(line) for line in own)
            table = Table(("违法行为", "可能适用", "缘由", "柜台用"), rows, role="entries powers", widths=(36, 26, 26, 12))
            blocks.append(Section(parted(f"{self._shelf.world.department_name(code)}（{len(rows)}项）", self._shelf.world, code), (table,), code, level=3))
        return tuple(blocks)

    def _row(self, line: Sheet) -> tuple[Text, ...]:
        item = line.item
        return ((self._link(item), Mark(item.field or "", "field")), (Mark(item.kind.value, f"tag {item.kind.slug}"), item.outcome or ""),
                origin(line.delegation), (Link("打印一张", f"{addresses.booklet(self._code)}#{line.alone}"),))

    def _link(self, item: Item) -> Link:
        return Link(item.violation or item.item_id or "", addresses.item(item.item_id))

    def _changes(self) -> tuple[Block, ...]:
        feed: tuple[Block, ...] = ()
        if not self._shelf.preview:
            feed = (Paragraph((Link("订阅本镇街的变化（Atom）", addresses.feed(f"town-{self._code}")),), "siblings"),)
        if not self.last:
            return (Paragraph("还没有变化。", "empty"), *feed)
        day = self.last[0].day
        lead = Paragraph(f"上一次变化是{words.day(day)}，共{len(self.last)}项；此后至{words.day(self._shelf.as_of)}没有变化。")
        earlier: tuple[Block, ...] = ()
        if self._earlier:
            title = f"此前十二个月的变化（{len(self._earlier)}项）"
            earlier = (Section(title, (self._shifts(self._earlier),), "earlier", folded=True, level=3),)
        return (lead, self._shifts(self.last), *earlier, *feed)

    def _shifts(self, shifts: Sequence[Shift]) -> Table:
        rows: list[tuple[Text, ...]] = []
        for shift in shifts:
            word = _LEFT if shift.what is What.ENDED else shift.what.value
            target = self._shelf.address(shift.item)
            rows.append(((Link(shift.item.violation or shift.item.item_id or "", target),), (Mark(word, ROLES[shift.what]),),
                         words.day(shift.day), self._shelf.world.department_name(shift.item.department), shift.reason))
        return Table(("违法行为", "变化", "日期", "部门", "缘由"), tuple(rows), role="entries shifts")

    def _elsewhere(self, lines: Sequence[Sheet]) -> Table:
        """Entries that the town may not apply, and who does."""
        rows: list[tuple[Text, ...]] = []
        for line in lines:
            department = self._shelf.world.department_name(line.item.department)
            why = "没有赋权给本镇街"
            if line.delegation:
                why = f"赋权已于{words.day(line.delegation.recalled_on)}收回"
            rows.append(((self._link(line.item), Mark(line.item.field or "", "field")), line.item.kind.value, f"{why}，由{department}认定"))
        return Table(("违法行为", "清单", "缘由"), tuple(rows), role="entries")

    def _others(self) -> Section:
        """What is left to the departments: entries open to towns but not given to this one, and those that no town applies."""
        missing = self._lines[Applicability.NOT_DELEGATED]
        departments: dict[str, int] = defaultdict(int)
        for line in self._lines[Applicability.DEPARTMENT_ENFORCES]:
            departments[line.item.department] += 1
        blocks: list[Block] = []
        if missing:
            blocks += [Paragraph(f"清单允许镇街适用、但没有赋权给{self.name}的{len(missing)}项："), self._elsewhere(missing)]
        if departments:
            blocks.append(Paragraph(f"只由部门适用的{sum(departments.values())}项，请向部门办理："))
            blocks.append(Bullets(tuple((Link(self._shelf.world.department_name(code), addresses.department(code)), f" {count}项")
                                        for code, count in departments.items()), "offices"))
        return Section("由部门适用的事项", tuple(blocks) or (Paragraph("没有。", "empty"),), "others", folded=True)
