"""What the package of an xlsx says of its sheets and the reader of cells leaves out: hidden rows, figures set high or low, failed formulas."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

_BOOK, _LINKS, _STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_SIGNS = "0123456789+-=()"
_HIGH, _LOW = str.maketrans(f"{_SIGNS}n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"), str.maketrans(_SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_RUN = re.compile(r"<r>(.*?)</r>|<t\b[^>]*/>|<t\b[^>]*>([^<]*)</t>", re.S)
_TEXT = re.compile(r"<t\b[^>]*>([^<]*)</t>")

Place = tuple[int, int]
"""Spreadsheet row, and column from 0."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Of one sheet: its hidden rows, and place → (the text as the reader of cells gives it, the text as a person sees it).

    The second differs by figures set high or low, and by what a formula shows that failed (#REF!) or was never worked out (=1+1).
    """

    hidden: frozenset[int] = frozenset()
    shown: Mapping[Place, tuple[str, str]] = field(default_factory=dict)


def asides(data: bytes) -> Mapping[str, Aside]:
    """Name of a sheet → what is said of it; nothing of a workbook that is not built like those of Excel and WPS."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = set(book.namelist())
        if not {_BOOK, _LINKS} <= parts:
            return {}
        links = {_value(link, "Id"): _value(link, "Target").removeprefix("/xl/") for link in re.findall(r"<Relationship\b[^>]*>", book.read(_LINKS).decode())}
        strings = _raised_strings(book.read(_STRINGS).decode(errors="replace")) if _STRINGS in parts else {}
        found = {}
        for sheet in re.findall(r"<sheet\b[^>]*>", book.read(_BOOK).decode()):
            part = f"xl/{links.get(_value(sheet, 'r:id'), '')}"
            found[unescape(_value(sheet, "name"))] = _aside(book.read(part), strings) if part in parts else Aside()
        return found


def _aside(sheet: bytes, strings: Mapping[int, tuple[str, str]]) -> Aside:
    rows = re.findall(rb"<row\b[^>]*>", sheet)
    hidden = frozenset(int(_value(row.decode(), "r") or 0) for row in rows if b'hidden="1"' in row or b'hidden="true"' in row)
    text = sheet.decode(errors="replace")
    shown: dict[Place, tuple[str, str]] = {}
    if b"<f" in sheet or b't="e"' in sheet:
        shown.update(_failed(text))
    if strings or b"vertAlign" in sheet:
        shown.update(_raised(text, strings))
    return Aside(hidden, shown)


def _failed(sheet: str) -> Iterator[tuple[Place, tuple[str, str]]]:
    """Where a formula has no result, which the reader takes for an empty cell. One whose result is no text says so (t="str")."""
    for tag, body in re.findall(r"<c\b([^>]*[^>/])>(.*?)</c>", sheet, re.S):
        value = re.search("<v>([^<]*)</v>", body)
        formula = re.search(r"<f\b[^>]*>([^<]*)</f>|<f\b[^>]*/>", body)
        place = _place(tag)
        if place and value and value[1] and _value(tag, "t") == "e":
            yield place, ("", unescape(value[1]))
        elif place and formula and not (value and value[1]) and _value(tag, "t") != "str":
            yield place, ("", f"={unescape(formula[1] or '公式')}")


def _raised(sheet: str, strings: Mapping[int, tuple[str, str]]) -> Iterator[tuple[Place, tuple[str, str]]]:
    """Where on the sheet a text with high or low figures stands: shared with other cells, or in the cell itself."""
    for tag, number, own in re.findall(r"<c\b([^>]*)>\s*(?:<v>([0-9]+)</v>|<is>(.*?)</is>)", sheet, re.S):
        texts = _texts(own) if own else strings.get(int(number)) if _value(tag, "t") == "s" else None
        if texts and (place := _place(tag)):
            yield place, texts


def _place(tag: str) -> Place | None:
    found = re.fullmatch("([A-Z]{1,3})([0-9]+)", _value(tag, "r"))
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column - 1


def _raised_strings(xml: str) -> dict[int, tuple[str, str]]:
    """Number of a shared text → the two texts; of those alone that have high or low figures."""
    if "vertAlign" not in xml:
        return {}
    return {number: texts for number, body in enumerate(re.findall(r"<si>(.*?)</si>|<si/>", xml, re.S)) if (texts := _texts(body))}


def _texts(body: str) -> tuple[str, str] | None:
    """The text as it is read, and with its figures high and low; None where it has none."""
    flat = shown = ""
    for run, alone in _RUN.findall(re.sub(r"<rPh\b.*?</rPh>", "", body, flags=re.S)):
        text = unescape("".join(_TEXT.findall(run)) if run else alone)
        signs = _HIGH if 'vertAlign val="superscript"' in run else _LOW if 'vertAlign val="subscript"' in run else {}
        flat += text
        shown += text.translate(signs) if all(ord(sign) in signs for sign in text) else text
    return (flat, shown) if flat != shown else None


def _value(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return found[1] if found else ""
