"""The engine renders hand-written pages and one frame page per section and depth, once; the result is kept by content."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from generator.model import Refusal

KEPT = 4
"""How many rendered sets stay in the cache."""

_ROOT = re.compile(r'(href|src|action)="/(?!/)')
_HERE = re.compile(r'(href|src|action)="(?:\./)+(?=[^"])')
_INDEX = re.compile(r'href="((?:\.\./)*|/[^"]*/|/)index\.html"')
_BLANK = re.compile(r"\n\s*\n")
_FOLDER = re.compile(r'(href|action)="((?![a-z]+:|#)(?:[^"#?]*/|\.|\.\.|(?:\.\./)+\.\.)?)([#?][^"]*)?"')


def frame_path(section: str, depth: int) -> str:
    """The folder in which the frame of `section` at `depth` is rendered: as many folders deep as its pages."""
    return "/".join((f"qd-frame-{section}", *("deeper",) * (depth - 1)))


class Frames:
    """A rendered set: a folder in the form of the finished site, frames included."""

    def __init__(self, folder: Path, key: str, offline: bool) -> None:
        self.folder = folder
        self.key = key
        """Names the content of everything the frames were made from."""
        self._offline = offline

    def html(self, path: str, base: str = "") -> str:
        """The HTML of one rendered page, its links in the form the site needs, whatever the engine.

        People write links from the root of the site (`/laws/`). 404.html answers at any depth; its links begin with `base`,
        the path of the site on its host, where that is known.
        """
        text = _BLANK.sub("\n", (self.folder / path).read_text(encoding="utf-8")).strip()
        root = base if path == "404.html" else "../" * path.count("/")
        text = _HERE.sub(r'\1="', _ROOT.sub(rf'\1="{root}', text))
        if self._offline:
            return _FOLDER.sub(_with_index, text)
        return _INDEX.sub(lambda match: f'href="{match[1] or "./"}"', text)

    def written_pages(self) -> tuple[str, ...]:
        """Paths of the hand-written pages."""
        return tuple(sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html")
                            if not path.relative_to(self.folder).parts[0].startswith("qd-frame-")))

    def assets(self) -> tuple[str, ...]:
        """Paths of all other files of our own (the theme's are not used)."""
        return tuple(sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*")
                            if path.is_file() and path.suffix != ".html" and self._is_ours(path)))

    def _is_ours(self, path: Path) -> bool:
        parts = path.relative_to(self.folder).parts
        theirs = parts[:2] in (("assets", "javascripts"), ("assets", "stylesheets"), ("assets", "images"))
        return not theirs and parts[0] not in ("sitemap.xml", "sitemap.xml.gz", "search", "search.json", "objects.inv")


def _with_index(match: re.Match[str]) -> str:
    attribute, path, rest = match[1], match[2] or "", match[3] or ""
    if not path and rest:
        return match[0]
    if path and not path.endswith("/"):
        path += "/"
    return f'{attribute}="{path}index.html{rest}"'


def rendered(project: Path, cache: Path | None, wanted: Iterable[tuple[str, int]], engine: str, as_of: date,
             offline: bool) -> Frames:
    """The frames of `project` (the folder of mkdocs.yml and site_src) for every (section, depth) wanted."""
    frames = tuple(sorted(set(wanted)))
    key = _key(project, frames, engine)
    if cache is not None:
        kept = cache / f"frames-{key}"
        if kept.is_dir():
            return Frames(kept, key, offline)
    with_cache = cache is not None and _writable(cache)
    parent = cache if cache is not None and with_cache else Path(tempfile.gettempdir())
    work = Path(tempfile.mkdtemp(prefix="rendering-", dir=parent))
    try:
        _stage(project, work, frames)
        _run(engine, work, as_of)
        target = parent / f"frames-{key}" if with_cache else Path(tempfile.mkdtemp(prefix="frames-")) / "site"
        if not target.is_dir():
            (work / "build" / "site").rename(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if with_cache:
        _forget_old(parent, target)
    return Frames(target, key, offline)


def _key(project: Path, frames: tuple[tuple[str, int], ...], engine: str) -> str:
    digest = hashlib.sha256(repr((frames, engine, _versions())).encode())
    for path in (project / "mkdocs.yml", *sorted((project / "site_src").rglob("*"))):
        if path.is_file():
            digest.update(path.relative_to(project).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:20]


def _versions() -> tuple[tuple[str, str], ...]:
    found = []
    for name in ("mkdocs", "mkdocs-material", "Markdown", "zensical"):
        try:
            found.append((name, metadata.version(name)))
        except metadata.PackageNotFoundError:
            continue
    return tuple(found)


def _writable(cache: Path) -> bool:
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(cache, os.W_OK)


def _stage(project: Path, work: Path, frames: tuple[tuple[str, int], ...]) -> None:
    shutil.copyfile(project / "mkdocs.yml", work / "mkdocs.yml")
    shutil.copytree(project / "site_src", work / "site_src")
    for section, depth in frames:
        path = work / "site_src" / "pages" / f"{frame_path(section, depth)}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {section}\nsection: {section}\nframe: true\n---\n", encoding="utf-8")


def _run(engine: str, work: Path, as_of: date) -> None:
    command: Mapping[str, tuple[str, ...]] = {
        "mkdocs": (sys.executable, "-m", "mkdocs", "build", "-q", "-f", "mkdocs.yml"),
        "zensical": (sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml")}
    if engine not in command:
        raise Refusal(f"没有名为“{engine}”的站点引擎。可用的有：{'、'.join(command)}。")
    if find_spec(engine) is None:
        raise Refusal(f"没有安装站点引擎 {engine}。请在 .venv 中安装它（pip install {engine}），或者用 --engine mkdocs。")
    day = (as_of - date(1970, 1, 1)).days * 86400
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(day), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command[engine], cwd=work, env=environment, capture_output=True, text=True, check=False)
    if done.returncode or not (work / "build" / "site" / "index.html").is_file():
        raise Refusal(f"站点引擎 {engine} 没有生成页面框架：\n{(done.stderr or done.stdout).strip()[-2000:]}")


def _forget_old(cache: Path, current: Path) -> None:
    others = sorted((path for path in cache.glob("frames-*") if path != current), key=lambda path: path.stat().st_mtime)
    for path in others[: max(0, len(others) - KEPT + 1)]:
        shutil.rmtree(path, ignore_errors=True)
