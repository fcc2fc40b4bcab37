"""Reads a list of units, 第三十二条第一款第（一）至（三）项、第二款, with inheritance and ranges."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from .words import NUM, read_number

ARTICLE, PARAGRAPH, ITEM, SUBITEM = range(4)
_LEVELS: Final = {"条": ARTICLE, "款": PARAGRAPH, "项": ITEM, "目": SUBITEM}
_LARGEST: Final = (9999, 99, 199, 99)
_MOST_SUBITEMS: Final = 50
_FAR: Final = 40

# Possessive and bounded repetition throughout: no input makes these backtrack.
_ELEMENT: Final = re.compile(
    rf"(第?)\s*([（\[〔【]?)\s*([{NUM}](?:\s?[{NUM}]){{0,11}}+)\s*([）\]〕】]?)\s*(?:之\s*([{NUM}]{{1,3}})\s*(?=条))?"
    r"(条(?![件例幅形码])|款(?!项)|项(?!目)|目(?![标录的前击]))?"
)
_INSIDE: Final = re.compile(rf"\s*[、和及至到\-—~]\s*[{NUM}]")  # 第（一、三）项
_BEFORE_NAME: Final = re.compile(r"\s*[《〈]")  # （1）《A》第十六条（2）《B》第六十条: the mark of a list
_SUB: Final = re.compile(rf"\s*之\s*([{NUM}]{{1,3}}+)")
# 第X条之一 is an article number unless the sentence goes on as "one of": 之一的, 情形之一, 之一情形.
_ONE_OF: Final = re.compile(r"(?=\s*(?:[^\w\s]|[第\d至到和及与或以并规所中处定追予]|的规定|关于|$))(?!以上|中的?任)")
_LINK: Final = re.compile(
    r"\s*(?:(?:之|的)?规定)?\s*(?:"
    r"(?P<range>起?(?:至|到)|[-—–―─~～〜‐‑−]{1,3})"
    r"|(?P<soft>(?:[、/＋+]\s?(?:以及|及|和|与|或者|或)?|以及|或者|并且|[和与及或跟并兼暨]))"
    r"|(?P<hard>[，；]\s*(?:以及|或者|并且|[和与及或并])?\s*(?:依据|根据|按照|依照|违反|适用)?))\s*"
)
_SPACE: Final = re.compile(r"\s*")

_ADJACENT, _SOFT, _HARD, _RANGE = range(4)


class Unit(NamedTuple):
    """One unit; levels the text neither states nor inherits are None."""

    article: int | None = None
    sub: int | None = None
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None

    def at(self, level: int, number: int, sub: int | None) -> "Unit":
        """The unit that results when `number` is stated at `level`: higher levels stay, lower ones fall away."""
        return Unit(number, sub) if level == ARTICLE else Unit(*(*self[: level + 1], number))


@dataclass(slots=True)
class _Token:
    """A numeral of the list. `level` is None while its unit word has not come: 第一、二、三项."""

    link: int
    number: int
    sub: int | None
    level: int | None
    bracketed: bool
    end: int


class Units(NamedTuple):
    """(first, last) pairs, last None where it is no range; and the position after the list."""

    units: list[tuple[Unit, Unit | None]]
    end: int


def read_units(text: str, position: int, highest: int = ARTICLE) -> Units:
    """Units from `position`; the first must be an article or, if `highest` is lower, at that level or below.

    Without any unit, `end` is still behind the numerals looked at: to read them again would take quadratic time.
    """
    tokens = list(_tokens(text, position))
    consumed = tokens[-1].end if tokens else position
    tokens = _completed(tokens)
    level = tokens[0].level if tokens else None
    if level is None or (level < highest if highest else level > ARTICLE):
        return Units([], consumed)
    far = consumed - tokens[-1].end > _FAR
    return Units(list(_built(tokens)), consumed if far else tokens[-1].end)


def _tokens(text: str, position: int) -> Iterator[_Token]:
    previous: _Token | None = None
    start, link, word = position, _ADJACENT, ""
    while True:
        if previous is not None:
            found = _LINK.match(text, previous.end)
            if found:
                link = _RANGE if found["range"] else _SOFT if found["soft"] else _HARD
                start, word = found.end(), found[found.lastgroup or 0]
            else:
                space = _SPACE.match(text, previous.end)
                link, start, word = _ADJACENT, space.end() if space else previous.end, ""
        token = _token(text, start, link, word, previous)
        if token is None:
            return
        yield token
        previous = token


def _token(text: str, start: int, link: int, word: str, previous: _Token | None) -> _Token | None:
    if previous is not None and previous.level == ARTICLE and previous.sub and link in (_SOFT, _RANGE):
        again = _SUB.match(text, start)  # 第一百三十三条之一、之二
        if again and (sub := read_number(again[1])):
            return _Token(link, previous.number, sub, ARTICLE, False, again.end())
    found = _ELEMENT.match(text, start)
    if found is None:
        return None
    ordinal, opened, numeral, closed, inner_sub, unit = found.groups()
    bracketed = bool(opened and closed)
    level = _LEVELS[unit] if unit else None
    if opened and not closed and level is None and not _INSIDE.match(text, found.end(3)):
        return None
    if bracketed and level is None and _BEFORE_NAME.match(text, found.end()):
        return None
    if previous is not None and not _continues(text, previous, link, word, ordinal, bracketed, level, found.start()):
        return None
    number = read_number(numeral)
    # A numeral still without its unit word may become an article: 第九十九、二百条.
    if number is None or number > _LARGEST[ARTICLE if level is None else level]:
        return None
    end = found.end() if level is not None or bracketed else found.end(3)
    sub = read_number(inner_sub) if inner_sub else None
    if level == ARTICLE and not sub and (suffix := _SUB.match(text, end)):
        sub = read_number(suffix[1])
        if sub == 1 and not _ONE_OF.match(text, suffix.end()):
            sub = None
        if sub:
            end = suffix.end()
    return _Token(link, number, sub, level, bracketed, end)


def _continues(
    text: str, previous: _Token, link: int, word: str, ordinal: str, bracketed: bool, level: int | None, start: int
) -> bool:
    """Whether a numeral after `link` still belongs to the list and is not the sentence going on."""
    if link == _ADJACENT and previous.level is None and not (bracketed and previous.bracketed):
        return False  # a numeral before it that has no unit word will never get one
    if ordinal:
        return True
    if link == _HARD:
        return (bracketed and level is not None) or (level == ARTICLE == previous.level)
    if bracketed:
        return link != _ADJACENT or start == previous.end or level is not None or previous.level is None
    if link == _ADJACENT:  # 97条4项 and 三十三条一款, but not 第三十三条 三项
        return level is not None and previous.level is not None and (start == previous.end or text[start].isascii())
    if link == _SOFT and word[-1] in "和与及或跟并兼暨者":
        return level is None or previous.level is None or level == previous.level
    return True


def _completed(tokens: list[_Token]) -> list[_Token]:
    """Tokens with the missing unit words filled in from behind; cut where a numeral turns out to be no unit."""
    following: _Token | None = None
    cut = len(tokens)
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.level is None:
            joined = following is not None and following.link != _HARD
            if joined and following is not None and following.link == _ADJACENT:
                joined = token.bracketed and following.bracketed
            if token.bracketed:
                level = following.level if joined and following is not None and following.bracketed else ITEM
                if index and token.link != _HARD:
                    token.level = level
            elif joined and following is not None:
                token.level = following.level
            if token.level is None or token.number > _LARGEST[token.level]:
                token.level, cut, following = None, index, None
                continue
        following = token
    return tokens[:cut]


def _built(tokens: list[_Token]) -> Iterator[tuple[Unit, Unit | None]]:
    first, last = Unit(), None
    previous: _Token | None = None
    for token in tokens:
        level = token.level or ARTICLE
        here = last or first
        unit = here.at(level, token.number, token.sub)
        if previous is None or (token.link == _ADJACENT and level > (previous.level or ARTICLE)):
            first, last = (first, unit) if last else (unit, None)  # the same unit, one level deeper
        elif token.link == _RANGE and last is None:
            last = unit
        else:
            yield from _ranged(first, last)
            first, last = unit, None
        previous = token
    yield from _ranged(first, last)


def _ranged(first: Unit, last: Unit | None) -> Iterator[tuple[Unit, Unit | None]]:
    """A range of 目 is listed one by one, because the end of a range has no such level."""
    low, high = first.subitem or 0, (last.subitem or 0) if last else 0
    if last and first[:4] == last[:4] and 0 < low < high < low + _MOST_SUBITEMS:
        yield from ((first._replace(subitem=number), None) for number in range(low, high + 1))
    else:
        yield first, last
