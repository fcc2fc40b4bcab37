"""The fixed words of every page: notices, cautions, and how days, intervals, lists and editions are said."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from generator.model import Edition, Finding, Interval, Kind, Severity, Status

DEMO = "演示数据，非任何机关发布，不具法律效力"
PREVIEW = "预览·非正式发布"
CAUTION = "可能适用，以执法机关认定为准"
WHEN = {Status.ENDED: "曾", Status.SCHEDULED: "生效后"}
"""What stands before 可能适用 where that is not so today."""
COUNTED = "数字是现行有效和尚未生效的事项数"
NOT_LISTED = "未列入清单不等于一律处罚"
HIDDEN = "已依法隐去"
HISTORIC = "历史版本"
DUTY = "该行为仍然违反法律规定，应当停止并改正。"
NOT_THE_PENALTY = "不采取强制措施，不等于不处罚；是否处罚另行认定。"

LIST_NAMES = {
    Kind.NO_PENALTY: "不予处罚事项清单",
    Kind.LIGHTER_PENALTY: "从轻处罚事项清单",
    Kind.MITIGATED_PENALTY: "减轻处罚事项清单",
    Kind.NO_COERCION: "免予行政强制事项清单",
}

KIND_MEANINGS = {
    Kind.NO_PENALTY: "符合法定条件的，不予或者可以不予行政处罚",
    Kind.LIGHTER_PENALTY: "在法定幅度以内，选择较轻的处罚",
    Kind.MITIGATED_PENALTY: "在法定幅度的最低限以下处罚",
    Kind.NO_COERCION: "情节显著轻微的，可以不采取查封、扣押等措施；是否处罚另行认定",
}


def day(value: date | None) -> str:
    """A day as an official text writes it: 2026年9月15日."""
    return f"{value.year}年{value.month}月{value.day}日" if value else "未定"


def last_day(until: date) -> str:
    """The last day that an interval ending (exclusively) at `until` still covers."""
    return day(until - timedelta(days=1))


def interval_words(interval: Interval | None, status: Status) -> str:
    """When a version applies, as the status strip says it."""
    if interval is None:
        return "施行日期未定"
    if interval.empty:
        return f"原定自{day(interval.start)}起施行，未曾施行（{interval.reason}）"
    if status is Status.ENDED and interval.end:
        return f"自{day(interval.start)}起施行，至{last_day(interval.end)}止（{interval.reason}）"
    if interval.end:
        return f"自{day(interval.start)}起施行，有效期至{last_day(interval.end)}"
    return f"自{day(interval.start)}起施行，未定失效日期"


def weighed(findings: Iterable[Finding]) -> str:
    """How many there are of each weight, 3个错误、1个提醒; empty when there are none."""
    counts = Counter(finding.severity for finding in findings)
    return "、".join(f"{counts[severity]}个{severity.label}" for severity in Severity if counts[severity])


def edition_named(edition: Edition) -> str:
    """What an edition is called: its title, or else its code, with the 文号 in brackets."""
    return f"{edition.title or edition.edition}{f'（{edition.doc_no}）' if edition.doc_no else ''}"
