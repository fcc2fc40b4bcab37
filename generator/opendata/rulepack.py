"""rules.json: every published version as a rule for case systems – trigger, typed conditions, outcome, duties, interval."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator import memory, penalty
from generator.model import World
from generator.opendata.conditions import asked, conditions
from generator.opendata.evaluate import FORMAT

Json = dict[str, Any]
Key = tuple[str, str]
MOST = 40_000
"""Texts of conditions that are kept from one run to the next."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the tables say of a version besides its own row; both by (identifier, recorded first day)."""

    lapsed: Mapping[Key, Sequence[str]] = field(default_factory=dict)
    """Which of its bases no longer hold."""
    inherited: Mapping[Key, Sequence[str]] = field(default_factory=dict)
    """The general conditions of its list, which must be met besides its own."""


def pack(world: World, rows: Iterable[Mapping[str, Any]], notice: str | None, around: Around) -> Json:
    """The rule pack of the published `rows` on the day of the World."""
    laws_checked = world.book.city.laws_checked
    keyed = [((row["item_id"], row["recorded_from"]), row) for row in rows]
    trees = _trees(row["fields"].get("conditions", "") for _, row in keyed)
    found = [rule(row, trees, around.lapsed.get(key, ()), around.inherited.get(key, ())) for key, row in keyed]
    return {"format": FORMAT, "as_of": world.as_of.isoformat(), "laws_checked": laws_checked.isoformat() if laws_checked else None,
            "notice": notice, "valid_until": _valid_until(found, world),
            "caution": "规则包只帮助对照条件；可能适用，以执法机关认定为准。未列入清单不等于一律处罚。", "rules": found}


def _valid_until(rules: Iterable[Json], world: World) -> str | None:
    """The next day on which a rule, a law or a general condition begins or ends: from it a basis may have lapsed, or more be asked."""
    days = [day for one in rules for day in one["interval"].values() if day]
    days += [day.isoformat() for law in world.book.laws for day in (law.effective_from, law.effective_to) if day]
    days += [day.isoformat() for term in world.book.terms if term.general_condition for day in (term.valid_from, term.valid_to) if day]
    return min((day for day in days if day > world.as_of.isoformat()), default=None)


def _trees(texts: Iterable[str]) -> dict[str, Json]:
    """The conditions of each text; what an earlier run of this very program has read is not read again."""
    wanted, key = set(texts), memory.digest("conditions")
    known = _kept(key)
    if new := {text: conditions(text) for text in sorted(wanted - known.keys())}:
        kept = known if len(known) < MOST else {text: tree for text, tree in known.items() if text in wanted}
        known = kept | new
        memory.store("conditions", key, zlib.compress(json.dumps(known, ensure_ascii=False).encode(), 1))
    return known


def _kept(key: str) -> dict[str, Json]:
    try:
        found: dict[str, Json] = json.loads(zlib.decompress(memory.fetch("conditions", key) or b""))
    except (zlib.error, ValueError):  # nothing there, or damaged
        return {}
    return found


def rule(row: Mapping[str, Any], trees: Mapping[str, Json], lapsed: Iterable[str] = (), inherited: Iterable[str] = ()) -> Json:
    """One version as a rule; what the texts do not say is null."""
    fields = row["fields"]
    cited = {name: fields.get(name) for name in ("obligation_basis", "penalty_basis", "coercion_basis")}
    return {
        "item_id": row["item_id"], "version": row["version"], "status": row["status"], "department": row["department"], "kind": row["kind"],
        "interval": {"from": row["effective_from"], "to": row["effective_to"]},
        "trigger": {"violation": fields.get("violation"), "power_code": fields.get("power_code"), "field": fields.get("field"),
                    "subject": fields["subject"].split(";") if fields.get("subject") else [], **cited},
        "conditions": _with(trees[fields.get("conditions", "")], inherited), "note": fields.get("note"),
        "outcome": {"text": fields.get("outcome"), "exemption_type": fields.get("exemption_type"),
                    "coercion_measure": fields.get("coercion_measure"), "penalty": penalty.read(fields.get("outcome", "")).to_json()},
        "statutory": {"text": fields.get("statutory_penalty"),
                      "penalty": penalty.read(fields["statutory_penalty"]).to_json() if fields.get("statutory_penalty") else None},
        "duties": {"correction": fields.get("correction") == "是", "deadline": fields.get("correction_deadline"),
                   "measures": fields.get("supporting_measures")},
        "relief_basis": fields.get("relief_basis"), "basis_lapsed": list(lapsed), "township": fields.get("township") == "是"}


def _with(tree: Json, inherited: Iterable[str]) -> Json:
    """The conditions of an item, and those of its list, which an officer weighs; none can stand for those that are not told."""
    added = [asked(text) for text in inherited] if tree["parts"] else []
    return {**tree, "parts": [*tree["parts"], *added]} if added else tree
