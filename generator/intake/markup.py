"""The XML of a workbook's parts, gone through element by element, and where the rows and cells of an xlsx stand."""

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

_PLACE = re.compile("([A-Z]{1,3})([0-9]+)")
_NO_XML = bytes({*range(1, 32)} - {*b"\t\n\r"})
"""Control signs that some programs write though XML has none: the reader of cells takes them, and so shall this one."""
LAST_COLUMN = 16_384
"""So many columns has a sheet."""
Place = tuple[int, int]
"""Spreadsheet row, and column from 0."""
Attributes = Mapping[str, str]


def row_of(attributes: Attributes, last: int) -> int:
    """The number of a row; one that does not say it follows the `last`."""
    return int(attributes.get("r", last + 1))


def place_of(attributes: Attributes, last: Place) -> Place:
    """Where a cell stands; one that does not say it stands right of the `last` of its row."""
    said = _PLACE.fullmatch(attributes.get("r", ""))
    if not said:
        return last[0], last[1] + 1
    column = 0
    for letter in said[1]:
        column = column * 26 + ord(letter) - 64
    return int(said[2]), column - 1


def elements(xml: bytes, wanted: str) -> list[Attributes]:
    """The attributes of each element of this name, under their local names."""
    found: list[Attributes] = []

    def start(name: str, attributes: Attributes) -> None:
        if name.endswith(wanted) and local(name) == wanted:
            found.append({local(key): value for key, value in attributes.items()})

    go_through(xml, start)
    return found


def local(name: str) -> str:
    """The name without the prefix that some programs write."""
    return name.rpartition(":")[2]


def go_through(xml: bytes, start: Callable[[str, Attributes], None], end: Callable[[str], None] | None = None,
               letters: Callable[[str], None] | None = None) -> None:
    """Call these for all that a part says, until it is broken or declares types: no spreadsheet does, and entities may grow without end."""
    def refuse(*_: object) -> None:
        raise expat.ExpatError

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, letters
    parser.Parse(xml.translate(None, _NO_XML), True)
