"""Workbooks as clerks fill them in, and the answers that go back to them."""

import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook
from test_form import MODEL, NAMES, filled, form_of

from generator.document.answers import answers
from generator.intake.grid import grids
from generator.intake.trial import Trial, trial
from generator.model import Kind
from generator.render.answered import answered
from generator.render.form import workbook

DAY = date(2026, 11, 24)
NEW = {name: text for name, text in MODEL.items() if name not in ("item_id", "edition")} | {
    "violation": "通过互联网发布的广告未显著标明“广告”", "effective_from": "2027-06-01"}
"""A new item as a clerk writes it: no number, no edition, nothing wrong with it."""
FAULTY = NEW | {"relief_basis": "《中华人民共和国行政处罚法》第三十二条第（一）项"}


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
