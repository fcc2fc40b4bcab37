"""What each row under the header is: an item, the title of a section, an empty place, or a remark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from generator.intake.grid import Grid
from generator.intake.heading import IGNORED, Heading, repeats
from generator.model import Kind

_EMPTY = re.compile(r"(?:本(?:部门|机关|单位|系统|市))?(?:暂?无|/|—+|-+|空)(?:此类|该类|相关|这类)?(?:事项|内容|情形)?。?")
"""What a list without items says of itself."""
_NUMBERED = re.compile(r"(?:第?[一二三四五六七八九十]+[、.．部类章节]|[（(][一二三四五六七八九十]+[）)])")
_SPEAKS_OF_ITEMS = re.compile("下列|以下(?:事项|行为|情形)|首违|轻微|不予处罚|从轻处罚|减轻处罚|免予|领域|类$")
_REMARK = re.compile(r"(?:注|备注|说明|附注)[:：]|填表|填报|制表|联系人|联系电话|(?:共|合)计|单位[:：]|审核人|负责人|日期[:：]|盖章|公章")


class LineKind(Enum):
    """What a row is."""

    ITEM = auto()
    SECTION = auto()
    EMPTY = auto()
    REMARK = auto()
    UNSURE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number in the spreadsheet, what it is, its cells, and the text of the section it stands in."""

    row: int
    kind: LineKind
    cells: tuple[str, ...]
    section: str = ""


def lines(grid: Grid, heading: Heading) -> Iterator[Line]:
    """Every row under the header, in order; the header repeated by a page break is left out."""
    section = ""
    for row, cells in grid.rows:
        if row <= heading.row or repeats(cells, heading):
            continue
        kind = _kind(cells, heading)
        if kind is LineKind.SECTION:
            section = _said(cells)[0]
        yield Line(row, kind, cells, section)


def _said(cells: tuple[str, ...]) -> list[str]:
    return [cell for cell in cells if cell]


def _kind(cells: tuple[str, ...], heading: Heading) -> LineKind:
    told = [cell for cell, name in zip(cells, heading.columns, strict=False) if cell and name != IGNORED]
    said = _said(cells)
    if told and len(set(told)) == 1 and _EMPTY.fullmatch(told[0]):
        return LineKind.EMPTY
    if len(set(said)) > 1 and told and not (len(told) <= 1 and _REMARK.search(said[0])):
        return LineKind.ITEM
    only = said[0]
    if _REMARK.match(only) or (_REMARK.search(only) and not _NUMBERED.match(only)):
        return LineKind.REMARK
    if _NUMBERED.match(only) or _SPEAKS_OF_ITEMS.search(only):
        return LineKind.SECTION
    if len(heading.columns) - heading.columns.count(IGNORED) <= 1:  # a list of nothing but conduct
        return LineKind.ITEM
    return LineKind.REMARK if only.isdecimal() else LineKind.UNSURE


def kind_named(text: str) -> Kind | None:
    """The one kind of list that a title speaks of; None where it speaks of none or of several."""
    named = [kind for kind, form in _TITLES.items() if re.search(form, text)]
    return named[0] if len(named) == 1 else None


_TITLES = {
    Kind.NO_PENALTY: "(?:不予|免予|免于)(?:行政)?处罚|首违不罚|轻微不罚|免罚|不罚", Kind.LIGHTER_PENALTY: "从轻(?:行政)?处罚",
    Kind.MITIGATED_PENALTY: "减轻(?:行政)?处罚", Kind.NO_COERCION: "(?:免予|不予|免除|不采取|不予采取)(?:实施)?行政强制|免强制"}
