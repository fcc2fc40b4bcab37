"""Reads the text of a 法定处罚 or a 裁量结果 into a Formula. Never raises; time linear in the text."""

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final

from generator.penalty import words
from generator.penalty.amounts import Span, spans
from generator.penalty.folding import folded
from generator.penalty.formula import DETENTION, FINE, Fine, Formula, Penalty
from generator.penalty.measuring import amount, base_of, limited

_PIECE: Final = re.compile(r"([^，；。]*)([，；。]?)")
_MOST_ALTERNATIVES: Final = 9
_EXCLUDES: Final = re.compile(r"的?(?:罚款)?[，（]?(?:不含|不包括)(?!没收)")
_SAID_AGAIN: Final = ("不含", "不包括", "（含", "（包括")


@lru_cache(maxsize=4096)  # items under one clause copy the same text
def read(text: str) -> Formula:
    """What `text` states about penalties; a formula that says nothing when nothing can be read."""
    plain = folded(text)
    floor = bool(words.FLOOR.search(plain))
    if floor:
        plain = words.FLOOR.sub("", plain)
    reading = _Reading(plain)
    for piece in _PIECE.finditer(plain):
        if piece[1]:
            reading.phrase(piece[1], piece.end(1))
        if piece[2] in ("；", "。"):
            reading.close_clause()
    return reading.formula(floor)


@dataclass(slots=True)
class _Reading:
    """The state of one pass over the phrases: whose penalty, in which tier, obligatory or not."""

    text: str
    tier: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    """The tier of the clauses before: 「；对直接负责的主管人员处…」 belongs to it if no fine stands outside it."""
    subject: str | None = None
    optional: bool = False
    written: bool = False
    """Whether the present tier already has a penalty: a later condition then opens another tier."""
    penalties: list[Penalty] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    conduct: bool = False
    """Whether what is read still describes the violation, before any penalty."""
    base: str | None = None
    """The base of the last multiple, which a later 五倍 without a noun means too."""
    waives: bool = False
    sole: bool = False
    choices: int = 0
    latest: int = 0
    """Where the penalties of the last phrase that had any begin."""

    def close_clause(self) -> None:
        self.before, self.tier, self.subject, self.optional, self.written = self.tier or self.before, (), None, False, False

    def phrase(self, text: str, end: int) -> None:
        """One stretch between commas, in which a penalty and its measure stand."""
        alternative = text.startswith("或") and self.written
        self.conduct = not self.penalties and (self.conduct or bool(words.CONDUCT.match(text)))
        if condition := words.CONDITION.match(text):
            stated = condition[0][:-1].removeprefix("对")
            if not self.conduct or any(p.search(stated) for p in (words.GATE, words.SUM, words.OF_CONDITION)):
                self._enter(stated)
            text = text[condition.end():]
        if self._caps(text):
            return
        text = self._addressed(text)
        if words.WAIVED.search(text):
            self.waives = True
        if refusal := words.REFUSED.search(text):
            self._refuse(refusal["what"])
            text = text[: refusal.start()]
        self.sole = self.sole or bool(words.SOLE.search(text))
        found = self._penalties(text, end)
        if found:
            if alternative:  # 给予警告，或者处一万元以下罚款
                found = self._or_else(found)
            self.latest = len(self.penalties)
            self.penalties.extend(found)
            self.written, self.optional = True, False
        elif words.CARRIED.search(text):
            self.optional = True

    def _or_else(self, found: list[Penalty]) -> list[Penalty]:
        """The penalties found, marked together with those of the phrase before as alternatives."""
        self.choices += 1
        before = self.penalties[self.latest :]
        self.penalties[self.latest :] = [replace(penalty, choice=self.choices) for penalty in before]
        return [replace(penalty, choice=self.choices) for penalty in found]

    def _enter(self, condition: str) -> None:
        self.optional = False
        if match := words.OF_CONDITION.search(condition):
            self.subject = match["first"] or match["last"]
            self.tier = self.tier if not self.written else ()
            return
        nested = bool(words.GRAVE.search(condition)) and not any(words.GRAVE.search(part) for part in self.tier)
        outer = self.tier[-3:] if nested or not self.written else self._outer(condition)
        self.tier = (*outer, condition)
        self.written = False

    def _outer(self, condition: str) -> tuple[str, ...]:
        """The tier that a further condition stays inside of: 情节严重的，处…，无法计算的，处…."""
        if self.tier and words.GRAVE.search(self.tier[0]) and not words.GRAVE.search(condition):
            return self.tier[:1]
        return ()

    def _addressed(self, text: str) -> str:
        for pattern in (words.TOWARDS.search, words.LEADING.match):
            if match := pattern(text):
                if not words.NOT_A_SUBJECT.match(match["who"]):
                    self.subject = match["who"]
                    self._stay(match["who"])
                return text[: match.start()] + text[match.end():]
        return text

    def _stay(self, who: str) -> None:
        """「；对个人处…」 after 情节严重的 belongs to that tier where a fine outside it, or on the same person, is stated already."""
        if self.tier or not self.before:
            return
        fines = [p for p in self.penalties[:50] if p.kind == FINE]
        again = any(p.subject == who and not p.tier for p in fines) and any(p.tier == self.before and p.subject for p in fines)
        if again or ("直接" in who and fines and all(p.tier == self.before for p in fines)):
            self.tier = self.before

    def _refuse(self, what: str) -> None:
        for match in words.KIND.finditer(what):
            self.refused.append(words.kind_of(match))
        if "没收" in what and not re.search(r"所得|收入|财物", what):
            self.refused.extend(("没收违法所得", "没收非法财物"))

    def _penalties(self, text: str, end: int) -> list[Penalty]:
        grave = any(words.GRAVE.search(part) for part in self.tier)
        named = [(match.start(), match.end(), words.kind_of(match)) for match in words.KIND.finditer(text)
                 if grave or not words.ORDERED.fullmatch(match[0])]
        if "没收" in text and words.BOTH_GOODS.search(text):
            at = text.index("没收")
            named = [n for n in named if not n[2].startswith("没收")]
            named += [(at, at + 2, "没收违法所得"), (at, at + 2, "没收非法财物")]
        named.sort()
        fines = self._fines(text, named, end)
        days = self._detention(text)
        placed: list[tuple[int, int, Penalty]] = [(a, b, Penalty(FINE, fine)) for a, b, fine in fines]
        unstated: Fine | None = None
        for start, stop, kind in named:
            if kind != FINE:
                placed.append((start, stop, Penalty(kind, days if kind == DETENTION else None)))
            elif not fines:
                unstated = unstated or self._unstated(text)
                placed.append((start, stop, Penalty(FINE, unstated)))
        measured = words.LOWEST_WORD.search(text) or words.HIGHEST_WORD.search(text)
        if measured and not fines and all(kind != FINE for _, _, kind in named) and words.MEASURED.search(text):
            placed.append((*measured.span(), Penalty(FINE, self._unstated(text))))
        placed.sort(key=lambda place: place[:2])
        return self._joined(text, placed)

    def _joined(self, text: str, placed: list[tuple[int, int, Penalty]]) -> list[Penalty]:
        """The penalties with their mode, and 甲或者乙 marked as a choice."""
        found: list[Penalty] = []
        optional, added, seen = self.optional, text.startswith("并"), 0
        for index, (start, _, penalty) in enumerate(placed):
            optional = optional or bool(words.OPTIONAL.search(text, seen, start))
            added = added or bool(words.ADDED.search(text, seen, start))
            seen = max(seen, start)
            before = text[placed[index - 1][1] : start] if found else ""
            offers = _offers_choice(text, placed, index)
            either = before in ("", "、") and bool(found) and (found[-1].kind, penalty.kind) == words.EITHER
            choice = found[-1].choice if "或" in before or either or (before == "、" and offers) else None
            if choice is None and offers:
                self.choices += 1
                choice = self.choices
            found.append(replace(penalty, optional=optional, added=added, choice=choice, tier=self.tier,
                                 subject=self.subject))
        return found

    def _fines(self, text: str, named: list[tuple[int, int, str]], end: int) -> list[tuple[int, int, Fine]]:
        speaks = any(kind == FINE for _, _, kind in named) or "处" in text or "罚" in text
        if not speaks and (self.penalties or "责令" in text):
            return []
        if words.NO_FINE.search(text) and not words.FINED.search(text):
            return []
        found: list[tuple[int, int, Fine]] = []
        for span in spans(text):
            if text[:span.start].endswith(_SAID_AGAIN):
                continue  # a bound just read, which it takes in or leaves out: 五千元以下罚款（不含五千元）
            if span.unit in (None, "日") or (not speaks and text[span.end :] not in ("", "的")):
                continue
            if found and span.low is None and text.startswith(("最高", "不超过", "不得超过"), span.start):
                start, stop, capped = found[-1]  # 三倍以下、最高不超过三万元
                found[-1] = (start, stop, limited(capped, span))
                continue
            fine = self._fine(text, span)
            behind = text[span.end : span.end + 24] + self.text[end : end + 24]
            if excludes := _EXCLUDES.match(behind):
                left_out = next((one.low for one in spans(behind[excludes.end():]) if one.start == 0), None)
                upper = fine.max is not None and (left_out is None or left_out != span.low)
                fine = replace(fine, max_inclusive=False) if upper else replace(fine, min_inclusive=False)
            found.append((span.start, span.end, fine))
        return found

    def _caps(self, text: str) -> bool:
        """Whether the phrase only limits the fine before it (，但最高不超过三万元; ，不低于五千元); the limit is then that fine's."""
        last = self.penalties[-1] if self.penalties else None
        if last is None or last.fine is None or last.kind != FINE or not words.LIMITED.search(text):
            return False
        for span in spans(text):
            lead = text[: span.start]
            same = words.OF_LIMIT.match(lead) and base_of(lead, "", span)[0] == last.fine.base
            if (same or words.CAPPED.match(lead)) and words.CAP_END.match(text, span.end):
                self.penalties[-1] = replace(last, fine=limited(last.fine, span))
                return self.penalties[-1].fine != last.fine
        return False

    def _fine(self, text: str, span: Span) -> Fine:
        before = text[max(0, span.start - 40) : span.start]
        base, unit = base_of(before, text[span.end : span.end + 8], span)
        if base is None:
            base = self.base  # 处货值一倍以上…，情节严重的，处五倍以上…
        elif unit in ("倍", "%") and not base.startswith(("法定", "拟")):
            self.base = base
        return Fine(
            base, amount(span.low, span.unit), amount(span.high, span.unit),
            span.low_inclusive if span.low is not None else None, span.high_inclusive if span.high is not None else None,
            unit, self.subject, "，".join(self.tier) or None,
        )

    def _unstated(self, text: str) -> Fine:
        """A fine without a sum: 可以处以罚款, or one measured by the statute's own limits."""
        bare = Fine("未定额", subject=self.subject, tier="，".join(self.tier) or None)
        if match := words.LOWEST_WORD.search(text):
            whole = Fraction(1, 2) if match["half"] else Fraction(1)
            if match["below"] or match["below2"]:
                return replace(bare, base="法定最低限", max=whole, max_inclusive=False, unit="%")
            base = "法定最低限"
        elif words.HIGHEST_WORD.search(text):
            base, whole = "法定最高限", Fraction(1)
        else:
            return bare
        return replace(bare, base=base, min=whole, max=whole, min_inclusive=True, max_inclusive=True, unit="%")

    def _detention(self, text: str) -> Fine | None:
        for span in spans(text) if "拘留" in text else ():
            if span.unit == "日" and "拘留" in text[span.end : span.end + 6]:
                return Fine(DETENTION, amount(span.low, "日"), amount(span.high, "日"), span.low_inclusive,
                            span.high_inclusive, "日", self.subject, "，".join(self.tier) or None)
        return None

    def formula(self, floor: bool) -> Formula:
        return Formula(tuple(self.penalties), tuple(dict.fromkeys(self.refused)), self.waives, self.sole, floor,
                       self._gate())

    def _gate(self) -> str | None:
        """The condition without which no fine (or, in a text without fines, no penalty) is imposed."""
        judged = [p for p in self.penalties if p.kind == FINE] or self.penalties
        gates = [next((part for part in p.tier if words.GATE.search(part)), None) for p in judged]
        return gates[0] if gates and all(gates) else None


def _offers_choice(text: str, placed: list[tuple[int, int, Penalty]], index: int) -> bool:
    """Whether an alternative follows: 甲或者乙, 甲、乙或者丙."""
    for (_, stop, one), (start, _, other) in pairwise(placed[index : index + _MOST_ALTERNATIVES]):
        between = text[stop:start]
        if between in ("", "、") and (one.kind, other.kind) == words.EITHER:
            return True
        if between != "、":
            return "或" in between and "以" not in between.split("或")[0]
    return False
