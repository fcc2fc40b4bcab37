"""The words that lists depend on (初次违法, 及时改正 …), department by department, side by side."""

from collections import defaultdict

from generator.document import addresses, words
from generator.document.blocks import Block, Link, Page, Paragraph, Section, Table, Text
from generator.document.shelf import Shelf
from generator.model import Kind, Term


def _known(shelf: Shelf) -> list[Term]:
    """Terms that hold on the day; one that begins later belongs to a list not yet in force and is not shown."""
    return [term for term in shelf.world.book.terms if term.term and term.holds_on(shelf.as_of)]


def _value(term: Term) -> str:
    return f"{term.value}{term.unit or ''}" if term.value else ""


def _list(term: Term) -> str:
    kind = Kind.of(term.kind or "")
    return kind.value if kind else "各清单"


def definitions(shelf: Shelf, department: str) -> tuple[Block, ...]:
    """The definitions of one department, for its page."""
    rows: list[tuple[Text, ...]] = []
    for term in _known(shelf):
        if term.department == department:
            general = "（通用条件）" if term.general_condition else ""
            rows.append((term.term or "", f"{term.definition or ''}{general}", _list(term), term.basis or ""))
    return (Table(("术语", "本部门的口径", "适用清单", "依据"), tuple(rows), role="compact"),) if rows else ()


def terms_page(shelf: Shelf) -> Page:
    """Every term with the definitions of all departments."""
    by_term: dict[str, list[Term]] = defaultdict(list)
    for term in _known(shelf):
        by_term[term.term or ""].append(term)
    blocks: list[Block] = [Paragraph(
        "同一个词，各部门的口径可能不同。适用某个部门的清单时，以该部门的口径为准。", "lead")]
    ordered = sorted(by_term.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    for number, (name, terms) in enumerate(ordered, 1):
        rows: list[tuple[Text, ...]] = []
        for term in terms:
            department = shelf.world.department_name(term.department or "")
            target = addresses.department(term.department or "")
            link: Text = (Link(department, target),) if term.department in shelf.departments else department
            until = f"至{words.last_day(term.valid_to)}" if term.valid_to else "未定"
            general = "（通用条件）" if term.general_condition else ""
            rows.append((link, f"{term.definition or ''}{general}", _value(term), _list(term), term.basis or "", until))
        blocks.append(Section(name, (Table(("部门", "口径", "取值", "适用清单", "依据", "有效期"), tuple(rows), role="compact"),),
                              f"t{number}", "term"))
    if not by_term:
        blocks.append(Paragraph("目前没有登记术语。", "empty"))
    return Page(path="terms/", title="术语", section="terms", blocks=tuple(blocks), role="terms", crumbs=(Link("首页", ""),),
                description="初次违法、及时改正、危害后果轻微等术语在各部门的口径。")
