"""Conformance vectors: questions with the answer that every evaluator of the rule pack must give, made from the rules' own bounds."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.opendata.evaluate import APPLIES, DOES_NOT_APPLY, NEEDS_HUMAN

Json = dict[str, Any]
FORMAT = "qingdan/vectors/1"
MOST = 60
"""Rules that vectors are made from."""


def suite(pack: Mapping[str, Any]) -> Json:
    """Vectors for the rules in force with the most kinds of conditions; each asks about one item on a day of its interval."""
    chosen = sorted((rule for rule in pack["rules"] if rule["status"] == "in_force" and _leaves(rule["conditions"])),
                    key=lambda rule: (-_variety(rule["conditions"]), rule["item_id"]))[:MOST]
    found = [vector for rule in chosen for vector in _of_rule(rule, pack)]
    return {"format": FORMAT, "as_of": pack["as_of"], "notice": pack["notice"], "vectors": found}


def _of_rule(rule: Mapping[str, Any], pack: Mapping[str, Any]) -> Iterator[Json]:
    tree, day, today = rule["conditions"], rule["interval"]["from"], pack["as_of"]
    met = dict(_meeting(tree, True))

    def vector(name: str, facts: Mapping[str, Any], result: str, acted_on: str = day, conditions: Any = None) -> Json:
        return {"name": f"{rule['item_id']} {name}", "item_id": rule["item_id"], "facts": facts, "acted_on": acted_on, "today": today,
                "conditions": conditions, "result": result}

    yield vector("全部满足，数值恰在界限", met, APPLIES)
    leaf = next((part for part in tree["parts"] if "id" in part), None)
    for part in (part for part in tree["parts"] if part["predicate"] in ("at_most", "at_least")):
        yield vector(f"{part['id']} 刚超出界限", met | {part["id"]: _beyond(part)}, DOES_NOT_APPLY)
        yield vector(f"{part['id']} 不是数", met | {part["id"]: "很少"}, NEEDS_HUMAN)
    if leaf:
        yield vector(f"缺少 {leaf['id']}", {name: fact for name, fact in met.items() if name != leaf["id"]}, NEEDS_HUMAN)
        if leaf["predicate"] == "found":
            yield vector(f"{leaf['id']} 认定为否", met | {leaf["id"]: False}, DOES_NOT_APPLY)
        unknown = [part | {"predicate": "roughly"} if part is leaf else part for part in tree["parts"]]
        yield vector("不认识的条件类型", met, NEEDS_HUMAN, conditions=tree | {"parts": unknown})
    yield vector("行为之日不在适用期间", met, NEEDS_HUMAN, "1999-12-31")


def _meeting(node: Mapping[str, Any], met: bool) -> Iterator[tuple[str, Any]]:
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
            yield node["id"], (node["value"] if node["inclusive"] else _within(node)) if met else _beyond(node)


def _within(node: Mapping[str, Any]) -> str:
    step = Decimal(1) if node["predicate"] == "at_least" else Decimal(-1)
    return str(Decimal(node["value"]) + step)


def _beyond(node: Mapping[str, Any]) -> str:
    if not node["inclusive"]:
        return str(node["value"])
    step = Decimal("0.01") if node["predicate"] == "at_most" else Decimal("-0.01")
    return str(Decimal(node["value"]) + step)


def _leaves(node: Mapping[str, Any]) -> int:
    return 1 if "id" in node else sum(map(_leaves, node.get("parts") or [node["part"]] if "part" in node or node.get("parts") else []))


def _variety(node: Mapping[str, Any]) -> int:
    kinds = {node["predicate"]}
    for part in node.get("parts", ()):
        kinds.add(part["predicate"])
    return len(kinds)
