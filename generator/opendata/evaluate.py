"""The reference evaluator of the rule pack: from the facts of a case to applies, does_not_apply or needs_human, and never a guess."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

APPLIES, DOES_NOT_APPLY, NEEDS_HUMAN = "applies", "does_not_apply", "needs_human"
FORMAT = "qingdan/rules/1"
EXACT = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly; larger ones are written as text."""
_DECIMAL = re.compile("[0-9]+(?:[.][0-9]+)?", re.ASCII)
Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """`applies` means that the facts as stated meet every condition: the authority still determines and decides."""

    result: str
    reasons: tuple[str, ...] = ()


def evaluate(pack: Mapping[str, Any], item_id: str, facts: Mapping[str, Any], acted_on: date, today: date) -> Answer:
    """What the pack says of an act of `acted_on` under the item.

    `facts`: the id of a condition → true or false as an officer found it, or `{"value": "12.5", "unit": "吨"}`, value a decimal of
    ASCII digits or a whole number, unit the very one of the condition. A stale pack, a version not in force on that day, an unknown
    predicate, a missing fact, another unit needs a human, wherever in the conditions it stands.
    """
    doubts = (*_stale(pack, today), *(("行为之日晚于今天",) if acted_on > today else ()))
    if doubts:
        return Answer(NEEDS_HUMAN, doubts)
    versions = [rule for rule in pack["rules"] if rule["item_id"] == item_id]
    holding = [rule for rule in versions if _holds(rule["interval"], acted_on) and rule["status"] == "in_force"]
    if len(holding) != 1:
        return Answer(NEEDS_HUMAN, ("行为之日没有现在仍然适用的版本，适用哪一版须由人判断" if versions else "规则包中没有这个事项",))
    if holding[0]["basis_lapsed"]:
        return Answer(NEEDS_HUMAN, tuple(holding[0]["basis_lapsed"]))
    return judge(holding[0]["conditions"], facts)


def judge(conditions: Node, facts: Mapping[str, Any]) -> Answer:
    """The same for one rule's conditions, without regard to time."""
    doubts = tuple(_doubts(conditions, facts))
    if doubts:
        return Answer(NEEDS_HUMAN, doubts)
    failing = tuple(_failing(conditions, facts))
    return Answer(DOES_NOT_APPLY, failing) if failing else Answer(APPLIES)


def _stale(pack: Mapping[str, Any], today: date) -> Iterator[str]:
    if pack.get("format") != FORMAT:
        yield f"不认识的规则包格式 {pack.get('format')!r}"
        return
    if today < date.fromisoformat(pack["as_of"]):
        yield f"规则包截至{pack['as_of']}，晚于今天"
    if pack["valid_until"] and today >= date.fromisoformat(pack["valid_until"]):
        yield f"自{pack['valid_until']}起有事项生效或者失效，规则包已经过期"


def _holds(interval: Mapping[str, Any], day: date) -> bool:
    start, end = interval["from"], interval["to"]
    return bool(start) and date.fromisoformat(start) <= day and (not end or day < date.fromisoformat(end))


def _doubts(node: Any, facts: Mapping[str, Any]) -> Iterator[str]:
    """Everything that keeps a machine from answering."""
    predicate = node.get("predicate") if isinstance(node, Mapping) else None
    if predicate in ("all", "any", "not"):
        parts = [node.get("part")] if predicate == "not" else node.get("parts")
        if not isinstance(parts, Sequence) or not parts:
            yield "条件是空的"
            return
        for part in parts:
            yield from _doubts(part, facts)
    elif predicate == "found":
        if not isinstance(_fact(node, facts), bool):
            yield f"缺少认定，应当是 true 或 false：{node.get('text')}"
    elif predicate not in ("at_most", "at_least"):
        yield f"不认识的条件类型 {predicate!r}"
    elif not isinstance(node.get("inclusive"), bool) or _decimal(node.get("value")) is None:
        yield f"条件没有写明界限：{node.get('text')}"
    elif _number(node, facts) is None:
        yield f"缺少事实，应当是以“{node.get('unit')}”为单位的数：{node.get('text')}"


def _failing(node: Node, facts: Mapping[str, Any]) -> Iterator[str]:
    """The conditions that are not met; nothing when all are."""
    predicate = node["predicate"]
    if predicate == "all":
        for part in node["parts"]:
            yield from _failing(part, facts)
    elif predicate == "any":
        if all(any(True for _ in _failing(part, facts)) for part in node["parts"]):
            yield f"未满足：{node['text']}"
    elif predicate == "not":
        if not any(True for _ in _failing(node["part"], facts)):
            yield f"属于排除的情形：{node['text']}"
    elif not _met(node, facts):
        yield f"未满足：{node['text']}"


def _met(node: Node, facts: Mapping[str, Any]) -> bool:
    if node["predicate"] == "found":
        return bool(_fact(node, facts))
    number, bound = _number(node, facts), Decimal(node["value"])
    assert number is not None
    beyond = number > bound if node["predicate"] == "at_most" else number < bound
    return not beyond and (node["inclusive"] or number != bound)


def _fact(node: Node, facts: Mapping[str, Any]) -> Any:
    return facts.get(node.get("id", ""))


def _number(node: Node, facts: Mapping[str, Any]) -> Decimal | None:
    """The exact number of the fact in the unit of the condition; None when it is not said so."""
    fact = _fact(node, facts)
    if not isinstance(fact, Mapping) or not fact.get("unit") or fact.get("unit") != node.get("unit"):
        return None
    return _decimal(fact.get("value"))


def _decimal(value: Any) -> Decimal | None:
    """None for what not every reader of JSON takes for the same number: full-width digits, 1_000, 1e3, 0.5 unquoted, what is below zero."""
    if isinstance(value, str):
        return Decimal(value) if _DECIMAL.fullmatch(value) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or not 0 <= value <= EXACT or value % 1:
        return None
    return Decimal(int(value))
