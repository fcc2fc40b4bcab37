"""Files are written whole or not at all, and what stands in lists/ by one writer at a time."""

import fcntl
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.model import Refusal

_PATIENCE = 300.0
"""Seconds for which a writer waits for another: longer than any of them takes."""
_PAUSE = 0.05


@contextmanager
def sole_writer(root: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Meanwhile nobody else who asks for it writes into lists/ of `root`: of two that read the same list, the later would undo the earlier.

    Who comes later says so and waits; Refusal when that takes too long. The system lets go of the lock when its holder ends, however it ends.
    """
    place = root / "lists"
    if not place.is_dir():  # what reads the lists says so better
        yield
        return
    lock = os.open(place, os.O_RDONLY)
    try:
        _wait_for(lock, place, patience)
        yield
    finally:
        with suppress(OSError):  # not by closing alone: a process started meanwhile has the same lock
            fcntl.flock(lock, fcntl.LOCK_UN)
        os.close(lock)


def _wait_for(lock: int, place: Path, patience: float) -> None:
    until, told = time.monotonic() + patience, False
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if not told:
                print(f"另一个 qingdan 命令正在改写 {place}，等它做完再继续。", file=sys.stderr, flush=True)
                told = True
        except OSError:  # a network drive that knows no locks: as good as it gets
            return
        if time.monotonic() >= until:
            raise Refusal(f"另一个 qingdan 命令一直在改写 {place}，等了{round(patience)}秒还没有做完，这次什么都没有改动。请等它做完再运行；它已经停住不动的，结束它就可以。")
        time.sleep(_PAUSE)


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one step, so that a killed run leaves either the old file or the new one."""
    replace_files({path: data})


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Write each file in one step, in this order; when one cannot be written, those before it are as they were."""
    staged = {path: path.with_name(f".{path.name}.{os.getpid()}.tmp") for path in contents}
    replaced: dict[Path, bytes | None] = {}
    at = Path()
    try:
        for at, data in contents.items():
            staged[at].write_bytes(data)
        for at, temporary in staged.items():
            before = at.read_bytes() if len(staged) > 1 and at.is_file() else None
            temporary.replace(at)
            replaced[at] = before
    except BaseException as problem:
        if len(staged) > 1:
            _put_back(replaced)
        if isinstance(problem, OSError):  # nobody knows the temporary file
            problem.filename, problem.filename2 = str(at if at.parent.is_dir() else at.parent), None
        raise
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def _put_back(replaced: Mapping[Path, bytes | None]) -> None:
    for path, before in replaced.items():
        if before is None:
            path.unlink()
        else:
            replace_file(path, before)
