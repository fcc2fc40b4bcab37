"""Comparisons as JSON."""

from collections.abc import Iterable
from typing import Any

from generator.diff.changes import Change, FieldChange, RecordChange
from generator.diff.comparison import Comparison, Consequence
from generator.diff.reason import Judgement
from generator.document.review import Review
from generator.report import answer, finding_json


def diff_json(comparison: Comparison, base: str, head: str | None) -> dict[str, Any]:
    """The answer of `diff --format json`; `base` and `head` are commits, head None for the working tree."""
    return answer(
        "diff", comparison.after.as_of, base=base, head=head,
        changes=[_change(change, judged) for change, judged in comparison.judged],
        consequences=[_consequence(one) for one in comparison.consequences],
        tables=[_record(change) for change in comparison.changes.records],
        gained=[finding_json(finding) for finding in comparison.gained],
        lost=[finding_json(finding) for finding in comparison.lost])


def review_json(review: Review, base: str, head: str | None) -> dict[str, Any]:
    """The answer of `review --format json`: the comparison, and what weighs most in it."""
    return diff_json(review.comparison, base, head) | {
        "format": "qingdan/review/1", "verdict": review.verdict, "errors": len(review.errors),
        "high_risk": [{"item_id": item.item_id, "reason": why} for item, why in review.comparison.risky],
        "towns": [{"town": town, "items": list(items)} for town, items in review.towns],
        "standing": [finding_json(finding) for finding in review.comparison.standing],
        "unread": [{"path": one.path, "side": "head" if one.since else "base", "reason": one.why, "whole": one.whole}
                   for one in review.comparison.unread]}


def _change(change: Change, judged: Judgement) -> dict[str, Any]:
    item = change.item
    return {
        "item_id": item.item_id, "effective_from": item.text("effective_from") or None, "department": item.department,
        "kind": item.kind.slug, "change": change.kind.value, "direction": judged.direction.slug, "reason": judged.text,
        "needs_judgement": judged.unsure, "fields": fields(change.fields)}


def fields(differences: Iterable[FieldChange]) -> list[dict[str, str]]:
    """Columns that differ; an empty cell is an empty text."""
    return [{"field": one.field, "before": one.before, "after": one.after} for one in differences]


def _consequence(one: Consequence) -> dict[str, Any]:
    return {"item_id": one.item.item_id, "effective_from": one.item.text("effective_from") or None,
            "direction": one.reason.direction.slug, "reason": one.reason.text}


def _record(change: RecordChange) -> dict[str, Any]:
    word = "amended" if change.before and change.after else "added" if change.after else "removed"
    return {"table": change.table, "change": word, "fields": fields(change.fields)}
