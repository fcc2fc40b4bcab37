"""One article of a statute as the map compares it: its sentences, its word pairs, the articles it cites, its nature."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.citation import read_number

_NUMBER = "[〇零一二两三四五六七八九十百千0-9]+"
_REFERENCE = re.compile(rf"(?<!》)第({_NUMBER})条(?:之({_NUMBER}))?(?:第{_NUMBER}款)?(?:第[（(]?{_NUMBER}[）)]?项)?")
_ITSELF = re.compile("本(?:法典|法|条例|办法|规定|细则|规则|决定)")
_MARKS = re.compile(r"[\W_]+")
_PENAL = re.compile("罚款|处分|拘留|警告|吊销|没收|法律责任|刑事责任|予以处罚|行政处罚|责令(?:限期)?(?:改正|停)")
_SENTENCE_END = re.compile("[。；;\n]")
_SHORTEST = 8
"""A sentence with fewer signs says too little to be followed on its own."""
_IN_FORCE = re.compile(_ITSELF.pattern + "自.{2,16}起(?:施行|生效|实施)")
_PURPOSE = re.compile("(?:为|根据).*制定" + _ITSELF.pattern)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A part of an article that may wander on its own; `weightless` for the lead-in of a list."""

    text: str
    pairs: Mapping[str, int]
    weightless: bool = False


@dataclass(frozen=True)
class Text:
    """One article: number, suffix (之几, 0 if none), its paragraphs and the items of each paragraph."""

    article: int
    suffix: int
    paragraphs: tuple[str, ...]
    items: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, parsed: Mapping[str, Any]) -> "Text":
        """From one line of articles.jsonl."""
        return cls(parsed["article"], parsed["article_suffix"], tuple(parsed["paragraphs"]),
                   tuple(tuple(items) for items in parsed["items"]))

    @property
    def place(self) -> tuple[int, int]:
        """(article, suffix)."""
        return self.article, self.suffix

    @cached_property
    def whole(self) -> str:
        """Paragraphs and items in order, one a line."""
        lines: list[str] = []
        for number, paragraph in enumerate(self.paragraphs):
            lines.append(paragraph)
            lines.extend(self.items[number] if number < len(self.items) else ())
        return "\n".join(lines)

    @cached_property
    def plain(self) -> str:
        """The words alone: no punctuation, cited numbers masked. Equal iff an amendment only renumbered."""
        return plain(self.whole)

    @cached_property
    def pairs(self) -> Mapping[str, int]:
        """Every two neighbouring signs and how often."""
        return pairs(self.plain)

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
        return bool(_PENAL.search(self.whole))

    @cached_property
    def formula(self) -> str | None:
        """Which of the two set pieces of every statute it is: its purpose or its entry into force."""
        if _IN_FORCE.match(self.whole):
            return "施行"
        return "目的" if _PURPOSE.match(self.whole) else None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The parts that may end up in different articles: items, and the sentences of paragraphs."""
        found = []
        for number, paragraph in enumerate(self.paragraphs):
            items = self.items[number] if number < len(self.items) else ()
            parts = [part for part in _SENTENCE_END.split(paragraph) if part]
            for part in parts:
                found.append(_sentence(part, bool(items) and part is parts[-1]))
            found.extend(_sentence(item) for item in items)
        return tuple(sentence for sentence in found if len(sentence.text) >= _SHORTEST) or tuple(found)


def _sentence(text: str, weightless: bool = False) -> Sentence:
    words = plain(text)
    return Sentence(words, pairs(words), weightless)


def plain(text: str) -> str:
    """`text` without punctuation, its law called 本法 and cited article numbers masked."""
    return _MARKS.sub("", _ITSELF.sub("本法", _REFERENCE.sub("第条", text)))


def pairs(words: str) -> Mapping[str, int]:
    """The neighbouring signs of `words`, counted, in order of appearance."""
    return Counter(words[i : i + 2] for i in range(len(words) - 1)) if len(words) > 1 else Counter([words])


def texts(parsed: Sequence[Mapping[str, Any]]) -> tuple[Text, ...]:
    """The articles of one version, in order."""
    return tuple(Text.of(article) for article in parsed)
