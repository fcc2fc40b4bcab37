"""Patterns that an earlier run compiled are not compiled again: to take three hundred of them apart takes longer than to judge a list.

What is kept is what `re` hands to its engine, which checks it before use. An interpreter whose `re` is built otherwise compiles as ever.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

_MOST = 2000
"""Patterns that are kept; when there are more, only those of the last run are."""


_Parts = dict[tuple[Any, int], tuple[Any, ...]]
"""(pattern, flags) → what the engine of `re` is given to compile it."""


@contextmanager
def remembered() -> Iterator[None]:
    """Within it, patterns known from earlier runs are not compiled; at its end the new ones are known, too."""
    compiler = _compiler()
    if compiler is None:
        yield
        return
    import hashlib  # a command that compiles little does not wait for these

    from generator import memory

    key = hashlib.blake2b(sys.version.encode(), digest_size=16).hexdigest()
    known: _Parts = memory.recall("patterns", key) or {}
    used: _Parts = {}
    compile_anew, engine, alone = compiler.compile, compiler._sre, Lock()

    def compile_once(pattern: Any, flags: int = 0) -> Any:
        asked = (pattern, flags)
        if type(pattern) not in (str, bytes):  # what says more than its letters cannot be kept
            return compile_anew(pattern, flags)
        if asked in known:
            used[asked] = known[asked]
            return engine.compile(*known[asked])
        with alone:
            compiler._sre = _Listening(engine, asked, used)
            try:
                return compile_anew(pattern, flags)
            finally:
                compiler._sre = engine

    compiler.compile = compile_once
    try:
        yield
    finally:
        compiler.compile = compile_anew
        if not used.keys() <= known.keys():
            memory.keep("patterns", key, known | used if len(known | used) <= _MOST else dict(list(used.items())[:_MOST]))


def _compiler() -> Any:
    """The part of `re` that takes patterns apart; None where it is not as we know it."""
    compiler = sys.modules.get("re._compiler")
    return compiler if compiler and getattr(compiler, "_sre", None) is sys.modules.get("_sre", compiler) else None


class _Listening:
    """The engine of `re`; what it is asked to compile is written down."""

    def __init__(self, engine: Any, asked: tuple[Any, int], used: _Parts) -> None:
        self._engine, self._asked, self._used = engine, asked, used

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def compile(self, pattern: Any, flags: int, code: list[int], *groups: Any) -> Any:
        plain = [int(step) for step in code]  # some are named constants
        self._used[self._asked] = (pattern, int(flags), plain, *groups)
        return self._engine.compile(pattern, flags, code, *groups)
