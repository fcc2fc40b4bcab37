"""What each row under the header is: an item, the title of a section, an empty place, or a remark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from generator.intake.grid import Grid
from generator.intake.heading import IGNORED, KIND, Heading
from generator.intake.kinds import kind_meant, kind_named
from generator.intake.mending import DITTO
from generator.model import Kind

_EMPTY = re.compile(r"(?:本(?:部门|机关|单位|系统|市))?(?:暂?无|/|—+|-+|空)(?:此类|该类|相关|这类)?(?:事项|内容|情形)?。?")
"""What a list without items says of itself."""
_COUNTED = "[一二三四五六七八九十]+"
_INNER = re.compile(f"[（(]{_COUNTED}[）)]")
_NUMBERED = re.compile(f"(?:第?{_COUNTED}[、.．部类章节]|{_INNER.pattern})")
_ALONE = re.compile(f"[（(]?{_COUNTED}[）)]?[、.．]?")
_SPEAKS_OF_ITEMS = re.compile("下列|以下(?:事项|行为|情形)|首违|轻微|不予处罚|从轻处罚|减轻处罚|免予|领域|类$")
_REMARK = re.compile(r"(?:注|备注|说明|附注)[:：]|填表|填报|制表|联系人|联系电话|(?:共|合|小|总)计|单位[:：]|审核人|负责人|日期[:：]|盖章|公章")
_NOTE = re.compile("(?:注|备注|说明|附注)(?:[:：]|$)")
_FOOT = re.compile(r"[-—]{0,3}\s?第?\s?[0-9]{1,4}\s?页.{0,12}|[-—]{1,2}\s?[0-9]{1,4}\s?[-—]{1,2}|续表|（续）|共.{0,6}[页项]")
_SIGNED = re.compile("(?:填表|填报|制表|审核|审批|复核|校对|经办|联系|负责|批准|分管)(?:人|单位|部门|领导|电话|日期|时间)?(?:签字|签名|[（(].{1,6}[）)])?[:：]")
"""How a row begins that is signed or to be signed, whatever else stands in it."""
_COUNTINGS = tuple(map(str.split, (" ".join(map(str, range(1, 31))), "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
                                   "一 二 三 四 五 六 七 八 九 十", "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ ⑪ ⑫ ⑬ ⑭ ⑮ ⑯ ⑰ ⑱ ⑲ ⑳", "甲 乙 丙 丁 戊 己 庚 辛 壬 癸")))
_FEWEST_COUNTED = 3
"""A row of so many or more numbers, one after the other, numbers the columns."""
_SUM = re.compile("(?:共|合|小|总)计[:：]?")
_COUNT = re.compile(r"[0-9]+\s?[项条个件]?")
_POINT = re.compile(r"\s*(?:([0-9]{1,2})[.．、)）]|[（(]([0-9]{1,2})[）)]|([①-⑳]))")


class LineKind(Enum):
    """What a row is."""

    ITEM = auto()
    SECTION = auto()
    EMPTY = auto()
    REMARK = auto()
    CONTINUED = auto()
    UNSURE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number in the spreadsheet, what it is, its cells, and the titles of the sections it stands in, outer first.

    `of` is the kind of list that the own column of an item, or the title of its section, names.
    """

    row: int
    kind: LineKind
    cells: tuple[str, ...]
    sections: tuple[str, ...] = ()
    of: Kind | None = None


def lines(grid: Grid, heading: Heading) -> Iterator[Line]:
    """Every row under the header, in order; a row that only goes on with the points of the one before is CONTINUED and part of it."""
    sections: tuple[str, ...] = ()
    held: Line | None = None
    more: list[Line] = []
    of: Kind | None = None
    noted = None
    for row, cells in grid.rows:
        if row <= heading.row:
            continue
        if held and (longer := _continued(held.cells, cells)):
            held = replace(held, cells=longer)
            more.append(Line(row, LineKind.CONTINUED, cells))
            continue
        yield from filter(None, (held, *more))
        held, more = None, []
        noted = _note(cells, noted)
        kind = _kind(cells, heading) if noted is None else LineKind.REMARK
        if kind is LineKind.SECTION:
            title = "".join(dict.fromkeys(_said(cells)))
            sections = (*sections[:1], title) if _INNER.match(title) and sections and not _INNER.match(sections[0]) else (title,)
        if kind is LineKind.ITEM:
            of = _kind_said(cells, sections, heading, of)
            held = Line(row, kind, cells, sections, of)
        else:
            yield Line(row, kind, cells, sections)
    yield from filter(None, (held, *more))


def _note(cells: tuple[str, ...], before: int | None) -> int | None:
    """The last point of a note that fills a row alone (0 of 注：…, 1 of 注：1.…), or goes on with the next point after `before`; None of any other row."""
    said = set(_said(cells))
    if len(said) != 1:
        return None
    (only,) = said
    if note := _NOTE.match(only):
        return max(map(_point, only[note.end():].split("\n")))
    return _point(only) if before is not None and _point(only) == before + 1 else None


def _kind_said(cells: tuple[str, ...], sections: tuple[str, ...], heading: Heading, above: Kind | None) -> Kind | None:
    """The kind of list that an item names; 同上 says that of the item `above`."""
    for name in (KIND, "exemption_type"):
        if (said := heading.cell(cells, name)) and (named := above if DITTO.fullmatch(said) else kind_meant(said)):
            return named
    return next((named for section in reversed(sections) if re.search("清单|事项", section) and (named := kind_named(section))), None)


def _continued(before: tuple[str, ...], cells: tuple[str, ...]) -> tuple[str, ...] | None:
    """The cells of an item with the next point of the one column in which `cells` differ; None where they are no continuation."""
    width = max(len(before), len(cells))
    old, new = (one + ("",) * (width - len(one)) for one in (before, cells))
    differ = [at for at in range(width) if new[at] != old[at]]
    changed = [at for at in differ if new[at]]
    if len(changed) != 1 or not (differ == changed or sum(map(bool, new)) == 1):
        return None
    at = changed[0]
    last = [_point(line) for line in old[at].split("\n") if _point(line)]
    if not last or _point(new[at]) != last[-1] + 1:
        return None
    return (*old[:at], f"{old[at]}\n{new[at]}", *old[at + 1:])


def _point(text: str) -> int:
    """The number with which a text begins, as 2 of 2.…, （2）…, ②…; 0 if none."""
    found = _POINT.match(text)
    if not found:
        return 0
    return ord(found[3]) - ord("①") + 1 if found[3] else int(found[1] or found[2])


def _counts(said: list[str]) -> bool:
    """True iff the cells number the columns: 栏次, 1, 2, 3 …."""
    numbers = [cell.strip("()（） ") for cell in said if cell not in ("栏次", "列次")]
    return len(numbers) >= _FEWEST_COUNTED and any(counting[:len(numbers)] == numbers for counting in _COUNTINGS)


def _said(cells: tuple[str, ...]) -> list[str]:
    return [cell for cell in cells if cell]


def _kind(cells: tuple[str, ...], heading: Heading) -> LineKind:
    told = [cell for cell, name in zip(cells, heading.columns, strict=False) if cell and name != IGNORED]
    said = _said(cells)
    narrow = len(heading.columns) - heading.columns.count(IGNORED) <= 1  # a list of nothing but conduct
    if len(set(told or said)) == 1 and _EMPTY.fullmatch((told or said)[0]):
        return LineKind.EMPTY
    if _SUM.fullmatch(said[0]) and (len(said) <= len(heading.columns) // 2 or all(map(_COUNT.fullmatch, said[1:]))):
        return LineKind.REMARK
    if len(set(said)) == 2 and len(set(told)) == 1 and not narrow and _ALONE.fullmatch(said[0]):
        return LineKind.SECTION
    if _SIGNED.match(said[0]) or _counts(said):
        return LineKind.REMARK
    if len(set(said)) > 1 and told and not (len(told) <= 1 and _REMARK.search(said[0])):
        return LineKind.ITEM
    only = said[0]
    if _REMARK.match(only) or _FOOT.fullmatch(only) or (_REMARK.search(only) and not _NUMBERED.match(only)):
        return LineKind.REMARK
    if _NUMBERED.match(only) or _SPEAKS_OF_ITEMS.search(only):
        return LineKind.SECTION
    if narrow:
        return LineKind.ITEM
    return LineKind.REMARK if only.isdecimal() else LineKind.UNSURE
