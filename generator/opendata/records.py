"""The published versions of a World as records: nested for programs, flat for tables."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator import report
from generator.model import Item, Kind, Status, World
from generator.model.identifier import PATTERN

WORDS: Mapping[str, Mapping[str, str]] = {
    "list": {kind.slug: kind.value for kind in Kind}, "status": {one.value: one.label for one in (Status.IN_FORCE, Status.SCHEDULED, Status.ENDED)}}
"""What stands in a table for a code of the JSON."""
Row = dict[str, Any]


def _both(name: str) -> str:
    return "、".join(f"{word}（{code}）" for code, word in WORDS[name].items())


PLACE: Mapping[str, tuple[str, str]] = {
    "version": ("版本号", "该事项第几个公布的版本"), "department": ("部门代码", "公布清单的部门的代码"), "department_name": ("部门名称", "截至日的名称"),
    "list": ("清单", f"清单种类，括号中是代码：{_both('list')}"), "status": ("状态", f"截至日的状态，括号中是代码：{_both('status')}"),
    "applies_from": ("适用起", "本版本开始适用的日期"), "applies_to": ("适用止", "不再适用的第一天；空的没有终止"),
    "published_on": ("公布日期", "发布批次的公布日期"), "doc_no": ("文号", "发布批次的文号"), "notice": ("声明", "演示数据等固定声明")}
"""What a table says of a version besides its own columns: identifier → (header, meaning)."""


def records(world: World) -> Iterator[Row]:
    """Every public version, ended ones too, by identifier and day: the JSON of the site with names of department and edition."""
    for item in sorted(world.public_items, key=lambda item: item.key):
        if item.item_id and PATTERN.match(item.item_id):
            yield record(item, world)


def record(item: Item, world: World) -> Row:
    """One version. `recorded_from` tells it from the other versions of the item and never changes."""
    edition = world.editions.get(item.edition or "")
    published = edition.published_on if edition else None
    return {**report.item_json(item, world), "recorded_from": item.text("effective_from"),
            "department_name": world.department_name(item.department), "published_on": published.isoformat() if published else None,
            "doc_no": edition.doc_no if edition else None}


def columns(world: World) -> dict[str, str]:
    """Identifier → header of every column of the table, in order."""
    return {**world.book.headers, **{name: header for name, (header, _) in PLACE.items()}}


def flat(row: Row, names: Mapping[str, str], notice: str) -> list[str]:
    """A record as the cells of the table."""
    place = {"version": str(row["version"] or ""), "department": row["department"], "department_name": row["department_name"],
             "list": WORDS["list"][row["kind"]], "status": WORDS["status"][row["status"]],
             "applies_from": row["effective_from"] or "", "applies_to": row["effective_to"] or "",
             "published_on": row["published_on"] or "", "doc_no": row["doc_no"] or "", "notice": notice}
    return [place[name] if name in place else row["fields"].get(name, "") for name in names]
