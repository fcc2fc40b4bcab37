"""What stands around the content of every page: title, head, banner, dates, the way through the page."""

from collections.abc import Mapping

from generator.document import remarks, words
from generator.document.blocks import Page, Section
from generator.document.shelf import Shelf
from generator.render.html import HtmlPrinter, escape
from generator.site import feeds
from generator.site.stamp import Frame

POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
          "form-action 'self'; base-uri 'none'")
"""Nothing from another host, no inline script or style."""

MARKING = "assets/marking.css"
"""Where the style is that puts the mark of the site at the foot of every printed sheet."""

DESCRIPTION = "行政执法减免责清单：哪些违法行为在什么条件下可能不予处罚、从轻处罚、减轻处罚或者不采取行政强制措施。"


class Chrome:
    """Fills frames for one build."""

    def __init__(self, shelf: Shelf, offline: bool) -> None:
        self._shelf = shelf
        self._offline = offline
        self._base_url = None if shelf.preview else shelf.world.book.city.base_url

    def frame(self, html: str, depth: int = 0) -> Frame:
        """A frame, `depth` folders below the root, whose slots that are the same on every page are filled."""
        world = self._shelf.world
        checked = world.book.city.laws_checked
        as_of = f'<time datetime="{world.as_of}">{words.day(world.as_of)}</time>'
        laws = f'<time datetime="{checked}">{words.day(checked)}</time>' if checked else "（未登记）"
        return Frame(html, {
            "city": escape(world.book.city.name or ""), "banner": self._banner(depth), "asof": words.day(world.as_of),
            "laws-checked": words.day(checked), "dates": f"<span>截至{as_of}；</span><span>法规库核对至{laws}</span>"})

    @property
    def marking(self) -> str:
        """The style MARKING, empty where nothing is to be marked. The first sheet begins with the banner.

        A browser that knows no boxes in the margin prints the banner, and the mark of the officer's card. CSS cannot ask for these
        boxes: Chromium had the first of the two below from the version that brought them, the second before, and no other has both.
        """
        font = 'font:8pt "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
        once = "@supports selector(::details-content) and (interpolate-size:allow-keywords){.card .marking{display:none}}"
        foot = f'@page{{@bottom-center{{content:"{self._shelf.mark}";{font}}}}}\n@page:first{{@bottom-center{{content:none}}}}'
        return f"{foot}\n{once}\n" if self._shelf.mark else ""

    def _banner(self, depth: int) -> str:
        banner = ""
        if self._shelf.preview:
            href = HtmlPrinter(depth, self._offline).href(remarks.ADDRESS)
            count = len(self._shelf.all_findings)
            banner += f'<p class="banner preview">{words.PREVIEW} · <a href="{href}">审查意见{count}条</a></p>'
        if self._shelf.world.book.city.demo:
            banner += f'<p class="banner demo">{words.DEMO}</p>'
        return f'<aside class="banners" aria-label="说明">{banner}</aside>' if banner else ""

    def slots(self, path: str, title: str = "", description: str = "", content: str = "", toc: str = "") -> Mapping[str, str]:
        """What belongs in the slots of the page at `path` (ending in / or a file name)."""
        return {"title": escape(title), "description": escape(description or DESCRIPTION), "content": content,
                "toc": toc, "head": self._head(path)}

    def _head(self, path: str) -> str:
        head = []
        if self._shelf.world.book.city.demo or self._shelf.preview or path == "404.html":
            head.append('<meta name="robots" content="noindex">')
        if self._shelf.mark and path != "404.html":  # which answers at any depth, is one sheet and has the banner
            head.append(f'<link rel="stylesheet" media="print" href="{HtmlPrinter(path.count("/")).root}{MARKING}">')
        if not self._offline:
            head.append(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">')
        if self._base_url and path != "404.html":
            head.append(f'<link rel="canonical" href="{escape(self._base_url + path)}">')
        feed = None if self._shelf.preview else feeds.of_page(path)
        if feed:
            href = HtmlPrinter(path.count("/"), self._offline).href(feed)
            head.append(f'<link rel="alternate" type="application/atom+xml" title="清单变更" href="{href}">')
        return "\n".join(head)

    @staticmethod
    def contents(page: Page) -> str:
        """The way through a page with several titled sections."""
        titled = [block for block in page.blocks if isinstance(block, Section) and block.anchor and block.title
                  and block.level == 2 and block.role != "rail" and not block.folded]
        if len(titled) < 4 or page.role.startswith(("item", "booklet", "dashboard")):
            return ""
        printer = HtmlPrinter(0)
        links = "".join(f'<li><a href="#{escape(s.anchor)}">{printer.words(s.title)}</a></li>' for s in titled)
        return f'<nav class="toc" aria-label="本页内容"><p>本页内容</p><ol>{links}</ol></nav>'
