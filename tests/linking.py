"""The links of a site: every address, id and inline code of its pages, and what leads nowhere."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin


class Refs(HTMLParser):
    """Addresses, ids and inline code of one page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids += [values["id"]] if "id" in values else []
        self.inline += [name for name in values if name.startswith("on") or name == "style"]
        if tag == "a" or tag == "form":
            self.links.append(values.get("href", values.get("action", "")))
        if tag in ("script", "link", "img"):
            self.loads.append(values.get("src", values.get("href", "")))
        self.inline += [tag] if tag == "style" or (tag == "script" and "src" not in values) else []


def html_files(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")


def unresolved(site: Path, offline: bool = False) -> list[tuple[str, str]]:
    """Links and loads that lead nowhere; in an offline site a folder is nowhere."""
    pages = {name: Refs(html) for name, html in html_files(site)}
    bad = []
    for name, refs in pages.items():
        for target in (*refs.links, *refs.loads):
            plain, anchor = urldefrag(urljoin(f"https://x/{name}", target))
            path = plain.partition("?")[0].removeprefix("https://x/")
            if re.match("[a-z]+:|//|/", target):
                bad.append((name, target))
                continue
            if not offline and (not path or path.endswith("/")):
                path += "index.html"
            if not (site / path).is_file() or (anchor and path in pages and anchor not in pages[path].ids):
                bad.append((name, target))
    return bad
