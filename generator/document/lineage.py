"""Whence an article came and what became of it, as the map of old and new articles knows."""

from collections.abc import Iterator, Mapping

from generator.citation import article_label
from generator.document import addresses
from generator.document.blocks import Bullets, Inline, Link, Text
from generator.document.lawbook import CitedLaw
from generator.document.shelf import Shelf
from generator.lawmap import Link as Passage
from generator.lawmap import Outcome, law_map
from generator.model import LawVersion

CHECK = "新旧条文的对照由程序按文字算出，未标“经人核对”的请与原文核对。"


def lineage(version: LawVersion, place: tuple[int, int], shelf: Shelf, known: Mapping[str, CitedLaw]) -> Iterator[Bullets]:
    """Where the article of `version` stood before and where it stands since; `known` are the laws that have a page, by name."""
    passages = shelf.world.once(law_map)
    law_id = version.law_id or ""
    before = [_said("原为", link.from_law_id, link.from_article, link.from_suffix, link, version, shelf, known)
              for link in passages.origins(law_id, *place) if link.verdict is not Outcome.UNSURE]
    after = [_said("现为", link.target[0], link.target[1], link.target[2], link, version, shelf, known)
             for link in passages.links(law_id, *place) if link.target and link.verdict is not Outcome.UNSURE]
    found: tuple[Text, ...] = tuple(filter(None, (*before, *after)))
    if found:
        yield Bullets(found, "lineage")


def _said(word: str, law_id: str, article: int, suffix: int, link: Passage, version: LawVersion, shelf: Shelf,
          known: Mapping[str, CitedLaw]) -> tuple[Inline, ...]:
    """原为《水污染防治法》（2017修正）第八十二条：有改动. A place that kept both its number and its words is not worth a line."""
    other = shelf.laws.version(law_id)
    if other is None or (other.name == version.name and link.verdict is Outcome.SAME
                         and (link.from_article, link.from_suffix) == (link.to_article, link.to_suffix)):
        return ()
    label = article_label(article, suffix or None)
    name = f"{'' if other.name == version.name else f'《{other.name}》'}{f'（{other.label}）' if other.label else ''}{label}"
    law = known.get(other.name or "") if other.name != version.name else None
    anchor = f"#{addresses.article_anchor(article, suffix or None)}" if law and (article, suffix) in law.uses else ""
    target = f"{addresses.law(law.key)}{anchor}" if law else ""
    money = "，数额有变" if link.amount_changed else ""
    return word, Link(name, target) if target else name, f"：{link.verdict.label}{money}{'（经人核对）' if link.confirmed else ''}"
