"""How much two versions say in the same words, article by article and sentence by sentence."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.lawmap.text import Sentence, Text, Words

Matrix = npt.NDArray[np.floating[Any]]

_LEAD = 0.3
"""The lead-in of a list weighs less than what it lists."""
_GRADE = 0.5
"""A sentence that only says how hard or by whom weighs less than the deed or the duty."""
_KIN = 0.35
"""Articles of two laws less alike than this are not about the same."""
_COMMON = 0.1
_COMMONPLACE = 4
"""A sentence that stands in more articles than this (构成犯罪的，依法追究刑事责任) hardly tells one from another."""
_SHORT = 0.3
"""A new article far shorter than the usual old one is covered too easily: it counts as if it had this much more to say."""


class Likeness:
    """Matrices of old article × new article (or old sentence × new), every entry from 0 to 1.

    Signs that most articles of a law share (大气 in the law on air) weigh little, in either law: else a codified
    article, which no longer names them, would not be found.
    """

    def __init__(self, old: Sequence[Text], new: Sequence[Text]) -> None:
        self.old, self.new = old, new
        self._space = _Space([text.words for text in old], [text.words for text in new])
        olds = [sentence for text in old for sentence in text.sentences]
        news = [sentence for text in new for sentence in text.sentences]
        self.old_starts, self.new_starts = _starts(old), _starts(new)
        old_norms, new_norms = self._space.norms([s.words for s in olds]), self._space.norms([s.words for s in news])
        self.sentences = self._space.cosines([s.words for s in olds], [s.words for s in news])
        frequency = Counter(sentence.text for sentence in (*olds, *news))

        def weights(sentences: Sequence[Sentence], norms: Matrix) -> Matrix:
            factors = [_COMMON if frequency[s.text] > _COMMONPLACE else _LEAD if s.leads else _GRADE if not s.tells else 1.0 for s in sentences]
            weighted: Matrix = norms**2 * np.array(factors, dtype=np.float32)
            return weighted

        self.old_weights, self.new_weights = weights(olds, old_norms), weights(news, new_norms)

    @cached_property
    def whole(self) -> Matrix:
        """Cosine of the articles as wholes."""
        return self._space.cosines([text.words for text in self.old], [text.words for text in self.new])

    @cached_property
    def letters(self) -> Matrix:
        """Cosine of the single signs of the articles: a duty in other words still speaks of the same things."""
        olds, news = [text.letters for text in self.old], [text.letters for text in self.new]
        return _Space(olds, news).cosines(olds, news)

    @cached_property
    def found(self) -> Matrix:
        """Old sentence × new article: how well the article says the sentence."""
        return np.maximum.reduceat(self.sentences, self.new_starts, axis=1)

    @cached_property
    def covered(self) -> Matrix:
        """How much of the old article the new one says."""
        return self._covered(self.sentences)

    @cached_property
    def covering(self) -> Matrix:
        """How much of the new article the old one said."""
        return self._covering(self.sentences)

    @cached_property
    def deeds(self) -> Matrix:
        """How much of what the old article requires or punishes the new one names, in whatever words besides."""
        return self._space.shares([text.deed for text in self.old], [text.words for text in self.new])

    def signs(self, old: int) -> dict[str, float]:
        """The signs of the old article's telling sentences and how much each of them weighs."""
        found: dict[str, float] = defaultdict(float)
        for sentence in self.old[old].sentences:
            if sentence.tells:
                for sign, count in sentence.words.items():
                    found[sign] += count * self._space.weights[sign] ** 2
        return found

    def exclusive(self, rivals: Matrix) -> Matrix:
        """The sentences again, less where another old sentence is more like the new one (`rivals`: the best of each)."""
        claim: Matrix = np.minimum(1, self.sentences / (rivals[None, :] + 1e-9))
        shared: Matrix = self.sentences * claim**1.5
        return shared

    def own(self, exclusive: Matrix) -> Matrix:
        """Old article × new article: how much of either they share and no other old article explains better."""
        return np.maximum(self._covered(exclusive), self._covering(exclusive))

    def _covered(self, sentences: Matrix) -> Matrix:
        best = np.maximum.reduceat(sentences, self.new_starts, axis=1) * self.old_weights[:, None]
        total = np.add.reduceat(self.old_weights, self.old_starts)
        return np.add.reduceat(best, self.old_starts, axis=0) / total[:, None]

    def _covering(self, sentences: Matrix) -> Matrix:
        best = np.maximum.reduceat(sentences, self.old_starts, axis=0) * self.new_weights[None, :]
        total = np.add.reduceat(self.new_weights, self.new_starts)
        usual = float(np.add.reduceat(self.old_weights, self.old_starts).mean())
        return np.add.reduceat(best, self.new_starts, axis=1) / (total + _SHORT * usual)[None, :]


class _Space:
    """Texts as vectors over the signs of the old version (others cannot be shared), each sign weighted by how rare it is."""

    def __init__(self, olds: Sequence[Words], news: Sequence[Words]) -> None:
        self.weights = _weights(olds, news)
        self._known = {sign: number for number, sign in enumerate(sorted({sign for words in olds for sign in words}))}

    def cosines(self, olds: Sequence[Words], news: Sequence[Words]) -> Matrix:
        """Old text × new text."""
        product = self._vectors(olds) @ self._vectors(news).T
        cosines: Matrix = product / (self.norms(olds)[:, None] * self.norms(news)[None, :] + 1e-9)
        return cosines

    def shares(self, olds: Sequence[Words], news: Sequence[Words]) -> Matrix:
        """Old text (each sign once) × new text: the share of its signs, by weight, that the new one has."""
        has: Matrix = (self._vectors(news) > 0).astype(np.float32)
        totals = np.array([[sum(self.weights[sign] for sign in words) or 1e-9] for words in olds], dtype=np.float32)
        shares: Matrix = self._vectors(olds) @ has.T / totals
        return shares

    def norms(self, texts: Sequence[Words]) -> Matrix:
        """The length of each text's vector, with the signs that only the new version has."""
        return np.array([math.sqrt(sum(count * self.weights[sign] ** 2 for sign, count in words.items())) or 1e-9
                         for words in texts], dtype=np.float32)

    def _vectors(self, texts: Sequence[Words]) -> Matrix:
        vectors = np.zeros((len(texts), len(self._known)), dtype=np.float32)
        for row, words in enumerate(texts):
            for sign, count in words.items():
                column = self._known.get(sign)
                if column is not None:
                    vectors[row, column] = math.sqrt(count) * self.weights[sign]
        return vectors


def _weights(olds: Sequence[Words], news: Sequence[Words]) -> dict[str, float]:
    """Geometric mean of how rare a sign is in either version."""
    counts = [Counter(sign for words in texts for sign in words) for texts in (olds, news)]
    sizes = len(olds), len(news)
    return {sign: math.sqrt(math.prod(max(math.log((size + 1) / (count.get(sign, 0) + 0.5)), 0.05)
                                      for size, count in zip(sizes, counts, strict=True)))
            for sign in counts[0].keys() | counts[1].keys()}


def _starts(texts: Sequence[Text]) -> npt.NDArray[np.int64]:
    """The number of the first sentence of each article."""
    return np.cumsum([0] + [len(text.sentences) for text in texts[:-1]])


def kinship(laws: Sequence[Sequence[Text]]) -> Matrix:
    """Article × article of several laws in a row: cosine of the rare signs, 0 within one law and below a threshold."""
    texts = [text for law in laws for text in law]
    count = Counter(sign for text in texts for sign in text.words)
    number = {sign: n for n, sign in enumerate(sign for sign, times in count.items() if times > 1)}
    vectors = np.zeros((len(texts), len(number)), dtype=np.float32)
    for row, text in enumerate(texts):
        for sign, times in text.words.items():
            if sign in number:
                vectors[row, number[sign]] = math.sqrt(times) * math.log(len(texts) / count[sign])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    law = np.repeat(np.arange(len(laws)), [len(one) for one in laws])
    alike: Matrix = vectors @ vectors.T
    return np.where((law[:, None] != law[None, :]) & (alike >= _KIN), alike, 0)
