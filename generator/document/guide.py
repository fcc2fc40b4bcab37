"""The way from a conduct to its checklist (/guide/): department, field, conduct; the questions stand on the item's own page."""

from collections import defaultdict

from generator.document import addresses, words
from generator.document.blocks import Block, Bullets, Inline, Link, Mark, Page, Paragraph, Section, Text
from generator.document.parts import parted
from generator.document.shelf import Shelf
from generator.model import Item, Kind, Status

_UNNAMED = "其他"


def guide_blocks(shelf: Shelf) -> tuple[Block, ...]:
    """The generated part of /guide/: every department with the fields it looks after."""
    sections: list[Block] = []
    for department in shelf.departments:
        fields = tuple(_by_field(department, shelf))
        if fields:
            links: tuple[Text, ...] = tuple((Link(field, f"{addresses.guide(department)}#f{number}"),) for number, field in enumerate(fields, 1))
            name = shelf.world.department_name(department)
            sections.append(Section((Link(name, addresses.guide(department)),), (Bullets(links, "places"),), level=3))
    return (Section("是哪一方面的事", tuple(sections) or (Paragraph("目前没有公布的事项。", "empty"),), "fields", "fields"),)


def guide_page(department: str, shelf: Shelf) -> Page:
    """Every conduct of the lists of a department, by field."""
    sections = tuple(
        Section(field, (Bullets(tuple(_line(item, shelf) for item in items), "conducts"),), f"f{number}")
        for number, (field, items) in enumerate(_by_field(department, shelf).items(), 1))
    name = shelf.world.department_name(department)
    lead = Paragraph("选一种行为，然后逐条核对条件。", "lead") if sections else Paragraph("本部门目前没有公布的事项。", "empty")
    title = f"{name}：是哪一种行为"
    return Page(path=addresses.guide(department), title=title, heading=parted(title, shelf.world, department), section="guide", role="guide",
                blocks=(lead, *sections, Paragraph(("没有找到的：可以", Link("在本部门的事项中查询", addresses.search("dept", department)),
                                                f"；{words.NOT_LISTED}，请向", Link(name, addresses.department(department)), "咨询。"))),
                crumbs=(Link("首页", ""), Link("逐条核对", addresses.guide())), description=f"{name}的减免责清单，按行为逐条核对条件。")


def _by_field(department: str, shelf: Shelf) -> dict[str, list[Item]]:
    """field → items that apply or will, in the order of the lists."""
    found: dict[str, list[Item]] = defaultdict(list)
    for kind in Kind:
        for item in shelf.shown((department, kind)):
            if shelf.main[item.item_id or ""] is item:
                found[item.field or _UNNAMED].append(item)
    return dict(sorted(found.items(), key=lambda pair: (pair[0] == _UNNAMED, pair[0])))


def _line(item: Item, shelf: Shelf) -> Text:
    parts: list[Inline] = [Link(item.violation or item.item_id or "", f"{addresses.item(item.item_id)}#answer"), Mark(item.kind.value, "field")]
    if shelf.status(item) is not Status.IN_FORCE:
        parts.append(shelf.status_mark(item))
    return tuple(parts)
