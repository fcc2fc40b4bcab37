"""One build: from a World to the finished folder."""

import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import generator
from generator import report
from generator.document import addresses, asof, words
from generator.document.blocks import Block, Page
from generator.document.home import home_blocks, lists_for_readers_without_script
from generator.document.redaction import redacted
from generator.document.shelf import Shelf
from generator.history import Record
from generator.model import Finding, Refusal, World
from generator.render.html import HtmlPrinter
from generator.site import feeds, search
from generator.site.chrome import Chrome
from generator.site.contents import FRAMES, Contents
from generator.site.frames import Frames, frame_path, rendered
from generator.site.publication import Publication, published
from generator.site.stamp import Frame
from generator.workers import spread

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made, and how long it took."""

    pages: int
    items: int
    lists: int
    seconds: float


def build(world: World, *, root: Path, out: Path, findings: tuple[Finding, ...] = (), preview: bool = False,
          offline: bool = False, engine: str = "mkdocs", record: Record | None = None, progress: Progress = lambda label, done, total: None) -> Report:
    """The site of `world` in `out`; the site that stood there stays whole until the new one is complete.

    `record` is the complete history of the repository; without one, pages leave out who recorded what, and say so.
    """
    began = time.monotonic()
    shelf = Shelf(redacted(world), findings, preview)
    progress("生成页面框架", 0, 1)
    frames = rendered(_project(root), root / "build" / "cache", FRAMES, engine, world.as_of, offline)
    progress("生成页面框架", 1, 1)
    with published(out, root) as publication:
        site = _Site(shelf, frames, publication, offline, record)
        site.write_hand_written()
        site.write_others()
        site.write_items(progress)
        site.write_days()
        search.write(shelf, publication, offline)
        site.write_summary(engine)
    return Report(site.pages, len(shelf.versions), len(shelf.lists), time.monotonic() - began)


def _project(root: Path) -> Path:
    """The folder whose mkdocs.yml and site_src rule: the root's own, else the installation's."""
    installed = Path(generator.__file__).resolve().parent.parent
    for folder in (root, installed):
        if (folder / "site_src").is_dir() and (folder / "mkdocs.yml").is_file():
            return folder
    raise Refusal("找不到 site_src 和 mkdocs.yml，无法生成网站。请重新安装本工具。")


class _Site:
    """The writing of one site."""

    def __init__(self, shelf: Shelf, frames: Frames, publication: Publication, offline: bool,
                 record: Record | None) -> None:
        self._shelf = shelf
        self._frames = frames
        self._publication = publication
        self._offline = offline
        self._chrome = Chrome(shelf, offline)
        self._contents = Contents(shelf, record)
        self._recorded = record is not None
        self._stamps: dict[tuple[str, int], Frame] = {}
        self.pages = 0

    def write_hand_written(self) -> None:
        """Pages by people, with the generated parts they ask for, and their assets."""
        for path in self._frames.written_pages():
            address = path.removesuffix("index.html")
            printer = HtmlPrinter(address.count("/"), self._offline)
            content = printer.blocks(self._generated(address))
            if address == "search/":
                content = f"<noscript><p>浏览器没有运行脚本，请从下列清单中查找：</p>{content}</noscript>"
            slots = {**self._chrome.slots(address), "generated": content, "search-client": search.client(printer.root)}
            html = self._frames.html(path, urlsplit(self._shelf.world.book.city.base_url or "").path)
            self._publication.write(path, self._chrome.frame(html, address.count("/")).stamped(slots))
            self.pages += 1
        for path in self._frames.assets():
            self._publication.write(path, (self._frames.folder / path).read_bytes())

    def _generated(self, address: str) -> tuple[Block, ...]:
        """The generated part of a page by people."""
        if address == "":
            return home_blocks(self._shelf)
        if address == "search/":
            return lists_for_readers_without_script(self._shelf)
        return self._contents.asof_overview() if address == "asof/" else ()

    def write_items(self, progress: Progress) -> None:
        """The pages and the JSON of every item, spread over the processors."""
        before, here = frozenset(self._publication.paths), os.getpid()
        total = len(self._shelf.versions)

        def work(share: Sequence[str]) -> tuple[int, frozenset[str]]:
            pages = self.pages
            for done, item_id in enumerate(share):
                if done % 100 == 0 and os.getpid() == here:
                    progress("生成事项页面", done * total // len(share), total)
                for page in self._contents.of_item(item_id):
                    self._write(page)
                item = self._shelf.main[item_id]
                self._json(addresses.data(item_id), "item", report.item_json(item, self._shelf.world, self._shelf.laws))
            return self.pages - pages, frozenset(self._publication.paths - before)

        results = spread(work, tuple(self._shelf.versions))
        for pages, paths in results[1:]:
            self.pages += pages
            self._publication.paths |= paths
        progress("生成事项页面", total, total)

    def write_others(self) -> None:
        """Every other page that `document` makes."""
        for page in self._contents.others():
            self._write(page)

    def _write(self, page: Page) -> None:
        depth = page.path.count("/")
        key = (page.section, depth)
        if key not in self._stamps:
            html = self._frames.html(f"{frame_path(*key)}/index.html")
            self._stamps[key] = self._chrome.frame(html, depth)
        content = HtmlPrinter(depth, self._offline).page(page)
        slots = self._chrome.slots(page.path, page.title, page.description, content, self._chrome.contents(page))
        self._publication.write(f"{page.path}index.html", self._stamps[key].stamped(slots))
        self.pages += 1

    def write_days(self) -> None:
        """What a script needs to answer any day of /asof/, and the feeds; a preview has none of these."""
        document = self._envelope("intervals", asof.intervals(self._shelf))
        self._publication.judge(asof.DATA, "intervals", document)
        data = json.dumps(document, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")  # no word of an item is markup
        self._publication.write(asof.DATA, f"var qingdanIntervals={data};\n")
        if not self._shelf.preview:
            feeds.write(self._contents.news, self._shelf, self._publication, document["notice"] or "", self._offline)

    def _json(self, path: str, name: str, content: dict[str, Any]) -> None:
        self._publication.write_json(path, name, self._envelope(name, content))

    def _envelope(self, name: str, content: dict[str, Any]) -> dict[str, Any]:
        city = self._shelf.world.book.city
        notices = [text for text, said in ((words.PREVIEW, self._shelf.preview), (words.DEMO, city.demo)) if said]
        checked = city.laws_checked.isoformat() if city.laws_checked else None
        envelope = {"laws_checked": checked, "notice": "；".join(notices) or None}
        return report.answer(name, self._shelf.as_of, **content, **envelope)

    def write_summary(self, engine: str) -> None:
        """about/build.json, and the sitemap when the address of the site is known and may be indexed."""
        city, publication = self._shelf.world.book.city, self._publication
        if city.base_url and not city.demo and not self._shelf.preview:
            publication.write("sitemap.xml", _sitemap(city.base_url, publication))
        self._json("about/build.json", "build", {
            "generator": generator.__version__, "engine": engine, "city": city.name, "demo": bool(city.demo),
            "preview": self._shelf.preview, "offline": self._offline, "recorded": self._recorded,
            "lists": len(self._shelf.lists),
            "items": len(self._shelf.versions), "versions": len(self._shelf.items), "pages": self.pages})


def _sitemap(base_url: str, publication: Publication) -> str:
    addresses = sorted(path.removesuffix("index.html") for path in publication.paths if path.endswith("index.html"))
    rows = "".join(f"<url><loc>{base_url}{address}</loc></url>\n" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
