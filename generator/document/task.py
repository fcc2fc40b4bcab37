"""What somebody has to do about the lists: what, by when, why and how. Internal: a task may quote findings, so none is ever published."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from generator.impact import Hit
from generator.legality.procedure import months_after
from generator.model import Kind, Source

AHEAD = 6
"""Months that the worklist looks ahead (有效期届满前六个月评估), and for how long it tells what needs no mending."""


class Duty(Enum):
    """What kind of task; the value is what JSON prints. Of tasks due on the same day the earlier kind comes first."""

    STOPPING = "stopping"
    BASIS = "basis"
    ERROR = "error"
    DELEGATION = "delegation"
    EXPIRY = "expiry"
    WAIVER = "waiver"
    LAW = "law"
    START = "start"
    DRAFT = "draft"
    SUPERIOR = "superior"
    REVIEW = "review"

    @property
    def label(self) -> str:
        """The words a reader sees."""
        return _LABELS[self]


_LABELS = {
    Duty.STOPPING: "错误（改正以前网站不能生成）", Duty.BASIS: "依据有变化", Duty.ERROR: "公布以后出现的错误", Duty.DELEGATION: "镇街赋权收回", Duty.EXPIRY: "有效期届满",
    Duty.WAIVER: "豁免到期", Duty.LAW: "所引法规将要修改", Duty.START: "即将施行", Duty.DRAFT: "草案没有公布", Duty.SUPERIOR: "上级清单有变化",
    Duty.REVIEW: "年度复核"}


class Urgency(Enum):
    """How soon, the most urgent first; the value is what JSON prints."""

    WRONG = "wrong"
    OVERDUE = "overdue"
    MONTH = "month"
    HALF_YEAR = "half_year"
    LATER = "later"
    OPEN = "open"

    @property
    def label(self) -> str:
        """The words a reader sees."""
        return {"wrong": "立即改正", "overdue": "已经到期", "month": "一个月内", "half_year": "六个月内", "later": "六个月以后",
                "open": "没有期限"}[self.value]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: the sentence, the rule that says so (None where dates alone do), and the law or document behind it."""

    text: str
    rule: str | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do. `department` is a code, empty where the tables that all departments share are meant.

    `name` says what it is about: the conduct of an item, the title of an edition. `wrong`: something published is
    wrong today, whenever it should have been mended. `due`: None where no day is set.
    """

    department: str
    duty: Duty
    source: Source
    name: str
    reasons: tuple[Reason, ...]
    steps: tuple[str, ...]
    wrong: bool = False
    due: date | None = None
    item_id: str | None = None
    edition: str | None = None
    kind: Kind | None = None
    proposals: tuple[Hit, ...] = ()

    def urgency(self, as_of: date) -> Urgency:
        """How soon, seen on a day."""
        if self.wrong:
            return Urgency.WRONG
        if self.due is None:
            return Urgency.OPEN
        if self.due <= as_of:
            return Urgency.OVERDUE
        if self.due <= months_after(as_of, 1):
            return Urgency.MONTH
        return Urgency.HALF_YEAR if self.due <= months_after(as_of, AHEAD) else Urgency.LATER

    def weight(self, as_of: date) -> tuple[int, date, int, str, int]:
        """What tasks are sorted by: the most urgent first, then the day, the kind of task and the place."""
        return (list(Urgency).index(self.urgency(as_of)), self.due or as_of, list(Duty).index(self.duty), self.source.path, self.source.line or 0)
