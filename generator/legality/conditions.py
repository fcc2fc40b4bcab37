"""The conditions of an item taken apart: single conditions, how they are joined, and what is no more than the statute's words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator.model import Item, Kind, World

LONGEST_COPY = 150
"""No copy of a clause is longer than this many characters."""

_NUMBER = re.compile(r"(?:^|(?<=[；;。，,\n：:]))\s*(?:[0-9]{1,2}[.、．](?![0-9])|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[①-⑳])")
_BRACKETS = str.maketrans("()．、", "（）..")
_END = re.compile(r"[；;。\n]")
_STATUTE = re.compile(
    "(?:当事人)?有(?:充分)?证据(?:足以|能够|可以)?证明(?:其|当事人)?没有主观过错|没有主观过错"
    "|主动消除(?:(?:或者?|、|和)?减轻)?(?:违法行为)?(?:的?危害后果)?|主动减轻(?:违法行为)?(?:的?危害后果)?"
    "|受(?:他人|人)?(?:胁迫|诱骗)(?:(?:或者?|、)(?:胁迫|诱骗))?(?:实施违法行为)?|主动供述(?:行政机关)?尚未掌握的违法行为"
    "|配合行政机关查处违法行为|有立功表现|(?:法律、法规、规章|依法)规定的?其他应当从轻或者?减轻(?:行政)?处罚"
    "|(?:违法)?(?:行为)?(?:及|和)?(?:违法)?(?:情节|危害后果)?(?:显著)?轻微|社会危害(?:性)?较小"
    "|(?:在?(?:规定|要求|限定)的?(?:期限|时限|时间)内)?(?:能够?)?(?:及时|主动|立即)(?:予以)?(?:改正|纠正|整改)"
    "|(?:没有|未|尚未|并未)(?:造成|产生)?(?:任何|明显)?(?:的)?(?:社会)?危害(?:后果)?|(?:初次|首次)(?:违法|被发现|实施违法行为)")
_GLUE = re.compile(
    "(?:需要?|应当?)?同时(?:满足|符合|具备)(?:(?:下列|以下)?(?:全部)?(?:情形|条件|要件))?|(?:有|符合|具有|具备|满足)?(?:下列|以下)(?:情形|条件)(?:之一)?"
    "|当事人|违法行为|情形|条件|之一|已经?|主动|按照?要求|以及|均|等|(?:应当|依法|可以)?(?:不予|从轻|或者?|减轻|行政|处罚)+|[的并且和或者而及能属于系为具备有]")
_FOREIGN = re.compile(f"[^\\W_{''.join(sorted(filter(str.isalnum, {*_STATUTE.pattern, *_GLUE.pattern, *'0123456789一二三四五六七八九十'})))}]")
"""A letter that stands in none of these words."""
_MARKS = re.compile(r"[\s\W_]+|[0-9一二三四五六七八九十]{1,3}(?=[.、．）)])")


@dataclass(frozen=True, slots=True)
class Conditions:
    """`head` stands before the first numbered condition; `numbered` is True iff the single ones carry numbers."""

    head: str
    single: tuple[str, ...]
    numbered: bool


@lru_cache(maxsize=4096)  # the rules come to one item after the other
def read(text: str) -> Conditions:
    """The conditions of a cell: numbered ones, else the sentences between semicolons and full stops."""
    marks = list(_NUMBER.finditer(text))
    if not marks:
        return Conditions("", _sentences(text), False)
    return _parted(text, marks)


def outermost(text: str) -> Conditions:
    """The same, but a numbered condition keeps those numbered within it: 1.……；2.……：（1）……；（2）…… are two."""
    marks = list(_NUMBER.finditer(text))
    return _parted(text, [mark for mark in marks if _sort(mark) == _sort(marks[0])]) if marks else read(text)


def _parted(text: str, marks: Sequence[re.Match[str]]) -> Conditions:
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = (text[mark.end() : end].strip("；;。，, \n") for mark, end in zip(marks, ends, strict=True))
    return Conditions(text[: marks[0].start()], tuple(part for part in parts if part), True)


def _sort(mark: re.Match[str]) -> str:
    """How a number is written, whatever it is: 0. or （0） or （一） or ①."""
    return re.sub("[①-⑳]", "①", re.sub("[一二三四五六七八九十]+", "一", re.sub("[0-9]+", "0", mark[0].strip().translate(_BRACKETS))))


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _END.split(text) if part.strip())


@lru_cache(maxsize=4096)  # the rules come to one item after the other
def only_statute(text: str) -> bool:
    """True iff nothing but the words of the statute's general clauses is left to read."""
    if len(text) > LONGEST_COPY or _FOREIGN.search(text):  # most texts leave here
        return False
    return _STATUTE.search(text) is not None and not _GLUE.sub("", _MARKS.sub("", _STATUTE.sub("", text)))


def without_statute(text: str) -> str:
    """The text less the words of the statute's general clauses."""
    return _STATUTE.sub("", text)


def terms_of(item: Item, world: World, day: date) -> tuple[str, ...]:
    """The terms that the item's department has defined for its list on `day`."""
    return world.known(_terms, item.department, item.kind, day)


def _terms(department: str, kind: Kind, day: date, world: World) -> tuple[str, ...]:
    return tuple(term.term for term in world.book.terms if term.department == department and term.term and term.definition
                 and term.holds_on(day) and (not term.kind or Kind.of(term.kind) is kind))
