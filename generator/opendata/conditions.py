"""Conditions as a tree for machines: a number only where it is surely the bound of one thing, else a question to an officer."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from generator.diff.atoms import Atom
from generator.diff.enumerated import SLOT
from generator.diff.nodes import All, Node, Some, Unless, opaque
from generator.diff.requirements import Mode, read
from generator.document.words import HIDDEN
from generator.legality.quantities import Bound, Quantity, folded
from generator.penalty.formula import decimal

Json = dict[str, Any]

_SAYING = re.compile("谎称|声称|以为|认为")
"""Governs both sides of 或者, which then are no requirements of their own: 谎称无需监测或者已经完成监测."""
_PAUSE = re.compile("[，；。:\n]")
_AFTER = re.compile("[。\n]|除外|不适用|不予适用|不在此限")
"""After the last of alternative points, what may speak of all of them: …；2.及时改正。涉及食品的除外."""
_BARE = re.compile(
    "(?:[且并但])?(?:不(?:得|应|能)?(?:超过|足|满|少于|低于|高于|多于|大于)|未超过|至少|至多|最多)|仅?[0-9〇零一二两三四五六七八九十百千万]+[^，、]{1,3}(?:、|$)")
"""A clause that bounds what the clause before it speaks of: 混放的为棉球，不超过2千克."""


@lru_cache(maxsize=32_768)  # every release asks for the same texts
def conditions(text: str) -> Json:
    """all, any, not; at_most and at_least where a number is surely the bound of one thing; else found.

    The requirements of one numbered point stand in a group whose text is the point. A leaf has an id, made from its words and those
    of its point: facts found under other words never fit. What cannot be parted for sure stays whole; one requirement that relaxes
    others (可以放宽, 个体工商户不超过5万元) leaves every number of the text to a person. A text that is not told is an empty group, which
    no evaluator judges.
    """
    if not text.strip() or text == HIDDEN:
        return _group("all", text, [])
    reading = read(text)
    plain = folded(text).replace(",", "，").replace(";", "；")
    if not reading.stated or reading.mode is Mode.UNCLEAR or (reading.points and _AFTER.search(reading.points[-1].text)):
        return _group("all", text, [asked(text)])
    numbers = next(opaque(reading.node), None) is None
    alone = [node for node in reading.fixed if not isinstance(node, All)]
    parts = [*_sentence(alone, plain, numbers), *(_point(node, numbers) for node in reading.fixed if isinstance(node, All))]
    if reading.points:
        parts.append(_group("any", "；".join(node.text for node in reading.points), [_point(node, numbers) for node in reading.points]))
    return _group("all", text, parts)


def asked(text: str) -> Json:
    """A text as one question to an officer."""
    return _found(text, text)


def _point(node: Node, numbers: bool) -> Json:
    """A numbered point, or one side of an alternative. A point with points of its own stays whole."""
    if not isinstance(node, All):
        return _one(node, node.text, numbers)
    if any(isinstance(part, All) for part in node.parts):
        return asked(node.text)
    return _of_parts(node.text, numbers, node.parts)


@lru_cache(maxsize=8192)  # many a point stands in several items
def _of_parts(text: str, numbers: bool, nodes: tuple[Node, ...]) -> Json:
    parts = _sentence(nodes, text, numbers)
    return parts[0] if len(parts) == 1 else _group("all", text, parts)


def _sentence(nodes: Sequence[Node], text: str, numbers: bool) -> list[Json]:
    """The requirements of a text, clause by clause."""
    clauses = _clauses(nodes, text)
    reaching = len(nodes) > 1 and any(isinstance(node, Some) and _PAUSE.search(node.text) for node in nodes)
    if nodes and (clauses is None or reaching):  # A，B，或者C: whether C stands for both, no words tell
        return [asked(text)]
    made: list[Json] = []
    for group, words in clauses or ():
        if made and _BARE.match(words):
            before = made.pop() if made[-1]["predicate"] == "found" else made[-1]
            made.append(_found(f"{before['text']}，{words}", text))
        else:
            made.extend(_clause(group, words, text, numbers))
    return made


def _clauses(nodes: Sequence[Node], text: str) -> list[tuple[list[Node], str]] | None:
    """The requirements that no comma parts, with the words from the first to the last; None where they are not found in the text."""
    found: list[tuple[list[Node], int, int]] = []
    place = 0
    for node in nodes:
        start = text.find(node.text, place)
        if start < 0 or not node.text:
            return None
        if found and not _PAUSE.search(text[place:start]):
            found[-1] = ([*found[-1][0], node], found[-1][1], start + len(node.text))
        else:
            found.append(([node], start, start + len(node.text)))
        place = start + len(node.text)
    return [(group, text[start:end]) for group, start, end in found]


def _clause(nodes: Sequence[Node], words: str, point: str, numbers: bool) -> Iterator[Json]:
    """A clause is parted at 且 and 并 only to tell its numbers apart, and only where each of them has its own subject."""
    atoms = [node for node in nodes if isinstance(node, Atom)]
    if len(nodes) == 1:
        yield _one(nodes[0], point, numbers)
        return
    told = [(atom, _number(atom, point) if numbers else None) for atom in atoms]
    counted = [number for atom, number in told if any(isinstance(slot, Quantity) for slot in atom.slots)]
    if len(atoms) == len(nodes) and counted and all(counted) and "或" not in words and not _listed(atoms, words):
        yield from (number or _found(atom.text, point) for atom, number in told)
    else:
        yield _found(words, point)


def _listed(atoms: Sequence[Atom], words: str) -> bool:
    """Whether 、 stands between them: then the words before the first may govern all (涉及岗位不超过2个、从业人员不超过5人)."""
    place = 0
    for atom in atoms:
        start = words.find(atom.text, place)
        if "、" in words[place:start]:
            return True
        place = start + len(atom.text)
    return False


def _one(node: Node, point: str, numbers: bool) -> Json:
    match node:
        case Atom():
            return (_number(node, point) if numbers else None) or _found(node.text, point)
        case Some() if node.whole is None and not _SAYING.search(node.text):
            return _group("any", node.text, [_point(part, numbers) for part in node.parts])
        case Unless():
            return {"predicate": "not", "text": node.text, "part": _found(_text(node.part) or node.text, point)}
        case _:  # 或者 may join the things of a list as well as requirements
            return _found(_text(node), point)


def _text(node: Node) -> str:
    return node.text or ("" if isinstance(node, Atom | Unless) else "；".join(map(_text, node.parts)))


def _group(predicate: str, text: str, parts: list[Json]) -> Json:
    return {"predicate": predicate, "text": text, "parts": parts}


def _leaf(predicate: str, text: str, point: str) -> Json:
    return {"predicate": predicate, "id": "c" + hashlib.sha256(f"{point}\n{text}".encode()).hexdigest()[:10], "text": text}


def _found(text: str, point: str) -> Json:
    """What an officer finds to be so or not."""
    return _leaf("found", text, point)


# ---- numbers -----------------------------------------------------------------------------------------------------

_BOUNDS = {Bound.AT_MOST: "at_most", Bound.AT_LEAST: "at_least"}
_COMPARING = re.compile(
    "(?:不(?:得|应|能)?(?:超过|少于|低于|小于|高于|多于|大于)|未超过|没有超过|不满|未满|不足|未达到?|少于|低于|小于|高于|多于|大于|超过|达到"
    "|至少|至多|最多|最少|仅限|限于|仅|只有?|≤|≥|<|>)+$")
_MORE = re.compile("(?<![不未得应能])(?<!没有)(?:超过|高于|多于|大于)$")
_WITHIN = re.compile("(?:以|之)?[内前]")
"""What follows a limit of time, which is never the least of a size: 届满后5个工作日内."""
_NO_SUBJECT = re.compile(
    "不在|不高于|不低于|不超过|不少于|不足|不满|[0-9每各]|单(?!位)|同一|超过[^的]*$|(?:(?<![日月年])均|为|中|中的|起|后|时|前)$|^(?:至|使(?!用)|将|把|并|且|但)"
    "|^(?:涉及|其中|合计|累计|共计|总计|持续|延续|剩余|数量|数额|金额|长度|宽度|高度|深度|面积|体积|重量|时间|距离|偏差|差额|幅度|[处件天人次]数)*$")
"""A subject that says more than what is counted, one number of several (每人押金), or less than a reader needs (涉及, 合计)."""
_WRITTEN = {"年": 12, "季度": 3, "周": 7, "小时": 60}
"""Units of time larger than the measure they are compared in."""
_SAME_UNIT = {"天": "日", "自然日": "日", "公斤": "千克"}
_EXACT = 100
"""Sizes with at most two decimal places have an exact decimal."""


def _number(atom: Atom, point: str) -> Json | None:
    """The leaf of a requirement that is nothing but 「某事 不超过 N」; None where that is not sure."""
    slot = atom.slots[0] if len(atom.slots) == 1 else None
    if not isinstance(slot, Quantity) or slot.bound not in _BOUNDS or slot.excepting or atom.opaque or not atom.words.endswith(SLOT):
        return None
    before, written, after = folded(atom.text).partition(slot.text)
    if not written or _contradicts(slot, before, after):
        return None
    subject = _COMPARING.sub("", before).removesuffix("在").strip("，、的")
    size, unit = _sized(slot)
    if _NO_SUBJECT.search(subject) or slot.measure in ("%", "倍", "层") or _EXACT % size.denominator or (unit == "分" and size.denominator != 1):
        return None
    return _leaf(_BOUNDS[slot.bound], atom.text, point) | {
        "subject": subject, "value": decimal(size), "unit": unit, "inclusive": slot.inclusive}


def _contradicts(slot: Quantity, before: str, after: str) -> bool:
    """Whether a negation further ahead has turned the bound (未销售超过3件), or the number is a limit of time."""
    if slot.bound is Bound.AT_MOST:
        return bool(_MORE.search(before)) or "以上" in after
    return bool(_WITHIN.match(after))


def _sized(slot: Quantity) -> tuple[Fraction, str]:
    """Size and unit as written (不超过48小时: 48 小时); money in 分."""
    if slot.measure == "元":
        return slot.size * 100, "分"
    unit = re.sub("^[0-9.〇零一二两三四五六七八九十百千万亿点]+(?:个(?=[百工月季小自]))?", "", slot.text)
    if slot.measure == "克" and "千克" in slot.text:
        return slot.size / 1000, "千克"
    return slot.size / _WRITTEN[unit] if unit in _WRITTEN else slot.size, _SAME_UNIT.get(unit, unit)
