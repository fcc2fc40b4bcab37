"""Which kinds of a clause's penalties an outcome imposes, leaves out or chooses, and which it adds of its own."""

from typing import Final

from generator.penalty.formula import FINE, KINDS, Formula, Penalty, weight
from generator.penalty.matching import elsewhere, named_tier, person, same_place
from generator.penalty.words import IF_ANY

_SILENT: Final = frozenset(("没收违法所得",))
"""What 行政处罚法 第二十八条第二款 demands whether or not the list says so; only an express 不并处 drops it. Rule C15 asks for it."""
_LICENCES: Final = weight("吊销许可证件")
_SUSPENDED: Final = ("暂扣许可证件", "吊销许可证件")
"""Of one item of 第九条, and yet the first is plainly lighter: the licence comes back."""


def dropped_of(basis: list[Penalty], result: Formula) -> list[Penalty]:
    """The penalties that the clause demands and the outcome does not impose."""
    return [penalty for penalty in basis if _is_due(penalty, basis, result) and _is_dropped(penalty, basis, result)]


def _is_due(penalty: Penalty, basis: list[Penalty], result: Formula) -> bool:
    """Whether it must be imposed in the tier compared, and not only under some further condition."""
    named = named_tier(result)
    if_any = any(IF_ANY.match(part) for part in penalty.tier)
    if if_any and penalty.kind in result.refused:
        return not penalty.optional
    if penalty.kind != FINE and not named and (if_any or elsewhere(penalty, basis, result)):
        return False
    return not penalty.optional and (penalty.kind == FINE or penalty.tier in ((), basis[0].tier, named))


def _is_dropped(penalty: Penalty, basis: list[Penalty], result: Formula) -> bool:
    """Whether an obligatory penalty is not imposed; one of several alternatives suffices."""
    if _alternatives(penalty, basis) & imposed(result):
        return False
    if penalty.subject and result.penalties and penalty.kind not in result.refused:
        others = {person(p.subject) for p in result.penalties}
        if person(penalty.subject) not in others and (result.fines or person(penalty.subject) == "责任人员"):
            return False  # the outcome speaks about someone else
    told = penalty.kind in result.refused or result.sole
    return told or penalty.kind not in _SILENT


def imposed(result: Formula) -> set[str]:
    """The kinds that the outcome imposes."""
    return {penalty.kind for penalty in result.penalties}


def chooses_lighter(basis: list[Penalty], result: Formula) -> bool:
    """Whether of 警告或者罚款 only the lighter is imposed, or something optional is not imposed."""
    kinds = imposed(result)
    for penalty in basis:
        if penalty.kind in kinds or (penalty.kind in _SILENT and penalty.kind not in result.refused):
            continue
        group = _alternatives(penalty, basis) if penalty.choice else set()
        if penalty.optional or any(weight(kind) < weight(penalty.kind) or only_withholds(kind, penalty.kind) for kind in group & kinds):
            return True
    return False


def passed_over(basis: list[Penalty], result: Formula) -> str | None:
    """An alternative not chosen that may be the graver one: of the same item of 第九条, or of 第三项 where 第四项 was chosen
    (责令停业整顿或者吊销许可证), whose order the law does not state."""
    for penalty in basis:
        chosen = _alternatives(penalty, basis) & imposed(result) if penalty.choice else set()
        if chosen and penalty.kind not in chosen and weight(penalty.kind) >= min(_LICENCES, *map(weight, chosen)):
            return penalty.kind
    return None


def foreign_to(basis: list[Penalty], law: Formula, result: Formula) -> list[str]:
    """Kinds imposed that the statute does not know in this tier."""
    known = {p.kind for p in basis} | {p.kind for p in result.penalties if same_place(p, law, result)}
    if any(kind.startswith("没收") for kind in known):
        known |= {"没收违法所得", "没收非法财物"}
    return [kind for kind in KINDS if kind in imposed(result) - known]


def heavier_than(basis: list[Penalty], foreign: list[str]) -> list[str]:
    """Those of the foreign kinds that outweigh everything the statute knows."""
    heaviest = max((weight(p.kind) for p in basis), default=0)
    return [kind for kind in foreign if weight(kind) > heaviest]


def burden(penalty: Penalty, basis: list[Penalty]) -> int:
    """The weight of a penalty; of alternatives the lightest, since the law is content with it."""
    return min(map(weight, _alternatives(penalty, basis)))


def only_withholds(kind: str, instead_of: str) -> bool:
    """Whether the licence that one penalty revokes is by the other only withheld for a time."""
    return (kind, instead_of) == _SUSPENDED


def _alternatives(penalty: Penalty, basis: list[Penalty]) -> set[str]:
    """The kinds of which one will do, the penalty's own among them."""
    return {p.kind for p in basis if p.choice == penalty.choice} if penalty.choice else {penalty.kind}
