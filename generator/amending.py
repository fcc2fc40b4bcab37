"""Identifiers for new items, and the next version of an item: a copied row that waits for its changes."""

import random
from datetime import date
from functools import cached_property
from pathlib import Path

from generator.book import load
from generator.git import today, used_identifiers
from generator.model import Book, Item, Refusal, World, identifier
from generator.tables import write
from generator.writing import replace_file, sole_writer

BELONGS_TO_VERSION = ("edition", "change_reason", "effective_to", "end_reason", "replaced_by")
"""Cells that say something about one version only and are left empty in its copy."""


class Numbers:
    """Identifiers that no list of `book`, of HEAD or of any local ref of `root` uses, drawn at random, none twice."""

    def __init__(self, root: Path, book: Book) -> None:
        self._root, self._book = root, book

    @cached_property
    def _free(self) -> list[str]:
        year = today().year
        used = used_identifiers(self._root).union(*(one.ids for one in World(self._book, today()).lists.values()))
        free = [name for number in range(100_000) if (name := identifier(year, number)) not in used]
        random.SystemRandom().shuffle(free)
        return free

    def draw(self, count: int) -> tuple[str, ...]:
        """`count` of them. Refusal when there are not so many left."""
        if count and len(self._free) < count:
            raise Refusal(f"{today().year} 年的编号只剩 {len(self._free)} 个，不够 {count} 个。")
        return tuple(self._free.pop() for _ in range(count))


def new_identifiers(root: Path, count: int) -> tuple[str, ...]:
    """`count` identifiers that no list of the working tree, of HEAD or of any local ref uses."""
    return Numbers(root, load(root).book).draw(count)


def amend(root: Path, item_id: str, start: date) -> tuple[str, int]:
    """Write the next version of `item_id`, in force from `start`, as a draft; (path, line) of the new row."""
    with sole_writer(root):
        return _amended(root, item_id, start)


def _amended(root: Path, item_id: str, start: date) -> tuple[str, int]:
    loaded = load(root)
    versions = [item for item in loaded.book.items if item.item_id == item_id]
    if not versions:
        raise Refusal(f"没有编号为 {item_id} 的事项。请核对编号；新事项用 qingdan new 取编号。")
    latest = max(versions, key=lambda item: item.key)
    if latest.effective_from is None or start <= latest.effective_from:
        raise Refusal(f"事项 {item_id} 最新版本的施行日期是 {latest.text('effective_from') or '空'}，新版本必须更晚。")
    path = latest.source.path
    sheet = loaded.sheets[path]
    if not sheet.lossless:
        raise Refusal(f"{path} 有内容上的问题，没有改动。请先运行 qingdan check，按提示改正。")
    rows = [sheet.cells(row) for row in sheet.rows]
    copied = next(cells for cells, row in zip(rows, sheet.rows, strict=True) if row.line == latest.source.line)
    fresh = {name: text for name, text in copied.items() if name not in BELONGS_TO_VERSION}
    fresh["effective_from"] = start.isoformat()
    replace_file(root / path, write(sheet.schema, [*rows, fresh]))
    made = next(item for item in load(root).book.items if item.key == (item_id, start.isoformat()))
    return path, _line(made)


def _line(item: Item) -> int:
    return item.source.line or 0
