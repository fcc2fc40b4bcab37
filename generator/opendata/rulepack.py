"""rules.json: every published version as a rule for case systems – trigger, typed conditions, outcome, duties, interval."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import count
from typing import Any

from generator import penalty
from generator.diff.atoms import Atom
from generator.diff.enumerated import SLOT
from generator.diff.requirements import All, Node, Some, Unclear, Unless, read
from generator.legality.quantities import Bound, Quantity
from generator.model import World
from generator.opendata.evaluate import FORMAT
from generator.penalty.formula import decimal

Json = dict[str, Any]
_ENTANGLED = re.compile("不在|不高于|不低于|不超过|不少于|不足|不满")
"""A subject that says more than what is counted."""
_WITHIN = re.compile("(?:以|之)?[内前]")
"""What follows a limit of time, which is never the least of a size: 届满后5个工作日内."""
_SAYING = re.compile("谎称|声称|以为|认为")
"""Governs both sides of 或者, which then are no requirements of their own: 谎称无需监测或者已经完成监测."""
_EXACT = 100
"""Sizes with at most two decimal places have an exact decimal."""
_BOUNDS = {Bound.AT_MOST: "at_most", Bound.AT_LEAST: "at_least"}


def pack(world: World, rows: Iterable[Mapping[str, Any]], notice: str | None, lapsed: Mapping[tuple[str, str], tuple[str, ...]]) -> Json:
    """The rule pack of the published `rows` on the day of the World. `lapsed`: (identifier, recorded first day) → which bases no longer hold."""
    laws_checked = world.book.city.laws_checked
    found = [rule(row, lapsed.get((row["item_id"], row["recorded_from"]), ())) for row in rows]
    return {"format": FORMAT, "as_of": world.as_of.isoformat(), "laws_checked": laws_checked.isoformat() if laws_checked else None,
            "notice": notice, "valid_until": _valid_until(found, world),
            "caution": "规则包只帮助对照条件；可能适用，以执法机关认定为准。未列入清单不等于一律处罚。", "rules": found}


def _valid_until(rules: Iterable[Json], world: World) -> str | None:
    """The next day on which a rule begins or ends, or a law does: after it a basis may have lapsed."""
    days = [day for one in rules for day in one["interval"].values() if day]
    days += [day.isoformat() for law in world.book.laws for day in (law.effective_from, law.effective_to) if day]
    return min((day for day in days if day > world.as_of.isoformat()), default=None)


def rule(row: Mapping[str, Any], lapsed: Iterable[str] = ()) -> Json:
    """One version as a rule; what the texts do not say is null."""
    fields = row["fields"]
    cited = {name: fields.get(name) for name in ("obligation_basis", "penalty_basis", "coercion_basis")}
    return {
        "item_id": row["item_id"], "version": row["version"], "status": row["status"], "department": row["department"], "kind": row["kind"],
        "interval": {"from": row["effective_from"], "to": row["effective_to"]},
        "trigger": {"violation": fields.get("violation"), "power_code": fields.get("power_code"), "field": fields.get("field"),
                    "subject": fields["subject"].split(";") if fields.get("subject") else [], **cited},
        "conditions": conditions(fields.get("conditions", "")),
        "outcome": {"text": fields.get("outcome"), "exemption_type": fields.get("exemption_type"),
                    "coercion_measure": fields.get("coercion_measure"), "penalty": penalty.read(fields.get("outcome", "")).to_json()},
        "statutory": {"text": fields.get("statutory_penalty"),
                      "penalty": penalty.read(fields["statutory_penalty"]).to_json() if fields.get("statutory_penalty") else None},
        "duties": {"correction": fields.get("correction") == "是", "deadline": fields.get("correction_deadline"),
                   "measures": fields.get("supporting_measures")},
        "relief_basis": fields.get("relief_basis"), "basis_lapsed": list(lapsed), "township": fields.get("township") == "是"}


@lru_cache(maxsize=32_768)  # every release asks for the same texts
def conditions(text: str) -> Json:
    """The conditions as a tree: all, any, not; at_most and at_least where a number is surely the bound of one thing; else found.

    Each leaf has an id, the words it stands for and, where it is a number, value and unit. What cannot be parted stays whole.
    """
    numbers = count(1)
    reading = read(text)
    if not text:
        return {"predicate": "all", "text": "", "parts": []}
    return _group("all", text, [part for node in (*reading.fixed, *_points(reading)) for part in _parts(node, numbers)])


def _points(reading: Any) -> Iterator[Node]:
    """What `Reading.node` adds to the fixed requirements."""
    if reading.points:
        yield reading.node.parts[-1]


def _parts(node: Node, numbers: Iterator[int]) -> Iterator[Json]:
    """A requirement among those that must all be met; 且 within 且 is told in one row."""
    if isinstance(node, All):
        for part in node.parts:
            yield from _parts(part, numbers)
    else:
        yield _told(node, numbers)


def _told(node: Node, numbers: Iterator[int]) -> Json:
    match node:
        case Atom():
            return _leaf(node, numbers)
        case All():
            return _group("all", node.text, list(_parts(node, numbers)))
        case Some():
            text = node.text or "；".join(_text(part) for part in node.parts)
            if node.whole is not None or _SAYING.search(text):  # 或者 may join the things of a list as well as requirements
                return _found(text, numbers)
            return _group("any", text, [_told(part, numbers) for part in node.parts])
        case Unless():
            return {"predicate": "not", "text": node.text, "part": _found(_text(node.part) or node.text, numbers)}
        case Unclear():
            return _found("；".join(_text(part) for part in node.parts), numbers)


def _text(node: Node) -> str:
    return node.text or ("" if isinstance(node, Atom | Unless) else "；".join(map(_text, node.parts)))


def _group(predicate: str, text: str, parts: list[Json]) -> Json:
    return {"predicate": predicate, "text": text, "parts": parts}


def _found(text: str, numbers: Iterator[int]) -> Json:
    """What an officer finds to be so or not."""
    return {"predicate": "found", "id": f"c{next(numbers)}", "text": text}


def _leaf(atom: Atom, numbers: Iterator[int]) -> Json:
    """A number when the requirement is nothing but 「某事 不超过 N」, else a finding."""
    slot = atom.slots[0] if len(atom.slots) == 1 else None
    subject = atom.words.removesuffix(SLOT).strip("，、的")
    if not isinstance(slot, Quantity) or not _typed(atom, slot, subject):
        return _found(atom.text, numbers)
    return {"predicate": _BOUNDS[slot.bound], "id": f"c{next(numbers)}", "text": atom.text, "subject": subject,
            "value": decimal(Fraction(slot.size)), "unit": slot.measure, "inclusive": slot.inclusive}


def _typed(atom: Atom, slot: Quantity, subject: str) -> bool:
    """Whether the number is written out, bounds the subject alone, and is a size in itself and not a share of something."""
    written = slot.text in unicodedata.normalize("NFKC", atom.text)
    alone = atom.words.endswith(SLOT) and not atom.opaque and not slot.excepting and not _ENTANGLED.search(subject)
    if slot.bound is Bound.AT_LEAST and any(map(_WITHIN.match, unicodedata.normalize("NFKC", atom.text).split(slot.text)[1:])):
        return False
    return bool(subject) and slot.bound in _BOUNDS and written and alone and slot.measure not in ("%", "倍") and _EXACT % slot.size.denominator == 0
