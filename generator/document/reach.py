"""How far a power reaches: which towns may apply an item in their own name, and what a town may apply."""

from collections import defaultdict
from collections.abc import Iterator

from generator.document import addresses, words
from generator.document.blocks import Block, Bullets, Link, Page, Paragraph, Section, Table, Text
from generator.document.shelf import Shelf
from generator.legality.delegation import Applicability, applicability
from generator.model import Delegation, Item, Status


class Reach:
    """What `applicability` says of each shown item and town, asked once."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._known: dict[tuple[int, str], tuple[Applicability, Delegation | None]] = {}

    def ask(self, item: Item, town: str) -> tuple[Applicability, Delegation | None]:
        """`applicability`, remembered."""
        key = (id(item), town)
        if key not in self._known:
            self._known[key] = applicability(item, town, self._shelf.world)
        return self._known[key]

    def of(self, item: Item) -> Iterator[Block]:
        """The towns that may decide on `item`, and those whose power has been taken back."""
        applies: list[Text] = []
        recalled: list[Text] = []
        for town in self._shelf.towns:
            answer, delegation = self.ask(item, town)
            link = Link(self._shelf.world.town_name(town), addresses.town(town))
            if answer is Applicability.APPLIES:
                applies.append((link,))
            elif answer is Applicability.RECALLED and delegation:
                recalled.append((link, f"（赋权已于{words.day(delegation.recalled_on)}收回，由部门认定）"))
        if applies:
            yield Paragraph("下列镇街已获赋权，可以自己的名义认定并作出决定：")
            yield Bullets(tuple(applies), "places")
        if recalled:
            yield Bullets(tuple(recalled), "recalled")

    def towns(self) -> Iterator[Page]:
        """The page of all towns and the page of each."""
        shelf = self._shelf
        rows = []
        for town in shelf.towns:
            page, count = self._town(town)
            yield page
            stands = any(row.town == town and row.holds_on(shelf.as_of) for row in shelf.world.book.townships)
            rows.append(((Link(shelf.world.town_name(town), addresses.town(town)),), f"{count}项" if stands else "已不再设立"))
        yield Page(path="towns/", title="镇街", section="towns", role="index", crumbs=(Link("首页", ""),), blocks=(
            Paragraph("镇街只能以自己的名义适用已经赋权的事项；其余事项由部门认定。", "lead"),
            Table(("镇街", "可以直接适用"), tuple(rows), role="compact")), description="各镇街可以直接适用的减免责事项。")

    def _town(self, town: str) -> tuple[Page, int]:
        shelf = self._shelf
        by_answer: dict[Applicability, list[tuple[Item, Delegation | None]]] = defaultdict(list)
        for item in shelf.items:
            if shelf.status(item) in (Status.IN_FORCE, Status.SCHEDULED):
                answer, delegation = self.ask(item, town)
                by_answer[answer].append((item, delegation))
        name = shelf.world.town_name(town)
        applies, recalled = by_answer[Applicability.APPLIES], by_answer[Applicability.RECALLED]
        blocks: list[Block] = [Paragraph((
            f"{name}现有可以直接适用的事项{len(applies)}项{f'，赋权已收回的{len(recalled)}项' if recalled else ''}。"
            f"另有{len(by_answer[Applicability.NOT_DELEGATED])}项未赋权、{len(by_answer[Applicability.DEPARTMENT_ENFORCES])}项"
            "只由部门适用，请向部门办理。"), "lead")]
        blocks.append(Section(f"可以直接适用（{len(applies)}项）", (self._table(applies, recalled=False),), "applies"))
        if recalled:
            blocks.append(Section(f"赋权已收回（{len(recalled)}项）", (self._table(recalled, recalled=True),), "recalled"))
        page = Page(path=addresses.town(town), title=name, section="towns", blocks=tuple(blocks), role="town",
                    crumbs=(Link("首页", ""), Link("镇街", "towns/")), description=f"{name}可以直接适用的减免责事项。")
        return page, len(applies)

    def _table(self, lines: list[tuple[Item, Delegation | None]], recalled: bool) -> Block:
        if not lines:
            return Paragraph("目前没有可以直接适用的事项。", "empty")
        shelf = self._shelf
        rows: list[tuple[Text, ...]] = []
        for item, delegation in lines:
            department = shelf.world.department_name(item.department)
            basis = f"依{delegation.basis}赋权" if delegation and delegation.basis else "已赋权"
            if recalled and delegation:
                basis = f"赋权已于{words.day(delegation.recalled_on)}收回，由{department}认定"
            elif delegation and delegation.valid_from:
                basis = f"{basis}，自{words.day(delegation.valid_from)}起"
            rows.append(((Link(item.violation or item.item_id or "", addresses.item(item.item_id)),),
                         (shelf.status_mark(item),), item.kind.value, department, basis))
        return Table(("违法行为", "状态", "清单", "部门", "缘由"), tuple(rows), role="entries")
