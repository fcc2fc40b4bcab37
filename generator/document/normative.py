"""One edition as a normative document: the notice, and a table for each of its lists."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from generator.citation.words import to_chinese
from generator.document import addresses, words
from generator.document.basis import Basis
from generator.document.blocks import Facts, Table, Text
from generator.document.downloads import of_edition
from generator.document.edition import edition_mark, standing
from generator.document.paper import DRAFT, NOT_THE_ACT, Annex, Head, Paper
from generator.document.shelf import Shelf
from generator.document.template import Values, filled, read
from generator.model import Edition, Item, Kind, Refusal, Term

_PENALTY = {"item_id": 17, "violation": 18, "penalty_basis": 25, "statutory_penalty": 29, "conditions": 52, "relief_basis": 18, "outcome": 18,
            "correction_deadline": 10, "supporting_measures": 18, "township": 10}
_COLUMNS = {
    Kind.NO_PENALTY: {"item_id": 17, "violation": 19, "penalty_basis": 22, "statutory_penalty": 26, "exemption_type": 10, "conditions": 58, "relief_basis": 18,
                      "outcome": 11, "correction_deadline": 10, "supporting_measures": 18, "township": 10},
    Kind.LIGHTER_PENALTY: _PENALTY, Kind.MITIGATED_PENALTY: _PENALTY,
    Kind.NO_COERCION: {"item_id": 17, "violation": 21, "coercion_basis": 25, "coercion_measure": 18, "conditions": 56, "relief_basis": 21, "outcome": 14,
                       "correction_deadline": 10, "supporting_measures": 18, "township": 10},
}
"""Which columns a list has on paper, and their shares of the width, chosen for the fewest lines; a cell holds its field word for word.

The time for correction is among them: what the notice says of 及时改正 refers to it."""
_UNDER = {"violation": "subject", "penalty_basis": "obligation_basis", "coercion_basis": "obligation_basis", "conditions": "note"}
"""What stands in the cell of another field, on a line of its own after its name: columns for them would leave the rest half the room.

A note may say when the item does not apply, and so stands with the conditions."""
_INSTEAD = {"correction_deadline": "correction"}
"""What an empty cell says in place of its field, after its name: whether there is nothing to correct, or no time set for it."""
_BESIDE = {"power_code": 14, "field": 12, "correction": 9, "inclusion_reason": 20, "change_reason": 18, "effective_from": 12}
"""What a workbook, which has room for a column of each field, tells besides: whoever sorts it needs them, and so does `import`, lest they be lost."""
NUMBER = "序号"
_LATER = "公布以后的调整、是否仍然有效，以固定网址所载为准。"


def columns(kind: Kind) -> tuple[str, ...]:
    """The fields that a workbook of a list shows after the running number, in the order of its table."""
    shown = {one for name in _COLUMNS[kind] for one in (name, _UNDER.get(name))}.union(_BESIDE)
    return tuple(name for name in Item.columns() if name in shown)


def annex(title: str, items: Sequence[Item], kind: Kind, shelf: Shelf, status: bool = False) -> Annex:
    """The items of one list, one a row; with `status`, where each stands on the day."""
    shares, names = _COLUMNS[kind], columns(kind)
    on_paper = _table(items, tuple(shares), shelf, status, lambda item, name: printed(item, name, shelf))
    fields = _table(items, names, shelf, status, Item.text)
    room = tuple((shares | _BESIDE).get(name, 18) for name in names)
    return Annex(title=title, table=replace(on_paper, widths=_widths(tuple(shares.values()), status)), fields=replace(fields, widths=_widths(room, status)))


def _table(items: Sequence[Item], names: Sequence[str], shelf: Shelf, status: bool, cell: Callable[[Item, str], str]) -> Table:
    header = shelf.world.book.header
    rows: list[tuple[Text, ...]] = [
        (str(number), *(cell(item, name) for name in names), *((shelf.status(item).label,) if status else ()))
        for number, item in enumerate(items, 1)]
    return Table((NUMBER, *(header(name) for name in names), *(("状态",) if status else ())), tuple(rows))


def _widths(shares: tuple[int, ...], status: bool) -> tuple[int, ...]:
    return (8, *shares, *((11,) if status else ()))


def printed(item: Item, name: str, shelf: Shelf) -> str:
    """The field of a column as it stands on paper: beneath it what belongs to it."""
    said = item.text(name)
    other = _UNDER.get(name) or (not said and _INSTEAD.get(name)) or ""
    more = "、".join(item.subject) if other == "subject" else item.text(other) if other else ""
    return "\n".join(filter(None, (said, more and f"{shelf.world.book.header(other)}：{more}")))


def fingerprint(items: Iterable[Item]) -> str:
    """SHA-256 over every cell of the items in their order: equal iff the lists are."""
    rows = [[item.department, item.kind.slug, *(item.text(name) for name in Item.columns())] for item in items]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")).hexdigest()


def items_of(edition: Edition, shelf: Shelf) -> tuple[Item, ...]:
    """The versions that the edition publishes, or will."""
    return tuple(item for item in shelf.world.book.items if item.edition == edition.edition)


def marks(shelf: Shelf, draft: bool, *more: str) -> tuple[str, ...]:
    """What stands at the top of every page."""
    return (*((words.DEMO,) if shelf.world.book.city.demo else ()), DRAFT if draft else NOT_THE_ACT, *more)


def _stale(edition: Edition, shelf: Shelf) -> tuple[str, ...]:
    """What every page says of an edition that no longer applies or does not yet."""
    mark = edition_mark(edition, shelf.as_of, shelf)
    return (mark.text,) if mark.role in ("status ended", "status scheduled") else ()


def pending(items: Iterable[Item], shelf: Shelf) -> tuple[str, ...]:
    """（一）…: the items a basis of which has lapsed, or will while they apply."""
    basis = Basis(shelf, {})
    return numbered(f"{item.item_id}“{item.violation}”：{'；'.join(notices)}" for item in items
                    if (notices := (*basis.lapsed(item), *basis.changing(item))))


def edition_paper(edition: Edition, shelf: Shelf, root: Path, official: bool = False) -> Paper:
    """The document of an edition: 公布文本 once it is published, 送签稿 before.

    `official` adds 红头 and 版记. Refusal of these for an invented city, and for an edition without a number.
    """
    code, department = edition.edition or "", edition.department or ""
    name = shelf.world.department_name(department)
    draft = not shelf.world.edition_is_public(edition)
    items = items_of(edition, shelf)
    text = filled(read(root, template := "rules" if edition.publish_mode == "并入裁量权适用规则" else "notice"),
                  _values(edition, name, shelf), template)
    place = f"{addresses.department(department)}#{code}"
    base = shelf.world.book.city.base_url
    identity = (("发布批次", code), ("文号", edition.doc_no or "未登记"), ("数据校验值（SHA-256）", fingerprint(items)),
                ("固定网址", f"{base or '/'}{place}" if not draft else "公布后才有"), ("状态", standing(edition, shelf)),
                *((name, text) for name, text in (("待调整", "".join(pending(items, shelf))),) if text),
                ("提示", f"{words.CAUTION}；{words.NOT_LISTED}。{'' if draft else _LATER}"))
    return Paper(
        name=f"{code}-draft" if draft else of_edition(code), title=text.title, addressee=text.addressee, body=text.blocks,
        annexes=tuple(_annexes(edition, items, shelf)), issuer=name, doc_no=edition.doc_no or "", dated=edition.issued_on,
        marks=marks(shelf, draft, *_stale(edition, shelf)), identity=Facts(identity), address=f"{base}{place}" if base and not draft else "",
        as_of=shelf.as_of if draft else edition.published_on or shelf.as_of,
        head=_head(edition, name, text.copied, shelf) if official else None)


def _annexes(edition: Edition, items: Sequence[Item], shelf: Shelf) -> Iterable[Annex]:
    listed = {Kind.of(kind) for kind in edition.kinds} | {item.kind for item in items}
    for kind in Kind:
        if kind in listed:
            own = [item for item in items if item.kind is kind]
            title = f"{shelf.world.department_name(edition.department or '')}{words.LIST_NAMES[kind]}"
            if own:
                yield annex(title, own, kind, shelf)
            else:
                first = not any(item.kind is kind and item.department == edition.department for item in shelf.world.public_items)
                yield Annex(title=title, empty=f"本部门暂无{kind.value}事项。" if first else f"本批次没有公布{kind.value}事项。")


def _head(edition: Edition, name: str, copied: str, shelf: Shelf) -> Head:
    if shelf.world.book.city.demo:
        raise Refusal("演示数据不是任何机关的文件，不能加红头和版记。正式使用时，先在 lists/city.csv 把“演示数据”改为“否”。")
    if not edition.doc_no:
        raise Refusal(f"发布批次 {edition.edition} 没有文号，不能加红头。请先在 lists/editions.csv 填写“文号”。")
    if not edition.issued_on:
        raise Refusal(f"发布批次 {edition.edition} 没有印发日期，不能印版记。请先在 lists/editions.csv 填写“印发日期”。")
    return Head(mark=f"{name}文件", copied=copied, office=f"{name}办公室", printed=f"{words.day(edition.issued_on)}印发")


def _values(edition: Edition, name: str, shelf: Shelf) -> Values:
    world = shelf.world
    terms = [term for term in world.book.terms if term.department == edition.department and term.term and _with(term, edition)]
    return {
        "城市": world.book.city.name or "", "部门": name, "清单标题": edition.title or edition.edition or "", "文号": edition.doc_no or "",
        "施行日期": words.day(edition.effective_from), "施行": "试行" if edition.trial else "施行",
        "有效期至": words.last_day(edition.effective_to) if edition.effective_to else "", "旧文": _former(edition, shelf),
        "名词解释": definitions(terms), "通用条件": general_conditions(terms)}


def definitions(terms: Iterable[Term]) -> tuple[str, ...]:
    """What the terms among `terms` mean, numbered."""
    return numbered(_meaning(term) for term in terms if not term.general_condition)


def general_conditions(terms: Iterable[Term]) -> tuple[str, ...]:
    """The conditions that every item of a list inherits, numbered."""
    return numbered(f"{_of(term)}{term.definition or term.term}" for term in terms if term.general_condition)


def _with(term: Term, edition: Edition) -> bool:
    """True iff the term holds on the first day of the edition, and for a list of it."""
    day = edition.effective_from
    return (day is None or term.holds_on(day)) and (not term.kind or Kind.of(term.kind) in map(Kind.of, edition.kinds))


def _of(term: Term) -> str:
    kind = Kind.of(term.kind or "")
    return f"{kind.value}事项中，" if kind else ""


def _meaning(term: Term) -> str:
    return f"{_of(term)}{term.term}，是指{term.definition or '（口径未填写）'}"


def _former(edition: Edition, shelf: Shelf) -> str:
    """The documents that the edition replaces: 《…》（文号）."""
    found = [shelf.world.editions[code] for code in edition.replaces if code in shelf.world.editions]
    return "、".join(f"《{one.title or one.edition}》{f'（{one.doc_no}）' if one.doc_no else ''}" for one in found)


def numbered(entries: Iterable[str]) -> tuple[str, ...]:
    """（一）…；（二）…。"""
    said = [entry.rstrip("。；") for entry in entries]
    return tuple(f"（{to_chinese(n)}）{entry}{'。' if n == len(said) else '；'}" for n, entry in enumerate(said, 1))
