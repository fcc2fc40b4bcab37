"""Finds the law of every unit in a text: named in 《》, bare, relative, inherited or given as context."""

import re
from typing import Final

from .model import Citation, RangeEnd
from .names import LawNames
from .notes import Note, read_notes, split_title, version_before
from .titles import NO_LAW, Law, is_citable, is_contract, kind_of, tidy
from .units import PARAGRAPH, Units, read_units
from .words import NUM, PREFIX, STANDARD_CODE, TYPES, clean, type_of

_NAME_LIMIT: Final = 160
_BARE_LIMIT: Final = 40
_LOCAL_NAMES: Final = 8  # 以下简称; bounded so that every look-up stays constant

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
_MARK: Final = re.compile(r"[《》〈〉]")
_UNIT_START: Final = re.compile(rf"第\s*[{NUM}](?:\s?[{NUM}]){{0,11}}+\s*条")
_GLUE: Final = re.compile(rf"\s*(?:[：，、（]\s*)?(?:的|中的?|之|项下|规定的|从|自)?\s*(?=第|[{NUM}])")
_BEFORE_UNIT: Final = re.compile(r"(?:[\s的中之：（》〉”’」』】\"']|规定的)+$")
# 《价格法》实施办法第三条, 广东省实施《价格法》办法第三条: the marks cover only a part of the name.
_TAIL: Final = re.compile(
    rf"(?:的?若干规定|的决定|的解释|的通知|(?:行政处罚)?(?:实施|管理|暂行)?(?:办法|条例|细则))(?:（(?:试行|暂行)）)?(?=\s*(?:第\s*[{NUM}]|[{NUM}]{{1,8}}\s*条))"
)
_HEAD: Final = re.compile(r"[\u4e00-\u9fff]{2,24}(?:实施|贯彻|执行|适用|修改|关于)$")
_BOUNDARY: Final = re.compile(
    r"[^\u4e00-\u9fff]|依据|根据|按照|依照|违反|适用|参照|符合|触犯|构成|援引|属于|引用|遵守|对照|详见|参见|参考|具体为|(?<=[法例定则法])(?:和|与|及|或|以及)"
)
# Before a very short name (水法, 消法) only a word that cannot belong to a longer name.
_SHORT_BOUNDARY: Final = frozenset("据照反按循犯合用行成和与及或并对依从由是即为以了属的于引见参详在看查")
_REGIONS: Final = frozenset("省市县区州盟旗")
_UNKNOWN_ENDINGS: Final = ("条例", "办法", "细则", "规则", "规定", "准则", "法典", "法")
_NOT_A_NAME: Final = re.compile(
    r"^(?:有关|相关|上述|前述|下列|如下|前款|前条|本|该|其|同|此|以上|另有|法律|法规|规章|国家)|(?:违法|依法|执法|司法|守法|方法|做法|合法|非法|普法|立法|的规定|款规定|条规定|项规定)$"
)
_COUNTED: Final = re.compile(
    r"\s*(?:生产线|流水线|输送|跑道|航线|线路|道路|街|河|船|鱼|狗|犬|烟|裤|裙|毛巾|信息|短信|微博|评论|视频|记录|建议|意见|线索|高速|地铁|管道|管线|电缆|车道|路|线|腿|措施|经验|理由|消息)"
)
# Without any law only what reads on like a citation is one: 第三条规定, not 第三条红线.
_CITES: Final = re.compile(r"\s*(?:$|[^\w\s]|[第的所之中和及与或等]|规定|情形|处罚|予以|明确)")
_SAID: Final = re.compile(r"(?:的|之|有关|相关)?规定$")
_ITS: Final = re.compile(r"(?:及其|和其|与其|及|和|与|其)(实施条例|实施细则|实施办法)$")


def parse(text: str, names: LawNames, context: str | None = None) -> tuple[Citation, ...]:
    """Every citation in `text`, in order. Never raises; time grows linearly with the text.

    `context` is the law meant by 本法 or by a leading 第X条 without a law.
    """
    reader = _Reader(clean(text), names, context)
    reader.read()
    return tuple(reader.found)


class _Reader:
    """One pass over one text; it lives only during a call of parse."""

    __slots__ = ("_by_type", "_local", "_names", "_seen", "_text", "context", "floor", "found", "last")

    def __init__(self, text: str, names: LawNames, context: str | None) -> None:
        self._text = text
        self._names = names
        self._local: dict[str, Law] = {}
        self._by_type: dict[str, Law] = {}
        self._seen: dict[str, tuple[int, Law | None]] = {}
        self.found: list[Citation] = []
        self.floor = 0  # nothing before it may be read as a bare name again
        self.last: Law | None = None
        self.context: Law | None = None
        if context and (name := tidy(clean(context))):
            self.context = self._named(name)

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
            opening = _HEAD.search(text, max(self.floor, start - _BARE_LIMIT), start)
            head, name = self._joined(start, name, text[after : tail.end()], opening)
            after = tail.end()
        law = self._named(name)
        if law.full == law.name and (cut := _UNIT_START.search(text, begin, close)):
            whole = self._names.full(tidy(text[begin : cut.start()]))
            if whole:  # 《行政处罚法第三十三条》
                law, after = Law(tidy(text[begin : cut.start()]), whole), cut.start()
        if not law.note.version and (version := version_before(text, self.floor, head)):
            law = law._replace(note=law.note._replace(version=version))
        law, after = self._annotated(law, after)
        units = self._units_after(after)
        outer_is_angle = text[start] == "〈"
        known = law.full is not None and self._names.full(law.name or "") is not None
        if units.units:
            if is_contract(law) and not known:
                return units.end
            self._remember(law)
            self._emit(law, units)
            return self._trailing(units.end)
        if known or (not outer_is_angle and is_citable(law)):
            self._remember(law)
            self._emit(law)
        self.floor = after
        return max(after, units.end)

    def _name_span(self, start: int, inside: int) -> tuple[int, int, int] | None:
        """(begin, close, position after the marks) of the name whose opening marks are text[start:inside]."""
        text, doubled = self._text, inside - start > 1
        depth = 1
        opened_late = False
        for mark in _MARK.finditer(text, inside, min(len(text), inside + _NAME_LIMIT)):
            if mark[0] in "《〈":
                depth += 1
                opened_late = opened_late or (mark[0] == "《" and text[start] == "《")
                if depth > 4:
                    break
            else:
                depth -= 1
            if depth == 0:
                close, after = mark.start(), mark.end()
                if not doubled:
                    while after < len(text) and text[after] in "》〉" and after - close < 4:
                        after += 1
                    return inside, close, after
                further = re.compile(r"[^《》〈〉，。；\n第]{1,30}[》〉]").match(text, after)
                if further:  # 《《土地管理法》实施条例》
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
        for boundary in _BOUNDARY.finditer(words):
            words = opening[0][boundary.end() :]
        return start - len(words), f"{words}〈{name}〉{tail}"

    def _units_after(self, position: int) -> Units:
        glue = _GLUE.match(self._text, position)
        if glue is None or (self._text[glue.end()] != "第" and glue[0].strip()):
            return Units([], position)
        return read_units(self._text, glue.end())

    # ---- 行政处罚法第三十三条, 第三十三条 ------------------------------------------------------------------

    def _unmarked(self, start: int, end: int, *, ordinal: bool) -> int:
        bare = self._bare_before(start)
        if bare is None and not ordinal:
            return end
        units = read_units(self._text, start)
        if not units.units:
            return max(units.end, end)
        if bare is not None:
            self._remember(bare)
            law = bare
        else:
            if _COUNTED.match(self._text, units.end) and units.units[-1][0][1:] == (None,) * 4:
                self.floor = units.end
                return units.end
            law = self._inherited(start)
            if law == NO_LAW and units.units[0][0][2:] == (None,) * 3 and not _CITES.match(self._text, units.end):
                self.floor = units.end
                return units.end
            self._take_back(law, start)
        self._emit(law, units)
        return self._trailing(units.end)

    def _take_back(self, law: Law, position: int) -> None:
        """《行政处罚法》有关规定，即第三十三条: the law alone, already given, was the head of this citation."""
        if self.found and law is self.last and not re.search(r"[。；\n]", self._text[self.floor : position]):
            alone = self.found[-1]
            if (
                position - self.floor <= 12
                and alone.article is None
                and alone.relative is None
                and alone.law == law.name
            ):
                self.found.pop()

    def _inherited(self, position: int) -> Law:
        if self.last or self.context:
            return self.last or self.context or NO_LAW
        mentions = [self._mentioned(word, position) for word in ("法", "条例", "办法", "规定")]
        return next((law for law in mentions if law), NO_LAW)

    def _bare_before(self, position: int) -> Law | None:
        """The law named without marks right before `position`."""
        text, end, note = self._text, position, Note()
        while end > self.floor:
            if text[end - 1] in "）】]":
                opening = max(text.rfind(mark, max(self.floor, end - 90), end) for mark in "（【[")
                if opening < 0:
                    break
                between, _ = read_notes(text, opening, self._names)
                if not between.version and not between.doc_no:
                    break
                note, end = between, opening
            elif glue := _BEFORE_UNIT.search(text, max(self.floor, end - 4), end):
                end = glue.start()
            else:
                break
        version = version_before(text, self.floor, end, trailing=True)
        if version:
            end -= len(version)
            note = note._replace(version=version)
        start = self._names.ending_at(text, end, self.floor)
        if start is None and (said := _SAID.search(text, max(self.floor, end - 6), end)):
            start = self._names.ending_at(text, said.start(), self.floor)
            end = said.start() if start is not None else end
        for alias, law in self._local.items():
            if text.endswith(alias, self.floor, end) and (start is None or len(alias) > end - start):
                return law
        if start is None or self._part_of_longer(start, end):
            if start is None and self.last and (its := _ITS.search(text, max(self.floor, end - 8), end)):
                return self._derived(self.last, its[1])
            unknown = self._unknown_before(end)
            return Law(unknown, unknown, kind_of(unknown, False, note), note) if unknown else None
        name = text[start:end]
        if text.endswith(PREFIX, self.floor, start):
            name = PREFIX + name
        full = self._names.full(name)
        if not note.version and (version := version_before(text, self.floor, start)):
            note = note._replace(version=version)
        return Law(name, full, kind_of(full or name, True, note), note)

    def _part_of_longer(self, start: int, end: int) -> bool:
        """Whether the known name is only the end of a longer one: 佛山市|养犬管理条例, 公|安法."""
        if start <= self.floor:
            return False
        before = self._text[start - 1]
        if before in _REGIONS:
            return True
        return end - start <= 2 and "\u4e00" <= before <= "\u9fff" and before not in _SHORT_BOUNDARY

    def _unknown_before(self, end: int) -> str | None:
        """A bare name the registry lacks: as far back as no boundary word stands, if it looks like a law."""
        text = self._text
        if not text.endswith(_UNKNOWN_ENDINGS, self.floor, end):
            return None
        window = text[max(self.floor, end - _BARE_LIMIT) : end]
        begin = 0
        for boundary in _BOUNDARY.finditer(window):
            begin = boundary.end()
        name = window[begin:]
        if len(name) < 4 or _NOT_A_NAME.search(name):
            return None
        return name

    # ---- 本法, 该条例, 前款 --------------------------------------------------------------------------------

    def _relative(self, start: int, end: int) -> int:
        text = self._text
        # 劳动合同法 ends in 同法: a known name that covers the word wins.
        whole = self._names.ending_at(text, end, self.floor)
        if whole is not None and whole < start:
            return end
        word = text[start:end]
        extra = re.compile(r"实施条例|实施细则|实施办法").match(text, end)
        units = self._units_after(extra.end() if extra else end)
        if not units.units:
            return max(units.end, end)
        law = self._antecedent(word, start)
        if extra:
            law = self._derived(law, extra[0])
        self._emit(law, units, word)
        return self._trailing(units.end)

    def _above(self, start: int, end: int) -> int:
        text, word = self._text, self._text[start:end]
        highest = PARAGRAPH + ("款" in word) + 2 * ("项" in word)
        gap = re.compile(r"\s*").match(text, end)
        at = gap.end() if gap else end
        units = read_units(text, at, highest) if text[at : at + 1] in ("第", "（") else Units([], end)
        if units.units or word[0] != "本":
            self._emit(self.last or self.context or NO_LAW, units, word)
        self.floor = max(units.end, end)
        return self.floor

    def _antecedent(self, word: str, position: int) -> Law:
        wanted = "法" if word.endswith(("法", "法典")) else next((t for t in TYPES if word.endswith(t)), "")
        if not wanted or word.endswith(("法律", "法规", "规章")):
            return self.last or self.context or NO_LAW
        law = self._by_type.get(wanted) or self._mentioned(wanted, position)
        if law is None and self.context and type_of(self.context.name or "") == wanted:
            law = self.context
        return law or self.last or self.context or NO_LAW

    def _mentioned(self, word: str, position: int) -> Law | None:
        """The last known law of this type named before `position` without a unit. Each stretch is searched once."""
        at, law = self._seen.get(word, (0, None))
        while (at := self._text.find(word, at, position)) >= 0:
            at += len(word)
            start = self._names.ending_at(self._text, at)
            if start is not None and (at - start > 2 or not self._part_of_longer(start, at)):
                name = self._text[start:at]
                law = Law(name, self._names.full(name))
        self._seen[word] = (position, law)
        return law

    def _derived(self, law: Law, ending: str) -> Law:
        """《税收征收管理法》及其实施细则."""
        for base in (law.full, law.name):
            if base and (full := self._names.full(base + ending)):
                return Law(full, full)
        if law.name is None or law.name.endswith(ending):
            return Law(law.name, law.full)
        return Law(law.name + ending, law.name + ending)

    # ---- GB/T 9704-2012 --------------------------------------------------------------------------------------

    def _standard(self, start: int, end: int) -> int:
        name = self._text[start:end]
        units = self._units_after(end)
        self._emit(Law(name, self._names.full(name) or name, "standard"), units)
        self.floor = max(units.end, end)
        return self.floor

    # ---- shared --------------------------------------------------------------------------------------------

    def _named(self, name: str) -> Law:
        """The law behind a name in 《》, its version and document number split off."""
        if local := self._local.get(name):
            return local._replace(name=name)
        full, note = self._names.full(name), Note()
        if full is None:
            if name in TYPES and (known := self._by_type.get("法" if name == "法典" else name)):
                return known._replace(name=name)  # 《条例》 after the full title
            title, note = split_title(name, self._names)
            if title != name:
                name, full = title, self._names.full(title)
        kind = kind_of(full or name, full is not None, note)
        return Law(name, full or name, kind, note)

    def _annotated(self, law: Law, position: int) -> tuple[Law, int]:
        note, end = read_notes(self._text, position, self._names, law.name or "")
        if note == Note():
            return law, end
        if note.suffix and law.name:
            law = self._named(law.name + note.suffix)._replace(note=law.note)
        merged = Note(note.version or law.note.version, note.doc_no or law.note.doc_no)
        law = law._replace(note=merged)
        law = law._replace(kind=kind_of(law.full or "", self._names.full(law.name or "") is not None, merged))
        if note.short and len(self._local) < _LOCAL_NAMES:
            self._local[note.short] = law
        return law, end

    def _trailing(self, end: int) -> int:
        """Position after a version that follows the unit, 第三十三条（2021修订）, which is given to the citation."""
        self.floor = end
        if self._text[end : end + 1] != "（":
            return end
        note, after = read_notes(self._text, end, self._names)
        if not note.version or not re.search(r"修|版", note.version):
            return end
        last = self.found[-1]
        if last.version is None:
            self.found[-1] = _with_version(last, note)
        self.floor = after
        return after

    def _remember(self, law: Law) -> None:
        self.last = law
        if word := type_of(law.full or law.name or ""):
            self._by_type[word] = law

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
    )  # fmt: skip
