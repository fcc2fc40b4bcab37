"""One article of a statute as the map compares it: its sentences, its words, the articles it cites, its nature."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from generator.citation import read_number
from generator.penalty.amounts import spans

_NUMBER = "[〇零一二两三四五六七八九十百千0-9]+"
_REFERENCE = re.compile(rf"(?<!》)第({_NUMBER})条(?:之({_NUMBER}))?(?:第{_NUMBER}款)?(?:第[（(]?{_NUMBER}[）)]?项)?")
_ITSELF = re.compile("本(?:法典|法|条例|办法|规定|细则|规则|决定)")
_RENAMED = re.compile("环境保护(?:行政)?主管部门")
"""国务院机构改革方案（2018）：later statutes say 生态环境主管部门; nothing changed but the name."""
_BREACH = re.compile("违反本法(?:第条)*(?:的?规定)?(?:有下列(?:行为|情形)之一的?)?")
"""How most penal sentences begin: no sign of what they punish."""
_MARKS = re.compile(r"[\W_]+")
_PENAL = re.compile("处[^。]{0,30}罚款|处[^。]{0,20}拘留|给予处分|追究刑事责任|予以处罚|吊销")
_PUNISHES = re.compile("罚款|没收|拘留|吊销")
_GRADES = re.compile("对?有?前款|情节|拒不改正|逾期|警告后不改正|(?:有|没有|无)?违法所得|构成|尚不|(?:可以)?并处|由.{2,60}(?:责令|处|给予)|对.{0,4}负责的|处.*罚款|责令|没收|给予")
"""How a sentence begins that grades a penalty: it says how hard, by whom, but not for what."""
_SENTENCE_END = re.compile(r"[。；;\n]|(?<=的)[，,](?=由.{2,60}?(?:责令|处|给予)|(?:责令|没收|给予)|并?处(?!理|置|分))")
"""A penal sentence ends where the deed does: its penalty reads like a hundred others."""
_SHORTEST = 8
"""A sentence with fewer signs says too little to be followed on its own."""
_IN_FORCE = re.compile(_ITSELF.pattern + "自.{2,16}起(?:施行|生效|实施)")
_PURPOSE = re.compile("为(?:了)?.{4,}制定" + _ITSELF.pattern)
_AUTHORITY = re.compile("主管全国|(?:负责|主管)[^。，；]{0,10}全国|主管机关.{0,12}是")
_CLOSING: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "解释": (re.compile("[^。]*负责解释"), re.compile("解释")),
    "授权": (re.compile("本(?:法|条例|办法|规定)的?(?:实施)?(?:细则|(?:具体|实施)办法)|省、自治区、直辖市[^。；]*制定[^。；]*(?:细则|办法)。?$"),
           re.compile("细则|办法")),
    "过渡": (re.compile("本(?:法|条例|办法|规定)(?:施行|公布|实施)(?:之日|以)?前"), re.compile("(?:施行|公布|实施)(?:之日|以)?前")),
    "救济": (re.compile(".*申请复议.*起诉", re.DOTALL), re.compile("复议")),
}
"""Articles that stand at the end of many statutes, by what they begin with and what their counterpart must speak of: who
interprets, who makes the detailed rules, what a person fined can do."""

Words = Mapping[str, int]
"""Every two neighbouring signs of a text, and how often."""
Amounts = frozenset[tuple[str | None, Fraction | None, Fraction | None]]
"""Each as (元, 倍 or %; from; to)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A part of an article that may wander on its own; `leads`: it only leads into a list."""

    text: str
    words: Words
    leads: bool = False

    @property
    def tells(self) -> bool:
        """True iff it says what is required or punished, so that where it stands now tells where the rule went."""
        return not self.leads and not _GRADES.match(self.text)


@dataclass(frozen=True)
class Text:
    """One article: number, suffix (之几, 0 if none), its paragraphs, the items of each paragraph, its headings."""

    article: int
    suffix: int
    paragraphs: tuple[str, ...]
    items: tuple[tuple[str, ...], ...] = ()
    chapter: str = ""

    @classmethod
    def of(cls, parsed: Mapping[str, Any]) -> "Text":
        """From one line of articles.jsonl."""
        return cls(parsed["article"], parsed["article_suffix"], tuple(parsed["paragraphs"]),
                   tuple(tuple(items) for items in parsed["items"]), parsed.get("chapter") or "")

    @property
    def place(self) -> tuple[int, int]:
        """(article, suffix)."""
        return self.article, self.suffix

    def _parts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for number, paragraph in enumerate(self.paragraphs):
            yield paragraph, self.items[number] if number < len(self.items) else ()

    @cached_property
    def whole(self) -> str:
        """Paragraphs and items in order, one a line."""
        return "\n".join(line for paragraph, items in self._parts() for line in (paragraph, *items))

    @cached_property
    def plain(self) -> str:
        """The words alone: no punctuation, cited numbers masked. Equal iff an amendment only renumbered."""
        return plain(self.whole)

    @cached_property
    def words(self) -> Words:
        """Every two neighbouring signs of the article."""
        return pairs(_BREACH.sub("", self.plain) or self.plain)

    @cached_property
    def letters(self) -> Words:
        """The single signs of the article."""
        return Counter(self.plain)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The parts that may end up in different articles: items, and the sentences of paragraphs."""
        found: list[tuple[str, bool]] = []
        for paragraph, items in self._parts():
            parts = [words for part in _SENTENCE_END.split(paragraph) if (words := _BREACH.sub("", plain(part)))]
            found.extend((words, bool(items) and number == len(parts)) for number, words in enumerate(parts, 1))
            found.extend((words, False) for item in items if (words := _BREACH.sub("", plain(item))))
        long = [(words, leads) for words, leads in found if len(words) >= _SHORTEST]
        return tuple(Sentence(words, pairs(words), leads) for words, leads in long or found) or (Sentence("", {}),)

    @cached_property
    def references(self) -> frozenset[tuple[int, int]]:
        """The articles of its own law that it cites."""
        found = set()
        for match in _REFERENCE.finditer(self.whole):
            number = read_number(match[1])
            if number is not None:
                found.add((number, read_number(match[2]) or 0 if match[2] else 0))
        return frozenset(found)

    @cached_property
    def is_penal(self) -> bool:
        """True iff it lays down what follows a violation, rather than the duty itself."""
        return self.on_liability or bool(_PENAL.search(self.whole))

    @property
    def on_liability(self) -> bool:
        """True iff it stands in the chapter on penalties."""
        return any(word in self.chapter for word in ("法律责任", "罚则"))

    @cached_property
    def formula(self) -> str | None:
        """Which of the two set pieces of every statute it is: its purpose or its entry into force."""
        if _IN_FORCE.search(self.whole):
            return "施行"
        return "目的" if _PURPOSE.match(self.whole) else None

    @cached_property
    def names_authority(self) -> bool:
        """True iff it says who is in charge throughout the country."""
        return bool(_AUTHORITY.search(self.whole))

    @cached_property
    def closing(self) -> str | None:
        """Which of the articles at the end of many statutes it is."""
        return next((name for name, (own, _) in _CLOSING.items() if own.match(self.whole)), None)

    def speaks_of(self, closing: str) -> bool:
        """True iff a closing article of this kind may have become this one."""
        return bool(_CLOSING[closing][1].search(self.whole))

    @property
    def punishes_one_deed(self) -> bool:
        """True iff it lays down a fine or the like, and not for a list of deeds."""
        return self.is_penal and not any(self.items) and bool(_PUNISHES.search(self.whole))

    @cached_property
    def deed(self) -> Words:
        """The signs of the sentences that say what is required or punished, of all of them when none does."""
        telling = [sentence for sentence in self.sentences if sentence.tells] or self.sentences
        return {sign: 1 for sentence in telling for sign in sentence.words}

    @cached_property
    def amounts(self) -> Amounts:
        """The amounts it names."""
        return _amounts(self.whole)

    def amounts_about(self, other: "Text") -> Amounts:
        """The amounts of the paragraph that is about what `other` is: all of them when they cannot be told apart."""
        blocks = ["\n".join((paragraph, *items)) for paragraph, items in self._parts()]
        if len(blocks) < 2 or len(other.paragraphs) > 1 or "前款" in self.whole:
            return self.amounts
        return _amounts(max(blocks, key=lambda block: _cosine(pairs(plain(block)), other.words))) or self.amounts


def plain(text: str) -> str:
    """`text` without punctuation, its law called 本法, cited article numbers masked, authorities by their present name."""
    return _MARKS.sub("", _RENAMED.sub("生态环境主管部门", _ITSELF.sub("本法", _REFERENCE.sub("第条", text))))


def pairs(words: str) -> Words:
    """The neighbouring signs of `words`, counted, in order of appearance."""
    return Counter(words[i : i + 2] for i in range(len(words) - 1)) if len(words) > 1 else Counter([words])


def _amounts(text: str) -> Amounts:
    found = spans(re.sub(r"[^\S\n]", "", text).replace("\n", ";"))
    return frozenset((span.unit, span.low, span.high) for span in found if span.unit in ("元", "倍", "%"))


def _cosine(one: Words, other: Words) -> float:
    shared = sum(count * other.get(sign, 0) for sign, count in one.items())
    return shared / math.sqrt(sum(count * count for count in one.values()) or 1)
