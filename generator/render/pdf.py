"""A paper as PDF/A-2a and PDF/UA-1 by Typst: the grid of GB/T 9704-2012, bookmarks, tagged tables, and no character without a glyph."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.document.blocks import Heading, Paragraph
from generator.document.paper import Annex, Paper, tall, title_lines
from generator.model import Refusal
from generator.render.fonts import Faces
from generator.render.misleading import shown
from generator.render.qr import svg

if TYPE_CHECKING:
    import typst

_SOURCE = Path(__file__).with_name("paper.typ")
_GLYPHLESS = re.compile(r'the text `"(.)')
"""How Typst names what it has no glyph for."""
_NO_CHARACTERS = "".join(chr(plane + last) for plane in range(0, 0xF0000, 0x10000) for last in (0xFFFE, 0xFFFF))
_UNUSABLE = re.compile(f"[\ue000-\uf8ff\U000f0000-\U0010ffff\ud800-\udfff{_NO_CHARACTERS}]")
"""Private and broken characters, which PDF/A refuses: nobody else knows what they look like."""


@dataclass(frozen=True)
class Press:
    """Prints papers with one set of fonts, which are read once."""

    faces: Faces

    @cached_property
    def _compiler(self) -> "typst.Compiler":
        import typst

        return typst.Compiler(_SOURCE, root=_SOURCE.parent, font_paths=self.faces.fonts, ignore_system_fonts=True)

    def pdf(self, paper: Paper) -> bytes:
        """The document; the same paper and fonts give the same bytes. Refusal naming a character that no font has."""
        import typst

        _readable(paper)
        day = datetime(paper.as_of.year, paper.as_of.month, paper.as_of.day, tzinfo=UTC)
        try:
            made = self._compiler.compile(sys_inputs={"paper": json.dumps(self._data(paper), ensure_ascii=False)}, format="pdf",
                                          pdf_standards=["a-2a", "ua-1"], timestamp=day)
        except typst.TypstError as error:
            raise Refusal(f"《{paper.title}》不能排成 PDF：{_reason(error, paper)}") from None
        assert isinstance(made, bytes)
        return made

    def _data(self, paper: Paper) -> dict[str, Any]:
        body = [{"level": block.level if isinstance(block, Heading) else 0, "text": shown(str(block.text))}
                for block in paper.body if isinstance(block, Heading | Paragraph)]
        return {
            "fonts": {role: list(chain) for role, chain in self.faces.chains.items()}, "title": shown(paper.title),
            "title_lines": [shown(line) for line in title_lines(paper.title)], "issuer": shown(paper.issuer), "doc_no": shown(paper.doc_no),
            "addressee": shown(paper.addressee), "body": body, "notes": [shown(note) for note in paper.annex_notes],
            "signed": [[shown(line), indent] for line, indent in zip(paper.signed, paper.signed_indents, strict=True)],
            "marks": [shown(mark) for mark in paper.marks],
            "identity": [[name, shown(str(value))] for name, value in paper.identity.pairs], "address": paper.address,
            "qr": svg(paper.address) if paper.address else "", "day": [paper.as_of.year, paper.as_of.month, paper.as_of.day],
            "head": {name: shown(getattr(paper.head, name)) for name in ("mark", "copied", "office", "printed")} if paper.head else None,
            "book": paper.book, "duplex": paper.duplex,
            "annexes": [_annex(paper.label(number), annex) for number, annex in enumerate(paper.annexes, 1)]}


def _annex(label: str, annex: Annex) -> dict[str, Any]:
    table = annex.table
    if table is None:
        return {"label": label, "title_lines": [shown(annex.title)], "rows": None, "empty": annex.empty}
    rows = []
    for row in table.rows:
        cells = [shown(str(cell)) for cell in row]
        rows.append({"cells": cells, "tall": tall(cells, table)})
    return {"label": label, "title_lines": [shown(annex.title)], "headers": list(table.headers), "rows": rows,
            "widths": list(table.widths or (1,) * len(table.headers))}


def _texts(paper: Paper) -> Iterator[tuple[str, str]]:
    """(where, words) of everything in a paper that comes from the tables."""
    yield "标题", paper.title
    for words in (paper.doc_no, paper.addressee, paper.issuer, *((paper.head.copied, paper.head.office) if paper.head else ())):
        yield "文号、主送、署名或者版记", words
    for block in paper.body:
        yield "正文", str(getattr(block, "text", ""))
    for name, value in paper.identity.pairs:
        yield f"“{name}”", str(value)
    for annex in paper.annexes:
        yield "附件标题", annex.title
        for row in annex.table.rows if annex.table else ():
            for header, cell in zip(annex.table.headers if annex.table else (), row, strict=True):
                yield f"{annex.title}第{row[0]}行“{header}”", str(cell)


def _readable(paper: Paper) -> None:
    for where, words in _texts(paper):
        found = _UNUSABLE.search(words)
        if found:
            raise Refusal(f"{where}中有自造字或者坏字符（U+{ord(found[0]):04X}），别处显示不出来，不能印成文件。请改用通用规范汉字。")


def _reason(error: "typst.TypstError", paper: Paper) -> str:
    """Why, in Chinese: which character has no glyph, and where it stands."""
    said = f"{error.message} {' '.join(error.hints)}"
    found = _GLYPHLESS.search(said)
    if found is None:
        return f"{said}。"
    character = found[1]
    where = next((place for place, words in _texts(paper) if character in words), "正文")
    return f"{where}中的“{character}”（U+{ord(character):04X}）在所用的字体里没有字形。请换用含有这个字的字体（--fonts），或者改用通用规范汉字。"
