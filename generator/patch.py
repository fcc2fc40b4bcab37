"""A patch as git prints it: of each file which lines went and which came, whatever those lines say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

REGULAR = ("100644", "100755")
"""Modes of ordinary files; links and submodules hold no table."""
_HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file in one commit against its first parent: object names (None = absent) and whole lines that went and came.

    `lines` is False where git shows none (a binary file): then the objects must be read.
    """

    path: str
    before: str | None
    after: str | None
    removed: tuple[bytes, ...] = ()
    added: tuple[bytes, ...] = ()
    header_touched: bool = False
    lines: bool = True


def files(text: bytes) -> Iterator[FileChange]:
    """The files of a patch that git printed without context (-U0)."""
    place = text.find(b"diff --git ")
    while place >= 0:
        change, place = _file(text, place)
        if change is not None:
            yield change


def _file(text: bytes, place: int) -> tuple[FileChange | None, int]:
    """One file of a patch, and where the next begins (-1 = none). Lines are counted, so that no text can pose as a header."""
    path, before, after, regular, shown = "", None, None, True, False
    removed: list[bytes] = []
    added: list[bytes] = []
    header = False
    first = True
    while 0 <= place < len(text):
        end = text.find(b"\n", place)
        end = len(text) if end < 0 else end
        line = text[place:end]
        if line.startswith(b"diff --git ") and not first:
            break
        place, first = end + 1, False
        if line.startswith(b"index "):
            old, new = line.split(b" ")[1].split(b"..")
            before, after = (None if not name.strip(b"0") else name.decode() for name in (old, new))
            regular = regular and (line.endswith((b" 100644", b" 100755")) or b" " not in line[6:])
        elif line.startswith((b"new file mode ", b"deleted file mode ", b"old mode ", b"new mode ")):
            regular = regular and line.split(b" ")[-1].decode() in REGULAR
        elif line.startswith((b"--- ", b"+++ ")) and line[4:] != b"/dev/null":
            path = line[6:].rstrip(b"\t").decode("utf-8", "surrogateescape")
        elif line.startswith(b"Binary files "):
            path = path or _binary_path(line)
        elif match := _HUNK.match(line):
            shown = True
            header = header or (match[1] == b"1" and match[2] != b"0") or (match[3] == b"1" and match[4] != b"0")
            place = _hunk(text, place, int(match[2] or 1), int(match[4] or 1), removed, added)
    place = place if 0 <= place < len(text) and text.startswith(b"diff --git ", place) else -1
    if not (regular and path):
        return None, place
    return FileChange(path, before, after, tuple(removed), tuple(added), header, shown), place


def _hunk(text: bytes, place: int, old: int, new: int, removed: list[bytes], added: list[bytes]) -> int:
    """Read the lines of one hunk into `removed` and `added`; where what follows begins."""
    while (old or new) and place < len(text):
        end = text.find(b"\n", place)
        end = len(text) if end < 0 else end
        sign = text[place : place + 1]
        if sign == b"-":
            removed.append(text[place + 1 : end])
            old -= 1
        elif sign == b"+":
            added.append(text[place + 1 : end])
            new -= 1
        place = end + 1
    return place


def _binary_path(line: bytes) -> str:
    """The path in 「Binary files a/x and b/x differ」, one of which may be /dev/null."""
    before, _, after = line[len(b"Binary files "): -len(b" differ")].partition(b" and ")
    chosen = after if after != b"/dev/null" else before
    return chosen[2:].decode("utf-8", "surrogateescape")
