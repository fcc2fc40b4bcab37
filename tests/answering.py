"""Workbooks as clerks fill them in, and the answers that go back to them."""

import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook

from generator.book import load
from generator.document.answers import answers
from generator.document.form import Form, form
from generator.document.redaction import redacted
from generator.intake.grid import grids
from generator.intake.trial import Trial, trial
from generator.legality.example import MODEL_CELLS
from generator.legality.judge import judge
from generator.model import Kind, World
from generator.render.answered import answered
from generator.render.form import workbook
from generator.schema import tables

DAY = date(2026, 11, 24)
SCHEMA = tables()["exemptions"]
TITLES = [column.title for column in SCHEMA.columns]
NAMES = [column.name for column in SCHEMA.columns]
MODEL = dict(MODEL_CELLS[Kind.NO_PENALTY])
NEW = {name: text for name, text in MODEL.items() if name not in ("item_id", "edition")} | {
    "violation": "通过互联网发布的广告未显著标明“广告”", "effective_from": "2027-06-01"}
"""A new item as a clerk writes it: no number, no edition, nothing wrong with it."""
FAULTY = NEW | {"relief_basis": "《中华人民共和国行政处罚法》第三十二条第（一）项"}


def form_of(root: Path, department: str | None = "scjg", kinds: tuple[Kind, ...] = tuple(Kind)) -> Form:
    """The form of a department of the city in `root`."""
    loaded = load(root)
    world = World(loaded.book, DAY)
    return form(redacted(world), SCHEMA, (*loaded.findings, *judge(world)), root, department, kinds)


def filled(data: bytes, kind: Kind, rows: list[Mapping[str, str]]) -> bytes:
    """The form with these rows (identifier → text) typed into the sheet of `kind`."""
    book = load_workbook(io.BytesIO(data))
    for number, cells in enumerate(rows, 4):
        for name, text in cells.items():
            cell = book[kind.value].cell(number, NAMES.index(name) + 1)
            cell.value = text
            cell.data_type = "s"  # as a cell of text format keeps what is typed
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def typed(root: Path, kind: Kind, *rows: Mapping[str, str]) -> bytes:
    """The department's form with these rows filled in."""
    return filled(workbook(form_of(root)), kind, list(rows))


def tried(root: Path, data: bytes, kind: Kind | None = None) -> Trial:
    return trial(root, "表.xlsx", grids("表.xlsx", data), "scjg", kind, DAY)


def back(root: Path, data: bytes, kind: Kind | None = None) -> Workbook:
    """The workbook that goes back to the clerk."""
    return load_workbook(io.BytesIO(answer_to(root, data, kind)))


def answer_to(root: Path, data: bytes, kind: Kind | None = None) -> bytes:
    return answered(data, "表.xlsx", answers(tried(root, data, kind), "表.xlsx", "scjg"), DAY)


def said(one: Trial) -> list[tuple[str, int, str | None, str]]:
    return [(answer.sheet, answer.row, answer.finding.cell, answer.finding.rule) for answer in one.answers]


def letter(name: str) -> str:
    return chr(ord("A") + NAMES.index(name))


def coloured(book: Workbook, sheet: str) -> dict[str, str]:
    """Cell → our colour on it."""
    return {place: rule.dxf.fill.bgColor.rgb[-6:] for area in book[sheet].conditional_formatting for rule in area.rules if "检查结果" in rule.formula[0]
            for place in str(area.sqref).split()}


def all_text(book: Workbook) -> Iterator[str]:
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                yield str(cell.value or "")
                yield cell.comment.text if cell.comment else ""
