"""Findings for other programs: SARIF 2.1.0, GitHub workflow commands, GitLab Code Quality, JUnit XML."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from generator import __version__
from generator.diff.guard import GUARDS
from generator.legality.judge import rules
from generator.model import Finding, Severity
from generator.schema.faults import FAULTS, WAIVER


def fingerprint(finding: Finding) -> str:
    """What stays the same when lines move: rule, file, item, field and message."""
    parts = (finding.rule, finding.path, finding.item_id or "", finding.field or "", finding.message)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _sentence(finding: Finding) -> str:
    column = f"{finding.column}：" if finding.column else ""
    item = f"{finding.item_id} " if finding.item_id else ""
    return f"{item}{column}{finding.message}{finding.hint}"


def sarif(findings: Iterable[Finding]) -> str:
    """A SARIF 2.1.0 log with every rule that spoke."""
    found = list(findings)
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    described = _descriptions()
    ids = sorted({finding.rule for finding in found})
    results = []
    for finding in found:
        region = {"region": {"startLine": finding.line}} if finding.line else {}
        results.append({
            "ruleId": finding.rule, "ruleIndex": ids.index(finding.rule), "level": levels[finding.severity],
            "message": {"text": _sentence(finding)},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(finding.path, errors="replace")}, **region}}],
            "partialFingerprints": {"qingdan/1": fingerprint(finding)}})
    driver = {"name": "qingdan", "version": __version__, "rules": [
        {"id": rule, "shortDescription": {"text": described.get(rule, (rule, ""))[0]},
         "help": {"text": described.get(rule, (rule, rule))[1] or rule}} for rule in ids]}
    log: dict[str, Any] = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _descriptions() -> Mapping[str, tuple[str, str]]:
    """Rule id → (title, hint)."""
    of_tables = {one.id: (one.title, one.hint) for one in (*FAULTS, WAIVER)}
    of_changes = {one.id: (one.title, one.hint) for one in GUARDS}
    return {one.id: (one.title, one.hint) for one in rules()} | of_tables | of_changes


def github(findings: Iterable[Finding]) -> str:
    """One workflow command per finding: the host shows it beside the changed line."""
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    lines = []
    for finding in findings:
        line = f",line={finding.line}" if finding.line else ""
        place = f"file={_property(finding.path)}{line},title={_property(finding.rule)}"
        lines.append(f"::{words[finding.severity]} {place}::{_data(_sentence(finding))}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(findings: Iterable[Finding]) -> str:
    """A Code Quality report: a JSON array; a fingerprint that occurs twice gets a number."""
    severities = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}
    seen: dict[str, int] = defaultdict(int)
    entries = []
    for finding in findings:
        mark = fingerprint(finding)
        seen[mark] += 1
        if seen[mark] > 1:
            mark = hashlib.sha256(f"{mark}{seen[mark]}".encode()).hexdigest()
        entries.append({
            "description": _sentence(finding), "check_name": finding.rule, "fingerprint": mark,
            "severity": severities[finding.severity],
            "location": {"path": finding.path, "lines": {"begin": finding.line or 1}}})
    return json.dumps(entries, ensure_ascii=False, indent=2)


def junit(findings: Iterable[Finding], paths: Iterable[str]) -> str:
    """One test suite per file: an error is a failure, the rest is its output; a clean file passes."""
    by_path: dict[str, list[Finding]] = {path: [] for path in sorted(paths)}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    suites, tests, failures = [], 0, 0
    for path, found in by_path.items():
        cases = [_case(path, finding) for finding in found] or [f'<testcase classname={_attribute(path)} name="clean"/>']
        failed = sum(finding.severity is Severity.ERROR for finding in found)
        tests, failures = tests + len(cases), failures + failed
        suites.append(f'<testsuite name={_attribute(path)} tests="{len(cases)}" failures="{failed}" errors="0">'
                      f"{''.join(cases)}</testsuite>")
    return ('<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<testsuites name="qingdan" tests="{tests}" failures="{failures}" errors="0">{"".join(suites)}</testsuites>')


def _case(path: str, finding: Finding) -> str:
    name = f"{finding.rule} {finding.path}:{finding.line or 1} {finding.item_id or ''} {finding.column or ''}".strip()
    text = _sentence(finding)
    if finding.severity is Severity.ERROR:
        inner = f"<failure message={_attribute(text)} type={_attribute(finding.rule)}>{_xml(text)}</failure>"
    else:
        inner = f"<system-out>{_xml(text)}</system-out>"
    return f"<testcase classname={_attribute(path)} name={_attribute(name)}>{inner}</testcase>"


def _xml(text: str) -> str:
    """Text for XML 1.0, which has no place for most control characters and for lone surrogates."""
    allowed = (c if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff") else "�"
               for c in text)
    return escape("".join(allowed))


def _attribute(text: str) -> str:
    return quoteattr("".join("�" if c < " " or "\ud800" <= c <= "\udfff" or c in "\ufffe\uffff" else c for c in text))
