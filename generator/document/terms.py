"""The words that lists depend on (初次违法, 及时改正 …), department by department, side by side."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.document import addresses, words
from generator.document.aspects import ASPECTS, UNREAD, Aspect
from generator.document.blocks import Block, Bullets, Facts, Link, Mark, Page, Paragraph, Section, Table, Text
from generator.document.shelf import Shelf
from generator.model import Item, Kind, Term, World

_COMMON = 3
"""Departments that must define a term before it is laid side by side."""
_COLUMNS = 4
"""Terms whose values stand side by side as a table even on a phone."""


def _known(shelf: Shelf) -> list[Term]:
    """Terms that hold on the day; one that begins later belongs to a list not yet in force and is not shown."""
    return shelf.world.once(_holding)


def _holding(world: World) -> list[Term]:
    return [term for term in world.book.terms if term.term and term.holds_on(world.as_of)]


def terms_of(item: Item, shelf: Shelf) -> list[Term]:
    """The terms of the item's department and list that its conditions use."""
    return [term for term in _known(shelf) if term.department == item.department and (term.term or "") in (item.conditions or "")
            and (not term.kind or Kind.of(term.kind) is item.kind)]


_COUNTED = {"月": "个月", "工作日": "个工作日"}


def _value(term: Term) -> str:
    return f"{term.value}{_COUNTED.get(term.unit or '', term.unit or '')}" if term.value else "未定"


def _list(term: Term) -> str:
    kind = Kind.of(term.kind or "")
    return kind.value if kind else "各清单"


def _definition(term: Term) -> str:
    return f"{term.definition or ''}{'（通用条件）' if term.general_condition else ''}"


def _basis(term: Term) -> str:
    until = f"有效期至{words.last_day(term.valid_to)}" if term.valid_to else "未定有效期"
    return f"{term.basis}；{until}" if term.basis else until


def definitions(shelf: Shelf, department: str) -> tuple[Block, ...]:
    """The definitions of one department, for its page."""
    rows: list[tuple[Text, ...]] = []
    for term in _known(shelf):
        if term.department == department:
            rows.append((term.term or "", _definition(term), _list(term), term.basis or ""))
    return (Table(("术语", "本部门的口径", "适用清单", "依据"), tuple(rows), role="compact"),) if rows else ()


def terms_page(shelf: Shelf) -> Page:
    """Every term with the definitions of all departments: those in common use side by side, then the others."""
    by_term: dict[str, list[Term]] = defaultdict(list)
    for term in _known(shelf):
        by_term[term.term or ""].append(term)
    ordered = sorted(by_term.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    common = {name: terms for name, terms in ordered if len({term.department for term in terms}) >= _COMMON}
    rest = [term for name, terms in ordered if name not in common for term in terms]
    blocks: list[Block] = [Paragraph(
        "同一个词，各部门的口径可能不同。适用某个部门的清单时，以该部门的口径为准。", "lead")]
    if common:
        names = tuple((Link(name, f"#t{number}"),) for number, name in enumerate(common, 1))
        blocks += [Bullets((*names, (Link("其他术语", "#others"),)) if rest else names, "places jump"), _overview(common, shelf)]
    for number, (name, terms) in enumerate(common.items(), 1):
        blocks.append(Section(name, tuple(_side_by_side(terms, ASPECTS.get(name, ()), shelf)), f"t{number}", "term"))
    if rest:
        blocks.append(Section("个别部门使用的术语", (_others(rest, shelf),), "others", "term"))
    if not by_term:
        blocks.append(Paragraph("目前没有登记术语。", "empty"))
    return Page(path="terms/", title="术语", section="terms", blocks=tuple(blocks), role="terms", crumbs=(Link("首页", ""),),
                description="初次违法、及时改正、危害后果轻微等术语在各部门的口径，并列对照。")


def _department(code: str | None, shelf: Shelf) -> Text:
    name = shelf.world.department_name(code or "")
    return (Link(name, addresses.department(code or "")),) if code in shelf.departments else name


def _overview(common: Mapping[str, Sequence[Term]], shelf: Shelf) -> Section:
    """Departments down, terms across: the value, marked where it is not that of most departments."""
    columns = {name: {term.department: _value(term) for term in terms} for name, terms in common.items() if any(term.value for term in terms)}
    usual = {name: _usual(column.values()) for name, column in columns.items()}
    codes = sorted({term.department or "" for name in columns for term in common[name]})
    rows = tuple((_department(code, shelf), *(_cell(columns[name].get(code, "—"), usual[name], "—") for name in columns)) for code in codes)
    note = Paragraph((_differs("这样标出"), "的取值与多数部门不同；“未定”是口径没有定数值。各个词的口径全文在下面。"), "legend")
    role = "matrix differences" if len(columns) <= _COLUMNS else "differences"
    return Section("取值对照", (note, Table(("部门", *columns), rows, role=role)), "values", "term")


def _side_by_side(terms: Sequence[Term], aspects: Sequence[Aspect], shelf: Shelf) -> Iterator[Block]:
    """What the definitions agree in, then one row a department; what is not usual is marked."""
    answers = {"取值": [_value(term) for term in terms], "适用清单": [_list(term) for term in terms]}
    answers |= {aspect.name: [aspect.of(term.definition or "") for term in terms] for aspect in aspects}
    told = {name: found for name, found in answers.items() if len(set(found)) > 1}
    departments = f"{len({term.department for term in terms})}个部门"
    spread = tuple((name, _spread(found)) for name, found in answers.items() if name in told or found[0] not in (UNREAD, "未定"))
    yield Facts((("口径", f"{departments}各自规定"), *spread), "spread")
    if any(aspect.name in told for aspect in aspects):
        yield Paragraph("对照栏由程序从口径文字中归纳，读不出的写“见原文”；以口径原文为准。", "legend")
    usual = {name: _usual(found) for name, found in told.items()}
    rows = []
    for number, term in enumerate(terms):
        compared = (_cell(found[number], usual[name], UNREAD) for name, found in told.items())
        rows.append((_department(term.department, shelf), *compared, _definition(term), _basis(term)))
    yield Table(("部门", *told, "口径原文", "依据"), tuple(rows), role="differences")


def _usual(answers: Iterable[str]) -> str:
    """The answer that most give; empty when no answer is given by more than half, so that none counts as the rule."""
    counted = Counter(answers)
    answer, count = counted.most_common(1)[0]
    return answer if count * 2 > counted.total() else ""


def _spread(answers: Sequence[str]) -> str:
    """Who says what, in numbers: 同一违法行为5个、同类4个."""
    counted = Counter(answers).most_common()
    return "、".join(f"{answer}（{count}个）" for answer, count in counted) if len(counted) > 1 else f"都是{answers[0]}"


def _cell(answer: str, usual: str, unread: str) -> Text:
    return (_differs(answer),) if usual and answer not in (usual, unread) else answer


def _differs(text: str) -> Mark:
    return Mark(text, "differs")


def _others(terms: Sequence[Term], shelf: Shelf) -> Table:
    rows = tuple((term.term or "", _department(term.department, shelf), _definition(term), _value(term), _list(term), _basis(term))
                 for term in terms)
    return Table(("术语", "部门", "口径", "取值", "适用清单", "依据"), rows, role="compact")
