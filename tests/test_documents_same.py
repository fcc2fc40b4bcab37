"""Same words everywhere: the cells of a list in HTML, Word, Excel, PDF and OFD are the cells of the table, hostile ones included."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

import pytest
from conftest import City
from docx import Document
from lxml import etree
from papers import HOSTILE, hostile_city, paper_of, press_or_skip, sheets, shelf_of

from generator.document.basis import Basis
from generator.document.edition import edition_pages
from generator.document.normative import columns
from generator.document.paper import Paper
from generator.model import Item, Kind
from generator.render.html import HtmlPrinter
from generator.render.official import official
from generator.render.xlsx import of_paper

Tables = list[list[list[str]]]


def bare(text: str) -> str:
    """What is printed between the line breaks of a medium."""
    return re.sub(r"\s", "", text)


class Cells(HTMLParser):
    """The tables of a page, cell by cell, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: Tables = []
        self._cell = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self._cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._cell = False

    def handle_data(self, data: str) -> None:
        if self._cell:
            self.tables[-1][-1][-1] += data


def in_html(paper: Paper) -> Tables:
    read = Cells()
    read.feed(HtmlPrinter(0).blocks(tuple(paper.blocks())))
    return read.tables


def in_word(paper: Paper) -> Tables:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(official(paper))).tables]


def in_excel(paper: Paper) -> Tables:
    pages = list(sheets(of_paper(paper)).values())[1:]
    return [page for page, annex in zip(pages, paper.annexes, strict=True) if annex.table]


def in_pdf(paper: Paper) -> Tables:
    pdfplumber = pytest.importorskip("pdfplumber")
    data = press_or_skip().pdf(paper)
    return [[[cell or "" for cell in row] for row in table.extract()] for page in pdfplumber.open(io.BytesIO(data)).pages
            if page.width > page.height for table in page.find_tables()]


def in_ofd(paper: Paper) -> Tables:
    """The text objects of a page, put back into the cells that its lines draw."""
    pytest.importorskip("pypdfium2")
    from generator.render.ofd import ofd

    press, name = press_or_skip(), "{http://www.ofdspec.org/2016}"
    found: Tables = []
    with zipfile.ZipFile(io.BytesIO(ofd(press.pdf(paper), paper, press.faces))) as archive:
        order = sorted((path for path in archive.namelist() if path.endswith("Content.xml")), key=lambda path: int(re.findall("[0-9]+", path)[1]))
        for path in order:
            page = etree.fromstring(archive.read(path))
            boxes = [tuple(map(float, line.get("Boundary").split())) for line in page.iter(f"{name}PathObject")]
            xs = sorted({round(x + w / 2) for x, _, w, h in boxes if h > w})
            ys = sorted({round(y + h / 2) for _, y, w, h in boxes if w > h})
            if not page.findtext(f".//{name}PhysicalBox").startswith("0 0 297") or not xs:
                continue
            table = [["" for _ in xs[1:]] for _ in ys[1:]]
            for text in page.iter(f"{name}TextObject"):
                x, y, _, height = map(float, text.get("Boundary").split())
                code = text.find(f"{name}TextCode")
                for step, character in zip((0, *map(float, (code.get("DeltaX") or "").split())), code.text, strict=True):
                    x += step
                    column, row = (sum(edge <= place for edge in edges) - 1 for edges, place in ((xs, x + height / 2), (ys, y + height / 2)))
                    if 0 <= column < len(xs) - 1 and 0 <= row < len(ys) - 1 and not text.get("CTM"):
                        table[row][column] += character
            found.append(table)
    return found


def as_fields(item: Item, headers: Mapping[str, str]) -> list[list[str]]:
    """The rows of a list of one item where each field has a column."""
    return [["序号", *(headers[name] for name in columns(item.kind))], ["1", *(item.text(name) for name in columns(item.kind))]]


def as_printed(item: Item, headers: Mapping[str, str]) -> list[list[str]]:
    """The same on paper: three fields stand under another, after their names, and some are not told."""
    basis = "coercion_basis" if item.kind is Kind.NO_COERCION else "penalty_basis"
    under = {"violation": f"适用对象：{'、'.join(item.subject)}", basis: f"违反条款：{item.obligation_basis}",
             "conditions": f"备注：{item.note}" if item.note else ""}
    apart = ("subject", "obligation_basis", "note", "power_code", "field", "correction", "inclusion_reason", "change_reason", "effective_from")
    names = [name for name in columns(item.kind) if name not in apart]
    return [["序号", *(headers[name] for name in names)], ["1", *(item.text(name) + under.get(name, "") for name in names)]]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("medium", [in_html, in_word, in_excel, in_pdf, in_ofd], ids=lambda medium: medium.__name__)
def test_same_words_everywhere(city: City, medium: Callable[[Paper], Tables]) -> None:
    root = hostile_city(city)
    shelf, paper = shelf_of(root), paper_of(root)
    headers = shelf.world.book.headers
    wanted = [as_fields(item, headers) if medium is in_excel else as_printed(item, headers) for kind in Kind for item in shelf.items if item.kind is kind]
    assert len(wanted) == 3
    assert [[[bare(cell) for cell in row] for row in table] for table in medium(paper)] == [
        [[bare(cell) for cell in row] for row in table] for table in wanted]


def test_the_page_of_the_edition_says_the_same(city: City) -> None:
    shelf = shelf_of(hostile_city(city))
    for page in edition_pages(shelf, Basis(shelf, {})):
        read = Cells()
        read.feed(HtmlPrinter(page.path.count("/")).page(page))
        if "no-coercion" not in page.path:
            row = read.tables[0][1]
            assert (row[0].startswith(HOSTILE["violation"]), row[1], row[2]) == (True, HOSTILE["outcome"], HOSTILE["conditions"])
