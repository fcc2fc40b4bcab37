"""Checksums of published files, by SHA-256 and SM3 (GB/T 32905), and whether files are still what they were."""

import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.model import Refusal

SHA256, SM3 = "SHA256SUMS", "SM3SUMS"
ALGORITHMS = {SHA256: "sha256", SM3: "sm3"}
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
MOST = 200 * 1024 * 1024
"""Bytes of one file that verify reads."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A file that is not what the checksums say; `what` is told to the reader."""

    path: str
    what: str


def sums(files: Mapping[str, bytes]) -> dict[str, str]:
    """The checksum files for `files`, in the form that sha256sum and sm3sum read. No SM3 where the system's OpenSSL has none."""
    return {name: "".join(f"{hashlib.new(algorithm, files[path]).hexdigest()}  {path}\n" for path in sorted(files))
            for name, algorithm in ALGORITHMS.items() if algorithm in hashlib.algorithms_available}


def verify(place: Path) -> tuple[int, tuple[Mismatch, ...]]:
    """(files compared, mismatches) of a release: a folder or a ZIP with its checksum files. Refusal when there is nothing to go by."""
    files = _zipped(place) if place.is_file() else _folder(place)
    read = dict(files)
    lists = {name: read.pop(name) for name in ALGORITHMS if name in read}
    if not any(ALGORITHMS[name] in hashlib.algorithms_available for name in lists):  # SM3 alone, where it cannot be computed, proves nothing
        raise Refusal(f"{place} 中没有 {SHA256}，不知道原来的内容是什么，无法核验。请指向一个数据版本的目录或者压缩包。")
    found: list[Mismatch] = []
    for name, text in lists.items():
        found.extend(_compare(name, text, read))
    return len(read), tuple(dict.fromkeys(found))


def _compare(name: str, text: bytes, files: Mapping[str, bytes]) -> Iterator[Mismatch]:
    listed: dict[str, str] = {}
    for line in text.decode("utf-8", "replace").splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            yield Mismatch(name, f"有一行不是校验值：{line[:80]}")
            continue
        listed[match[2]] = match[1]
    algorithm = ALGORITHMS[name]
    if algorithm not in hashlib.algorithms_available:  # SHA-256 always is: the other list is compared
        return
    for path in sorted(listed.keys() | files.keys()):
        if path not in files:
            yield Mismatch(path, "缺少这个文件。")
        elif path not in listed:
            yield Mismatch(path, "多出的文件，不在校验值之列。")
        elif hashlib.new(algorithm, files[path]).hexdigest() != listed[path]:
            yield Mismatch(path, "内容与公布时不同。")


def _folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    if not folder.is_dir():
        raise Refusal(f"{folder} 不存在。请指向一个数据版本的目录或者压缩包。")
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or (path.is_file() and path.stat().st_size > MOST):
            raise Refusal(f"{path} 是链接或者过大，没有核验。")
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _zipped(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len({entry.filename for entry in entries}) < len(entries):  # one program unpacks the first, another the last
                raise Refusal(f"{path} 中有同名的文件，没有核验。")
            shared = {PurePosixPath(entry.filename).parts[0] for entry in entries}
            inside = f"{shared.pop()}/" if len(shared) == 1 and all("/" in entry.filename for entry in entries) else ""
            for entry in entries:
                if entry.file_size > MOST:
                    raise Refusal(f"{path} 中的 {entry.filename} 过大，没有核验。")
                yield entry.filename.removeprefix(inside), archive.read(entry)
    except (zipfile.BadZipFile, OSError, RuntimeError) as error:
        raise Refusal(f"{path} 不是可以读的压缩包（{error}）。") from None
