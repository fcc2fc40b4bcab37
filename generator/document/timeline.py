"""The life of an item: every version with its three times – law, publication, record – and what changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diff.marks import Sort, marks
from generator.document import words
from generator.document.blocks import Block, Facts, Inline, Link, Mark, Note, Paragraph, Section, Table, Text
from generator.document.shelf import Shelf
from generator.document.turns import replaced_by
from generator.document.wording import UNCHANGED, changed
from generator.history import Event, Record, What
from generator.model import Item, Status

NOT_RECORDED = "生成本站时没有完整的录入记录，各版本何时录入从略；这不影响适用期间和公布时间。"
_OF_DRAFTS = (What.RECORDED, What.STAMPED)
"""What is told of the time before a version was published: that it was entered, never how its draft read."""


@dataclass(frozen=True, slots=True)
class Timelines:
    """Tells the lives of items; `record` is None where git knows no complete history."""

    shelf: Shelf
    record: Record | None = None

    def section(self, item_id: str) -> Section:
        """Every version shown, the latest first, each with what changed against the one before."""
        versions = self.shelf.versions[item_id]
        blocks: list[Block] = []
        for index in range(len(versions) - 1, -1, -1):
            before = versions[index - 1] if index else None
            blocks.append(Section((), tuple(self._version(versions[index], before)), role="version"))
        if self.record is None:
            blocks.append(Paragraph(NOT_RECORDED, "reason"))
        return Section("历次版本", tuple(blocks), anchor="versions", role="versions")

    def coming(self, item: Item) -> Iterator[Note]:
        """Word of a published version that will take over from `item`."""
        later = replaced_by(self.shelf, item)
        interval = self.shelf.interval(later) if later else None
        if later and interval:
            link = Link(f"第{self.shelf.number(later)}版", self.shelf.address(later))
            until = "在此之前适用本页的内容" if self.shelf.status(item) is Status.IN_FORCE else "本页的内容在此之前施行"
            yield Note((f"本事项已公布新的内容，自{words.day(interval.start)}起施行，见", link, f"；{until}。"), "coming")

    def _version(self, version: Item, before: Item | None) -> Iterator[Block]:
        number = self.shelf.number(version)
        label = f"第{number}版" if number else "草案"
        yield Paragraph((Link(label, self.shelf.address(version)), " ", self.shelf.status_mark(version)))
        yield Facts(tuple(self._times(version)), "times")
        if version.change_reason:
            yield Paragraph(f"调整事由：{version.change_reason}", "reason")
        differences = changed(before, version, self.shelf) if before else ()
        if differences:
            yield Table(("改了什么", "前一版", "本版"), tuple((header, *sides(old, new)) for header, old, new in differences), role="changes")
        elif before:
            yield Paragraph(f"{UNCHANGED}。")

    def _times(self, version: Item) -> Iterator[tuple[str, Text]]:
        yield "适用期间", words.interval_words(self.shelf.interval(version), self.shelf.status(version))
        edition = self.shelf.world.editions.get(version.edition or "")
        if edition and self.shelf.number(version):
            yield "公布时间", f"{words.day(edition.published_on)}，{words.edition_named(edition)}"
        told = "；".join(map(self._told, self._events(version)))
        if told:
            yield "录入时间", told

    def _events(self, version: Item) -> Iterator[Event]:
        """What was done to the row by as_of; before publication only that it was entered."""
        edition = self.shelf.world.editions.get(version.edition or "")
        published = edition.published_on if edition else None
        if self.record is None or published is None or not self.shelf.number(version):
            return
        for event in self.record.of_version(version.item_id, version.text("effective_from")):
            day = event.moment.date()
            if day <= self.shelf.as_of and (event.what in _OF_DRAFTS or published <= day):
                yield event

    def _told(self, event: Event) -> str:
        """The deed, its moment and, of a change to what was published, the columns; what stood there is not repeated."""
        header = self.shelf.world.book.header
        names = () if event.what in _OF_DRAFTS else tuple(header(one.field) for one in event.fields)
        moment = f"{words.day(event.moment.date())} {event.moment:%H:%M}"
        return f"{moment} {event.what.label}{'（' + '、'.join(names) + '）' if names else ''}，记录号 {event.commit[:10]}"


def sides(before: str, after: str) -> tuple[Text, Text]:
    """Both texts with what went and what came marked; a side that is empty says so."""
    if not before or not after:
        return before or "（空）", after or "（空）"
    old: list[Inline] = []
    new: list[Inline] = []
    for run in marks(before, after):
        if run.sort is Sort.EDITORIAL:
            old.append(run.old)
            new.append(run.text)
        elif run.sort is Sort.SAME:
            old.append(run.text)
            new.append(run.text)
        else:
            (old if run.sort is Sort.DELETED else new).append(Mark(run.text, run.sort.value))
    return tuple(filter(None, old)), tuple(filter(None, new))
