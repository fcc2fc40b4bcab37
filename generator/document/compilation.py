"""What applies today in one document: the lists of a department or of the city (汇编), and what a town may apply (镇街手册)."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from generator.document import addresses, words
from generator.document.blocks import Facts, Heading, Table
from generator.document.downloads import of_lists, of_town
from generator.document.normative import NUMBER, annex, fingerprint, marks, pending, printed
from generator.document.paper import Annex, Paper
from generator.document.reach import Reach
from generator.document.shelf import Shelf
from generator.document.template import Values, filled, read
from generator.legality.delegation import Applicability
from generator.model import Item, Kind, Status

_TOWN = (("item_id", 19), ("violation", 26), ("conditions", 72), ("outcome", 22), ("correction_deadline", 14), ("penalty_basis", 22), ("relief_basis", 20))


def compilation(departments: Sequence[str], shelf: Shelf, root: Path) -> Paper:
    """The lists of these departments (all of them: the city's), published entries that apply or will."""
    city, whole = shelf.world.book.city, len(departments) != 1
    lists = [key for key in shelf.lists if key[0] in departments]
    items = [item for key in lists for item in _current(shelf, key)]
    scope = (city.name or "全市") if whole else shelf.world.department_name(departments[0])
    place = "lists/" if whole else addresses.department(departments[0])
    annexes = tuple(_annex(key, shelf) for key in lists)
    return _paper("compilation", of_lists("" if whole else departments[0]), annexes, items, place, shelf, root, {"范围": scope})


def handbook(town: str, shelf: Shelf, reach: Reach, root: Path) -> Paper:
    """What the town (code) may apply in its own name on the day, department by department."""
    items = [item for item in shelf.items if shelf.status(item) is Status.IN_FORCE and reach.ask(item, town)[0] is Applicability.APPLIES]
    name = shelf.world.town_name(town)
    annexes = tuple(_town_annexes(items, shelf)) or (Annex(title=f"{name}直接适用事项", empty="目前没有可以直接适用的事项。"),)
    return _paper("township", of_town(town), annexes, items, addresses.town(town), shelf, root, {"镇街": name})


def _current(shelf: Shelf, key: tuple[str, Kind]) -> list[Item]:
    return [item for item in shelf.shown(key) if shelf.status(item) in (Status.IN_FORCE, Status.SCHEDULED)]


def _annex(key: tuple[str, Kind], shelf: Shelf) -> Annex:
    department, kind = key
    items = _current(shelf, key)
    title = f"{shelf.world.department_name(department)}{words.LIST_NAMES[kind]}"
    return annex(title, items, kind, shelf, status=True) if items else Annex(title=title, empty=f"本部门暂无{kind.value}事项。")


def _town_annexes(items: Sequence[Item], shelf: Shelf) -> Iterator[Annex]:
    header = shelf.world.book.header
    for department, own in groupby(items, key=lambda item: item.department):
        rows = tuple((str(number), item.kind.value, *(printed(item, name, shelf) for name, _ in _TOWN)) for number, item in enumerate(own, 1))
        yield Annex(title=f"{shelf.world.department_name(department)}清单中可以直接适用的事项", table=Table(
            (NUMBER, "清单", *(header(name) for name, _ in _TOWN)), rows, widths=(8, 14, *(share for _, share in _TOWN))))


def _paper(template: str, name: str, annexes: tuple[Annex, ...], items: Sequence[Item], place: str, shelf: Shelf, root: Path,
           values: Values) -> Paper:
    city = shelf.world.book.city
    known: Values = {"城市": city.name or "", "截至": words.day(shelf.as_of), "项数": str(len(items)),
                     "核对": words.day(city.laws_checked) if city.laws_checked else "",
                     "待调整": pending(items, shelf), **values}
    text = filled(read(root, template), known, template)
    identity = (("数据校验值（SHA-256）", fingerprint(items)), ("固定网址", f"{city.base_url or '/'}{place}"), ("截至", words.day(shelf.as_of)),
                ("提示", f"{words.CAUTION}；{words.NOT_LISTED}。这一天以后的变化，以固定网址所载为准。"))
    return Paper(name=name, title=text.title, body=(*text.blocks, Heading("目录")), annexes=(*_glossary(items, shelf), *annexes),
                 marks=marks(shelf, draft=False), identity=Facts(identity),
                 address=f"{city.base_url}{place}" if city.base_url else "", as_of=shelf.as_of, book=True)


def _glossary(items: Sequence[Item], shelf: Shelf) -> Iterator[Annex]:
    """What the departments of these items mean by their words on the day, and the conditions all items of a list share."""
    used = {(item.department, kind) for item in items for kind in (item.kind, None)}
    terms = [term for term in shelf.world.book.terms if term.term and term.holds_on(shelf.as_of)
             and (term.department or "", Kind.of(term.kind or "")) in used]
    if terms:
        rows = tuple((str(number), shelf.world.department_name(term.department or ""), kind.value if (kind := Kind.of(term.kind or "")) else "各清单",
                      term.term or "", term.definition or "", "是" if term.general_condition else "否", term.basis or "")
                     for number, term in enumerate(terms, 1))
        yield Annex(title="名词解释和通用条件", table=Table(
            (NUMBER, "部门", "清单", "术语", "定义", "通用条件", "依据"), rows, widths=(10, 32, 18, 30, 85, 12, 38)))
