"""Likeness becomes a decision: where each old article went, whole, in parts, together with another, or nowhere."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from generator.lawmap.context import home, neighbours, outstanding, scores
from generator.lawmap.likeness import Likeness, Matrix, kinship
from generator.lawmap.links import Outcome
from generator.lawmap.text import Text, Words

_GONE = 0.12
"""Below this nothing in the new law is like the old article."""
_UNSURE = 0.15
"""Below this the best candidate is named, but not vouched for."""
_RIVALLED = 0.6
"""Within one law: where another old article suits a new one so much better that the score is below this share of its …"""
_OWN = 0.3
"""… the pair is doubtful, unless it shares this much that the other does not have."""
_OWN_LEAST = 0.1
"""Within one law, a pair that shares less than this of its own has only turns of phrase in common."""
_TAKEN = 0.9
"""A new article this like an old one comes from it alone: what others share with it is only the way statutes are written."""
_CANDIDATES = 5
_SUPPORTED = 0.5
"""Within one law, neighbours that fit this well vouch for a rewritten article between them."""
_VOUCHED = 0.15
"""What neighbours that fit add, as far as no other old article claims the new one, to the score by which an article counts as gone."""
_NEARER = 0.25
_OF_ANOTHER = 0.9
"""By single signs: what it counts that other new articles are nearer to the old one, and other old ones to the new one."""
_AT_HOME = 0.4
"""Score at which a chapter is one that a law moved into."""
_ELSEWHERE = 0.5
"""What likeness to an article counts in a chapter that only another repealed law moved into: in a code, it is about something else."""

_KIN = 1.0
"""What an akin article of another repealed law (1 = the same words) adds to the score of where that one plainly went."""

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
    """Where the articles of one version went in the next. `rivals`: for each new sentence, its best likeness to any old one."""

    common_ground: Matrix | None = None
    """New article → how many articles plainly moved into its chapter from the law that is second at that; None = do not ask."""

    def __init__(self, like: Likeness, rivals: Matrix, same_law: bool) -> None:
        self._like = like
        self._same_law = same_law
        self._exclusive = like.exclusive(rivals)
        self._own = like.own(self._exclusive)
        self._score = scores(like)
        self._clear = outstanding(self._score)
        self._old_penal = np.array([text.is_penal for text in like.old])
        self._new_penal = np.array([text.is_penal for text in like.new])
        self._old_liability = np.array([text.on_liability for text in like.old])
        self._new_liability = np.array([text.on_liability for text in like.new])
        self._new_formula = np.array([text.formula is not None for text in like.new])

    @property
    def old(self) -> Sequence[Text]:
        """The articles of the earlier version."""
        return self._like.old

    @property
    def clear(self) -> Matrix:
        """How plainly each article went where."""
        return self._clear

    def lift(self, support: Matrix) -> None:
        """Raise the scores that akin articles of other laws support, in chapters that several laws moved into."""
        ground = np.minimum(1, self.common_ground / _AT_HOME) if self.common_ground is not None else 1
        self._score = self._score * (1 + _KIN * support * ground)

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
        main, strength = max(((int(new), self._undisputed(old, int(new))) for new in np.argsort(-self._score[old])[:_CANDIDATES]),
                             key=lambda candidate: candidate[1])
        strength = self._kept(old, main, strength)
        if strength < _GONE:
            return []
        if strength < _UNSURE:
            return [(main, False)]
        return [(new, True) for new in (main, *self._parts(old, main))]

    def _undisputed(self, old: int, new: int) -> float:
        """The score of the pair, in the light of which other old articles claim the new one."""
        score, claim, own = float(self._score[old, new]), self._claim(old, new), float(self._own[old, new])
        if claim < _RIVALLED and own < _OWN and self._like.new[new].formula is None:
            if self._like.whole[:, new].max() >= _TAKEN:
                return score * own
            return score * max(claim / _RIVALLED, own / _OWN) if self._same_law else score
        if self._same_law and claim > 0.99 and self._neighbours[old, new] >= _SUPPORTED:
            return max(score, _UNSURE)
        return score * min(1.0, own / _OWN_LEAST) if self._same_law else score

    def _kept(self, old: int, new: int, score: float) -> float:
        """The score in the light of all that tells a rewritten article from one that is gone: neighbours, chapter, single signs."""
        vouched = score * self._at_home(new) + _VOUCHED * min(1.0, float(self._neighbours[old, new])) * self._claim(old, new)
        letters = self._like.letters
        nearer = int((letters[old] > letters[old, new]).sum())
        return vouched * float((1 + nearer) ** -_NEARER * np.exp(_OF_ANOTHER * (letters[old, new] / letters[:, new].max() - 1)))

    def _at_home(self, new: int) -> float:
        """What likeness to this article is worth: less in a chapter that another repealed law alone moved into."""
        if self.common_ground is None:
            return 1.0
        return _ELSEWHERE + (1 - _ELSEWHERE) * min(1.0, max(float(self.home[new]), float(self.common_ground[new])) / _AT_HOME)

    @cached_property
    def home(self) -> Matrix:
        """New article → how many articles of the old law plainly moved into its chapter."""
        return home(self._like.new, self._clear)

    @cached_property
    def _neighbours(self) -> Matrix:
        return neighbours(self._clear)

    def _claim(self, old: int, new: int) -> float:
        """How the score of the pair compares to the best that any article of the old law has with the new one."""
        return float(self._score[old, new] / self._score[:, new].max())

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
        return [int(new) for new in near if new != main and self._claim(old, int(new)) >= _NEAR_CLAIM]

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
        return bool(self._exclusive[sentence, start:end].max() >= 0.8 * self._like.found[sentence, new])

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
    found = [Alignment(like, rivals, same) for like, same in zip(likes, same_law, strict=True)]
    if len(found) > 2:
        common_ground = np.sort(np.stack([one.home for one in found]), axis=0)[-2]
        for one in found:
            one.common_ground = common_ground
        _lift_together(found)
    for one in found:
        yield one.matches()


def _lift_together(found: Sequence[Alignment]) -> None:
    """Articles of several laws that say the same went to the same place: what one shows plainly lifts the others."""
    clear = np.concatenate([one.clear for one in found])
    alike = kinship([one.old for one in found])
    support = np.zeros_like(clear)
    for row in range(len(clear)):
        kin = np.flatnonzero(alike[row])
        if len(kin):
            support[row] = (alike[row, kin][:, None] * clear[kin]).max(axis=0)
    start = 0
    for one in found:
        one.lift(support[start : start + len(one.old)])
        start += len(one.old)


def amount_changed(match: Match, old: Text, new: Text) -> bool:
    """Whether the amounts differ; of a part or a merger, only whether either names one that the other lacks in turn."""
    if match.verdict in (Outcome.SPLIT, Outcome.MERGED):
        named = new.amounts_about(old)
        return not (old.amounts <= named or named <= old.amounts)
    return old.amounts != new.amounts
