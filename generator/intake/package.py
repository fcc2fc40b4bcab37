"""What the package of an xlsx says of its sheets and the reader of cells leaves out: hidden rows and columns, figures set high or low, words struck out, failed formulas."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from generator.intake import struck
from generator.intake.markup import LAST_COLUMN, Attributes, Place, elements, go_through, local, place_of, row_of

_BOOK, _LINKS, _STRINGS, _STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedstrings.xml", "xl/styles.xml"
_SIGNS = "0123456789+-=()"
_HIGH, _LOW = str.maketrans(f"{_SIGNS}n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"), str.maketrans(_SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SET: Mapping[str, Mapping[int, int]] = {"superscript": _HIGH, "subscript": _LOW}
_LEVEL: Mapping[int, int] = {}
_MORE = (b"vertAlign", b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/", b't="e"', b"t='e'")
"""One of these is in a sheet of which there may be more to say: figures set high or low, a formula (not the <formula1> of a
list to choose from, which our own form has), one that failed."""
_ESCAPED = re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
"""How a sign is written that XML has not, as the _x000D_ of a line break."""
_BLANKS = " \t\r\n"
"""What the reader of cells drops at the ends of a text: not the wide blanks　　with which a paragraph begins."""

_FIGURES = "哪些数字是上标、下标、哪些字划掉了"
_ALL = f"哪些行、列隐藏着、{_FIGURES}、哪些公式没有算出结果"

Texts = tuple[str, str]
"""A text as the reader of cells gives it, and as a person sees it."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Of one sheet: its hidden rows and `columns` (from 0), and by their place the texts that the reader of cells gives otherwise than a person sees them.

    Those have figures set high or low, or are what a formula shows that failed (#REF!) or was never worked out (=1+1).
    `struck` are the cells with words struck out. `merged` are the cells that are one, from the first to the last of them, rows counted from 0, where the reader of cells does not tell them.
    `untold` is what a broken part of the workbook kept from us.
    """

    hidden: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    shown: Mapping[Place, Texts] = field(default_factory=dict)
    struck: frozenset[Place] = frozenset()
    merged: Sequence[tuple[Place, Place]] = ()
    untold: str = ""


def asides(data: bytes, names: Iterable[str]) -> Mapping[str, Aside]:
    """Name of a sheet → what is said of it; nothing of a workbook that is no xlsx, or not built like those of Excel and WPS."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {part_name(name): name for name in book.namelist()}
        if not {_BOOK, _LINKS} <= parts.keys():
            return {}
        try:
            links = {link["Id"]: link["Target"].removeprefix("/xl/") for link in elements(book.read(parts[_LINKS]), "Relationship")}
            sheets = {sheet["name"]: part_name(f"xl/{links.get(sheet.get('id', ''), '')}") for sheet in elements(book.read(parts[_BOOK]), "sheet")}
        except (expat.ExpatError, KeyError):
            return dict.fromkeys(names, Aside(untold=_ALL))
        texts, looks = (book.read(parts[part]) if part in parts else b"" for part in (_STRINGS, _STYLES))
        try:
            shared = _Shared(_read(texts, {}).shared if b"vertAlign" in texts else {}, struck.strings(texts), struck.styles(looks))
        except expat.ExpatError:
            shared = _Shared(untold=_FIGURES)
        return {name: _aside(book.read(parts[part]), shared) for name, part in sheets.items() if part in parts}


def part_name(name: str) -> str:
    """One name for a part: some programs write XL\\Workbook.xml."""
    return name.replace("\\", "/").lower()


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the sheets share: by their number the texts with figures set high or low, those with words struck out, the styles that strike out."""

    texts: Mapping[str, Texts] = field(default_factory=dict)
    struck: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    untold: str = ""


def _aside(sheet: bytes, shared: _Shared) -> Aside:
    worth = shared.texts or any(sign in sheet for sign in _MORE)  # if not, and mostly it is not, the cells need not be gone through once more
    try:
        rows, columns = (_hidden(sheet), _hidden_columns(sheet)) if b"hidden" in sheet else (frozenset(), frozenset())
        return Aside(rows, columns, _read(sheet, shared.texts).cells if worth else {},
                     struck.cells(sheet, shared.styles, shared.struck), untold=shared.untold)
    except expat.ExpatError:
        return Aside(untold=_ALL)


def _hidden(sheet: bytes) -> frozenset[int]:
    hidden: set[int] = set()
    number = 0
    for row in elements(sheet, "row"):
        number = row_of(row, number)
        if row.get("hidden") in ("1", "true"):
            hidden.add(number)
    return frozenset(hidden)


def _hidden_columns(sheet: bytes) -> frozenset[int]:
    columns = (column for column in elements(sheet, "col") if column.get("hidden") in ("1", "true"))
    return frozenset(at for column in columns for at in range(int(column.get("min", 1)) - 1, min(int(column.get("max", 1)), LAST_COLUMN)))


class _Texts:
    """The texts of a part that a person sees otherwise than the reader of cells: those that cells share by their number, those of cells by their place."""

    def __init__(self, strings: Mapping[str, Texts]) -> None:
        self.shared: dict[str, Texts] = {}
        self.cells: dict[Place, Texts] = {}
        self._strings, self._number = strings, 0
        self._cell: Attributes = {}
        self._place: Place = (0, -1)
        self._of_cell: Texts | None = None
        self._formula: str | None = None
        self._value = ""
        self._letters = self._flat = self._shown = ""
        self._signs, self._aloud, self._blanks = _LEVEL, False, False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element opens."""
        self._letters = ""
        match name:
            case "row":
                self._place = row_of(attributes, self._place[0]), -1
            case "c":
                self._place = place_of(attributes, self._place)
                self._cell, self._of_cell, self._formula, self._value = attributes, None, None, ""
            case "si" | "is":
                self._flat = self._shown = ""
            case "r":
                self._signs = _LEVEL
            case "vertAlign":
                self._signs = _SET.get(attributes.get("val", ""), _LEVEL)
            case "t":
                self._blanks = attributes.get("xml:space") == "preserve"
            case "rPh":
                self._aloud = True  # how a word is read aloud is no part of the text

    def letters(self, letters: str) -> None:
        """Letters of the element that is open."""
        self._letters += letters

    def end(self, name: str) -> None:
        """An element closes."""
        match name:
            case "t" if not self._aloud:
                said = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), self._letters if self._blanks else self._letters.strip(_BLANKS))
                self._flat += said
                self._shown += said.translate(self._signs) if all(ord(sign) in self._signs for sign in said if sign.isalnum()) else said
            case "r":
                self._signs = _LEVEL
            case "rPh":
                self._aloud = False
            case "si":
                if texts := self._raised:
                    self.shared[str(self._number)] = texts
                self._number += 1
            case "is":
                self._of_cell = self._raised
            case "f":
                self._formula = self._letters
            case "v":
                self._value = self._letters
                self._of_cell = self._strings.get(self._letters) if self._cell.get("t") == "s" else None
            case "c" if texts := self._of_cell or self._failed:
                self.cells[self._place] = texts

    @property
    def _raised(self) -> Texts | None:
        """The text that has just closed; None where it has no high or low figures."""
        return (self._flat, self._shown) if self._flat != self._shown else None

    @property
    def _failed(self) -> Texts | None:
        """Of a cell whose formula has no result, which the reader takes for an empty one. One whose result is no text says so (t="str")."""
        if self._value:
            return ("", self._value) if self._cell.get("t") == "e" else None
        return ("", f"={self._formula or '公式'}") if self._formula is not None and self._cell.get("t") != "str" else None


def _read(xml: bytes, strings: Mapping[str, Texts]) -> _Texts:
    texts = _Texts(strings)
    go_through(xml, lambda name, attributes: texts.start(local(name), attributes), lambda name: texts.end(local(name)), texts.letters)
    return texts
