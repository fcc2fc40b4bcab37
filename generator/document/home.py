"""What the first page shows below its hand-written words: the four kinds, departments, towns, latest editions."""

from generator.document import addresses, words
from generator.document.blocks import Block, Bullets, Link, Mark, Paragraph, Section, Table, Text
from generator.document.edition import edition_mark
from generator.document.listing import matrix
from generator.document.shelf import Shelf
from generator.model import Kind


def home_blocks(shelf: Shelf) -> tuple[Block, ...]:
    """The generated part of the first page."""
    kinds = tuple(Section(
        (Link(f"{kind.value}", addresses.search("kind", kind.slug)),),
        (Paragraph(words.KIND_MEANINGS[kind]), Paragraph((Mark(str(_count(shelf, kind)), "number"), "项"), "count")),
        role=f"kind {kind.slug}", level=3) for kind in Kind)
    towns = tuple((Link(shelf.world.town_name(town), addresses.town(town)),) for town in shelf.towns)
    return (
        Section("四张清单", kinds, "kinds", "kinds"),
        Section("各部门的清单", (Paragraph(f"{words.COUNTED}，点开看全部条件和依据。"), matrix(shelf)), "departments", "departments"),
        Section("镇街", (Paragraph("看看某个镇街、园区可以直接适用哪些事项："), Bullets(towns, "places")), "towns", "towns"),
        Section("最近公布", (_latest(shelf), Paragraph((
            "所有变化见", Link("清单变更", "changes/"), "；某一天适用哪些事项，", Link("按日期查", "asof/"),
            "；各部门的事项数、历年放宽收紧和到期情况见", Link("清单概览", "dashboard/"), "。"))), "latest", "latest"))


def _count(shelf: Shelf, kind: Kind) -> int:
    return sum(shelf.count(key) for key in shelf.lists if key[1] is kind)


def _latest(shelf: Shelf) -> Block:
    rows: list[tuple[Text, ...]] = []
    for edition in shelf.editions[:6]:
        title = edition.title or edition.edition or ""
        place = f"{addresses.department(edition.department or '')}#{edition.edition}"
        rows.append(((Link(title, place) if edition.department in shelf.departments else title,), edition.doc_no or "",
                     words.day(edition.published_on), words.day(edition.effective_from),
                     (edition_mark(edition, shelf.as_of, shelf),)))
    if not rows:
        return Paragraph("目前没有公布的批次。", "empty")
    return Table(("标题", "文号", "公布", "施行", "状态"), tuple(rows), role="compact")


def lists_for_readers_without_script(shelf: Shelf) -> tuple[Block, ...]:
    """Links to every list, for the search page when no script runs."""
    entries: list[Text] = []
    for department, kind in shelf.lists:
        name = f"{shelf.world.department_name(department)}{words.LIST_NAMES[kind]}"
        entries.append((Link(name, addresses.listing(department, kind)),))
    return (Bullets(tuple(entries), "all-lists"),)
