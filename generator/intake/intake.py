"""`import`: one file of a department becomes rows of its lists, all or nothing, written as drafts that nothing publishes."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.amending import Numbers
from generator.book import load
from generator.intake.choosing import Left, Listed, chosen, must_be_one
from generator.intake.gathering import must_agree, takings_of
from generator.intake.grid import grids
from generator.intake.merging import Fate, Merged, merge
from generator.intake.sender import form_of, must_be_of
from generator.intake.taken import Skipped, Taken, Taking, lacking, same_rows
from generator.intake.taking import GIVEN_BY_US
from generator.model import Book, Finding, Kind, Refusal, World, list_path
from generator.reading import read
from generator.schema import TableSchema, directory, faults, tables
from generator.tables import finding, shorten, write
from generator.writing import replace_files, sole_writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of `import`: the department (code or name), one kind and one sheet (None: all there are), another file to write to,
    and what fills cells that the file leaves empty (identifier → text).
    """

    department: str
    kind: Kind | None = None
    sheet: str | None = None
    out: Path | None = None
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Joined:
    """One list that was read: the file it is in now and the content of it, how its rows joined what was there, and all a person must look at.

    `drafts_not_in_it` are the numbers of the drafts in that file that the workbook does not have; of several lists for one file the last tells them.
    """

    listed: Listed
    out: Path
    data: bytes
    written: bool
    taking: Taking
    merged: Merged
    findings: tuple[Finding, ...] = ()
    drafts_not_in_it: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """What `import` did: each list, the tables it left, and the hidden sheets it did not look at."""

    lists: tuple[Joined, ...]
    left: tuple[Left, ...]
    hidden: tuple[str, ...]


def intake(root: Path, path: Path, asked: Asked, as_of: date) -> Intake:
    """Read `path` and write its items into the lists of the department, or into the file asked for.

    Refusal, and nothing written, when that cannot be.
    """
    if not path.is_file():
        raise Refusal(f"没有文件 {path}。")
    data = path.read_bytes()
    form = form_of(data)
    schema = tables(directory(root))["exemptions"]
    found = chosen(grids(path.name, data), schema, path.name, asked.kind, asked.sheet, form.kind)
    if asked.kind:
        must_be_one(found.lists, path.name)
    takings = takings_of(found.lists, path.name, schema, asked.given)
    must_agree(found.lists, takings)
    with sole_writer(root):
        book = load(root).book
        world = World(book, as_of)
        code = world.department_code(asked.department)
        must_be_of(world, code, form.department, path.name)
        if asked.out:
            _must_be_free(asked.out, path, root, code, asked.kind)
        joined = _joined(root, book, code, found.lists, takings, schema, asked.out)
        _write({one.out: one.data for one in joined if one.written})
    return Intake(joined, found.left, found.hidden)


def _must_be_free(out: Path, file: Path, root: Path, code: str, kind: Kind | None) -> None:
    """Refusal when `out` is no CSV, the workbook itself, or a table of the city other than the list asked for."""
    if kind is None:
        raise Refusal("--out 只写一张清单，请同时用 --kind 写明是哪一种。")
    if out.suffix.lower() != ".csv" or out.is_dir() or (out.exists() and out.samefile(file)):
        raise Refusal(f"--out 要写成一个 CSV 文件（名称以 .csv 结尾），不能是文件夹或者交来的表格本身：{out}。")
    if out.resolve().is_relative_to((root / "lists").resolve()) and out.resolve() != (root / list_path(code, kind)).resolve():
        raise Refusal(f"--out 是 lists/ 里的另一张表：{out}，没有改动。收进清单的不用写 --out；想先看看的，写到 lists/ 以外。")


def join(taking: Taking, before: bytes | None, where: str, schema: TableSchema, identifiers: Callable[[int], Sequence[str]]) -> Merged:
    """How the rows read join the list whose file holds `before`; `identifiers(n)` gives numbers for new items.

    Refusal when that file has faults of its own.
    """
    existing = read(where, before, schema) if before is not None else None
    if existing and not existing.lossless:
        raise Refusal(f"{where} 有内容上的问题，没有改动。请先运行 qingdan check，按提示改正。")
    rows = [existing.cells(row) for row in existing.rows] if existing else []
    return merge(rows, _once(taking), taking.columns - GIVEN_BY_US, identifiers)  # left empty on a form, those take nothing away


def _joined(root: Path, book: Book, code: str, lists: Sequence[Listed], takings: Sequence[Taking], schema: TableSchema,
            out: Path | None) -> tuple[Joined, ...]:
    """The rows read, joined with what the lists of the department `code` (or `out`) hold now."""
    numbers = Numbers(root, book)
    done: dict[Path, list[Joined]] = {}
    for listed, taking in zip(lists, takings, strict=True):
        target = out or root / list_path(code, listed.kind)
        earlier = done.setdefault(target, [])
        before = earlier[-1].data if earlier else target.read_bytes() if target.is_file() else None
        merged = join(taking, before, target.name if out else list_path(code, listed.kind), schema, numbers.draw)
        data = write(schema, merged.rows)
        earlier.append(_told_of(Joined(listed, target, data, data != before, taking, merged), schema))
    known = {list_path(*place): set(one.ids) for place, one in World(book, date.min).lists.items()}
    if out is None:
        known |= {list_path(code, one[-1].listed.kind): {cells.get("item_id", "") for cells in one[-1].merged.rows} for one in done.values()}
    for of_file in done.values():
        of_file[:] = [replace(one, findings=(*one.findings, *_elsewhere(one, known, list_path(code, one.listed.kind)))) for one in of_file]
        of_file[-1] = replace(of_file[-1], drafts_not_in_it=_drafts_beside(of_file))
    return tuple(sorted((one for of_file in done.values() for one in of_file), key=lambda one: lists.index(one.listed)))


def _drafts_beside(of_file: Sequence[Joined]) -> tuple[str, ...]:
    """Numbers of the drafts in the file that none of the lists read for it has."""
    read = {(cells.get("item_id"), cells.get("effective_from")) for one in of_file for _, cells in one.merged.fates.values()}
    return tuple(cells.get("item_id", "") for cells in of_file[-1].merged.rows
                 if not cells.get("edition") and (cells.get("item_id"), cells.get("effective_from")) not in read)


def _write(contents: Mapping[Path, bytes]) -> None:
    try:
        for target in contents:
            target.parent.mkdir(parents=True, exist_ok=True)
        replace_files(contents)
    except OSError as error:
        raise Refusal(f"写不进 {error.filename}，什么都没有改动。请核对文件夹在不在、有没有写入的权限、磁盘满不满。") from None


def _told_of(one: Joined, schema: TableSchema) -> Joined:
    """The list with what a person is told of it."""
    kept = {row for fate in (Fate.UNCHANGED, Fate.REFUSED) for row in one.merged.of(fate)}
    twice = [Skipped(row, f"同第{before}行", "与前面的一行完全相同，只算一行") for row, before in same_rows(one.taking.rows).items()]
    taking = replace(one.taking, mends=tuple(m for m in one.taking.mends if m.column != schema.headers["edition"] or m.row not in kept),
                     skipped=tuple(sorted((*one.taking.skipped, *twice))))
    return replace(one, taking=taking, findings=(*_open(taking, one.merged, schema), *refused(taking, one.merged)))


def _open(taking: Taking, merged: Merged, schema: TableSchema) -> Iterator[Finding]:
    """What reading left to a person; a column that the sheet lacks counts only where the list lacks it, too."""
    changed = [merged.fates[row][1] for fate in (Fate.ADDED, Fate.UPDATED) for row in merged.of(fate)]
    for one in taking.findings:
        if one.rule != faults.HEADER.id or one.field is None:
            yield one
        elif empty := sum(1 for cells in changed if not cells.get(one.field)):
            yield replace(one, message=lacking(schema.headers[one.field], empty))


def _elsewhere(one: Joined, known: Mapping[str, Collection[str]], own: str) -> Iterator[Finding]:
    """New rows whose number is that of an item in another list (path → the numbers in it) than its `own`."""
    for row in one.taking.rows:
        number = row.cells.get("item_id")
        if number and one.merged.fates.get(row.row, (None,))[0] is Fate.ADDED:
            for path in (path for path, numbers in known.items() if path != own and number in numbers):
                yield finding(
                    faults.DUPLICATE, f"编号 {number} 已经属于 {path} 的事项。", one.taking.path, row.row, row.row,
                    shorten(row.cells.get("violation", "")), "核对清单种类和部门；新事项删去编号再导入，由导入给出新的。", item_id=number)


def _once(taking: Taking) -> list[Taken]:
    twice = same_rows(taking.rows)
    return [row for row in taking.rows if row.row not in twice]


def refused(taking: Taking, merged: Merged) -> list[Finding]:
    """The rows that would change what is in an edition: nothing published is changed by the way."""
    told = []
    for row in merged.of(Fate.REFUSED):
        cells = merged.fates[row][1]
        told.append(finding(
            faults.DUPLICATE, f"与发布批次 {cells['edition']} 中的事项 {cells['item_id']} 是同一事项，内容却不同，没有采用。", taking.path, row, row,
            shorten(cells.get("violation", "")), f"要修改的，先运行 qingdan amend {cells['item_id']} --from 施行日期，在新行上改；是另一事项的，把违法行为写得能够区分。",
            item_id=cells["item_id"]))
    return told
