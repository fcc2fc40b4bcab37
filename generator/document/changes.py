"""A comparison as blocks: verdict and counts, every change with its reason and marked text, findings gained and lost."""

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.diff.changes import Change, ChangeKind, FieldChange, RecordChange
from generator.diff.comparison import Comparison
from generator.diff.marks import Sort, marks
from generator.diff.reason import Direction, Judgement
from generator.document.blocks import (
    Block,
    Bullets,
    Facts,
    Inline,
    Mark,
    Note,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
)
from generator.model import Finding, Kind
from generator.schema import TableSchema, tables

_ROW_TOLD = frozenset({"item_id", "effective_from", "violation"})
"""Columns that the heading of a change already shows."""
_MOST_ROWS = 50
"""Rows of a shared table that are told one by one."""
_PLACE = {"department": "部门", "kind": "清单"}


def change_page(comparison: Comparison, base: str, head: str) -> Page:
    """The page of one comparison; `base` and `head` name the two states."""
    blocks: list[Block] = [_summary(comparison, base, head)]
    for direction in Direction:
        found = [(change, judged) for change, judged in comparison.judged if judged.direction is direction]
        if found:
            blocks.append(Section(f"{direction.value}（{len(found)}）", tuple(change_section(comparison, *one) for one in found),
                                  direction.slug))
    if comparison.consequences:
        lines = [f"{_name(one.item.item_id)} {one.item.violation or ''}：{one.reason.text}" for one in comparison.consequences]
        blocks.append(Section("因发布批次改动而受影响的事项", (Bullets(tuple(lines)),), "consequences"))
    blocks.extend(_tables(comparison.changes.records))
    blocks.extend(_lists(comparison))
    blocks.append(Section(f"新增的检查意见（{len(comparison.gained)}）", (_findings(comparison.gained),), "gained"))
    blocks.append(Section(f"消除的检查意见（{len(comparison.lost)}）", (_findings(comparison.lost),), "lost"))
    return Page(path="changes/", title=f"清单改动：{base} → {head}", section="changes", blocks=tuple(blocks), role="changes")


def _summary(comparison: Comparison, base: str, head: str) -> Block:
    kinds = Counter(change.kind for change, _ in comparison.judged)
    directions = Counter(judged.direction for _, judged in comparison.judged)
    unsure = sum(judged.unsure for _, judged in comparison.judged)
    counted = "、".join(f"{kind.label}{kinds[kind]}个" for kind in ChangeKind if kinds[kind]) or "没有改动事项"
    weighed = "、".join(f"{one.value}{directions[one]}个" for one in Direction if directions[one]) or "无"
    pairs: list[tuple[str, Text]] = [
        ("比较", f"{base} → {head}"), ("截至", comparison.after.as_of.isoformat()), ("事项版本", counted), ("方向", weighed)]
    if unsure:
        pairs.append(("须由人判断", f"{unsure}个改动，机器只能指出、不能判断"))
    return Facts(tuple(pairs), "summary")


def change_section(comparison: Comparison, change: Change, judged: Judgement) -> Block:
    item = change.item
    world = comparison.after
    head: Text = (_name(item.item_id), " ", Mark(judged.direction.value, f"direction {judged.direction.slug}"), " ",
                  Mark(change.kind.label, "change"), f" {item.violation or '（未填写违法行为）'}")
    where = f"{world.department_name(item.department)}{item.kind.value}清单，施行日期{item.text('effective_from') or '空'}"
    if change.follows and change.before:
        where += f"，接续自{change.before.text('effective_from')}起的版本"
    blocks: list[Block] = [Paragraph(where), Paragraph(judged.text, "reason")]
    if judged.unsure:
        blocks.append(Note("其中有机器不能判断的改动，请审查人判断。", "unsure"))
    rows = [_row(comparison, difference, change.before is not None and change.after is not None)
            for difference in change.fields if difference.field not in _ROW_TOLD or (change.before and change.after)]
    if change.follows:
        rows = [row for row, difference in zip(rows, change.fields, strict=True) if difference.field != "effective_from"]
    if rows:
        blocks.append(Table(("列", "内容"), tuple(rows), role="marks"))
    return Section(head, tuple(blocks), role="change", level=3)


def _row(comparison: Comparison, difference: FieldChange, both: bool) -> tuple[Text, ...]:
    header = _PLACE.get(difference.field) or comparison.after.book.headers.get(difference.field, difference.field)
    before, after = (_value(comparison, difference.field, text) for text in (difference.before, difference.after))
    return header, (marked(before, after) if both else after or before)


def _value(comparison: Comparison, field: str, text: str) -> str:
    if field == "department":
        return comparison.after.department_name(text)
    kind = Kind.of(text) if field == "kind" else None
    return kind.value if kind else text


def marked(before: str, after: str) -> Text:
    """The new text with what went and what came marked; what is editorial only is marked as such."""
    parts: list[Inline] = []
    for run in marks(before, after):
        if run.sort is Sort.SAME:
            parts.append(run.text)
        elif run.sort is Sort.EDITORIAL:
            parts.append(Mark(f"{run.old or '∅'}→{run.text or '∅'}", run.sort.value))
        else:
            parts.append(Mark(run.text, run.sort.value))
    return tuple(parts)


def _name(item_id: str | None) -> str:
    return item_id or "（没有编号）"


def _tables(records: Iterable[RecordChange]) -> Iterator[Section]:
    grouped: dict[str, list[RecordChange]] = {}
    for change in records:
        grouped.setdefault(change.table, []).append(change)
    for name, changes in grouped.items():
        schema = tables().get(name)
        entries = tuple(_record(change, schema) for change in changes[:_MOST_ROWS])
        if len(changes) > _MOST_ROWS:
            entries += (f"另有{len(changes) - _MOST_ROWS}行，见 qingdan diff --format json 的 tables。",)
        yield Section(f"其他表：{schema.title if schema else name}（{len(changes)}行）", (Bullets(entries),), f"table-{name}")


def _record(change: RecordChange, schema: TableSchema | None) -> Text:
    headers = schema.headers if schema else {}
    record = change.after or change.before
    key = "，".join(filter(None, (record.text(name) for name in schema.key))) if schema and record else ""
    if change.before is None or change.after is None:
        word = "新增" if change.after else "删除"
        return f"{word} {key}"
    parts: list[Inline] = [f"修改 {key}："]
    for difference in change.fields:
        run = marked(difference.before, difference.after)
        parts.extend((f"{headers.get(difference.field, difference.field)} ", *((run,) if isinstance(run, str) else run), "；"))
    return tuple(parts[:-1])


def _lists(comparison: Comparison) -> Iterator[Section]:
    if comparison.changes.lists:
        world = comparison.after
        entries = tuple(f"{'新建' if present else '删除'} {world.department_name(department)}{kind.value}清单的文件"
                        for (department, kind), present in comparison.changes.lists)
        yield Section("清单文件", (Bullets(entries),), "files")
    grouped: dict[str, list[str]] = {}
    for change in comparison.changes.laws:
        grouped.setdefault(change.table, []).append(change.law_id)
    for name, laws in grouped.items():
        schema = tables().get(name)
        more = f"等{len(laws)}个" if len(laws) > _MOST_ROWS else ""
        yield Section(f"其他表：{schema.title if schema else name}", (Paragraph(f"{'、'.join(laws[:_MOST_ROWS])}{more}"),), f"table-{name}")


def _findings(found: tuple[Finding, ...]) -> Block:
    if not found:
        return Paragraph("没有。")
    return Bullets(tuple(
        f"{finding.path}{f':{finding.line}' if finding.line else ''} {finding.item_id or ''} "
        f"{f'{finding.column}：' if finding.column else ''}{finding.message}[{finding.rule}]" for finding in found))
