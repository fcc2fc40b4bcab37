"""What an ods says of its sheets and the reader of cells leaves out: merged cells and hidden rows."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.parsers import expat

from generator.intake.package import Aside, Attributes, Place, go_through, local

_SHEETS = "content.xml"
_UNTOLD = "哪些行隐藏着、哪些格子是合并的"
_TOLD = (b"rows-spanned", b"visibility")
_KINDS = ("table", "table-row", "table-cell")
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
        self._merged: list[tuple[Place, Place]] = []
        self._row = self._next = self._column = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """An element opens."""
        kind = local(name)
        if not kind.endswith(_KINDS):
            return
        said = {local(key): value for key, value in attributes.items()}
        match kind:
            case "table":
                self._name, self._hidden, self._merged, self._next = said.get("name", ""), set(), [], 0
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
            self.found[self._name] = Aside(frozenset(self._hidden), merged=self._merged)
