"""Two Books → Changes: `diff` finds them, `apply` makes the second Book of the first, `inverse` undoes them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from operator import attrgetter
from typing import Any, TypeVar

from generator.assembly import RECORDS
from generator.diff.changes import END, ERRATUM, Change, ChangeKind, Changes, LawChange, RecordChange, differences
from generator.model import Book, Item, Record
from generator.model.record import ATTRIBUTE_OF
from generator.on_demand import LawTable
from generator.schema import tables

R = TypeVar("R", bound=Record)


def diff(before: Book, after: Book) -> Changes:
    """What must happen to `before` so that it says what `after` says."""
    records = [change for name in _TABLES for change in _record_changes(name, _rows(before, name), _rows(after, name))]
    gone, come = set(before.lists) - set(after.lists), set(after.lists) - set(before.lists)
    lists = sorted([*((one, False) for one in gone), *((one, True) for one in come)], key=lambda e: (e[0][0], e[0][1].slug))
    return Changes(_item_changes(tuple(before.items), tuple(after.items)), tuple(records), tuple(lists), tuple(_law_changes(before, after)))


def apply(book: Book, changes: Changes) -> Book:
    """`book` after `changes`: apply(a, diff(a, b)) says what b says. ValueError when they do not belong to it."""
    items = _replaced(book.items, [(None if c.follows else c.before, c.after) for c in changes.items])
    changed: dict[str, Any] = {}
    for name in _TABLES:
        pairs = [(change.before, change.after) for change in changes.records if change.table == name]
        if pairs:
            changed[name] = _replaced(_rows(book, name), pairs)
    lists = [one for one in book.lists if (one, False) not in changes.lists]
    lists += [one for one, present in changes.lists if present]
    mapped: dict[str, Mapping[str, tuple[Record, ...]]] = {}
    for name in _BY_LAW:
        fresh = {change.law_id: change.after for change in changes.laws if change.table == name}
        if fresh:
            mapped[name] = {law_id: rows for law_id, rows in {**getattr(book, name), **fresh}.items() if rows}
    changed["city"] = next(iter(changed.get("city", ())), book.city)
    return replace(book, items=tuple(sorted(items, key=_place)), lists=tuple(lists), **changed, **mapped)  # type: ignore[arg-type]


def inverse(changes: Changes) -> Changes:
    """What undoes `changes`."""
    items = []
    for change in changes.items:
        if change.follows:
            items.append(Change(ChangeKind.REMOVED, change.after, None))
        else:
            kind = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}.get(change.kind, change.kind)
            items.append(Change(kind, change.after, change.before))
    records = tuple(RecordChange(change.table, change.after, change.before) for change in changes.records)
    return Changes(tuple(items), records, tuple((one, not present) for one, present in changes.lists),
                   tuple(LawChange(one.table, one.law_id, one.after, one.before) for one in changes.laws))


def contents(book: Book) -> Mapping[str, Counter[tuple[object, ...]]]:
    """Table → its rows as values, without place, order or spelling: what two Books must share to say the same."""
    rows = {name: Counter(map(_content(type(records[0])), records)) if (records := _rows(book, name)) else Counter()
            for name in (*_TABLES, "exemptions")}
    rows["lists"] = Counter(book.lists)
    for name in _BY_LAW:
        table: Mapping[str, tuple[Record, ...]] = getattr(book, name)
        rows[name] = Counter(_content(type(row))(row) for law_id in table for row in table[law_id])
    return rows


# ---- rows ------------------------------------------------------------------------------------------------------

_BY_LAW = tuple(field.name for field in dataclass_fields(Book) if field.name in ("law_articles", "law_map"))
"""Tables too big to be read whole: law_id → rows."""
_TABLES = tuple(name for name in RECORDS if name not in ("exemptions", *_BY_LAW))


def _rows(book: Book, name: str) -> tuple[Record, ...]:
    if name == "city":
        return (book.city,)
    return tuple(book.items) if name == "exemptions" else getattr(book, name)


_GETTERS: dict[type[Record], Callable[[Record], tuple[object, ...]]] = {}


def _content(record: type[Record]) -> Callable[[Record], tuple[object, ...]]:
    """The values of a record without its place in a file."""
    if record not in _GETTERS:
        names = [ATTRIBUTE_OF.get(name, name) for name in record.columns()]
        _GETTERS[record] = attrgetter(*sorted(record.PLACE), *names)
    return _GETTERS[record]


def _unmatched(before: Sequence[R], after: Sequence[R]) -> tuple[list[R], list[R]]:
    """The records of each side that the other has not got, equal ones cancelled one against one."""
    if before == after or not (before or after):
        return [], []
    content = _content(type((before or after)[0]))
    waiting: dict[tuple[object, ...], list[R]] = defaultdict(list)
    for record in before:
        waiting[content(record)].append(record)
    new = []
    for record in after:
        same = waiting.get(content(record))
        if same:
            same.pop()
        else:
            new.append(record)
    left = {id(record) for records in waiting.values() for record in records}
    return [record for record in before if id(record) in left], new


def _replaced(rows: Sequence[R], pairs: Iterable[tuple[R | None, R | None]]) -> tuple[R, ...]:
    kept = list(rows)
    content = {id(row): _content(type(row))(row) for row in rows}
    places: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        places[content[id(row)]].append(index)
    gone, new = set(), []
    for before, after in pairs:
        if before is not None:
            found = places.get(_content(type(before))(before))
            if not found:
                raise ValueError(before)
            gone.add(found.pop())
        if after is not None:
            new.append(after)
    return (*(row for index, row in enumerate(kept) if index not in gone), *new)


def _record_changes(name: str, before: tuple[Record, ...], after: tuple[Record, ...]) -> Iterator[RecordChange]:
    gone, new = _unmatched(before, after)
    if not (gone or new):
        return
    schema = tables().get(name)
    columns = schema.key if schema else ()

    def key(record: Record) -> tuple[str, ...]:
        return (getattr(record, "department", "") or "", *(record.text(column) for column in columns))

    waiting: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    for record in gone:
        waiting[key(record)].append(record)
    for record in new:
        same = waiting.get(key(record))
        yield RecordChange(name, same.pop(0) if same else None, record)
    for records in waiting.values():
        for record in records:
            yield RecordChange(name, record, None)


def _law_changes(before: Book, after: Book) -> Iterator[LawChange]:
    for name in _BY_LAW:
        one: Mapping[str, tuple[Record, ...]] = getattr(before, name)
        other: Mapping[str, tuple[Record, ...]] = getattr(after, name)
        big = isinstance(one, LawTable) and isinstance(other, LawTable)
        for law_id in sorted(one.differing(other) if big else {*one, *other}):  # type: ignore[attr-defined]
            rows, fresh = one.get(law_id, ()), other.get(law_id, ())
            if any(_unmatched(rows, fresh)):
                yield LawChange(name, law_id, rows, fresh)


# ---- items -----------------------------------------------------------------------------------------------------


def _place(item: Item) -> tuple[str, str, str, str]:
    return (item.department, item.kind.slug, *item.key)


def _item_changes(before: tuple[Item, ...], after: tuple[Item, ...]) -> tuple[Change, ...]:
    gone, new = _unmatched(before, after)
    touched = {item.item_id for item in (*gone, *new)}
    versions: dict[str | None, list[Item]] = defaultdict(list)
    for item in after:
        if item.item_id in touched:
            versions[item.item_id].append(item)
    made: list[Change] = []
    grouped_gone, grouped_new = _by_id(gone), _by_id(new)
    for item_id in touched:
        made.extend(_of_one(grouped_gone.get(item_id, []), grouped_new.get(item_id, []), versions[item_id]))
    return tuple(sorted(made, key=lambda change: (*_place(change.item), change.kind.value)))


def _by_id(items: Iterable[Item]) -> Mapping[str | None, list[Item]]:
    found: dict[str | None, list[Item]] = defaultdict(list)
    for item in items:
        found[item.item_id].append(item)
    return found


def _of_one(gone: list[Item], new: list[Item], versions: list[Item]) -> Iterator[Change]:
    """The changes of one item: rows of one version are paired first, then what is left in the order of their dates."""
    left = sorted(new, key=_place)
    unpaired = []
    for item in sorted(gone, key=_place):
        same = next((other for other in left if other.key == item.key), None)
        if same is None:
            unpaired.append(item)
            continue
        left.remove(same)
        yield Change(_kind_in_place(item, same), item, same)
    for item, other in zip(unpaired, left, strict=False):
        yield Change(_kind_in_place(item, other), item, other)
    for item in unpaired[len(left):]:
        yield Change(ChangeKind.REMOVED, item, None)
    for other in left[len(unpaired):]:
        earlier = [v for v in versions if v.item_id and v.effective_from and other.effective_from and v.effective_from < other.effective_from]
        latest = max(earlier, key=lambda version: version.key, default=None)
        if latest is None:
            yield Change(ChangeKind.ADDED, None, other)
        else:
            yield Change(ChangeKind.AMENDED if _same_list(latest, other) else ChangeKind.MOVED, latest, other, follows=True)


def _same_list(one: Item, other: Item) -> bool:
    return (one.department, one.kind) == (other.department, other.kind)


def _kind_in_place(before: Item, after: Item) -> ChangeKind:
    if not _same_list(before, after):
        return ChangeKind.MOVED
    changed = {difference.field for difference in differences(before, after)}
    if "effective_to" in changed and before.effective_to is None and changed <= set(END):
        return ChangeKind.ENDED
    if (after.change_reason or "").startswith(ERRATUM):
        return ChangeKind.CORRECTED
    return ChangeKind.AMENDED
