"""The pages of the cited laws: versions, and which items cite which article."""

from collections.abc import Iterator

from generator.citation import article_label
from generator.document import addresses, words
from generator.document.blocks import Block, Link, Mark, Page, Paragraph, Section, Table, Text
from generator.document.lawbook import CitedLaw, Use
from generator.document.shelf import Shelf
from generator.model import LawVersion, Status


def law_pages(shelf: Shelf, laws: tuple[CitedLaw, ...]) -> Iterator[Page]:
    """The index of cited laws and the page of each."""
    rows: list[tuple[Text, ...]] = []
    for law in sorted(laws, key=lambda law: (-_count(law), law.name)):
        yield _page(law, shelf)
        rows.append(((Link(f"《{law.name}》", addresses.law(law.key)),), law.versions[-1].level or "",
                     (_force(law, shelf),), f"{_count(law)}项"))
    yield Page(path="laws/", title="法规", section="laws", role="index", crumbs=(Link("首页", ""),),
               description="清单所引用的法律、行政法规。", blocks=(
                   Paragraph(f"清单引用了{len(laws)}部法律、法规。法规库核对至{words.day(shelf.world.book.city.laws_checked)}；"
                             "条文以权威文本为准。", "lead"),
                   Table(("法规", "效力级别", "状态", "引用事项"), tuple(rows), role="compact")))


def _count(law: CitedLaw) -> int:
    return len({use.item.item_id for uses in law.uses.values() for use in uses})


def _version_mark(version: LawVersion, shelf: Shelf) -> Mark:
    day = shelf.as_of
    if version.effective_to and version.effective_to <= day:
        return Mark("已失效", "status ended")
    if version.effective_from is None:
        return Mark("未核实", "status draft")
    if day < version.effective_from:
        return Mark("尚未施行", "status scheduled")
    return Mark("现行有效", "status in_force") if version.verified else Mark("未核实", "status draft")


def _force(law: CitedLaw, shelf: Shelf) -> Mark:
    marks = [_version_mark(version, shelf) for version in law.versions]
    return next((mark for mark in marks if mark.text == "现行有效"), marks[-1])


def _page(law: CitedLaw, shelf: Shelf) -> Page:
    versions: list[tuple[Text, ...]] = []
    for version in reversed(law.versions):
        until = f"至{words.last_day(version.effective_to)}" if version.effective_to else ""
        since = f"自{words.day(version.effective_from)}" if version.effective_from else "施行日期未核实"
        versions.append((version.label or words.day(version.promulgated), (_version_mark(version, shelf),),
                         words.day(version.promulgated), f"{since}{until}"))
    blocks: list[Block] = [Paragraph(f"清单中有{_count(law)}个事项引用了本法规的{len(law.uses)}处条文。", "lead")]
    for (article, sub), uses in law.uses.items():
        title = article_label(article, sub or None) if article else "（未写明条文）"
        anchor = addresses.article_anchor(article, sub)
        blocks.append(Section(title, (_uses(uses, shelf),), anchor, "article"))
    blocks.append(Section("版本", (Table(("版本", "状态", "公布", "施行"), tuple(versions), role="compact"),), "versions"))
    if not shelf.preview:
        blocks.append(Paragraph((Link("订阅引用本法规的事项变更（Atom）", addresses.feed(f"law-{law.key}")),), "siblings"))
    return Page(path=addresses.law(law.key), title=f"《{law.name}》", section="laws", blocks=tuple(blocks), role="law",
                crumbs=(Link("首页", ""), Link("法规", "laws/")), description=f"哪些减免责事项引用了《{law.name}》的哪一条。")


def _uses(uses: tuple[Use, ...], shelf: Shelf) -> Table:
    """Items, each once: an ended version is named only where no other version of the item cites the article."""
    headers = shelf.world.book.headers
    best: dict[str, Use] = {}
    fields: dict[str, list[str]] = {}
    for use in uses:
        item_id = use.item.item_id or ""
        if item_id not in best or shelf.status(best[item_id].item) is Status.ENDED:
            best[item_id] = use
        if use.field not in fields.setdefault(item_id, []):
            fields[item_id].append(use.field)
    rows: list[tuple[Text, ...]] = []
    for item_id, use in sorted(best.items(), key=lambda pair: (shelf.status(pair[1].item) is Status.ENDED, pair[0])):
        item = use.item
        target = addresses.item(item_id) if shelf.main[item_id] is item else shelf.address(item)
        rows.append(((Link(item.violation or item_id, target),), shelf.world.department_name(item.department), item.kind.value,
                     "、".join(headers.get(name, name) for name in fields[item_id]), (shelf.status_mark(item),)))
    return Table(("违法行为", "部门", "清单", "引作", "状态"), tuple(rows), role="entries")
