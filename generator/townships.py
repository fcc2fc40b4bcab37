"""What a town may apply in its own name, and why it may not apply the rest."""

from dataclasses import dataclass
from datetime import date

from generator.legality.delegation import Applicability, applicability
from generator.model import Item, Status, World


@dataclass(frozen=True, slots=True)
class Line:
    """One item as a town sees it. `origin` names the department that made the item."""

    item: Item
    applicability: Applicability
    recalled_on: date | None
    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class TownView:
    """All current and scheduled items as the town `town` (code) sees them, those that apply first."""

    town: str
    lines: tuple[Line, ...]


def township_view(given: str, world: World) -> TownView:
    """The view of the town given by code or name. Refusal when there is no such town."""
    town = world.town_code(given)
    lines = []
    for item in world.public_items:
        if world.status(item) in (Status.IN_FORCE, Status.SCHEDULED):
            lines.append(_line(item, town, world))
    order = list(Applicability)
    lines.sort(key=lambda line: (order.index(line.applicability), line.item.department, line.item.kind.slug, line.item.key))
    return TownView(town, tuple(lines))


def _line(item: Item, town: str, world: World) -> Line:
    answer, delegation = applicability(item, town, world)
    origin = world.department_name(item.department)
    recalled = delegation.recalled_on if delegation and answer is Applicability.RECALLED else None
    basis = delegation.basis if delegation and delegation.basis else "赋权文件"
    reason = {
        Applicability.APPLIES: f"已依{basis}赋权，可以直接适用",
        Applicability.RECALLED: f"赋权已于{recalled}收回，由{origin}实施",
        Applicability.NOT_DELEGATED: f"该项处罚权未赋予本镇街，由{origin}实施",
        Applicability.DEPARTMENT_ENFORCES: f"由{origin}实施，不属于镇街适用事项",
    }[answer]
    return Line(item, answer, recalled, origin, reason)
