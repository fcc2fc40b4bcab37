"""The pages of an item: the answer first, the law second, then every version."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.document import addresses, words
from generator.document.answer import bring, duties, may_apply
from generator.document.basis import Basis
from generator.document.blocks import Block, Facts, Link, Note, Page, Paragraph, Section, Text
from generator.document.card import card
from generator.document.downloads import downloads, of_edition
from generator.document.reach import Reach
from generator.document.remarks import remarks
from generator.document.shelf import Shelf
from generator.document.terms import terms_of
from generator.document.timeline import Timelines
from generator.history import Record
from generator.legality.elements import inherited_on
from generator.model import BASES, Item, Status

_FACTS = ("field", "subject", "exemption_type", "power_code", "inclusion_reason", "change_reason")
_OTHERS = {Status.ENDED: "历史版本", Status.SCHEDULED: "尚未生效的版本"}
_OVER = "本事项已经失效，现在发生的行为不适用本事项。行为发生在施行期间的，适用哪一时的规定由执法机关认定。"
_AUTHORITY = "条文供对照，以权威文本为准。"


@dataclass(frozen=True, slots=True)
class ItemPages:
    """Makes the pages of items; `basis` knows the law, `reach` says what towns may do, `record` who recorded what."""

    shelf: Shelf
    basis: Basis
    reach: Reach
    record: Record | None = None

    @property
    def timelines(self) -> Timelines:
        """What tells the lives of the items."""
        return Timelines(self.shelf, self.record)

    def pages(self, item_id: str) -> Iterator[Page]:
        """The item's page and the permanent page of each version."""
        main = self.shelf.main[item_id]
        versions = self.shelf.versions[item_id]
        yield self._page(main, addresses.item(item_id), (*self._answer(main, carded=True), self.timelines.section(item_id), self._about(main), *self._card(main)))
        for version in versions:
            yield self._page(version, self.shelf.address(version), (*self._answer(version), self._about(version)))

    def _page(self, item: Item, path: str, blocks: tuple[Block, ...]) -> Page:
        name = self.shelf.world.department_name(item.department)
        list_name = words.LIST_NAMES[item.kind]
        crumbs: tuple[Link, ...] = (Link("首页", ""), Link(name, addresses.department(item.department)),
                  Link(list_name, addresses.listing(item.department, item.kind)))
        title = item.violation or "（未填写违法行为）"
        if path != addresses.item(item.item_id):
            crumbs = (*crumbs, Link(f"事项 {item.item_id}", addresses.item(item.item_id)))
            number = self.shelf.number(item)
            title = f"{title}（{f'第{number}版' if number else '草案'}）"
        when = words.WHEN.get(self.shelf.status(item), "")
        description = f"{name}{list_name}：{item.violation or ''}。{when}{words.CAUTION}。"
        return Page(path=path, title=title, section="lists", blocks=blocks, crumbs=crumbs, description=description,
                    role=f"item {item.kind.slug}")

    # ---- the answer ------------------------------------------------------------------------------------------

    def _answer(self, item: Item, carded: bool = False) -> Iterator[Block]:
        yield self.shelf.strip(item)
        yield from self._notices(item)
        decider = Link(self.shelf.world.department_name(item.department), "#who")
        yield may_apply(item, self.shelf.status(item), self._inherited(item), decider)
        yield from self._terms(item)
        yield duties(item)
        yield self._decides(item, carded)
        if self.shelf.status(item) is not Status.ENDED:
            yield bring(item, self._inherited(item))
        yield self._law(item)

    def _notices(self, item: Item) -> Iterator[Block]:
        main = self.shelf.main[item.item_id or ""]
        if self.shelf.status(item) is Status.DRAFT:
            yield Note("这是尚未公布的草案，内容可能变动。", "draft")
        elif main is not item:
            kind = _OTHERS.get(self.shelf.status(item), "另一版本")
            yield Note((f"这是{kind}。本事项当前的内容见", Link("事项页", addresses.item(item.item_id)), "。"), "historic")
        elif self.shelf.status(item) is Status.ENDED:
            yield Note(_OVER, "historic")
        yield from self.timelines.coming(item)
        for notice in self.basis.lapsed(item):
            yield Note(notice, "lapsed")
        if item.replaced_by and self.shelf.status(item) is Status.ENDED:
            links: list[str | Link] = []
            for other in item.replaced_by:
                known = self.shelf.main.get(other)
                links += ["、" if links else "", Link(known.violation or other, addresses.item(other)) if known else other]
            yield Note(("本事项已由下列事项替代：", *links, "。"), "historic")
        yield from remarks(self.shelf.findings(item.item_id))

    def _decides(self, item: Item, carded: bool) -> Section:
        name = self.shelf.world.department_name(item.department)
        blocks: list[Block] = [Paragraph((Link(name, addresses.department(item.department)), "认定并作出决定。"))]
        if item.township and self.shelf.status(item) is not Status.ENDED:
            blocks.extend(self.reach.of(item))
        if carded and self.shelf.status(item) is not Status.ENDED:
            blocks.append(Paragraph(("执法人员办理时，见", Link("核对卡", "#evidence"), "：逐条要什么证据，决定文书写明什么。"), "for-officers"))
        return Section("由谁决定", tuple(blocks), anchor="who", role="who")

    def _law(self, item: Item) -> Section:
        header = self.shelf.world.book.header
        blocks: list[Block] = []
        if item.statutory_penalty:
            blocks.append(Paragraph("法律对该行为规定的处罚："))
            blocks.append(Paragraph(item.statutory_penalty, "statute"))
        pairs = tuple((header(name), self.basis.linked(getattr(item, name)))
                      for name in BASES if getattr(item, name))
        blocks.append(Facts(pairs, "basis"))
        articles = tuple(self.basis.worded(item))
        if articles:
            blocks.append(Section(f"条文原文（{len(articles)}条）", (*articles, Paragraph(_AUTHORITY, "reason")), role="articles", folded=True))
        return Section("法律怎么规定", tuple(blocks), anchor="law", role="law")

    def _inherited(self, item: Item) -> tuple[str, ...]:
        """The general conditions of the list on the day the page speaks of."""
        interval = self.shelf.interval(item)
        return inherited_on(item, self.shelf.world, max(self.shelf.as_of, interval.start) if interval else self.shelf.as_of)

    def _terms(self, item: Item) -> Iterator[Section]:
        """How the department understands the words of the conditions; general conditions stand among the conditions."""
        if self.shelf.status(item) is Status.ENDED:
            return
        found = tuple((term.term or "", term.definition or "") for term in terms_of(item, self.shelf) if not term.general_condition)
        if found:
            yield Section("条件中的词怎么理解", (Facts(found, "terms"),), anchor="terms", role="terms")

    def _card(self, item: Item) -> Iterator[Section]:
        """The officer's card of an item that still counts."""
        if self.shelf.status(item) is not Status.ENDED:
            yield card(item, self._inherited(item), self.shelf, self.basis)

    # ---- about the entry -------------------------------------------------------------------------------------

    def _about(self, item: Item) -> Section:
        header = self.shelf.world.book.header
        pairs: list[tuple[str, Text]] = [("事项编号", item.item_id or "")]
        for name in _FACTS:
            text = "、".join(item.subject) if name == "subject" else item.text(name)
            if text:
                pairs.append((header(name), text))
        edition = self.shelf.world.editions.get(item.edition or "")
        if edition:
            address = addresses.edition(item.department, item.kind, edition.edition or "")
            pairs.append(("发布批次", (Link(words.edition_named(edition), address),)))
            pairs.append(("公布日期", words.day(edition.published_on)))
        if self.shelf.versions[item.item_id or ""] and self.shelf.number(item):
            pairs.append(("固定网址", (Link(f"第{self.shelf.number(item)}版", self.shelf.address(item)),)))
        pairs.append(("数据", (Link("JSON", addresses.data(item.item_id)),)))
        return Section("清单信息", (Facts(tuple(pairs)), *downloads("所在文件", of_edition(item.edition), self.shelf)), anchor="about", role="rail")
