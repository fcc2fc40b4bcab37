"""Whose form a workbook is: what our own form says of its department is never taken for another one's."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from generator.model import Kind, Refusal, World
from generator.tables import shorten

_PROPERTIES = "docProps/custom.xml"
_MOST = 100_000
"""Bytes of properties: ours are a few hundred."""
_PROPERTY = re.compile(r'<(?:\w+:)?property\b[^>]*\bname="qingdan-([a-z]+)"[^>]*>\s*<(?:\w+:)?lpwstr\b[^>]*>([^<]*)<')


@dataclass(frozen=True, slots=True)
class Form:
    """What our own form says of itself: the code of its department (None: it is for all), its kind where it has but one,
    and the version of its columns.
    """

    department: str | None = None
    kind: Kind | None = None
    columns: str | None = None


def form_of(data: bytes) -> Form:
    """What the workbook `data` says of the form it is; nothing where it is none of ours."""
    said = _properties(data)
    return Form(said.get("department") or None, Kind.of(said.get("kinds", "")), said.get("template") or None)


def _properties(data: bytes) -> Mapping[str, str]:
    """Our properties of the workbook, as any program that saved it wrote them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(_PROPERTIES).file_size > _MOST:
                return {}
            text = archive.read(_PROPERTIES).decode(errors="replace")
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, ValueError, zlib.error):
        return {}
    return {name: unescape(value) for name, value in _PROPERTY.findall(text)}


def must_be_of(world: World, department: str, stated: str | None, name: str) -> None:
    """Refusal when the form `name` was made for another department than `department`."""
    if stated in (None, department):
        return
    names = {row.dept: row.name for row in world.book.organisations}
    theirs, ours = (names.get(code) or shorten(code or "", 20) for code in (stated, department))
    raise Refusal(f"{name} 是给{theirs}的填报表，--dept 写的却是{ours}（{department}），没有改动。请核对部门；"
                  f"确是{ours}的，请用 qingdan template --dept {department} 重新生成填报表，把内容抄过去。")
