"""The direction of a change, 放宽、收紧 or 中性, and why, column by column."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from generator.citation import Citation, print_canonical
from generator.diff import conditions, outcome
from generator.diff.atoms import Atom, atom, meets
from generator.diff.changes import Change, ChangeKind
from generator.diff.marks import plain
from generator.diff.reason import Judgement, Reason, judgement, neutral, tightened, widened
from generator.laws import Registry
from generator.legality.quantities import quantities
from generator.model import BASES, Book, Item, Kind

_RANK = {Kind.LIGHTER_PENALTY: 1, Kind.MITIGATED_PENALTY: 2, Kind.NO_PENALTY: 3}
"""从轻 → 减轻 → 不予."""
_HARMLESS = {
    "field": "领域调整", "power_code": "基本编码调整", "supporting_measures": "配套监管措施调整", "inclusion_reason": "纳入理由调整",
    "change_reason": "", "note": "备注调整", "end_reason": "", "replaced_by": "", "item_id": "编号更改"}
"""Columns whose change makes no one better or worse off; an empty word is not worth a reason."""
_WHOM = re.compile("适用|不予|免予|不罚|免罚|放宽|视为|视同|不受")
"""A note that says for whom the item holds is a condition in another place."""
_OPEN = {
    "violation": "违法行为的表述有改动，请审查人判断范围是否扩大", "coercion_measure": "强制措施的表述有改动，请审查人判断范围是否扩大",
    "exemption_type": "不罚类型改变，法定要件不同，请审查人判断", "statutory_penalty": "法定处罚的表述有改动，请核对是否因法律修改"}
"""Columns whose change only a person can weigh."""


_OF_LIST = ("exemption_type", "conditions", "relief_basis", "outcome")
"""Columns that must differ between lists, since the law asks for other elements: after a move they cannot be weighed one by one."""


class Directions:
    """Judges changes; the laws are those of the later Book."""

    def __init__(self, after: Book) -> None:
        self._laws = Registry(after.laws, after.law_articles)
        self._header = after.header
        self._departments = {row.dept: row.name for row in after.organisations}
        self._formerly = {row.dept: row.former_names for row in after.organisations}

    def of(self, change: Change) -> Judgement:
        """The direction of one change and all that speaks for it."""
        before, after = change.before, change.after
        if before is None:
            return judgement([widened("新增事项")])
        if after is None:
            return judgement([tightened(f"删除了编入发布批次 {before.edition} 的版本") if before.edition else neutral("删除了草案")])
        return judgement(self._reasons(before, after, change))

    def _reasons(self, before: Item, after: Item, change: Change) -> Iterator[Reason]:
        found = [*self._department(before, after), *_list(before, after)]
        changed = {difference.field for difference in change.fields}
        if change.kind is ChangeKind.ENDED:
            to = f"，由{'、'.join(after.replaced_by)}替代" if after.replaced_by else ""
            found.append(tightened(f"自{after.text('effective_to')}起终止{to}", "effective_to"))
            changed.discard("effective_to")
        if _rank_changed(before, after) and (other := [name for name in _OF_LIST if name in changed]):
            found.append(neutral(f"{'、'.join(map(self._header, other))}随清单改变，两张清单的法定要件不同，请审查人对照", unsure=True))
            changed -= set(other)
        for name in Item.columns():
            if name in changed and not (change.follows and name in ("edition", "effective_from", "effective_to")):
                found.extend(self._of_column(name, before, after))
        yield from found
        if not found:
            yield neutral("内容没有实质变化")

    def _department(self, before: Item, after: Item) -> Iterator[Reason]:
        if before.department != after.department:
            one, other = (self._departments.get(code) or code for code in (before.department, after.department))
            renamed = one == other or one in self._formerly.get(after.department, ())
            yield neutral(f"部门改名：由{one}改为{other}，部门代码随文件夹改变" if renamed else
                          f"由{one}移到{other}，执法主体改变，请核对职权依据", "department", unsure=not renamed)

    def _of_column(self, name: str, before: Item, after: Item) -> Iterator[Reason]:
        was, now = before.text(name), after.text(name)
        if name == "outcome":
            if _rank_changed(before, after) is None:  # outcomes of lists that cannot be compared cannot either
                yield from outcome.compare(before, after)
        elif name in _HARMLESS:
            if _HARMLESS[name]:
                whom = name == "note" and bool(_WHOM.search(was + now))
                yield neutral(f"{_HARMLESS[name]}{'，其中说到对谁适用，请审查人判断' if whom else ''}", name, unsure=whom)
        elif name in _COLUMNS:
            yield from _COLUMNS[name](before, after)
        elif plain(was) == plain(now):
            yield neutral(f"{self._header(name)}只改了标点、空格或者全半角", name)
        elif name in BASES:
            yield self._basis(name, before, after)
        else:
            yield neutral(_OPEN[name], name, unsure=True)

    def _basis(self, name: str, before: Item, after: Item) -> Reason:
        """What became of the citations: other spelling, another number for the same text, or another clause."""
        old, new = (self._cited(item, name) for item in (before, after))
        header = self._header(name)
        if set(old) == set(new) and old:
            return neutral(f"{header}的引文写法调整，所引条款相同", name)
        gone = [one for one in old if one not in new]
        come = [one for one in new if one not in old]
        words = f"{header}由{_cite(gone) or '（无）'}改为{_cite(come) or '（无）'}"
        if gone and len(gone) == len(come) and all(
                self._same_text(one, before, other, after) for one, other in zip(gone, come, strict=True)):
            return neutral(f"{words}，条文内容相同，只是条款号更新", name)
        return neutral(f"{words}，请核对条文内容", name, unsure=True)

    def _cited(self, item: Item, name: str) -> list[Citation]:
        return [replace(one, law=None, version=None, doc_no=None) for one in self._laws.citations(getattr(item, name))]

    def _same_text(self, one: Citation, before: Item, other: Citation, after: Item) -> bool:
        """Whether the two articles read the same, each on the first day of its version (by their recorded hash)."""
        if (one.paragraph, one.item) != (other.paragraph, other.item):
            return False
        rows = [self._laws.resolve(citation, item.effective_from or date.max).article
                for citation, item in ((one, before), (other, after))]
        return rows[0] is not None and rows[1] is not None and bool(rows[0].hash) and rows[0].hash == rows[1].hash


def _cite(citations: list[Citation]) -> str:
    return print_canonical([replace(one, law=one.law_full) for one in citations])


def _rank_changed(before: Item, after: Item) -> int | None:
    """How far the item moves towards leniency; None when both stand on one list."""
    if before.kind is after.kind:
        return None
    if before.kind in _RANK and after.kind in _RANK:
        return _RANK[after.kind] - _RANK[before.kind]
    return 0


def _list(before: Item, after: Item) -> Iterator[Reason]:
    moved = _rank_changed(before, after)
    if moved is not None:
        text = f"由{before.kind.value}改为{after.kind.value}"
        yield widened(text, "kind") if moved > 0 else tightened(text, "kind") if moved < 0 else neutral(
            f"{text}，两者不可比较，请审查人判断", "kind", unsure=True)


def _conditions(before: Item, after: Item) -> Iterator[Reason]:
    if not before.conditions or not after.conditions:
        yield (widened("不再写明适用条件", "conditions") if before.conditions else tightened("新写明适用条件", "conditions"))
        return
    found = list(conditions.compare(before.conditions, after.conditions))
    yield from found or [neutral("适用条件的写法调整，要求没有变化", "conditions")]


def _subject(before: Item, after: Item) -> Iterator[Reason]:
    old, new = set(before.subject), set(after.subject)
    if not old or not new:
        yield (widened("适用对象不再限定", "subject") if old else tightened(f"适用对象限定为{'、'.join(after.subject)}", "subject"))
        return
    if new - old:
        yield widened(f"增加适用对象：{'、'.join(s for s in after.subject if s not in old)}", "subject")
    if old - new:
        yield tightened(f"减少适用对象：{'、'.join(s for s in before.subject if s not in new)}", "subject")
    if old == new:
        yield neutral("适用对象的顺序调整", "subject")


def _correction(before: Item, after: Item) -> Iterator[Reason]:
    if before.correction and not after.correction:
        yield widened("不再责令改正", "correction")
    elif after.correction:
        yield tightened("增加责令改正", "correction")


def _deadline(before: Item, after: Item) -> Iterator[Reason]:
    was, now = before.correction_deadline or "", after.correction_deadline or ""
    if plain(was) == plain(now):
        return
    one, other = _by(was), _by(now)
    wider, narrower = meets(one, other), meets(other, one)
    words = f"改正期限由{was or '（空）'}改为{now or '（空）'}"
    if not (was and now) or not (wider or narrower):
        yield neutral(f"{words}，请审查人判断长短", "correction_deadline", unsure=True)
    elif wider != narrower:
        yield widened(words, "correction_deadline") if wider else tightened(words, "correction_deadline")
    else:
        yield neutral(f"{words}，长短相同", "correction_deadline")


def _by(deadline: str) -> Atom:
    """The period as the requirement to correct within it; a bare 15日 is 15日内."""
    within = "内" if [quantity.text for quantity in quantities(deadline)] == [deadline] else ""
    return atom(deadline if "改正" in deadline else f"{deadline}{within}改正")


def _township(before: Item, after: Item) -> Iterator[Reason]:
    yield neutral("改为镇街可以适用，只改变由谁实施" if after.township else "改为镇街不适用，只改变由谁实施", "township")


def _edition(before: Item, after: Item) -> Iterator[Reason]:
    if not before.edition:
        yield neutral(f"列入发布批次 {after.edition}", "edition")
    elif not after.edition:
        yield neutral(f"撤出发布批次 {before.edition}", "edition")
    else:
        yield neutral(f"发布批次由 {before.edition} 改为 {after.edition}", "edition")


def _start(before: Item, after: Item) -> Iterator[Reason]:
    was, now = before.effective_from, after.effective_from
    words = f"施行日期由{was or '空'}改为{now or '空'}"
    if was is None or now is None:
        yield neutral(words, "effective_from")
    else:
        yield widened(f"{words}，提前适用", "effective_from") if now < was else tightened(f"{words}，推迟适用", "effective_from")


def _stop(before: Item, after: Item) -> Iterator[Reason]:
    was, now = before.effective_to, after.effective_to
    words = f"失效日期由{was or '空'}改为{now or '空'}"
    later = (now or date.max) > (was or date.max)
    yield widened(f"{words}，延长适用", "effective_to") if later else tightened(f"{words}，提前失效", "effective_to")


_COLUMNS: Mapping[str, Callable[[Item, Item], Iterator[Reason]]] = {
    "conditions": _conditions, "subject": _subject, "correction": _correction, "correction_deadline": _deadline,
    "township": _township, "edition": _edition, "effective_from": _start, "effective_to": _stop}
"""Columns that have their own way to be weighed."""
