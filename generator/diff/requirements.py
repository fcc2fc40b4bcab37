"""What a text of conditions asks for: its numbered points, and what each of them requires, as 且, 或 and 非 of single requirements."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from generator.diff.atoms import NOT_COUNTED, Atom, admits, atom, meets
from generator.diff.enumerated import SLOT, negated
from generator.diff.marks import plain
from generator.diff.nodes import All, Node, Some, Unclear, Unless
from generator.legality.elements import elements_in
from generator.legality.quantities import Bound, Quantity, folded, quantities


class Mode(Enum):
    """How the numbered points of a text belong together."""

    ALL = "同时满足"
    ANY = "满足其一"
    UNCLEAR = "看不准须满足几项"


@dataclass(frozen=True, slots=True)
class Reading:
    """`fixed` must be met in any case; of the `points`, what `mode` says. Points that must all be met are `fixed` too.

    `stated`: whether the text itself says how its points belong together (同时满足), or it is only what such texts mostly mean.
    """

    mode: Mode
    fixed: tuple[Node, ...]
    points: tuple[Node, ...] = ()
    stated: bool = True

    @property
    def node(self) -> Node:
        """The whole text as one requirement."""
        if not self.points:
            return All(self.fixed)
        return All((*self.fixed, Some(self.points) if self.mode is Mode.ANY else Unclear(self.points)))


_NUMERAL = "[一二三四五六七八九十]{1,3}"
_POINT = re.compile(
    rf"(?:^|(?<=[:；;。])\s*)[(]?(?P<stop>[0-9]{{1,2}})(?:[.、]|[)])|(?<=[，,、\s])[(]?(?P<inner>[0-9]{{1,2}})(?:[.、](?![0-9])|[)])"
    rf"|[(](?P<chinese>{_NUMERAL})[)]|(?:^|(?<=[:；;。])\s*)(?P<bare>{_NUMERAL})、")
"""A number that begins a point. After a full stop it may run into the text (；2.3日内); elsewhere that is a decimal."""
_ANY = re.compile("之一|任一|任意一|任何一|其一|其中一")
_SEVERAL = re.compile("(?:至少|任意?|其中)[^，；:]{0,6}[两二三四2-9]|[两二三四2-9]项(?:以上)?(?:的)?[:]?$")
_ALL = re.compile("同时|全部|均|下列条件(?!之一)|以下条件(?!之一)|(?:满足|符合|具备)[^，；]{0,6}(?:条件|情形)(?!之一)")
_FRAME = re.compile(
    "(?:当事人)?(?:需|须|应当?|必须)?(?:同时|全部|均)?(?:满足|符合|具备|具有|有)?(?:下列|以下|如下|下述)?(?:全部|所有|任一|任何一种|任意一种)?"
    "(?:条件|情形|要求)?(?:之一|任一|其中之一)?(?:的)?[:]*$")
_EXCLUDED = "(?:不适用|不予适用|不得适用|除外|不在此限)"
_EXCLUSIONS = re.compile(rf"(?:(?:有|存在|具有)?(?:下列|以下)情形(?:之一|任一)?的?[，,]?{_EXCLUDED}[^:；。]{{0,14}}|{_EXCLUDED}(?:本)?(?:的)?情形)[:]")
_EXCLUDES = re.compile(rf"^(?P<what>.+?)的?{_EXCLUDED}(?:本[^，；]{{0,8}}|不予[^，；]{{0,6}})?$")
_ANY_OF = re.compile(
    "(?:下列|以下|如下|上述|以上|前述)[^，；。:]{0,10}(?:之一|任一|任何一|任意一|其一|其中一|[两二三四2-9]项)|其[一二]$|[项一]即可|即可适用|[项种条]中的?[一两二三四1-9][项种条]")
"""Some of several are enough, which no numbers tell apart: what belongs to them is for a person to see."""
_CIRCLED = {ord(character): f"({number})" for number, character in enumerate("①②③④⑤⑥⑦⑧⑨⑩", 1)}
_NEGATIVE = re.compile("^[^，；]{0,8}(?:没有|未|无|不(?!超过|足|满|少于|低于|高于|大于|小于|多于|得))")


@lru_cache(maxsize=4096)
def read(text: str, within: bool = False) -> Reading:
    """The reading of a text of conditions; `within` a point, whose own points are read no deeper."""
    text = folded(text.translate(_CIRCLED))
    text = text.replace(";", "；").replace(",", "，").replace("?", "")
    text = re.sub(r"[(（]同时(?:满足|具备|符合)[)）]", "", text)
    main, excluded = _cut(text)
    lead, points = _points(main)
    nested = [not within and bool(_points(point)[1] or _EXCLUSIONS.search(point)) for point in points]
    limbs = [All((read(point, within=True).node,) if deep else requirements(point), point)
             for point, deep in zip(points, nested, strict=True)]
    frame = _FRAME.sub("", lead) if points else lead
    bent = points and frame and frame != lead and frame[-1] not in "，；。:"  # 一般应同时满足: the words belong to the frame
    fixed: list[Node] = [_opaque(frame)] if bent else list(requirements(frame))
    introduction, cases = _points(excluded)
    barred = cases or re.split("[；。]", introduction)
    barred_nodes = tuple(_barred(one, one) for one in barred if plain(one))
    mode = _mode(lead, limbs)
    if len(limbs) < 2 or mode is Mode.ALL:
        return Reading(Mode.ALL, (*fixed, *limbs, *barred_nodes), stated=len(limbs) < 2 or bool(_ALL.search(lead)))
    return Reading(mode, (*fixed, *barred_nodes), tuple(limbs))


def _cut(text: str) -> tuple[str, str]:
    """(what is asked for, what is excluded); exclusions within a point that others follow stay with that point."""
    found = _EXCLUSIONS.search(text)
    if found is None:
        return text, ""
    main, excluded = text[: found.start()], text[found.end():]
    last = _points(text)[1][-1:]
    begins = _POINT.match(excluded.lstrip())
    own = begins is not None and _POINT.search(main) is not None and _style(begins) == _style(next(_POINT.finditer(main)))
    return (text, "") if last and not own and _points(main)[1] and last[0] in excluded and found[0] not in last[0] else (main, excluded)


def _style(marker: re.Match[str]) -> str:
    """1. and 1、 are of one level, (1) and 1) of another, （一） and 一、 of two more."""
    name = next(name for name, value in marker.groupdict().items() if value)
    return name if name in ("chinese", "bare") else "closed" if marker[0].endswith(")") else "open"


def _mode(lead: str, limbs: list[All]) -> Mode:
    """Points without an introduction are all asked for, unless each seems to be a case of its own (two with 改正, or one 没有主观过错)."""
    if _SEVERAL.search(lead):
        return Mode.UNCLEAR
    if _ANY.search(lead):
        return Mode.ANY
    if _ALL.search(lead):
        return Mode.ALL
    repeated = sum(bool(re.search("改正|纠正|整改|清理|验收", limb.text)) for limb in limbs) > 1
    return Mode.UNCLEAR if repeated or any("主观过错" in limb.text for limb in limbs) else Mode.ALL


def _points(text: str) -> tuple[str, list[str]]:
    """(introduction, points); without two numbered points all is introduction."""
    starts: list[re.Match[str]] = []
    last = 0
    for match in _POINT.finditer(text):
        if starts and _style(match) != _style(starts[0]):
            continue
        number = int(match["stop"] or match["inner"] or 0) or _chinese(match["chinese"] or match["bare"])
        if number == last + 1 or (not match["inner"] and 0 < last < number):  # a dropped point may leave a gap
            starts.append(match)
            last = number
    if not starts or (len(starts) < 2 and not _ALL.search(text[: starts[0].start()]) and not _ANY.search(text[: starts[0].start()])):
        return (re.sub(r"^[(]?(?:1|一)[.、)]+", "", text), [])
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return text[: starts[0].start()], [text[m.end():end].strip().rstrip("；。 ") for m, end in zip(starts, ends, strict=True)]


def _chinese(number: str) -> int:
    digits = {character: value for value, character in enumerate("一二三四五六七八九", 1)}
    tens, found, ones = number.partition("十")
    return (digits.get(tens, 1) * 10 if found else 0) + (digits.get(ones, 0) if found else digits.get(number, 0))


# ---- one point ---------------------------------------------------------------------------------------------------

_AND = re.compile("(?:，)?(?:并且|而且|(?<![而并暂])且|(?<![合一吞兼归裁而])并(?![非未不列排联处行且])|(?<!不)但(?!不(?:限|仅)))")
_OR = re.compile("或者?(?!有)")
_STANDS = re.compile(
    r"^(?:未|没有|无(?![人证])|已|均(?!衡)|经(?![营济费理办])|能(?![源耗力量])|可(?![燃回能疑])|正在|仍|当场|及时|主动|自行|书面承诺|由|仅|自(?![有己身])"
    r"|在(?![建校岗职线册]))|^[^，]{1,10}(?:已|未|没有|均|不超过|不足|不满|轻微|属实|完毕)|□")
"""What comes after 或者 with a predicate of its own is an alternative even when a negation stands before."""
_EXCEPT = re.compile("(除[^，；。]{1,30}?(?:以外|之外|外))，")
_THEN = re.compile("的，(?=(?:还)?(?:应当|须|必须))")
_FOR_SOME = re.compile("[^□，]*(?:的|户|者|企业|单位|个人|公司|组织|人员|商品|产品|为|最长|最多)□|经批准")
_NEAR = 20
"""An exception stands near what it excepts from; conditions longer than this are left to a person anyhow."""
_BARRING = re.compile(f"的，(?={_EXCLUDED})")


@lru_cache(maxsize=8192)  # many a point stands in several items
def requirements(text: str) -> tuple[Node, ...]:
    """The requirements of a piece of text that must all be met."""
    text = _BARRING.sub("的", _THEN.sub("的", _EXCEPT.sub(r"\1", text)))
    if _ANY_OF.search(text):
        return (_opaque(text),)
    text = NOT_COUNTED.sub(r"，不含\1", text)
    clauses: list[tuple[str, Node]] = []
    for clause in re.split(r"[；。:，\n]+", text):
        clause = clause.strip()
        if not plain(clause):
            continue
        other = re.match("(?:且)?或者?", clause)
        if other and clauses:
            before, node = clauses.pop()
            after = clause[other.end():]
            whole = f"{before}，{clause}"
            parts = (*(node.parts if isinstance(node, Some) else (node,)), _joined(tuple(_clause(after)), after))
            clauses.append((whole, Some(parts, whole)))
        elif clauses and (_relieves(clause, *clauses[-1]) or _idle(clause, clauses[-_NEAR:])):
            clauses.append((clause, _opaque(clause)))
        elif found := _EXCLUDES.match(clause):
            clauses.append((clause, _barred(found["what"], clause)))
        else:
            for node in _clause(clause):
                clauses.append((node.text, node))
    return tuple(node for _, node in clauses)


def _relieves(clause: str, before: str, node: Node) -> bool:
    """Whether the clause may let in more than the one before it does: an exception to a prohibition, an exclusion or a limit, or
    a wider limit for some (货值不超过1万元，个体工商户不超过5万元)."""
    limit = [slot for slot in node.slots if isinstance(slot, Quantity)] if isinstance(node, Atom) else []
    if re.match("不(?:含|包括)", clause):
        return bool(_NEGATIVE.search(before)) or any(slot.measure == "元" for slot in limit)
    if _EXCLUDES.match(clause):
        exception = isinstance(node, Unless) or (bool(limit) and not re.search("适用", clause))
        return exception or bool(_NEGATIVE.search(before))
    if not isinstance(node, Atom):
        return False
    other = atom(clause)
    alike = other.words.endswith(node.words) or other.words.rpartition(SLOT)[2] == node.words.rpartition(SLOT)[2] != ""
    some = other.words != node.words and (alike or bool(_FOR_SOME.match(other.words)))
    return some and any(admits(wide, narrow) for wide in other.slots[:1] for narrow in node.slots[:1])


def _idle(clause: str, before: Iterable[tuple[str, Node]]) -> bool:
    """Whether the clause asks for less than one before it (3日内改正，逾期但10日内改正): nobody writes that but to make an exception."""
    parts = list(map(atom, _parted(clause)))
    return any(isinstance(node, Atom) and node != part and meets(node, part) for part in parts for _, node in before)


def _clause(text: str) -> Iterator[Node]:
    """The requirements between two commas."""
    for part in _parted(text):
        alternatives = list(_alternatives(part))
        if len(alternatives) == 1:
            yield _opaque(part) if re.search(_EXCLUDED, part) else atom(part)
        else:
            yield Some(tuple(_joined(tuple(map(atom, _parted(one))), one) for one in alternatives), part,
                       None if negated(part) else atom(part))


def _barred(what: str, text: str) -> Node:
    """What is excluded is a class of cases, whose list names any one of them (生产食品、药品的不适用)."""
    parts = requirements(what)
    if any(isinstance(slot, Quantity) and slot.bound is Bound.LOOK_BACK for part in parts if isinstance(part, Atom) for slot in part.slots):
        return Unless(_opaque(f"属于{what}"), text)  # 前2年内受过处罚的除外: who did it within two years did it within three
    return Unless(atom(f"属于{what}") if len(parts) == 1 and isinstance(parts[0], Atom) else _joined(parts, what), text)


def _opaque(text: str) -> Atom:
    made = atom(text)
    return Atom(made.text, made.words, made.slots, opaque=True)


def _parted(text: str) -> list[str]:
    """The parts between 且 and 并, and between 、 where each part is a requirement of its own (深度不超过1米、长度不超过9米)."""
    parts = [part for part in _AND.split(text) if plain(part)]
    found: list[str] = []
    for part in parts:
        pieces = part.split("、")
        if len(pieces) > 1 and all(any(one.bound is not Bound.UNKNOWN for one in quantities(piece)) or elements_in(piece) for piece in pieces):
            found += pieces
        else:
            found.append(part)
    return found


def _alternatives(text: str) -> list[str]:
    """What stands on either side of a 或者 that parts whole predicates; a list of things stays together."""
    parts = [text]
    for match in _OR.finditer(text):
        left, right = parts[-1][: len(parts[-1]) - len(text) + match.start()], text[match.end():]
        if left and right and _stands(left, right.split("或")[0]):
            parts[-1:] = [left, right]
    return parts


def _stands(left: str, right: str) -> bool:
    """Whether `right` is an alternative of its own; not 未检验的产品 after 不含过期产品, which the negation reaches too."""
    if negated(left) and "的" in right:
        return False
    return bool(_STANDS.search(right)) or any(one.bound is not Bound.UNKNOWN for one in quantities(right))


def _joined(parts: tuple[Node, ...], text: str) -> Node:
    return parts[0] if len(parts) == 1 else All(parts, text)
