"""Conformance vectors: questions with the answer that every evaluator of the rule pack must give, made from the rules' own bounds."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.opendata.evaluate import APPLIES, DOES_NOT_APPLY, EXACT, NEEDS_HUMAN

Json = dict[str, Any]
Node = Mapping[str, Any]
FORMAT = "qingdan/vectors/1"
MOST = 24
"""Rules that vectors are made from."""
_NUMBERS = ("at_most", "at_least")
_ODD: tuple[Any, ...] = ("很少", "１", "1_000", "1,000", "+1", "-1", "1e3", " 1", "1.", ".5", "", 0.5, -1, EXACT + 1, True, None, "NaN")
"""What is no number: not every reader of JSON would take it for the same one, or it is below zero."""
_UNSAID: tuple[Any, ...] = (5, "5", True, {"value": 5}, {"value": 5, "unit": ""}, {"unit": "件"}, [])
"""Facts that are no number with its unit."""


def suite(pack: Mapping[str, Any]) -> Json:
    """Vectors for the rules in force with the most kinds of conditions; each asks about one item on a day of its interval."""
    chosen = sorted((rule for rule in pack["rules"] if rule["status"] == "in_force" and not rule["basis_lapsed"] and _leaves(rule["conditions"])),
                    key=lambda rule: (-len({node["predicate"] for node in _nodes(rule["conditions"])}), rule["item_id"]))[:MOST]
    found = [vector for rule in chosen for vector in _of_rule(rule, pack)]
    found += [*_of_numbers(), *_of_shapes(), *_of_broken()]
    return {"format": FORMAT, "as_of": pack["as_of"], "notice": pack["notice"], "vectors": found}


def _vector(name: str, facts: Mapping[str, Any], result: str, **more: Any) -> Json:
    return {"name": name, "item_id": None, "facts": facts, "acted_on": None, "today": None, "conditions": None, "result": result} | more


def _of_rule(rule: Mapping[str, Any], pack: Mapping[str, Any]) -> Iterator[Json]:
    """One rule: everything met; each condition failing, missing, unknown; another day, another pack."""
    tree = rule["conditions"]
    met = dict(_meeting(tree, True))
    asked = {"item_id": rule["item_id"], "acted_on": rule["interval"]["from"], "today": pack["as_of"]}

    def vector(name: str, facts: Mapping[str, Any], result: str, **more: Any) -> Json:
        return _vector(f"{rule['item_id']} {name}", facts, result, **asked | more)

    yield vector("全部满足，数值恰在界限", met, APPLIES)
    yield vector("没有任何事实", {}, NEEDS_HUMAN)
    leaves = _leaves(tree)
    certain = {leaf["id"] for leaf in _certain(tree)}
    for leaf in leaves:
        yield vector(f"缺少“{leaf['text']}”", {name: fact for name, fact in met.items() if name != leaf["id"]}, NEEDS_HUMAN)
        if leaf["predicate"] in _NUMBERS:
            yield vector(f"单位不是{leaf['unit']}", met | {leaf["id"]: met[leaf["id"]] | {"unit": "元" if leaf["unit"] == "分" else "分"}}, NEEDS_HUMAN)
        if leaf["id"] in certain:
            yield vector(f"不符合“{leaf['text']}”", met | {leaf["id"]: _failing(leaf)}, DOES_NOT_APPLY)
    yield _vector(f"{rule['item_id']} 不认识的条件类型", met, NEEDS_HUMAN, conditions=_renamed(tree, leaves[-1]["id"]))
    yield vector("行为之日不在适用期间", met, NEEDS_HUMAN, acted_on="1999-12-31")
    yield vector("行为之日晚于今天", met, NEEDS_HUMAN, acted_on="2999-12-31")
    yield vector("规则包的截至日晚于今天", met, NEEDS_HUMAN, today="1999-12-31")
    if pack["valid_until"]:
        yield vector("规则包已经过期", met, NEEDS_HUMAN, today=pack["valid_until"])


def _of_numbers() -> Iterator[Json]:
    """How numbers are written and compared, with conditions of their own."""
    for predicate, inclusive in ((predicate, inclusive) for predicate in _NUMBERS for inclusive in (True, False)):
        leaf = {"predicate": predicate, "id": "c1", "text": "数量", "subject": "数量", "value": "10.5", "unit": "吨", "inclusive": inclusive}
        told = f"{predicate} 10.5{'（含）' if inclusive else '（不含）'}"
        for value, side in (("10.5", 0), ("10.50", 0), ("010.5", 0), (10, -1), ("9", -1), ("10.4999999999999999999", -1),
                            ("10.5000000000000000001", 1), (11, 1), ("100", 1), (EXACT, 1), ("90071992547409930", 1)):
            within = inclusive if side == 0 else (side < 0) == (predicate == "at_most")
            facts = {"c1": {"value": value, "unit": "吨"}}
            yield _vector(f"{told} 遇 {_told(value)}", facts, APPLIES if within else DOES_NOT_APPLY, conditions=_all(leaf))
    leaf = {"predicate": "at_most", "id": "c1", "text": "数量", "subject": "数量", "value": "10", "unit": "件", "inclusive": True}
    for value in _ODD:
        yield _vector(f"不作为数：{_told(value)}", {"c1": {"value": value, "unit": "件"}}, NEEDS_HUMAN, conditions=_all(leaf))
    for fact in _UNSAID:
        yield _vector(f"没有写明数和单位：{_told(fact)}", {"c1": fact}, NEEDS_HUMAN, conditions=_all(leaf))


def _of_shapes() -> Iterator[Json]:
    """How findings, alternatives and exclusions are judged."""
    leaf = {"predicate": "at_most", "id": "c1", "text": "数量", "subject": "数量", "value": "10", "unit": "件", "inclusive": True}
    found = {"predicate": "found", "id": "c2", "text": "认定"}
    for odd in ("true", 1, 0, None, {"value": True}):
        yield _vector(f"不作为认定：{_told(odd)}", {"c2": odd}, NEEDS_HUMAN, conditions=_all(found))
    either, barred = {"predicate": "any", "text": "其一", "parts": [leaf, found]}, {"predicate": "not", "text": "排除", "part": found}
    few, many = ({"c1": {"value": value, "unit": "件"}} for value in (1, 11))
    cases: tuple[tuple[str, Json, Json, str], ...] = (
            ("any 有一项符合", either, few | {"c2": False}, APPLIES), ("any 都不符合", either, many | {"c2": False}, DOES_NOT_APPLY),
            ("any 已有一项符合，另一项缺少事实", either, few, NEEDS_HUMAN), ("not 属于", barred, {"c2": True}, DOES_NOT_APPLY),
            ("not 不属于", barred, {"c2": False}, APPLIES), ("not 缺少事实", barred, {}, NEEDS_HUMAN),
            ("all 已有一项不符合，另一项缺少事实", _all(leaf, found), {"c2": False}, NEEDS_HUMAN), ("没有条件", _all(), {}, NEEDS_HUMAN))
    for name, tree, told_facts, result in cases:
        yield _vector(name, told_facts, result, conditions=_all(tree) if tree["predicate"] != "all" else tree)


def _of_broken() -> Iterator[Json]:
    """Nodes without what they need: a pack damaged on its way, or of a format to come."""
    leaf = {"predicate": "at_most", "id": "c1", "text": "数量", "subject": "数量", "value": "10", "unit": "件", "inclusive": True}
    facts = {"c1": {"value": 1, "unit": "件"}}
    broken: tuple[tuple[str, Any], ...] = (
        *((f"at_most 没有 {key}", {name: value for name, value in leaf.items() if name != key}) for key in ("id", "value", "unit", "inclusive")),
        ("at_most 的 value 是 \"１０\"", leaf | {"value": "１０"}), ("all 没有 parts", {"predicate": "all", "text": ""}),
        ("any 的 parts 是空的", {"predicate": "any", "text": "", "parts": []}), ("not 没有 part", {"predicate": "not", "text": ""}), ("null", None))
    for name, node in broken:
        yield _vector(f"不完整的条件：{name}", facts, NEEDS_HUMAN, conditions=_all(leaf, node))


def _told(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _all(*parts: Any) -> Json:
    return {"predicate": "all", "text": "", "parts": list(parts)}


def _meeting(node: Node, met: bool) -> Iterator[tuple[str, Any]]:
    """Facts that meet the node (or, under not, do not)."""
    match node["predicate"]:
        case "all" | "any":
            for part in node["parts"]:
                yield from _meeting(part, met)
        case "not":
            yield from _meeting(node["part"], not met)
        case "found":
            yield node["id"], met
        case _:
            yield node["id"], (_quantity(node, node["value"]) if node["inclusive"] else _quantity(node, _within(node))) if met else _failing(node)


def _failing(leaf: Node) -> Any:
    return False if leaf["predicate"] == "found" else _quantity(leaf, _beyond(leaf))


def _quantity(leaf: Node, value: str) -> Json:
    return {"value": value, "unit": leaf["unit"]}


def _within(node: Node) -> str:
    step = Decimal(1) if node["predicate"] == "at_least" else Decimal("-0.01")
    return str(Decimal(node["value"]) + step)


def _beyond(node: Node) -> str:
    if not node["inclusive"]:
        return str(node["value"])
    step = Decimal("0.01") if node["predicate"] == "at_most" else Decimal("-0.01")
    return str(Decimal(node["value"]) + step)


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for part in (*node.get("parts", ()), *([node["part"]] if "part" in node else ())):
        yield from _nodes(part)


def _leaves(tree: Node) -> list[Node]:
    return [node for node in _nodes(tree) if "id" in node]


def _certain(node: Node) -> Iterator[Node]:
    """The leaves of which one failing is enough: those under all only."""
    if "id" in node:
        yield node
    elif node["predicate"] == "all":
        for part in node["parts"]:
            yield from _certain(part)


def _renamed(node: Node, leaf: str) -> Json:
    """The tree with a predicate nobody knows on one leaf."""
    made = dict(node)
    if node.get("id") == leaf:
        made["predicate"] = "roughly"
    if "parts" in node:
        made["parts"] = [_renamed(part, leaf) for part in node["parts"]]
    if "part" in node:
        made["part"] = _renamed(node["part"], leaf)
    return made
