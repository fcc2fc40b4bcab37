"""The nouns of the house: what officials decided, one record for each kind of row."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar

from generator.model.record import Dated, Record


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


BASES = ("obligation_basis", "penalty_basis", "coercion_basis", "relief_basis")
"""The columns of an item that cite law."""


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
