"""A paper as a Word document an office can go on editing: GB/T 9704-2012 in styles, official font names, the same bytes each time."""

import copy
import io
from collections.abc import Mapping
from datetime import datetime

from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section as DocxSection
from docx.section import _Footer, _Header
from docx.shared import Emu, Mm, Pt
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph

from generator.document.blocks import Block, Heading, Paragraph, Table
from generator.document.paper import Head, Paper, tall, title_lines
from generator.render.docx import PROPERTY, mark_row, page_number, printable
from generator.render.packing import repacked
from generator.render.qr import png
from generator.render.standard import CHARACTER, LINE, LONG, LYING, SHORT, STANDING
from generator.render.styles import MARK, blank

_RIGHT, _LEFT = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT


def official(paper: Paper) -> bytes:
    """The document."""
    made = _Writing(paper)
    out = io.BytesIO()
    made.document.save(out)
    return repacked(out.getvalue())


class _Writing:
    """The writing of one paper."""

    def __init__(self, paper: Paper) -> None:
        self.document: DocxDocument = blank()
        self._paper = paper
        self._ids = {style.name: style.style_id for style in self.document.styles}
        self._properties()
        self._notice()
        self._annexes()
        if paper.head:
            self._imprint(paper.head)

    def _properties(self) -> None:
        day = self._paper.as_of
        properties = self.document.core_properties
        properties.created = properties.modified = datetime(day.year, day.month, day.day)
        properties.title, properties.author = printable(self._paper.title)[:PROPERTY], printable(self._paper.issuer)[:PROPERTY]
        properties.comments = ""
        properties.language = "zh-CN"
        if self._paper.duplex:
            self.document.settings.element.find(qn("w:zoom")).addnext(OxmlElement("w:mirrorMargins"))

    # ---- the notice ---------------------------------------------------------------------------------------------

    def _notice(self) -> None:
        paper, section = self._paper, self.document.sections[0]
        self._page(section, SHORT, LONG, STANDING)
        self._marks((section.header, section.even_page_header))
        for footer, align in ((section.footer, _RIGHT), (section.even_page_footer, _LEFT)):
            self._number(footer, align)
        if paper.head:
            mark = self._add(paper.head.mark, "发文机关标志")
            mark.paragraph_format.space_before = Mm(35)
            size = min(MARK, 436 // len(paper.head.mark))  # as large as one line of 156 mm takes
            if size < MARK:
                self.document.styles["发文机关标志"].font.size = Pt(size)
                mark.paragraph_format.line_spacing = Pt(size + 4)
            for _ in range(2):
                self._add("", "Normal")
            _rules(self._add(paper.doc_no, "发文字号"), {"bottom": (12, "FF0000")})
            self._add("", "Normal")
        elif paper.doc_no:
            self._add(paper.doc_no, "发文字号")
        self._add("", "Normal")
        self._add("\n".join(title_lines(paper.title)), "Heading 1")
        self._add("", "Normal")
        if paper.addressee:
            self._add(paper.addressee, "主送机关")
        for block in paper.body:
            self._block(block)
        self._add("", "Normal")
        for note in paper.annex_notes:
            self._add(note, "目录" if paper.book else "附件说明" if note.startswith("附件") else "附件说明续")
        for number, (line, indent) in enumerate(zip(paper.signed, paper.signed_indents, strict=True)):
            paragraph = self._add(line, "落款")
            if not number:
                paragraph.paragraph_format.right_indent = Pt(indent * CHARACTER)
            paragraph.paragraph_format.space_before = Pt(0 if number else 2 * LINE)
            paragraph.paragraph_format.keep_with_next = not number
        self._identity()

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._add(str(block.text), f"Heading {block.level}")
        elif isinstance(block, Paragraph):
            self._add(str(block.text), "正文段落")
        else:
            raise TypeError(f"a paper has no {type(block).__name__} in its body")

    def _identity(self) -> None:
        for number, (name, value) in enumerate(self._paper.identity.pairs):
            paragraph = self._add(f"{name}：{value}", "文件信息")
            paragraph.paragraph_format.keep_with_next = paragraph.paragraph_format.keep_together = True
            if not number:
                paragraph.paragraph_format.space_before = Pt(LINE)
                _rules(paragraph, {"top": (4, "808080")})
        if self._paper.address:
            self._add("", "文件信息").add_run().add_picture(io.BytesIO(png(self._paper.address)), width=Mm(22))
            self.document.paragraphs[-1].paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE

    # ---- the annexes --------------------------------------------------------------------------------------------

    def _annexes(self) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self._page(section, LONG, SHORT, LYING)
        for footer, odd in ((section.footer, True), (section.even_page_footer, False)):
            footer.is_linked_to_previous = False
            _lying_number(footer, odd, self._ids["页码"])
        for number, annex in enumerate(self._paper.annexes, 1):
            self._add(self._paper.label(number), "附件标记")
            self._add("", "Normal")
            self._add(annex.title, "Heading 1")
            self._add("", "表格文字")
            if annex.table:
                self._table(annex.table)
            else:
                self._add(annex.empty, "正文段落")

    def _table(self, block: Table) -> None:
        table = self.document.add_table(rows=1, cols=len(block.headers))
        table.style, table.autofit = "Table Grid", False
        table._tbl.tblPr.find(qn("w:tblLook")).addprevious(parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'))
        width, shares = Mm(225), block.widths or (1,) * len(block.headers)
        widths = [Emu(width * share // sum(shares)) for share in shares]
        for column, cell, share, header in zip(table.columns, table.rows[0].cells, widths, block.headers, strict=True):
            column.width = cell.width = share
            self._styled(cell.paragraphs[0], "表头").add_run(printable(header))
        mark_row(table.rows[0], "w:cantSplit", "w:tblHeader")
        self._rows(table, block, widths)

    def _rows(self, table: DocxTable, block: Table, widths: list[Emu]) -> None:
        """One row is built, every other is its copy: adding rows one by one is quadratic."""
        row = table.add_row()  # type: ignore[no-untyped-call]
        mark_row(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            self._styled(cell.paragraphs[0], "表格文字").add_run("x")
        pattern = row._tr
        table._tbl.remove(pattern)
        for texts in block.rows:
            made = copy.deepcopy(pattern)
            cells = [str(text) for text in texts]
            if not tall(cells, block):
                _mark_whole(made)
            for word, text in zip(tuple(made.iter(qn("w:t"))), cells, strict=True):
                _write(word, text)
            table._tbl.append(made)

    # ---- 版记 ---------------------------------------------------------------------------------------------------

    def _imprint(self, head: Head) -> None:
        """The foot of the last page, an even one, which has no number; its lower edge is that of the text area."""
        section = self.document.add_section(WD_SECTION.EVEN_PAGE)
        self._page(section, SHORT, LONG, STANDING)
        section.footer_distance = Mm(STANDING["bottom"])
        lines = [line for line in (head.copied, f"{head.office}\t{head.printed}") if line]
        for footer in (section.footer, section.even_page_footer):
            footer.is_linked_to_previous = False
            table = footer.add_table(len(lines), 1, Mm(156))
            table._tbl.replace(table._tbl.tblPr, parse_xml(_IMPRINT.format(ns=nsdecls("w"))))
            for cell, line in zip(table.columns[0].cells, lines, strict=True):
                paragraph = self._styled(cell.paragraphs[0], "版记")
                paragraph.add_run(printable(line))
                paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(156) - Pt(28), WD_TAB_ALIGNMENT.RIGHT)
            last = self._styled(footer.paragraphs[0], "版记")  # a paragraph has to follow a table: as low as it can be
            last.paragraph_format.line_spacing = Pt(1)
            footer._element.append(last._p)

    # ---- every page ---------------------------------------------------------------------------------------------

    def _add(self, text: str, style: str) -> DocxParagraph:
        paragraph = self._styled(self.document.add_paragraph(), style)
        if text:
            paragraph.add_run(printable(text))
        return paragraph

    def _styled(self, paragraph: DocxParagraph, style: str) -> DocxParagraph:
        """`paragraph` with the style of that name; looking styles up in the document each time takes most of a run."""
        paragraph._p.style = self._ids[style]
        return paragraph

    @staticmethod
    def _page(section: DocxSection, wide: float, high: float, margins: Mapping[str, float]) -> None:
        section.page_width, section.page_height = Mm(wide), Mm(high)
        section.orientation = WD_ORIENT.LANDSCAPE if wide > high else WD_ORIENT.PORTRAIT
        for side, millimetres in margins.items():
            setattr(section, f"{side}_margin", Mm(millimetres))
        section.header_distance, section.footer_distance = Mm(15), Mm(margins["bottom"] - 7 - 6)
        properties = section._sectPr
        for old in properties.findall(qn("w:docGrid")):
            properties.remove(old)
        if wide < high:
            grid = OxmlElement("w:docGrid")
            grid.set(qn("w:type"), "lines")
            grid.set(qn("w:linePitch"), str(round(LINE * 20)))
            properties.append(grid)

    def _marks(self, headers: tuple[_Header, ...]) -> None:
        for header in headers:
            paragraph = self._styled(header.paragraphs[0], "页眉标记")
            paragraph.add_run("　　".join(self._paper.marks))

    def _number(self, footer: _Footer, align: WD_ALIGN_PARAGRAPH) -> None:
        paragraph = self._styled(footer.paragraphs[0], "页码")
        paragraph.alignment = align
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
        paragraph.add_run("— ")
        page_number(paragraph.add_run())
        paragraph.add_run(" —")


def _write(word: BaseOxmlElement, text: str) -> None:
    """The words of a cell, over its `w:t`; each further line after a break, in the same run."""
    first, *more = printable(text).split("\n")
    for line in reversed(more):
        further = OxmlElement("w:t")
        further.text = line
        word.addnext(further)
        word.addnext(OxmlElement("w:br"))
    word.text = first
    for made in word.getparent().iterchildren(qn("w:t")):
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _mark_whole(row: object) -> None:
    """The row `w:tr` is never torn."""
    properties = row.find(qn("w:trPr"))  # type: ignore[attr-defined]
    properties.append(OxmlElement("w:cantSplit"))


def _rules(paragraph: DocxParagraph, rules: Mapping[str, tuple[int, str]]) -> None:
    """Rules along the sides of a paragraph: (eighths of a point, colour), 4 mm away from red ones."""
    borders = OxmlElement("w:pBdr")
    for edge, (thickness, colour) in rules.items():
        border = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", str(thickness)), ("space", "11" if colour == "FF0000" else "4"), ("color", colour)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


_IMPRINT = """<w:tblPr {ns}><w:tblW w:w="8845" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:insideH w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tblBorders>
<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="280" w:type="dxa"/><w:right w:w="280" w:type="dxa"/></w:tblCellMar></w:tblPr>"""
"""The rules of 版记, 0.35 and 0.25 mm in eighths of a point, and one character free on either side."""


_BOX = """<w:drawing {ns} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{id}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV><wp:extent cx="{w}" cy="{h}"/><wp:wrapNone/>
<wp:docPr id="{id}" name="页码{id}"/><wp:cNvGraphicFramePr/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></wps:spPr>
<wps:txbx><w:txbxContent><w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{align}"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:txbxContent></wps:txbx>
<wps:bodyPr vert="vert" lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"""


def _lying_number(footer: _Footer, odd: bool, style: str) -> None:
    """The number where the portrait page has it: at the left edge, turned a quarter, below on odd pages and above on even ones."""
    paragraph = footer.paragraphs[0]
    height, gap = Mm(40), Mm(5.57)
    top = Mm(184) - gap - height if odd else Mm(28) + gap
    paragraph.add_run()._r.append(parse_xml(_BOX.format(
        ns=nsdecls("w", "wp", "a"), id=11 if odd else 12, x=Mm(21), y=top, w=Mm(8), h=height, style=style, align="right" if odd else "left")))
