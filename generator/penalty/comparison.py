"""Whether a 裁量结果 is a lawful 从轻 or 减轻 of its 法定处罚, by comparing the two formulas."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from generator.model import Kind
from generator.penalty.amounts import unitless
from generator.penalty.answering import Answer, together, worst
from generator.penalty.formula import FINE, Fine, Formula, Json, Penalty, weight
from generator.penalty.imposing import (
    burden,
    chooses_lighter,
    dropped_of,
    foreign_to,
    heavier_than,
    imposed,
    only_withholds,
    passed_over,
)
from generator.penalty.limits import LIGHT_PART, Limit, Word, exceeds, lighter_fine, mitigated_fine, resolved
from generator.penalty.matching import by_tier, counterparts, is_grave, named_tier, options, same_place, tier_of
from generator.penalty.reader import read

_MANY: Final = 200
"""More penalties than any text states; keeps a hostile text from costing quadratic time."""
_NOTHING_LEFT: Final = "但是法条规定的处罚都不给予，实际上没有处罚，请核对是否应列入不予处罚清单。"


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
        dropped = dropped_of(basis, self.result)
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
        basis = tier_of(self.law, named_tier(self.result))
        if self.result.fines and not any(p.kind == FINE for p in basis):
            general = tier_of(self.law, ())
            if not is_grave(named_tier(self.result)) and any(p.kind == FINE for p in general):
                return general  # 有下列行为之一的，没收…，货值不足一万元的，并处…
            first = next((p for p in self.law.penalties if p.kind == FINE), None)
            if first:  # a fine of a graver tier stands alone: 给予警告；拒不改正的，处…
                basis = tier_of(self.law, first.tier)
        return basis

    # ---- 从轻 ----------------------------------------------------------------------------------------------

    def _lighter(self, basis: list[Penalty], dropped: list[Penalty]) -> Answer:
        foreign = foreign_to(basis, self.law, self.result)
        if heavier := heavier_than(basis, foreign):
            return Answer("unlawful", ("D02",), f"法条没有规定「{heavier[0]}」，加重了处罚，不是从轻处罚。")
        if dropped:
            return Answer("unlawful", ("D01",),
                           f"法条规定应当给予「{dropped[0].kind}」，不给予属于减轻处罚，应移入减轻处罚清单。")
        eased = chooses_lighter(basis, self.result)
        limits = self._limits(basis, eased)
        if limits:
            return worst(limits)
        if eased or (foreign and self.result.refused):
            return Answer("lawful", (), "选择了较轻的处罚种类，或者没有并处可以并处的处罚，属于从轻处罚。")
        if passed := passed_over(basis, self.result):
            return Answer("undecidable", ("D10",), f"法条规定可以选择的「{passed}」没有选用；它和选用的种类孰轻孰重，"
                           "法律没有明文规定，无法判断是否从轻。")
        return Answer("unlawful", ("D02",), "裁量结果与法定处罚相同，没有从轻。", same=True)

    def _in_a_milder_tier(self, answer: Answer) -> Answer | None:
        """No verdict where what undercuts the basic tier is within a milder one of the clause (情节较轻的), and none is named."""
        tier = next((p.tier for p in self.law.penalties if "轻" in "".join(p.tier)), None)
        if "D01" not in answer.rules or answer.verdict != "unlawful" or tier is None or named_tier(self.result):
            return None
        basis = [p for p in self.law.penalties if p.tier == tier]
        dropped = dropped_of(basis, self.result)
        if dropped or any(limit.verdict == "unlawful" for limit in self._limits(basis, eased=True)):
            return None
        return Answer("undecidable", (), f"法条另有「{'，'.join(tier)}」的一档，裁量结果没有写明按哪一档，无法判断是否低于最低限。")

    # ---- 减轻 ----------------------------------------------------------------------------------------------

    def _mitigated(self, basis: list[Penalty], dropped: list[Penalty]) -> Answer:
        foreign = foreign_to(basis, self.law, self.result)
        if FINE in heavier_than(basis, foreign):
            return Answer("unlawful", ("D04", "D10"), f"法条没有规定「{FINE}」，没有低于法定最低限，不构成减轻处罚。")
        replaced = [p for p in basis if p.optional and p.kind not in imposed(self.result) and foreign
                    and all(weight(kind) < weight(p.kind) for kind in foreign)]
        if dropped and foreign and weight(foreign[-1]) == max(burden(p, basis) for p in dropped) and not all(
                only_withholds(foreign[-1], p.kind) for p in dropped):
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
        if chooses_lighter(basis, self.result):
            return Answer("unlawful", ("D04",), "选择较轻的种类、不并处可以并处的处罚属于从轻处罚，不构成减轻处罚。")
        return Answer("unlawful", ("D04",), "裁量结果与法定处罚相同，没有减轻。", same=True)

    def _lightened(self, penalty: Penalty, foreign: list[str], basis: list[Penalty]) -> Answer:
        if any(weight(kind) > burden(penalty, basis) for kind in foreign):
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
        if penalty.tier and penalty.tier != named_tier(self.result):
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
