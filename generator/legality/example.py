"""How an example of a rule runs: the model item it changes, in the small lawful city."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from generator.legality.judge import examine
from generator.legality.lawful_city import AS_OF, MODEL_CELLS, MODEL_EDITION, book
from generator.legality.rule import Example, Rule
from generator.model import (
    Delegation,
    Edition,
    Finding,
    Focus,
    Item,
    Kind,
    LawPair,
    Organisation,
    Profile,
    Record,
    ReliefClause,
    Source,
    SuperiorItem,
    Term,
    Township,
    World,
    list_path,
)
from generator.schema import tables as tables_of_schema

_TABLES: Mapping[str, tuple[type[Record], str]] = {
    "terms": (Term, "terms"), "relief_clauses": (ReliefClause, "relief_clauses"), "focus": (Focus, "focus"),
    "superior": (SuperiorItem, "superior"),
    "organisations": (Organisation, "organisations"), "townships": (Township, "townships"),
    "delegations": (Delegation, "delegations"), "profiles": (Profile, "profiles"), "editions": (Edition, "editions"),
    "law_map": (LawPair, "law_map"),
}


def model_item(kind: Kind = Kind.NO_PENALTY, department: str = "scjg", **cells: str) -> Item:
    """The lawful model item of `kind`, with `cells` changed ("" removes a cell)."""
    merged = {name: text for name, text in {**MODEL_CELLS[kind], **cells}.items() if text}
    return Item.from_cells(merged, Source(list_path(department, kind), 2, 2), kind=kind, department=department)


def _by_old_text(pairs: Iterable[Record]) -> Mapping[str, tuple[Record, ...]]:
    """The rows of the law map as a Book holds them: by the old version."""
    found: dict[str, list[Record]] = {}
    for pair in pairs:
        found.setdefault(pair.text("from_law_id"), []).append(pair)
    return {law_id: tuple(rows) for law_id, rows in found.items()}


def model_world(items: Iterable[Item], tables: Mapping[str, tuple[Mapping[str, str], ...]] | None = None,
                as_of: date = AS_OF, required: Mapping[Kind, tuple[str, ...]] | None = None,
                headers: Mapping[str, str] | None = None, **others: object) -> World:
    """The model world with these items and further rows of `tables` (noun → rows of field → text).

    Required columns and headers are those of the shipped schema unless they are given.
    """
    base = book()
    rows: dict[str, object] = {}
    for table, cells in (tables or {}).items():
        record, noun = _TABLES[table]
        made = []
        for line, row in enumerate(cells, len(getattr(base, noun)) + 2):
            place = {name: row[name] for name in record.PLACE if name in row}
            made.append(record.from_cells({k: v for k, v in row.items() if v and k not in place},
                                          Source(f"lists/{table}.csv", line, line), **place))
        rows[noun] = _by_old_text(made) if noun == "law_map" else (*getattr(base, noun), *made)
    items = tuple(items)
    lists = tuple(sorted({(item.department, item.kind) for item in items}, key=lambda key: (key[0], key[1].slug)))
    schema = tables_of_schema()["exemptions"]
    required = {kind: schema.required(kind.slug) for kind in Kind} if required is None else required
    return World(replace(base, items=items, lists=lists, required=required, headers=headers or schema.headers,
                         **(rows | others)), as_of)  # type: ignore[arg-type]


def run(rule: Rule, example: Example) -> tuple[Finding, ...]:
    """What `rule` really says about `example`: only the findings about the example itself, not those beside it."""
    if rule.check_edition is not None:
        cells = {name: text for name, text in {**MODEL_EDITION, **example.cells}.items() if text}
        edition = Edition.from_cells(cells, Source("lists/editions.csv", 2, 2))
        others = model_world((), example.tables).book.editions[1:]
        world = model_world((), example.tables, example.as_of or AS_OF, editions=(edition, *others))
        return tuple(finding for finding in examine(rule, world) if finding.line == edition.source.line)
    item, world = item_in_world(example)
    return tuple(finding for finding in examine(rule, world) if finding.item_id == item.item_id)


def item_in_world(example: Example) -> tuple[Item, World]:
    """The item that an example is about, and the world in which it stands with those beside it."""
    item = model_item(example.kind, example.department, **example.cells)
    others = []
    for line, difference in enumerate(example.beside, 3):
        cells = dict(difference)
        kind = Kind.of(cells.pop("kind", example.kind.slug)) or example.kind
        department = cells.pop("department", example.department)
        other = model_item(kind, department, **{"item_id": f"2026-{line:05d}-0", **cells})
        others.append(other)
    return item, model_world((item, *others), example.tables, example.as_of or AS_OF)
