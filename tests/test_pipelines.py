"""The ready pipelines: they parse, they call commands that exist, and nothing of a stranger runs beside a token."""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from conftest import REPOSITORY, run

from generator.cli import cli
from generator.diff.places import owner_of
from generator.gate import Proposal, decide
from generator.model import Book, Organisation, World

PIPELINES = sorted([*REPOSITORY.glob(".github/workflows/*.yml"), *REPOSITORY.glob(".gitea/workflows/*.yml"), REPOSITORY / ".gitlab-ci.yml"])
SCRIPTS = sorted((REPOSITORY / "hooks").iterdir())
NAMES = [path.relative_to(REPOSITORY).as_posix() for path in PIPELINES]


def parsed(path: Path) -> Any:
    """The pipeline; the key `on`, which YAML reads as true, under its own name."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {("on" if key is True else key): value for key, value in found.items()}


def scripts(node: Any) -> Iterator[str]:
    """Every piece of shell in a pipeline."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key == "run" and isinstance(value, str):
                yield value
            elif key in ("script", "before_script", "after_script"):
                yield "\n".join(value)
            else:
                yield from scripts(value)
    elif isinstance(node, list):
        for one in node:
            yield from scripts(one)


def shell() -> Iterator[tuple[str, str]]:
    for path in PIPELINES:
        yield from ((path.relative_to(REPOSITORY).as_posix(), text) for text in scripts(parsed(path)))
    yield from ((f"hooks/{path.name}", path.read_text(encoding="utf-8")) for path in SCRIPTS)


def calls(text: str) -> Iterator[list[str]]:
    """The words of every call of the program."""
    for line in text.replace("\\\n", " ").splitlines():
        match = re.search(r'(?:\.venv/bin/qingdan|"\$program") (?=[a-z])(.*?)(?: >|\|\||;|$)', line)
        if match:
            yield shlex.split(re.sub(r'\$\{[A-Za-z]+:\+(--base) [^}]*\}', r"\1 x", match[1]))


def command(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the words name, and what is left of them."""
    found: click.Command = cli
    while isinstance(found, click.Group) and words:
        name, *words = words
        named = found.get_command(click.Context(found), name)
        assert named is not None, name
        found = named
    return found, words


def test_every_call_is_one_the_program_understands() -> None:
    seen = set()
    for name, text in shell():
        for words in calls(text):
            called, rest = command(words)
            options = {option: parameter for parameter in called.params if isinstance(parameter, click.Option)
                       for option in (*parameter.opts, *parameter.secondary_opts)}
            for word in rest:
                assert not word.startswith("-") or word in options, (name, words)
            for index, word in enumerate(rest[:-1]):
                choice = options[word].type if word in options else None
                assert not isinstance(choice, click.Choice) or rest[index + 1] in choice.choices, (name, words)
            seen.add((name.split("/")[0], called.name))
    hosts = {".github", ".gitlab-ci.yml", ".gitea"}
    assert {(host, verb) for host in hosts for verb in ("fmt", "check", "review", "gate", "build")} <= seen
    assert {("hooks", "check"), ("hooks", "fmt")} <= seen


def test_every_target_of_make_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.M))
    asked = {target for _, text in shell() for target in re.findall(r"(?:^ *|&& |\()make ([a-z]+)", text, re.M)}
    assert "setup" in asked
    assert asked <= targets


def test_every_piece_of_shell_parses() -> None:
    for name, text in shell():
        done = subprocess.run(["bash", "-n"], input=re.sub(r"\$\{\{.*?\}\}", "x", text).encode(), capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), name


@pytest.mark.parametrize("name", NAMES)
def test_what_a_stranger_wrote_is_never_pasted_into_shell(name: str) -> None:
    """Names of branches and people reach a script as variables of its environment, never as its text."""
    for text in scripts(parsed(REPOSITORY / name)):
        assert "${{" not in text


@pytest.mark.parametrize("name", [name for name in NAMES if "workflows" in name])
def test_requests_run_with_the_right_to_read_alone(name: str) -> None:
    found = parsed(REPOSITORY / name)
    if {"pull_request", "pull_request_review"} & set(found["on"]):
        assert found["permissions"] in ({}, {"contents": "read"})
        assert all("permissions" not in job for job in found["jobs"].values())
        assert "secrets." not in (REPOSITORY / name).read_text(encoding="utf-8")
    if "pull_request" not in found["on"]:  # what may have rights takes its own files, never those of a request
        checkouts = [step for job in found["jobs"].values() for step in job["steps"] if "checkout" in step.get("uses", "")]
        assert all("ref" not in step.get("with", {}) and "repository" not in step.get("with", {}) for step in checkouts)
        assert not re.search(r"git (checkout|switch|merge|pull|worktree|archive|restore)", "\n".join(scripts(found)))


def test_gitlab_keeps_its_token_for_the_default_branch() -> None:
    found = parsed(REPOSITORY / ".gitlab-ci.yml")
    asking = [name for name, job in found.items() if isinstance(job, dict) and "QINGDAN_TOKEN" in json.dumps(job)]
    assert asking == ["gate"]
    assert found["gate"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule" && $JOB == "gate"'}]


def test_the_site_is_built_every_day_as_of_that_day() -> None:
    for name in (".github/workflows/publish.yml", ".gitea/workflows/check.yml"):
        found = parsed(REPOSITORY / name)
        assert found["on"]["schedule"] == [{"cron": "10 16 * * *"}], "ten past midnight in Shanghai"
        assert any("qingdan build --as-of today" in text for text in scripts(found))


# ---- from what a host tells to what the gate reads ---------------------------------------------------------------

HEAD, OLD = "a" * 40, "b" * 40
PEOPLE = {"clerk": "scjg", "li": "sfj", "wang": "sfj"}
WORLD = World(Book(organisations=(Organisation(dept="scjg", name="示例市市场监督管理局"), Organisation(dept="sfj", name="示例市司法局"))),
              date(2026, 11, 24))


def told(tmp_path: Path, filter_: str, **given: Any) -> Proposal:
    """The proposal that a jq filter makes of what the host answered."""
    if not shutil.which("jq"):
        pytest.skip("没有安装 jq，跳过：apt-get install -y jq")
    arguments = []
    for name, value in given.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
        arguments += ["--slurpfile", name, str(tmp_path / f"{name}.json")]
    done = subprocess.run(["jq", "-n", "--argjson", "people", json.dumps(PEOPLE), *arguments, "-f", str(REPOSITORY / filter_)],
                          capture_output=True, check=True)
    return Proposal.of(json.loads(done.stdout))


def test_the_paths_of_a_change_are_told_whatever_they_are_called(tmp_path: Path) -> None:
    """The very line of each pipeline that has it, on a branch that main has left behind."""
    lines = {name: match[0] for name, text in shell() if (match := re.search(r"git diff --name-only .*? > paths\.json", text))}
    assert len(lines) == 3
    if not shutil.which("jq"):
        pytest.skip("没有安装 jq，跳过：apt-get install -y jq")

    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.invalid", *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("commit", "-q", "--allow-empty", "-m", "first")
    git("switch", "-q", "-c", "topic")
    names = ["lists/清单 一.csv", 'lists/引"号.csv', "lists/b\nc.csv"]
    (tmp_path / "lists").mkdir()
    for name in names:
        (tmp_path / name).write_text("x", encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "topic")
    git("switch", "-q", "main")
    (tmp_path / "other.md").write_text("x", encoding="utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "meanwhile")
    for line in lines.values():
        subprocess.run(["bash", "-ec", line], cwd=tmp_path, check=True, env={
            "PATH": "/usr/bin:/bin", "BASE": "main", "HEAD": "topic", "base": "main", "head": "topic"})
        assert sorted(json.loads((tmp_path / "paths.json").read_text(encoding="utf-8"))) == sorted(names)


def review(number: int, who: str, state: str, commit: str = HEAD, **more: Any) -> dict[str, Any]:
    return {"id": number, "user": {"login": who}, "state": state, "commit_id": commit, **more}


@pytest.mark.parametrize(("reviews", "counted"), [
    ([], []), ([review(1, "li", "APPROVED")], [("li", HEAD)]), ([review(1, "li", "COMMENTED")], []),
    ([review(1, "li", "APPROVED"), review(2, "li", "CHANGES_REQUESTED")], []),
    ([review(1, "li", "APPROVED"), review(2, "li", "DISMISSED")], []),
    ([review(1, "li", "APPROVED"), review(2, "li", "COMMENTED")], [("li", HEAD)]),
    ([review(1, "li", "APPROVED", dismissed=True)], []),
    ([review(2, "li", "APPROVED"), review(1, "li", "REQUEST_CHANGES")], [("li", HEAD)]),
    ([review(1, "li", "APPROVED", OLD), review(2, "wang", "APPROVED")], [("li", OLD), ("wang", HEAD)]),
])
def test_the_last_word_of_each_reviewer_counts(tmp_path: Path, reviews: list[dict[str, Any]], counted: list[tuple[str, str]]) -> None:
    paths = ["lists/exemptions/scjg/no-penalty.csv"]
    pull = {"user": {"login": "clerk"}, "head": {"sha": HEAD}}
    proposal = told(tmp_path, ".github/gate.jq", pull=pull, reviews=reviews, paths=paths)
    assert (proposal.proposer, proposal.dept, proposal.head, list(proposal.paths)) == ("clerk", "scjg", HEAD, paths)
    assert [(one.id, one.commit) for one in proposal.approvals] == counted
    assert decide(proposal, WORLD, ()).allow is any(commit == HEAD for _, commit in counted)


def test_a_person_nobody_registered_has_no_department(tmp_path: Path) -> None:
    pull = {"author": {"username": "stranger"}, "sha": HEAD}
    approvals = {"approved_by": [{"user": {"username": "li"}}, {"user": {"username": "stranger"}}]}
    proposal = told(tmp_path, ".gitlab/gate.jq", pull=pull, approvals=approvals, paths=["lists/laws.csv"])
    assert [(one.id, one.dept) for one in proposal.approvals] == [("li", "sfj"), ("stranger", "未登记")]
    assert "“未登记”不在 organisations.csv 中" in "".join(decide(proposal, WORLD, ()).reasons)


# ---- who reviews what, and what is asked of a proposer -----------------------------------------------------------


def test_codeowners_is_up_to_date() -> None:
    code, out, _ = run("report", "codeowners", "--team", "@shilishi/", "--root", REPOSITORY, "--as-of", "2026-11-24")
    assert code == 0
    assert (REPOSITORY / ".github/CODEOWNERS").read_text(encoding="utf-8") == out


def test_every_list_has_its_department_and_every_other_file_the_reviewers() -> None:
    rules = [line.split() for line in (REPOSITORY / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]

    def owners(path: str) -> list[str]:
        matching = [who for pattern, *who in rules if pattern == "*" or f"/{path}" == pattern or (
            pattern.endswith("/") and f"/{path}".startswith(pattern))]
        return matching[-1]

    for file in sorted((REPOSITORY / "lists").rglob("*.csv")):
        path = file.relative_to(REPOSITORY).as_posix()
        department = owner_of(path)
        assert owners(path) == ([f"@shilishi/{department}"] if department else []) + ["@shilishi/sfj"], path
    assert owners("generator/gate.py") == owners(".github/workflows/review.yml") == ["@shilishi/sfj"]


@pytest.mark.parametrize("team", ["sfj", "@a b", "@x\n* @evil"])
def test_a_team_is_a_name(team: str) -> None:
    code, out, err = run("report", "codeowners", "--team", team, "--root", REPOSITORY)
    assert (code, out) == (2, "")
    assert "--team" in err


def test_each_host_asks_what_a_lawyer_asks() -> None:
    places = (".github/PULL_REQUEST_TEMPLATE.md", ".gitea/PULL_REQUEST_TEMPLATE.md", ".gitlab/merge_request_templates/Default.md")
    texts = {(REPOSITORY / place).read_text(encoding="utf-8") for place in places}
    assert len(texts) == 1, "the same questions on every host"
    for question in ("依据文件", "施行日期", "影响事项", "是否扩大免罚范围", "征求意见", "合法性审核文号", "数据和程序分开提交"):
        assert question in next(iter(texts))
