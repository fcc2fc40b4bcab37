"""The site before the last one, kept aside: the next build changes only what differs in it and exchanges it for the last.

Nothing is taken on trust: a file is used again only while its size and time are those noted when it was written.
"""

import hashlib
import os
import shutil
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import memory

Seen = tuple[str, int, int]
"""What is known of a file: digest of its content, size in bytes, time of its last change in nanoseconds."""


@dataclass(slots=True)
class Generation:
    """What a finished site consists of: its files by path, and by the name of each part its key and its paths."""

    files: dict[str, Seen] = field(default_factory=dict)
    parts: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def kept(self, name: str, key: str) -> tuple[str, ...] | None:
        """The paths of the part `name` when it was made from the same `key` and is all there."""
        made_from, paths = self.parts.get(name, ("", ()))
        return paths if key and made_from == key and all(path in self.files for path in paths) else None

    def since(self, before: Container[str]) -> "Generation":
        """What has come to it since it had the paths `before`."""
        return Generation({path: seen for path, seen in self.files.items() if path not in before}, self.parts)


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
            temporary.write_bytes(memory.sealed((published.files, published.parts)))
            temporary.replace(notes)
        except OSError:  # a full or read-only disk: the next build simply makes everything
            return


def changed(parts: Iterable[object]) -> str:
    """The key of a part that is made from exactly these values."""
    return memory.digest(*map(repr, parts))


def _read(path: Path) -> Generation:
    try:
        files, parts = memory.unsealed(path.read_bytes())
    except (OSError, ValueError, TypeError):
        return Generation()
    return Generation(files, parts)


def _sound(folder: Path, noted: Generation) -> Generation:
    """What of `noted` stands in `folder` unchanged; everything else there is removed."""
    files: dict[str, Seen] = {}
    _walk(folder, "", noted.files, files)
    return Generation(files, noted.parts)


def _walk(folder: Path | str, prefix: str, noted: Mapping[str, Seen], files: dict[str, Seen]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                before = len(files)
                _walk(entry.path, f"{name}/", noted, files)
                if len(files) == before:
                    Path(entry.path).rmdir()
                continue
            found, seen = entry.stat(follow_symlinks=False), noted.get(name)
            if seen and entry.is_file(follow_symlinks=False) and (found.st_size, found.st_mtime_ns) == seen[1:]:
                files[name] = seen
            else:
                Path(entry.path).unlink()


def _linked(site: Path, fresh: Path, noted: Generation) -> Generation:
    """The files of `noted` that stand unchanged in `site`, under a second name in `fresh`."""
    files: dict[str, Seen] = {}
    made = {""}
    for name, seen in noted.files.items() if site.is_dir() else ():
        try:
            found = (site / name).lstat()
            if (found.st_size, found.st_mtime_ns) != seen[1:]:
                continue
            folder = name.rpartition("/")[0]
            if folder not in made:
                (fresh / folder).mkdir(parents=True, exist_ok=True)
                made.add(folder)
            (fresh / name).hardlink_to(site / name)
        except OSError:
            continue
        files[name] = seen
    return Generation(files, noted.parts)
