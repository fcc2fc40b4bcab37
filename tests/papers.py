"""Papers for tests: a small city whose cells are as hostile as a person can type, the paper of an edition and what it says, the fonts to print with."""

import datetime
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY, City, csv_text
from lxml import etree

from generator.book import load
from generator.document.blocks import Heading, Paragraph, Table
from generator.document.normative import edition_paper
from generator.document.paper import Annex, Paper
from generator.document.redaction import redacted
from generator.document.shelf import Shelf
from generator.legality.example import MODEL_CELLS, MODEL_EDITION
from generator.model import Kind, Refusal, World
from generator.model.identifier import identifier
from generator.schema import tables
from generator.tables import write

if TYPE_CHECKING:
    from generator.render.pdf import Press

DAY = datetime.date(2026, 11, 25)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOSTILE = {
    "violation": '<script>alert(1)</script> & "引号" #read("/etc/passwd") *粗* $x^2$ \\u{41} {部门} [括号] ~ @标签 // 注释',
    "conditions": "同时满足：1.=HYPERLINK(\"http://x\")；2.+1 -1 @SUM；3.“弯引号”‘单’——破折号…；4.１００％，5‰，20℃，30m²",
    "outcome": "=1+1",
}
"""What each printer has to leave as it is: markup of HTML and Typst, formulas, slots of our own templates."""


def shelf_of(root: Path, day: datetime.date = DAY) -> Shelf:
    """The city at `root` as its readers see it."""
    return Shelf(redacted(World(load(root).book, day)))


def cells(kind: Kind, number: int = 0, **changes: str) -> Mapping[str, str]:
    """A lawful item, with these cells changed, and (from 1) an identifier of its own."""
    return {**MODEL_CELLS[kind], **({"item_id": identifier(2026, number)} if number else {}), **changes}


def hostile_city(city: City) -> Path:
    """A list of each kind, one of them empty, with hostile cells."""
    lists = {kind: [cells(kind, number, **HOSTILE)] for number, kind in enumerate(Kind, 41) if kind is not Kind.NO_COERCION}
    return city(lists)


def terms(count: int) -> str:
    """A table of so many long terms of the department."""
    head = ["部门代码", "清单", "术语", "定义", "取值", "单位", "通用条件", "依据", "生效日期", "失效日期"]
    meaning = "当事人在违法行为发生之日前二十四个月内，未在本市因同一性质的违法行为被行政处罚或者被不予行政处罚，并且能够提供证据予以证明的情形"
    return csv_text([head, *(["scjg", "", f"术语{n}", meaning, "", "", "否", "口径", "2020-01-01", ""] for n in range(count))])


def editions(*changes: Mapping[str, str]) -> bytes:
    """The table of editions: the model edition with these changes, once each."""
    return write(tables()["editions"], [{**MODEL_EDITION, **change} for change in changes])


def paper_of(root: Path, code: str = "scjg-2026-1", **options: bool) -> Paper:
    """The paper of an edition of the city at `root`."""
    shelf = shelf_of(root)
    return edition_paper(shelf.world.editions[code], shelf, root, **options)


def said(paper: Paper) -> list[str]:
    """Its paragraphs and headings."""
    return [str(block.text) for block in paper.body if isinstance(block, Heading | Paragraph)]


def rows_of(annex: Annex, table: Table | None = None) -> list[list[str]]:
    """The table of an annex on paper (or this one of it), its header first."""
    table = table or annex.table
    assert table is not None
    return [list(table.headers), *([str(cell) for cell in row] for row in table.rows)]


def sheets(data: bytes) -> dict[str, list[list[str]]]:
    """A workbook read without the library that wrote it: every cell must be text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        shared = ["".join(found.itertext()) for found in etree.fromstring(archive.read("xl/sharedStrings.xml"))]
        names = [sheet.get("name") for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter(f"{S}sheet")]
        read: dict[str, list[list[str]]] = {}
        for number, name in enumerate(names, 1):
            page = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            assert not list(page.iter(f"{S}f")), "a formula"
            read[str(name)] = [[shared[int(cell.findtext(f"{S}v"))] if cell.get("t") == "s" else (cell.findtext(f"{S}v") or "")
                                for cell in row.iter(f"{S}c")] for row in page.iter(f"{S}row")]
            assert not [cell for cell in page.iter(f"{S}c") if cell.get("t") not in ("s", None)]
        return read


def press_or_skip() -> "Press":
    """A press with whatever fonts this machine has; skips, naming the cure, when there are none."""
    pytest.importorskip("typst", reason="没有安装 typst，见 make fonts")
    from generator.render.fonts import faces
    from generator.render.pdf import Press

    try:
        return Press(faces(REPOSITORY, environment={}))
    except Refusal as refusal:
        pytest.skip(str(refusal))
