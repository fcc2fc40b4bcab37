"""The hooks of plain git, against a real bare repository that receives real pushes."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import CACHE, LIST, REPOSITORY, City, commit

from generator.legality.example import MODEL_CELLS
from generator.model import Kind, identifier
from generator.schema import tables
from generator.tables import write

MODEL = MODEL_CELLS[Kind.NO_PENALTY]
DRAFT = MODEL | {"item_id": identifier(2026, 1), "edition": "", "violation": "户外广告未标明发布者名称", "effective_from": "2027-01-01"}
DAY = "2026-11-24"


def git(where: Path, *arguments: str, ok: bool = True) -> tuple[int, str]:
    """(exit code, everything git said)."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(where), "XDG_CACHE_HOME": CACHE, "PYTHONPATH": str(REPOSITORY),
                   "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "经办人", "GIT_AUTHOR_EMAIL": "clerk@example.invalid",
                   "GIT_COMMITTER_NAME": "经办人", "GIT_COMMITTER_EMAIL": "clerk@example.invalid", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["git", "-C", str(where), *arguments], capture_output=True, check=False, env=environment)
    said = (done.stdout + done.stderr).decode()
    assert not ok or done.returncode == 0, said
    return done.returncode, said


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program as a server has it: one file to run."""
    import sys

    path = tmp_path / "qingdan"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def clone(city: City, tmp_path: Path, program: Path) -> Path:
    """A working copy of a small city whose server checks what it receives; the first commit is already there."""
    root = city({Kind.NO_PENALTY: [MODEL]}, laws=False)
    commit(root, f"{DAY}T10:00:00+08:00", "first")
    server = tmp_path / "中心 仓库.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(server))
    for name, value in (("qingdan.command", program), ("qingdan.asof", DAY)):
        git(server, "config", name, str(value))
    shutil.copy(REPOSITORY / "hooks/pre-receive", server / "hooks/pre-receive")
    git(root, "remote", "add", "origin", str(server))
    assert "检查了4张清单、1个事项版本" in git(root, "push", "origin", "main")[1], "the first push is checked too"
    return root


def put(root: Path, *rows: Mapping[str, str]) -> None:
    (root / LIST).write_bytes(write(tables()["exemptions"], rows))


def recorded(root: Path, message: str, *rows: Mapping[str, str]) -> None:
    put(root, *rows)
    commit(root, f"{DAY}T11:00:00+08:00", message)


def push(root: Path, *arguments: str) -> tuple[bool, str]:
    """Whether the server took it, and what it said."""
    code, said = git(root, "push", "origin", *arguments, ok=False)
    return code == 0, said


def heads(root: Path) -> str:
    return git(root, "ls-remote", "origin")[1]


def test_a_sound_change_is_taken(clone: Path) -> None:
    recorded(clone, "a draft", MODEL, DRAFT)
    taken, said = push(clone, "main")
    assert taken, said
    assert "检查提交" in said
    assert "1个事项版本" not in said


def test_only_errors_are_told_to_who_pushes(clone: Path) -> None:
    recorded(clone, "one error, one warning", MODEL, DRAFT | {"effective_from": "2027/1/1", "supporting_measures": "无"})
    said = push(clone, "main")[1]
    assert "1个错误、" in said
    assert "[S005]" in said
    assert "错误　" in said
    assert "[C13]" not in said


def test_every_commit_of_a_push_is_checked(clone: Path) -> None:
    """A published version taken away and put back leaves no trace in the last commit, and in history for ever."""
    recorded(clone, "taken away")
    recorded(clone, "put back", MODEL)
    taken, said = push(clone, "main")
    assert not taken
    assert "已经公布的版本被删除" in said


REFUSED: Mapping[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "an error in the data": (lambda root: recorded(root, "bad", MODEL | {"note": "备注"}, DRAFT | {"effective_from": "2027/1/1"}), (
        f"{LIST}:2 {DRAFT['item_id']} 施行日期：写作“2027/1/1”，应为“2027-01-01”。[S005]", "请按上面的提示改正")),
    "a published version deleted": (lambda root: recorded(root, "gone", DRAFT), ("自2026-09-15起施行、已经公布的版本被删除。[V01]",)),
    "data and code at once": (
        lambda root: ((root / "tool.py").write_text("x", encoding="utf-8"), recorded(root, "both", MODEL, DRAFT)), ("又修改了程序（tool.py）。[V07]",)),
    "a list that is no text": (lambda root: ((root / LIST).write_bytes(b"PK\x03\x04\x00"), commit(root, f"{DAY}T11:00:00+08:00", "xlsx")),
                               ("这是 Excel 工作簿，不是 CSV 文本。[S001]",)),
    "a link to a file of the server": (
        lambda root: ((root / LIST).unlink(), (root / LIST).symlink_to(root.parent / "中心 仓库.git/config"), commit(root, f"{DAY}T11:00:00+08:00", "link")),
        ("第一行不是表头",)),
    "lists/ taken away": (lambda root: (shutil.rmtree(root / "lists"), commit(root, f"{DAY}T11:00:00+08:00", "none")), ("无法检查（返回值 2）",)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_and_why(clone: Path, name: str) -> None:
    before = heads(clone)
    change, words = REFUSED[name]
    change(clone)
    taken, said = push(clone, "main")
    assert not taken
    for word in words:
        assert word in said.replace("remote: ", ""), said
    assert heads(clone) == before


def test_data_and_code_in_two_commits_are_taken(clone: Path) -> None:
    (clone / "tool.py").write_text("x", encoding="utf-8")
    commit(clone, f"{DAY}T11:00:00+08:00", "code")
    recorded(clone, "data", MODEL, DRAFT)
    taken, said = push(clone, "main")
    assert taken, said
    assert said.count("检查提交") == 1, "a commit that leaves lists and schemas alone says nothing new"


def test_history_is_not_rewritten(clone: Path) -> None:
    recorded(clone, "a draft", MODEL, DRAFT)
    assert push(clone, "main")[0]
    git(clone, "reset", "-q", "--hard", "HEAD~1")
    recorded(clone, "another", MODEL, DRAFT | {"note": "改写"})
    taken, said = push(clone, "--force", "main")
    assert not taken
    assert "main 的历史不能改写" in said


def test_branches_are_free_and_the_main_one_stays(clone: Path) -> None:
    git(clone, "switch", "-q", "-c", "草案")
    recorded(clone, "unfinished", MODEL, DRAFT | {"effective_from": "2027/1/1"})
    assert push(clone, "草案")[0]
    git(clone, "commit", "-q", "--amend", "-m", "again")
    assert push(clone, "--force", "草案")[0]
    assert push(clone, "--delete", "草案")[0]
    git(clone.parent / "中心 仓库.git", "config", "receive.denyDeleteCurrent", "ignore")
    taken, said = push(clone, "--delete", "main")
    assert not taken
    assert "main 不能删除" in said


def test_one_bad_ref_stops_the_whole_push(clone: Path) -> None:
    git(clone, "branch", "other")
    recorded(clone, "gone", DRAFT)
    assert not push(clone, "other", "main")[0]
    assert "other" not in heads(clone)


def test_a_tag_is_made_once(clone: Path) -> None:
    git(clone, "tag", "v1")
    assert push(clone, "v1")[0]
    recorded(clone, "a draft", MODEL, DRAFT)
    git(clone, "tag", "-f", "v1")
    for arguments in (("--force", "v1"), ("--delete", "v1")):
        taken, said = push(clone, *arguments)
        assert not taken
        assert "标签 v1 已经存在，不能移动或者删除" in said


def test_a_merge_is_judged_by_what_it_brings_in(clone: Path) -> None:
    """An octopus of two branches: on the way there were errors, what is merged is sound."""
    for number, note in ((2, "甲"), (3, "乙")):
        git(clone, "switch", "-q", "-c", f"topic-{number}", "main")
        kind = (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY)[number - 2]
        path = clone / f"lists/exemptions/scjg/{kind.slug}.csv"
        row = MODEL_CELLS[kind] | {"item_id": identifier(2026, number), "edition": "", "effective_from": "2027-01-01", "note": note}
        path.write_bytes(write(tables()["exemptions"], [row | {"effective_from": "?"}]))
        commit(clone, f"{DAY}T11:00:00+08:00", "not yet")
        path.write_bytes(write(tables()["exemptions"], [row]))
        commit(clone, f"{DAY}T11:30:00+08:00", "sound")
    git(clone, "switch", "-q", "main")
    git(clone, "merge", "-q", "--no-ff", "-m", "两个草案", "topic-2", "topic-3")
    taken, said = push(clone, "main")
    assert taken, said
    assert said.count("检查提交") == 1


def test_without_a_program_nothing_is_taken(clone: Path) -> None:
    git(clone.parent / "中心 仓库.git", "config", "qingdan.command", "/nonexistent/qingdan")
    recorded(clone, "a draft", MODEL, DRAFT)
    taken, said = push(clone, "main")
    assert not taken
    assert "服务器上没有检查程序" in said


def test_the_server_is_left_as_it_was(clone: Path) -> None:
    recorded(clone, "a draft", MODEL, DRAFT)
    assert push(clone, "main")[0]
    server = clone.parent / "中心 仓库.git"
    assert not list(server.glob("worktrees/*"))
    assert git(server, "for-each-ref", "--format=%(refname)")[1].split() == ["refs/heads/main"]
    assert "error" not in git(server, "fsck", "--strict")[1]


# ---- before the commit -------------------------------------------------------------------------------------------


@pytest.fixture
def desk(clone: Path, program: Path) -> Path:
    """The same working copy with the hook that looks before every commit."""
    for name, value in (("core.hooksPath", REPOSITORY / "hooks"), ("qingdan.command", program), ("qingdan.asof", DAY)):
        git(clone, "config", name, str(value))
    return clone


def test_what_is_staged_is_checked_not_what_lies_about(desk: Path) -> None:
    put(desk, MODEL, DRAFT)
    git(desk, "add", "-A")
    put(desk, DRAFT | {"effective_from": "?"})
    code, said = git(desk, "commit", "-m", "a draft", ok=False)
    assert code == 0, said


@pytest.mark.parametrize(("rows", "words"), [
    ((MODEL, DRAFT | {"effective_from": "2027/1/1"}), "应为“2027-01-01”"), ((DRAFT,), "已经公布的版本被删除。[V01]")])
def test_a_commit_is_refused_with_the_finding(desk: Path, rows: tuple[Mapping[str, str], ...], words: str) -> None:
    put(desk, *rows)
    git(desk, "add", "-A")
    code, said = git(desk, "commit", "-m", "bad", ok=False)
    assert code == 1
    assert words in said
    assert "没有提交" in said
    assert git(desk, "log", "-1", "--format=%s")[1].strip() == "first"


def test_an_untidy_table_is_sent_back(desk: Path) -> None:
    (desk / LIST).write_bytes(b"\xef\xbb\xbf" + (desk / LIST).read_bytes())
    git(desk, "add", "-A")
    code, said = git(desk, "commit", "-m", "bom", ok=False)
    assert (code, f"{LIST}：需要整理" in said) == (1, True), said


def test_a_commit_that_leaves_the_lists_alone_is_not_checked(desk: Path) -> None:
    (desk / "note.md").write_text("x", encoding="utf-8")
    git(desk, "add", "-A")
    assert git(desk, "commit", "-m", "words")[1].count("检查了") == 0
