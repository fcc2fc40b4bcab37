"""The departments: the overview, and the page of each with its lists, editions and terms."""

from collections.abc import Iterator

from generator.document import addresses, words
from generator.document.blocks import Block, Bullets, Link, Page, Paragraph, Section, Table, Text
from generator.document.downloads import downloads, of_edition, of_lists
from generator.document.edition import edition_facts, edition_mark
from generator.document.parts import parted
from generator.document.remarks import remarks
from generator.document.shelf import Shelf
from generator.document.terms import definitions
from generator.model import Edition, Kind


def department_pages(shelf: Shelf) -> Iterator[Page]:
    """The overview of departments and the page of each."""
    rows: list[tuple[Text, ...]] = []
    for code in shelf.departments:
        count = sum(shelf.count((code, kind)) for kind in Kind)
        rows.append(((Link(shelf.world.department_name(code), addresses.department(code)),), f"{count}项"))
        yield _department(code, shelf)
    yield Page(path="depts/", title="部门", section="depts", role="index", crumbs=(Link("首页", ""),),
               description="公布减免责清单的执法部门。",
               blocks=(Paragraph("以下部门公布了减免责清单。", "lead"), Table(("部门", "事项"), tuple(rows), role="compact")))


def _department(code: str, shelf: Shelf) -> Page:
    name = shelf.world.department_name(code)
    rows: list[tuple[Text, ...]] = []
    for kind in Kind:
        if (code, kind) in shelf.lists:
            rows.append(((Link(words.LIST_NAMES[kind], addresses.listing(code, kind)),), words.KIND_MEANINGS[kind], _how_many(code, kind, shelf)))
    ways = ("找某种行为：", Link("在本部门的事项中查询", addresses.search("dept", code)), "，或者", Link("按领域找，再逐条核对条件", addresses.guide(code)), "。")
    blocks: list[Block] = [Paragraph(ways, "ways"), Section("清单", (Table(("清单", "说明", "事项"), tuple(rows), role="compact"), *downloads("全部清单", of_lists(code), shelf)), "lists")]
    editions = tuple(e for e in shelf.editions if e.department == code)
    if editions:
        blocks.append(Section("发布批次", tuple(_edition(e, shelf) for e in editions), "editions"))
    terms = definitions(shelf, code)
    if terms:
        blocks.append(Section("术语口径", (*terms, Paragraph(("与其他部门的口径对照，见", Link("术语", "terms/"), "。"))), "terms"))
    former = tuple(dict.fromkeys(f for o in shelf.world.book.organisations if o.dept == code for f in o.former_names))
    if former:
        blocks.append(Paragraph(f"曾用名：{'、'.join(former)}。"))
    return Page(path=addresses.department(code), title=name, heading=parted(name, shelf.world, code), section="depts",
                blocks=tuple(blocks), role="department",
                crumbs=(Link("首页", ""), Link("部门", "depts/")), description=f"{name}的减免责清单、发布批次和术语口径。")


def _how_many(code: str, kind: Kind, shelf: Shelf) -> str:
    """The items of a list, and those that will move to it."""
    count = shelf.count((code, kind))
    moving = len({item.item_id for item in shelf.shown((code, kind))}) - count
    told = "，".join(f"{said}{number}项" for said, number in (("", count), ("将移入", moving)) if number)
    return told or f"本部门暂无{kind.value}事项"


def _edition(edition: Edition, shelf: Shelf) -> Section:
    code = edition.edition or ""
    lists = tuple((Link(f"{kind.value}{len(items)}项", addresses.edition(department, kind, code)),)
                  for (department, kind, published), items in shelf.published_lists.items() if published == code and items)
    originals = (Paragraph("公布的原文：", "originals"), Bullets(lists, "places")) if lists else ()
    title: Text = (*parted(edition.title or code, shelf.world, edition.department), " ", edition_mark(edition, shelf.as_of, shelf))
    inner: tuple[Block, ...] = (edition_facts(edition), *originals,
                                *downloads("文件", of_edition(code), shelf),
                                *remarks(shelf.findings_in(edition.source.path, edition.source.row)))
    return Section(title, inner, code, "edition", level=3)
