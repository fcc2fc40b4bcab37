"""The writing of one site: every page, feed and JSON, spread over the processors; of what has not changed nothing is made again."""

import json
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import generator
from generator import report
from generator.document import addresses, asof, words
from generator.document.blocks import Block, Page
from generator.document.datasets import datasets_page
from generator.document.guide import guide_blocks
from generator.document.home import home_blocks, lists_for_readers_without_script
from generator.document.shelf import Shelf
from generator.history import Record
from generator.kept_texts import kept_marks
from generator.render.html import HtmlPrinter
from generator.site import search
from generator.site.chrome import MARKING, Chrome
from generator.site.contents import Contents, Part
from generator.site.feeds import Feeds
from generator.site.frames import Frames, frame_path
from generator.site.generations import Generation, changed
from generator.site.publication import Publication
from generator.site.said import ALL, NAMED, Said
from generator.site.sitemap import sitemaps
from generator.site.stamp import Frame
from generator.workers import share

_CHUNK = 200
"""Items whose pages are one job."""


class Writer:
    """The writing of one site."""

    def __init__(self, shelf: Shelf, frames: Frames, publication: Publication, offline: bool, said: Said,
                 record: Record | None, surroundings: str, root: Path, with_data: bool) -> None:
        self._root = root
        self._with_data = with_data
        self._shelf = shelf
        self._frames = frames
        self._publication = publication
        self._offline = offline
        self._chrome = Chrome(shelf, offline)
        self._said = said
        self._contents = Contents(shelf, said, record)
        self._feeds = Feeds(shelf, publication, self._notice or "", offline)
        self._recorded = record is not None
        self._stamps: dict[tuple[str, int], Frame] = {}
        self._around = "" if shelf.preview or not surroundings else changed(
            (surroundings, frames.key, shelf.as_of, offline, self._recorded, sorted(shelf.documents), kept_marks(root)))
        """Names everything the site is made from besides what items say; empty where that is not known."""
        self._everything = self._key(self._said.of(ALL))

    def write_search(self, index: Iterator[tuple[str, str]], project: Path) -> None:
        """Index and client of the search; the index is not waited for when no item says anything else than before."""
        def write() -> None:
            path, meta = next(index)
            self._publication.judge(path, "search", json.loads(meta))
            self._publication.write(path, search.bundle(meta, self._offline, project))
            self._publication.write_all(index)

        self._publication.part("search", self._everything, write)

    def write_hand_written(self) -> None:
        """Pages by people, with the generated parts they ask for, and their assets."""
        self._publication.part("hand-written", self._key(self._said.of(NAMED)), self._write_hand_written)

    def _write_hand_written(self) -> None:
        for path in self._frames.written_pages():
            address = path.removesuffix("index.html")
            printer = HtmlPrinter(address.count("/"), self._offline)
            content = printer.blocks(self._generated(address))
            if address == "search/":
                content = f"<noscript><p>浏览器没有运行脚本，请从下列清单中查找：</p>{content}</noscript>"
            slots = {**self._chrome.slots(address), "generated": content}
            if address == "search/":
                slots["head"] += "\n" + search.client(printer.root)
            html = self._frames.html(path, urlsplit(self._shelf.world.book.city.base_url or "").path)
            self._publication.write(path, self._chrome.frame(html, address.count("/")).stamped(slots))
        if self._chrome.marking:
            self._publication.write(MARKING, self._chrome.marking)
        for path in self._frames.assets():
            self._publication.write(path, (self._frames.folder / path).read_bytes())

    def _generated(self, address: str) -> tuple[Block, ...]:
        """The generated part of a page by people."""
        if address == "":
            return home_blocks(self._shelf)
        if address == "search/":
            return lists_for_readers_without_script(self._shelf)
        if address == "guide/":
            return guide_blocks(self._shelf)
        return self._contents.asof_overview() if address == "asof/" else ()

    def write_generated(self, progress: Callable[[str, int, int], None]) -> None:
        """Feeds, every page and the JSON of every item: the longest jobs first, spread over the processors."""
        made = share(self._jobs(), partial(self._finished, self._publication.paths), partial(progress, "生成页面"))
        for generation in made[1:]:
            self._publication.add(generation)

    def _jobs(self) -> Iterator[Callable[[], None]]:
        yield self.write_data
        yield self.write_days
        for part in self._contents.parts():
            yield partial(self._publication.part, part.name, self._key(part.key), partial(self._write_part, part))
        items = tuple(self._shelf.versions)
        for start in range(0, len(items), _CHUNK):
            yield partial(self._write_items, items[start:start + _CHUNK])

    def _finished(self, before: Container[str]) -> Generation:
        """What this process has written besides `before`. What was worked out for that is not needed any more, and goes."""
        self._contents.release()
        self._said.release()
        self._stamps.clear()
        return self._publication.generation.since(before)

    def _key(self, *values: object) -> str:
        """Names what a part of the site is made from; empty where that is not known."""
        return changed((self._around, *values)) if self._around else ""

    def _write_part(self, part: Part) -> None:
        for page in part.pages():
            self._write(page)
            del page  # of a large city it is large, and the next is made while this name lasts
        for feed in () if self._shelf.preview else part.feeds():
            self._feeds.write(feed)

    def _write_items(self, items: Iterable[str]) -> None:
        for item_id in items:
            key = self._key(*self._said.item(item_id))
            self._publication.part(f"item {item_id}", key, partial(self._write_item, item_id))

    def _write_item(self, item_id: str) -> None:
        for page in self._contents.of_item(item_id):
            self._write(page)
        item = self._shelf.main[item_id]
        self._json(addresses.data(item_id), "item", report.item_json(item, self._shelf.world, self._shelf.laws))

    def _write(self, page: Page) -> None:
        depth = page.path.count("/")
        key = (page.section, depth)
        if key not in self._stamps:
            html = self._frames.html(f"{frame_path(*key)}/index.html")
            self._stamps[key] = self._chrome.frame(html, depth)
        content = HtmlPrinter(depth, self._offline).page(page)
        slots = self._chrome.slots(page.path, page.title, page.description, content, self._chrome.contents(page))
        self._publication.write(f"{page.path}index.html", self._stamps[key].stamped(slots))

    def write_data(self) -> None:
        """The open data, of published versions only, and its page. Fixed releases are the same on every day."""
        if self._with_data:
            from generator.site import opendata  # and the writer of workbooks

            items = self._said.of(ALL)
            self._write(opendata.write(self._shelf, self._publication, self._notice, self._root, lambda tag: self._key(tag, items)))
        else:
            self._write(datasets_page(self._shelf, {}, ()))

    def write_days(self) -> None:
        """What a script needs to answer any day of /asof/."""
        self._publication.part("intervals", self._key(self._said.of(NAMED)), self._write_intervals)

    def _write_intervals(self) -> None:
        document = self._envelope("intervals", asof.intervals(self._shelf))
        self._publication.judge(asof.DATA, "intervals", document)
        data = json.dumps(document, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")  # no word of an item is markup
        self._publication.write(asof.DATA, f"var qingdanIntervals={data};\n")

    def _json(self, path: str, name: str, content: dict[str, Any]) -> None:
        self._publication.write_json(path, name, self._envelope(name, content))

    def _envelope(self, name: str, content: dict[str, Any]) -> dict[str, Any]:
        checked = self._shelf.world.book.city.laws_checked
        envelope = {"laws_checked": checked.isoformat() if checked else None, "notice": self._notice}
        return report.answer(name, self._shelf.as_of, **content, **envelope)

    @property
    def _notice(self) -> str | None:
        """What every JSON of this site says of itself."""
        demo = self._shelf.world.book.city.demo
        return "；".join(text for text, said in ((words.PREVIEW, self._shelf.preview), (words.DEMO, demo)) if said) or None

    def write_summary(self, engine: str) -> None:
        """about/build.json, and the sitemap when the address of the site is known and may be indexed."""
        city, publication = self._shelf.world.book.city, self._publication
        if city.base_url and not city.demo and not self._shelf.preview:
            for path, content in sitemaps(city.base_url, publication.pages):
                publication.write(path, content)
        self._json("about/build.json", "build", {
            "generator": generator.__version__, "engine": engine, "city": city.name, "demo": bool(city.demo),
            "preview": self._shelf.preview, "offline": self._offline, "recorded": self._recorded,
            "lists": len(self._shelf.lists),
            "items": len(self._shelf.versions), "versions": len(self._shelf.items),
            "pages": len(publication.pages)})
