"""When two items are about the same unlawful conduct, and whether their conditions leave room for both."""

import re
from array import array
from functools import lru_cache
from itertools import chain

from generator.legality.quantities import Bound, quantities
from generator.legality.texts import folded

_SHELL = re.compile(r"^(?:关于)?对(?=.*的?(?:行政)?处罚$)|的?(?:行为)?的?(?:行政)?处罚$|的?(?:违法)?行为$|的$")
_NOISE = re.compile(r"[\s\W_]+")
_HEAD = re.compile(r"^(?:需?同时(?:满足|符合|具备)(?:下列|以下)?(?:条件|情形)?|符合(?:下列|以下)情形之一)")
_NUMBER = re.compile(r"(?:^|(?<=[；;。\n：:]))\s*(?:[0-9]{1,2}[.、．]|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[①-⑳])")
_STOP = re.compile("[;；。\n]")
_UNLAWFUL = re.compile("违反(?:国家)?(?:有关|相关)?规定|未经(?:依法)?(?:批准|许可|同意)|擅自|私自|违规|违法|非法")
_BOUNDING = re.compile("不(?:得|应|能)?(?:超过|高于|多于|大于|少于|低于|小于)|[未没]有?超过|不[足满]|少于|低于|小于|超过|至[多少]|最[多少]|以[内下上]|之内|内$")
_SIMILAR = 0.6
_TELLING = 6
"""Shorter conduct than this many characters is too common to be recognised inside another."""


@lru_cache(maxsize=65536)
def normalised(violation: str | None) -> str:
    """The conduct without the shell 对……的行政处罚, punctuation, width and the particle 的."""
    text = folded(violation or "").strip()[:600]
    while text.startswith(("对", "关于对")) or text.endswith(("处罚", "行为", "的")):
        bare = _SHELL.sub("", text)
        if bare == text:
            break
        text = bare
    return _NOISE.sub("", text).replace("的", "")


def similar(one: str | None, other: str | None) -> bool:
    """True iff two descriptions mean the same conduct: one contains the other, or most character pairs agree."""
    a, b = normalised(one), normalised(other)
    if not a or not b:
        return False
    if a == b or (min(len(a), len(b)) >= _TELLING and (a in b or b in a)):
        return True
    return likeness(pairs(a), pairs(b)) >= _SIMILAR


@lru_cache(maxsize=4096)
def pairs(text: str) -> frozenset[int]:
    """The pairs of neighbouring characters, in numbers that sort as the pairs do; a single character stands for itself."""
    if len(text) < 2:
        return frozenset(map(ord, text))
    wide = text[::-1].encode("utf-32-le")  # four bytes a character: each eight of them are a pair, read from two places
    even, odd = len(text) // 2 * 8, (len(text) - 1) // 2 * 8
    return frozenset(array("Q", wide[:even]) + array("Q", wide[4: 4 + odd]))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of pairs that two texts have in common, from 0 to 1 (Dice); two empty texts are alike."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def essence(violation: str | None) -> str:
    """The conduct without the words that only say that it is unlawful: 擅自预售 and 违反规定预售 are the same."""
    return _UNLAWFUL.sub("", normalised(violation))


@lru_cache(maxsize=4096)
def condition_set(conditions: str | None) -> frozenset[str]:
    """The single conditions, without numbers, heading, punctuation and order."""
    return frozenset(chain.from_iterable(map(_conditions, _STOP.split(conditions or ""))))


@lru_cache(maxsize=16_384)  # 及时改正 stands in most items
def _conditions(part: str) -> tuple[str, ...]:
    """The conditions between two stops; a number before one parts it from the one before."""
    parts = _STOP.split(_NUMBER.sub("；", folded(part)))
    return tuple(filter(None, (_HEAD.sub("", _NOISE.sub("", one).replace("的", "")) for one in parts)))


def implies(narrow: frozenset[str], wide: frozenset[str]) -> bool:
    """True iff whoever meets all of `narrow` meets all of `wide`: the same words, or a bound that lets in at least as many."""
    return all(one in narrow or any(_admits(one, other) for other in narrow) for one in wide)


@lru_cache(maxsize=4096)
def _admits(wide: str, narrow: str) -> bool:
    """逾期不超过10日 lets in whom 逾期不超过5日 lets in. Only where one number is all that differs."""
    ours, theirs = list(quantities(wide)), list(quantities(narrow))
    if len(ours) != 1 or len(theirs) != 1 or Bound.UNKNOWN in (ours[0].bound, theirs[0].bound) or ours[0].excepting or theirs[0].excepting:
        return False
    frames = (_BOUNDING.sub("", text[: one.start] + text[one.end:]) for text, one in ((wide, ours[0]), (narrow, theirs[0])))
    return len(set(frames)) == 1 and ours[0].admits(theirs[0]) is True
