"""Editions: where each stands, and the lists exactly as each published them."""

from collections.abc import Iterator
from datetime import date

from generator.document import addresses, words
from generator.document.basis import Basis
from generator.document.blocks import Block, Facts, Link, Mark, Note, Page, Paragraph, Period, Text
from generator.document.downloads import downloads, of_edition
from generator.document.listing import entries
from generator.document.parts import parted
from generator.document.remarks import remarks
from generator.document.shelf import Shelf
from generator.model import Edition, Item, Kind


def edition_pages(shelf: Shelf, basis: Basis, of: str | None = None) -> Iterator[Page]:
    """One page per edition and list (`of` one department only); its address stays when later editions change the list."""
    for (department, kind, code), items in shelf.published_lists.items():
        if of in (None, department):
            yield _page(shelf.world.editions[code], department, kind, items, shelf, basis)


def _page(edition: Edition, department: str, kind: Kind, items: tuple[Item, ...], shelf: Shelf, basis: Basis) -> Page:
    code = edition.edition or ""
    name, list_name = shelf.world.department_name(department), words.LIST_NAMES[kind]
    current = Link(list_name, addresses.listing(department, kind))
    blocks: list[Block] = [
        _strip(edition, shelf), *remarks(shelf.findings_in(edition.source.path, edition.source.row)), edition_facts(edition),
        Paragraph(("这是该批次公布时的内容；以后的调整见现在的", current, f"。{words.CAUTION}。{words.NOT_LISTED}。"), "lead")]
    if items:
        blocks.append(entries(items, shelf, basis, fixed=True))
    else:
        blocks.append(Note(f"本批次没有公布{kind.value}事项。", "empty"))
    blocks.extend(downloads("本批次的文件（公布文本，以正式印发件为准）", of_edition(code), shelf))
    title = f"{edition.title or code}：{list_name}"
    return Page(path=addresses.edition(department, kind, code), title=title, heading=parted(title, shelf.world, department), section="lists",
                blocks=tuple(blocks), role=f"list {kind.slug}",
                crumbs=(Link("首页", ""), Link("清单", "lists/"), Link(name, addresses.department(department)), current),
                description=f"{title}，共{len(items)}项，{words.day(edition.published_on)}公布。")


def _strip(edition: Edition, shelf: Shelf) -> Note:
    """The status strip of an edition."""
    mark = edition_mark(edition, shelf.as_of, shelf)
    start, end = edition.effective_from, ends(edition, shelf)
    period = Period(start, end) if start and (end is None or start < end) and shelf.world.edition_is_public(edition) else None
    return Note((Mark(mark.text, "word"), f"{_interval(edition, shelf)}。截至{words.day(shelf.as_of)}。"),
                f"strip {mark.role.removeprefix('status ')}", period)


def standing(edition: Edition, shelf: Shelf) -> str:
    """Where an edition stands and for how long, in one line: it says the days, so that it stays true on a kept copy."""
    said = (edition_mark(edition, shelf.as_of, shelf).text, _interval(edition, shelf), *_replaced(edition, shelf))
    return "，".join(said)


def _interval(edition: Edition, shelf: Shelf) -> str:
    end = ends(edition, shelf)
    return f"自{words.day(edition.effective_from)}起施行" + (f"，有效期至{words.last_day(end)}" if end else "")


def _replaced(edition: Edition, shelf: Shelf) -> tuple[str, ...]:
    return tuple(f"由《{by.title or by.edition}》{f'（{by.doc_no}）' if by.doc_no else ''}替代" for by in _replacing(edition, shelf)
                 if by.effective_from == ends(edition, shelf))


def _replacing(edition: Edition, shelf: Shelf) -> tuple[Edition, ...]:
    return shelf.world.replacing.get(edition.edition or "", ())


def ends(edition: Edition, shelf: Shelf) -> date | None:
    """The first day on which nothing of the edition applies any more."""
    starts = (by.effective_from for by in _replacing(edition, shelf))
    return min(filter(None, (edition.effective_to, edition.withdrawn_on, *starts)), default=None)


def edition_facts(edition: Edition) -> Facts:
    """Number and days of an edition."""
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
    return Facts(tuple(pairs), "inline")


def edition_mark(edition: Edition, as_of: date, shelf: Shelf) -> Mark:
    """Where an edition stands on the day."""
    if not shelf.world.edition_is_public(edition):
        return Mark("草案", "status draft")
    if edition.withdrawn_on and edition.withdrawn_on <= as_of:
        return Mark("已撤回", "status ended")
    if edition.effective_to and edition.effective_to <= as_of:
        return Mark("已失效", "status ended")
    if any(by.effective_from and by.effective_from <= as_of for by in _replacing(edition, shelf)):
        return Mark("已废止", "status ended")
    if edition.effective_from and as_of < edition.effective_from:
        return Mark("尚未生效", "status scheduled")
    return Mark("现行有效", "status in_force")
