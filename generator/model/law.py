"""The law as the registry knows it: versions, what each article holds, and what became of it in the next text."""

from dataclasses import dataclass
from datetime import date

from generator.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class LawVersion(Record):
    """One version of a law; in force on day D iff effective_from ≤ D < effective_to (empty end = open)."""

    law_id: str | None = None
    law_key: str | None = None
    name: str | None = None
    aliases: tuple[str, ...] = ()
    level: str | None = None
    issuer: str | None = None
    promulgated: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    verified: bool | None = None
    label: str | None = None
    articles: int | None = None
    last_article: int | None = None
    replaced_by: str | None = None

    @property
    def titled(self) -> str:
        """The version as a sentence names it: 《中华人民共和国统计法》（2024修正）."""
        return f"《{self.name}》" + (f"（{self.label}）" if self.label else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class LawArticle(Record):
    """The structure of one article: number of paragraphs, and of items in each; what each names of money, duties and authorities.

    `items`, `fines` (fen, a range as minimum-maximum), `duties` (articles) and `authorities` (names) are lists by paragraph:
    ; between paragraphs, a space between facts.
    """

    law_id: str | None = None
    article: int | None = None
    suffix: int | None = None
    paragraphs: int | None = None
    items: str | None = None
    fines: str | None = None
    duties: str | None = None
    authorities: str | None = None
    hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPair(Record):
    """What became of one article in the next text of its law, or in the law that repealed it (`to_*` empty: gone)."""

    from_law_id: str | None = None
    from_article: int | None = None
    from_suffix: int | None = None
    to_law_id: str | None = None
    to_article: int | None = None
    to_suffix: int | None = None
    similarity: str | None = None
    amount_changed: bool | None = None
    verdict: str | None = None
    confirmed: bool | None = None
