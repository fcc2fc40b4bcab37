"""The nouns of the house: what officials decided, as frozen values that know where they were written."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from typing import Any, ClassVar, Self


class Kind(Enum):
    """The four lists of 行政处罚法 and 行政强制法; the value is the official word."""

    NO_PENALTY = "不予处罚"
    LIGHTER_PENALTY = "从轻处罚"
    MITIGATED_PENALTY = "减轻处罚"
    NO_COERCION = "免予行政强制"

    @property
    def slug(self) -> str:
        """The ASCII name used in paths and URLs: no-penalty, lighter-penalty, …"""
        return self.name.lower().replace("_", "-")

    @classmethod
    def of(cls, text: str) -> "Kind | None":
        """The kind written as slug or as official word; None when it is neither."""
        return next((kind for kind in cls if text in (kind.slug, kind.value)), None)


class ExemptionType(Enum):
    """Why a violation is not punished (行政处罚法 30、31、33, or a special clause)."""

    MINOR = "轻微不罚"
    FIRST_TIME = "首违不罚"
    NO_FAULT = "无主观过错"
    MINOR_AGE = "未成年人"
    MENTAL_ILLNESS = "精神智力障碍"
    SPECIAL_CLAUSE = "法定专条"


class Severity(Enum):
    """How much a finding weighs; the value is what JSON prints."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Status(Enum):
    """Where a version stands on a day; derived from dates, never stored."""

    IN_FORCE = "in_force"
    SCHEDULED = "scheduled"
    ENDED = "ended"
    DRAFT = "draft"

    @property
    def label(self) -> str:
        """The word a reader sees."""
        return {"in_force": "现行有效", "scheduled": "尚未生效", "ended": "已失效", "draft": "草案"}[self.value]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record was written: file path from the root, physical line and spreadsheet row (both 1-based)."""

    path: str
    line: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, for a person who must mend it. Findings are values; they are never raised."""

    rule: str
    severity: Severity
    message: str
    hint: str = ""
    path: str = ""
    line: int | None = None
    row: int | None = None
    column: str | None = None
    cell: str | None = None
    field: str | None = None
    item_id: str | None = None
    value: str | None = None
    legal_basis: tuple[str, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Path, line, column position, rule: the order of every report."""
        column = 0
        for letter in (self.cell or "").rstrip("0123456789"):
            column = column * 26 + ord(letter) - 64
        return (self.path, self.line or 0, column, self.rule, self.message)


class Refusal(Exception):
    """The tool could not work (exit 2); the text says why and what to do."""


def _text(text: str) -> object:
    return text


@lru_cache(maxsize=4096)  # many rows say the same: it is read once and kept once
def _date(text: str) -> object:
    if len(text) != 10:  # fromisoformat also takes 20240101 and 2024-W01-1
        raise ValueError(text)
    return date.fromisoformat(text)


def _bool(text: str) -> object:
    return {"是": True, "否": False}[text]


def _number(text: str) -> object:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


@lru_cache(maxsize=4096)
def _several(text: str) -> object:
    return tuple(part.strip() for part in text.split(";") if part.strip())


_READERS: tuple[tuple[object, Callable[[str], object]], ...] = (
    (str | None, _text), (date | None, _date), (bool | None, _bool), (int | None, _number),
    (tuple[str, ...], _several))


@cache
def _readers(record: Hashable) -> Mapping[str, tuple[str, Callable[[str], object]]]:
    """Column → (attribute, reader of its cell), of every column of a kind of record."""
    assert isinstance(record, type)
    assert issubclass(record, Record)
    given = record.PLACE | {"source", "malformed"}
    return {COLUMN_OF.get(f.name, f.name): (f.name, next(read for kind, read in _READERS if kind == f.type))
            for f in fields(record) if f.name not in given}


COLUMN_OF = {"valid_from": "from", "valid_to": "to", "redacted_on": "date"}
"""Attributes whose column has a name that Python or the type reserves."""
ATTRIBUTE_OF = {column: attribute for attribute, column in COLUMN_OF.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a table, typed. `malformed` names the fields whose cell could not be typed (already reported)."""

    source: Source = Source("")
    malformed: frozenset[str] = frozenset()

    PLACE: ClassVar[frozenset[str]] = frozenset()
    """Fields known from the path of the file and not from a cell."""

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The columns of the CSV that this record holds."""
        return tuple(_readers(cls))  # type: ignore[arg-type]

    @classmethod
    def from_cells(cls, cells: Mapping[str, str], source: Source = Source(""), **place: object) -> Self:
        """The record written in `cells` (field → text, empty cells absent)."""
        values: dict[str, Any] = dict(place)
        malformed = set()
        readers = _readers(cls)  # type: ignore[arg-type]
        for column, cell in cells.items():
            if column in readers:
                attribute, read = readers[column]
                try:
                    values[attribute] = read(cell)
                except (ValueError, KeyError):
                    malformed.add(column)
        return cls(source=source, malformed=frozenset(malformed), **values)

    def text(self, name: str) -> str:
        """The cell of column `name` as canonical CSV writes it; empty when absent."""
        value = getattr(self, ATTRIBUTE_OF.get(name, name))
        if value is None:
            return ""
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, tuple):
            return ";".join(value)
        return value.isoformat() if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Record):
    """One version of one entry (事项) of a list; department (code) and kind come from the path of its file."""

    PLACE: ClassVar[frozenset[str]] = frozenset({"department", "kind"})

    department: str
    kind: Kind
    item_id: str | None = None
    violation: str | None = None
    power_code: str | None = None
    field: str | None = None
    subject: tuple[str, ...] = ()
    obligation_basis: str | None = None
    penalty_basis: str | None = None
    statutory_penalty: str | None = None
    coercion_basis: str | None = None
    coercion_measure: str | None = None
    exemption_type: str | None = None
    conditions: str | None = None
    relief_basis: str | None = None
    outcome: str | None = None
    correction: bool | None = None
    correction_deadline: str | None = None
    supporting_measures: str | None = None
    township: bool | None = None
    inclusion_reason: str | None = None
    change_reason: str | None = None
    edition: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    end_reason: str | None = None
    replaced_by: tuple[str, ...] = ()
    note: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """(item_id, effective_from): what makes a version one of its kind."""
        return (self.item_id or "", self.text("effective_from"))


@dataclass(frozen=True, slots=True, kw_only=True)
class City(Record):
    """The city and its switches (lists/city.csv has one row)."""

    name: str | None = None
    demo: bool | None = None
    laws_checked: date | None = None
    base_url: str | None = None
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Record):
    """One 印发: the act by which versions of items become public."""

    edition: str | None = None
    department: str | None = None
    kinds: tuple[str, ...] = ()
    title: str | None = None
    doc_no: str | None = None
    registration_no: str | None = None
    consult_from: date | None = None
    consult_to: date | None = None
    fair_competition: str | None = None
    review_no: str | None = None
    review_date: date | None = None
    review_conclusion: str | None = None
    deliberated_on: date | None = None
    issued_on: date | None = None
    published_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    trial: bool | None = None
    publish_mode: str | None = None
    replaces: tuple[str, ...] = ()
    withdrawn_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Record):
    """A row that holds from `valid_from` (first day) to `valid_to` (first day it no longer holds)."""

    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """True iff the row holds on `day`; an empty bound is open."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Dated):
    """A department's definition of a term, or a general condition that its list inherits (rule C03)."""

    department: str | None = None
    kind: str | None = None
    term: str | None = None
    definition: str | None = None
    value: str | None = None
    unit: str | None = None
    general_condition: bool | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefClause(Dated):
    """A clause outside 行政处罚法 and 行政强制法 that itself grants leniency."""

    law: str | None = None
    article: str | None = None
    kinds: tuple[str, ...] = ()
    conditions: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Dated):
    """An announced enforcement department (行政执法主体)."""

    dept: str | None = None
    name: str | None = None
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Township(Dated):
    """A town, subdistrict or park that enforces delegated items in its own name."""

    town: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation(Record):
    """A penalty power handed to a town (行政处罚法 第二十四条) and, maybe, taken back."""

    town: str | None = None
    dept: str | None = None
    penalty_basis: str | None = None
    power_code: str | None = None
    valid_from: date | None = None
    recalled_on: date | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus(Dated):
    """An entry of the 重点监管清单: conduct that may not be on a leniency list (rule E02)."""

    PLACE: ClassVar[frozenset[str]] = frozenset({"department"})

    department: str
    violation: str | None = None
    penalty_basis: str | None = None
    power_code: str | None = None
    risk: str | None = None
    measures: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorItem(Dated):
    """An entry that a superior authority has published: what this city may apply as it is, and not widen (F03, F04)."""

    PLACE: ClassVar[frozenset[str]] = frozenset({"authority"})

    authority: str
    issuer: str | None = None
    title: str | None = None
    doc_no: str | None = None
    number: int | None = None
    kind: str | None = None
    violation: str | None = None
    penalty_basis: str | None = None
    conditions: str | None = None
    outcome: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Record):
    """司法局 accepts, for a reason and a time, that one item breaks one rule."""

    rule: str | None = None
    item_id: str | None = None
    reason: str | None = None
    approver: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Dated):
    """A dated, cited threshold of local practice; rules that read it only warn."""

    rule: str | None = None
    parameter: str | None = None
    value: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay(Record):
    """A day of the yearly holiday arrangement: off, or a weekend day that is worked (调休上班)."""

    day: date | None = None
    working: bool | None = None
    name: str | None = None
    doc_no: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary(Record):
    """A word people say and the words the lists use for it."""

    term: str | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction(Record):
    """A field of an item that is hidden in every output because personal data slipped through."""

    item_id: str | None = None
    field: str | None = None
    reason: str | None = None
    redacted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Record):
    """A named state of the published data: everything published by that day, kept under a permanent address."""

    tag: str | None = None
    released_on: date | None = None
    note: str | None = None


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
