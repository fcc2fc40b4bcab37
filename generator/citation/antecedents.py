"""Which law a unit belongs to: named in 《》 so far, named bare right before it, meant by 本法, or given as context."""

import re
from typing import Final

from .names import LawNames
from .notes import Note, read_notes, split_title, version_before
from .titles import NO_LAW, Law, kind_of, tidy
from .words import PREFIX, TYPES, clean, type_of

BARE_LIMIT: Final = 40
_LOCAL_NAMES: Final = 8  # 以下简称; bounded so that every look-up stays constant

_BEFORE_UNIT: Final = re.compile(r"(?:[\s的中之：（》〉”’」』】\"']|规定的)+$")
BOUNDARY: Final = re.compile(
    r"[^\u4e00-\u9fff]|依据|根据|按照|依照|违反|适用|参照|符合|触犯|构成|援引|属于|引用|遵守|对照|详见|参见|参考|具体为|(?<=[法例定则法])(?:和|与|及|或|以及)"
)
# Before a very short name (水法, 消法) only a word that cannot belong to a longer name.
_SHORT_BOUNDARY: Final = frozenset("据照反按循犯合用行成和与及或并对依从由是即为以了属的于引见参详在看查")
_REGIONS: Final = frozenset("省市县区州盟旗")
_UNKNOWN_ENDINGS: Final = ("条例", "办法", "细则", "规则", "规定", "准则", "法典", "法")
_NOT_A_NAME: Final = re.compile(
    r"^(?:有关|相关|上述|前述|下列|如下|前款|前条|本|该|其|同|此|以上|另有|法律|法规|规章|国家)|(?:违法|依法|执法|司法|守法|方法|做法|合法|非法|普法|立法|的规定|款规定|条规定|项规定)$"
)
_SAID: Final = re.compile(r"(?:的|之|有关|相关)?规定$")
_ITS: Final = re.compile(r"(?:及其|和其|与其|及|和|与|其)(实施条例|实施细则|实施办法)$")


class Antecedents:
    """The laws that one text has named up to where it has been read. `last` is the latest, `context` the one given from outside."""

    __slots__ = ("_by_type", "_local", "_names", "_seen", "_text", "context", "floor", "last")

    def __init__(self, text: str, names: LawNames, context: str | None) -> None:
        self._text = text
        self._names = names
        self._local: dict[str, Law] = {}
        self._by_type: dict[str, Law] = {}
        self._seen: dict[str, tuple[int, Law | None]] = {}
        self.floor = 0  # nothing before it may be read as a bare name again
        self.last: Law | None = None
        self.context: Law | None = None
        if context and (name := tidy(clean(context))):
            self.context = self.named(name)

    def remember(self, law: Law) -> None:
        """From here on `law` is the last one, and what 该条例 means if it is one."""
        self.last = law
        if word := type_of(law.full or law.name or ""):
            self._by_type[word] = law

    def named(self, name: str) -> Law:
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

    def annotated(self, law: Law, position: int) -> tuple[Law, int]:
        """The law with what the notes at `position` say of it, and the position after them; a 以下简称 is remembered."""
        note, end = read_notes(self._text, position, self._names, law.name or "")
        if note == Note():
            return law, end
        if note.suffix and law.name:
            law = self.named(law.name + note.suffix)._replace(note=law.note)
        merged = Note(note.version or law.note.version, note.doc_no or law.note.doc_no)
        law = law._replace(note=merged)
        law = law._replace(kind=kind_of(law.full or "", self._names.full(law.name or "") is not None, merged))
        if note.short and len(self._local) < _LOCAL_NAMES:
            self._local[note.short] = law
        return law, end

    def inherited(self, position: int) -> Law:
        """The law of a unit at `position` before which none stands."""
        if self.last or self.context:
            return self.last or self.context or NO_LAW
        mentions = [self._mentioned(word, position) for word in ("法", "条例", "办法", "规定")]
        return next((law for law in mentions if law), NO_LAW)

    def meant_by(self, word: str, position: int) -> Law:
        """The law behind 本法 or 该条例 at `position`."""
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

    def derived(self, law: Law, ending: str) -> Law:
        """《税收征收管理法》及其实施细则."""
        for base in (law.full, law.name):
            if base and (full := self._names.full(base + ending)):
                return Law(full, full)
        if law.name is None or law.name.endswith(ending):
            return Law(law.name, law.full)
        return Law(law.name + ending, law.name + ending)

    def bare_before(self, position: int) -> Law | None:
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
                return self.derived(self.last, its[1])
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
        window = text[max(self.floor, end - BARE_LIMIT) : end]
        begin = 0
        for boundary in BOUNDARY.finditer(window):
            begin = boundary.end()
        name = window[begin:]
        if len(name) < 4 or _NOT_A_NAME.search(name):
            return None
        return name
