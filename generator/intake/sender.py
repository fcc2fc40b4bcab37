"""Whose form a workbook is: what our own form says of its department is never taken for another one's."""

import io
import re
import zipfile
import zlib
from html import unescape

from generator.model import Refusal, World
from generator.tables import shorten

_PROPERTIES = "docProps/custom.xml"
_MOST = 100_000
"""Bytes of properties: ours are a few hundred."""
_DEPARTMENT = re.compile(r'name="qingdan-department"[^>]*>\s*<(?:\w+:)?lpwstr\b[^>]*>([^<]*)<')


def sender(data: bytes) -> str | None:
    """The code of the department that the form `data` was made for; None where it is no form, or one for all."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(_PROPERTIES).file_size > _MOST:
                return None
            text = archive.read(_PROPERTIES).decode(errors="replace")
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, zlib.error):
        return None
    named = _DEPARTMENT.search(text)
    return unescape(named[1]) if named and named[1] else None


def must_be_of(world: World, department: str, stated: str | None, name: str) -> None:
    """Refusal when the form `name` was made for another department than `department`."""
    if stated in (None, department):
        return
    names = {row.dept: row.name for row in world.book.organisations}
    theirs, ours = (names.get(code) or shorten(code or "", 20) for code in (stated, department))
    raise Refusal(f"{name} 是给{theirs}的填报表，--dept 写的却是{ours}（{department}），没有改动。请核对部门；"
                  f"确是{ours}的，请用 qingdan template --dept {department} 重新生成填报表，把内容抄过去。")
