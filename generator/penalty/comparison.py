"""Whether a 裁量结果 is a lawful 从轻 or 减轻 of its 法定处罚, by comparing the two formulas."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from generator.model import Kind
from generator.penalty.amounts import unitless
from generator.penalty.answering import Answer, together, worst
from generator.penalty.formula import FINE, KINDS, Fine, Formula, Json, Penalty, weight
from generator.penalty.limits import LIGHT_PART, Limit, Word, exceeds, lighter_fine, mitigated_fine, resolved
from generator.penalty.matching import by_tier, counterparts, elsewhere, is_grave, options, person, same_place, tier_of
from generator.penalty.reader import read
from generator.penalty.words import IF_ANY

_SILENT: Final = frozenset(("没收违法所得",))
"""What 行政处罚法 第二十八条第二款 demands whether or not the list says so; only an express 不并处 drops it. Rule C15 asks for it."""
_LICENCES: Final = weight("吊销许可证件")
_SUSPENDED: Final = ("暂扣许可证件", "吊销许可证件")
"""Of one item of 第九条, and yet the first is plainly lighter: the licence comes back."""
_MANY: Final = 200
"""More penalties than any text states; keeps a hostile text from costing quadratic time."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, the rules it rests on (those that only warn included) and why, in a sentence."""

    verdict: Word
    rules: tuple[str, ...]
    reason: str
    statutory: Formula
    outcome: Formula

    def to_json(self) -> Json:
        """The line `penalty` prints."""
        return {"verdict": self.verdict, "rules": list(self.rules), "reason": self.reason,
                "statutory": self.statutory.to_json(), "outcome": self.outcome.to_json()}


@lru_cache(maxsize=4096)
def verdict(kind: Kind, statutory: str, outcome: str, light_part: Fraction = LIGHT_PART) -> Verdict:
    """Judge `outcome` as a result of the list `kind` against the statute's text. Never raises.

    `light_part` is the lower share of a range in which a lighter fine should lie (D03).
    """
    law, result = read(statutory), read(outcome)
    if kind in (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY):
        for text, rule, name in ((statutory, "D12", "法定处罚"), (outcome, "D09", "裁量结果")):
            if bare := unitless(text):
                return Verdict("undecidable", (rule,), f"{name}的「{bare}」没有写单位，无法比较。", law, result)
    return compare(kind, law, result, light_part)


def compare(kind: Kind, law: Formula, result: Formula, light_part: Fraction = LIGHT_PART) -> Verdict:
    """The same for formulas already read."""
    answer = _answer(kind, law, result, light_part)
    return Verdict(answer.verdict, answer.rules, answer.reason, law, result)


def _answer(kind: Kind, law: Formula, result: Formula, light_part: Fraction) -> Answer:
    if kind is Kind.NO_COERCION:
        return Answer("undecidable", (), "免予行政强制不改变处罚，没有可比较的处罚幅度。")
    if kind is Kind.NO_PENALTY:
        return _no_penalty(law, result)
    if result.waives and not result.penalties:
        return Answer("unlawful", ("A03",), f"{kind.value}仍须给予处罚，不予处罚的事项应列入不予处罚清单。")
    if not result.says_anything:
        return Answer("undecidable", ("D09",), "裁量结果没有写明处罚种类或者罚款数额，无法比较。")
    if not law.penalties:
        return Answer("undecidable", ("D09",), "法定处罚没有写明处罚种类或者罚款数额，无法比较。")
    law = replace(law, penalties=law.penalties[:_MANY])
    return _Comparison(kind, law, replace(result, penalties=result.penalties[:_MANY]), light_part).answer()


def _no_penalty(law: Formula, result: Formula) -> Answer:
    if result.penalties:
        return Answer("unlawful", ("A02",), "不予处罚清单的裁量结果仍写有处罚。")
    if not result.waives:
        return Answer("undecidable", ("D09",), "裁量结果没有写明不予处罚。")
    basic = tier_of(law, ())
    if law.gate and all(p.tier for p in law.penalties):
        return Answer("lawful", ("D07",), f"不予处罚；法条规定「{law.gate}」才处罚，改正的本来不罚，请确认列入的必要。")
    if basic and all(p.optional for p in basic):
        return Answer("lawful", ("D08",), "不予处罚；法条对是否处罚已用「可以」，请确认列入的必要。")
    return Answer("lawful", (), "不予处罚，没有幅度需要比较。")


_NOTHING_LEFT: Final = "但是法条规定的处罚都不给予，实际上没有处罚，请核对是否应列入不予处罚清单。"


@dataclass(frozen=True, slots=True)
class _Comparison:
    kind: Kind
    law: Formula
    result: Formula
    light_part: Fraction

    def answer(self) -> Answer:
        if len(parts := by_tier(self.law, self.result.penalties)) > 1:
            return together([replace(self, result=replace(self.result, penalties=part)).answer() for part in parts])
        if offered := options(self.law, self.result.penalties):
            return together([replace(self, result=replace(self.result, penalties=one)).answer() for one in offered], any_of=True)
        basis = self._basis()
        if any(f.min is not None and f.max is not None and f.min > f.max for p in (*basis, *self.result.penalties)
               if (f := p.fine)):
            return Answer("undecidable", ("D12",), "幅度的下限高于上限，请核对数额和单位。")
        dropped = [p for p in basis if self._is_due(p, basis) and self._is_dropped(p, basis)]
        if not self.result.penalties:
            rest = tuple(replace(p, fine=None) for p in basis if p.kind not in self.result.refused)
            if rest:  # 不并处罚款: the rest is imposed as the clause says
                return replace(self, result=replace(self.result, penalties=rest)).answer()
            answer = self._of_kind(basis, dropped)
            if answer.verdict == "lawful" and not any(p.added for p in basis):  # 可以并处罚款 alone is an excerpt: the clause knows another penalty
                return replace(answer, rules=("A03",), reason=answer.reason + _NOTHING_LEFT)
            return answer
        return self._of_kind(basis, dropped)

    def _of_kind(self, basis: list[Penalty], dropped: list[Penalty]) -> Answer:
        if self.kind is Kind.LIGHTER_PENALTY:
            answer = self._lighter(basis, dropped)
            return self._in_a_milder_tier(answer) or answer
        return self._mitigated(basis, dropped)

    # ---- what the outcome is compared with -----------------------------------------------------------------

    def _basis(self) -> list[Penalty]:
        basis = tier_of(self.law, self._named())
        if self.result.fines and not any(p.kind == FINE for p in basis):
            general = tier_of(self.law, ())
            if not is_grave(self._named()) and any(p.kind == FINE for p in general):
                return general  # 有下列行为之一的，没收…，货值不足一万元的，并处…
            first = next((p for p in self.law.penalties if p.kind == FINE), None)
            if first:  # a fine of a graver tier stands alone: 给予警告；拒不改正的，处…
                basis = tier_of(self.law, first.tier)
        return basis

    def _named(self) -> tuple[str, ...]:
        return next((p.tier for p in self.result.penalties if p.tier), ())

    def _imposed(self) -> set[str]:
        return {p.kind for p in self.result.penalties}

    def _is_due(self, penalty: Penalty, basis: list[Penalty]) -> bool:
        """Whether it must be imposed in the tier compared, and not only under some further condition."""
        if_any = any(IF_ANY.match(part) for part in penalty.tier)
        if if_any and penalty.kind in self.result.refused:
            return not penalty.optional
        if penalty.kind != FINE and not self._named() and (if_any or elsewhere(penalty, basis, self.result)):
            return False
        return not penalty.optional and (penalty.kind == FINE or penalty.tier in ((), basis[0].tier, self._named()))

    def _is_dropped(self, penalty: Penalty, basis: list[Penalty]) -> bool:
        """Whether an obligatory penalty is not imposed; one of several alternatives suffices."""
        group = {p.kind for p in basis if p.choice == penalty.choice} if penalty.choice else {penalty.kind}
        if group & self._imposed():
            return False
        if penalty.subject and self.result.penalties and penalty.kind not in self.result.refused:
            others = {person(p.subject) for p in self.result.penalties}
            if person(penalty.subject) not in others and (self.result.fines or person(penalty.subject) == "责任人员"):
                return False  # the outcome speaks about someone else
        told = penalty.kind in self.result.refused or self.result.sole
        return told or penalty.kind not in _SILENT

    def _chooses_lighter(self, basis: list[Penalty]) -> bool:
        """Whether of 警告或者罚款 only the lighter is imposed, or something optional is not imposed."""
        imposed = self._imposed()
        for penalty in basis:
            if penalty.kind in imposed or (penalty.kind in _SILENT and penalty.kind not in self.result.refused):
                continue
            group = {p.kind for p in basis if p.choice == penalty.choice} if penalty.choice else set()
            if penalty.optional or any(weight(kind) < weight(penalty.kind) or (kind, penalty.kind) == _SUSPENDED for kind in group & imposed):
                return True
        return False

    def _passed_over(self, basis: list[Penalty]) -> str | None:
        """An alternative not chosen that may be the graver one: of the same item of 第九条, or of 第三项 where 第四项 was chosen
        (责令停业整顿或者吊销许可证), whose order the law does not state."""
        for penalty in basis:
            chosen = {p.kind for p in basis if p.choice and p.choice == penalty.choice} & self._imposed()
            if chosen and penalty.kind not in chosen and weight(penalty.kind) >= min(_LICENCES, *map(weight, chosen)):
                return penalty.kind
        return None

    def _foreign(self, basis: list[Penalty]) -> list[str]:
        """Kinds imposed that the statute does not know in this tier."""
        known = {p.kind for p in basis} | {p.kind for p in self.result.penalties if same_place(p, self.law, self.result)}
        if any(kind.startswith("没收") for kind in known):
            known |= {"没收违法所得", "没收非法财物"}
        return [kind for kind in KINDS if kind in self._imposed() - known]

    def _heavier(self, foreign: list[str], basis: list[Penalty]) -> list[str]:
        """Those of the foreign kinds that outweigh everything the statute knows."""
        heaviest = max((weight(p.kind) for p in basis), default=0)
        return [kind for kind in foreign if weight(kind) > heaviest]

    def _burden(self, penalty: Penalty, basis: list[Penalty]) -> int:
        """The weight of a penalty; of alternatives the lightest, since the law is content with it."""
        group = [p for p in basis if penalty.choice and p.choice == penalty.choice] or [penalty]
        return min(weight(p.kind) for p in group)

    # ---- 从轻 ----------------------------------------------------------------------------------------------

    def _lighter(self, basis: list[Penalty], dropped: list[Penalty]) -> Answer:
        foreign = self._foreign(basis)
        if heavier := self._heavier(foreign, basis):
            return Answer("unlawful", ("D02",), f"法条没有规定「{heavier[0]}」，加重了处罚，不是从轻处罚。")
        if dropped:
            return Answer("unlawful", ("D01",),
                           f"法条规定应当给予「{dropped[0].kind}」，不给予属于减轻处罚，应移入减轻处罚清单。")
        eased = self._chooses_lighter(basis)
        limits = self._limits(basis, eased)
        if limits:
            return worst(limits)
        if eased or (foreign and self.result.refused):
            return Answer("lawful", (), "选择了较轻的处罚种类，或者没有并处可以并处的处罚，属于从轻处罚。")
        if passed := self._passed_over(basis):
            return Answer("undecidable", ("D10",), f"法条规定可以选择的「{passed}」没有选用；它和选用的种类孰轻孰重，"
                           "法律没有明文规定，无法判断是否从轻。")
        return Answer("unlawful", ("D02",), "裁量结果与法定处罚相同，没有从轻。", same=True)

    def _in_a_milder_tier(self, answer: Answer) -> Answer | None:
        """No verdict where what undercuts the basic tier is within a milder one of the clause (情节较轻的), and none is named."""
        tier = next((p.tier for p in self.law.penalties if "轻" in "".join(p.tier)), None)
        if "D01" not in answer.rules or answer.verdict != "unlawful" or tier is None or self._named():
            return None
        basis = [p for p in self.law.penalties if p.tier == tier]
        dropped = any(self._is_due(p, basis) and self._is_dropped(p, basis) for p in basis)
        if dropped or any(limit.verdict == "unlawful" for limit in self._limits(basis, eased=True)):
            return None
        return Answer("undecidable", (), f"法条另有「{'，'.join(tier)}」的一档，裁量结果没有写明按哪一档，无法判断是否低于最低限。")

    # ---- 减轻 ----------------------------------------------------------------------------------------------

    def _mitigated(self, basis: list[Penalty], dropped: list[Penalty]) -> Answer:
        foreign = self._foreign(basis)
        if FINE in self._heavier(foreign, basis):
            return Answer("unlawful", ("D04", "D10"), f"法条没有规定「{FINE}」，没有低于法定最低限，不构成减轻处罚。")
        replaced = [p for p in basis if p.optional and p.kind not in self._imposed() and foreign
                    and all(weight(kind) < weight(p.kind) for kind in foreign)]
        if dropped and foreign and weight(foreign[-1]) == max(self._burden(p, basis) for p in dropped) and not all(
                (foreign[-1], p.kind) == _SUSPENDED for p in dropped):
            return Answer("undecidable", ("D10",), f"「{dropped[0].kind}」和「{foreign[-1]}」同列《行政处罚法》第九条的一项，"
                           "法律没有规定孰轻孰重，无法判断是否减轻。")
        limits = self._limits(basis, eased=bool(dropped))
        if dropped or (replaced and not limits):
            if too_much := [limit for limit in limits if limit.above]:
                return worst(too_much)
            return self._lightened((dropped or replaced)[0], foreign, basis)
        if limits:
            return worst(limits)
        if foreign:
            return Answer("unlawful", ("D04", "D10"), f"法条没有规定「{foreign[-1]}」，没有低于法定最低限，不构成减轻处罚。")
        if self._chooses_lighter(basis):
            return Answer("unlawful", ("D04",), "选择较轻的种类、不并处可以并处的处罚属于从轻处罚，不构成减轻处罚。")
        return Answer("unlawful", ("D04",), "裁量结果与法定处罚相同，没有减轻。", same=True)

    def _lightened(self, penalty: Penalty, foreign: list[str], basis: list[Penalty]) -> Answer:
        if any(weight(kind) > self._burden(penalty, basis) for kind in foreign):
            return Answer("lawful", ("D10",), f"没有给予「{penalty.kind}」，但改用的「{foreign[-1]}」不轻于它，请核对。")
        return Answer("lawful", (), f"没有给予「{penalty.kind}」或者改用了更轻的种类，属于减轻处罚。")

    # ---- fines ---------------------------------------------------------------------------------------------

    def _limits(self, basis: list[Penalty], eased: bool) -> list[Limit]:
        """One answer per measured penalty of the outcome; lowering one kind (detention, fine) eases the whole."""
        found: dict[str, list[Limit]] = {}
        for penalty in self.result.penalties:
            if penalty.fine is not None and (limit := self._limit(penalty, basis, eased)):
                found.setdefault(penalty.kind, []).append(limit)
        every = [limit for limits in found.values() for limit in limits]
        if len(found) < 2 or any(limit.above or "D01" in limit.rules for limit in every):
            return every
        return next((limits for limits in found.values() if all(one.verdict == "lawful" for one in limits)), every)

    def _limit(self, penalty: Penalty, basis: list[Penalty], eased: bool) -> Limit | None:
        fine = penalty.fine
        assert fine is not None
        own = basis
        if penalty.tier and penalty.tier != self._named():
            own = tier_of(self.law, penalty.tier)
        rivals = [p for p in own if p.kind == penalty.kind and p.fine is not None]
        if penalty.tier or penalty.subject or len(self.result.fines) > 1:
            rivals = same_place(penalty, self.law, self.result) or rivals
        if not rivals:
            return None
        if not fine.states_amount:
            return Limit("undecidable", ("D09",), "裁量结果没有写明罚款数额，无法比较。")
        found = counterparts(fine, rivals)
        if not found:
            stated = [p.fine.base for p in rivals if p.fine]
            return Limit("undecidable", ("D11",), f"计罚基数不同（法定：{'、'.join(_base(b) for b in stated)}；"
                         f"裁量：{_base(fine.base)}），无法比较。")
        answers = [self._against(fine, rival, eased) for rival in found]
        if len({answer.verdict for answer in answers}) > 1:
            what = "主体" if len({one.subject for one in found}) > 1 else "情形"
            return Limit("undecidable", (), f"法定处罚按{what}分别规定，裁量结果没有写明适用于哪类{what}，无法比较。")
        return answers[0]

    def _against(self, fine: Fine, rival: Fine, eased: bool) -> Limit:
        if not rival.states_amount:
            return Limit("undecidable", ("D09",), "法定处罚没有写明罚款数额，无法比较。")
        measured = resolved(fine, rival, self.result.floor)
        if isinstance(measured, Limit):
            return measured
        unprotected = fine.base in ("拟罚款额降低", "拟罚款额") and not self.result.floor and rival.min is not None
        if self.kind is Kind.MITIGATED_PENALTY:
            return mitigated_fine(measured, rival)
        if unprotected:
            if exceeds(replace(measured, min=None), rival):
                return lighter_fine(replace(measured, min=rival.min, min_inclusive=True), rival, eased)
            return Limit("lawful", ("D13",), "须注明「降低后低于法定最低限的，按法定最低限处罚」。")
        return lighter_fine(measured, rival, eased, self.light_part)


def _base(base: str | None) -> str:
    return base or "未写明"
