"""A workbook judged as if its items stood in the city's lists: every finding on the cell it is about, and nothing written."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, islice
from pathlib import Path

from generator.book import assemble, files
from generator.intake.choosing import Left, chosen
from generator.intake.gathering import takings_of
from generator.intake.grid import Grid
from generator.intake.intake import join, refused
from generator.intake.merging import Cells, Fate, Merged
from generator.intake.taken import Skipped, Taking, same_rows
from generator.legality.judge import judge
from generator.legality.verdicts import Told, Verdicts
from generator.model import FORM, IDENTIFIER, Finding, ItemList, Kind, World, identifier, list_path
from generator.schema import TableSchema, directory, faults, tables
from generator.tables import letters_of, write

_PROVISIONAL = re.compile(f"(?=0000-){FORM}")
"""A number that stands for a new item while it is judged; nobody ever sees one."""

_AMEND = "要修改的，照抄这个事项的编号（“事项编号”列收起时，点列标上方的“+”展开），写上新的施行日期，就是它的新版本；是另一事项的，把违法行为写得能够区分。"


@dataclass(frozen=True, slots=True)
class Tried:
    """One list of the workbook: how it was read, how it joins the city's list; `skipped` are rows that no list took for an item."""

    sheet: str
    kind: Kind
    taking: Taking
    merged: Merged
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A finding on a cell of a sheet (0-based `column`; None: on the row as a whole). `item` is its number or its conduct."""

    sheet: str
    row: int
    column: int | None
    item: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Trial:
    """What the workbook holds and what is wrong with it, on the day of `world`, in which its items stand; what of it was not looked at."""

    lists: tuple[Tried, ...]
    answers: tuple[Answer, ...]
    left: tuple[Left, ...]
    hidden: tuple[str, ...]
    world: World


def trial(root: Path, name: str, sheets: Sequence[Grid], department: str, kind: Kind | None, as_of: date, form: Kind | None = None) -> Trial:
    """Judge the lists in the workbook `name` (all of them, or those of `kind`) for `department` (a code); `form`: the one kind that our form is for.

    Refusal when it holds no list, or none whose kind can be told.
    """
    schemas = tables(directory(root))
    schema, contents = schemas["exemptions"], files(root)
    numbers = (identifier(0, number) for number in count(1))
    found = chosen(sheets, schema, name, kind, form=form)
    tried: list[Tried] = []
    for listed, taking in zip(found.lists, takings_of(found.lists, name, schema, {}), strict=True):
        where = list_path(department, listed.kind)
        merged = join(taking, contents.get(where), where, schema, lambda wanted: tuple(islice(numbers, wanted)))
        merged = _as_written(merged, taking)
        contents[where] = write(schema, merged.rows)
        twice = [Skipped(row, "", f"与第{before}行完全相同，只算一行") for row, before in same_rows(taking.rows).items()]
        skipped = sorted((*(one for one in taking.skipped if one.row > taking.heading.row), *twice))
        tried.append(Tried(listed.sheet, listed.kind, taking, merged, tuple(skipped)))
    loaded = assemble(contents, schemas)
    world = World(loaded.book, as_of)
    told = loaded.placed((*loaded.findings, *judge(world, _Recalling(loaded, as_of))))
    places = _Places(tried, department, contents, schema)
    answers = sorted(dict.fromkeys(_answers(tried, told, places)), key=places.order)
    return Trial(tuple(tried), tuple(answers), found.left, found.hidden, world)


class _Recalling(Verdicts):
    """What was said before is recalled; what is only tried is not remembered in the place of it."""

    def keep(self, items: ItemList, world: World, told: Told) -> None:
        """Nothing."""


def _as_written(merged: Merged, taking: Taking) -> Merged:
    """The same, but a row that import refuses stands as the clerk wrote it: what would be wrong with it is worth knowing."""
    rows, fates = list(merged.rows), dict(merged.fates)
    for row in taking.rows:
        if row.row in fates and fates[row.row][0] is Fate.REFUSED:
            before = fates[row.row][1]
            after: Cells = {**before, **row.cells, "item_id": before["item_id"], "edition": before["edition"]}
            rows[next(place for place, cells in enumerate(rows) if cells is before or cells == before)] = after
            fates[row.row] = Fate.REFUSED, after
    return Merged(tuple(rows), fates)


class _Places:
    """Where in the workbook the lines of the lists come from."""

    def __init__(self, tried: Sequence[Tried], department: str, contents: Mapping[str, bytes | None], schema: TableSchema) -> None:
        self._order = {one.sheet: number for number, one in reversed(tuple(enumerate(tried)))}
        self.of: dict[tuple[str, int], tuple[Tried, int]] = {}
        """(path, line) → the list and the row of it."""
        self.items: dict[str, tuple[Tried, int]] = {}
        """Number of an item that is new or changed → the list and the row of it."""
        names = [column.name for column in schema.columns]
        for one in tried:
            path = list_path(department, one.kind)
            rows = {tuple(cells.get(name, "") for name in names): row for row, (_, cells) in one.merged.fates.items()}
            reader = csv.reader(io.StringIO((contents[path] or b"").decode(), newline=""))
            line = 0
            for cells in reader:
                if tuple(cells) in rows:
                    self.of[path, line + 1] = one, rows[tuple(cells)]
                line = reader.line_num
            for row, (fate, now) in one.merged.fates.items():
                if fate in (Fate.ADDED, Fate.UPDATED):
                    self.items[now["item_id"]] = one, row

    def order(self, answer: Answer) -> tuple[int, int, int, str, str]:
        """Sheet, row, column, rule: the order of all that is answered."""
        column = -1 if answer.column is None else answer.column
        return self._order[answer.sheet], answer.row, column, answer.finding.rule, answer.finding.message

    def said(self, text: str, sheet: str) -> str:
        """`text` with the row of each new item in the place of its provisional number."""

        def place(match: re.Match[str]) -> str:
            one, row = self.items.get(match[0], (None, 0))
            return match[0] if one is None else f"第{row}行" if one.sheet == sheet else f"“{one.sheet}”表第{row}行"

        return _PROVISIONAL.sub(place, text)


def _answers(tried: Sequence[Tried], found: Sequence[Finding], places: _Places) -> Iterator[Answer]:
    judged: dict[tuple[str, int], list[Finding]] = {}
    for finding in found:
        if place := places.of.get((finding.path, finding.line or 0)):
            judged.setdefault((place[0].taking.path, place[1]), []).append(finding)
            continue
        kind = Kind.of(Path(finding.path).stem)
        for item_id in filter(places.items.__contains__, IDENTIFIER.findall(finding.message) if kind else ()):
            one, row = places.items[item_id]  # a neighbour is in trouble because of this item
            told = f"{kind.value if kind else ''}清单的事项 {finding.item_id}：{finding.message}"
            judged.setdefault((one.taking.path, row), []).append(replace(finding, message=told, field=None, column=None, value=None))
    for one in tried:
        kinds = len({other.kind for other in tried if other.sheet == one.sheet})
        read = (*(_for_clerk(finding, one.kind if kinds > 1 else None) for finding in one.taking.findings),
                *(replace(finding, hint=_AMEND) for finding in refused(one.taking, one.merged)))
        yield from (_answer(one, finding, places) for finding in _heard(read, judged, one))


def _for_clerk(finding: Finding, kind: Kind | None) -> Finding:
    """A column that the sheet lacks, said to who can add it; `kind` where the sheet holds lists of several."""
    if finding.rule != faults.HEADER.id or not finding.field:
        return finding
    of = f"{kind.value}清单：" if kind else ""
    return replace(finding, message=f"{of}{finding.message}", hint=f"在表头加上“{finding.column}”一列，逐行填写；填报表里各列都有。")


def _heard(read: Sequence[Finding], judged: Mapping[tuple[str, int], Sequence[Finding]], one: Tried) -> Iterator[Finding]:
    """What reading and judging say of a list, nothing twice: reading speaks of a cell out of form, the rules of one that is empty."""
    told = {(finding.row, finding.field) for finding in read if finding.field and finding.rule != faults.REQUIRED.id}
    lacking = {finding.field for finding in read if finding.rule == faults.HEADER.id}
    of_rules = [replace(finding, row=row) for row in one.merged.fates for finding in judged.get((one.taking.path, row), ())
                if (row, finding.field) not in told and not (finding.field in lacking and not finding.value)]
    empty = {(finding.row, finding.field) for finding in of_rules}
    yield from (finding for finding in read if finding.rule != faults.REQUIRED.id or (finding.row, finding.field) not in empty)
    yield from of_rules


def _answer(one: Tried, finding: Finding, places: _Places) -> Answer:
    """The finding at its place in the workbook."""
    row = finding.row or one.taking.heading.row
    columns = one.taking.heading_at(row).columns
    column = columns.index(finding.field) if finding.field in columns and finding.field else None
    cells: Cells = one.merged.fates[row][1] if row in one.merged.fates else {}
    number = cells.get("item_id", "")
    new = bool(_PROVISIONAL.fullmatch(number))
    item = cells.get("violation", "") if new or not number else number
    placed = replace(
        finding, path=one.taking.path, line=row, row=row, cell=f"{letters_of(column)}{row}" if column is not None else None,
        item_id=None if new else number or finding.item_id,
        message=places.said(finding.message, one.sheet), hint=places.said(finding.hint, one.sheet))
    return Answer(one.sheet, row, column, item, placed)
