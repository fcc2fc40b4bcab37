"""What the tables of one book owe each other: no row twice, no reference astray, no end before the beginning, no table missing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from generator.model import LISTS, Edition, Finding, Kind, Record, list_path
from generator.model.record import ATTRIBUTE_OF
from generator.schema import TableSchema, faults
from generator.schema.faults import Fault
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


class Register(NamedTuple):
    """What one list owes to others, in plain values: enough to tell whether its rows need be looked at."""

    keys: tuple[tuple[str, str], ...]
    """(item_id, effective_from) of every row."""
    editions: tuple[str, ...]
    replaced_by: tuple[str, ...]
    backwards: bool

    @property
    def ids(self) -> tuple[str, ...]:
        """The identifier in every row."""
        return tuple(item_id for item_id, _ in self.keys)


OWED = ("item_id", "effective_from", "effective_to", "edition", "replaced_by")
"""The columns of a list that a register is made of."""


def register(rows: Iterable[tuple[str, ...]]) -> Register:
    """The register of the rows of one list; of each row the OWED cells, empty where one is absent or malformed."""
    item_ids, starts, ends, editions, replaced_by = tuple(zip(*rows, strict=True)) or ((),) * len(OWED)
    return Register(
        tuple(zip(item_ids, starts, strict=True)), tuple({*editions} - {""}), tuple({*";".join(replaced_by).split(";")} - {""}),
        any(end and start and end < start for start, end in zip(starts, ends, strict=True)))


def suspects(registers: Mapping[str, Register], records: Records) -> frozenset[str]:
    """The paths of the lists of which something may not hold; of the others `disagreements` would find nothing."""
    times = Counter(key for one in registers.values() for key in one.keys)
    known = {item_id for item_id, _ in times}
    editions = {edition.edition: edition for edition in records.get("editions", ())}
    return frozenset(path for path, one in registers.items() if one.backwards or not known.issuperset(one.replaced_by)
                     or any(code not in editions or _astray(editions[code], *_place(path)) for code in one.editions)
                     or any(times[key] > 1 and all(key) for key in one.keys))


def disagreements(schemas: Mapping[str, TableSchema], sheets: Mapping[str, Sheet], records: Records, registers: Mapping[str, Register],
                  lists: Sequence[tuple[str, Kind]], found: Sequence[Finding]) -> list[Finding]:
    """What does not hold between rows and tables; a file that `found` already speaks of is not called missing.

    Of the items only those in the lists that are `suspects` need be among the `records`.
    """
    spoken = {one.path for one in found}
    items = {item_id for one in registers.values() for item_id, _ in one.keys}
    made = [*_duplicates(schemas, records), *_overlapping(records), *_dangling(sheets, records, items), *_foreign(records), *_circular(records)]
    made += _missing_lists(lists, spoken | {one.path for one in made})
    made += _backwards(records)
    if lists:
        made += _missing_tables(sheets, spoken | {one.path for one in made})
    return made


def _at(record: Record, column: str, fault: Fault, message: str, hint: str = "") -> Finding:
    """What is wrong with a cell of a record, where that was written."""
    source = record.source
    return finding(fault, message, source.path, source.line, source.row, record.text(column), hint, name=column,
                   item_id=getattr(record, "item_id", None))


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
            yield _at(record, schema.key[0], faults.DUPLICATE, f"{shown} 已经在 {first.path} 第{first.row}行出现过。")


def _overlapping(records: Records) -> Iterator[Finding]:
    """Two rows that name one department or town on the same day, and a second city."""
    for name, code in (("organisations", "dept"), ("townships", "town")):
        last: dict[str, Any] = {}
        for record in sorted(records.get(name, ()), key=lambda one: (getattr(one, code) or "", one.valid_from or date.min)):
            before = last.get(getattr(record, code) or "")
            if before and before.valid_from != record.valid_from and (before.valid_to is None or before.valid_to > (record.valid_from or date.min)):
                yield _at(record, "from", faults.DUPLICATE, f"与第{before.source.row}行的时间重叠，同一天有两个名称。",
                          "前一行填写失效日期，与后一行的生效日期是同一天。")
            last[getattr(record, code) or ""] = record
    for record in records.get("city", ())[1:]:
        yield _at(record, "name", faults.DUPLICATE, "city.csv 只有一行，写本市的情况。", "删除多出的一行。")


def _dangling(sheets: Mapping[str, Sheet], records: Records, items: Set[str]) -> Iterator[Finding]:
    """References to codes and numbers that no table has. A table that could not be read accuses nobody."""
    unread = {path for path, sheet in sheets.items() if not sheet.columns or not any(sheet.columns)}
    known = {
        "edition": {e.edition for e in records.get("editions", ())},
        "item": items,
        "dept": {o.dept for o in records.get("organisations", ())},
        "town": {t.town for t in records.get("townships", ())}}
    doubtful = {noun for noun, path in (("edition", "lists/editions.csv"), ("dept", "lists/organisations.csv"),
                                        ("town", "lists/townships.csv")) if path in unread}
    if any(path.startswith(LISTS) for path in unread):
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
                    yield _at(record, column, faults.REFERENCE, f"{words}“{code}”不存在。")


def _foreign(records: Records) -> Iterator[Finding]:
    """Items that name an edition of another department, or one that did not publish their kind of list. Of a department that was
    not announced then rules G01 and G05 speak."""
    editions = {edition.edition: edition for edition in records.get("editions", ())}
    for item in records.get("exemptions", ()):
        edition = editions.get(item.edition or "")
        said = edition and _astray(edition, item.department, item.kind.slug)
        if said and "edition" not in item.malformed and any(one.dept == item.department and one.holds_on(item.effective_from or date.max)
                                                            for one in records.get("organisations", ())):
            yield _at(item, "edition", faults.REFERENCE, said)


def _circular(records: Records) -> Iterator[Finding]:
    """Editions that replace one another, by way of others or not: each would end what the other holds."""
    replaces = {edition.edition: edition.replaces for edition in records.get("editions", ())}
    for edition in records.get("editions", ()):
        if circle := _way(edition.edition, edition.edition, replaces):
            chain = "、".join(f"{one}替代{other}" for one, other in pairwise((*circle, edition.edition)))
            said = "替代的是自己。" if len(circle) == 1 else f"几个批次互相替代：{chain}。"
            yield _at(edition, "replaces", faults.REFERENCE, said, "只有后来的批次写它替代了哪个先前的批次；先前的批次，“替代”里不写后来的。")


def _way(start: str, end: str, steps: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The shortest way by `steps` from `start` to `end`, without the end; empty where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:
        for code in steps.get(way[-1], ()):
            if code == end:
                return way
            if code not in seen:
                seen.add(code)
                ways.append((*way, code))
    return ()


def _astray(edition: Edition, department: str, kind: str) -> str | None:
    """Why this edition cannot have published a list of that department and kind; None when it can."""
    if edition.department and edition.department != department:
        return f"“{edition.edition}”是别的部门（{edition.department}）的发布批次。"
    if edition.kinds and kind not in edition.kinds and "kinds" not in edition.malformed:
        return f"发布批次“{edition.edition}”公布的清单（{'、'.join(edition.kinds)}）中没有这一种。"
    return None


def _place(path: str) -> tuple[str, str]:
    """Department and kind of the list at `path`."""
    department, name = path.split("/")[-2:]
    return department, name.removesuffix(".csv")


def _backwards(records: Records) -> Iterator[Finding]:
    """Rows that end before they begin; those of editions are rule H14's business."""
    for name in records:
        columns = type(records[name][0]).columns() if records[name] and name not in ("editions", "laws") else ()
        for start, end in (("effective_from", "effective_to"), ("from", "to"), ("from", "recalled_on")):
            for record in records[name] if start in columns and end in columns else ():
                since, until = (getattr(record, ATTRIBUTE_OF.get(column, column)) for column in (start, end))
                if until and since and until < since:
                    yield _at(record, end, faults.BACKWARDS, f"写作“{until}”，早于这一行开始的日期“{since}”。")


def _missing_tables(sheets: Mapping[str, Sheet], spoken: set[str]) -> Iterator[Finding]:
    """What the lists of a city cannot do without."""
    for path, loss in (("lists/city.csv", "不知道是不是演示数据、法规库核对到哪一天，不能生成网站"), ("lists/laws.csv", "所有引文都无法核对")):
        if path not in sheets and path not in spoken:
            yield finding(faults.MISSING_TABLE, f"没有这个文件，{loss}。", path)


def _missing_lists(lists: Sequence[tuple[str, Kind]], spoken: set[str]) -> Iterator[Finding]:
    present = set(lists)
    for department in sorted({department for department, _ in lists}):
        for kind in Kind:
            path = list_path(department, kind)
            if (department, kind) not in present and path not in spoken:
                yield finding(faults.MISSING_LIST, f"缺少{kind.value}清单的文件 {kind.slug}.csv。",
                              f"lists/exemptions/{department}")
