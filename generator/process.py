"""How a process of ours deals with memory: said once when a command begins, and once when it ends."""

import ctypes
import gc

_SELDOM = 200_000
"""New objects between two searches for cycles: a run makes many objects at once, and hardly any cycles among them."""

_TRIM_THRESHOLD, _LARGE = -1, 1 << 17
"""M_TRIM_THRESHOLD of glibc, and the bytes from which a piece of memory is one of its own, as glibc has it at first."""


def settle() -> None:
    """Cycles are looked for seldom, and large texts go back to the system when they are let go.

    Else glibc takes the size of what was let go for a sign that as much will be wanted again, and keeps it: of a large city a third.
    """
    gc.set_threshold(_SELDOM)
    try:
        ctypes.CDLL(None).mallopt(_TRIM_THRESHOLD, _LARGE)
    except (AttributeError, OSError, TypeError):  # another C library, another system
        return


def leave() -> None:
    """The end is near: the interpreter need not search for cycles once more in all that was read."""
    gc.freeze()
