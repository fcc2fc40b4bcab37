"""Cells become a typed Book, with findings for whatever cannot; nothing is lost on the way."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any, NamedTuple

from generator import memory
from generator.coherence import OWED, Register, disagreements, register, suspects
from generator.model import (
    Book,
    CalendarDay,
    City,
    Delegation,
    Edition,
    Finding,
    Focus,
    Item,
    ItemList,
    ItemLists,
    Kind,
    LawArticle,
    LawPair,
    LawVersion,
    Organisation,
    Profile,
    Record,
    Redaction,
    Release,
    ReliefClause,
    Source,
    SuperiorItem,
    Term,
    Township,
    Vocabulary,
    Waiver,
)
from generator.on_demand import LawTable, Rows
from generator.reading import read
from generator.schema import TableSchema, faults
from generator.schema.judge import Judge, Violation
from generator.schema.slips import slid
from generator.schema.wording import told
from generator.tables import Row, Sheet, finding, read_sound

RECORDS: Mapping[str, type[Record]] = {
    "exemptions": Item, "focus": Focus, "superior": SuperiorItem, "editions": Edition, "terms": Term, "relief_clauses": ReliefClause,
    "organisations": Organisation, "townships": Township, "delegations": Delegation, "waivers": Waiver,
    "profiles": Profile, "calendar": CalendarDay, "vocabulary": Vocabulary, "redactions": Redaction,
    "releases": Release, "laws": LawVersion, "city": City}
"""The record of each table that is read whole."""

ON_DEMAND: Mapping[str, type[Record]] = {"law_articles": LawArticle, "law_map": LawPair}
"""The record of each big table of which only the laws asked for are read."""

_ALONE = frozenset(("laws", "vocabulary"))
"""Long tables that refer to no other: once in order they stay so, and their records are made when they are asked for."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A Book, the sheets it was read from (by path) and every S finding.

    `contents` names what stands in each list (by path), `surroundings` everything else: schemas, shared tables, and which
    lists there are.
    """

    book: Book
    sheets: Mapping[str, Sheet]
    findings: tuple[Finding, ...]
    surroundings: str = ""
    contents: Mapping[str, str] = field(default_factory=dict)

    def placed(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """`found` with column header and cell filled in, sorted as every report is."""
        placed = []
        places: dict[tuple[str, str], tuple[str | None, str | None]] = {}
        for one in found:
            sheet = self.sheets.get(one.path)
            if sheet is not None and one.column is None and one.field:
                key = (one.path, one.field)
                if key not in places:
                    places[key] = sheet.place(one.field)
                header, letters = places[key]
                one = one.at(header, f"{letters}{one.row}" if letters and one.row else None)
            placed.append(one)
        return tuple(sorted(placed, key=lambda f: f.sort_key))


_OPEN_ELSEWHERE = ("~$", ".~lock.")
"""How Excel, WPS and LibreOffice begin the name of the file that says somebody has this table open."""


@dataclass(slots=True)
class Assembly:
    """Tables come one by one (`add`); `finish` makes the Book of them. `names` tells what each says, `sound` which are known to be without fault.

    `again` brings the bytes at a path once more, where they need not stay at hand.
    """

    schemas: Mapping[str, TableSchema]
    names: Mapping[str, str]
    sound: frozenset[str] = frozenset()
    again: Callable[[str], bytes | None] | None = None
    sheets: dict[str, Sheet] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    records: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    lists: dict[tuple[str, Kind], ItemList] = field(default_factory=dict)
    registers: dict[str, Register] = field(default_factory=dict)
    by_law: dict[str, Mapping[str, tuple[Any, ...]]] = field(default_factory=dict)
    later: dict[str, Rows[Any]] = field(default_factory=dict)
    """Tables in order whose records are made when they are asked for."""

    def add(self, path: str, data: bytes | None) -> None:
        """Read the table at `path`; None for what is no readable file. What does not belong there is a finding."""
        located = locate(path, self.schemas)
        if located is None:
            if not path.endswith((".md", ".gitkeep")) and not path.rpartition("/")[2].startswith(_OPEN_ELSEWHERE):
                self.findings.append(finding(faults.MISPLACED, "这里不应有这个文件，内容没有采用。", path))
            return
        name, place, kind = located.table, located.said, located.kind
        if data is None:
            self.findings.append(finding(faults.UNREADABLE, "这里应当是一个 CSV 文件，却是目录或者无法打开。", path,
                                         hint="移走同名的目录，放回 CSV 文件；打不开的请检查文件权限。"))
            return
        schema = self.schemas[name]
        sound = path in self.sound
        if sound and name in ON_DEMAND:
            self.by_law[name] = LawTable(data, ON_DEMAND[name])
            return
        sheet = read_sound(path, data, schema, self.again and partial(self.again, path)) if sound else read(path, data, schema)
        self.sheets[path] = sheet
        self.findings.extend(sheet.findings)
        if sound and name in _ALONE and memory.seen("in order", self.names[path]):
            self.later[name] = Rows(path, data, sheet.columns, RECORDS[name])
            return
        where = {word: Kind.of(value) if word == "kind" else value for word, value in place.items()}
        record = RECORDS.get(name) or ON_DEMAND[name]
        records = partial(_typed, record, sheet, where) if sound else partial(self._judged, name, record, sheet, where, Judge(schema, kind))
        if name == "exemptions":
            self.lists[str(place["department"]), Kind.of(str(kind)) or Kind.NO_PENALTY] = self._list(path, sound, records)
        elif name in ON_DEMAND:
            self.by_law[name] = _by_law(records(), schema.key[0])
        else:
            self.records[name].extend(records())
        if not sound and self._faultless(path):
            memory.remember("sound", self.names[path])

    def _faultless(self, path: str) -> bool:
        return not any(one.path == path for one in self.findings)

    def _list(self, path: str, sound: bool, read: Callable[[], tuple[Item, ...]]) -> ItemList:
        """The list at `path`. One that is sound and was read before is not read again until its items are wanted."""
        kept = memory.recall("registers", self.names[path]) if sound else None
        if kept is not None:
            self.registers[path] = Register(*kept)
            return ItemList(path, self.registers[path].ids, read)
        items = read()
        self.registers[path] = register(tuple(map(item.text, OWED)) for item in items)
        if self._faultless(path):
            memory.keep("registers", self.names[path], tuple(self.registers[path]))
        return ItemList.of(path, items)

    def _judged(self, name: str, record: type[Record], sheet: Sheet, place: Mapping[str, object], judge: Judge) -> tuple[Any, ...]:
        """The records of a sheet; what is wrong with its cells is a finding."""
        flagged: dict[int, set[str]] = defaultdict(set)
        for one in sheet.findings:
            if one.row and one.row > 1 and one.field:
                flagged[one.row].add(one.field)
        absent = frozenset(sheet.schema.headers) - frozenset(sheet.columns)
        records = []
        for row in sheet.rows:
            cells = sheet.cells(row)
            bad = flagged.get(row.row, set())
            violations = judge.violations(cells)
            slip = slid(judge, sheet.columns, row.cells, violations)
            if slip:
                self.findings.append(_slip(sheet, row, *slip))
                continue
            for violation in violations:
                column = violation.column.name
                if column in bad or column in absent or (violation.keyword == "required" and name == "exemptions"):
                    continue  # already said: a suspicious cell, a missing column, or rule A01's business
                self.findings.append(_violation(sheet, row, violation, cells))
                bad.add(column)
            typed = record.from_cells(cells, Source(sheet.path, row.line, row.row), **place)
            marked = typed.malformed | bad | absent
            records.append(replace(typed, malformed=marked) if marked != typed.malformed else typed)
        return tuple(records)

    def rows(self, name: str) -> Sequence[Any]:
        """The records of a table that is read whole."""
        return self.later[name] if name in self.later else tuple(self.records[name])

    def finish(self) -> Loaded:
        """The Book of all tables, and what is wrong between them."""
        doubtful = suspects(self.registers, self.records)
        looked_at = [item for one in self.lists.values() if one.path in doubtful for item in one.items]
        self.findings.extend(disagreements(
            self.schemas, self.sheets, {**self.records, "exemptions": looked_at}, self.registers, tuple(self.lists), self.findings))
        for name in _ALONE - self.later.keys():
            path = self.schemas[name].path
            if path in self.sheets and self._faultless(path):
                memory.remember("in order", self.names[path])
        items = self.schemas["exemptions"]
        rows = {name: self.rows(name) for name in RECORDS if name not in ("exemptions", "city")}
        city = next(iter(self.records["city"]), City())
        book = Book(
            items=ItemLists({place: one for place, one in self.lists.items() if one.ids}), lists=tuple(self.lists), city=city, headers=items.headers,
            required={kind: items.required(kind.slug) for kind in Kind}, **rows, **self.by_law)  # type: ignore[arg-type]
        loaded = Loaded(book, self.sheets, ())
        return replace(loaded, findings=loaded.placed(self.findings))


def _typed(record: type[Record], sheet: Sheet, place: Mapping[str, object]) -> tuple[Any, ...]:
    """The records of a sheet of which every cell is known to be sound."""
    made = record.reader(sheet.columns, **place)
    return tuple(made(row.cells, Source(sheet.path, row.line, row.row)) for row in sheet.rows)


def _by_law(records: Iterable[Any], law_id: str) -> dict[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        found[record.text(law_id)].append(record)
    return {name: tuple(rows) for name, rows in found.items()}


class Located(NamedTuple):
    """Which table belongs at a path, and what the path says of its rows: department, authority, kind."""

    table: str
    said: Mapping[str, str]

    @property
    def kind(self) -> str | None:
        """The kind of list, a slug."""
        return self.said.get("kind")


def locate(path: str, schemas: Mapping[str, TableSchema]) -> Located | None:
    """The table that belongs at `path`; None when nothing does."""
    for name, schema in schemas.items():
        match = _places(schema.path).fullmatch(path)
        if match:
            return Located(name, match.groupdict())
    return None


@cache
def _places(path: str) -> re.Pattern[str]:
    return re.compile(re.escape(path).replace(r"\{department\}", "(?P<department>[a-z0-9-]+)").replace(
        r"\{authority\}", "(?P<authority>[a-z0-9-]+)").replace(
        r"\{kind\}", f"(?P<kind>{'|'.join(kind.slug for kind in Kind)})"))


def _slip(sheet: Sheet, row: Row, first: int, way: int) -> Finding:
    side, cause = ("左", "少了") if way < 0 else ("右", "多了")
    header, letters = sheet.place(sheet.columns[first])
    return finding(faults.WIDTH, f"这一格和后面几格的写法都不对，像是内容向{side}错了一格，整行没有采用。", sheet.path, row.line, row.row, row.cells[first],
                   f"在表格软件里看这一格和前面哪里{cause}一格，把后面的移回去。", header, letters, sheet.columns[first], sheet.cells(row).get("item_id"))


def _violation(sheet: Sheet, row: Row, violation: Violation, cells: Mapping[str, str]) -> Finding:
    name, text = violation.column.name, cells.get(violation.column.name)
    message, hint = told(violation, text)
    header, letters = sheet.place(name)
    return finding(faults.OF_KEYWORD[violation.keyword], message, sheet.path, row.line, row.row, text, hint, header, letters, name, cells.get("item_id"))
