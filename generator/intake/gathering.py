"""The items of each list that a file holds: what is said of a sheet is said once, and no item stands on two sheets in two ways."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.intake.choosing import Listed, kind_of_file
from generator.intake.dividing import Table
from generator.intake.taken import Skipped, Taken, Taking, apart
from generator.intake.taking import take
from generator.model import Kind, Refusal
from generator.schema import TableSchema, faults
from generator.tables import finding, shorten


def takings_of(lists: Sequence[Listed], name: str, schema: TableSchema, given: Mapping[str, str]) -> list[Taking]:
    """The items of each list of the file `name`; what is said of a sheet is said once."""
    takings = [_taking(listed, name, schema, given if len(lists) == 1 else _fitting(given, listed.kind, schema)) for listed in lists]
    sheets = dict.fromkeys(listed.sheet for listed in lists)
    of_sheet = {sheet: apart([taking for listed, taking in zip(lists, takings, strict=True) if listed.sheet == sheet]) for sheet in sheets}
    return [next(of_sheet[listed.sheet]) for listed in lists]


def _taking(listed: Listed, name: str, schema: TableSchema, given: Mapping[str, str]) -> Taking:
    where = f"{name}（{listed.sheet}）" if listed.sheet else name
    taking, *more = (take(table, where, schema, listed.kind, given) for table in listed.tables)
    for other in more:
        taking = taking.with_next(other)
    if not listed.said and kind_of_file(name) not in (None, listed.kind):
        taking = replace(taking, findings=(finding(
            faults.MISPLACED, f"文件的名称是“{name}”，却作为{listed.kind.value}清单导入。", where, 1, 1,
            hint=f"核对清单种类；确是{listed.kind.value}的，改正文件的名称。"), *taking.findings))
    if untold := listed.tables[0].grid.untold:
        taking = replace(taking, findings=(finding(
            faults.UNREADABLE, f"工作簿的文件有一处损坏，看不出{untold}；其余照读。", where, 1, 1,
            hint="用 Excel 或 WPS 打开，另存为新的 xlsx 再导入；存不好的，对照原表逐项核对这些地方。"), *taking.findings))
    return replace(taking, skipped=tuple(sorted((*taking.skipped, *_of_others(listed.others)))))


def _of_others(others: Iterable[Table]) -> Iterator[Skipped]:
    """Each table of the sheet that is left for another run."""
    for table in others:
        text = next((cell for _, cells in table.grid.rows for cell in cells if cell), "")
        of = f"属于{table.stated.value}清单，请另用 --kind {table.stated.value} 导入" if table.stated else "没有写明是哪一种清单，请分成另一张工作表再导入"
        yield Skipped(table.heading.top, text, f"第{table.heading.row}行起的另一张表，{of}")


def must_agree(lists: Sequence[Listed], takings: Sequence[Taking]) -> None:
    """Refusal when two sheets of one kind say different things of one item: the later would take the place of the earlier."""
    said: dict[tuple[Kind, str], list[tuple[str, Taken]]] = defaultdict(list)
    for listed, taking in zip(lists, takings, strict=True):
        for row in taking.rows:
            number, conduct = row.cells.get("item_id", ""), row.cells.get("violation", "")
            for sheet, before in said[listed.kind, number or conduct]:
                if sheet != listed.sheet and before.cells != row.cells and (not number or _same_version(before.cells, row.cells)):
                    raise Refusal(f"工作表“{sheet}”第{before.row}行和“{listed.sheet}”第{row.row}行是同一种清单的同一事项（{shorten(conduct or number, 30)}），内容却不同，什么都没有改动。"
                                  f"只要一处的，用 --kind {listed.kind.value} --sheet 写明要哪一张；两处都要的，放到一张工作表里。")
            for name in {number, conduct} - {""}:
                said[listed.kind, name].append((listed.sheet, row))


def _same_version(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    days = {cells.get("effective_from") for cells in (one, other)}
    return len(days) == 1 or None in days


def _fitting(given: Mapping[str, str], kind: Kind, schema: TableSchema) -> dict[str, str]:
    """What fills empty cells, without the columns that lists of other kinds alone need."""
    others = {name for of, names in schema.required_for.items() if of != kind.slug for name in names} - set(schema.required(kind.slug))
    return {name: text for name, text in given.items() if name not in others}
