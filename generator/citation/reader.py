"""Reads every citation of a text in one pass: names in 《》, units behind bare names, 本法 and 前款, standards."""

import re
from typing import Final

from .antecedents import BARE_LIMIT, BOUNDARY, Antecedents
from .model import Citation, RangeEnd
from .names import LawNames
from .notes import Note, read_notes, version_before
from .titles import NO_LAW, Law, is_citable, is_contract, tidy
from .units import PARAGRAPH, Units, read_units
from .words import NUM, STANDARD_CODE, clean

_NAME_LIMIT: Final = 160

_RELATIVE_TYPES: Final = "实施条例|实施细则|实施办法|暂行条例|暂行办法|暂行规定|条例|办法|规定|细则|规则|决定|解释|通知|意见|标准|规范|方案|公告|法律|法规|规章|法典|法"
_SCAN: Final = re.compile(
    r"(?P<open>《+|〈+)"
    # 合同法, 基本法, 日本法 are names, not references back.
    rf"|(?P<relative>(?:(?<![基根日版])本|该|(?<![合不相共伙])同|此|上述|前述)(?:{_RELATIVE_TYPES}))"
    rf"|(?P<above>(?<![目以之此提先当])前[一二两三]?[款条](?![项件例款码约])|(?<![目以之此提先当])前[一二两三]?项(?=规定|所|第|（|之|的规定|情形|行为)"
    r"|上一?[款条](?=规定|第|所|的规定)|本[款条项](?=\s*(?:第|（)))"
    rf"|(?P<article>第(?=\s*[（\[〔【]?\s*[{NUM}]))"
    rf"|(?P<numeral>(?<![{NUM}.第（])[{NUM}](?:\s?[{NUM}]){{0,11}}+(?=\s*(?:条|[至到、\-—–~～]|之[{NUM}])))"
    rf"|(?P<standard>{STANDARD_CODE.pattern})"
)
_DERIVED: Final = re.compile("实施条例|实施细则|实施办法")
_SPACE: Final = re.compile(r"\s*")
_MARK: Final = re.compile(r"[《》〈〉]")
_FURTHER: Final = re.compile(r"[^《》〈〉，。；\n第]{1,30}[》〉]")
_UNIT_START: Final = re.compile(rf"第\s*[{NUM}](?:\s?[{NUM}]){{0,11}}+\s*条")
_GLUE: Final = re.compile(rf"\s*(?:[：，、（]\s*)?(?:的|中的?|之|项下|规定的|从|自)?\s*(?=第|[{NUM}])")
# 《价格法》实施办法第三条, 广东省实施《价格法》办法第三条: the marks cover only a part of the name.
_TAIL: Final = re.compile(
    rf"(?:的?若干规定|的决定|的解释|的通知|(?:行政处罚)?(?:实施|管理|暂行)?(?:办法|条例|细则))(?:（(?:试行|暂行)）)?(?=\s*(?:第\s*[{NUM}]|[{NUM}]{{1,8}}\s*条))"
)
_HEAD: Final = re.compile(r"[\u4e00-\u9fff]{2,24}(?:实施|贯彻|执行|适用|修改|关于)$")
_COUNTED: Final = re.compile(
    r"\s*(?:生产线|流水线|输送|跑道|航线|线路|道路|街|河|船|鱼|狗|犬|烟|裤|裙|毛巾|信息|短信|微博|评论|视频|记录|建议|意见|线索|高速|地铁|管道|管线|电缆|车道|路|线|腿|措施|经验|理由|消息)"
)
# Without any law only what reads on like a citation is one: 第三条规定, not 第三条红线.
_CITES: Final = re.compile(r"\s*(?:$|[^\w\s]|[第的所之中和及与或等]|规定|情形|处罚|予以|明确)")


def parse(text: str, names: LawNames, context: str | None = None) -> tuple[Citation, ...]:
    """Every citation in `text`, in order. Never raises; time grows linearly with the text.

    `context` is the law meant by 本法 or by a leading 第X条 without a law.
    """
    reader = _Reader(clean(text), names, context)
    reader.read()
    return tuple(reader.found)


class _Reader:
    """One pass over one text; it lives only during a call of parse."""

    __slots__ = ("_laws", "_names", "_text", "found")

    def __init__(self, text: str, names: LawNames, context: str | None) -> None:
        self._text = text
        self._names = names
        self._laws = Antecedents(text, names, context)
        self.found: list[Citation] = []

    def read(self) -> None:
        position = 0
        while match := _SCAN.search(self._text, position):
            start, end = match.span()
            match match.lastgroup:
                case "open":
                    position = self._marked(start, end)
                case "relative":
                    position = self._relative(start, end)
                case "above":
                    position = self._above(start, end)
                case "standard":
                    position = self._standard(start, end)
                case _:
                    position = self._unmarked(start, end, ordinal=match.lastgroup == "article")

    # ---- 《name》 ------------------------------------------------------------------------------------------

    def _marked(self, start: int, inside: int) -> int:
        text = self._text
        span = self._name_span(start, inside)
        if span is None:
            return inside
        begin, close, after = span
        name = tidy(text[begin:close])
        if not name or not _MARK.sub("", name):
            return after
        head = start
        if tail := _TAIL.match(text, after):
            opening = _HEAD.search(text, max(self._laws.floor, start - BARE_LIMIT), start)
            head, name = self._joined(start, name, text[after : tail.end()], opening)
            after = tail.end()
        law = self._laws.named(name)
        if law.full == law.name and (cut := _UNIT_START.search(text, begin, close)):
            whole = self._names.full(tidy(text[begin : cut.start()]))
            if whole:  # 《行政处罚法第三十三条》
                law, after = Law(tidy(text[begin : cut.start()]), whole), cut.start()
        if not law.note.version and (version := version_before(text, self._laws.floor, head)):
            law = law._replace(note=law.note._replace(version=version))
        law, after = self._laws.annotated(law, after)
        units = self._units_after(after)
        outer_is_angle = text[start] == "〈"
        known = law.full is not None and self._names.full(law.name or "") is not None
        if units.units:
            if is_contract(law) and not known:
                return units.end
            self._laws.remember(law)
            self._emit(law, units)
            return self._trailing(units.end)
        if known or (not outer_is_angle and is_citable(law)):
            self._laws.remember(law)
            self._emit(law)
        self._laws.floor = after
        return max(after, units.end)

    def _name_span(self, start: int, inside: int) -> tuple[int, int, int] | None:
        """(begin, close, position after the marks) of the name whose opening marks are text[start:inside]."""
        text, doubled = self._text, inside - start > 1
        depth = 1
        for mark in _MARK.finditer(text, inside, min(len(text), inside + _NAME_LIMIT)):
            if mark[0] in "《〈":
                depth += 1
                if depth > 4:
                    break
            else:
                depth -= 1
            if depth == 0:
                close, after = mark.start(), mark.end()
                if doubled and (further := _FURTHER.match(text, after)):  # 《《土地管理法》实施条例》
                    return inside - 1, further.end() - 1, further.end()
                while after < len(text) and text[after] in "》〉" and after - close < 4:
                    after += 1
                return inside, close, after
        unit = _UNIT_START.search(text, inside, min(len(text), inside + 60))
        if unit and not re.search(r"[，。；：\n]", text[inside : unit.start()]):  # the closing mark is missing
            return inside, unit.start(), unit.start()
        return None

    def _joined(self, start: int, name: str, tail: str, opening: re.Match[str] | None) -> tuple[int, str]:
        if opening is None:
            return start, name + tail
        words = opening[0]
        for boundary in BOUNDARY.finditer(words):
            words = opening[0][boundary.end() :]
        return start - len(words), f"{words}〈{name}〉{tail}"

    def _units_after(self, position: int) -> Units:
        glue = _GLUE.match(self._text, position)
        if glue is None or (self._text[glue.end()] != "第" and glue[0].strip()):
            return Units([], position)
        return read_units(self._text, glue.end())

    # ---- 行政处罚法第三十三条, 第三十三条 ------------------------------------------------------------------

    def _unmarked(self, start: int, end: int, *, ordinal: bool) -> int:
        bare = self._laws.bare_before(start)
        if bare is None and not ordinal:
            return end
        units = read_units(self._text, start)
        if not units.units:
            return max(units.end, end)
        if bare is not None:
            self._laws.remember(bare)
            law = bare
        else:
            if _COUNTED.match(self._text, units.end) and units.units[-1][0][1:] == (None,) * 4:
                self._laws.floor = units.end
                return units.end
            law = self._laws.inherited(start)
            if law == NO_LAW and units.units[0][0][2:] == (None,) * 3 and not _CITES.match(self._text, units.end):
                self._laws.floor = units.end
                return units.end
            self._take_back(law, start)
        self._emit(law, units)
        return self._trailing(units.end)

    def _take_back(self, law: Law, position: int) -> None:
        """《行政处罚法》有关规定，即第三十三条: the law alone, already given, was the head of this citation."""
        if self.found and law is self._laws.last and not re.search(r"[。；\n]", self._text[self._laws.floor : position]):
            alone = self.found[-1]
            if (
                position - self._laws.floor <= 12
                and alone.article is None
                and alone.relative is None
                and alone.law == law.name
            ):
                self.found.pop()

    # ---- 本法, 该条例, 前款 --------------------------------------------------------------------------------

    def _relative(self, start: int, end: int) -> int:
        text = self._text
        # 劳动合同法 ends in 同法: a known name that covers the word wins.
        whole = self._names.ending_at(text, end, self._laws.floor)
        if whole is not None and whole < start:
            return end
        word = text[start:end]
        extra = _DERIVED.match(text, end)
        units = self._units_after(extra.end() if extra else end)
        if not units.units:
            return max(units.end, end)
        law = self._laws.meant_by(word, start)
        if extra:
            law = self._laws.derived(law, extra[0])
        self._emit(law, units, word)
        return self._trailing(units.end)

    def _above(self, start: int, end: int) -> int:
        text, word = self._text, self._text[start:end]
        highest = PARAGRAPH + ("款" in word) + 2 * ("项" in word)
        gap = _SPACE.match(text, end)
        at = gap.end() if gap else end
        units = read_units(text, at, highest) if text[at : at + 1] in ("第", "（") else Units([], end)
        if units.units or word[0] != "本":
            self._emit(self._laws.last or self._laws.context or NO_LAW, units, word)
        self._laws.floor = max(units.end, end)
        return self._laws.floor

    # ---- GB/T 9704-2012 --------------------------------------------------------------------------------------

    def _standard(self, start: int, end: int) -> int:
        name = self._text[start:end]
        units = self._units_after(end)
        self._emit(Law(name, self._names.full(name) or name, "standard"), units)
        self._laws.floor = max(units.end, end)
        return self._laws.floor

    # ---- shared --------------------------------------------------------------------------------------------

    def _trailing(self, end: int) -> int:
        """Position after a version that follows the unit, 第三十三条（2021修订）, which is given to the citation."""
        self._laws.floor = end
        if self._text[end : end + 1] != "（":
            return end
        note, after = read_notes(self._text, end, self._names)
        if not note.version or not re.search(r"修|版", note.version):
            return end
        last = self.found[-1]
        if last.version is None:
            self.found[-1] = _with_version(last, note)
        self._laws.floor = after
        return after

    def _emit(self, law: Law, units: Units | None = None, relative: str | None = None) -> None:
        head = (law.kind, law.name, law.full, law.note.version, law.note.doc_no)
        if units is None or not units.units:
            self.found.append(Citation(*head, relative=relative))
            return
        for first, last in units.units:
            to = RangeEnd(*last[:4]) if last else None
            self.found.append(Citation(*head, *first, to, relative))


def _with_version(citation: Citation, note: Note) -> Citation:
    return Citation(
        citation.kind, citation.law, citation.law_full, note.version, note.doc_no or citation.doc_no, citation.article,
        citation.article_sub, citation.paragraph, citation.item, citation.subitem, citation.to, citation.relative,
    )
