"""The lists: one page per department and kind, and the overview of all lists."""

from collections.abc import Iterator

from generator.document import addresses, words
from generator.document.basis import Basis
from generator.document.blocks import Block, Bullets, Link, Mark, Note, Page, Paragraph, Section, Table, Text
from generator.document.conditions import numbered
from generator.document.downloads import downloads, of_lists
from generator.document.parts import parted
from generator.document.remarks import remarks
from generator.document.shelf import Shelf
from generator.legality.elements import inherited_on
from generator.model import Item, Kind, Status, list_path


def list_pages(shelf: Shelf, basis: Basis, of: str | None = None) -> Iterator[Page]:
    """Every list (`of` one department only), empty ones too."""
    for department, kind in shelf.lists:
        if of in (None, department):
            yield _list_page(department, kind, shelf, basis)


def _list_page(department: str, kind: Kind, shelf: Shelf, basis: Basis) -> Page:
    name, list_name = shelf.world.department_name(department), words.LIST_NAMES[kind]
    shown, ended = shelf.shown((department, kind)), shelf.ended((department, kind))
    blocks: list[Block] = [*remarks(shelf.findings_in(list_path(department, kind)))]
    if shown:
        blocks.append(Paragraph(f"{_how_many(shown, (department, kind), shelf)}符合列出的条件的，{words.CAUTION}。{words.NOT_LISTED}。", "lead"))
        general = inherited_on(shown[0], shelf.world, shelf.as_of)
        if general:
            blocks += [Paragraph("除各项列出的条件外，还要符合本清单的通用条件："), Bullets(general, "general")]
        blocks.append(entries(shown, shelf, basis))
    else:
        blocks.append(Note(f"本部门暂无{kind.value}事项。", "empty"))
    blocks.extend(downloads(f"{name}全部清单", of_lists(department), shelf))
    if ended:
        blocks.append(Section(f"已失效（{len(ended)}项）", (entries(ended, shelf, basis),), "ended", "ended", folded=True))
    blocks.extend(_editions(department, kind, shelf))
    others = tuple((Link(words.LIST_NAMES[other], addresses.listing(of, other)),) for of, other in shelf.lists if of == department and other is not kind)
    if others:
        blocks += [Paragraph(f"{name}的其他清单：", "siblings"), Bullets(others, "places")]
    title = f"{name}{list_name}"
    return Page(path=addresses.listing(department, kind), title=title, heading=parted(title, shelf.world, department), section="lists",
                blocks=tuple(blocks), role=f"list {kind.slug}", description=f"{title}，共{shelf.count((department, kind))}项。",
                crumbs=(Link("首页", ""), Link("清单", "lists/"), Link(name, addresses.department(department))))


def _how_many(shown: tuple[Item, ...], key: tuple[str, Kind], shelf: Shelf) -> str:
    """How many items there are, each counted once, as on every other page; versions to come have rows of their own."""
    in_force = {item.item_id for item in shown if shelf.status(item) is Status.IN_FORCE}
    coming = [item.item_id or "" for item in shown if shelf.status(item) is Status.SCHEDULED]
    new = set(coming) - in_force
    moving = sum(not shelf.stands(item_id, key) for item_id in new)
    told = "，".join(f"{said}{count}项" for said, count in (("尚未生效", len(new) - moving), ("将从其他清单移入", moving)) if count)
    return f"现行有效{len(in_force)}项{told and '，'}{told}。" + ("同一事项将来的版本另列一行。" if len(coming) > len(new) else "")


def _editions(department: str, kind: Kind, shelf: Shelf) -> Iterator[Block]:
    links: list[Text] = []
    for edition in shelf.editions:
        key = (department, kind, edition.edition or "")
        if key in shelf.published_lists:
            title = edition.title or key[2]
            links.append((Link(title, addresses.edition(*key)), f" {words.day(edition.published_on)}公布"))
    if links:
        yield Section("各批次公布的原文", (Bullets(tuple(links)),), "editions", "siblings")


def entries(items: tuple[Item, ...], shelf: Shelf, basis: Basis, fixed: bool = False) -> Table:
    """The entries of a list, each linked to the page of its item, or (`fixed`) to the permanent page of that very version."""
    rows: list[tuple[Text, ...]] = []
    for item in items:
        cited = item.coercion_basis if item.kind is Kind.NO_COERCION else item.penalty_basis
        lapse = tuple(Mark(notice, "lapsed") for notice in basis.lapsed(item))
        current = shelf.main[item.item_id or ""] is item and not fixed
        target = addresses.item(item.item_id) if current else shelf.address(item)
        rows.append((
            (Link(item.violation or item.item_id or "", target), Mark(item.field or "", "field"), *lapse),
            item.outcome or "", _conditions(item), basis.linked(cited),
            "可适用" if item.township else "由部门", (shelf.status_mark(item), *_since(item, shelf))))
    return Table(("违法行为", "可能适用", "适用条件", "依据", "镇街", "状态"), tuple(rows), role="entries")


def _since(item: Item, shelf: Shelf) -> tuple[Mark, ...]:
    """From when a version that does not apply yet will: of one item, two such versions may stand in a list."""
    interval = shelf.interval(item)
    coming = interval and shelf.status(item) is Status.SCHEDULED
    return (Mark(f"自{words.day(interval.start)}起", "since"),) if interval and coming else ()


def _conditions(item: Item) -> Text:
    """The conditions word for word, each numbered point on its own line, and what the list remarks on a last one."""
    text = item.conditions or ""
    remark = (Mark(f"备注：{item.note}", "point remark"),) if item.note else ()
    starts = numbered(text)
    if not starts:
        return (text, *remark) if remark else text
    ends = (*starts[1:], len(text))
    return (text[:starts[0]], *(Mark(text[start:end], "point") for start, end in zip(starts, ends, strict=True)), *remark)


def lists_overview(shelf: Shelf) -> Page:
    """All lists in one table: departments down, kinds across."""
    return Page(path="lists/", title="清单", section="lists", role="index", crumbs=(Link("首页", ""),),
                description="各部门的四张减免责清单。", blocks=(
                    Paragraph(f"每个执法部门公布四张清单。{words.COUNTED}，点开可以看到全部条件和依据。", "lead"),
                    matrix(shelf), *downloads("全市清单汇编", of_lists(), shelf)))


def matrix(shelf: Shelf) -> Table:
    """How many entries each list has."""
    rows: list[tuple[Text, ...]] = []
    for department in shelf.departments:
        cells: list[Text] = [(Link(shelf.world.department_name(department), addresses.department(department)),)]
        for kind in Kind:
            count = shelf.count((department, kind))
            known = (department, kind) in shelf.lists
            said = f"{count}项" if count else "暂无"
            cells.append((Link(said, addresses.listing(department, kind), "count" if count else "count none"),) if known else "—")
        rows.append(tuple(cells))
    return Table(("部门", *(kind.value for kind in Kind)), tuple(rows), role="matrix")
