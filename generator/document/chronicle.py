"""The legal changes of the lists: all days on which something changed, and the page of each day."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from generator.document import addresses, words
from generator.document.blocks import Block, Bullets, Inline, Link, Mark, Page, Paragraph, Section, Table, Text
from generator.document.shelf import Shelf
from generator.document.turns import Turn, What, coming, counted
from generator.document.volumes import Part, Volume, in_volumes
from generator.document.wording import amended

ROLES = {What.ADDED: "turn added", What.AMENDED: "turn amended", What.MOVED: "turn amended", What.ENDED: "turn ended"}
_HOME = (Link("首页", ""),)
_NAMED = 4
"""Departments that the row of a day names; of more it says how many, and the page of the day names them."""


def by_day(found: Sequence[Turn]) -> Sequence[tuple[Turn, ...]]:
    """The changes of each day."""
    return [tuple(turns) for _, turns in groupby(found, key=lambda turn: turn.day)]


def chronicle(shelf: Shelf, found: Sequence[Turn], feeds: Sequence[Link]) -> Page:
    """/changes/. `feeds` are the links to the feeds."""
    days = by_day(found)
    blocks: list[Block] = [Paragraph(
        "清单在哪一天有什么变化。按施行、失效的日期排列；只列已经公布的内容。点开日期，可以看到每一个事项改了什么。", "lead")]
    past = [turns for turns in days if not coming(turns[0], shelf)]
    future = [turns for turns in days if coming(turns[0], shelf)]
    ending = [turns for turns in future if all(turn.what is What.ENDED for turn in turns)]
    starting = [turns for turns in future if turns not in ending]
    said = words.day(shelf.as_of)
    if starting:
        blocks.append(Section("已经公布，尚未生效", (Paragraph(f"截至{said}还没有施行。"), _days(starting, shelf)), "coming"))
    blocks.append(Section("已经发生", (_days(past[::-1], shelf) if past else Paragraph("还没有变化。", "empty"),), "past"))
    if ending:
        note = Paragraph(f"截至{said}仍然适用；期间没有延续或者修改的，到期失效。")
        blocks.append(Section("将要失效", (note, _days(ending, shelf)), "ending"))
    if feeds:
        note = Paragraph("用阅读器订阅下列网址（Atom 格式），批次公布、事项失效、镇街赋权变动时会收到通知。")
        blocks.append(Section("订阅", (note, Bullets(tuple((link,) for link in feeds), "places")), "feeds"))
    return Page(path="changes/", title="清单变更", section="changes", blocks=tuple(blocks), role="changes", crumbs=_HOME,
                description="减免责清单在哪一天新增、修改、终止了哪些事项，以及怎样订阅。")


def _days(days: Sequence[Sequence[Turn]], shelf: Shelf) -> Table:
    rows: list[tuple[Text, ...]] = []
    for turns in days:
        codes = list(dict.fromkeys(turn.item.department for turn in turns))
        names = "、".join(map(shelf.world.department_name, codes)) if len(codes) <= _NAMED else f"{len(codes)}个部门"
        rows.append(((Link(words.day(turns[0].day), addresses.changes(turns[0].day)),), counted(turns), names))
    return Table(("日期", "变化", "部门"), tuple(rows), role="compact days")


def day_volumes(turns: Sequence[Turn], shelf: Shelf, with_asof: bool) -> Iterator[Volume]:
    """/changes/<day>/: the changes of one day; `with_asof` when /asof/ has a page of that day."""
    day = turns[0].day
    said = words.day(day)
    future = f"截至{words.day(shelf.as_of)}尚未发生。" if coming(turns[0], shelf) else ""
    lead: list[Inline] = [f"自{said}起：{counted(turns)}。{future}"]
    if with_asof:
        lead.extend((Link("这一天适用的全部事项", addresses.asof(day)), "。"))
    parts = []
    for code, group in groupby(turns, key=lambda turn: turn.item.department):
        own = tuple(group)
        parts.append(Part(code, shelf.world.department_name(code), counted(own), len(own), partial(_blocks, own, shelf)))
    page = Page(path=addresses.changes(day), title=f"{said}的清单变更", section="changes", blocks=(Paragraph(tuple(lead), "lead"),), role="changes",
                crumbs=(*_HOME, Link("清单变更", "changes/")), description=f"{said}起，减免责清单{counted(turns)}。")
    yield from in_volumes(page, parts)


def _blocks(turns: Sequence[Turn], shelf: Shelf) -> tuple[Block, ...]:
    return (_table(turns, shelf),)


def _table(turns: Sequence[Turn], shelf: Shelf) -> Table:
    rows: list[tuple[Text, ...]] = []
    for turn in turns:
        edition = shelf.world.editions.get(turn.item.edition or "")
        published = words.day(edition.published_on) if edition else ""
        rows.append(((turn_link(turn, shelf),), (Mark(turn.what.value, ROLES[turn.what]),), turn.item.kind.value, told(turn, shelf), published))
    return Table(("违法行为", "变化", "清单", "说明", "公布"), tuple(rows), role="entries")


def turn_link(turn: Turn, shelf: Shelf) -> Link:
    """The way to the version that a change is about."""
    return Link(turn.item.violation or turn.item.item_id or "", shelf.address(turn.item))


def told(turn: Turn, shelf: Shelf) -> str:
    """What a change consists of: the columns that differ, or why the entry ended."""
    interval = shelf.interval(turn.item)
    if turn.what is What.ENDED:
        unborn = "，未曾施行" if interval and interval.empty else ""
        return f"{turn.reason}{unborn}"
    if turn.before is None:
        return turn.item.change_reason or ""
    return amended(turn.before, turn.item, shelf)
