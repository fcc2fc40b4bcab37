"""Finds the law of every unit in a text: named in 《》, bare, relative, inherited or given as context."""

import re
from typing import Final, NamedTuple

from .model import Citation, Kind, RangeEnd
from .names import LawNames
from .notes import Note, read_notes, split_title, version_before
from .units import ARTICLE, PARAGRAPH, Units, read_units
from .words import (
    CONTRACT_ENDINGS,
    LAW_ENDINGS,
    NUM,
    POLICY_ENDINGS,
    PREFIX,
    STANDARD_CODE,
    TYPES,
    clean,
    stem,
    type_of,
)

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
_GLUE: Final = re.compile(rf"\s*(?:[：，、]\s*)?(?:的|中的?|之|项下|规定的|从|自)?\s*(?=第|[{NUM}])")
_BEFORE_UNIT: Final = re.compile(r"(?:[\s的中之：》〉”’」』】\"']|规定的)+$")
# 《价格法》实施办法第三条, 广东省实施《价格法》办法第三条: the marks cover only a part of the name.
_TAIL: Final = re.compile(
    rf"(?:若干)?(?:实施)?(?:办法|条例|细则|规定|决定|解释|实施细则)(?:（(?:试行|暂行)）)?(?=\s*(?:第\s*[{NUM}]|[{NUM}]{{1,8}}\s*条))"
)
_HEAD: Final = re.compile(r"[\u4e00-\u9fff]{2,24}(?:实施|贯彻|执行|适用|关于)$")
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
_COUNTED: Final = re.compile(r"\s*(?:生产线|流水线|输送|跑道|航线|线路|道路|街|河|船|鱼|狗|犬|烟|裤|裙|毛巾|信息|短信|微博|评论|视频|记录|建议|意见|线索|高速|地铁|管道|管线|电缆|车道|路|线|腿|措施|经验|理由|消息)")
_ITS: Final = re.compile(r"(?:及其|和其|与其|及|和|与|其)(实施条例|实施细则|实施办法)$")


class _Law(NamedTuple):
    name: str | None
    full: str | None
    kind: Kind = "law"
    note: Note = Note()


_NO_LAW: Final = _Law(None, None)


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
        self._local: dict[str, _Law] = {}
        self._by_type: dict[str, _Law] = {}
        self._seen: dict[str, tuple[int, _Law | None]] = {}
        self.found: list[Citation] = []
        self.floor = 0  # nothing before it may be read as a bare name again
        self.last: _Law | None = None
        self.context: _Law | None = None
        if context and (name := _tidy(clean(context))):
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
        name = _tidy(text[begin:close])
        if not name or not _MARK.sub("", name):
            return after
        head = start
        if tail := _TAIL.match(text, after):
            opening = _HEAD.search(text, max(self.floor, start - _BARE_LIMIT), start)
            head, name = self._joined(start, name, text[after : tail.end()], opening)
            after = tail.end()
        law = self._named(name)
        if law.full == law.name and (cut := _UNIT_START.search(text, begin, close)):
            whole = self._names.full(_tidy(text[begin : cut.start()]))
            if whole:  # 《行政处罚法第三十三条》
                law, after = _Law(_tidy(text[begin : cut.start()]), whole), cut.start()
        if not law.note.version and (version := version_before(text, self.floor, head)):
            law = law._replace(note=law.note._replace(version=version))
        law, after = self._annotated(law, after)
        units = self._units_after(after)
        outer_is_angle = text[start] == "〈"
        known = law.full is not None and self._names.full(law.name or "") is not None
        if units:
            if stem(name).endswith(CONTRACT_ENDINGS) and not known:
                return units.end
            self._remember(law)
            self._emit(law, units)
            return self._trailing(units.end)
        if known or (not outer_is_angle and _is_law_like(law)):
            self._remember(law)
            self._emit(law, None)
        self.floor = after
        return after

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

    def _units_after(self, position: int) -> Units | None:
        glue = _GLUE.match(self._text, position)
        if glue is None:
            return None
        if self._text[glue.end()] != "第" and glue[0].strip():
            return None
        return read_units(self._text, glue.end())

    # ---- 行政处罚法第三十三条, 第三十三条 ------------------------------------------------------------------

    def _unmarked(self, start: int, end: int, *, ordinal: bool) -> int:
        bare = self._bare_before(start)
        if bare is None and not ordinal:
            return end
        units = read_units(self._text, start)
        if units is None:
            return end
        if bare is not None:
            self._remember(bare)
            law = bare
        else:
            if _COUNTED.match(self._text, units.end) and units.units[-1][0][1:] == (None,) * 4:
                self.floor = units.end
                return units.end
            law = self._inherited(start)
        self._emit(law, units)
        return self._trailing(units.end)

    def _inherited(self, position: int) -> _Law:
        if self.last or self.context:
            return self.last or self.context or _NO_LAW
        mentions = [self._mentioned(word, position) for word in ("法", "条例", "办法", "规定")]
        return next((law for law in mentions if law), _NO_LAW)

    def _bare_before(self, position: int) -> _Law | None:
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
        for alias, law in self._local.items():
            if text.endswith(alias, self.floor, end) and (start is None or len(alias) > end - start):
                return law
        if start is None or self._part_of_longer(start, end):
            if start is None and self.last and (its := _ITS.search(text, max(self.floor, end - 8), end)):
                return self._derived(self.last, its[1])
            unknown = self._unknown_before(end)
            return _Law(unknown, unknown, _kind(unknown, False, note), note) if unknown else None
        name = text[start:end]
        if text.endswith(PREFIX, self.floor, start):
            name = PREFIX + name
        full = self._names.full(name)
        if not note.version and (version := version_before(text, self.floor, start)):
            note = note._replace(version=version)
        return _Law(name, full, _kind(full or name, True, note), note)

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
        if units is None:
            return end
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
        units = read_units(text, at, highest) if text[at : at + 1] in ("第", "（") else None
        if units is None and word[0] == "本":
            return end
        self._emit(self.last or self.context or _NO_LAW, units, word)
        self.floor = units.end if units else end
        return self.floor

    def _antecedent(self, word: str, position: int) -> _Law:
        wanted = "法" if word.endswith(("法", "法典")) else next((t for t in TYPES if word.endswith(t)), "")
        if not wanted or word.endswith(("法律", "法规", "规章")):
            return self.last or self.context or _NO_LAW
        law = self._by_type.get(wanted) or self._mentioned(wanted, position)
        if law is None and self.context and type_of(self.context.name or "") == wanted:
            law = self.context
        return law or self.last or self.context or _NO_LAW

    def _mentioned(self, word: str, position: int) -> _Law | None:
        """The last known law of this type named before `position` without a unit. Each stretch is searched once."""
        at, law = self._seen.get(word, (0, None))
        while (at := self._text.find(word, at, position)) >= 0:
            at += len(word)
            start = self._names.ending_at(self._text, at)
            if start is not None and (at - start > 2 or not self._part_of_longer(start, at)):
                name = self._text[start:at]
                law = _Law(name, self._names.full(name))
        self._seen[word] = (position, law)
        return law

    def _derived(self, law: _Law, ending: str) -> _Law:
        for base in (law.full, law.name):
            if base and (full := self._names.full(base + ending)):
                return _Law(full, full)
        name = (law.name or "") + ending if law.name else None
        return _Law(name, name)

    # ---- GB/T 9704-2012 --------------------------------------------------------------------------------------

    def _standard(self, start: int, end: int) -> int:
        name = self._text[start:end]
        law = _Law(name, self._names.full(name) or name, "standard")
        self._emit(law, self._units_after(end))
        self.floor = end
        return end

    # ---- shared --------------------------------------------------------------------------------------------

    def _named(self, name: str) -> _Law:
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
        kind = _kind(full or name, full is not None, note)
        return _Law(name, full or name, kind, note)

    def _annotated(self, law: _Law, position: int) -> tuple[_Law, int]:
        note, end = read_notes(self._text, position, self._names, law.name or "")
        if note == Note():
            return law, end
        if note.suffix and law.name:
            law = self._named(law.name + note.suffix)._replace(note=law.note)
        merged = Note(note.version or law.note.version, note.doc_no or law.note.doc_no)
        law = law._replace(note=merged)
        law = law._replace(kind=_kind(law.full or "", self._names.full(law.name or "") is not None, merged))
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

    def _remember(self, law: _Law) -> None:
        self.last = law
        if word := type_of(law.full or law.name or ""):
            self._by_type[word] = law

    def _emit(self, law: _Law, units: Units | None, relative: str | None = None) -> None:
        head = (law.kind, law.name, law.full, law.note.version, law.note.doc_no)
        if units is None:
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


def _tidy(name: str) -> str:
    """A cited name with inner marks as 〈〉 and without broken lines; only a standard keeps its spaces."""
    name = name.strip().replace("《", "〈").replace("》", "〉").replace("〈〈", "〈").replace("〉〉", "〉")
    if name.startswith("〈") and name.endswith("〉") and name.count("〈") == 1:
        name = name[1:-1]
    is_standard = "国家标准" in name or "地方标准" in name or "行业标准" in name or STANDARD_CODE.search(name)
    return (" " if is_standard else "").join(name.split())


def _kind(name: str, known: bool, note: Note) -> Kind:
    doc_no = note.doc_no or ""
    if STANDARD_CODE.search(name) or STANDARD_CODE.search(doc_no) or name.startswith(("食品安全国家标准", "国家标准", "食品安全地方标准")):
        return "standard"
    if stem(name).endswith(POLICY_ENDINGS):
        return "policy"
    return "policy" if "〔" in doc_no and not known and not doc_no.startswith("法释") else "law"


def _is_law_like(law: _Law) -> bool:
    """Whether a name without a unit is a document one can cite, and not a certificate, a form or a book."""
    if law.kind == "standard" or law.note.doc_no:
        return True
    name = stem(law.name or "")
    if name.endswith("公告"):
        return "关于" in name
    if name.endswith(("函", "计划", "措施", "目录", "名录", "清单", "指南")):
        return "关于" in name or name.endswith("清单")
    return len(name) > 1 and name.endswith((*LAW_ENDINGS, *POLICY_ENDINGS)) and name not in TYPES
