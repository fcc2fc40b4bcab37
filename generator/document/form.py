"""The form on which a department writes its lists: what each column expects, examples, and how to fill it in."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from generator.document import words
from generator.document.blocks import Block
from generator.document.conditions import points
from generator.document.normative import definitions, general_conditions
from generator.document.template import filled, read
from generator.legality.lawful_city import MODEL_CELLS
from generator.model import Finding, Item, Kind, Status, World
from generator.schema import Column, TableSchema

GUIDE, EXAMPLES, CHOICES = "填写说明", "示例", "选项"
"""The sheets of a form that hold no items."""

_LATER = {
    "item_id": "新事项空着，读入时取号；修改原有的事项，照抄原来的编号",
    "edition": "公布时由司法局填写",
    "effective_to": "终止事项时才填",
    "end_reason": "终止事项时才填",
    "replaced_by": "终止事项时才填"}
"""Columns that nobody fills in for a new item, and when they are filled."""

_USUAL = ("field", "subject")
"""Columns that may hold anything of their form and mostly hold what other items hold."""

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class Need(Enum):
    """Whether a column is to be filled in; the value is the word above its header."""

    REQUIRED = "必填"
    OPTIONAL = "选填"
    LATER = "不用填"
    OTHER_LISTS = "本清单不填"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a list to fill in. `choices` are offered, `note` says all there is to say of it."""

    column: Column
    need: Need
    short: str
    note: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListSheet:
    """One list to fill in: a field for every column of the schema, in its order."""

    kind: Kind
    heading: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """An item as it should be written; `origin` says whose it is."""

    kind: Kind
    origin: str
    item: Item


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form. `name` is that of its file without suffix, `properties` tell a program which form it is."""

    name: str
    title: str
    marks: tuple[str, ...]
    guide: tuple[Block, ...]
    sheets: tuple[ListSheet, ...]
    examples: tuple[Example, ...]
    properties: Mapping[str, str]
    as_of: date


def form(world: World, schema: TableSchema, found: Collection[Finding], root: Path,
         department: str | None = None, kinds: Sequence[Kind] = tuple(Kind)) -> Form:
    """The form for the lists `kinds` of `department` (code; None: of any). No item that `found` speaks of serves as an example."""
    whose = world.department_name(department) if department else world.book.city.name or ""
    text = filled(read(root, "form"), _values(world, schema, department, kinds, whose), "form")
    alone = f"（{kinds[0].value}）" if len(kinds) == 1 else ""
    city = world.book.city
    marks = (*((words.DEMO,) if city.demo else ()), f"截至 {world.as_of}", *((f"法规库核对至 {city.laws_checked}",) if city.laws_checked else ()))
    return Form(
        name=_FORBIDDEN.sub("", f"{whose}清单填报表{alone}"), title=text.title, marks=marks, guide=text.blocks,
        sheets=tuple(ListSheet(kind, f"{whose}{words.LIST_NAMES[kind]}（填报表）", _fields(kind, schema, world, department)) for kind in kinds),
        examples=tuple(_example(kind, world, found, department) for kind in kinds),
        properties={"qingdan-template": version(schema), "qingdan-kinds": ";".join(kind.slug for kind in kinds),
                    **({"qingdan-department": department} if department else {})}, as_of=world.as_of)


def version(schema: TableSchema) -> str:
    """Which columns a form was made for: a form of another version may lack some."""
    return hashlib.sha256(schema.fingerprint.encode()).hexdigest()[:16]


def _fields(kind: Kind, schema: TableSchema, world: World, department: str | None) -> tuple[Field, ...]:
    required = schema.required(kind.slug)
    # what lists of other kinds ask for and the lawful item of this kind does without
    others = {name for names in schema.required_for.values() for name in names} - MODEL_CELLS[kind].keys()
    made = []
    for column in schema.columns:
        name = column.name
        need = (Need.LATER if name in _LATER else Need.REQUIRED if name in required else
                Need.OTHER_LISTS if name in others else Need.OPTIONAL)
        choices = column.enum or (_usual(name, world, department) if name in _USUAL else ())
        expected = column.expected if column.enum or column.pattern or column.format else ""
        short = _LATER.get(name) or column.description + (f"写作{expected}。" if column.format == "date" else "")
        made.append(Field(column, need, short, _note(column, need, expected, name, world, department), choices))
    return tuple(made)


def _note(column: Column, need: Need, expected: str, name: str, world: World, department: str | None) -> str:
    lines = [f"{column.title}（{need.value}）", column.description]
    if name in _LATER:
        lines.append(f"{_LATER[name]}。")
    elif expected:
        lines.append(f"写法：{expected}。")
    elif column.max_length:
        lines.append(f"不超过{column.max_length}字。")
    towns = _towns(world, department) if name == "township" else ""
    if towns:
        lines.append(f"截至 {world.as_of}，取得赋权的镇街：{towns}。")
    return "\n".join(lines)


def _usual(name: str, world: World, department: str | None) -> tuple[str, ...]:
    """What items of the department (of the city, if it has none) hold in this column, most frequent first."""
    own = [item for item in world.public_items if item.department == department]
    counted = Counter(text for item in own or world.public_items if (text := item.text(name)))
    return tuple(sorted(counted, key=lambda text: (-counted[text], text)))


def _towns(world: World, department: str | None) -> str:
    """The towns that hold a power of the department on the day."""
    holding = {row.town for row in world.book.delegations if row.dept == department and row.valid_from and row.valid_from <= world.as_of
               and (row.recalled_on is None or world.as_of < row.recalled_on)}
    return "、".join(world.town_name(town) for town in sorted(filter(None, holding)))


def _example(kind: Kind, world: World, found: Collection[Finding], department: str | None) -> Example:
    """The item that shows best how to write one: the department's own if there is one, else the city's, else the model item."""
    spoken = {(one.path, one.line) for one in found}
    hidden = {row.item_id for row in world.book.redactions}
    sound = [item for item in world.public_items if item.kind is kind and world.status(item) is Status.IN_FORCE
             and item.item_id not in hidden and (item.source.path, item.source.line) not in spoken]
    best = max(sound, key=_showing(department), default=None)
    if best is None:
        return Example(kind, "虚构的范例", Item.from_cells(MODEL_CELLS[kind], department=department or "", kind=kind))
    return Example(kind, f"{world.department_name(best.department)} {best.item_id}", best)


def _showing(department: str | None) -> Callable[[Item], tuple[bool, bool, int, int]]:
    """How well an item serves as an example: own, with numbered conditions, many cells filled, few words."""

    def weight(item: Item) -> tuple[bool, bool, int, int]:
        cells = [text for name in Item.columns() if (text := item.text(name))]
        return item.department == department, len(points(item.conditions or "")[1]) > 1, len(cells), -sum(map(len, cells))

    return weight


def _values(world: World, schema: TableSchema, department: str | None, kinds: Sequence[Kind], whose: str) -> Mapping[str, str | Sequence[str]]:
    terms = [term for term in world.book.terms if term.department == department and term.term and term.holds_on(world.as_of)
             and (not term.kind or Kind.of(term.kind) in kinds)]
    return {
        "城市": world.book.city.name or "", "部门": whose, "清单": "、".join(kind.value for kind in kinds), "截至": words.day(world.as_of),
        "必填": tuple(f"{kind.value}：{'、'.join(schema.headers[name] for name in schema.required(kind.slug) if name not in _LATER)}。" for kind in kinds),
        "名词解释": definitions(terms), "通用条件": general_conditions(terms), "镇街": _towns(world, department)}
