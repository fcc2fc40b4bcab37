"""A paper as OFD (GB/T 33190-2016), on trial: the pages of its PDF with text as text, lines as lines and the fonts it uses."""

import ctypes
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import pi
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from generator.document.paper import Paper
from generator.render.fonts import Faces
from generator.render.packing import packed

NAMESPACE = "http://www.ofdspec.org/2016"
_MM = 25.4 / 72
_ASCENT, _DESCENT = 0.88, 0.12
"""Shares of the type size above and below the baseline."""
_BLACK = (0, 0, 0)
_FIRST_HALVES, _SECOND_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
"""Surrogates of UTF-16."""


@dataclass(slots=True)
class _Run:
    """Characters of one look on one line, and where each pen stood (millimetres from the top left)."""

    font: str
    size: float
    turned: bool
    colour: tuple[int, int, int]
    characters: list[str] = field(default_factory=list)
    pens: list[tuple[float, float]] = field(default_factory=list)

    def takes(self, other: "_Run") -> bool:
        """True iff the character `other` goes on this line."""
        same = (self.font, self.size, self.turned, self.colour) == (other.font, other.size, other.turned, other.colour)
        axis, across = (1, 0) if self.turned else (0, 1)
        last, pen = self.pens[-1], other.pens[0]
        return same and abs(pen[across] - last[across]) < 0.05 and 0 <= pen[axis] - last[axis] < 1.5 * self.size


def ofd(pdf: bytes, paper: Paper, faces: Faces) -> bytes:
    """The package, made from the PDF of the same paper; the same PDF gives the same bytes."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    made = _Package(paper, hashlib.blake2b(pdf, digest_size=16).hexdigest())
    for number in range(len(document)):
        page = document[number]
        width, height = (value * _MM for value in page.get_size())
        made.page(width, height, tuple(_runs(page, height)), tuple(_paths(page, height)))
    document.close()
    return made.packed(_sources(faces))


class _Package:
    """The parts of one document, and the numbers by which they refer to each other."""

    def __init__(self, paper: Paper, identity: str) -> None:
        self._paper, self._identity = paper, identity
        self._last = 0
        self._fonts: dict[str, tuple[int, set[str]]] = {}
        self._pages: list[tuple[int, str]] = []

    def _number(self) -> int:
        self._last += 1
        return self._last

    def page(self, width: float, height: float, runs: tuple[_Run, ...], paths: tuple[str, ...]) -> None:
        """One more page of that size in millimetres."""
        number, layer = self._number(), self._number()
        objects = [path.replace("{id}", str(self._number())) for path in paths]
        objects.extend(map(self._text, runs))
        area = f'<ofd:Area><ofd:PhysicalBox>0 0 {width:.2f} {height:.2f}</ofd:PhysicalBox></ofd:Area>'
        self._pages.append((number, _xml("Page", f'{area}<ofd:Content><ofd:Layer Type="Body" ID="{layer}">{"".join(objects)}</ofd:Layer></ofd:Content>')))

    def _text(self, run: _Run) -> str:
        if run.font not in self._fonts:
            self._fonts[run.font] = (self._number(), set())
        font, used = self._fonts[run.font]
        used.update(run.characters)
        axis = 1 if run.turned else 0
        steps = [after[axis] - before[axis] for before, after in zip(run.pens, run.pens[1:], strict=False)]
        (x, y), size, length = run.pens[0], run.size, sum(steps) + run.size
        if run.turned:
            box, matrix = (x - _DESCENT * size, y, size, length), f' CTM="0 1 -1 0 {_DESCENT * size:.3f} 0"'
            start = 'X="0" Y="0"'
        else:
            box, matrix = (x, y - _ASCENT * size, length, size), ""
            start = f'X="0" Y="{_ASCENT * size:.3f}"'
        delta = f' DeltaX="{" ".join(f"{step:.3f}" for step in steps)}"' if steps else ""
        fill = "" if run.colour == _BLACK else f'<ofd:FillColor Value="{" ".join(map(str, run.colour))}"/>'
        return (f'<ofd:TextObject ID="{self._number()}" Boundary="{" ".join(f"{value:.3f}" for value in box)}" Font="{font}" Size="{size:.3f}"{matrix}>'
                f'{fill}<ofd:TextCode {start}{delta}>{escape("".join(run.characters))}</ofd:TextCode></ofd:TextObject>')

    def packed(self, sources: Mapping[str, tuple[str, int]]) -> bytes:
        """The whole package."""
        parts: dict[str, bytes] = {}
        fonts = []
        for name, (number, used) in self._fonts.items():
            file = f"font_{number}.otf"
            parts[f"Doc_0/Res/{file}"] = _subset(*sources[name], "".join(sorted(used)))
            fonts.append(f'<ofd:Font ID="{number}" FontName={quoteattr(name)} FamilyName={quoteattr(name)}><ofd:FontFile>{file}</ofd:FontFile></ofd:Font>')
        pages = []
        for index, (number, content) in enumerate(self._pages):
            parts[f"Doc_0/Pages/Page_{index}/Content.xml"] = content.encode()
            pages.append(f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{index}/Content.xml"/>')
        parts["Doc_0/PublicRes.xml"] = _xml("Res", f"<ofd:Fonts>{''.join(fonts)}</ofd:Fonts>", ' BaseLoc="Res"').encode()
        parts["Doc_0/Document.xml"] = _xml("Document", (
            f"<ofd:CommonData><ofd:MaxUnitID>{self._last}</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{''.join(pages)}</ofd:Pages>")).encode()
        paper = self._paper
        parts["OFD.xml"] = _xml("OFD", (
            f"<ofd:DocBody><ofd:DocInfo><ofd:DocID>{self._identity}</ofd:DocID><ofd:Title>{escape(paper.title)}</ofd:Title>"
            f"<ofd:Author>{escape(paper.issuer)}</ofd:Author><ofd:CreationDate>{paper.as_of.isoformat()}</ofd:CreationDate></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"), ' Version="1.0" DocType="OFD"').encode()
        return packed((path, parts[path]) for path in sorted(parts, key=lambda path: (path != "OFD.xml", path)))


def _xml(root: str, inner: str, attributes: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:{root} xmlns:ofd="{NAMESPACE}"{attributes}>{inner}</ofd:{root}>'


# ---- reading the PDF ------------------------------------------------------------------------------------------------


def _runs(page: Any, height: float) -> Iterator[_Run]:
    """The text of a page, line by line in the order of the PDF; what the reader itself made up (line ends) is left out."""
    import pypdfium2.raw as raw

    held = page.get_textpage()  # closed when nobody holds it
    text = held.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    colour = [ctypes.c_uint() for _ in range(4)]
    name = ctypes.create_string_buffer(128)
    run: _Run | None = None
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or code in _SECOND_HALVES:
            continue
        if code in _FIRST_HALVES:  # a character beyond the first 65 536 is told in two halves
            code = 0x10000 + (code - _FIRST_HALVES.start << 10) + raw.FPDFText_GetUnicode(text, index + 1) - _SECOND_HALVES.start
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetFontInfo(text, index, name, 128, ctypes.c_int())
        raw.FPDFText_GetFillColor(text, index, *colour)
        red, green, blue = (value.value for value in colour[:3])
        turned = abs(raw.FPDFText_GetCharAngle(text, index) - 1.5 * pi) < 0.1 or abs(raw.FPDFText_GetCharAngle(text, index) - 0.5 * pi) < 0.1
        here = _Run(name.value.decode().partition("+")[2] or name.value.decode(), round(raw.FPDFText_GetFontSize(text, index) * _MM, 3), turned,
                    (red, green, blue), [chr(code)], [(x.value * _MM, height - y.value * _MM)])
        if run is not None and run.takes(here):
            run.characters += here.characters
            run.pens += here.pens
            continue
        if run is not None:
            yield run
        run = here
    if run is not None:
        yield run


def _paths(page: Any, height: float) -> Iterator[str]:
    """Lines and areas as PathObjects, with {id} where their number goes."""
    import pypdfium2.raw as raw

    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=5):
        left, bottom, right, top = (value * _MM for value in item.get_bounds())
        mode, stroked, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
        raw.FPDFPath_GetDrawMode(item.raw, mode, stroked)
        raw.FPDFPageObj_GetStrokeWidth(item.raw, width)
        channels = [ctypes.c_uint() for _ in range(4)]
        (raw.FPDFPageObj_GetStrokeColor if stroked.value else raw.FPDFPageObj_GetFillColor)(item.raw, *channels)
        value = " ".join(str(channel.value) for channel in channels[:3])
        wide, high = right - left, top - bottom
        shape = f"M 0 0 L {wide:.3f} 0 L {wide:.3f} {high:.3f} L 0 {high:.3f} C"
        thin = max(min(wide, high), 0.1)
        if stroked.value and min(wide, high) < 1:  # a rule: its box is the line with its width
            shape = f"M 0 {high / 2:.3f} L {wide:.3f} {high / 2:.3f}" if wide > high else f"M {wide / 2:.3f} 0 L {wide / 2:.3f} {high:.3f}"
        kind = (f' LineWidth="{width.value * _MM or thin:.3f}" Stroke="true" Fill="false"><ofd:StrokeColor Value="{value}"/>' if stroked.value
                else f' Stroke="false" Fill="true"><ofd:FillColor Value="{value}"/>')
        box = f"{left:.3f} {height - top:.3f} {max(wide, 0.1):.3f} {max(high, 0.1):.3f}"
        yield f'<ofd:PathObject ID="{{id}}" Boundary="{box}"{kind}<ofd:AbbreviatedData>{shape}</ofd:AbbreviatedData></ofd:PathObject>'


# ---- fonts ------------------------------------------------------------------------------------------------------


def _sources(faces: Faces) -> Mapping[str, tuple[str, int]]:
    """PostScript name → (file, number in the file) of every font that a paper may be set in."""
    from fontTools.ttLib import TTFont

    wanted = {family for chain in faces.chains.values() for family in chain}
    found = {}
    for info in faces.fonts.fonts():
        if info.family in wanted and info.path:
            with TTFont(info.path, fontNumber=info.index, lazy=True) as font:
                found[str(font["name"].getDebugName(6))] = (info.path, info.index)
    return found


def _subset(path: str, index: int, characters: str) -> bytes:
    """The font with these characters only."""
    from fontTools import subset

    options = subset.Options(font_number=index, layout_features=[], name_IDs=[1, 2, 6], notdef_outline=True, recalc_timestamp=False, drop_tables=[
        "GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"])
    chosen = subset.Subsetter(options)
    chosen.populate(text=characters)
    out = io.BytesIO()
    with subset.load_font(path, options) as font:
        chosen.subset(font)
        subset.save_font(font, out, options)
    return out.getvalue()
