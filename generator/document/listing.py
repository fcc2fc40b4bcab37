"""The lists: one page per department and kind, the overview of all lists, and the department's own page."""

from collections.abc import Iterator
from datetime import date

from generator.document import addresses, words
from generator.document.basis import Basis
from generator.document.blocks import Block, Facts, Link, Mark, Note, Page, Paragraph, Section, Table, Text
from generator.document.shelf import Shelf
from generator.document.terms import definitions
from generator.model import Edition, Item, Kind, Status


def list_pages(shelf: Shelf, basis: Basis) -> Iterator[Page]:
    """Every list, empty ones too."""
    for department, kind in shelf.lists:
        yield _list_page(department, kind, shelf, basis)


def _list_page(department: str, kind: Kind, shelf: Shelf, basis: Basis) -> Page:
    name, list_name = shelf.world.department_name(department), words.LIST_NAMES[kind]
    shown, ended = shelf.shown((department, kind)), shelf.ended((department, kind))
    blocks: list[Block] = []
    if shown:
        in_force = sum(shelf.status(item) is Status.IN_FORCE for item in shown)
        scheduled = sum(shelf.status(item) is Status.SCHEDULED for item in shown)
        blocks.append(Paragraph(f"现行有效{in_force}项" + (f"，尚未生效{scheduled}项" if scheduled else "")
                                + f"。符合列出的条件的，{words.CAUTION}。{words.NOT_LISTED}。", "lead"))
        blocks.append(_table(shown, shelf, basis))
    else:
        blocks.append(Note(f"本部门暂无{kind.value}事项。", "empty"))
    if ended:
        blocks.append(Section(f"已失效（{len(ended)}项）", (_table(ended, shelf, basis),), "ended", "ended", folded=True))
    blocks.append(Paragraph((f"{name}的其他清单：", *_other_lists(department, kind, shelf)), "siblings"))
    return Page(path=addresses.listing(department, kind), title=f"{name}{list_name}", section="lists",
                blocks=tuple(blocks), role=f"list {kind.slug}", description=f"{name}{list_name}，共{len(shown)}项。",
                crumbs=(Link("首页", ""), Link("清单", "lists/"), Link(name, addresses.department(department))))


def _other_lists(department: str, kind: Kind, shelf: Shelf) -> Iterator[str | Link]:
    first = True
    for other_department, other in shelf.lists:
        if other_department == department and other is not kind:
            if not first:
                yield "、"
            yield Link(words.LIST_NAMES[other], addresses.listing(department, other))
            first = False


def _table(items: tuple[Item, ...], shelf: Shelf, basis: Basis) -> Table:
    rows: list[tuple[Text, ...]] = []
    for item in items:
        cited = item.coercion_basis if item.kind is Kind.NO_COERCION else item.penalty_basis
        lapse = tuple(Mark(notice, "lapsed") for notice in basis.lapsed(item))
        target = addresses.item(item.item_id) if shelf.main[item.item_id or ""] is item else shelf.address(item)
        rows.append((
            (Link(item.violation or item.item_id or "", target), Mark(item.field or "", "field"), *lapse),
            item.outcome or "", item.conditions or "", basis.linked(cited),
            "可适用" if item.township else "由部门", (shelf.status_mark(item),)))
    return Table(("违法行为", "可能适用", "适用条件", "依据", "镇街", "状态"), tuple(rows), role="entries")


def lists_overview(shelf: Shelf) -> Page:
    """All lists in one table: departments down, kinds across."""
    return Page(path="lists/", title="清单", section="lists", role="index", crumbs=(Link("首页", ""),),
                description="各部门的四张减免责清单。", blocks=(
                    Paragraph("每个执法部门公布四张清单。数字是现行有效和尚未生效的事项数，点开可以看到全部条件和依据。", "lead"),
                    matrix(shelf)))


def matrix(shelf: Shelf) -> Table:
    """How many entries each list has."""
    rows: list[tuple[Text, ...]] = []
    for department in shelf.departments:
        cells: list[Text] = [(Link(shelf.world.department_name(department), addresses.department(department)),)]
        for kind in Kind:
            count = len(shelf.shown((department, kind)))
            known = (department, kind) in shelf.lists
            said = f"{count}项" if count else "暂无"
            cells.append((Link(said, addresses.listing(department, kind), "count" if count else "count none"),) if known else "—")
        rows.append(tuple(cells))
    return Table(("部门", *(kind.value for kind in Kind)), tuple(rows), role="matrix")


def department_pages(shelf: Shelf) -> Iterator[Page]:
    """The overview of departments and the page of each."""
    rows: list[tuple[Text, ...]] = []
    for code in shelf.departments:
        count = sum(len(shelf.shown((code, kind))) for kind in Kind)
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
            count = len(shelf.shown((code, kind)))
            rows.append(((Link(words.LIST_NAMES[kind], addresses.listing(code, kind)),), words.KIND_MEANINGS[kind],
                         f"{count}项" if count else f"本部门暂无{kind.value}事项"))
    blocks: list[Block] = [Section("清单", (Table(("清单", "说明", "事项"), tuple(rows), role="compact"),), "lists")]
    editions = tuple(e for e in shelf.editions if e.department == code)
    if editions:
        blocks.append(Section("发布批次", tuple(_edition(e, shelf) for e in editions), "editions"))
    terms = definitions(shelf, code)
    if terms:
        blocks.append(Section("术语口径", terms, "terms"))
    former = tuple(dict.fromkeys(f for o in shelf.world.book.organisations if o.dept == code for f in o.former_names))
    if former:
        blocks.append(Paragraph(f"曾用名：{'、'.join(former)}。"))
    return Page(path=addresses.department(code), title=name, section="depts", blocks=tuple(blocks), role="department",
                crumbs=(Link("首页", ""), Link("部门", "depts/")), description=f"{name}的减免责清单、发布批次和术语口径。")


def _edition(edition: Edition, shelf: Shelf) -> Section:
    count = sum(item.edition == edition.edition for item in shelf.items)
    pairs: list[tuple[str, Text]] = []
    if edition.doc_no:
        pairs.append(("文号", edition.doc_no))
    if edition.registration_no:
        pairs.append(("统一编号", edition.registration_no))
    if edition.published_on:
        pairs.append(("公布", words.day(edition.published_on)))
    pairs.append(("施行", words.day(edition.effective_from)))
    if edition.effective_to:
        pairs.append(("有效期至", words.last_day(edition.effective_to)))
    if edition.withdrawn_on:
        pairs.append(("撤回", words.day(edition.withdrawn_on)))
    pairs.append(("所载事项版本", f"{count}个"))
    title: Text = (edition.title or edition.edition or "", " ", edition_mark(edition, shelf.as_of, shelf))
    return Section(title, (Facts(tuple(pairs), "inline"),), edition.edition or "", "edition", level=3)


def edition_mark(edition: Edition, as_of: date, shelf: Shelf) -> Mark:
    """Where an edition stands on the day."""
    if not shelf.world.edition_is_public(edition):
        return Mark("草案", "status draft")
    if edition.withdrawn_on and edition.withdrawn_on <= as_of:
        return Mark("已撤回", "status ended")
    if edition.effective_to and edition.effective_to <= as_of:
        return Mark("已失效", "status ended")
    if edition.effective_from and as_of < edition.effective_from:
        return Mark("尚未生效", "status scheduled")
    return Mark("现行有效", "status in_force")
