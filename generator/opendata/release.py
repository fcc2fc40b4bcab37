"""One release: the files of the published data as of a day, and of what changed since the release before."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.document.basis import Basis
from generator.document.shelf import Shelf
from generator.legality.elements import inherited_on
from generator.model import Item, Record, World
from generator.opendata import checksums, delta, package, records, rulepack, vectors
from generator.render.xlsx import Sheet, xlsx
from generator.schema import output_directory
from generator.schema import tables as schemas_of

LATEST, WORKBOOK = "latest", "items.xlsx"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PUBLISHED = ("data", "version", "citation", "delta", "rules", "penalty", "vectors", "datapackage", "item", "intervals")
"""The schemas, of those in schema/output, that the files of a release are judged by, and the JSON that the pages of the site bring along."""


@dataclass(frozen=True, slots=True)
class File:
    """One file; for JSON also what was judged, and the schema (in schema/output) it was judged by."""

    content: bytes
    output: str | None = None
    document: Any = None


@dataclass(frozen=True)
class Release:
    """The published data of a World under a tag. `before` is the release it is compared with."""

    tag: str
    world: World
    notice: str | None
    before: "Release | None" = None
    root: Path | None = field(default=None, compare=False)

    @property
    def folder(self) -> str:
        """Where it stands on the site."""
        return f"data/{LATEST}/" if self.tag == LATEST else f"data/releases/{self.tag}/"

    @cached_property
    def rows(self) -> tuple[dict[str, Any], ...]:
        """Its records, by identifier and day."""
        return tuple(records.records(self.world))

    @cached_property
    def lines(self) -> bytes:
        """Its items.jsonl: a record, a line."""
        return "".join(map(delta.line, self.rows)).encode()

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its items.jsonl: whether a copy is the one that the steps start from."""
        return hashlib.sha256(self.lines).hexdigest()

    @cached_property
    def tables(self) -> tuple[package.Table, ...]:
        """Its tables: the items, and the shared tables that explain them."""
        return (self._items(), *(self._shared(name) for name in ("editions", "organisations", "townships", "delegations", "terms")))

    @cached_property
    def workbook(self) -> bytes:
        """The tables for people, a sheet each, after one that says what they are; every cell is text."""
        world, day = self.world, self.world.as_of
        about = [("标题", package.title(world)), ("数据版本", self.tag), ("截至", day.isoformat()),
                 ("法规库核对至", _iso(world.book.city.laws_checked) or ""), ("说明", package.description(world, self.notice))]
        sheets = [Sheet("说明", ("项目", "内容"), about, (16, 90)), _sheet("事项", self._cells)]
        sheets += [_sheet(table.title, list(csv.reader(io.StringIO(table.content.decode(), newline="")))) for table in self.tables[1:]]
        sheets.append(_sheet("列的含义", package.dictionary(self.tables)))
        return xlsx(sheets, datetime(day.year, day.month, day.day), package.title(world))

    def files(self) -> dict[str, File]:
        """Every file of the release by its path within it, checksums last."""
        made = dict(self._made())
        contents = {path: file.content for path, file in made.items()}
        made["catalog.jsonld"] = _json(package.catalogue(self.tag, self.world, contents, self.notice), None)
        contents["catalog.jsonld"] = made["catalog.jsonld"].content
        return made | {name: File(text.encode()) for name, text in checksums.sums(contents).items()}

    def _made(self) -> Iterator[tuple[str, File]]:
        for table in self.tables:
            yield table.path, File(table.content)
        yield "items-excel.csv", File(_csv(self._cells, excel=True))
        yield "fields.csv", File(_csv(package.dictionary(self.tables)))
        yield WORKBOOK, File(self.workbook)
        yield "items.jsonl", File(self.lines)
        envelope = {"format": "qingdan/data/1", "as_of": self.world.as_of.isoformat(), "release": self.tag,
                    "laws_checked": _iso(self.world.book.city.laws_checked), "notice": self.notice}
        opening = json.dumps(envelope, ensure_ascii=False).removesuffix("}") + ', "items": [\n'
        written = opening.encode() + b",".join(self.lines.splitlines(keepends=True)) + b"]}\n"
        yield "items.json", File(written, "data", envelope | {"items": list(self.rows)})
        steps = [self._delta(), *delta.difference(self.before.rows if self.before else (), self.rows)]
        yield "delta.jsonl", File("".join(map(delta.line, steps)).encode(), "delta", steps)
        rules = rulepack.pack(self.world, self.rows, self.notice, self._around())
        yield "rules.json", _json(rules, "rules")
        yield "vectors.json", _json(vectors.suite(rules), "vectors")
        yield "datapackage.json", _json(package.package(self.tag, self.world, self.tables, {WORKBOOK: self.workbook}, self.notice), "datapackage")
        yield from self._schemas()

    def _delta(self) -> dict[str, Any]:
        """The first line of delta.jsonl. The sums let a reader see that his copy is another: an end recorded later stands in every release."""
        before = self.before
        return {"format": delta.FORMAT, "as_of": self.world.as_of.isoformat(), "notice": self.notice,
                "from": before.tag if before else None, "from_sha256": before.digest if before else None, "to": self.tag, "to_sha256": self.digest}

    def _schemas(self) -> Iterator[tuple[str, File]]:
        """The JSON Schemas for readers who have no copy of the repository."""
        folder = output_directory(self.root)
        for name in _PUBLISHED:
            yield f"schemas/{name}.json", _json(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")), "jsonschema")

    def _around(self) -> rulepack.Around:
        """What the site says of the versions besides their rows: bases that no longer hold, and the general conditions of their list."""
        world = self.world
        basis = Basis(Shelf(world), {})
        items = {(item.item_id or "", item.text("effective_from")): item for item in world.public_items}
        general = any(term.general_condition for term in world.book.terms)
        lapsed = {key: notices for key, item in items.items() if (notices := basis.lapsed(item))}
        inherited = {key: inherited_on(item, world, self._spoken_of(item)) for key, item in items.items()} if general else {}
        return rulepack.Around(lapsed, inherited)

    def _spoken_of(self, item: Item) -> date:
        """The day by which an item is read: that of the release, or its first when that is later."""
        interval = self.world.interval(item)
        return max(self.world.as_of, interval.start) if interval else self.world.as_of

    def _items(self) -> package.Table:
        names = records.columns(self.world)
        return package.Table("items.csv", "事项的各个版本", _csv(self._cells), names, ("item_id", "effective_from"), schemas_of()["exemptions"])

    @cached_property
    def _cells(self) -> list[list[str]]:
        """The items as a table: the headers, then a row for each version."""
        names = records.columns(self.world)
        return [list(names.values()), *(records.flat(row, names, self.notice or "") for row in self.rows)]

    def _shared(self, name: str) -> package.Table:
        schema, world = schemas_of()[name], self.world
        rows: Iterable[Record] = getattr(world.book, name)
        if name == "editions":
            rows = [edition for edition in world.book.editions if world.edition_is_public(edition)]
        else:
            rows = [row for row in rows if (since := getattr(row, "valid_from", None)) is None or since <= world.as_of]
        cells = [list(schema.headers.values()), *([row.text(column) for column in schema.headers] for row in rows)]
        return package.Table(f"{name}.csv", schema.title, _csv(cells), schema.headers, schema.key, schema)


def releases(world: World, notice: str | None, root: Path | None = None) -> tuple[Release, ...]:
    """The releases of lists/releases.csv that have come by the day of the World, the oldest first; each knows the one before."""
    found: list[Release] = []
    for row in sorted(world.book.releases, key=lambda row: (row.text("released_on"), row.tag or "")):
        if row.tag and row.released_on and row.released_on <= world.as_of and row.tag != LATEST:
            then = World(replace(world.book), row.released_on)
            found.append(Release(row.tag, then, notice, found[-1] if found else None, root))
    return tuple(found)


def latest(world: World, notice: str | None, root: Path | None = None) -> Release:
    """What is published on the day of the World, compared with the last release."""
    before = releases(world, notice, root)
    return Release(LATEST, world, notice, before[-1] if before else None, root)


def _sheet(title: str, rows: Sequence[Sequence[str]]) -> Sheet:
    """A sheet whose columns of long texts are wide."""
    longest = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return Sheet(title, rows[0], rows[1:], [40 if length > 24 else 14 for length in longest])


def _json(document: Any, output: str | None) -> File:
    return File((json.dumps(document, ensure_ascii=False) + "\n").encode(), output, document)


def _csv(rows: Iterable[Sequence[str]], excel: bool = False) -> bytes:
    """Rows as CSV; for Excel with a byte order mark, and no cell that it would take for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n" if excel else "\n")
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] if excel else row for row in rows)
    return out.getvalue().encode("utf-8-sig" if excel else "utf-8")


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
