"""`import`: one file of a department becomes rows of one of its lists, written as drafts that nothing publishes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.amending import new_identifiers
from generator.intake.dividing import Table, divided, of_kind
from generator.intake.grid import Grid, grids
from generator.intake.kinds import kind_named
from generator.intake.merging import Fate, Merged, merge
from generator.intake.taken import Taken, Taking, lacking, same_rows
from generator.intake.taking import GIVEN_BY_US, take
from generator.model import Finding, Kind, Refusal
from generator.reading import read
from generator.schema import TableSchema, directory, faults, tables
from generator.tables import finding, shorten, write
from generator.writing import replace_file, sole_writer

ASIDE = frozenset(("填写说明", "示例", "选项", "检查结果"))
"""Sheets of our own form that hold no items."""
NO_LIST = ("{name} 里没有找到清单：没有一行同时写着两个认得的列名（如“违法行为”“适用条件”）。列名写成一行，放在各事项上方，一行一个事项；"
           "横竖颠倒的、一个事项一张表的，改成这样再导入，可以用 qingdan template 生成的表格填写。")


@dataclass(frozen=True, slots=True)
class Intake:
    """What `import` did: the file it wrote (as given), what was read, how it joined the list, and all a person must look at."""

    out: Path
    taking: Taking
    merged: Merged
    findings: tuple[Finding, ...]

    @property
    def drafts_not_in_it(self) -> list[str]:
        """Numbers of the drafts of the list that the file does not have."""
        read = {id(cells) for _, cells in self.merged.fates.values()}
        return [cells.get("item_id", "") for cells in self.merged.rows if not cells.get("edition") and id(cells) not in read]


def path_of(department: str, kind: Kind) -> str:
    """Where the list of a department (a code) stands, from the root."""
    return f"lists/exemptions/{department}/{kind.slug}.csv"


def choose(sheets: Sequence[Grid], schema: TableSchema, kind: Kind, wanted: str | None, name: str) -> tuple[Table, ...]:
    """The tables of the sheet that holds the list of `kind`, others among them. Refusal when it cannot be told, naming the sheets there are."""
    if wanted is not None and wanted not in [grid.name for grid in sheets]:
        raise Refusal(f"{name} 没有工作表“{wanted}”，有：{'、'.join(grid.name for grid in sheets)}。")
    found = [tables for grid in sheets if wanted in (None, grid.name) and grid.name not in ASIDE and (tables := divided(grid, schema, kind))]
    if wanted is None:
        found = [tables for tables in found if tables[0].grid.shown] or found
    named = [tables for tables in found if any(table.stated is kind for table in tables)]
    if len(named or found) == 1:
        return (named or found)[0]
    if found:
        hidden = "、".join(grid.name for grid in sheets if not grid.shown and grid.name not in ASIDE)
        aside = f"隐藏的工作表没有看：{hidden}；要读的，先取消隐藏。" if hidden else ""
        if all(table.stated not in (None, kind) for tables in found for table in tables):
            raise Refusal(f"{name} 里没有{kind.value}清单，有：{'、'.join(tables[0].grid.name for tables in found)}。{aside}请核对 --kind。")
        raise Refusal(f"{name} 有几张工作表像清单：{'、'.join(tables[0].grid.name for tables in named or found)}。{aside}请用 --sheet 写明要哪一张。")
    raise Refusal(next((grid.refused for grid in sheets if grid.refused and wanted in (None, grid.name)), NO_LIST.format(name=name)))


def take_file(path: Path, schema: TableSchema, kind: Kind, sheet: str | None, given: Mapping[str, str]) -> Taking:
    """The items of the file's sheet for a list of `kind`. Refusal when the file or the sheet cannot be read."""
    if not path.is_file():
        raise Refusal(f"没有文件 {path}。")
    tables = choose(grids(path.name, path.read_bytes()), schema, kind, sheet, path.name)
    mine = tuple(of_kind(tables, kind)) or tables[:1]
    if len(tables) > 1 and not any(table.stated in (None, kind) for table in mine):
        raise Refusal(f"{path.name} 里没有{kind.value}清单，有：{'、'.join(dict.fromkeys(table.stated.value for table in tables if table.stated))}。")
    where = f"{path.name}（{mine[0].grid.name}）" if mine[0].grid.name else path.name
    named = kind_named(path.stem) or next((one for one in Kind if path.stem.endswith(one.slug)), None)
    taking, *more = (take(table.grid, table.heading, where, schema, kind, given) for table in mine)
    for other in more:
        taking = taking.with_next(other)
    if named not in (None, kind) and mine[0].stated is None:
        taking = replace(taking, findings=(finding(
            faults.MISPLACED, f"文件的名称是“{path.name}”，却作为{kind.value}清单导入。", where, 1, 1, hint=f"核对清单种类；确是{kind.value}的，改正文件的名称。"), *taking.findings))
    return replace(taking, skipped=tuple(sorted((*taking.skipped, *_of_others(tables, mine)))))


def _of_others(tables: Sequence[Table], mine: Sequence[Table]) -> Iterator[tuple[int, str, str]]:
    """Each table of another kind, which is left for another run."""
    for table in tables:
        if table not in mine:
            text = next((cell for _, cells in table.grid.rows for cell in cells if cell), "")
            of = f"属于{table.stated.value}清单，请另用 --kind {table.stated.value} 导入" if table.stated else "没有写明是哪一种清单，请分成另一张工作表再导入"
            yield table.heading.top, text, f"第{table.heading.row}行起的另一张表，{of}"


def join(taking: Taking, before: bytes | None, where: str, schema: TableSchema, identifiers: Callable[[int], Sequence[str]]) -> Merged:
    """How the rows read join the list whose file holds `before`; `identifiers(n)` gives numbers for new items.

    Refusal when that file has faults of its own.
    """
    existing = read(where, before, schema) if before is not None else None
    if existing and not existing.lossless:
        raise Refusal(f"{where} 有内容上的问题，没有改动。请先运行 qingdan check，按提示改正。")
    rows = [existing.cells(row) for row in existing.rows] if existing else []
    return merge(rows, _once(taking), taking.columns - GIVEN_BY_US, identifiers)  # left empty on a form, those take nothing away


def intake(root: Path, path: Path, department: str, kind: Kind, out: Path | None, sheet: str | None, given: Mapping[str, str]) -> Intake:
    """Read `path` and write its items into the list of `department` (a code) and `kind`, or into `out`."""
    schema = tables(directory(root))["exemptions"]
    taking = take_file(path, schema, kind, sheet, given)
    target = out or root / path_of(department, kind)
    with sole_writer(root):
        return _joined(root, target, taking, schema, target.name if out else target.relative_to(root).as_posix())


def _joined(root: Path, target: Path, taking: Taking, schema: TableSchema, where: str) -> Intake:
    """The rows read are joined with what `target` (called `where`) holds now, and written."""
    before = target.read_bytes() if target.is_file() else None
    merged = join(taking, before, where, schema, lambda count: new_identifiers(root, count) if count else ())
    kept = {row for fate in (Fate.UNCHANGED, Fate.REFUSED) for row in merged.of(fate)}
    twice = [(row, f"同第{before}行", "与前面的一行完全相同，只算一行") for row, before in same_rows(taking.rows).items()]
    taking = replace(taking, mends=tuple(m for m in taking.mends if m.column != schema.headers["edition"] or m.row not in kept),
                     skipped=tuple(sorted((*taking.skipped, *twice))))
    findings = (*_open(taking, merged, schema), *refused(taking, merged), *_elsewhere(root, target, taking, merged))
    data = write(schema, merged.rows)
    if data != before:
        _write(target, data)
    return Intake(target, taking, merged, findings)


def _write(target: Path, data: bytes) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, data)
    except OSError:
        raise Refusal(f"写不进 {target}，没有改动。请核对文件夹在不在、有没有写入的权限、磁盘满不满。") from None


def _open(taking: Taking, merged: Merged, schema: TableSchema) -> Iterator[Finding]:
    """What reading left to a person; a column that the sheet lacks counts only where the list lacks it, too."""
    changed = [merged.fates[row][1] for fate in (Fate.ADDED, Fate.UPDATED) for row in merged.of(fate)]
    for one in taking.findings:
        if one.rule != faults.HEADER.id or one.field is None:
            yield one
        elif empty := sum(1 for cells in changed if not cells.get(one.field)):
            yield replace(one, message=lacking(schema.headers[one.field], empty))


def _elsewhere(root: Path, target: Path, taking: Taking, merged: Merged) -> Iterator[Finding]:
    """New rows whose number is that of an item in another list."""
    given = [row for row in taking.rows if row.cells.get("item_id") and merged.fates.get(row.row, (None,))[0] is Fate.ADDED]
    lists = {path: path.read_text(encoding="utf-8", errors="replace") for path in sorted(root.glob("lists/exemptions/*/*.csv")) if path != target} if given else {}
    for row in given:
        number = row.cells["item_id"]
        for path in (path for path, text in lists.items() if f"\n{number}," in text):
            yield finding(
                faults.DUPLICATE, f"编号 {number} 已经属于 {path.relative_to(root).as_posix()} 的事项。", taking.path, row.row, row.row,
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
