"""Findings and items as people and machines read them: text lines and JSON."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.document.words import HIDDEN, weighed
from generator.model import BASES, Finding, Item, Severity, World

if TYPE_CHECKING:
    from generator.laws import Registry

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What would break the line: a file name may hold a line feed."""


def line(finding: Finding) -> str:
    """One finding as one line, path and line first, so that editors and CI can jump to it."""
    place = finding.path + (f":{finding.line}" if finding.line else "")
    who = f" {finding.item_id}" if finding.item_id else ""
    column = f" {finding.column}：" if finding.column else " "
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", f"{place}{who}{column}{finding.message}[{finding.rule}]")


def text(findings: Iterable[Finding]) -> str:
    """All findings, each with its severity and the way out; files are separated by a blank line."""
    lines: list[str] = []
    path = None
    for finding in findings:
        if path is not None and finding.path != path:
            lines.append("")
        path = finding.path
        lines.append(line(finding))
        where = f"{finding.cell} " if finding.cell else ""
        lines.append(f"    {finding.severity.label}　{where}{finding.hint}".rstrip())
    return "\n".join(lines)


def summary(findings: Iterable[Finding], world: World) -> str:
    """The last line of a run: what was judged, and with what result. Silence is never success."""
    verdict = weighed(findings) or "没有发现问题"
    book = world.book
    checked = f"（法规库核对至 {book.city.laws_checked}）" if book.city.laws_checked else ""
    return f"截至 {world.as_of}{checked}：检查了{len(book.lists)}张清单、{len(book.items)}个事项版本，{verdict}。"


def finding_json(finding: Finding) -> dict[str, Any]:
    """The finding as schema/output/finding.json says; every key always present."""
    return {
        "rule": finding.rule, "severity": finding.severity.value, "path": finding.path, "line": finding.line,
        "row": finding.row, "column": finding.column, "cell": finding.cell, "field": finding.field,
        "item_id": finding.item_id, "value": finding.value, "message": finding.message, "hint": finding.hint,
        "legal_basis": list(finding.legal_basis)}


def check_json(findings: Iterable[Finding], lists: int, items: int, as_of: date) -> dict[str, Any]:
    """The answer of `check --format json`."""
    findings = list(findings)
    counts = Counter(finding.severity for finding in findings)
    return answer("check", as_of, lists=lists, items=items,
                  counts={severity.value: counts[severity] for severity in Severity},
                  findings=[finding_json(finding) for finding in findings])


def answer(command: str, as_of: date, **content: Any) -> dict[str, Any]:
    """The envelope of every JSON answer: format and as_of, then the content."""
    return {"format": f"qingdan/{command}/1", "as_of": as_of.isoformat(), **content}


def dump(value: Mapping[str, Any]) -> str:
    """JSON as we print it: readable Chinese, two spaces."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def item_json(item: Item, world: World, laws: "Registry | None" = None) -> dict[str, Any]:
    """One version of an item: place, status and interval on `as_of`, its cells and its citations."""
    from generator.laws import registry  # who prints findings only does not wait for the grammar of citations

    laws = laws or world.once(registry)
    interval = world.interval(item)
    hidden = {row.field for row in world.book.redactions if row.item_id == item.item_id}
    fields = {name: HIDDEN if name in hidden else item.text(name) for name in item.columns() if item.text(name)}
    return {
        "item_id": item.item_id, "version": world.version_number(item), "department": item.department,
        "kind": item.kind.slug, "status": world.status(item).value, "edition": item.edition,
        "effective_from": interval.start.isoformat() if interval else None,
        "effective_to": interval.end.isoformat() if interval and interval.end else None,
        "fields": fields,
        "citations": [citation.to_json() for name in BASES if name not in hidden
                      for citation in laws.citations(getattr(item, name))]}
