"""What a change breaks of what is published: versions, editions and identifiers, and who may touch what at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.diff.changes import END, ERRATUM, Change
from generator.diff.difference import diff
from generator.diff.direction import Directions
from generator.diff.erratum import excess
from generator.diff.guard import (
    BACKDATED,
    CODE,
    DELETED,
    DEPARTMENTS,
    EDITION,
    IDLE,
    JOINED,
    RETROACTIVE,
    REUSED,
    REWRITTEN,
    UNEXPLAINED,
    UNREAD,
    Guard,
)
from generator.diff.marks import plain
from generator.diff.places import DATA, is_code, owner_of
from generator.diff.reason import judgement
from generator.model import Edition, Finding, Item, Severity, World, few

_DECIDING = ("edition", "department", "kinds", "published_on", "effective_from", "effective_to", "replaces", "withdrawn_on")
"""Columns of an edition that decide what applies when."""
_AMEND = "这不是笔误：恢复原来的行，运行 qingdan amend 编号 --from 施行日期，在新的一行上改，再编入新的批次公布。"
"""The way out for a row that says 勘误 already."""
_CONFIRM = "请审查人对照正式文件：确是笔误的可以合并；改变了要求的，恢复原来的行，运行 qingdan amend。"
_RENAME = ("部门改名不改代码、不移文件夹：恢复原来的文件夹，在 organisations.csv 给旧名称的行填失效日期、另加一行写新名称，曾用名写旧名称。"
           "职权划给别的部门的，原来的行不动，由接收的部门在自己的清单里为这个编号写新的版本。")
_UNLIKE = 0.3
"""Conduct less alike than this, under another statute, is another item."""


@dataclass(frozen=True, slots=True)
class Past:
    """What only git knows: paths changed, identifiers used earlier and gone since, items registered meanwhile elsewhere, and
    tables of the state before that cannot be read.
    """

    paths: tuple[str, ...] = ()
    used: frozenset[str] = frozenset()
    elsewhere: tuple[Item, ...] = ()
    unread: tuple[str, ...] = ()


def breaks(before: World, after: World, past: Past) -> tuple[Finding, ...]:
    """Everything that the change from `before` (the merge base) to `after` may not do; judged on `after.as_of`."""
    items = diff(before.book, after.book).items
    return (*_versions(items, before, after), *_folders(items, before), *_editions(before, after), *_backdated(before, after),
            *_identifiers(items, before, after, past), *_places(past.paths),
            *(_finding(UNREAD, "改动之前的这张表读不出来，没有比较其中已公布的内容。", path, severity=UNREAD.severity) for path in past.unread))


# ---- published versions ----------------------------------------------------------------------------------------


def _versions(items: Iterable[Change], before: World, after: World) -> Iterator[Finding]:
    directions = Directions(after.book)
    for change in items:
        old, new = change.before, change.after
        if change.follows or old is None or not before.is_public(old):
            edition = before.editions.get(new.edition or "") if new is not None else None
            if new is not None and edition is not None and before.edition_is_public(edition):
                yield _about(JOINED, new, f"发布批次 {edition.edition} 已于{edition.published_on}公布，不能再编入事项。", "edition")
            continue
        if new is None:
            yield _about(DELETED, old, f"自{old.text('effective_from')}起施行、已经公布的版本被删除。", gone=True)
        elif new.key != old.key:
            column = "item_id" if new.item_id != old.item_id else "effective_from"
            yield _about(REWRITTEN, new, f"已公布版本的{_names(after, [column])}被修改。", column)
        elif not _carried(change):
            yield from _rewritten(change, old, new, before, after, directions)


def _carried(change: Change) -> bool:
    """Whether the row stands, as it was, in the folder of another department."""
    return not change.follows and [one.field for one in change.fields] == ["department"]


def _folders(items: Iterable[Change], before: World) -> Iterator[Finding]:
    """Lists of a department that were put into another folder, each once however many rows it has."""
    moved: dict[tuple[str, str], list[Item]] = {}
    for change in items:
        if _carried(change) and change.before and change.after and before.is_public(change.before):
            moved.setdefault((change.before.source.path, change.after.source.path), []).append(change.after)
    for (old, _), rows in moved.items():
        yield _about(REWRITTEN, rows[0], f"{old} 中已公布的{len(rows)}个版本被移到部门 {rows[0].department} 的文件夹。", hint=_RENAME)


def _rewritten(change: Change, old: Item, new: Item, before: World, after: World, directions: Directions) -> Iterator[Finding]:
    changed = [one.field for one in change.fields]
    ends = old.effective_to is None and new.effective_to is not None
    if ends:
        if new.effective_to and new.effective_to < after.as_of:
            yield _about(BACKDATED, new, f"失效日期{new.effective_to}早于{after.as_of}。", "effective_to")
        interval = before.interval(old)
        if interval and interval.end and new.effective_to and new.effective_to > interval.end:
            yield _about(IDLE, new, f"失效日期{new.effective_to}不起作用：这个版本到{interval.end}已经失效（{interval.reason}）。", "effective_to")
        if not new.end_reason:
            yield _about(UNEXPLAINED, new, f"自{new.effective_to}起终止，没有写终止原因。", "end_reason")
        changed = [name for name in changed if name not in END]
    if not changed:
        return
    if not (new.change_reason or "").startswith(ERRATUM):
        yield _about(REWRITTEN, new, f"已公布版本的{_names(after, changed)}被直接修改。", changed[0])
        return
    judged = judgement(one for one in directions.of(change).reasons if not (ends and one.field == "effective_to"))
    beyond = excess(change, changed, judged)
    if beyond is not None and beyond.sure:
        words = f"勘误只能改正笔误，不能这样改动{_names(after, beyond.columns)}：{beyond.text}。"
        yield _about(REWRITTEN, new, words, beyond.columns[0], hint=_AMEND)
    elif beyond is not None:
        yield _about(REWRITTEN, new, f"勘误改动了{_names(after, beyond.columns)}，{beyond.text}。", beyond.columns[0], Severity.WARNING, hint=_CONFIRM)


def _names(world: World, columns: Iterable[str]) -> str:
    return "、".join(map(world.book.header, columns))


# ---- published editions ----------------------------------------------------------------------------------------


def _editions(before: World, after: World) -> Iterator[Finding]:
    for old in before.book.editions:
        if not before.edition_is_public(old):
            continue
        new = after.editions.get(old.edition or "")
        if new is None:
            yield _finding(EDITION, f"已公布的发布批次 {old.edition} 被删除。", old.source.path)
            continue
        for column in _DECIDING:
            if old.text(column) != new.text(column) and not _ends(column, old, new, after):
                message = f"已公布的发布批次 {old.edition} 的这一列由“{old.text(column)}”改为“{new.text(column)}”。"
                yield _finding(EDITION, message, new.source.path, new.source.line, new.source.row, column, None, new.text(column))


def _ends(column: str, old: Edition, new: Edition, after: World) -> bool:
    """Whether the change ends the edition from today or later: withdrawal, or an earlier end."""
    if column == "withdrawn_on":
        return old.withdrawn_on is None and new.withdrawn_on is not None and new.withdrawn_on >= after.as_of
    if column != "effective_to" or new.effective_to is None:
        return False
    return new.effective_to >= after.as_of and (old.effective_to is None or new.effective_to < old.effective_to)


def _backdated(before: World, after: World) -> Iterator[Finding]:
    """Editions that become public by this change and take days that have passed from the versions that applied then."""
    for new in after.book.editions:
        known = before.editions.get(new.edition or "")
        if not after.edition_is_public(new) or (known is not None and before.edition_is_public(known)):
            continue
        shortened = [old for old in before.public_items if _taken(old, new, before, after)]
        if shortened:
            names = few(list(dict.fromkeys(old.item_id or "" for old in shortened)))
            yield _finding(RETROACTIVE, f"发布批次 {new.edition} 自{new.effective_from or '过去的日期'}起施行，使{len(shortened)}个已公布的版本（{names}）"
                           f"在{after.as_of}以前就已终止。", new.source.path, new.source.line, new.source.row, "effective_from", None,
                           new.text("effective_from"), RETROACTIVE.severity)


def _taken(old: Item, by: Edition, before: World, after: World) -> bool:
    """Whether `by` ends the version on a day that has passed and on which it had still applied."""
    was = before.interval(old)
    successors = [one for one in after.versions.get(old.item_id or "", ()) if one.edition == by.edition and one.key > old.key]
    starts = [one.effective_from for one in successors if one.effective_from]
    if old.edition in by.replaces and not successors and by.effective_from:
        starts.append(by.effective_from)
    return any(was is not None and start in was and start < after.as_of for start in starts)


# ---- identifiers -----------------------------------------------------------------------------------------------


def _identifiers(items: Iterable[Change], before: World, after: World, past: Past) -> Iterator[Finding]:
    elsewhere = {item.item_id: item for item in past.elsewhere if item.item_id not in before.versions}
    added = [change.after for change in items if change.after and (change.before is None or change.follows)]
    for new in added:  # the row that came last is wrong, wherever it stands among the others
        known = before.versions.get(new.item_id or "", ())
        if known and all(_unlike(new, one) for one in known):
            yield _about(REUSED, new, f"编号属于事项“{known[-1].violation}”，这一行写的是另一种行为。", "item_id")
    for item_id, versions in after.versions.items():
        first = versions[0]
        if item_id in before.versions:
            continue
        if item_id in elsewhere and plain(elsewhere[item_id].violation or "") != plain(first.violation or ""):
            other = elsewhere[item_id]
            yield _about(REUSED, first, f"编号已在目标分支上用于另一事项“{other.violation}”（{other.source.path}）。", "item_id")
        elif item_id in past.used:
            yield _about(REUSED, first, "编号以前用过，后来删除了，不能再用。", "item_id")


def _unlike(one: Item, other: Item) -> bool:
    left, right = plain(one.violation or ""), plain(other.violation or "")
    same_law = one.penalty_basis and one.penalty_basis == other.penalty_basis
    return not same_law and bool(left and right) and SequenceMatcher(None, left, right, autojunk=False).ratio() < _UNLIKE


# ---- paths -----------------------------------------------------------------------------------------------------


def _places(paths: tuple[str, ...]) -> Iterator[Finding]:
    lists = [path for path in paths if path.startswith(DATA)]
    owned = [path for path in lists if owner_of(path)]
    departments = list(dict.fromkeys(map(owner_of, owned)))
    if len(departments) > 1:
        yield _finding(DEPARTMENTS, f"这次改动同时修改了{len(departments)}个部门的清单：{'、'.join(filter(None, departments))}。", owned[0])
    code = [path for path in paths if is_code(path)]
    if lists and code:
        yield _finding(CODE, f"这次改动既修改了清单（{few(lists, '个文件', 1)}），又修改了程序（{few(code, '个文件', 1)}）。", code[0])


# ---- findings --------------------------------------------------------------------------------------------------


def _about(guard: Guard, item: Item, message: str, name: str | None = None, severity: Severity = Severity.ERROR,
           gone: bool = False, hint: str = "") -> Finding:
    line, row = (None, None) if gone else (item.source.line, item.source.row)
    column = name if name in type(item).columns() else None
    return _finding(guard, message, item.source.path, line, row, column, item.item_id,
                    item.text(column) if column else None, severity, hint)


def _finding(guard: Guard, message: str, path: str, line: int | None = None, row: int | None = None, name: str | None = None,
             item_id: str | None = None, value: str | None = None, severity: Severity = Severity.ERROR, hint: str = "") -> Finding:
    return Finding(rule=guard.id, severity=severity, message=message, hint=hint or guard.hint, path=path, line=line, row=row,
                   field=name, item_id=item_id, value=value)
