"""Blocks as a Word document in the form of GB/T 9704-2012: the same words in the same order, the same bytes each time."""

import io
from collections.abc import Iterable
from datetime import date, datetime

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run

from generator.document.blocks import (
    Block,
    Bullets,
    Chart,
    Facts,
    Heading,
    Inline,
    Mark,
    Note,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
)
from generator.document.words import DEMO
from generator.render.misleading import shown
from generator.render.packing import repacked
from generator.render.standard import BODY, FANG, HEI, KAI, LINE, LONG, LYING, NUMBERS, SHORT, SONG, STANDING

_TITLE, _SMALL = 22, 12
"""Points: 2号, and 小四 in tables."""
_STYLES = {"del": ("7A0000", "strike"), "ins": ("0B4D0B", "underline"), "editorial": ("595959", "")}
_DRAFT = "草案"
PROPERTY = 255
"""Characters that a property of a Word file can hold."""


def docx(page: Page, day: date, demo: bool = False, landscape: bool = False) -> bytes:
    """The document, a draft on every page, since only a signed and issued paper is the act. Wide tables need `landscape`.

    `demo`: every page says that the city is invented, too.
    """
    made = _Printer(demo, landscape)
    made.title(page.title)
    made.blocks(page.blocks)
    made.document.core_properties.created = made.document.core_properties.modified = datetime(day.year, day.month, day.day)
    made.document.core_properties.title = page.title[:PROPERTY]
    made.document.core_properties.author = ""
    made.document.core_properties.comments = ""
    out = io.BytesIO()
    made.document.save(out)
    return repacked(out.getvalue())


class _Printer:
    """The writing of one document."""

    def __init__(self, demo: bool, landscape: bool) -> None:
        self.document: DocxDocument = Document()
        section = self.document.sections[0]
        wide, high, margins = (LONG, SHORT, LYING) if landscape else (SHORT, LONG, STANDING)
        section.page_width, section.page_height = Mm(wide), Mm(high)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        for side, millimetres in margins.items():
            setattr(section, f"{side}_margin", Mm(millimetres))
        self._width = Mm(wide - margins["left"] - margins["right"])
        normal = self.document.styles["Normal"]
        normal.font.size = Pt(BODY)
        normal.paragraph_format.line_spacing = Pt(LINE)
        normal.paragraph_format.space_after = Pt(0)
        name_font(normal.element.get_or_add_rPr(), FANG)
        head = section.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._run(head, f"{DEMO}　　{_DRAFT}" if demo else _DRAFT, HEI, 14)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._run(foot, "— ", NUMBERS, 14)
        page_number(self._run(foot, "", NUMBERS, 14))
        self._run(foot, " —", NUMBERS, 14)

    def title(self, text: str) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(LINE)
        paragraph.paragraph_format.line_spacing = Pt(35)
        self._run(paragraph, text, SONG, _TITLE)

    def blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Section(title=title, blocks=inner, level=level):
                self._heading(title, level)
                self.blocks(inner)
            case Heading(text=text, level=level):
                self._heading(text, level)
            case Paragraph(text=text) | Note(text=text):
                self._paragraph(text)
            case Bullets(entries=entries, checklist=checklist):
                for entry in entries:
                    self._paragraph((("□ " if checklist else "· "), *_parts(entry)))
            case Facts(pairs=pairs):
                for name, value in pairs:
                    self._paragraph((f"{name}：", *_parts(value)))
            case Table():
                self._table(block)
            case Chart(table=table):
                self._table(table)

    def _heading(self, text: Text, level: int) -> None:
        if _parts(text):
            self._paragraph(text, HEI if level <= 2 else KAI).paragraph_format.keep_with_next = True

    def _paragraph(self, text: Text, font: str = FANG) -> DocxParagraph:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Pt(2 * BODY)
        self._words(paragraph, text, font, BODY)
        return paragraph

    def _words(self, paragraph: DocxParagraph, text: Text, font: str, size: float) -> None:
        for part in _parts(text):
            words = part if isinstance(part, str) else part.text
            run = self._run(paragraph, words, font, size)
            colour, line = _STYLES.get(part.role, ("", "")) if isinstance(part, Mark) else ("", "")
            if colour:
                run.font.color.rgb = RGBColor.from_string(colour)
                run.font.strike, run.font.underline = line == "strike", line == "underline"

    def _run(self, paragraph: DocxParagraph, text: str, font: str, size: float) -> Run:
        run = paragraph.add_run(printable(text))
        run.font.size = Pt(size)
        name_font(run._r.get_or_add_rPr(), font)
        return run

    def _table(self, block: Table) -> None:
        if block.caption:
            self._paragraph(block.caption)
        table = self.document.add_table(rows=1, cols=len(block.headers))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        shares = block.widths or (1,) * len(block.headers)
        widths = [Emu(self._width * share // sum(shares)) for share in shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        mark_row(table.rows[0], "w:tblHeader", "w:cantSplit")  # the header comes again on every page, and no row is torn
        for texts, font in ((block.headers, HEI), *((row, FANG) for row in block.rows)):
            row = table.rows[0] if font is HEI else table.add_row()
            mark_row(row, "w:cantSplit")
            for cell, text, width in zip(row.cells, texts, widths, strict=True):
                cell.width = width
                self._cell(cell, text, font)
        self.document.add_paragraph()

    def _cell(self, cell: _Cell, text: Text, font: str) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.line_spacing = Pt(18)
        self._words(paragraph, text, font, _SMALL)


def _parts(text: Text) -> tuple[Inline, ...]:
    return ((text,) if text else ()) if isinstance(text, str) else text


def printable(text: str) -> str:
    """`text` without what XML cannot hold."""
    return "".join("�" if "\ud800" <= c <= "\udfff" or c in "\ufffe\uffff" else c for c in shown(text))


def name_font(properties: BaseOxmlElement, name: str) -> None:
    """All four font slots, and the hint without which Word takes the Latin font for Chinese quotation marks."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{slot}"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def page_number(run: Run) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def mark_row(row: _Row, *names: str) -> None:
    properties = row._tr.get_or_add_trPr()
    for name in names:
        if properties.find(qn(name)) is None:
            properties.append(OxmlElement(name))
