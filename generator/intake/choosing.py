"""Which lists a workbook holds, of which kind, and where: one answer for all who read it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.intake.dividing import Table, divided
from generator.intake.grid import ANSWERS, Grid
from generator.intake.kinds import kind_named
from generator.intake.lines import lines
from generator.model import Kind, Refusal
from generator.schema import TableSchema

ASIDE = frozenset(("填写说明", "示例", "选项", ANSWERS))
"""Sheets of our own form that hold no items."""
_NO_LIST = ("{name} 里没有找到清单：没有一行同时写着两个认得的列名（如“违法行为”“适用条件”）。列名写成一行，放在各事项上方，一行一个事项；"
            "横竖颠倒的、一个事项一张表的，改成这样再导入，可以用 qingdan template 生成的表格填写。")
_KINDS = "”“".join(kind.value for kind in Kind)


@dataclass(frozen=True, slots=True)
class Listed:
    """One list: its tables on one sheet, each with the kind of its rows that name none; `others` are the tables left on the sheet.

    `said` is False where the workbook itself names no kind, and --kind or the name of the file does.
    """

    kind: Kind
    sheet: str
    tables: tuple[Table, ...]
    others: tuple[Table, ...] = ()
    said: bool = True


@dataclass(frozen=True, slots=True)
class Left:
    """A table that was not taken (`row`: that of its header; None: the whole sheet), and what to do about it."""

    sheet: str
    row: int | None
    why: str

    def to_json(self) -> dict[str, object]:
        """The public JSON shape."""
        return {"sheet": self.sheet, "row": self.row, "reason": self.why}

    @property
    def told(self) -> str:
        """The same for a person."""
        return f"{f'工作表“{self.sheet}”' if self.sheet else ''}{f'第{self.row}行起的表' if self.row else ''}：{self.why}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The lists in the order of the workbook, the tables whose kind is not known, and the hidden sheets that hold a list and were not looked at."""

    lists: tuple[Listed, ...]
    left: tuple[Left, ...] = ()
    hidden: tuple[str, ...] = ()


def kind_of_file(name: str) -> Kind | None:
    """The kind of list that the name of a file speaks of, in words or by the name of our own file."""
    stem = Path(name).stem
    return kind_named(stem) or next((kind for kind in Kind if stem.endswith(kind.slug)), None)


def chosen(sheets: Sequence[Grid], schema: TableSchema, name: str, kind: Kind | None = None, sheet: str | None = None,
           form: Kind | None = None) -> Chosen:
    """The lists of the workbook `name`: all of `kind`, or all whose kind is known; on one `sheet`, or on all that a person sees.

    A hidden sheet is looked at where it is asked for, or where no other holds a list. `form`: the one kind that our own form was
    made for. Refusal when there is no list.
    """
    if sheet is not None and sheet not in [grid.name for grid in sheets]:
        raise Refusal(f"{name} 没有工作表“{sheet}”，有：{'、'.join(grid.name for grid in sheets)}。")
    asked = [grid for grid in sheets if grid.name not in ASIDE and sheet in (None, grid.name)]
    assumed = kind or form or kind_of_file(name)
    held = [(grid, tables) for grid in asked if (tables := divided(grid, schema, assumed or Kind.of(grid.name) or Kind.NO_PENALTY))]
    if not held:
        raise Refusal(next((grid.refused for grid in asked if grid.refused), _NO_LIST.format(name=name)))
    seen = [(grid, tables) for grid, tables in held if sheet is not None or grid.shown] or held
    hidden = tuple(grid.name for grid, _ in held if all(grid is not other for other, _ in seen))
    unread = [Left(grid.name, None, grid.refused) for grid in asked if grid.refused and grid.shown and (not kind or kind_named(grid.name) in (None, kind))]
    if kind:
        return Chosen(_of_kind([tables for _, tables in seen], kind, name, hidden), tuple(unread), hidden)
    lists, left = _of_every_kind(seen, schema, assumed)
    if not lists:
        raise Refusal(f"看不出{f'工作表“{left[0].sheet}”' if left[0].sheet else f' {name} '}是哪一种清单。请用 --kind 写明，或者把工作表的名称改成“{_KINDS}”之一。")
    return Chosen(tuple(lists), (*left, *unread), hidden)


def _of_kind(sheets: Sequence[Sequence[Table]], kind: Kind, name: str, hidden: Sequence[str]) -> tuple[Listed, ...]:
    """The lists of `kind`: those that say so, and where none does, those that say nothing; a table that stands alone whatever it says."""
    stating = [tables for tables in sheets if any(table.stated is kind for table in tables)]
    silent = [tables for tables in sheets if any(table.stated is None for table in tables)]
    alone = sheets if sum(map(len, sheets)) == 1 else ()
    if not (stating or silent or alone):
        there = "、".join(dict.fromkeys(table.stated.value for tables in sheets for table in tables if table.stated))
        aside = f"隐藏的工作表没有看：{'、'.join(hidden)}；要读的，先取消隐藏。" if hidden else ""
        raise Refusal(f"{name} 里没有{kind.value}清单，有：{there}。{aside}请核对 --kind。")
    lists = []
    for tables in stating or silent or alone:
        mine = [table for table in tables if alone or table.stated is (kind if stating else None)]
        others = tuple(table for table in tables if table not in mine)
        lists.append(Listed(kind, tables[0].grid.name, tuple(replace(table, stated=kind) for table in mine), others,
                            said=any(table.stated for table in mine)))
    return tuple(lists)


def _of_every_kind(sheets: Sequence[tuple[Grid, Sequence[Table]]], schema: TableSchema, assumed: Kind | None) -> tuple[list[Listed], list[Left]]:
    """The lists of all kinds; a table that says nothing is of the kind `assumed` unless another table is."""
    said = {table.stated for _, tables in sheets for table in tables}
    fallback = None if assumed in said else assumed
    lists: list[Listed] = []
    left: list[Left] = []
    for grid, tables in sheets:
        of = {kind for table in tables for kind in _kinds_in(table, fallback)}
        for kind in (kind for kind in Kind if kind in of):
            mine = [table for table in divided(grid, schema, kind) if kind in _kinds_in(table, fallback)]
            lists.append(Listed(kind, grid.name, tuple(replace(table, stated=table.stated or fallback) for table in mine),
                                said=any(table.stated or kind is not fallback for table in mine)))
        left += [Left(table.grid.name, table.heading.row, f"看不出是哪一种清单。把工作表的名称（或者表格上方的标题）改成“{_KINDS}”之一，或者用 --kind 写明；不是清单的，隐藏这张工作表。")
                 for table in tables if not _kinds_in(table, fallback)]
    return lists, left


def _kinds_in(table: Table, fallback: Kind | None) -> set[Kind]:
    """The kinds that the table holds rows of: its own, empty or not, and those that rows name themselves."""
    own = table.stated or fallback
    return {line.of for line in lines(table.grid, table.heading) if line.of} | ({own} if own else set())


def must_be_one(lists: Sequence[Listed], name: str) -> None:
    """Refusal when several sheets hold the kind that was asked for: nobody but a person knows which is meant."""
    if len(lists) > 1:
        raise Refusal(f"{name} 有几张工作表像{lists[0].kind.value}清单：{'、'.join(one.sheet for one in lists)}。请用 --sheet 写明要哪一张；不写 --kind 的，各张都收。")
