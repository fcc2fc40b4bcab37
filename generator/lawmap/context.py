"""What speaks for a pair besides its own words: its neighbours, its chapter, the articles it cites."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.lawmap.likeness import Likeness, Matrix
from generator.lawmap.text import Text

_WEIGHT = 0.1
"""Each kind of context can lift a pair by a tenth: it settles a tie, it does not overrule the words."""
_OTHER_NATURE = 0.75
_OTHER_FORMULA = 0.5
_SAME_FORMULA = 0.5
_SAME_AUTHORITY = 0.1
"""Both say who is in charge throughout the country: every statute says it once."""
_ROUNDS = 2


def scores(like: Likeness) -> Matrix:
    """Old article × new article: words, then lifted by context. Comparable within one pair of versions; about 1 = certain."""
    old, new = like.old, like.new
    words = 0.4 * np.maximum(like.covered, like.covering) + 0.6 * like.whole
    penal, penal_now = _of_each(old, new, lambda text: text.is_penal)
    words = words * np.where(penal == penal_now, 1, _OTHER_NATURE)
    formula, formula_now = _of_each(old, new, lambda text: text.formula or "")
    words = words * np.where((formula == "") & (formula_now != ""), _OTHER_FORMULA, 1)
    authority, authority_now = _of_each(old, new, lambda text: text.names_authority)
    same_place = _SAME_FORMULA * ((formula == formula_now) & (formula != "")) + _SAME_AUTHORITY * (authority & authority_now)
    score: Matrix = words + same_place
    citing = _citing(old), _citing(new)
    for _ in range(_ROUNDS):
        clear = outstanding(score)
        lift = neighbours(clear) + _chapters(old, new, clear) + _references(citing, clear)
        score = (words * (1 + _WEIGHT * lift) + same_place).astype(np.float32)
    return score


def outstanding(score: Matrix) -> Matrix:
    """The scores, faded where another new article suits the old one better."""
    faded: Matrix = score * (score / (score.max(axis=1, keepdims=True) + 1e-9)) ** 2
    return faded


def neighbours(clear: Matrix) -> Matrix:
    """How well the article before and the one after fit to where they would then stand."""
    before = np.maximum.reduce([_shifted(clear, -1, -step) * weight for step, weight in _STEPS])
    after = np.maximum.reduce([_shifted(clear, 1, step) * weight for step, weight in _STEPS])
    support: Matrix = (before + after) / 2
    return support


_STEPS = ((1, 1.0), (0, 0.8), (2, 0.8), (3, 0.6))
"""How far apart the new neighbours may stand, and what that is worth."""


def home(new: Sequence[Text], clear: Matrix) -> Matrix:
    """New article → how many articles of the old law plainly moved into its chapter: near 0 in a chapter about something else."""
    chapters = _numbers(new)
    best = [np.sort(clear[:, chapters == chapter].max(axis=1))[-3:].mean() for chapter in range(chapters.max() + 1)]
    return np.array(best, dtype=np.float32)[chapters]


def _chapters(old: Sequence[Text], new: Sequence[Text], clear: Matrix) -> Matrix:
    """How much of the old article's chapter went into the new article's chapter."""
    olds, news = _numbers(old), _numbers(new)
    best = np.stack([clear[:, news == chapter].max(axis=1) for chapter in range(news.max() + 1)], axis=1)
    went = np.stack([best[olds == chapter].mean(axis=0) for chapter in range(olds.max() + 1)])
    return went[olds][:, news]


def _references(citing: tuple[list[list[int]], list[list[int]]], clear: Matrix) -> Matrix:
    """How well the articles cited by the one became those cited by the other: penalties follow their duties."""
    support = np.zeros_like(clear)
    for i, olds in enumerate(citing[0]):
        for j, news in enumerate(citing[1]):
            if olds and news:
                support[i, j] = clear[np.ix_(olds, news)].max(axis=1).mean()
    return support


def _citing(texts: Sequence[Text]) -> list[list[int]]:
    """The positions of the articles that each article cites."""
    position = {text.place: number for number, text in enumerate(texts)}
    return [sorted(position[place] for place in text.references if place in position) for text in texts]


def _numbers(texts: Sequence[Text]) -> npt.NDArray[np.int64]:
    """The chapter of each article, numbered in order of appearance."""
    number = {chapter: n for n, chapter in enumerate(dict.fromkeys(text.chapter for text in texts))}
    return np.array([number[text.chapter] for text in texts])


def _of_each(old: Sequence[Text], new: Sequence[Text], tell: Callable[[Text], bool | str]) -> tuple[Any, Any]:
    """What is told of each old article, as a column, and of each new one, as a row."""
    return np.array(list(map(tell, old)))[:, None], np.array(list(map(tell, new)))[None, :]


def _shifted(matrix: Matrix, down: int, right: int) -> Matrix:
    """entry [i, j] = matrix[i + down, j + right], 0 outside."""
    moved = np.zeros_like(matrix)
    rows, columns = matrix.shape
    if abs(down) < rows and abs(right) < columns:
        moved[max(0, -down) : rows - max(0, down), max(0, -right) : columns - max(0, right)] = matrix[
            max(0, down) : rows - max(0, -down), max(0, right) : columns - max(0, -right)]
    return moved
