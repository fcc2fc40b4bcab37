"""One build: from a World to the finished folder."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import generator
from generator import memory
from generator.document import addresses
from generator.document.redaction import redacted
from generator.document.shelf import Shelf
from generator.kept_texts import kept_text
from generator.model import BASES, Finding, Refusal, World
from generator.site import search
from generator.workers import apart

if TYPE_CHECKING:
    from generator.history import Record

Progress = Callable[[str, int, int], None]

_LAWS_AT_HAND = 64
"""Versions of laws whose kept texts stay in memory: the items of a city come back to the same ones."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made, and how long it took."""

    pages: int
    items: int
    lists: int
    seconds: float
    notes: tuple[str, ...] = ()


def build(world: World, *, root: Path, out: Path, findings: tuple[Finding, ...] = (), preview: bool = False,
          offline: bool = False, engine: str = "mkdocs", record: "Record | None" = None, surroundings: str = "", contents: Mapping[str, str] | None = None,
          with_downloads: bool = True, progress: Progress = lambda label, done, total: None) -> Report:
    """The site of `world` in `out`; the site that stood there stays whole until the new one is complete.

    `record` is the complete history of the repository; without one, pages leave out who recorded what, and say so.
    `surroundings` names the content of everything but the items (`Loaded.surroundings`); with it, the pages of items that are
    as they were when the site was last built are not made again. `contents` names what stands in each list (`Loaded.contents`);
    with it, too, that is told sooner. Without downloads there are no documents and no open data.
    """
    began = time.monotonic()
    shelf = Shelf(redacted(world), findings, preview, lru_cache(_LAWS_AT_HAND)(partial(kept_text, root)))
    _ = shelf.items, shelf.main  # read before the work is parted: else each process reads the lists, and what they cite
    shelf.laws.recall(text for item in shelf.items for column in BASES if (text := getattr(item, column)))
    with apart(partial(search.files, shelf)) as index:  # it takes longest: it is begun before all else is even imported
        from generator.site.contents import FRAMES
        from generator.site.documents import Documents, documents
        from generator.site.frames import rendered
        from generator.site.publication import published
        from generator.site.said import Said
        from generator.site.writer import Writer

        project, cache = _project(root), root / "build" / "cache"
        progress("生成页面框架", 0, 1)
        frames = rendered(project, cache, FRAMES, engine, world.as_of, offline)
        progress("生成页面框架", 1, 1)
        made = documents(shelf, root, partial(progress, "生成文件")) if with_downloads and not preview else Documents()
        shelf.documents = frozenset(made.files)
        with published(out, root, cache=cache) as publication:
            for name, content in made.files.items():
                publication.write(addresses.document(name), content)
            said = Said(shelf, record, {path: memory.digest(surroundings, name) for path, name in (contents or {}).items() if surroundings})
            writer = Writer(shelf, frames, publication, offline, said, record, surroundings, root, with_downloads and not preview)
            writer.write_hand_written()
            writer.write_generated(progress)
            writer.write_search(index, project)
            writer.write_summary(engine)
    return Report(len(publication.pages), len(shelf.versions), len(shelf.lists), time.monotonic() - began, made.notes)


def _project(root: Path) -> Path:
    """The folder whose mkdocs.yml and site_src rule: the root's own, else the installation's."""
    installed = Path(generator.__file__).resolve().parent.parent
    for folder in (root, installed):
        if (folder / "site_src").is_dir() and (folder / "mkdocs.yml").is_file():
            return folder
    raise Refusal("找不到 site_src 和 mkdocs.yml，无法生成网站。请重新安装本工具。")
