"""A comparison as blocks: verdict and counts, every change with its reason and marked text, findings gained and lost."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from generator.diff.changes import Change, ChangeKind, FieldChange, RecordChange
from generator.diff.comparison import Comparison, Consequence
from generator.diff.marks import Sort, marks, plain
from generator.diff.reason import GROUPS, UNSURE, Judgement
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
from generator.model import Finding, Kind, Organisation, World, few
from generator.schema import TableSchema, tables

_ROW_TOLD = frozenset({"item_id", "effective_from", "violation"})
"""Columns that the heading of a change already shows."""
_MOST_ROWS = 50
"""Rows of a shared table that are told one by one."""
_ONE_WORD = 12
"""Texts up to this length are compared whole."""
_DEPARTMENTS, _KINDS = ("department", "dept"), ("kind", "kinds")
"""Columns that hold codes of departments and of lists."""


def change_page(comparison: Comparison, base: str, head: str) -> Page:
    """The page of one comparison; `base` and `head` name the two states."""
    blocks: list[Block] = [_summary(comparison, base, head)]
    if comparison.unread:
        blocks.append(Section("没有比较的内容", (Bullets(tuple(unread_entries(comparison, base, head))),), "unread"))
    for group in GROUPS:
        found = [(change, judged) for change, judged in comparison.judged if judged.group == group]
        if found:
            blocks.append(Section(f"{group}（{len(found)}）", tuple(change_section(comparison, *one) for one in found),
                                  "unsure" if group == UNSURE else found[0][1].direction.slug))
    if comparison.consequences:
        blocks.append(Section("因发布批次改动而受影响的事项", (Bullets(tuple(map(consequence, comparison.consequences))),), "consequences"))
    blocks.extend(table_sections(comparison))
    blocks.extend(file_sections(comparison))
    blocks.append(Section(f"新增的检查意见（{len(comparison.gained)}）", (_findings(comparison.gained),), "gained"))
    blocks.append(Section(f"消除的检查意见（{len(comparison.lost)}）", (_findings(comparison.lost),), "lost"))
    return Page(path="changes/", title=f"清单改动：{base} → {head}", section="changes", blocks=tuple(blocks), role="changes")


def _summary(comparison: Comparison, base: str, head: str) -> Block:
    kinds = Counter(change.kind for change, _ in comparison.judged)
    groups = Counter(judged.group for _, judged in comparison.judged)
    unsure = sum(judged.unsure for _, judged in comparison.judged)
    counted = "、".join(f"{kind.label}{kinds[kind]}个" for kind in ChangeKind if kinds[kind]) or "没有改动事项"
    weighed = "、".join(f"{one}{groups[one]}个" for one in GROUPS if groups[one]) or "无"
    pairs: list[tuple[str, Text]] = [
        ("比较", f"{base} → {head}"), ("截至", comparison.after.as_of.isoformat()), ("事项版本", counted), ("方向", weighed)]
    if unsure:
        pairs.append(("须由人判断", f"{unsure}个改动，机器只能指出、不能判断"))
    return Facts(tuple(pairs), "summary")


def unread_entries(comparison: Comparison, base: str, head: str) -> list[Text]:
    """What could not be compared, in which state and why."""
    return [f"{head if one.since else base} 的 {one.path}：{one.why}"
            + ("整张表没有比较，其中的改动看不出来。" if one.whole else "它看起来会像是被删除或者新增。") for one in comparison.unread]


def consequence(one: Consequence) -> Text:
    """What a change of an edition means for one item."""
    return f"{_name(one.item.item_id)} {one.item.violation or ''}（{one.reason.direction.value}）：{one.reason.text}"


def change_section(comparison: Comparison, change: Change, judged: Judgement) -> Block:
    """One change: what it is and where it stands, why it matters, and every column that differs."""
    item = change.item
    head: Text = (_name(item.item_id), " ", Mark(judged.label, f"direction {judged.direction.slug}"), " ",
                  Mark(change.kind.label, "change"), f" {item.violation or '（未填写违法行为）'}")
    blocks: list[Block] = [Paragraph(_standing(comparison, change)), Paragraph(judged.text, "reason")]
    if judged.unsure:
        blocks.append(Note("其中有机器不能判断的改动，请审查人判断。", "unsure"))
    both = change.before is not None and change.after is not None
    rows = [_row(comparison, difference, both) for difference in change.fields
            if (both or difference.field not in _ROW_TOLD) and not (change.follows and _of_version(difference))]
    if rows:
        blocks.append(Table(("列", "内容"), tuple(rows), role="marks"))
    return Section(head, tuple(blocks), role="change", level=3)


def _of_version(difference: FieldChange) -> bool:
    """Whether the column differs only because the row is another version: its first day, and that it is in no edition yet."""
    return difference.field == "effective_from" or (difference.field == "edition" and not difference.after)


def _standing(comparison: Comparison, change: Change) -> str:
    """Which list, which kind of leniency, since when, published or not, and what it rests on."""
    item, world = change.item, comparison.after if change.after else comparison.before
    kind = f"{item.kind.value}清单{f'（{item.exemption_type}）' if item.exemption_type else ''}"
    parts = [f"{world.department_name(item.department)}{kind}", f"施行日期{item.text('effective_from') or '空'}"]
    if change.follows and change.before:
        parts.append(f"接续自{change.before.text('effective_from')}起的版本")
    if world.is_public(item):
        parts.append(f"已随 {item.edition} 公布")
    else:
        parts.append(f"编入 {item.edition}，尚未公布" if item.edition else "草案")
    if change.before and change.after:
        parts.extend(f"{world.book.header(name)}{text}" for name in ("penalty_basis", "relief_basis") if (text := item.text(name)))
    return "；".join(parts)


def _row(comparison: Comparison, difference: FieldChange, both: bool) -> tuple[Text, ...]:
    before, after = words(comparison.after, difference)
    return comparison.after.book.header(difference.field), (marked(before, after) if both else after or before)


def words(world: World, difference: FieldChange) -> tuple[str, str]:
    """The texts before and after, codes of departments and lists as their names."""
    return _named(world, difference.field, difference.before), _named(world, difference.field, difference.after)


def _named(world: World, field: str, text: str) -> str:
    if field in _DEPARTMENTS:
        return world.department_name(text) if text else ""
    if field in _KINDS:
        return ";".join(kind.value if (kind := Kind.of(part)) else part for part in text.split(";"))
    return text


def marked(before: str, after: str) -> Text:
    """The new text with what went and what came marked; what is editorial only is marked as such.

    A name, a day or a number is one word: it is marked whole.
    """
    if max(len(before), len(after)) <= _ONE_WORD and plain(before) != plain(after):
        return tuple(Mark(text, sort.value) for text, sort in ((before, Sort.DELETED), (after, Sort.INSERTED)) if text)
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


def table_sections(comparison: Comparison, most: int | None = None) -> Iterator[Section]:
    """What changed in tables other than the lists: rows one by one, of the big tables about laws which laws."""
    most = _MOST_ROWS if most is None else most
    grouped: dict[str, list[RecordChange]] = {}
    for change in comparison.changes.records:
        grouped.setdefault(change.table, []).append(change)
    for name, changes in grouped.items():
        schema = tables().get(name)
        entries = tuple(_record(change, schema, comparison.after) for change in changes[:most])
        if len(changes) > most:
            entries += (f"另有{len(changes) - most}行，见 review.json 或 qingdan diff --format json 的 tables。",)
        yield Section(f"其他表：{schema.title if schema else name}（{len(changes)}行）", (Bullets(entries),), f"table-{name}")
    laws: dict[str, list[str]] = {}
    for law in comparison.changes.laws:
        laws.setdefault(law.table, []).append(law.law_id)
    for name, found in laws.items():
        schema = tables().get(name)
        yield Section(f"其他表：{schema.title if schema else name}（{len(found)}个版本的条文有变）",
                      (Paragraph(few(found, "个版本", most)),), f"table-{name}")


def _record(change: RecordChange, schema: TableSchema | None, world: World) -> Text:
    headers = schema.headers if schema else {}
    record = change.after or change.before
    key = "，".join(filter(None, (_named(world, name, record.text(name)) for name in schema.key))) if schema and record else ""
    renamed = _renamed(change, world)
    if renamed:
        return f"改名 {renamed}"
    if change.before is None or change.after is None:
        told = "；".join(f"{headers.get(one.field, one.field)} {''.join(words(world, one))}" for one in change.fields
                        if not schema or one.field not in schema.key)
        return f"{'新增' if change.after else '删除'} {key}{f'：{told}' if told else ''}"
    parts: list[Inline] = [f"修改 {key}："]
    for difference in change.fields:
        run = marked(*words(world, difference))
        parts.extend((f"{headers.get(difference.field, difference.field)} ", *((run,) if isinstance(run, str) else run), "；"))
    return tuple(parts[:-1])


def _renamed(change: RecordChange, world: World) -> str | None:
    """What a new row about a department says that the city knows already: under which name it goes on, and from when."""
    row = change.after
    if not isinstance(row, Organisation) or change.before is not None:
        return None
    earlier = [one for one in world.book.organisations if one.dept == row.dept and one is not row and one.name != row.name
               and (one.valid_from or date.min) < (row.valid_from or date.min)]
    if not earlier:
        return None
    return f"{earlier[-1].name} → {row.name}，自{row.text('from') or '登记之日'}起；部门代码不变，清单和网址不变"


def file_sections(comparison: Comparison, most: int | None = None) -> Iterator[Section]:
    """Lists whose file came or went."""
    if comparison.changes.lists:
        world = comparison.after
        entries = tuple(f"{'新建' if present else '删除'} {world.department_name(department)}{kind.value}清单的文件"
                        for (department, kind), present in comparison.changes.lists)
        more = (f"另有{len(entries) - most}个。",) if most is not None and len(entries) > most else ()
        yield Section("清单文件", (Bullets(entries[:most] + more),), "files")


def _findings(found: tuple[Finding, ...]) -> Block:
    if not found:
        return Paragraph("没有。")
    return Bullets(tuple(
        f"{finding.path}{f':{finding.line}' if finding.line else ''} {finding.item_id or ''} "
        f"{f'{finding.column}：' if finding.column else ''}{finding.message}[{finding.rule}]" for finding in found))
