"""Conditions before and after: points dropped or added, thresholds moved, elements of the clause weakened."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from generator.diff.marks import plain
from generator.diff.reason import Reason, neutral, tightened, widened
from generator.legality.elements import Element, elements_in, weakened_harm
from generator.legality.quantities import Bound, Quantity, quantities

_POINT = re.compile(r"(?:^|(?<=[:；;。])\s*)[(]?(?P<stop>[0-9]{1,2})(?:[.、]|[)])|(?<=[，,、\s])[(]?(?P<inner>[0-9]{1,2})(?:[.、](?![0-9])|[)])")
"""A number that begins a point. After a full stop it may run into the text (；2.3日内); elsewhere that is a decimal."""
_ANY = re.compile("之一|任一|任意一|其一")
_ALIKE = 0.5
"""Points less alike than this are different conditions and not one condition in other words."""
_BARE = 20
"""A point this short says the element and no more, so that the change of the element is all there is to say."""
_HARM = {3: "没有造成危害后果", 2: "危害后果轻微", 1: "未造成严重后果"}
_FIELD = "conditions"


def compare(before: str, after: str) -> Iterator[Reason]:
    """Why `after` asks for more or less than `before`."""
    before, after = (unicodedata.normalize("NFKC", text).replace(";", "；").replace(",", "，") for text in (before, after))
    if plain(before) == plain(after):
        yield neutral("适用条件只改了标点、空格或者全半角", _FIELD)
        return
    (lead, old), (new_lead, new) = _points(before), _points(after)
    any_of, any_of_now = bool(_ANY.search(lead)), bool(_ANY.search(new_lead))
    if any_of != any_of_now and len(old) > 1 and len(new) > 1:
        yield (widened("适用条件由同时满足改为满足其一", _FIELD) if any_of_now
               else tightened("适用条件由满足其一改为同时满足", _FIELD))
    pairs, dropped, added = _paired(old, new)
    for point in dropped:
        text = f"删去适用条件“{_short(point)}”"
        yield tightened(f"{text}（各条件满足其一即可）", _FIELD) if any_of else widened(text, _FIELD)
    for point in added:
        text = f"增加适用条件“{_short(point)}”"
        yield widened(f"{text}（各条件满足其一即可）", _FIELD) if any_of_now else tightened(text, _FIELD)
    for one, other in pairs:
        yield from _of_point(one, other)


def _points(text: str) -> tuple[str, list[str]]:
    """(introduction, points); without numbered points, the clauses between semicolons."""
    starts: list[re.Match[str]] = []
    last = 0
    for match in _POINT.finditer(text):
        number = int(match["stop"] or match["inner"])
        if number == last + 1 or (match["stop"] and 0 < last < number):  # a dropped point may leave a gap
            starts.append(match)
            last = number
    if len(starts) < 2:
        return "", [part for part in re.split("[；。]", text) if plain(part)]
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return text[: starts[0].start()], [text[m.end():end].strip().rstrip("；。") for m, end in zip(starts, ends, strict=True)]


def _paired(old: list[str], new: list[str]) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Points that are one condition before and after, and those that have no partner."""
    dropped, added, pairs = list(old), list(new), []
    for point in old:
        same = next((other for other in added if plain(other) == plain(point)), None)
        if same is not None:
            dropped.remove(point)
            added.remove(same)
    scored = sorted(((_likeness(one, other), i, j) for i, one in enumerate(dropped) for j, other in enumerate(added)),
                    key=lambda score: (-score[0], score[1], score[2]))
    left, right = dict(enumerate(dropped)), dict(enumerate(added))
    for score, i, j in scored:
        if score >= _ALIKE and i in left and j in right:
            pairs.append((left.pop(i), right.pop(j)))
    return pairs, list(left.values()), list(right.values())


def _likeness(one: str, other: str) -> float:
    shared = (elements_in(one) & elements_in(other)) - {Element.SLIGHT}
    left, right = (plain(_blanked(text, list(quantities(text)))) for text in (one, other))
    likeness: float = SequenceMatcher(None, left, right, autojunk=False).ratio()
    return max(likeness, 0.6) if shared or (_harm(one) and _harm(other)) else likeness


def _of_point(before: str, after: str) -> Iterator[Reason]:
    told = list(_elements(before, after))
    yield from told
    old, new = list(quantities(before)), list(quantities(after))
    same_words = plain(_blanked(before, old)) == plain(_blanked(after, new))
    if [quantity.measure for quantity in old] == [quantity.measure for quantity in new]:
        for one, other in zip(old, new, strict=True):
            if one.size != other.size:
                yield _moved(one, other, after)
    elif same_words:
        yield neutral(f"条件“{_short(after)}”的数量或者单位有改动，请审查人判断是放宽还是收紧", _FIELD, unsure=True)
    if not same_words and not (told and max(len(before), len(after)) <= _BARE):
        yield neutral(f"条件“{_short(after)}”的文字有改动，请审查人判断是放宽还是收紧", _FIELD, unsure=True)


def _moved(one: Quantity, other: Quantity, point: str) -> Reason:
    wider = other.wider_than(one)
    text = f"“{_short(_clause(point, other))}”的{other.bound.value}由{one.text}改为{other.text}"
    if wider is None:
        return neutral(f"{text}，请审查人判断是放宽还是收紧", _FIELD, unsure=True)
    if other.bound is Bound.LOOK_BACK:
        verb = "缩短" if wider else "延长"
        text = f"首违窗口由{one.text}{verb}为{other.text}"
    return widened(text, _FIELD) if wider else tightened(text, _FIELD)


def _elements(before: str, after: str) -> Iterator[Reason]:
    harm, harm_now = _harm(before), _harm(after)
    if harm and harm_now and harm != harm_now:
        text = f"危害后果要件由“{_HARM[harm]}”改为“{_HARM[harm_now]}”"
        yield widened(text, _FIELD) if harm_now < harm else tightened(text, _FIELD)
    elif harm and not harm_now:
        yield widened(f"不再要求“{_HARM[harm]}”", _FIELD)
    elif harm_now and not harm:
        yield tightened(f"新要求“{_HARM[harm_now]}”", _FIELD)
    counted = (Element.MINOR, Element.FIRST, Element.PROMPT)
    had, has = elements_in(before), elements_in(after)
    for element in counted:
        if element in had - has:
            yield widened(f"不再要求“{element.value}”", _FIELD)
        if element in has - had:
            yield tightened(f"新要求“{element.value}”", _FIELD)


def _harm(text: str) -> int:
    found = elements_in(text)
    if weakened_harm(text) and Element.HARMLESS not in found:
        return 1
    return 3 if Element.HARMLESS in found else 2 if Element.SLIGHT in found else 0


def _blanked(text: str, found: list[Quantity]) -> str:
    """The text with its quantities left out."""
    parts, place = [], 0
    for quantity in found:
        parts.append(text[place : quantity.start])
        place = quantity.end
    return "□".join([*parts, text[place:]])


def _clause(point: str, quantity: Quantity) -> str:
    """The part of the point, between two commas, in which the quantity stands."""
    start = max(point.rfind(mark, 0, quantity.start) for mark in "，；。") + 1
    ends = [place for mark in "，；。" if (place := point.find(mark, quantity.end)) >= 0]
    return point[start : min(ends, default=len(point))].strip()


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:38]}……"
