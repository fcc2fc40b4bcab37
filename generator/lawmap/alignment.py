"""Likeness becomes a decision: where each old article went, whole, in parts, together with another, or nowhere."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from generator.lawmap.likeness import Likeness, Matrix, kinship
from generator.lawmap.links import Outcome
from generator.lawmap.survival import GONE, UNSURE, Survival
from generator.lawmap.text import Text, Words

_OTHER_KIND = 0.25
"""In a chapter on penalties: what a sentence counts in an article that lays down duties, and the other way round."""
_PART_FOUND = 0.25
_PART_GAIN = 0.15
_PART_SCORE = 0.15
_PART_WEIGHT = 0.03
_PART_SHARE = 0.02
_PART_CERTAIN = 0.8
"""A sentence went elsewhere: found there this well, this much better than in the main article, in an article of this score;
parts below this share of the article are left out, unless one of them is found almost word by word."""
_COMMONPLACE = 4
"""A sentence that more articles than this contain (构成犯罪的，依法追究刑事责任) says nothing about where it went."""
_NEAR = 0.6
_NEAR_CLAIM = 0.5
"""Near the main article: of this share of its score, and no other old article has a far better claim."""
_RECAST = 0.6
_RECAST_SCORE = 0.2
_RECAST_GAIN = 0.03
"""An article that the main one covers less than this was recast: near ones of this score take what they say better."""
_FURTHER_SCORE = 0.3
_FURTHER_GAIN = 0.12
"""A near article of this score is a part, too, when it alone uses this share of the old words."""


@dataclass(frozen=True, slots=True)
class Match:
    """One link, as positions in the two versions; `new` is None when the old article is gone."""

    old: int
    new: int | None
    similarity: float
    verdict: Outcome


class Alignment:
    """Where the articles of one version went in the next."""

    def __init__(self, survival: Survival) -> None:
        self._survival = survival
        self._like = like = survival.like
        self._same_law = survival.same_law
        self._score = survival.score
        self._old_penal = np.array([text.is_penal for text in like.old])
        self._new_penal = np.array([text.is_penal for text in like.new])
        self._old_liability = np.array([text.on_liability for text in like.old])
        self._new_liability = np.array([text.on_liability for text in like.new])
        self._new_formula = np.array([text.formula is not None for text in like.new])

    def matches(self) -> Iterator[Match]:
        """Every link, in the order of the old articles."""
        found = [self._targets(old) for old in range(len(self._like.old))]
        shared = Counter(targets[0][0] for targets in found if targets)
        for old, targets in enumerate(found):
            if not targets:
                yield Match(old, None, float(self._like.whole[old].max()), Outcome.GONE)
            for new, sure in targets:
                yield Match(old, new, float(self._like.whole[old, new]),
                            self._verdict(old, new, len(targets), shared[new]) if sure else Outcome.UNSURE)

    def _verdict(self, old: int, new: int, targets: int, sources: int) -> Outcome:
        one, other = self._like.old[old], self._like.new[new]
        if targets > 1:
            return Outcome.SPLIT
        if one.plain == other.plain:
            return Outcome.SAME
        if sources > 1 or (other.formula is not None and not self._same_law):
            return Outcome.MERGED
        return Outcome.CHANGED

    def _targets(self, old: int) -> list[tuple[int, bool]]:
        """(new article, whether it is sure), the main one first; empty when gone."""
        main, strength = self._survival.counterpart(old)
        if strength < GONE:
            return []
        if strength < UNSURE:
            return [(main, False)]
        return [(new, True) for new in (main, *self._parts(old, main))]

    def _parts(self, old: int, main: int) -> list[int]:
        """The further articles into which an old one was split."""
        like, score = self._like, self._score[old]
        sentences = self._sentences(old)
        total = float(sum(like.old_weights[s] for s in sentences if self._tells[s])) or 1.0
        fits = np.where(self._same_kind(old), 1, _OTHER_KIND) * np.where(self._new_formula, 0.5, 1)
        went: dict[int, float] = {}
        for sentence in sentences:
            share = float(like.old_weights[sentence]) / total
            part = self._part(sentence, main, fits, score)
            if part is not None and share >= _PART_SHARE and (not self._same_law or self._claims(sentence, part)):
                certain = like.found[sentence, part] >= _PART_CERTAIN and self._claims(sentence, part)
                went[part] = went.get(part, 0) + (1 if certain else share * float(like.found[sentence, part]))
        parts = [new for new, weight in went.items() if weight >= _PART_WEIGHT]
        parts += self._recast(old, main, parts)
        return [*parts, *self._further(old, main, parts)]

    def _near(self, old: int, main: int, least: float) -> list[int]:
        """Other articles that the old one may have gone into as well, as like it as `least` and nearly as the main one."""
        score = self._score[old]
        near = np.flatnonzero((score >= max(least, _NEAR * score[main])) & (self._new_penal == self._old_penal[old]))
        return [int(new) for new in near if new != main and self._survival.claim(old, int(new)) >= _NEAR_CLAIM]

    def _recast(self, old: int, main: int, parts: Sequence[int]) -> list[int]:
        """Of an article that the main one covers poorly: the articles that say some of its sentences better."""
        if self._like.covered[old, main] >= _RECAST:
            return []
        return [new for new in self._near(old, main, _RECAST_SCORE) if new not in parts and self._gain(old, main, new) >= _RECAST_GAIN]

    def _gain(self, old: int, main: int, new: int) -> float:
        """The share of the old article that `new` says better than the main article."""
        like, sentences = self._like, self._sentences(old)
        weights = like.old_weights[sentences] * np.array([self._tells[s] for s in sentences])
        better = np.maximum(0, like.found[sentences, new] - like.found[sentences, main])
        return float((weights * better).sum() / like.old_weights[sentences].sum())

    def _sentences(self, old: int) -> range:
        return range(self._like.old_starts[old], self._like.old_starts[old] + len(self._like.old[old].sentences))

    def _same_kind(self, old: int) -> Matrix:
        """New article → whether both lay down a penalty or neither does. Outside chapters on penalties rules of both kinds mix."""
        alike: Matrix = (self._new_penal == self._old_penal[old]) | ~(self._new_liability | self._old_liability[old])
        return alike

    def _part(self, sentence: int, main: int, fits: Matrix, score: Matrix) -> int | None:
        """The article to which one sentence went, None when it stayed in the main one or cannot be told."""
        found = self._like.found[sentence]
        if not self._tells[sentence] or (found >= 0.75).sum() > _COMMONPLACE:
            return None
        best = int(np.argmax(found * fits * (0.7 + 0.3 * score / score[main])))
        if best == main or found[best] * fits[best] < _PART_FOUND or found[best] - found[main] < _PART_GAIN or score[best] < _PART_SCORE:
            return None
        return best

    @cached_property
    def _tells(self) -> Sequence[bool]:
        return [sentence.tells for text in self._like.old for sentence in text.sentences]

    def _claims(self, sentence: int, new: int) -> bool:
        """True iff no other old sentence is clearly more like what the new article says."""
        start = self._like.new_starts[new]
        end = start + len(self._like.new[new].sentences)
        return bool(self._survival.exclusive[sentence, start:end].max() >= 0.8 * self._like.found[sentence, new])

    def _further(self, old: int, main: int, parts: Sequence[int]) -> Iterator[int]:
        """Articles that say much of what neither the main one nor the parts say: one long sentence can have gone into several."""
        left, texts = self._like.signs(old), self._like.new
        least = _FURTHER_GAIN * sum(left.values())
        near = [new for new in self._near(old, main, _FURTHER_SCORE) if new not in parts]
        for new in (main, *parts):
            left = _without(left, texts[new].words)
        while near:
            gains = [sum(weight for sign, weight in left.items() if sign in texts[new].words) for new in near]
            if max(gains) <= least:
                return
            best = near.pop(int(np.argmax(gains)))
            left = _without(left, texts[best].words)
            yield best


def _without(signs: Mapping[str, float], said: Words) -> dict[str, float]:
    return {sign: weight for sign, weight in signs.items() if sign not in said}


def align(olds: Sequence[Sequence[Text]], new: Sequence[Text], same_law: Sequence[bool]) -> Iterator[Iterator[Match]]:
    """For each of the versions that `new` follows: its matches. They are judged together, as they are one another's rivals."""
    likes = [Likeness(old, new) for old in olds]
    rivals: Matrix = np.maximum.reduce([like.sentences.max(axis=0) for like in likes])
    found = [Survival(like, rivals, same) for like, same in zip(likes, same_law, strict=True)]
    if len(found) > 2:
        _judge_together(found)
    for one in found:
        yield Alignment(one).matches()


def _judge_together(found: Sequence[Survival]) -> None:
    """Of several laws that one took up: which chapters they share, what comes from which, and where akin articles went."""
    common_ground = np.sort(np.stack([one.home for one in found]), axis=0)[-2]
    likest = [one.like.whole.max(axis=0) for one in found]
    for number, one in enumerate(found):
        one.common_ground = common_ground
        one.others = np.maximum.reduce(likest[:number] + likest[number + 1 :])
    _lift_together(found)


def _lift_together(found: Sequence[Survival]) -> None:
    """Articles of several laws that say the same went to the same place: what one shows plainly lifts the others."""
    clear = np.concatenate([one.clear for one in found])
    alike = kinship([one.like.old for one in found])
    support = np.zeros_like(clear)
    for row in range(len(clear)):
        kin = np.flatnonzero(alike[row])
        if len(kin):
            support[row] = (alike[row, kin][:, None] * clear[kin]).max(axis=0)
    start = 0
    for one in found:
        one.lift(support[start : start + len(one.like.old)])
        start += len(one.like.old)


def amount_changed(match: Match, old: Text, new: Text) -> bool:
    """Whether the amounts differ; of a part or a merger, only whether either names one that the other lacks in turn."""
    if match.verdict in (Outcome.SPLIT, Outcome.MERGED):
        named = new.amounts_about(old)
        return not (old.amounts <= named or named <= old.amounts)
    return old.amounts != new.amounts
