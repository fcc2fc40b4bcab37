"""Blocks → HTML of one page's content. Escaping for HTML lives here and nowhere else."""

import re
from dataclasses import dataclass

from generator.document.blocks import (
    Block,
    Bullets,
    Chart,
    Facts,
    Heading,
    Inline,
    Link,
    Mark,
    Note,
    Page,
    Paragraph,
    Period,
    Section,
    Table,
    Text,
    bare,
)
from generator.render.bars import bars
from generator.render.misleading import MISLEADING, by_number

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
_UNSAFE = re.compile(f"[&<>\"'{MISLEADING}]")
_WHOLE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|〔\d{4}〕\d{1,6}号")
"""A day, the number of a document: no line ends within them."""
_PATH = re.compile(r"(?!/)[A-Za-z0-9._~/?=&#-]*\Z")
"""An address within the site: no scheme, no host, nothing to escape but &."""


def escape(text: str) -> str:
    """`text` as it can stand in HTML; marks that would turn or hide neighbouring words are shown by their number."""
    return _UNSAFE.sub(_entity, text) if _UNSAFE.search(text) else text


def _worded(text: str) -> str:
    """Words of a page: escaped, and what must stay on one line held together."""
    text = escape(text)
    may = "〕" in text or ("年" in text and "日" in text)  # few texts do, and looking for the sign is quicker than for the pattern
    return _WHOLE.sub(r'<span class="whole">\g<0></span>', text) if may else text


def _entity(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0]) or by_number(match[0])


@dataclass(frozen=True, slots=True)
class HtmlPrinter:
    """Prints for a page `depth` folders below the root; `offline` links name index.html."""

    depth: int
    offline: bool = False

    @property
    def root(self) -> str:
        """The way from the page to the root of the site, empty for a page at the root."""
        return "../" * self.depth

    def page(self, page: Page) -> str:
        """The content of a page: where it is, its title and its blocks."""
        crumbs = ""
        if page.crumbs:
            links = "".join(f"<li>{self._link(crumb)}</li>" for crumb in page.crumbs)
            crumbs = f'<nav class="crumbs" aria-label="所在位置"><ol>{links}</ol></nav>\n'
        role = f" page-{page.role}" if page.role else ""
        return f'<div class="page{role}">\n{crumbs}<h1>{self._text(page.heading or page.title)}</h1>\n{self.blocks(page.blocks)}</div>'

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        """All blocks, in order."""
        return "".join(map(self.block, blocks))

    def block(self, block: Block) -> str:
        """One block."""
        match block:
            case Paragraph():
                return f"<p{_class(block.role)}>{self._text(block.text)}</p>\n"
            case Section():
                return self._section(block)
            case Table():
                return self._table(block)
            case Chart():
                return self._table(block.table, block)
            case Facts():
                pairs = "".join(f"<div><dt>{escape(name)}</dt><dd>{self._text(value)}</dd></div>\n" for name, value in block.pairs)
                return f"<dl{_class(block.role)}>\n{pairs}</dl>\n"
            case Bullets():
                return self._bullets(block)
            case Note():
                return f'<p class="note {block.role}"{_period(block.period)}>{self._text(block.text)}</p>\n'
            case Heading():
                anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
                return f"<h{block.level}{anchor}{_class(block.role)}>{self._text(block.text)}</h{block.level}>\n"

    def _section(self, section: Section) -> str:
        title, anchor = self._text(section.title), f' id="{escape(section.anchor)}"' if section.anchor else ""
        inner = self.blocks(section.blocks)
        if section.folded:
            return f"<details{anchor}{_class(section.role)}><summary>{title}</summary>\n{inner}</details>\n"
        if not title:
            return f"<div{anchor}{_class(section.role)}>\n{inner}</div>\n"
        return f"<section{anchor}{_class(section.role)}>\n<h{section.level}>{title}</h{section.level}>\n{inner}</section>\n"

    def _bullets(self, block: Bullets) -> str:
        if block.checklist:
            entries = "".join(f'<li><label><input type="checkbox"><span>{self._text(entry)}</span></label></li>\n'
                              for entry in block.entries)
        else:
            entries = "".join(f"<li>{self._text(entry)}</li>\n" for entry in block.entries)
        role = f"checklist {block.role}".strip() if block.checklist else block.role
        return f"<ul{_class(role)}>\n{entries}</ul>\n"

    def _table(self, table: Table, chart: Chart | None = None) -> str:
        headers = [escape(header) for header in table.headers]
        keys = {column: f' class="key {role}"' for column, role in (*chart.right, *chart.left)} if chart else {}
        names = [f'<th scope="col"{keys.get(column, "")}>{header}</th>' for column, header in enumerate(headers)]
        opening = [f'<td data-label="{header}"{keys.get(column, "")}>' for column, header in enumerate(headers)]
        drawn = bars(chart) if chart else ()
        if drawn:
            names.insert(1, '<td class="plot"></td>')
        head = "".join(names)
        rows = []
        for number, row in enumerate(table.rows):
            cells = [f'<th scope="row">{self._text(row[0])}</th>']
            if drawn:
                cells.append(f'<td class="plot">{drawn[number]}</td>')
            cells.extend(f"{start}{self._text(cell)}</td>" for start, cell in zip(opening[1:], row[1:], strict=True))
            rows.append(f"<tr>{''.join(cells)}</tr>\n")
        caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
        return (f'<div class="table {table.role}">\n<table>{caption}<thead><tr>{head}</tr></thead>\n'
                f"<tbody>\n{''.join(rows)}</tbody></table></div>\n")

    @staticmethod
    def words(text: Text) -> str:
        """The bare words of a text, without links and marks."""
        return escape(bare(text))

    def _text(self, text: Text) -> str:
        if isinstance(text, str):
            return _worded(text)
        return "".join(map(self._inline, text))

    def _inline(self, part: Inline) -> str:
        if isinstance(part, str):
            return _worded(part)
        if isinstance(part, Link):
            return self._link(part)
        return self._mark(part)

    def _mark(self, mark: Mark) -> str:
        return f'<span class="{mark.role}"{_period(mark.period)}>{_worded(mark.text)}</span>' if mark.text else ""

    def _link(self, link: Link) -> str:
        return f'<a href="{self.href(link.target)}"{_class(link.role)}>{_worded(link.text)}</a>'

    def href(self, target: str) -> str:
        """The relative address of a place of the site, ready for an attribute."""
        if not _PATH.match(target):
            raise ValueError(f"not an address of this site: {target!r}")
        if target.startswith("#"):
            return target
        if self.offline:
            path, rest = _split(target)
            if not path or path.endswith("/"):
                target = f"{path}index.html{rest}"
        return (self.root + target).replace("&", "&amp;") or "./"


def _split(target: str) -> tuple[str, str]:
    """The path of an address, and its query and anchor."""
    cut = min((position for position in (target.find("?"), target.find("#")) if position >= 0), default=len(target))
    return target[:cut], target[cut:]


def _class(role: str) -> str:
    return f' class="{role}"' if role else ""


def _period(period: Period | None) -> str:
    if period is None:
        return ""
    until = f' data-to="{period.until.isoformat()}"' if period.until else ""
    return f' data-from="{period.since.isoformat()}"{until}'
