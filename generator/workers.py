"""Independent work spread over the processors: forked workers share what is already in memory and hand back results."""

import ctypes
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from generator.model import Refusal

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from multiprocessing.sharedctypes import Synchronized

K = TypeVar("K")
T = TypeVar("T")

_Message: TypeAlias = tuple[T | None, Exception | None] | None
"""What a worker has made, or why it could not; None when there is no more."""

WORTHWHILE = 500
"""Fewer keys than this are not worth a process."""

MOST = 4

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG: a killed build leaves no worker that goes on writing


def spread(work: Callable[[Sequence[K]], T], keys: Sequence[K], worthwhile: int | None = None) -> list[T]:
    """`work` of each share of `keys` (every n-th); the first is done here, the others in forked processes where there are any.

    A share has at least `worthwhile` keys (WORTHWHILE when not given). `work` must not depend on the order of shares, and its
    result must be small: it travels between processes.
    """
    shares = _shares(keys, worthwhile or WORTHWHILE)
    if len(shares) == 1:
        return [work(shares[0])]
    started = [_started(partial(_whole, work, share)) for share in shares[1:]]
    try:
        results = [work(shares[0])]
        results.extend(next(_received(receiver)) for _, receiver in started)
    finally:
        for process, _ in started:
            process.terminate()
            process.join()
        gc.unfreeze()
    return results


@contextmanager
def apart(work: Callable[[], Iterable[T]]) -> Iterator[Iterator[T]]:
    """Begin `work` in a process of its own, which ends with the block; what it makes comes one by one, and is waited for.

    Where there is one processor only, `work` is done here when the first is asked for.
    """
    if len(_shares(range(MOST), 1)) == 1:
        yield (made for begun in (work,) for made in begun())
        return
    process, receiver = _started(work)
    try:
        yield _received(receiver)
    finally:
        process.terminate()
        process.join()
        gc.unfreeze()


def isolated(work: Callable[[], T]) -> T | None:
    """What `work` makes in a process of its own; None where that ends without an answer, as a library makes it that crashes."""
    if sys.platform != "linux":
        return work()
    process, receiver = _started(lambda: (made for made in (work(),)))
    try:
        made, error = receiver.recv() or (None, None)
    except EOFError:
        return None
    finally:
        process.terminate()
        process.join()
        gc.unfreeze()
    if error is not None:
        raise error
    return made


def share(jobs: Iterable[Callable[[], None]], result: Callable[[], T],
          progress: Callable[[int, int], None] = lambda done, total: None, processes: int = MOST) -> list[T]:
    """All `jobs`, each done by whichever process is free, in their order; then the `result` of every process, ours first.

    There are at most as many `processes` as processors. Jobs may hold much: they are let go before a result is asked for.
    """
    left = list(jobs)
    total = len(left)
    if min(processes, os.cpu_count() or 1) == 1:
        for number, job in enumerate(left):
            progress(number, total)
            job()
        left.clear()
        progress(total, total)
        return [result()]
    from multiprocessing import get_context

    taken = get_context("fork" if sys.platform == "linux" else None).Value("i", 0)
    here = os.getpid()

    def work(_: Sequence[int]) -> T:
        while (number := _next(taken)) < total:
            if os.getpid() == here:
                progress(number, total)
            left[number]()
        left.clear()
        return result()

    results = spread(work, range(min(processes, os.cpu_count() or 1)), 1)
    progress(total, total)
    return results


def _next(taken: "Synchronized[int]") -> int:
    with taken.get_lock():
        taken.value += 1
        return taken.value - 1


def _shares(keys: Sequence[K], worthwhile: int) -> list[Sequence[K]]:
    count = min(MOST, os.cpu_count() or 1, len(keys) // worthwhile) if sys.platform == "linux" else 1
    return [keys[number::count] for number in range(count)] if count > 1 else [keys]


def _whole(work: Callable[[Sequence[K]], T], share: Sequence[K]) -> Iterator[T]:
    yield work(share)


def _started(work: Callable[[], Iterable[T]]) -> "tuple[BaseProcess, Connection[object, _Message[T]]]":
    from multiprocessing import get_context  # a command that needs no second process does not wait for it

    context = get_context("fork")
    gc.freeze()  # else the collector touches, and so copies, every page of shared memory
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(work, sender, os.getpid()))
    process.start()
    sender.close()
    return process, receiver


def _run(work: Callable[[], Iterable[T]], sender: "Connection[_Message[T], object]", parent: int) -> None:
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        return
    try:
        for made in work():
            sender.send((made, None))
        sender.send(None)
    except Refusal as refusal:
        sender.send((None, refusal))
    except BaseException as error:  # whatever it was, whoever waits must hear of it
        sender.send((None, RuntimeError(f"{type(error).__name__}: {error}")))


def _received(receiver: "Connection[object, _Message[T]]") -> Iterator[T]:
    try:
        while (message := receiver.recv()) is not None:
            made, error = message
            if error is not None:
                raise error
            yield made  # type: ignore[misc]
    except EOFError:
        raise RuntimeError("一个工作进程中途退出，没有得出结果。请重试；内存不足时先关闭其他程序。") from None
