"""What reviewers see in a preview: the findings of an item, a file, an edition, and all of them on one page."""

from collections.abc import Iterator, Sequence

from generator.document import addresses
from generator.document.blocks import Block, Bullets, Link, Mark, Page, Paragraph, Section
from generator.document.shelf import Shelf
from generator.document.words import weighed
from generator.model import Finding

ADDRESS = "findings/"


def remarks(found: Sequence[Finding]) -> Iterator[Section]:
    """The findings as one section, none when there are none."""
    if found:
        yield Section("审查意见（仅预览可见）", (Bullets(tuple(_words(f) for f in found)),), role="findings")


def findings_page(shelf: Shelf) -> Page:
    """Every finding, file by file."""
    by_file: dict[str, list[Finding]] = {}
    for finding in shelf.all_findings:
        by_file.setdefault(finding.path, []).append(finding)
    said = weighed(shelf.all_findings) or "没有发现问题"
    sections = tuple(Section(path, (Bullets(tuple((*_place(f, shelf), *_words(f)) for f in found)),), role="findings")
                     for path, found in by_file.items())
    blocks: tuple[Block, ...] = (Paragraph(f"检查的全部结果：{said}。本页只在预览中有。", "lead"), *sections)
    return Page(path=ADDRESS, title="审查意见", section="about", blocks=blocks, crumbs=(Link("首页", ""),), description="检查的全部结果。",
                role="remarks")


def _words(f: Finding) -> tuple[str | Mark | Link, ...]:
    column = f" {f.column}：" if f.column else " "
    return (Mark(f.severity.label, f"severity {f.severity.value}"), f"{column}{f.message}", Link(f"[{f.rule}]", addresses.rule(f.rule)),
            f" {f.hint}")


def _place(f: Finding, shelf: Shelf) -> tuple[str | Link, ...]:
    """Row and item, as far as they are known."""
    row = f"第{f.row}行 " if f.row else ""
    if f.item_id in shelf.versions:
        return (row, Link(f.item_id or "", addresses.item(f.item_id)), " ")
    return (f"{row}{f.item_id or ''} ",)
