"""How much one page holds: what is more is parted by department, the page then leads to a page for each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator.document.blocks import Block, Bullets, Link, Page, Paragraph, Section

MOST = 500
"""Entries that one page names: some 40–100 bytes of compressed HTML each, so that a page stays below 60 KB."""

_SEVERAL = 4
"""From so many parts on, a page begins with the way to each."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a page has of one department: `count` entries in `blocks`, which are made when a page shows them, `said` in a few words."""

    code: str
    name: str
    said: str
    count: int
    blocks: Callable[[], tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class Volume:
    """A page that is made when it is asked for: that of the department `code`, or (empty) the one that holds or leads to all."""

    code: str
    page: Callable[[], Page]


def in_volumes(page: Page, parts: Sequence[Part]) -> Iterator[Volume]:
    """`page` followed by its parts; beyond MOST entries by the way to each part, which then has a page of its own below it.

    Each part keeps its anchor (the code of the department) on the page, so that links to it stay right.
    """
    if sum(part.count for part in parts) <= MOST:
        links = Bullets(tuple((Link(part.name, f"#{part.code}"),) for part in parts), "places jump")
        jump = (links,) if len(parts) >= _SEVERAL else ()
        yield Volume("", lambda: replace(page, blocks=(*page.blocks, *jump, *(Section(part.name, part.blocks(), part.code) for part in parts))))
        return
    ways = (Section(part.name, (Paragraph((Link(part.said, f"{page.path}{part.code}/"),)),), part.code) for part in parts)
    whole = replace(page, blocks=(*page.blocks, *ways))
    yield Volume("", lambda: whole)
    for part in parts:
        yield Volume(part.code, partial(_page_of, part, page))


def _page_of(part: Part, page: Page) -> Page:
    return replace(page, path=f"{page.path}{part.code}/", title=f"{page.title}：{part.name}", description=f"{part.name}：{part.said}。",
                   crumbs=(*page.crumbs, Link(page.title, page.path)),
                   blocks=(Paragraph(f"{part.said}。", "lead"), Section(part.name, part.blocks(), part.code)))
