"""Whether an article lives on: the new article most like what it was, and how much speaks for it."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from generator.lawmap.context import home, neighbours, outstanding, scores
from generator.lawmap.likeness import Likeness, Matrix
from generator.lawmap.text import Text

GONE = 0.08
"""Below this nothing in the new law is like the old article."""
UNSURE = 0.15
"""Below this the best candidate is named, but not vouched for: of every three such articles about one is gone."""
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
_FROM_ANOTHER = 0.7
"""A new article this like one of another repealed law, and twice as like it as this one, comes from that law."""
_KIN = 1.0
"""What an akin article of another repealed law (1 = the same words) adds to the score of where that one plainly went."""
_OTHER_DEED = 0.3
_SAME_DEED = 0.35
"""Penalties are alike in all statutes: what a penal article counts as that names nothing of the deed, and the share of it to be named."""
_OTHER_CLOSING = 0.3
"""What an article counts as that does not speak of what a closing article of the old law was about."""


class Survival:
    """For each article of one version, its counterpart in the next. `rivals`: for each new sentence, its best likeness to any old one."""

    common_ground: Matrix | None = None
    """New article → how many articles plainly moved into its chapter from the law that is second at that; None = do not ask."""
    others: Matrix | None = None
    """New article → how like it the likest article of the other repealed laws is; None = do not ask."""

    def __init__(self, like: Likeness, rivals: Matrix, same_law: bool) -> None:
        self.like = like
        self.same_law = same_law
        self.exclusive = like.exclusive(rivals)
        self.score = scores(like)
        self.clear = outstanding(self.score)
        """How plainly each article went where."""
        self._own = like.own(self.exclusive)
        self._fit = _same_deed(like) * _same_closing(like.old, like.new)

    def lift(self, support: Matrix) -> None:
        """Raise the scores that akin articles of other laws support, in chapters that several laws moved into."""
        ground = np.minimum(1, self.common_ground / _AT_HOME) if self.common_ground is not None else 1
        self.score = self.score * (1 + _KIN * support * ground)

    def counterpart(self, old: int) -> tuple[int, float]:
        """The new article and how much speaks for it, as GONE and UNSURE measure it."""
        best = np.argsort(-self.score[old])[:_CANDIDATES]
        new, strength = max(((int(new), self._undisputed(old, int(new)) * float(self._fit[old, new])) for new in best),
                            key=lambda candidate: candidate[1])
        return new, self._in_place(old, new, strength)

    def claim(self, old: int, new: int) -> float:
        """How the score of the pair compares to the best that any article of the old law has with the new one."""
        best = float(self.score[:, new].max())
        return float(self.score[old, new]) / best if best else 0.0  # nothing claims an article that shares nothing with any

    @cached_property
    def home(self) -> Matrix:
        """New article → how many articles of the old law plainly moved into its chapter."""
        return home(self.like.new, self.clear)

    @cached_property
    def _neighbours(self) -> Matrix:
        return neighbours(self.clear)

    def _undisputed(self, old: int, new: int) -> float:
        """The score of the pair, in the light of which other old articles claim the new one."""
        score, claim, own = float(self.score[old, new]), self.claim(old, new), float(self._own[old, new])
        if self._from_another_law(old, new):
            return score * own
        if claim < _RIVALLED and own < _OWN and self.like.new[new].formula is None:
            if self.like.whole[:, new].max() >= _TAKEN:
                return score * own
            return score * max(claim / _RIVALLED, own / _OWN) if self.same_law else score
        if self.same_law and claim > 0.99 and self._neighbours[old, new] >= _SUPPORTED:
            return max(score, UNSURE)
        return score * min(1.0, own / _OWN_LEAST) if self.same_law else score

    def _from_another_law(self, old: int, new: int) -> bool:
        """True iff the new article repeats one of another repealed law, in a chapter into which this law did not move."""
        if self.others is None or self._settled(new) >= _AT_HOME / 2:
            return False
        return float(self.others[new]) >= max(_FROM_ANOTHER, 2 * float(self.like.whole[old, new]))

    def _in_place(self, old: int, new: int, score: float) -> float:
        """The score in the light of all that tells a rewritten article from one that is gone: neighbours, chapter, single signs."""
        settled = _ELSEWHERE + (1 - _ELSEWHERE) * min(1.0, self._settled(new) / _AT_HOME)
        vouched = score * settled + _VOUCHED * min(1.0, float(self._neighbours[old, new])) * self.claim(old, new)
        letters = self.like.letters
        nearer = int((letters[old] > letters[old, new]).sum())
        return vouched * float((1 + nearer) ** -_NEARER * np.exp(_OF_ANOTHER * (letters[old, new] / letters[:, new].max() - 1)))

    def _settled(self, new: int) -> float:
        """How plainly articles of this law, or of several laws, moved into the chapter of the new article; 1 when there is one law."""
        return 1.0 if self.common_ground is None else max(float(self.home[new]), float(self.common_ground[new]))


def _same_deed(like: Likeness) -> Matrix:
    """For articles that punish one deed: how much of it the new article names, in whatever words besides."""
    penal = np.array([text.punishes_one_deed for text in like.old])[:, None]
    named: Matrix = np.where(penal, _OTHER_DEED + (1 - _OTHER_DEED) * np.minimum(1, like.deeds / _SAME_DEED), 1)
    return named


def _same_closing(old: Sequence[Text], new: Sequence[Text]) -> Matrix:
    """For the articles at the end of many statutes: whether the new article speaks of the same."""
    factors = np.ones((len(old), len(new)), dtype=np.float32)
    for number, text in enumerate(old):
        if text.closing is not None:
            factors[number] = [1 if other.speaks_of(text.closing) else _OTHER_CLOSING for other in new]
    return factors
