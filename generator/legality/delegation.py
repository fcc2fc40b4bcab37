"""Whether a town may apply an item in its own name: delegations matched to items."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum

from generator.citation import Citation
from generator.laws import registry
from generator.legality.basis import covers, explicit, single, units
from generator.model import Delegation, Item, World


class Applicability(Enum):
    """What a town is told about an item; the value is what JSON prints."""

    APPLIES = "applies"
    DEPARTMENT_ENFORCES = "department_enforces"
    NOT_DELEGATED = "not_delegated"
    RECALLED = "recalled"


def applicability(item: Item, town_code: str, world: World) -> tuple[Applicability, Delegation | None]:
    """Whether the town may apply the item on `as_of`, and the delegation that says so (or was recalled)."""
    if item.township is not True:
        return Applicability.DEPARTMENT_ENFORCES, None
    return delegated(item, town_code, world, world.as_of)


def delegated(item: Item, town_code: str, world: World, day: date) -> tuple[Applicability, Delegation | None]:
    """Whether the power to punish this item was the town's on `day`: by its code, or clause by clause."""
    rows = [row for row in world.once(_by_holder).get((town_code, item.department), ())
            if row.valid_from is None or row.valid_from <= day]
    if not rows:
        return Applicability.NOT_DELEGATED, None
    valid = [row for row in rows if row.recalled_on is None or day < row.recalled_on]
    asked = units(item, "penalty_basis", world, day)
    held = _granting(item, asked, valid, world, day)
    if held is not None:
        return Applicability.APPLIES, held
    lost = _granting(item, asked, [row for row in rows if row not in valid], world, day)
    if lost is None and _granting(item, asked, rows, world, day) is not None:  # handed over in parts, one part recalled
        lost = max((row for row in rows if row.recalled_on and row.recalled_on <= day), key=lambda r: r.recalled_on or day)
    return (Applicability.RECALLED, lost) if lost is not None else (Applicability.NOT_DELEGATED, None)


def _granting(item: Item, asked: tuple[Citation, ...], rows: Iterable[Delegation], world: World,
              day: date) -> Delegation | None:
    """The last begun row with the item's code, else a row of those that together cover every clause asked."""
    latest = sorted(rows, key=lambda row: (row.recalled_on or date.max, row.valid_from or date.min), reverse=True)
    for row in latest:
        if row.power_code and row.power_code == item.power_code:
            return row
    # a row with a code hands over that power, not everything its article punishes
    fitting = [row for row in latest if not (row.power_code and item.power_code)]
    granted = [(row, unit) for row in fitting for unit in _units(row, world, day)]
    covering = [next((row for row, unit in granted if covers(unit, clause)), None) for clause in asked]
    return covering[0] if covering and all(covering) else None


def _units(row: Delegation, world: World, day: date) -> tuple[Citation, ...]:
    laws = world.once(registry)
    return tuple(explicit(unit, laws, day) if unit.item else unit for citation in laws.citations(row.penalty_basis)
                 for unit in single(citation))


def _by_holder(world: World) -> Mapping[tuple[str, str], tuple[Delegation, ...]]:
    found: dict[tuple[str, str], list[Delegation]] = defaultdict(list)
    for row in world.book.delegations:
        if row.town and row.dept:
            found[row.town, row.dept].append(row)
    return {holder: tuple(rows) for holder, rows in found.items()}
