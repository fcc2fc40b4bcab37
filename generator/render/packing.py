"""Packages (zip) that say nothing of the hour: the same parts give the same bytes."""

import io
import zipfile
from collections.abc import Callable, Iterable

_NO_HOUR = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a package can hold."""


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The package of these (name, content), in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(zipfile.ZipInfo(name, _NO_HOUR), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes] = lambda name, content: content) -> bytes:
    """The package in `data`, each part as `change` makes it of its name and its content."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return packed((name, change(name, package.read(name))) for name in package.namelist())
