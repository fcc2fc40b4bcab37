"""What this machine judged before, keyed by content: anything may be forgotten, nothing can be remembered wrongly."""

import hashlib
import marshal
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

_MOST = 4000
"""Entries of one kind; the older half is forgotten when there are more."""


def digest(*parts: bytes | str) -> str:
    """A name for this content under this version of the program."""
    made = hashlib.blake2b(_program(), digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.hexdigest()


def seen(kind: str, key: str) -> bool:
    """True iff `remember` was called for exactly this."""
    try:
        return (_folder(kind) / key).is_file()
    except (OSError, RuntimeError):  # no home, no permission
        return False


def remember(kind: str, key: str) -> None:
    """Note a fact that needs no words."""
    _write(kind, key, b"")


def recall(kind: str, key: str, name: str = "") -> Any:
    """What `keep` stored, None when nothing (readable) was. Of what has another name no more than that is read."""
    try:
        with (_folder(kind) / key).open("rb", buffering=0) as stream:
            return unsealed(stream.readall()) if stream.read(len(name)) == name.encode() else None
    except (OSError, RuntimeError):  # no home, no permission
        return None


def keep(kind: str, key: str, value: Any, name: str = "") -> None:
    """Store a value made of tuples, lists, dictionaries, texts, numbers and bytes; and its `name` (of `digest`), where others may have the same key."""
    _write(kind, key, name.encode(), *seal(value))


def latest(kind: str, place: str, name: str, make: Callable[[], Any]) -> Any:
    """The value of that name: what was kept in `place`, or else, made now and kept there, what takes the place of it."""
    value = recall(kind, place, name)
    if value is None:
        value = make()
        keep(kind, place, value, name)
    return value


_SEAL = 8


def sealed(value: Any) -> bytes:
    """A value as `keep` stores it."""
    return b"".join(seal(value))


def seal(value: Any) -> tuple[bytes, bytes]:
    """The two pieces of `sealed`, for a large value."""
    data = marshal.dumps(value)
    return _seal(data), data


def unsealed(data: bytes) -> Any:
    """The value of `sealed`; None where that is damaged."""
    try:
        seal, rest = data[:_SEAL], memoryview(data)[_SEAL:]
        return marshal.loads(rest) if seal == _seal(rest) else None
    except (ValueError, EOFError, TypeError):
        return None


def _seal(data: bytes | memoryview) -> bytes:
    """What tells a damaged entry, which is as none at all."""
    return hashlib.blake2b(data, digest_size=_SEAL).digest()


def fetch(kind: str, key: str) -> bytes | None:
    """What `store` kept, None when nothing was."""
    try:
        return (_folder(kind) / key).read_bytes()
    except (OSError, RuntimeError):
        return None


def store(kind: str, key: str, data: bytes) -> None:
    """Keep the bytes of a file that took long to make."""
    _write(kind, key, data)


def forget(kind: str, key: str) -> None:
    """Drop what `keep` stored, if anything."""
    try:
        (_folder(kind) / key).unlink(missing_ok=True)
    except (OSError, RuntimeError):
        return


def _write(kind: str, key: str, *pieces: bytes) -> None:
    try:
        folder = _folder(kind)
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / f".{key}.{os.getpid()}"
        with temporary.open("wb") as stream:
            stream.writelines(pieces)
        temporary.replace(folder / key)
        _written[kind] += 1
        if _written[kind] % _SOMETIMES == 1:
            _forget_old(folder)
    except (OSError, RuntimeError):  # a read-only machine simply forgets
        return


_written: Counter[str] = Counter()
_SOMETIMES = 200
"""Looking through a folder takes longer than writing an entry."""


def _forget_old(folder: Path) -> None:
    entries = list(folder.iterdir())
    if len(entries) > _MOST:
        for entry in sorted(entries, key=lambda entry: entry.stat().st_mtime)[: _MOST // 2]:
            entry.unlink(missing_ok=True)


@cache
def _home() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "qingdan"


def _folder(kind: str) -> Path:
    return _home() / kind


@cache
def _program() -> bytes:
    """The content of the program itself, the interpreter and the libraries: another version may judge, or write, otherwise."""
    installed = {path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")}  # the name of each holds its version
    made = hashlib.blake2b(repr((sys.version, sorted(installed))).encode(), digest_size=16)
    for path in sorted(_sources(Path(__file__).resolve().parent)):
        made.update(path.read_bytes())
    return made.digest()


def _sources(folder: Path) -> Iterable[Path]:
    for place, _, names in os.walk(folder):
        yield from (Path(place, name) for name in names if name.endswith((".py", ".typ", ".txt")))
