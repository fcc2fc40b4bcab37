"""The site before the last one, kept aside: the next build changes only what differs in it and exchanges it for the last.

Nothing is taken on trust: a file is used again only while its size and time are those noted when it was written, and a folder
is looked through unless its time says that nothing has come to it or gone from it.
"""

import hashlib
import os
import shutil
import stat
import struct
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import memory

Seen = bytes
"""What is known of a file, in little room: digest of its content, size in bytes, time of its last change in nanoseconds."""

DIGEST = 16
_STATE = struct.Struct("<qq")


def seen(digest: bytes, found: os.stat_result) -> Seen:
    """What is known of a file with content of this digest, found so on the disk."""
    return digest + _STATE.pack(found.st_size, found.st_mtime_ns)


def size_of(known: Seen) -> int:
    """The size of a file in bytes."""
    size: int = _STATE.unpack_from(known, DIGEST)[0]
    return size


def _unchanged(known: Seen, found: os.stat_result) -> bool:
    return stat.S_ISREG(found.st_mode) and known == seen(known[:DIGEST], found)


@dataclass(slots=True)
class Generation:
    """What a finished site consists of: its files by path, by the name of each part its key and its paths, and when its folders changed last."""

    files: dict[str, Seen] = field(default_factory=dict)
    parts: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)

    def kept(self, name: str, key: str) -> tuple[str, ...] | None:
        """The paths of the part `name` when it was made from the same `key` and is all there."""
        made_from, paths = self.parts.get(name, ("", ()))
        return paths if key and made_from == key and all(path in self.files for path in paths) else None

    def since(self, before: Container[str]) -> "Generation":
        """What has come to it since it had the paths `before`."""
        return Generation({path: known for path, known in self.files.items() if path not in before}, self.parts)


class Shelter:
    """Where the former generations of the site at `out` are kept, below `cache` on the same disk."""

    def __init__(self, out: Path, cache: Path) -> None:
        self._out = out
        self._place = cache / "sites" / hashlib.blake2b(os.fsencode(out), digest_size=8).hexdigest()
        self._tree = self._place / "tree"

    @classmethod
    def of(cls, out: Path, cache: Path | None) -> "Shelter | None":
        """None where nothing can be kept: no folder for it, or one on another disk."""
        if cache is None:
            return None
        try:
            cache.mkdir(parents=True, exist_ok=True)
            if cache.stat().st_dev == out.parent.stat().st_dev and os.access(cache, os.W_OK):
                return cls(out, cache)
        except OSError:
            return None
        return None

    def claim(self, fresh: Path) -> Generation:
        """A folder `fresh` with what may be used again, and the list of it; an empty one when there is nothing."""
        try:
            self._tree.rename(fresh)  # only one of several builds gets it
            return _sound(fresh, _read(self._place / "tree.notes"))
        except OSError:
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            return _linked(self._out, fresh, _read(self._place / "site.notes"))

    def retire(self, old: Path, published: Generation) -> None:
        """`old`, which the site `published` has just replaced, waits here for the build after next."""
        try:
            self._place.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(self._tree, ignore_errors=True)
            notes = self._place / "site.notes"
            if old.is_dir() and notes.is_file():
                notes.replace(self._place / "tree.notes")
                old.rename(self._tree)
            temporary = self._place / f".site.notes.{os.getpid()}"
            with temporary.open("wb") as stream:
                stream.writelines(memory.seal({"files": published.files, "parts": published.parts, "folders": published.folders}))
            temporary.replace(notes)
        except OSError:  # a full or read-only disk: the next build simply makes everything
            return


def changes(folder: Path, files: Mapping[str, Seen], former: Generation) -> dict[str, int]:
    """When each folder of the site in `folder` changed last, those they lie in first; as noted before where nothing came and nothing went."""
    touched = {_above(name) for name in former.files.keys() - files.keys()}
    touched.update(_above(name) for name, known in files.items() if former.files.get(name) != known)
    folders = {""}
    for name in files:
        while (name := _above(name)) not in folders:
            folders.add(name)
    touched.update(map(_above, folders ^ former.folders.keys()))
    return {name: former.folders[name] if name in former.folders and name not in touched else os.lstat(f"{folder}/{name}").st_mtime_ns
            for name in sorted(folders)}


def _above(name: str) -> str:
    """The folder that a file or a folder lies in."""
    return name.rpartition("/")[0]


def changed(parts: Iterable[object]) -> str:
    """The key of a part that is made from exactly these values."""
    return memory.digest(*map(repr, parts))


def _read(path: Path) -> Generation:
    try:
        return Generation(**memory.unsealed(path.read_bytes()))
    except (OSError, TypeError):
        return Generation()


def _sound(folder: Path, noted: Generation) -> Generation:
    """What of `noted` stands in `folder` unchanged; everything else there is removed."""
    base = os.fspath(folder)
    folders = {name: time for name, time in ({"": 0} | noted.folders).items() if _looked_through(f"{base}/{name}", name, time, noted)}
    sound = Generation(parts=noted.parts, folders=folders)
    for name, known in noted.files.items():  # plain calls: this happens once for each of tens of thousands of files
        place = f"{base}/{name}"
        try:
            if _unchanged(known, os.lstat(place)):
                sound.files[name] = known
                continue
            Path(place).unlink()
        except (FileNotFoundError, NotADirectoryError):
            pass
        _forget(folder, name, folders)
    return sound


def _looked_through(place: str, name: str, time: int, noted: Generation) -> bool:
    """True iff nothing has come to a folder or gone from it; otherwise what is not noted there is removed."""
    try:
        found = os.lstat(place)
    except (FileNotFoundError, NotADirectoryError):
        return False
    if not stat.S_ISDIR(found.st_mode) or found.st_mtime_ns == time:
        return stat.S_ISDIR(found.st_mode)
    prefix = f"{name}/" if name else ""
    with os.scandir(place) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                if prefix + entry.name not in noted.files:
                    Path(entry.path).unlink()
            elif prefix + entry.name not in noted.folders:
                shutil.rmtree(entry.path)
    return False


def _forget(folder: Path, name: str, folders: dict[str, int]) -> None:
    """A file has gone; with it go the folders that it leaves empty."""
    while name:
        name = _above(name)
        folders.pop(name, None)
        try:
            (folder / name).rmdir()
        except OSError:
            return


def _linked(site: Path, fresh: Path, noted: Generation) -> Generation:
    """The files of `noted` that stand unchanged in `site`, under a second name in `fresh`."""
    files: dict[str, Seen] = {}
    made = {""}
    for name, known in noted.files.items() if site.is_dir() else ():
        try:
            if not _unchanged(known, (site / name).lstat()):
                continue
            folder = name.rpartition("/")[0]
            if folder not in made:
                (fresh / folder).mkdir(parents=True, exist_ok=True)
                made.add(folder)
            (fresh / name).hardlink_to(site / name)
        except OSError:
            continue
        files[name] = known
    return Generation(files, noted.parts)
