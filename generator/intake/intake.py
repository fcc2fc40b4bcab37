"""`import`: one file of a department becomes rows of one of its lists, written as drafts that nothing publishes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.amending import new_identifiers
from generator.formatting import replace_file
from generator.intake.grid import Grid, grids
from generator.intake.heading import Heading, heading
from generator.intake.lines import kind_named
from generator.intake.merging import Fate, Merged, merge
from generator.intake.taking import GIVEN_BY_US, Taken, Taking, same_rows, take
from generator.model import Finding, Kind, Refusal
from generator.reading import read
from generator.schema import TableSchema, directory, faults, tables
from generator.tables import finding, shorten, write

ASIDE = frozenset(("填写说明", "示例", "选项", "检查结果"))
"""Sheets of our own form that hold no items."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What `import` did: the file it wrote (as given), what was read, how it joined the list, and all a person must look at."""

    out: Path
    taking: Taking
    merged: Merged
    findings: tuple[Finding, ...]


def choose(sheets: Sequence[Grid], schema: TableSchema, kind: Kind, wanted: str | None, name: str) -> tuple[Grid, Heading]:
    """The sheet that holds the list of `kind`. Refusal when it cannot be told, naming the sheets there are."""
    if wanted is not None and wanted not in [grid.name for grid in sheets]:
        raise Refusal(f"{name} 没有工作表“{wanted}”，有：{'、'.join(grid.name for grid in sheets)}。")
    found = [(grid, head) for grid in sheets if wanted in (None, grid.name) and grid.name not in ASIDE and (head := heading(grid, schema, kind))]
    named = [one for one in found if kind_named(one[0].name) is kind]
    if len(named or found) == 1:
        return (named or found)[0]
    if found:
        raise Refusal(f"{name} 有几张工作表像清单：{'、'.join(grid.name for grid, _ in named or found)}。请用 --sheet 写明要哪一张。")
    raise Refusal(f"{name} 里没有找到清单：没有一行同时写着两个认得的列名（如“违法行为”“适用条件”）。"
                  "列名写成一行，放在各事项上方；可以用 qingdan template 生成的表格填写。")


def take_file(path: Path, schema: TableSchema, kind: Kind, sheet: str | None, given: Mapping[str, str]) -> Taking:
    """The items of the file's sheet for a list of `kind`. Refusal when the file or the sheet cannot be read."""
    if not path.is_file():
        raise Refusal(f"没有文件 {path}。")
    grid, head = choose(grids(path.name, path.read_bytes()), schema, kind, sheet, path.name)
    return take(grid, head, f"{path.name}（{grid.name}）" if grid.name else path.name, schema, kind, given)


def join(taking: Taking, before: bytes | None, where: str, schema: TableSchema, identifiers: Callable[[int], Sequence[str]]) -> Merged:
    """How the rows read join the list whose file holds `before`; `identifiers(n)` gives numbers for new items.

    Refusal when that file has faults of its own.
    """
    existing = read(where, before, schema) if before is not None else None
    if existing and not existing.lossless:
        raise Refusal(f"{where} 有内容上的问题，没有改动。请先运行 qingdan check，按提示改正。")
    rows = [existing.cells(row) for row in existing.rows] if existing else []
    columns = frozenset(filter(None, taking.heading.columns)) - GIVEN_BY_US  # left empty on a form, they take nothing away
    return merge(rows, _once(taking), columns, identifiers)


def intake(root: Path, path: Path, department: str, kind: Kind, out: Path | None, sheet: str | None, given: Mapping[str, str]) -> Intake:
    """Read `path` and write its items into the list of `department` (a code) and `kind`, or into `out`."""
    schema = tables(directory(root))["exemptions"]
    taking = take_file(path, schema, kind, sheet, given)
    target = out or root / f"lists/exemptions/{department}/{kind.slug}.csv"
    before = target.read_bytes() if target.is_file() else None
    merged = join(taking, before, target.name if out else target.relative_to(root).as_posix(), schema,
                  lambda count: new_identifiers(root, count) if count else ())
    data = write(schema, merged.rows)
    if data != before:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, data)
    return Intake(target, taking, merged, (*taking.findings, *refused(taking, merged)))


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
