"""The worklist as text for the terminal and as JSON."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator import report
from generator.document import words
from generator.document.task import Task, Urgency
from generator.document.worklist import INTERNAL, Worklist, because, due, place, proposed, subject


def worklist_text(found: Worklist) -> str:
    """Department by department; each task begins with its file and line, so that editors can jump to it."""
    lines = [f"{INTERNAL}。{f'{words.DEMO}。' if found.world.book.city.demo else ''}"]
    for name, tasks in found.by_department():
        lines += ["", f"{name}（{len(tasks)}件）"]
        for task in tasks:
            lines += _lines(task, found.as_of)
    lines += ["", found.summary]
    return "\n".join([*lines, *filter(None, (found.rest,))])


def _lines(task: Task, as_of: date) -> Iterator[str]:
    yield f"{place(task)} {subject(task)}：{task.duty.label}，{due(task, as_of)}"
    yield from (f"    原因　{because(reason)}" for reason in task.reasons)
    yield from (f"    办法　{step}" for step in task.steps)
    yield from (f"    建议　{proposed(hit)}" for hit in task.proposals)


def worklist_json(found: Worklist) -> dict[str, Any]:
    """The answer of `report worklist --format json`."""
    city = found.world.book.city
    return report.answer(
        "report-worklist", found.as_of, notice=words.DEMO if city.demo else None, department=found.department,
        laws_checked=city.laws_checked.isoformat() if city.laws_checked else None,
        looked_at={"lists": found.lists, "items": found.items, "versions": found.versions, "editions": found.editions}, left_to_check=found.left,
        counts={urgency.value: found.counts[urgency] for urgency in Urgency}, tasks=[_task(task, found.as_of) for task in found.tasks])


def _task(task: Task, as_of: date) -> dict[str, Any]:
    return {
        "department": task.department or None, "duty": task.duty.value, "urgency": task.urgency(as_of).value,
        "due": task.due.isoformat() if task.due else None, "item_id": task.item_id, "kind": task.kind.slug if task.kind else None,
        "edition": task.edition, "name": task.name, "path": task.source.path, "line": task.source.line,
        "reasons": [{"text": reason.text, "rule": reason.rule, "basis": list(reason.basis)} for reason in task.reasons],
        "steps": list(task.steps),
        "proposals": [{"field": hit.field, "citation": hit.citation, "effect": hit.effect.value, "proposed": hit.proposed, "sure": hit.sure,
                       "unlawful": hit.unlawful} for hit in task.proposals]}
