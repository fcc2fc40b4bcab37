"""A draft edition as the public is asked about it: what is proposed, against what applies now, and how to comment."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.document import words
from generator.document.blocks import Block, Bullets, Facts, Link, Mark, Note, Page, Paragraph, Section, Table, Text
from generator.document.parts import parted
from generator.document.timeline import sides
from generator.document.wording import changed_between
from generator.model import Edition, Item, Kind, Refusal, Status, World

WORD = "征求意见稿"
NO_LAW = "征求意见稿，不是正式文件，不具法律效力，不能作为执法依据"
_UNTOLD = frozenset({"violation", "edition", "end_reason", "replaced_by"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft edition, the versions it would publish, and the entries that it would end; the World is redacted."""

    edition: Edition
    items: tuple[Item, ...]
    ending: tuple[Item, ...]
    world: World

    @property
    def title(self) -> str:
        """The title of the edition, named for what it is."""
        title = (self.edition.title or self.edition.edition or "").removesuffix(f"（{WORD}）")
        return f"{title}（{WORD}）"

    def of(self, kind: Kind) -> tuple[Item, ...]:
        """The versions on one list."""
        return tuple(item for item in self.items if item.kind is kind)

    def before(self, item: Item) -> Item | None:
        """The published version that `item` would take over from."""
        public = self.world.public_versions.get(item.item_id or "", ())
        earlier = [version for version in public if version.key < item.key and self.world.status(version) is not Status.ENDED]
        return earlier[-1] if earlier else None


def draft(code: str, world: World) -> Draft:
    """The draft edition `code`. Refusal when there is none, when it is public or withdrawn, or has no dates for comments."""
    edition = world.editions.get(code)
    if edition is None:
        known = "、".join(e.edition or "" for e in world.book.editions if not world.edition_is_public(e) and not e.withdrawn_on)
        raise Refusal(f"没有发布批次“{code}”。尚未公布的批次有：{known or '无'}。")
    if world.edition_is_public(edition):
        raise Refusal(f"发布批次 {code} 已于{words.day(edition.published_on)}公布，不再征求意见。公布的内容在网站上。")
    if edition.withdrawn_on:
        raise Refusal(f"发布批次 {code} 已于{words.day(edition.withdrawn_on)}撤回，不能征求意见。")
    start, end = edition.consult_from, edition.consult_to
    if start is None or end is None or end < start:
        raise Refusal(f"发布批次 {code} 没有填好征求意见的起止日期。请先在 lists/editions.csv 填写“征求意见起”和“征求意见止”。")
    items = tuple(item for item in world.book.items if item.edition == code)
    carried = {item.item_id for item in items}
    ending = tuple(item for item in world.public_items if item.edition in edition.replaces and item.item_id not in carried
                   and world.status(item) is not Status.ENDED)
    if not items and not ending:
        raise Refusal(f"发布批次 {code} 还没有编入任何事项，没有可以征求意见的内容。请先在清单中把草案的“发布批次”填为 {code}。")
    return Draft(edition, items, ending, world)


def pages(found: Draft) -> Iterator[Page]:
    """The first page, and a page for each list with what is proposed."""
    yield _first(found)
    for kind in Kind:
        items = found.of(kind)
        if items:
            name = found.world.department_name(found.edition.department or "")
            sections = tuple(_item(item, found) for item in items)
            yield Page(path=f"{kind.slug}/", title=(title := f"{name}{words.LIST_NAMES[kind]}（{WORD}）"),
                       heading=parted(title, found.world, found.edition.department), section="consultation", role="consultation",
                       blocks=(Note(f"{NO_LAW}。", "warning"), *sections), crumbs=(Link(found.title, ""),))


def _first(found: Draft) -> Page:
    edition = found.edition
    name = found.world.department_name(edition.department or "")
    start, end = words.day(edition.consult_from), words.day(edition.consult_to)
    facts: list[tuple[str, Text]] = [("起草部门", name), ("征求意见", f"自{start}起至{end}止")]
    if edition.effective_from:
        facts.append(("拟施行日期", words.day(edition.effective_from)))
    entries: list[Text] = []
    for kind in Kind:
        items = found.of(kind)
        if items:
            amended = sum(found.before(item) is not None for item in items)
            entries.append((Link(words.LIST_NAMES[kind], f"{kind.slug}/"), f"：新增{len(items) - amended}项，修改{amended}项"))
    blocks: list[Block] = [
        Note(f"{NO_LAW}。正式内容以公布的清单为准。", "warning"), Facts(tuple(facts)),
        Section("怎样提出意见", (Paragraph(
            f"公民、法人和其他组织可以在{start}至{end}期间向{name}提出意见，接收意见的地址、电话和电子邮箱见{name}发布的征求意见公告。"
            "提出意见时，请写明事项编号、对哪一处有意见、建议怎样修改和理由。"),), "comment")]
    if entries:
        blocks.append(Section("征求意见的内容", (Bullets(tuple(entries)),), "lists"))
    if found.ending:
        rows = tuple((item.violation or "", item.item_id or "", item.kind.value) for item in found.ending)
        blocks.append(Section("拟不再保留的事项", (
            Paragraph("下列事项现在适用，本稿施行后不再列入清单。"), Table(("违法行为", "编号", "清单"), rows)), "ending"))
    return Page(path="", title=found.title, heading=parted(found.title, found.world, edition.department), section="consultation", blocks=tuple(blocks), role="consultation")


def _item(item: Item, found: Draft) -> Section:
    header = found.world.book.header
    before = found.before(item)
    blocks: list[Block] = []
    if before is not None:
        rows = tuple((header, *sides(old, new)) for header, old, new in changed_between(before, item, found.world))
        blocks.append(Table(("改动", "现行", WORD), rows, role="changes") if rows else Paragraph("内容与现行版本相同，只改施行日期。"))
    pairs = tuple((header(name), item.text(name).replace(";", "、") if name == "subject" else item.text(name))
                  for name in item.columns() if name not in _UNTOLD and item.text(name))
    blocks.append(Facts(pairs))
    title: Text = (item.violation or "（未填写违法行为）", " ", Mark("修改" if before else "新增", "turn"))
    return Section(title, tuple(blocks), item.item_id or "", "entry")
