"""What an ods says of its sheets and the reader of cells leaves out: merged cells, hidden rows and columns."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.parsers import expat

from generator.intake.markup import LAST_COLUMN, Attributes, Place, go_through, local
from generator.intake.package import Aside

_SHEETS = "content.xml"
_UNTOLD = "哪些行、列隐藏着、哪些格子是合并的"
_TOLD = (b"rows-spanned", b"visibility")
_KINDS = ("table", "table-column", "table-row", "table-cell")
_UNSEEN = ("collapse", "filter")
_LAST = 100_000
"""No list has a row so far down: a sheet may end with a million empty ones, all alike."""


def asides(data: bytes, names: Iterable[str]) -> Mapping[str, Aside]:
    """Name of a sheet → what is said of it; nothing of a workbook that is no ods."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        if _SHEETS not in book.namelist():
            return {}
        part, sheets = book.read(_SHEETS), _Sheets()
        if not any(sign in part for sign in _TOLD):  # and mostly they are not: the cells need not be gone through once more
            return {}
        try:
            go_through(part, sheets.start, sheets.end)
        except expat.ExpatError:
            return dict.fromkeys(names, Aside(untold=_UNTOLD))
        return sheets.found


class _Sheets:
    """The sheets in their order. Rows and cells that are alike stand there once, with their number."""

    def __init__(self) -> None:
        self.found: dict[str, Aside] = {}
        self._name = ""
        self._hidden: set[int] = set()
        self._columns: set[int] = set()
        self._merged: list[tuple[Place, Place]] = []
        self._row = self._next = self._column = self._width = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """An element opens."""
        kind = local(name)
        if not kind.endswith(_KINDS):
            return
        said = {local(key): value for key, value in attributes.items()}
        match kind:
            case "table":
                self._name, self._hidden, self._columns, self._merged = said.get("name", ""), set(), set(), []
                self._next = self._width = 0
            case "table-column":
                first, self._width = self._width, self._width + int(said.get("number-columns-repeated", 1))
                if said.get("visibility") in _UNSEEN:
                    self._columns |= {*range(first, min(self._width, LAST_COLUMN))}
            case "table-row":
                self._row, self._next, self._column = self._next, self._next + int(said.get("number-rows-repeated", 1)), 0
                if said.get("visibility") in _UNSEEN:
                    self._hidden |= {*range(self._row + 1, min(self._next, _LAST) + 1)}
            case "table-cell" | "covered-table-cell":
                if (rows := int(said.get("number-rows-spanned", 1))) > 1:
                    self._merged.append(((self._row, self._column), (self._row + rows - 1, self._column)))
                self._column += int(said.get("number-columns-repeated", 1))

    def end(self, name: str) -> None:
        """An element closes."""
        if local(name) == "table":
            self.found[self._name] = Aside(frozenset(self._hidden), frozenset(self._columns), merged=self._merged)
