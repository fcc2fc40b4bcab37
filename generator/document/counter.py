"""The booklet of a town for its counter: a cover with contents, then each item on a sheet of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.document import addresses, words
from generator.document.answer import bring, duties, may_apply
from generator.document.blocks import Block, Facts, Link, Note, Page, Paragraph, Section, Table, Text
from generator.document.shelf import Shelf
from generator.document.terms import terms_of
from generator.legality.elements import inherited_on
from generator.model import BASES, Delegation, Item, Status

_ALONE = "这一项现在可以单独打印：打印本页只得到这一张。"


@dataclass(frozen=True, slots=True)
class Sheet:
    """An item and the delegation by which the town holds (or held) its power."""

    item: Item
    delegation: Delegation | None

    @property
    def anchor(self) -> str:
        """Where the sheet stands in the booklet."""
        return self.item.item_id or ""

    @property
    def alone(self) -> str:
        """The anchor that makes the sheet the only one to be printed."""
        return f"only-{self.item.item_id}"


def origin(delegation: Delegation | None) -> str:
    """By what act the town has the power, and since when."""
    if delegation is None:
        return "已赋权"
    since = f"，自{words.day(delegation.valid_from)}起" if delegation.valid_from else ""
    return (f"依{delegation.basis}赋权" if delegation.basis else "已赋权") + since


def booklet(town: str, code: str, sheets: Sequence[Sheet], shelf: Shelf) -> Page:
    """/towns/<town>/handbook/: everything the town may apply today, to be printed whole or sheet by sheet."""
    checked = words.day(shelf.world.book.city.laws_checked)
    cover: list[Block] = [
        Paragraph(f"{town}可以自己的名义适用的事项，共{len(sheets)}项，每项一张。截至{words.day(shelf.as_of)}，法规库核对至{checked}；"
                  "之后有变化的，以网站为准。", "lead"),
        Note("打印本页得到整本手册。只要其中一张时，点那一项后面的“只印这一张”，再打印。", "how")]
    rows = tuple(((Link(sheet.item.violation or "", f"#{sheet.anchor}"),), sheet.item.kind.value,
                  shelf.world.department_name(sheet.item.department), (Link("只印这一张", f"#{sheet.alone}"),)) for sheet in sheets)
    if rows:
        cover.append(Table(("违法行为", "清单", "部门", "打印"), rows, role="compact contents"))
    else:
        cover.append(Paragraph("目前没有可以直接适用的事项。", "empty"))
    pages = (_sheet(number, sheet, town, shelf) for number, sheet in enumerate(sheets, 1))
    return Page(path=addresses.booklet(code), title=f"{town}柜台手册", section="towns", role="booklet",
                blocks=(Section((), tuple(cover), role="cover"), *pages), description=f"{town}柜台用的减免责事项手册，每项一张，可以打印。",
                crumbs=(Link("首页", ""), Link("镇街", "towns/"), Link(town, addresses.town(code))))


def _sheet(number: int, sheet: Sheet, town: str, shelf: Shelf) -> Section:
    item, inherited = sheet.item, inherited_on(sheet.item, shelf.world, shelf.as_of)
    blocks: tuple[Block, ...] = (
        Paragraph(f"{town} · {words.LIST_NAMES[item.kind]} · 第{number}项{_of_whom(item, shelf)}", "kicker"),
        shelf.strip(item),
        replace(may_apply(item, Status.IN_FORCE, inherited, f"{town}以自己的名义（{origin(sheet.delegation)}）"), anchor="", level=3),
        replace(duties(item), anchor="", level=3),
        replace(bring(item, inherited), anchor="", level=3),
        *_terms(item, shelf), _law(item, shelf),
        Paragraph(f"{_where(item, shelf)}。截至{words.day(shelf.as_of)}，法规库核对至{words.day(shelf.world.book.city.laws_checked)}；"
                  "以网站当日内容为准。", "address"), *shelf.marking(),
        Section((), (Note((_ALONE, Link("改为打印整本", "#content")), "alone"),), anchor=sheet.alone, role="only"))
    return Section(item.violation or "", blocks, sheet.anchor, "sheet")


def _of_whom(item: Item, shelf: Shelf) -> str:
    return f" · {shelf.world.book.header('subject')}：{'、'.join(item.subject)}" if item.subject else ""


def _terms(item: Item, shelf: Shelf) -> Iterator[Section]:
    """How the department defines the words that the conditions use."""
    found = tuple((term.term or "", term.definition or "") for term in terms_of(item, shelf))
    if found:
        yield Section("本部门的口径", (Facts(found),), role="terms", level=3)


def _law(item: Item, shelf: Shelf) -> Section:
    header = shelf.world.book.header
    pairs: list[tuple[str, Text]] = []
    if item.statutory_penalty:
        pairs.append((header("statutory_penalty"), item.statutory_penalty))
    pairs.extend((header(name), getattr(item, name)) for name in BASES if getattr(item, name))
    return Section("法律怎么规定", (Facts(tuple(pairs), "basis"),), role="law", level=3)


def _where(item: Item, shelf: Shelf) -> str:
    """The permanent address of the version, as far as the city has told where its site stands."""
    base = shelf.world.book.city.base_url
    return f"事项编号{item.item_id}，固定网址 {base}{shelf.address(item)}" if base else f"事项编号{item.item_id}，站内固定地址 {shelf.address(item)}"
