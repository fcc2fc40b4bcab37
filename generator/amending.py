"""Identifiers for new items, and the next version of an item: a copied row that waits for its changes."""

import random
from datetime import date
from pathlib import Path

from generator.book import load
from generator.formatting import replace_file
from generator.git import today, used_identifiers
from generator.model import Item, Refusal, identifier
from generator.tables import write

BELONGS_TO_VERSION = ("edition", "change_reason", "effective_to", "end_reason", "replaced_by")
"""Cells that say something about one version only and are left empty in its copy."""


def new_identifiers(root: Path, count: int) -> tuple[str, ...]:
    """`count` identifiers that no list of the working tree, of HEAD or of any local ref uses."""
    if not (root / "lists").is_dir():
        raise Refusal(f"目录 {root} 中没有 lists/。请在仓库目录中运行，或用 --root 指明。")
    year = today().year
    used = used_identifiers(root) | {item.item_id for item in load(root).book.items}
    free = [name for number in range(100_000) if (name := identifier(year, number)) not in used]
    if len(free) < count:
        raise Refusal(f"{year} 年的编号只剩 {len(free)} 个，不够 {count} 个。")
    return tuple(random.SystemRandom().sample(free, count))


def amend(root: Path, item_id: str, start: date) -> tuple[str, int]:
    """Write the next version of `item_id`, in force from `start`, as a draft; (path, line) of the new row."""
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
