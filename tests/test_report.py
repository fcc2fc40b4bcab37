"""What other programs read: each format as its published description demands, with the same findings in all of them."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from pydantic import ValidationError
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog

from generator import report
from generator.model import Finding, Severity
from generator.report import machine

NASTY = '】]]>&<">%0A::error::，,\r\n\x00\x1b\ud800\ufffe'
FINDINGS = (
    Finding(rule="S005", severity=Severity.ERROR, message="写作“2024/1/1”。", hint="改为 2024-01-01。", path="lists/exemptions/scjg/no-penalty.csv",
            line=12, row=12, column="施行日期", cell="V12", field="effective_from", item_id="2026-00417-N", value="2024/1/1"),
    Finding(rule="B10", severity=Severity.WARNING, message=NASTY, hint=NASTY, path="lists/exemptions/scjg/no-penalty.csv", line=13, row=13,
            column="处罚依据", cell="H13", field="penalty_basis", item_id="2026-00417-N", value=NASTY),
    Finding(rule="B10", severity=Severity.WARNING, message=NASTY, hint=NASTY, path="lists/exemptions/scjg/no-penalty.csv", line=14, row=14,
            column="处罚依据", cell="H14", field="penalty_basis", item_id="2026-00417-N", value=NASTY),
    Finding(rule="S001", severity=Severity.ERROR, message="这里不应有这个文件。", path="lists/乱 放%.csv"),
    Finding(rule="I02", severity=Severity.INFO, message="供参考。", path="lists/editions.csv", line=2, row=2))
FORMATS = (machine.sarif, machine.github, machine.gitlab, lambda found: machine.junit(found, ["lists/terms.csv"]))


def test_sarif_is_as_its_schema_demands() -> None:
    """The model is generated from the OASIS schema 2.1.0 and refuses unknown properties."""
    log = json.loads(machine.sarif(FINDINGS))
    SarifLog.model_validate(log)
    run = log["runs"][0]
    assert [result["ruleId"] for result in run["results"]] == [finding.rule for finding in FINDINGS]
    assert [run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in run["results"]] == [f.rule for f in FINDINGS]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "warning", "error", "note"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert [unquote(place["artifactLocation"]["uri"]) for place in places] == [finding.path for finding in FINDINGS]
    assert all(re.fullmatch(r"[A-Za-z0-9/._%-]+", place["artifactLocation"]["uri"]) for place in places), "a URI, not a path"
    assert [place.get("region", {}).get("startLine") for place in places] == [12, 13, 14, None, 2]
    with pytest.raises(ValidationError):
        SarifLog.model_validate(log | {"runs": [run | {"remark": 1}]})


def test_a_finding_for_a_person_is_one_line_whatever_the_file_is_called() -> None:
    forged = Finding(rule="S017", severity=Severity.ERROR, message=f"这里不应有“{NASTY}”。", path="lists/x\nlists/city.csv:1 没有错误\x85.csv")
    said = report.line(forged)
    assert said.startswith(r"lists/x\x0alists/city.csv:1 没有错误\x85.csv 这里不应有")
    assert len(said.splitlines()) == 1
    assert "\x1b" not in said


def test_github_commands_stand_on_one_line_each() -> None:
    """::{error|warning|notice} file=,line=,title=::{message}; % CR LF escaped, in properties : and , too."""
    lines = machine.github(FINDINGS).split("\n")
    assert len(lines) == len(FINDINGS)
    for line, finding in zip(lines, FINDINGS, strict=True):
        match = re.fullmatch(r"::(error|warning|notice) file=([^,:\r\n]+)(?:,line=([0-9]+))?,title=([^,:]+)::([^\r\n]*)", line)
        assert match, line
        assert _unescaped(match[2]) == finding.path
        assert match[3] == (str(finding.line) if finding.line else None)
        assert finding.message in _unescaped(match[5])


def _unescaped(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_gitlab_entries_have_what_the_widget_reads() -> None:
    """description, check_name, a fingerprint of its own, severity info|minor|major|critical|blocker, location.path and lines.begin."""
    entries = json.loads(machine.gitlab(FINDINGS))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == len(FINDINGS)
    for entry, finding in zip(entries, FINDINGS, strict=True):
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["check_name"] == finding.rule
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"] == {"path": finding.path, "lines": {"begin": finding.line or 1}}
        assert not entry["location"]["path"].startswith(("/", "./"))


def test_a_fingerprint_outlives_a_moved_line() -> None:
    from dataclasses import replace

    moved = [replace(finding, line=99, row=99, cell="V99") for finding in FINDINGS[:1]]
    assert machine.fingerprint(moved[0]) == machine.fingerprint(FINDINGS[0])
    assert machine.fingerprint(replace(FINDINGS[0], message="别的")) != machine.fingerprint(FINDINGS[0])


def test_junit_counts_what_it_shows() -> None:
    """testsuites > testsuite(name, tests, failures, errors) > testcase(classname, name) > failure(message, type) | system-out."""
    top = ET.fromstring(machine.junit(FINDINGS, ["lists/terms.csv"]).encode("utf-8"))
    assert top.tag == "testsuites"
    cases, failures = top.findall("./testsuite/testcase"), top.findall("./testsuite/testcase/failure")
    assert (int(top.attrib["tests"]), int(top.attrib["failures"])) == (len(cases), len(failures)) == (6, 2)
    for suite in top:
        assert suite.tag == "testsuite"
        assert (int(suite.attrib["tests"]), int(suite.attrib["failures"])) == (len(suite.findall("testcase")), len(suite.findall(".//failure")))
    assert all(set(case.attrib) == {"classname", "name"} and {child.tag for child in case} <= {"failure", "system-out"} for case in cases)
    clean = [case for case in cases if case.attrib["classname"] == "lists/terms.csv"]
    assert len(clean) == 1
    assert not list(clean[0])


@pytest.mark.parametrize("form", FORMATS, ids=["sarif", "github", "gitlab", "junit"])
def test_nothing_found_is_said_in_every_format(form: Callable[..., str]) -> None:
    text = form(())
    assert isinstance(text, str)
    if form is machine.gitlab:
        assert json.loads(text) == []
