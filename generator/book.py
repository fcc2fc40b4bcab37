"""Cells become a typed Book, with findings for whatever cannot; nothing is lost on the way."""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

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
    Refusal,
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
from generator.schema import TableSchema, directory, faults, tables
from generator.schema.judge import Judge, Violation
from generator.schema.slips import slid
from generator.schema.wording import told
from generator.tables import MAX_BYTES, Row, Sheet, finding, read_sound, sound_columns
from generator.workers import share

RECORDS: Mapping[str, type[Record]] = {
    "exemptions": Item, "focus": Focus, "superior": SuperiorItem, "editions": Edition, "terms": Term, "relief_clauses": ReliefClause,
    "organisations": Organisation, "townships": Township, "delegations": Delegation, "waivers": Waiver,
    "profiles": Profile, "calendar": CalendarDay, "vocabulary": Vocabulary, "redactions": Redaction, "releases": Release, "laws": LawVersion, "city": City}
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


def load(root: Path) -> Loaded:
    """The Book of the folder `root`. Refusal when there is no lists/ to judge."""
    must_hold_lists(root)
    loaded = assemble(files(root), tables(directory(root)))
    if loaded.book.lists:
        return loaded
    nothing = finding(faults.MISSING_TABLE, "没有任何清单，什么也没有检查。", "lists/exemptions",
                      hint="放回各部门的清单，例如 lists/exemptions/scjg/no-penalty.csv。")
    return replace(loaded, findings=loaded.placed((*loaded.findings, nothing)))


def must_hold_lists(root: Path) -> None:
    """Refusal when the folder `root` has no lists/ to judge."""
    if not root.is_dir():
        raise Refusal(f"目录 {root} 不存在。请用 --root 指明放有 lists/ 的目录。")
    if not (root / "lists").is_dir():
        raise Refusal(f"目录 {root} 中没有 lists/。请在仓库目录中运行，或用 --root 指明放有 lists/ 的目录。")


def load_laws(root: Path) -> tuple[Sequence[LawVersion], Mapping[str, tuple[LawArticle, ...]]]:
    """Only the law registry of `root` (versions, articles): for questions that need no list."""
    schemas = tables(directory(root))
    contents = {path: (root / path).read_bytes() for path in (schemas["laws"].path, schemas["law_articles"].path) if (root / path).is_file()}
    names = _names(contents, schemas)
    assembly = _Assembly(schemas, names, _sound(contents, schemas, names))
    for path, data in contents.items():
        assembly.add(path, data)
    return assembly.rows("laws"), assembly.by_law.get("law_articles", {})


def load_law_book(root: Path) -> Book:
    """The Book of the tables about laws, and of the city: for questions that need no list."""
    return load_tables(root, "city", "laws", "law_articles", "law_map")


def load_tables(root: Path, *names: str) -> Book:
    """The Book of these tables alone."""
    schemas = tables(directory(root))
    paths = [schemas[name].path for name in names]
    return assemble({path: (root / path).read_bytes() for path in paths if (root / path).is_file()}, schemas).book


def files(root: Path) -> dict[str, bytes | None]:
    """Path from the root → content of every file under lists/; None for what is not a readable file of fair size."""
    found: dict[str, bytes | None] = {}
    for folder, folders, names in os.walk(root / "lists"):
        place = Path(folder).relative_to(root).as_posix()
        found.update({f"{place}/{name}": None for name in folders if name.endswith(".csv")})
        found.update({f"{place}/{name}": _content_of(Path(folder, name)) for name in names})
    return dict(sorted(found.items()))


def _content_of(path: Path) -> bytes | None:
    if not path.is_file():  # a pipe would be waited for, a broken link cannot be opened
        return None
    try:
        if path.stat().st_size <= MAX_BYTES:
            return path.read_bytes()
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)  # one byte over the limit is enough for `tables` to refuse it
    except OSError:
        return None


def assemble(contents: Mapping[str, bytes | None], schemas: Mapping[str, TableSchema]) -> Loaded:
    """The Book written in `contents` (path → bytes)."""
    names = _names(contents, schemas)
    assembly = _Assembly(schemas, names, _sound(contents, schemas, names))
    for path, data in sorted(contents.items()):
        assembly.add(path, data)
    lists = {path: name for path, name in names.items() if path.startswith(_LISTS)}
    return replace(assembly.finish(), surroundings=_surroundings(contents, schemas, names), contents=lists)


_MUCH = 4_000_000
"""Tables of so many bytes that nobody has judged yet are worth several processes."""


def _names(contents: Mapping[str, bytes | None], schemas: Mapping[str, TableSchema]) -> dict[str, str]:
    """A name for what each table says and by what it is judged."""
    judged_by = {name: memory.digest(schema.fingerprint) for name, schema in schemas.items()}
    return {path: memory.digest(judged_by[located[0]], located[1].get("kind") or "", data) for path, data in contents.items()
            if data is not None and (located := locate(path, schemas))}


def _sound(contents: Mapping[str, bytes | None], schemas: Mapping[str, TableSchema], names: Mapping[str, str]) -> frozenset[str]:
    """The paths of the tables known to be without fault; where there is much that is not known, it is found out first, side by side."""
    tables = {path: (schemas[located[0]], located[1].get("kind"), data) for path, data in contents.items()
              if data is not None and (located := locate(path, schemas))}
    known = {path for path in tables if memory.seen("sound", names[path])}
    unknown = sorted(tables.keys() - known, key=lambda path: len(tables[path][2]), reverse=True)
    if len(unknown) < 2 or sum(len(tables[path][2]) for path in unknown) < _MUCH:
        return frozenset(known)
    found: list[str] = []

    def look(path: str) -> None:
        schema, kind, data = tables[path]
        columns = sound_columns(data, schema)
        if columns is None or not Judge(schema, kind).all_sound(columns):
            return
        if path.startswith(_LISTS):  # then its items need not be read before the rules ask for them
            cells = dict(zip(schema.headers, columns, strict=True))
            memory.keep("registers", names[path], tuple(register(zip(*map(cells.__getitem__, OWED), strict=True))))
        memory.remember("sound", names[path])
        found.append(path)

    return frozenset(known).union(*share([partial(look, path) for path in unknown], lambda: found))


def _surroundings(contents: Mapping[str, bytes | None], schemas: Mapping[str, TableSchema], names: Mapping[str, str]) -> str:
    parts: list[bytes | str] = [schema.fingerprint for _, schema in sorted(schemas.items())]
    for path, data in sorted(contents.items()):
        parts.extend((path,) if path.startswith(_LISTS) else (path, names.get(path) or data or b""))
    return memory.digest(*parts)


_LISTS = "lists/exemptions/"


_OPEN_ELSEWHERE = ("~$", ".~lock.")
"""How Excel, WPS and LibreOffice begin the name of the file that says somebody has this table open."""


@dataclass(slots=True)
class _Assembly:
    schemas: Mapping[str, TableSchema]
    names: Mapping[str, str]
    sound: frozenset[str] = frozenset()
    sheets: dict[str, Sheet] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    records: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    lists: dict[tuple[str, Kind], ItemList] = field(default_factory=dict)
    registers: dict[str, Register] = field(default_factory=dict)
    by_law: dict[str, Mapping[str, tuple[Any, ...]]] = field(default_factory=dict)
    later: dict[str, Rows[Any]] = field(default_factory=dict)
    """Tables in order whose records are made when they are asked for."""

    def add(self, path: str, data: bytes | None) -> None:
        located = locate(path, self.schemas)
        if located is None:
            if not path.endswith((".md", ".gitkeep")) and not path.rpartition("/")[2].startswith(_OPEN_ELSEWHERE):
                self.findings.append(finding(faults.MISPLACED, "这里不应有这个文件，内容没有采用。", path))
            return
        name, place = located
        if data is None:
            self.findings.append(finding(faults.UNREADABLE, "这里应当是一个 CSV 文件，却是目录或者无法打开。", path,
                                         hint="移走同名的目录，放回 CSV 文件；打不开的请检查文件权限。"))
            return
        schema, kind = self.schemas[name], place.get("kind")
        sound = path in self.sound
        if sound and name in ON_DEMAND:
            self.by_law[name] = LawTable(data, ON_DEMAND[name])
            return
        sheet = read_sound(path, data, schema) if sound else read(path, data, schema)
        self.sheets[path] = sheet
        self.findings.extend(sheet.findings)
        if sound and name in _ALONE and memory.seen("in order", self.names[path]):
            self.later[name] = Rows(path, data, sheet.columns, RECORDS[name])
            return
        where = {word: Kind.of(value) if word == "kind" else value for word, value in place.items()}
        records = partial(self._type, name, sheet, where, None if sound else Judge(schema, kind))
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

    def _type(self, name: str, sheet: Sheet, place: Mapping[str, object], judge: Judge | None) -> tuple[Any, ...]:
        """The records of a sheet; `judge` is None when every cell is known to be sound."""
        record = RECORDS.get(name) or ON_DEMAND[name]
        if judge is None:
            made = record.reader(sheet.columns, **place)
            return tuple(made(row.cells, Source(sheet.path, row.line, row.row)) for row in sheet.rows)
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


def _by_law(records: Iterable[Any], law_id: str) -> dict[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        found[record.text(law_id)].append(record)
    return {name: tuple(rows) for name, rows in found.items()}


def locate(path: str, schemas: Mapping[str, TableSchema]) -> tuple[str, dict[str, str]] | None:
    """The table that belongs at `path` and what the path says (department, authority, kind); None when nothing does."""
    for name, schema in schemas.items():
        match = _places(schema.path).fullmatch(path)
        if match:
            return name, match.groupdict()
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
