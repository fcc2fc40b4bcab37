"""Conditions before and after: what is asked for no longer, newly, in a weaker or in a stronger form, and what only a person can tell."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.diff.atoms import HARM, STAGE, Atom, Degree, Slot, Time, admits
from generator.diff.marks import plain
from generator.diff.nodes import All, Node, Some, entails, flat, opaque
from generator.diff.reason import Direction, Reason, neutral, tightened, widened
from generator.diff.requirements import Mode, Reading, read
from generator.legality.conduct import likeness, pairs
from generator.legality.elements import elements_in
from generator.legality.quantities import Bound, Quantity

_ALIKE = 0.4
"""Requirements less alike than this are two and not one in other words."""
_BRIEF = 6
"""Two requirements this short that begin alike (情节轻微、情节较轻) are one in other words."""
_MANY = 100
"""Every requirement is held against every other: beyond so many (real conditions have up to twenty) a person must do it."""
_FIELD = "conditions"


def compare(before: str, after: str) -> Iterator[Reason]:
    """Why `after` asks for more or less than `before`; nothing when it asks for the same in other words."""
    if plain(before) == plain(after):
        yield neutral("适用条件只改了标点、空格或者全半角", _FIELD)
        return
    old, new = read(before), read(after)
    if max(len(list(flat((*reading.fixed, *reading.points)))) for reading in (old, new)) > _MANY:
        yield neutral(f"适用条件超过{_MANY}项要求，请审查人逐项判断是放宽还是收紧", _FIELD, unsure=True)
        return
    open_words = set(opaque(old.node)) ^ set(opaque(new.node))
    wider, narrower = (not open_words and entails(*both) for both in ((old.node, new.node), (new.node, old.node)))
    if wider and narrower:
        return
    found = list(dict.fromkeys(_reasons(old, new)))
    if wider or narrower:  # the whole is certain: what the parts leave open is no longer open
        direction, say = (Direction.WIDENED, widened) if wider else (Direction.TIGHTENED, tightened)
        yield from [one for one in found if one.direction is direction] or [say(f"适用条件整体{direction.value}", _FIELD)]
        return
    yield from found
    if not any(one.unsure for one in found) and len({one.direction for one in found}) < 2:
        yield neutral("适用条件其余文字的改动，请审查人判断是放宽还是收紧", _FIELD, unsure=True)


def _reasons(old: Reading, new: Reading) -> Iterator[Reason]:
    if {old.mode, new.mode} == {Mode.ALL, Mode.ANY} and len(old.points or old.fixed) > 1 and len(new.points or new.fixed) > 1:
        yield (widened("适用条件由同时满足改为满足其一", _FIELD) if new.mode is Mode.ANY
               else tightened("适用条件由满足其一改为同时满足", _FIELD))
        return
    if old.mode is not new.mode:
        yield neutral("各项条件是同时满足还是满足其一的写法有改动，请审查人判断", _FIELD, unsure=True)
        return
    yield from _all(old.fixed, new.fixed)
    couples, dropped, added = _coupled(old.points, new.points)
    for one, other in couples:
        yield from _all((one,), (other,))
    unclear = old.mode is Mode.UNCLEAR
    for point, say, verb in (*((one, tightened, "删去") for one in dropped), *((one, widened, "增加") for one in added)):
        text = f"{verb}适用条件“{_short(point.text)}”"
        yield (neutral(f"{text}，但看不准各项须满足几项，请审查人判断", _FIELD, unsure=True) if unclear
               else say(f"{text}（各条件满足其一即可）", _FIELD))


def _all(before: Sequence[Node], after: Sequence[Node]) -> Iterator[Reason]:
    """Requirements that must all be met, before and after."""
    old, new = All(tuple(before)), All(tuple(after))
    couples, left, right = _coupled([one for one in before if one not in after], [one for one in after if one not in before])
    for one, other in couples:
        yield from _couple(list(flat((one,))), list(flat((other,))), old, new)
    for one in left:
        yield from _dropped(one, [part for part in flat((one,)) if not entails(new, part)])
    for one in right:
        yield from _added(one, [part for part in flat((one,)) if not entails(old, part)])


def _couple(before: list[Node], after: list[Node], old: Node, new: Node) -> Iterator[Reason]:
    """The parts of two points that are one before and after. What stands elsewhere in the whole is neither lost nor new."""
    couples, left, right = _coupled([one for one in before if one not in after], [one for one in after if one not in before])
    for one, other in couples:
        lost, come = not entails(new, one), not entails(old, other)
        if entails(one, other) or entails(other, one):
            if lost != come:
                yield from _told(one, other, widened if lost else tightened)
        elif lost and come:
            yield from _unlike(one, other)
        else:
            left += [one] if lost else []
            right += [other] if come else []
    for one in left:
        if not entails(new, one):
            yield from _dropped(one, [one])
    for one in right:
        if not entails(old, one):
            yield from _added(one, [one])


def _dropped(point: Node, parts: list[Node]) -> Iterator[Reason]:
    """The whole point where all its parts are gone."""
    return _single(point, parts, "删去", widened)


def _added(point: Node, parts: list[Node]) -> Iterator[Reason]:
    return _single(point, parts, "增加", tightened)


def _single(point: Node, parts: list[Node], verb: str, say: Callable[[str, str], Reason]) -> Iterator[Reason]:
    for one in [point] if len(parts) == len(list(flat((point,)))) else parts:
        if any(opaque(one)):
            yield neutral(f"{verb}“{_short(one.text)}”，请审查人判断是放宽还是收紧", _FIELD, unsure=True)
        else:
            yield say(f"{verb}适用条件“{_short(one.text)}”", _FIELD)


def _unlike(one: Node, other: Node) -> Iterator[Reason]:
    """Two forms of a requirement of which neither entails the other: amounts that moved both ways, or words only a person can weigh."""
    same = isinstance(one, Atom) and isinstance(other, Atom) and plain(one.words) == plain(other.words) and len(one.slots) == len(other.slots)
    if same and isinstance(one, Atom) and isinstance(other, Atom) and not (one.opaque or other.opaque):
        for was, now in zip(one.slots, other.slots, strict=True):
            wide, narrow = admits(now, was), admits(was, now)
            if wide and narrow:
                continue
            if wide or narrow:
                yield (widened if wide else tightened)(_moved(was, now, other), _FIELD)
            else:
                yield neutral(f"{_moved(was, now, other)}，请审查人判断是放宽还是收紧", _FIELD, unsure=True)
        return
    yield neutral(f"条件“{_short(one.text)}”改为“{_short(other.text)}”，请审查人判断是放宽还是收紧", _FIELD, unsure=True)


def _told(one: Node, other: Node, speak: Callable[[str, str], Reason]) -> Iterator[Reason]:
    """A requirement that became weaker or stronger, in the words of what moved."""
    both_some = isinstance(one, Some) and isinstance(other, Some) and len(one.parts) == len(other.parts)
    one, other = (node.whole if isinstance(node, Some) and both_some and node.whole else node for node in (one, other))
    if isinstance(one, Atom) and isinstance(other, Atom) and len(one.slots) == len(other.slots) and plain(one.words) == plain(other.words):
        for was, now in zip(one.slots, other.slots, strict=True):
            if not (admits(was, now) and admits(now, was)):
                yield speak(_moved(was, now, other), _FIELD)
        return
    if isinstance(one, Some) or isinstance(other, Some):
        yield from _alternatives(one, other, speak is widened)
        return
    yield speak(f"条件“{_short(one.text)}”改为“{_short(other.text)}”", _FIELD)


def _alternatives(one: Node, other: Node, wider: bool) -> Iterator[Reason]:
    before, after = (node.parts if isinstance(node, Some) else (node,) for node in (one, other))
    come, gone = [part for part in after if part not in before], [part for part in before if part not in after]
    if wider and come and not gone:
        yield widened(f"“{_short(one.text)}”之外也可以“{'、'.join(_short(part.text) for part in come)}”", _FIELD)
    elif not wider and gone and not come:
        yield tightened(f"不再可以“{'、'.join(_short(part.text) for part in gone)}”，只能“{_short(other.text)}”", _FIELD)
    else:
        yield (widened if wider else tightened)(f"条件“{_short(one.text)}”改为“{_short(other.text)}”", _FIELD)


def _moved(was: Slot, now: Slot, requirement: Atom) -> str:
    if isinstance(was, Degree) and was.scale == HARM:
        return f"危害后果要件由“{was.text}”改为“{now.text}”"
    if isinstance(was, Degree) and was.scale == STAGE:
        return f"“{_short(requirement.text)}”的最晚时间由{was.text}改为{now.text}"
    if isinstance(was, Time) and isinstance(now, Time) and was.since != now.since:
        return f"“{_short(requirement.text)}”的期限由{was.since}{was.text}改为{now.since}{now.text}"
    bound = now.bound if isinstance(now, Quantity) else Bound.WITHIN
    if isinstance(now, Time) and isinstance(now.limit, Quantity):
        bound = now.limit.bound
    if bound is Bound.LOOK_BACK and isinstance(was, Quantity):
        verb = "缩短" if admits(now, was) else "延长"
        return f"首违窗口由{was.text}{verb}为{now.text}"
    return f"“{_short(requirement.text)}”的{bound.value}由{_own(was, now)}改为{_own(now, was)}"


def _own(slot: Slot, other: Slot) -> str:
    same = isinstance(slot, Quantity) and isinstance(other, Quantity) and slot.size == other.size
    return f"{slot.text}（不含本数）" if isinstance(slot, Quantity) and same and not slot.inclusive else slot.text


def _coupled(old: Sequence[Node], new: Iterable[Node]) -> tuple[list[tuple[Node, Node]], list[Node], list[Node]]:
    """(pairs that are one requirement before and after, those without partner before, and after)."""
    left, right = dict(enumerate(old)), dict(enumerate(new))
    scored = sorted(((_alike(one, other), i, j) for i, one in left.items() for j, other in right.items()),
                    key=lambda score: (-score[0], abs(score[1] - score[2]), score[1] + score[2]))
    couples = []
    for score, i, j in scored:
        if score >= _ALIKE and i in left and j in right:
            couples.append((left.pop(i), right.pop(j)))
    return couples, list(left.values()), list(right.values())


def _alike(one: Node, other: Node) -> float:
    if entails(one, other) or entails(other, one):
        return 2.0
    score = likeness(pairs(plain(one.text)), pairs(plain(other.text)))
    first, second = plain(one.text), plain(other.text)
    brief = max(len(first), len(second)) <= _BRIEF and first[:2] == second[:2]
    alike = elements_in(first) & elements_in(second) or first[-2:] == second[-2:] or brief
    return max(score, 0.6) if alike else score


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:38]}……"
