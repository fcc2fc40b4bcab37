"""The reference evaluator of the rule pack: from the facts of a case to applies, does_not_apply or needs_human, and never a guess."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

APPLIES, DOES_NOT_APPLY, NEEDS_HUMAN = "applies", "does_not_apply", "needs_human"
FORMAT = "qingdan/rules/1"
Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """`applies` means that the facts as stated meet every condition: the authority still determines and decides."""

    result: str
    reasons: tuple[str, ...] = ()


def evaluate(pack: Mapping[str, Any], item_id: str, facts: Mapping[str, Any], acted_on: date, today: date) -> Answer:
    """What the pack says of an act of `acted_on` under the item. `facts`: condition id → number, or true/false as found by an officer.

    A stale pack, a version not in force on that day, an unknown predicate or a missing fact needs a human, wherever in the
    conditions it stands.
    """
    doubts = tuple(_stale(pack, today))
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


def _doubts(node: Node, facts: Mapping[str, Any]) -> Iterator[str]:
    """Everything that keeps a machine from answering."""
    predicate = node.get("predicate")
    if predicate in ("all", "any"):
        if not node["parts"]:
            yield "条件是空的"
        for part in node["parts"]:
            yield from _doubts(part, facts)
    elif predicate == "not":
        yield from _doubts(node["part"], facts)
    elif predicate not in ("found", "at_most", "at_least"):
        yield f"{node.get('id', '')} 不认识的条件类型 {predicate!r}"
    elif node["id"] not in facts or facts[node["id"]] is None:
        yield f"{node['id']} 缺少事实：{node['text']}"
    elif predicate == "found":
        if not isinstance(facts[node["id"]], bool):
            yield f"{node['id']} 应当是 true 或 false：{node['text']}"
    elif _number(facts[node["id"]]) is None:
        yield f"{node['id']} 应当是数（{node['unit']}）：{node['text']}"


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
    elif not _met(node, facts[node["id"]]):
        yield f"{node['id']} 未满足：{node['text']}"


def _met(node: Node, fact: Any) -> bool:
    if node["predicate"] == "found":
        return bool(fact)
    number, bound = _number(fact), Decimal(node["value"])
    assert number is not None
    beyond = number > bound if node["predicate"] == "at_most" else number < bound
    return not beyond and (node["inclusive"] or number != bound)


def _number(fact: Any) -> Decimal | None:
    """The exact number, None for what is none (a truth value, a word, infinity)."""
    if isinstance(fact, bool) or not isinstance(fact, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(fact))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
