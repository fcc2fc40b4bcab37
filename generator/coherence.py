"""What the tables of one book owe each other: no row twice, no reference into nothing, no end before the beginning, no table missing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.model import Finding, Kind, Record
from generator.model.record import ATTRIBUTE_OF
from generator.schema import TableSchema, faults
from generator.tables import Sheet, finding

_REFERENCES = (
    ("exemptions", "edition", "edition", "发布批次"), ("exemptions", "replaced_by", "item", "替代事项"),
    ("editions", "department", "dept", "部门"), ("editions", "replaces", "edition", "被替代的发布批次"),
    ("terms", "department", "dept", "部门"), ("delegations", "dept", "dept", "部门"),
    ("delegations", "town", "town", "镇街"), ("waivers", "item_id", "item", "事项"),
    ("redactions", "item_id", "item", "事项"))
"""(table, column, what it refers to, how we call it)."""

Records = Mapping[str, Sequence[Any]]
"""Name of a table → its records."""


def disagreements(schemas: Mapping[str, TableSchema], sheets: Mapping[str, Sheet], records: Records, lists: Sequence[tuple[str, Kind]],
                  found: Sequence[Finding]) -> list[Finding]:
    """What does not hold between rows and tables; a file that `found` already speaks of is not called missing."""
    spoken = {one.path for one in found}
    made = [*_duplicates(schemas, records), *_dangling(sheets, records)]
    made += _missing_lists(lists, spoken | {one.path for one in made})
    made += _backwards(records)
    if lists:
        made += _missing_tables(sheets, spoken | {one.path for one in made})
    return made


def _duplicates(schemas: Mapping[str, TableSchema], records: Records) -> Iterator[Finding]:
    for name, rows in records.items():
        schema = schemas[name]
        seen: dict[tuple[str, ...], Record] = {}
        for record in rows:
            key = tuple(map(record.text, schema.key))
            if name == "focus":
                key = (record.department, *key)
            if name == "exemptions" and "" in key:
                continue  # a missing number or date has its own message
            if key not in seen:
                seen[key] = record
                continue
            first = seen[key].source
            shown = "、".join(f"{schema.headers[c]} {v}" for c, v in zip(schema.key, key[-len(schema.key):], strict=True) if v)
            column = schema.key[0]
            yield finding(faults.DUPLICATE, f"{shown} 已经在 {first.path} 第{first.row}行出现过。", record.source.path,
                          record.source.line, record.source.row, record.text(column), name=column,
                          item_id=getattr(record, "item_id", None))


def _dangling(sheets: Mapping[str, Sheet], records: Records) -> Iterator[Finding]:
    """References to codes and numbers that no table has. A table that could not be read accuses nobody."""
    unread = {path for path, sheet in sheets.items() if not sheet.columns or not any(sheet.columns)}
    known = {
        "edition": {e.edition for e in records.get("editions", ())},
        "item": {i.item_id for i in records.get("exemptions", ())},
        "dept": {o.dept for o in records.get("organisations", ())},
        "town": {t.town for t in records.get("townships", ())}}
    doubtful = {noun for noun, path in (("edition", "lists/editions.csv"), ("dept", "lists/organisations.csv"),
                                        ("town", "lists/townships.csv")) if path in unread}
    if any(path.startswith("lists/exemptions/") for path in unread):
        doubtful.add("item")
    for name, column, noun, words in _REFERENCES:
        if noun in doubtful:
            continue
        for record in records.get(name, ()):
            if column in record.malformed:
                continue
            value = getattr(record, column)
            for code in value if isinstance(value, tuple) else (value,):
                if code and code not in known[noun]:
                    yield finding(faults.REFERENCE, f"{words}“{code}”不存在。", record.source.path, record.source.line,
                                  record.source.row, record.text(column), name=column,
                                  item_id=getattr(record, "item_id", None))


def _backwards(records: Records) -> Iterator[Finding]:
    """Rows that end before they begin; those of editions are rule H14's business."""
    for name in records:
        columns = type(records[name][0]).columns() if records[name] and name not in ("editions", "laws") else ()
        for start, end in (("effective_from", "effective_to"), ("from", "to"), ("from", "recalled_on")):
            for record in records[name] if start in columns and end in columns else ():
                since, until = (getattr(record, ATTRIBUTE_OF.get(column, column)) for column in (start, end))
                if until and since and until < since:
                    yield finding(faults.BACKWARDS, f"写作“{until}”，早于这一行开始的日期“{since}”。", record.source.path, record.source.line,
                                  record.source.row, record.text(end), name=end, item_id=getattr(record, "item_id", None))


def _missing_tables(sheets: Mapping[str, Sheet], spoken: set[str]) -> Iterator[Finding]:
    """What the lists of a city cannot do without."""
    for path, loss in (("lists/city.csv", "不知道是不是演示数据、法规库核对到哪一天，不能生成网站"), ("lists/laws.csv", "所有引文都无法核对")):
        if path not in sheets and path not in spoken:
            yield finding(faults.MISSING_TABLE, f"没有这个文件，{loss}。", path)


def _missing_lists(lists: Sequence[tuple[str, Kind]], spoken: set[str]) -> Iterator[Finding]:
    present = set(lists)
    for department in sorted({department for department, _ in lists}):
        for kind in Kind:
            path = f"lists/exemptions/{department}/{kind.slug}.csv"
            if (department, kind) not in present and path not in spoken:
                yield finding(faults.MISSING_LIST, f"缺少{kind.value}清单的文件 {kind.slug}.csv。",
                              f"lists/exemptions/{department}")
