"""A blank Word document in the styles of GB/T 9704-2012, by which an office goes on editing: official font names, nothing it does not need."""

import io
from functools import cache

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from generator.render.docx import name_font
from generator.render.standard import BODY, CHARACTER, FANG, HEI, KAI, LINE, NUMBERS, SONG

RED = RGBColor(0xFF, 0, 0)
MARK = 46.0
"""The largest size of 发文机关标志."""
_CENTRE, _RIGHT, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
_TIGHT = "-5"
"""Twentieths of a point by which characters stand closer, so that 28 fill 156 mm. Word's own character grid makes LibreOffice count double."""
_KEPT = frozenset({"Normal", "Heading 1", "Heading 2", "Heading 3", "Default Paragraph Font", "Normal Table", "No List",
                   "Table Grid", "Header", "Footer"})
_Shape = tuple[str, str, float, float, WD_ALIGN_PARAGRAPH | None, int]
_HEADINGS: tuple[_Shape, ...] = (
    ("Heading 1", SONG, 22.0, 35.0, _CENTRE, 0), ("Heading 2", HEI, BODY, LINE, None, 2), ("Heading 3", KAI, BODY, LINE, None, 2))
_OURS: tuple[_Shape, ...] = (
    ("正文段落", FANG, BODY, LINE, None, 2), ("主送机关", FANG, BODY, LINE, None, 0), ("附件说明", FANG, BODY, LINE, None, 2),
    ("附件说明续", FANG, BODY, LINE, None, 5), ("目录", FANG, 14.0, 20.0, _LEFT, 0), ("落款", FANG, BODY, LINE, _RIGHT, 0),
    ("发文字号", FANG, BODY, LINE, _CENTRE, 0), ("附件标记", HEI, BODY, LINE, None, 0), ("表头", HEI, 10.5, 15.0, _CENTRE, 0),
    ("表格文字", FANG, 10.5, 15.0, _LEFT, 0), ("文件信息", FANG, 10.5, 16.0, _LEFT, 0), ("页眉标记", HEI, 10.5, 16.0, _CENTRE, 0),
    ("页码", NUMBERS, 14.0, 18.0, None, 0), ("发文机关标志", SONG, MARK, MARK + 4, _CENTRE, 0), ("版记", FANG, 14.0, 24.0, _LEFT, 0))
"""Name, font, size, line (points), alignment (else justified), characters of indent."""


def blank() -> DocxDocument:
    """A new document in these styles; they are made once."""
    return Document(io.BytesIO(_blank()))


@cache
def _blank() -> bytes:
    document = Document()
    _strip(document)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _shape(normal, FANG, BODY, LINE, None, 0)
    properties = normal.element.get_or_add_rPr()
    properties.append(parse_xml(f'<w:spacing {nsdecls("w")} w:val="{_TIGHT}"/>'))
    properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="zh-CN" w:eastAsia="zh-CN"/>'))
    for name, font, size, line, align, indent in _HEADINGS:
        heading = document.styles[name]
        assert isinstance(heading, ParagraphStyle)
        _shape(heading, font, size, line, align, indent)
        heading.font.bold, heading.font.italic, heading.font.color.rgb = False, False, RGBColor(0, 0, 0)
    for name, font, size, line, align, indent in _OURS:
        own = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(own, ParagraphStyle)
        _shape(own, font, size, line, align, indent)
    document.styles["落款"].paragraph_format.right_indent = Pt(4 * CHARACTER)
    document.styles["附件标记"].paragraph_format.page_break_before = True
    document.styles["发文机关标志"].font.color.rgb = RED
    document.settings.odd_and_even_pages_header_footer = True
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _strip(document: DocxDocument) -> None:
    """Take out what the library's template brings along: a picture of its first page, a bibliography and some 150 styles nobody uses."""
    for package in (document.part.package, document.part):
        rels = package.rels
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(("/thumbnail", "/customXml"))]:
            rels.pop(key)
    styles = document.styles.element
    for style in list(document.styles):
        if style.name not in _KEPT:
            styles.remove(style.element)
    for latent in styles.findall(qn("w:latentStyles")):
        styles.remove(latent)


def _shape(style: ParagraphStyle, font: str, size: float, line: float, align: WD_ALIGN_PARAGRAPH | None, indent: int) -> None:
    style.font.size = Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    if fonts is not None:
        properties.remove(fonts)  # headings of the built-in template name theme fonts, which would win
    name_font(properties, font)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if align is None else align
    form.first_line_indent = Pt(indent * size)
    form.widow_control = False
    if line != LINE:
        grid = OxmlElement("w:snapToGrid")
        grid.set(qn("w:val"), "0")
        style.element.get_or_add_pPr().insert_element_before(grid, "w:spacing", "w:ind", "w:jc")
