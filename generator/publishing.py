"""`publish`: an edition's row is written and the drafts it carries are stamped, all or nothing, only when the procedure holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.amending import BELONGS_TO_VERSION
from generator.assembly import Loaded
from generator.book import assemble, files, load
from generator.legality.judge import judge
from generator.model import Edition, Finding, Item, Kind, Refusal, Severity, Status, World, list_path
from generator.schema import directory, tables
from generator.tables import Sheet, write
from generator.writing import replace_files, sole_writer

EDITIONS = "lists/editions.csv"

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Publication:
    """What was, or with errors would have been, published.

    `stamped` are (path, item_id) of the drafts taken in, `carried` those copied from replaced editions, `ending` the
    items that end because a replaced edition held them and this one does not. `written` is False when `findings` has errors.
    """

    edition: str
    stamped: tuple[tuple[str, str], ...]
    carried: tuple[tuple[str, str], ...]
    ending: tuple[str, ...]
    findings: tuple[Finding, ...]
    written: bool


def publish(root: Path, department: str, edition: str, given: Mapping[str, str], kinds: Sequence[Kind], as_of: date,
            carry_over: bool = False) -> Publication:
    """Take the drafts of `department` into `edition`, whose row gets the cells `given` (identifier → text).

    Refusal when nothing can be decided: a table that cannot be read, an edition that is public already or another department's.
    """
    with sole_writer(root):
        return _published(root, department, edition, given, kinds, as_of, carry_over)


def _published(root: Path, department: str, edition: str, given: Mapping[str, str], kinds: Sequence[Kind], as_of: date,
               carry_over: bool) -> Publication:
    loaded = load(root)
    world = World(loaded.book, as_of)
    code = world.department_code(department)
    row = _row(loaded, world, code, edition, given, kinds)
    for kind in kinds:
        path = list_path(code, kind)
        if path in loaded.sheets:
            _sheet(loaded, path)
    drafts = [item for item in loaded.book.items if item.department == code and item.kind in kinds
              and world.status(item) is Status.DRAFT and item.edition in (None, edition)]
    carried = _carried(world, row, drafts) if carry_over else ()
    contents = files(root)
    changed = _stamped(loaded, row, drafts, carried)
    changed[EDITIONS] = _with_row(_sheet(loaded, EDITIONS), row)
    judged = assemble({**contents, **changed}, tables(directory(root)))
    found = _findings(judged, row, as_of)
    written = not any(finding.severity is Severity.ERROR for finding in found)
    if written:
        in_order = sorted(changed, key=lambda path: path == EDITIONS)  # the edition comes last: a row that is not there publishes nothing
        replace_files({root / path: changed[path] for path in in_order})
    return Publication(edition, _named(drafts), _named(carried), _ending(judged, row), found, written)


def _row(loaded: Loaded, world: World, code: str, edition: str, given: Mapping[str, str], kinds: Sequence[Kind]) -> Cells:
    """The cells of the edition: those written before, then `given`, then what follows from them."""
    known = world.editions.get(edition)
    if known is not None and known.department != code:
        raise Refusal(f"发布批次 {edition} 属于{world.department_name(known.department or '')}，请换一个批次代码。")
    if known is not None and world.edition_is_public(known):
        raise Refusal(f"发布批次 {edition} 已于{known.published_on}公布，不能再改。修改事项请用 qingdan amend，再用新的批次公布。")
    named = _named_after(edition, world)
    if known is None and named not in (None, code):
        raise Refusal(f"发布批次代码 {edition} 以{world.department_name(named or '')}的代码“{named}”开头，公布的却是{world.department_name(code)}（{code}）的清单，"
                      f"没有改动。请核对部门；部门没有错的，把代码改成以“{code}-”开头，如 {code}{edition.removeprefix(named or '')}。")
    sheet = _sheet(loaded, EDITIONS)
    before = next((sheet.cells(line) for line in sheet.rows if known and line.line == known.source.line), {})
    followed = {"edition": edition, "department": code, "kinds": ";".join(kind.slug for kind in kinds), "trial": "否"}
    return {**followed, **before, **{name: text for name, text in given.items() if text}, "edition": edition, "department": code}


def _named_after(edition: str, world: World) -> str | None:
    """The department whose code an edition begins with; None where it begins with none."""
    codes = {row.dept for row in world.book.organisations} | {department for department, _ in world.book.lists}
    return max((code for code in codes if code and f"{edition}-".startswith(f"{code}-")), key=len, default=None)


def _carried(world: World, row: Cells, drafts: Sequence[Item]) -> tuple[Item, ...]:
    """The versions of replaced editions that still apply on the first day of this one and have no draft of their own."""
    start = Edition.from_cells(row).effective_from
    if start is None:
        raise Refusal("要照录被替代批次的事项，请用 --from 写明施行日期。")
    replaced, renewed = set(row.get("replaces", "").split(";")), {item.item_id for item in drafts}
    found = []
    for item in world.public_items:
        interval = world.interval(item)
        if item.edition in replaced and item.item_id not in renewed and interval and start in interval and item.effective_from != start:
            found.append(item)
    return tuple(found)


def _stamped(loaded: Loaded, row: Cells, drafts: Sequence[Item], carried: Sequence[Item]) -> dict[str, bytes]:
    """Path → its new content: drafts with the edition (and its first day where they had none), carried rows added."""
    changed = {}
    for path in sorted({item.source.path for item in (*drafts, *carried)}):
        sheet = _sheet(loaded, path)
        taken = {item.source.line for item in drafts if item.source.path == path}
        copied = {item.source.line for item in carried if item.source.path == path}
        rows = []
        for line in sheet.rows:
            cells = sheet.cells(line)
            if line.line in taken:
                cells = {"effective_from": row.get("effective_from", ""), **cells, "edition": row["edition"]}
            rows.append(cells)
            if line.line in copied:
                kept = {name: text for name, text in cells.items() if name not in BELONGS_TO_VERSION}
                rows.append({**kept, "edition": row["edition"], "effective_from": row["effective_from"], "change_reason": "照录"})
        changed[path] = write(sheet.schema, rows)
    return changed


def _with_row(sheet: Sheet, row: Cells) -> bytes:
    others = [cells for cells in map(sheet.cells, sheet.rows) if cells.get("edition") != row["edition"]]
    return write(sheet.schema, [*others, row])


def _sheet(loaded: Loaded, path: str) -> Sheet:
    sheet = loaded.sheets.get(path)
    if sheet is None or not sheet.lossless:
        raise Refusal(f"{path} 不存在或者有内容上的问题，没有改动。请先运行 qingdan check，按提示改正。")
    return sheet


def _findings(judged: Loaded, row: Cells, as_of: date) -> tuple[Finding, ...]:
    """What is said of the edition and of the items it takes in, as on the day it is published."""
    published = Edition.from_cells(row).published_on
    world = World(judged.book, max(as_of, published) if published else as_of)
    own = {item.source for item in judged.book.items if item.edition == row["edition"]}
    own |= {known.source for known in judged.book.editions if known.edition == row["edition"]}
    places = {(source.path, source.line) for source in own}
    found = judged.placed((*judged.findings, *judge(world)))
    return tuple(finding for finding in found if (finding.path, finding.line) in places)


def _ending(judged: Loaded, row: Cells) -> tuple[str, ...]:
    """The items of replaced editions that have no version in this one and so end on its first day."""
    replaced = set(row.get("replaces", "").split(";")) - {""}
    kept = {item.item_id for item in judged.book.items if item.edition == row["edition"]}
    start = Edition.from_cells(row).effective_from
    world = World(judged.book, start or date.max)
    return tuple(sorted({item.item_id or "" for item in judged.book.items if item.edition in replaced and item.item_id not in kept
                         and (interval := world.interval(item)) is not None and (interval.end is None or interval.end == start)}))


def _named(items: Sequence[Item]) -> tuple[tuple[str, str], ...]:
    return tuple((item.source.path, item.item_id or "") for item in items)
