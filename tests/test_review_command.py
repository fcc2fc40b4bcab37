"""`review` and `gate` in real repositories: what is compared with what, and what cannot be."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import LIST, WITH_JUSTICE, City, commit, git_in, run

from generator.legality.example import MODEL_CELLS
from generator.model import Kind, identifier
from generator.schema import tables
from generator.tables import write

MODEL = MODEL_CELLS[Kind.NO_PENALTY]
NUMBERS = tuple(identifier(2026, number) for number in range(1, 6))
DRAFT = MODEL | {"item_id": NUMBERS[0], "edition": "", "violation": "户外广告未标明发布者名称", "effective_from": "2027-01-01"}
FILES = ("comment.md", "review.html", "合法性审查意见书.docx", "修改前后对照表.docx", "review.json")


def put(root: Path, kind: Kind, *rows: Mapping[str, str]) -> None:
    (root / f"lists/exemptions/scjg/{kind.slug}.csv").write_bytes(write(tables()["exemptions"], rows))


def recorded(root: Path, message: str) -> str:
    commit(root, "2026-11-24T11:00:00+08:00", message)
    return git_in(root, "rev-parse", "HEAD")


def reviewed(root: Path, *arguments: str) -> tuple[dict[str, Any], Path]:
    """(review.json, the folder) of a review that could be made."""
    out = root.parent / "审查 材料"
    code, said, err = run("review", *arguments, "--out", out, "--root", root, "--format", "json")
    assert code == 0, err
    return json.loads(said), out


@pytest.fixture
def root(city: City) -> Path:
    """A city on main with one published item, and a branch `topic` checked out."""
    made = city({Kind.NO_PENALTY: [MODEL]}, files={"lists/organisations.csv": WITH_JUSTICE}, laws=False)
    recorded(made, "first")
    git_in(made, "switch", "-q", "-c", "topic")
    return made


def items(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["item_id"], one["change"]) for one in answer["changes"]]


def test_the_pack_is_whole_and_the_same_each_time(root: Path) -> None:
    put(root, Kind.NO_PENALTY, MODEL, DRAFT)
    answer, out = reviewed(root, "main")
    assert items(answer) == [(DRAFT["item_id"], "added")]
    assert sorted(path.name for path in out.iterdir()) == sorted(FILES)
    first = {name: (out / name).read_bytes() for name in FILES}
    reviewed(root, "main")
    assert {name: (out / name).read_bytes() for name in FILES} == first
    assert json.loads(first["review.json"]) == answer


def test_what_main_did_meanwhile_is_not_part_of_the_proposal(root: Path) -> None:
    put(root, Kind.NO_PENALTY, MODEL, DRAFT)
    head = recorded(root, "proposal")
    git_in(root, "switch", "-q", "main")
    put(root, Kind.LIGHTER_PENALTY, MODEL_CELLS[Kind.LIGHTER_PENALTY] | {"item_id": NUMBERS[1], "edition": ""})
    recorded(root, "meanwhile")
    for arguments in (("main", "topic"), ("main", head)):
        assert items(reviewed(root, *arguments)[0]) == [(DRAFT["item_id"], "added")]
    told = {"proposer": {"id": "经办人", "dept": "scjg"}, "head": head, "paths": [LIST], "approvals": []}
    (root.parent / "p.json").write_text(json.dumps(told), encoding="utf-8")
    for base in ((), ("--base", "main")):
        reasons = json.loads(run("gate", root.parent / "p.json", "--root", root, *base)[1])["reasons"]
        assert len(reasons) == 1, reasons
        assert "须有司法局审查人" in reasons[0]


@pytest.mark.parametrize("branches", [1, 2])
def test_a_merge_is_reviewed_for_all_it_brings(root: Path, branches: int) -> None:
    """One branch merged, or two at once (octopus)."""
    kinds = (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY)[:branches]
    for number, kind in enumerate(kinds, 1):
        git_in(root, "switch", "-q", "-c", f"part-{number}", "main")
        put(root, kind, MODEL_CELLS[kind] | {"item_id": NUMBERS[number], "edition": ""})
        recorded(root, "part")
    git_in(root, "switch", "-q", "topic")
    put(root, Kind.NO_PENALTY, MODEL, DRAFT)
    recorded(root, "own")
    git_in(root, "merge", "-q", "--no-ff", "-m", "merged", *(f"part-{number}" for number in range(1, branches + 1)))
    answer, _ = reviewed(root, "main", "HEAD")
    assert sorted(items(answer)) == sorted([(DRAFT["item_id"], "added"), *((NUMBERS[n], "added") for n in range(1, branches + 1))])


def test_what_only_git_knows_is_told_too(root: Path) -> None:
    put(root, Kind.NO_PENALTY, DRAFT)
    (root / "tool.py").write_text("x", encoding="utf-8")
    for arguments in ((), (recorded(root, "both"),)):
        answer, out = reviewed(root, "main", *arguments)
        assert [one["rule"] for one in answer["gained"] if one["rule"].startswith("V")] == ["V01", "V07"]
        assert answer["verdict"].startswith("新增2个错误")
        assert "[V01]" in (out / "comment.md").read_text(encoding="utf-8").replace("\\", "")


BROKEN = {"a workbook": b"PK\x03\x04\x00", "another encoding": b"\xff\xfe\x00", "an open quote": b'"', "a title above the header": "清单\n".encode()}


@pytest.mark.parametrize("side", ["base", "head"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_list_that_cannot_be_read_is_not_a_list_taken_away(root: Path, name: str, side: str) -> None:
    sound = (root / LIST).read_bytes()
    git_in(root, "switch", "-q", "main")
    (root / LIST).write_bytes(BROKEN[name] if side == "base" else sound + b"\n")
    recorded(root, "main")
    git_in(root, "switch", "-q", "-C", "topic")
    (root / LIST).write_bytes(BROKEN[name] if side == "head" else sound)
    put(root, Kind.LIGHTER_PENALTY, MODEL_CELLS[Kind.LIGHTER_PENALTY] | {"item_id": NUMBERS[1], "edition": ""})
    head = recorded(root, "topic")
    answer, out = reviewed(root, "main", "topic")
    assert items(answer) == [(NUMBERS[1], "added")]
    assert [(one["path"], one["side"], one["whole"]) for one in answer["unread"]] == [(LIST, side, True)]
    assert "## 没有比较的内容" in (out / "comment.md").read_text(encoding="utf-8")
    assert "机器检查没有新增错误" not in answer["verdict"]
    told = {"proposer": {"id": "经办人", "dept": "scjg"}, "head": head, "paths": [LIST],
            "approvals": [{"id": "审查人", "dept": "sfj", "commit": head}]}
    (root.parent / "p.json").write_text(json.dumps(told), encoding="utf-8")
    git_in(root, "switch", "-q", "main")
    code, said, _ = run("gate", root.parent / "p.json", "--root", root)
    assert code == 1
    assert "从严掌握" in said


def test_a_field_renamed_is_judged_by_what_it_was(root: Path) -> None:
    git_in(root, "switch", "-q", "main")
    risky = MODEL | {"field": "食品广告监管"}
    put(root, Kind.NO_PENALTY, risky, DRAFT | {"field": "食品广告监管"})
    recorded(root, "main")
    git_in(root, "switch", "-q", "-C", "topic")
    put(root, Kind.NO_PENALTY, risky, DRAFT | {"field": "广告监管", "conditions": DRAFT["conditions"].replace("不超过1条", "不超过9条")})
    head = recorded(root, "topic")
    assert reviewed(root, "main", "topic")[0]["high_risk"] == [{"item_id": DRAFT["item_id"], "reason": "重点执法领域「食品」（领域为“食品广告监管”）"}]
    told = {"proposer": {"id": "经办人", "dept": "scjg"}, "head": head, "paths": [LIST],
            "approvals": [{"id": "审查人", "dept": "sfj", "commit": head}]}
    (root.parent / "p.json").write_text(json.dumps(told), encoding="utf-8")
    git_in(root, "switch", "-q", "main")
    assert "须有司法局两名审查人" in run("gate", root.parent / "p.json", "--root", root)[1]


def test_where_the_whole_review_is(root: Path) -> None:
    put(root, Kind.NO_PENALTY, MODEL, *(DRAFT | {"item_id": identifier(2026, n), "note": "说明" * 300} for n in range(100, 160)))
    _, out = reviewed(root, "main", "--link", "https://ci.example.invalid/7/review.html?a=1&b=2")
    comment = (out / "comment.md").read_bytes()
    assert len(comment) <= 60_000
    assert "[review.html](<https://ci.example.invalid/7/review.html?a=1&b=2>)" in comment.decode()
    assert "没有在这里列出" not in (out / "review.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["review.html", "javascript:alert(1)", "https://a b", "https://x/>y", "https://x/)y"])
def test_an_address_is_one(root: Path, address: str) -> None:
    code, out, err = run("review", "main", "--out", root.parent / "r", "--root", root, "--link", address)
    assert (code, out, len(err.strip().splitlines())) == (2, "", 1)
    assert "--link" in err
    assert not (root.parent / "r").exists()


def test_a_name_of_a_branch_is_no_markdown(root: Path) -> None:
    git_in(root, "switch", "-q", "-c", "x|<b>y`_z_")
    _, out = reviewed(root, "main", "x|<b>y`_z_")
    assert "\\|\\<b\\>y\\`\\_z\\_" in (out / "comment.md").read_text(encoding="utf-8").splitlines()[0]


def test_what_cannot_be_reviewed_says_why(root: Path, city: City, tmp_path: Path) -> None:
    def refused(where: Path, *arguments: str) -> str:
        code, out, err = run("review", *arguments, "--out", tmp_path / "none", "--root", where)
        assert (code, out, len(err.strip().splitlines())) == (2, "", 1), err
        assert not (tmp_path / "none").exists()
        return err

    put(root, Kind.NO_PENALTY, MODEL, DRAFT)
    recorded(root, "topic")
    git_in(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", root.as_uri(), "shallow")
    assert "git fetch --unshallow" in refused(tmp_path / "shallow", "origin/main")
    assert "没有版本“nowhere”" in refused(root, "nowhere")
    assert "没有版本“nowhere”" in refused(root, "main", "nowhere")
    git_in(root, "checkout", "-q", "--orphan", "alone")
    recorded(root, "alone")
    assert "没有共同的历史" in refused(root, "main", "alone")
    git_in(root, "switch", "-q", "-C", "empty", "main")
    git_in(root, "rm", "-q", "-r", "lists")
    (root / "x.md").write_text("x", encoding="utf-8")
    recorded(root, "no lists")
    assert "中没有 lists/" in refused(root, "main", "empty")
    bare = tmp_path / "unpacked"
    (bare / "lists").mkdir(parents=True)
    assert "不在 git 仓库中" in refused(bare, "main")


def test_a_comparison_as_a_word_document(repository: City) -> None:
    """`diff --format docx > file`: the same words as in the page, in a file that Word opens."""
    import io
    import subprocess
    import sys

    from conftest import CACHE, REPOSITORY
    from docx import Document

    root = repository()
    path = root / "lists/exemptions/scjg/no-penalty.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("不超过1条", "不超过9条"), encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "generator", "diff", "--root", str(root), "--format", "docx"], capture_output=True, check=True,
                          env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(REPOSITORY), "XDG_CACHE_HOME": CACHE})
    document = Document(io.BytesIO(done.stdout))
    words = "\n".join([paragraph.text for paragraph in document.paragraphs] + [cell.text for table in document.tables for row in table.rows for cell in row.cells])
    assert "2026-00417-N" in words
    assert "适用条件" in words
    assert document.sections[0].header.paragraphs[0].text.startswith("演示数据")
