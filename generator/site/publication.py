"""A site appears whole or not at all: written beside the old one, swapped in at the end, leftovers cleared at the next start."""

import ctypes
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from generator.model import Refusal
from generator.schema.published import Outputs, outputs
from generator.site.generations import DIGEST, Generation, Seen, Shelter, changes, seen
from generator.site.stamp import MARK

MARKER = "about/build.json"
"""The file by which we know a folder as a site of ours, which may be replaced."""


class Publication:
    """The fresh folder of a site being built."""

    def __init__(self, folder: Path, judges: Outputs, former: Generation | None = None) -> None:
        self._folder = folder
        self._outputs = judges
        self._former = former or Generation()
        self._made: set[str] = {name.rpartition("/")[0] for name in self._former.files}
        self.generation = Generation()

    @property
    def paths(self) -> frozenset[str]:
        """Everything the site has so far."""
        return frozenset(self.generation.files)

    @property
    def pages(self) -> list[str]:
        """The addresses of the pages written so far, sorted."""
        return sorted(path.removesuffix("index.html") for path in self.generation.files if path.endswith("index.html"))

    def part(self, name: str, key: str, make: Callable[[], object]) -> None:
        """`make` writes a part of the site, unless a former site has that part, made from the same `key` (empty: unknown)."""
        paths = self._former.kept(name, key)
        if paths is None:
            before = len(self.generation.files)
            make()
            new = islice(reversed(self.generation.files), len(self.generation.files) - before)
            paths = tuple(new) if key else ()
        else:
            self.generation.files.update((path, self._former.files[path]) for path in paths)
        if key:
            self.generation.parts[name] = (key, paths)

    def add(self, made: Generation) -> None:
        """What another process has written in the same folder."""
        twice = self.generation.files.keys() & made.files.keys()
        if twice:
            raise Refusal(f"两个页面争用同一个地址 {min(twice)}。")
        self.generation.files.update(made.files)
        self.generation.parts.update(made.parts)

    def write(self, path: str, content: str | bytes) -> None:
        """One file; an HTML file in which a placeholder has survived is refused, and so is a path written twice."""
        if path.endswith(".json"):
            raise ValueError(f"{path}: JSON is written by write_json, which judges it first")
        self._put(path, content)

    def write_all(self, files: Iterable[tuple[str, str]]) -> None:
        """Several files, each as it comes."""
        for path, content in files:
            self.write(path, content)

    def _put(self, path: str, content: str | bytes) -> None:
        if path in self.generation.files:
            raise Refusal(f"两个页面争用同一个地址 {path}。")
        if isinstance(content, str):
            if MARK in content and path.endswith(".html"):
                raise Refusal(f"页面 {path} 中还有没填的位置。请检查 site_src。")
            content = content.encode("utf-8")
        digest, known = hashlib.blake2b(content, digest_size=DIGEST).digest(), self._former.files.get(path)
        if known is None or known[:DIGEST] != digest:
            known = self._written(path, content, digest, known is not None)
        self.generation.files[path] = known

    def _written(self, path: str, content: bytes, digest: bytes, over: bool) -> Seen:
        place = f"{self._folder}/{path}"  # plain text and plain calls: this happens once for each of tens of thousands of files
        if over and os.lstat(place).st_nlink > 1:  # the published site, or somebody's copy of an old one, holds the same file
            Path(place).unlink()
            over = False
        self._make(path.rpartition("/")[0])
        # A file that nobody else holds is written over: to remove it and make another takes the disk much longer.
        file = os.open(place, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW | (0 if over else os.O_CREAT | os.O_EXCL), 0o666)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(file, rest):]
            if over:
                os.ftruncate(file, len(content))
            return seen(digest, os.fstat(file))
        finally:
            os.close(file)

    def _make(self, folder: str) -> None:
        """The folder and those it lies in, unless made before (here or by another process)."""
        if folder in self._made:
            return
        if folder:
            self._make(folder.rpartition("/")[0])
            (self._folder / folder).mkdir(exist_ok=True)
        self._made.add(folder)

    def clear(self) -> None:
        """What a former site had and this one has not goes; when every folder changed last is noted."""
        for path in self._former.files.keys() - self.generation.files.keys():
            gone = self._folder / path
            gone.unlink()
            while (gone := gone.parent) != self._folder and not any(gone.iterdir()):
                gone.rmdir()
        self.generation.folders = changes(self._folder, self.generation.files, self._former)

    def write_json(self, path: str, output: str, document: object, content: bytes | None = None) -> None:
        """One JSON file (`content` when that is known already), once it has been judged by schema/output/`output`.json."""
        self.judge(path, output, document)
        self._put(path, content or json.dumps(document, ensure_ascii=False) + "\n")

    def judge(self, path: str, output: str, document: object) -> None:
        """Refusal when the JSON that the file `path` will hold is not as schema/output/`output`.json says."""
        self._outputs.judge(path, output, document)

    @property
    def folder(self) -> Path:
        """Where the site is being written."""
        return self._folder


@contextmanager
def published(out: Path, root: Path | None = None, marker: str = MARKER, cache: Path | None = None) -> Iterator[Publication]:
    """A Publication that becomes `out` when the block ends well; otherwise `out` stays as it was.

    The output schemas are those of `root`, else of the installation. Only a folder that holds the file `marker` is replaced.
    With `cache`, what has not changed since a former site need not be written again.
    """
    out = out.parent.resolve() / out.name
    _recover(out)
    _refuse_foreign(out, marker)
    fresh = out.parent / f".{out.name}.new-{os.getpid()}"
    old = out.parent / f".{out.name}.old-{os.getpid()}"
    out.parent.mkdir(parents=True, exist_ok=True)
    shelter = Shelter.of(out, cache)
    try:
        if shelter:
            publication = Publication(fresh, outputs(root), shelter.claim(fresh))
        else:
            fresh.mkdir()
            publication = Publication(fresh, outputs(root))
        yield publication
        publication.clear()
        if not out.exists():
            fresh.rename(out)
        elif not _exchanged(fresh, out):
            out.rename(old)
            fresh.rename(out)
        if shelter:
            shelter.retire(fresh if fresh.exists() else old, publication.generation)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        _recover(out)


def _exchanged(fresh: Path, out: Path) -> bool:
    """Both folders change places in one step, so that a kill never finds neither; False where the system cannot."""
    try:
        swap = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    return bool(swap(_HERE, os.fsencode(fresh), _HERE, os.fsencode(out), _EXCHANGE) == 0)


_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""


def _refuse_foreign(out: Path, marker: str) -> None:
    """A folder that is not a site of ours is never replaced."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise Refusal(f"{out} 不是目录，不能用作输出目录。请换一个 --out。")
    if out.is_dir() and any(out.iterdir()) and not _is_ours(out / marker):
        raise Refusal(f"目录 {out} 不空，也不是以前生成的网站，没有覆盖。请换一个 --out，或者先清空它。")


def _is_ours(marker: Path) -> bool:
    """True iff the marker is there and says, where it is JSON, that we wrote it."""
    if marker.suffix != ".json" or not marker.is_file():
        return marker.is_file()
    try:
        told = json.loads(marker.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(told, dict) and str(told.get("format", "")).startswith("qingdan/")


def _recover(out: Path) -> None:
    """What killed builds left: the old site goes back if it stands aside, unfinished ones go."""
    for path in sorted(out.parent.glob(f".{out.name}.old-*")):
        if not out.exists() and not _is_running(path):
            path.rename(out)
        elif out.exists():
            shutil.rmtree(path, ignore_errors=True)
    for path in out.parent.glob(f".{out.name}.new-*"):
        if not _is_running(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_running(path: Path) -> bool:
    """True iff the process that made `path` is alive and not this one."""
    number = path.name.rpartition("-")[2]
    if not number.isascii() or not number.isdigit() or int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
