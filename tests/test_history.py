"""Record history: legal versions from the tables, who recorded them from git, through renames, gaps and merges."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import LIST, City, commit, git_in, run

from generator import git
from generator.history import What, record
from generator.legality.example import MODEL_CELLS, MODEL_EDITION
from generator.model import Kind
from generator.schema import tables
from generator.tables import write

MODEL = MODEL_CELLS[Kind.NO_PENALTY]
OTHER = MODEL | {"item_id": "2026-00001-B"}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator import memory

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    memory._home.cache_clear()


def put(root: Path, *rows: Mapping[str, str], path: str = LIST) -> None:
    """Write the list at `path`."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(write(tables()["exemptions"], rows))


def at(root: Path, hour: int, message: str = "change") -> None:
    """Commit on 2026-11-24 at `hour`."""
    commit(root, f"2026-11-24T{hour}:00:00+08:00", message)


def deeds(root: Path, item_id: str = "2026-00417-N") -> list[tuple[str, str, list[str]]]:
    return [(event.what.value, event.effective_from, [one.field for one in event.fields]) for event in record(root).of_item(item_id)]


def history(root: Path, item_id: str = "2026-00417-N", *more: str) -> dict[str, Any]:
    code, out, err = run("history", item_id, "--root", root, "--format", "json", *more)
    assert code == 0, err
    answer: dict[str, Any] = json.loads(out)
    return answer


def test_a_whole_life(repository: City) -> None:
    root = repository({Kind.NO_PENALTY: [MODEL | {"edition": ""}]})
    put(root, MODEL | {"edition": "", "note": "新"})
    at(root, 11)
    put(root, MODEL | {"note": "新"})
    at(root, 12)
    put(root, MODEL | {"note": "新。", "change_reason": "勘误：漏标点"})
    at(root, 13)
    later = MODEL | {"effective_from": "2027-01-01", "conditions": "甲"}
    put(root, MODEL | {"note": "新。", "change_reason": "勘误：漏标点"}, later)
    at(root, 14)
    put(root, MODEL | {"note": "新。", "change_reason": "勘误：漏标点", "effective_to": "2026-12-01", "end_reason": "清理"}, later)
    at(root, 15)
    put(root, MODEL | {"note": "新。", "change_reason": "勘误：漏标点", "effective_to": "2026-12-01", "end_reason": "清理"})
    at(root, 16)
    assert deeds(root) == [
        ("recorded", "2026-09-15", []), ("edited", "2026-09-15", ["note"]), ("stamped", "2026-09-15", ["edition"]),
        ("corrected", "2026-09-15", ["change_reason", "note"]), ("recorded", "2027-01-01", []),
        ("ended", "2026-09-15", ["effective_to", "end_reason"]), ("removed", "2027-01-01", [])]


def test_versions_count_what_was_published(repository: City) -> None:
    root = repository()
    put(root, MODEL, MODEL | {"effective_from": "2026-11-01", "conditions": "甲"}, MODEL | {"effective_from": "2027-01-01", "edition": ""})
    at(root, 12, "two more")
    answer = history(root)
    first, second = answer["versions"]
    assert answer["format"] == "qingdan/history/1"
    assert (first["n"], first["effective_from"], first["effective_to"], first["status"]) == (1, "2026-09-15", "2026-11-01", "ended")
    assert (second["n"], second["status"], [one["field"] for one in second["changed"]]) == (2, "in_force", ["conditions"])
    assert first["recorded_at"] == "2026-11-24T10:00:00+08:00"
    assert second["recorded_at"] == "2026-11-24T12:00:00+08:00"
    assert first["changed"] == []
    assert [draft["effective_from"] for draft in answer["drafts"]] == ["2027-01-01"]
    head = git_in(root, "rev-parse", "HEAD")
    assert second["commit"] == head
    code, out, _ = run("history", "2026-00417-N", "--root", root)
    assert run("history", "２０２６－00417-n ", "--root", root)[1] == out, "wide or small letters are the same number"
    assert code == 0
    assert "第2版" in out
    assert f"{MODEL_EDITION['title']}（{MODEL_EDITION['doc_no']}）\n" in out
    assert "改动　适用条件" in out
    assert "公布过2个版本，另有1个草案" in out


def test_the_cache_changes_nothing(repository: City) -> None:
    root = repository()
    for hour in range(11, 16):
        put(root, MODEL | {"note": f"第{hour}"}, *([OTHER] if hour % 2 else []))
        at(root, hour)
        grown = record(root).events
    from generator import memory

    memory._folder("history").rename(memory._home() / "elsewhere")
    assert record(root).events == grown
    assert record(root).events == grown, "read back from the cache"
    assert len(grown) == 1 + 5 + 5


def test_another_spelling_is_no_event(repository: City) -> None:
    root = repository({Kind.NO_PENALTY: [MODEL, OTHER]})
    data = (root / LIST).read_bytes()
    header, *rows = data.decode().rstrip().split("\n")
    for hour, text in enumerate((b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), data.decode().encode("utf-16"),
                                 data.decode().encode("gb18030"), "\n".join([header, *reversed(rows)]).encode(), data), 11):
        (root / LIST).write_bytes(text)
        at(root, hour)
    assert [event.what for event in record(root).events] == [What.RECORDED, What.RECORDED]


def test_renamed_department_and_moved_list_are_moves(repository: City) -> None:
    root = repository()
    (root / "lists/exemptions/scjg").rename(root / "lists/exemptions/xfjy")
    at(root, 11)
    put(root, path="lists/exemptions/xfjy/no-penalty.csv")
    put(root, MODEL, path="lists/exemptions/xfjy/lighter-penalty.csv")
    at(root, 12)
    assert deeds(root) == [("recorded", "2026-09-15", []), ("moved", "2026-09-15", ["department"]), ("moved", "2026-09-15", ["kind"])]


def test_an_unreadable_commit_is_a_gap_and_loses_nothing(repository: City) -> None:
    root = repository({Kind.NO_PENALTY: [MODEL, OTHER]})
    sound = (root / LIST).read_bytes()
    for hour, broken in enumerate((b"\x00\x01", sound + b'2026-1,"unclosed\n', sound + b"too,few\n"), 11):
        (root / LIST).write_bytes(broken)
        at(root, hour, f"broken {hour}")
    put(root, MODEL | {"note": "新"}, OTHER)
    at(root, 14)
    found = record(root)
    assert [(gap.path, gap.subject) for gap in found.gaps] == [(LIST, "broken 11"), (LIST, "broken 12"), (LIST, "broken 13")]
    assert deeds(root) == [("recorded", "2026-09-15", []), ("edited", "2026-09-15", ["note"])]
    assert deeds(root, "2026-00001-B") == [("recorded", "2026-09-15", [])]
    assert [gap["path"] for gap in history(root)["gaps"]] == [LIST] * 3
    assert "无法读取" in run("history", "2026-00417-N", "--root", root)[1]


def test_a_cell_over_two_lines_is_read_whole(repository: City) -> None:
    root = repository()
    text = (root / LIST).read_text(encoding="utf-8")
    (root / LIST).write_text(text.replace("广告内容真实合法，", '"广告内容真实合法，\n').replace("即可改正,", '即可改正",'), encoding="utf-8")
    at(root, 11)
    assert deeds(root) == [("recorded", "2026-09-15", []), ("edited", "2026-09-15", ["inclusion_reason"])]


def test_merges_count_once_where_they_land(repository: City) -> None:
    root = repository()
    for name, item in (("one", OTHER), ("two", MODEL | {"item_id": "2026-00002-9"})):
        git_in(root, "switch", "-q", "-c", name, "main")
        put(root, item, path=f"lists/exemptions/{name}/no-penalty.csv")
        commit(root, "2026-11-24T11:00:00+08:00", name)
        git_in(root, "switch", "-q", "main")
    git_in(root, "merge", "-q", "--no-ff", "-m", "octopus", "one", "two")
    assert {event.subject for event in record(root).of_item("2026-00001-B")} == {"octopus"}
    assert [event.what for event in record(root).of_item("2026-00002-9")] == [What.RECORDED]


def test_a_published_version_changed_in_place_is_warned_of(repository: City) -> None:
    root = repository()
    git_in(root, "switch", "-q", "-c", "topic")
    put(root, MODEL | {"outcome": "可以不予行政处罚"})
    at(root, 11, "edit in place")
    git_in(root, "switch", "-q", "main")
    git_in(root, "merge", "-q", "--no-ff", "-m", "Merge branch 'topic'", "topic")
    put(root, MODEL | {"outcome": "可以不予行政处罚", "note": "补", "change_reason": "勘误：补备注"})
    at(root, 12, "erratum")
    assert deeds(root) == [("recorded", "2026-09-15", []), ("edited", "2026-09-15", ["outcome"]),
                           ("corrected", "2026-09-15", ["change_reason", "note"])]
    merge = git_in(root, "rev-parse", "HEAD~1")
    version, = history(root)["versions"]
    assert version["breaches"] == [merge]
    lines = run("history", "2026-00417-N", "--root", root)[1].splitlines()
    where, = (n for n, line in enumerate(lines) if "修改：裁量结果" in line)
    assert lines[where].endswith(f"修改：裁量结果　（提交 {merge[:12]}，说明“Merge branch 'topic'”）")
    assert "直接修改了已经公布的版本" in lines[where + 1]
    assert sum("规则 V02" in line for line in lines) == 1, "neither the entry nor the correction is a breach"


def test_odd_repositories(repository: City, tmp_path: Path) -> None:
    root = repository()
    (root / "lists/有 空格").mkdir()
    (root / "lists/有 空格/说 明.csv").write_text("甲\n", encoding="utf-8")
    (root / LIST).with_name("lighter-penalty.csv").unlink()
    (root / LIST).with_name("lighter-penalty.csv").symlink_to("no-penalty.csv")
    git_in(root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(root), "lists/exemptions/sub")
    at(root, 11)
    git_in(root, "checkout", "-q", "--detach")
    assert deeds(root) == [("recorded", "2026-09-15", [])]
    assert (git.contents(root, "HEAD")["lists/exemptions/scjg/lighter-penalty.csv"], record(root).gaps) == (None, ())


def test_a_list_renamed_from_a_name_with_spaces_and_chinese(repository: City) -> None:
    """A clerk committed the list under the name Excel gave it; renamed to its place it is recorded, once."""
    root = repository({Kind.NO_PENALTY: []})
    wrong = "lists/exemptions/scjg/不予 处罚 清单（改）.csv"
    put(root, MODEL, path=wrong)
    at(root, 11, "放错了 名字")
    assert deeds(root) == []
    (root / LIST).unlink()
    git_in(root, "mv", wrong, LIST)
    at(root, 12, "改成 规定的名称")
    event, = record(root).of_item("2026-00417-N")
    assert (event.what, event.path, event.subject) == (What.RECORDED, LIST, "改成 规定的名称")
    assert run("diff", "HEAD~1", "HEAD", "--root", root)[0] == 0


def test_a_city_whose_folder_has_spaces_and_chinese(city: City) -> None:
    root = city()
    moved = root.parent / "示例 市" / "清单 仓库"
    moved.parent.mkdir()
    root.rename(moved)
    commit(moved.parent, "2026-11-24T10:00:00+08:00", "first")
    put(moved, MODEL | {"outcome": "可以不予行政处罚"})
    code, out, _ = run("check", "--base", "HEAD", "--root", moved, "--format", "json")
    found = [(f["rule"], f["path"], f["line"], f["field"]) for f in json.loads(out)["findings"] if f["rule"].startswith("V")]
    assert (code, found) == (1, [("V02", LIST, 2, "outcome")])
    commit(moved.parent, "2026-11-24T11:00:00+08:00", "改")
    assert deeds(moved) == [("recorded", "2026-09-15", []), ("edited", "2026-09-15", ["outcome"])]


def test_a_rewritten_history_is_read_anew(repository: City) -> None:
    """What was remembered of commits that are gone tells nothing any more; the legal answer never came from git."""
    root = repository()
    put(root, MODEL | {"note": "甲"})
    at(root, 11, "then amended away")
    legal = history(root)["versions"][0]["status"]
    assert [what for what, _, _ in deeds(root)] == ["recorded", "edited"]
    git_in(root, "reset", "-q", "--hard", "HEAD~1")
    put(root, MODEL | {"note": "乙", "change_reason": "勘误：备注"})
    at(root, 12, "another past")
    assert [(what, fields) for what, _, fields in deeds(root)] == [("recorded", []), ("corrected", ["change_reason", "note"])]
    assert history(root)["versions"][0]["status"] == legal


def test_below_the_top_of_a_repository(city: City, tmp_path: Path) -> None:
    root = city()
    commit(root.parent, "2026-11-24T10:00:00+08:00", "the city is a folder")
    assert deeds(root) == [("recorded", "2026-09-15", [])]
    assert LIST in git.contents(root, git.commit_of(root, "HEAD"))


def test_a_shallow_clone_is_refused_with_the_cure(repository: City, tmp_path: Path) -> None:
    root = repository()
    put(root, MODEL | {"note": "新"})
    at(root, 11)
    git_in(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", str(tmp_path / "shallow"))
    for arguments in (["history", "2026-00417-N"], ["asof", "2026-09-15", "--known", "HEAD"], ["check", "--base", "HEAD"]):
        code, out, err = run(*arguments, cwd=tmp_path / "shallow")
        assert (code, out) == (2, ""), arguments
        assert "git fetch --unshallow" in err
    assert run("asof", "2026-09-15", cwd=tmp_path / "shallow")[0] == 0, "a legal answer needs no history"


def test_without_git(city: City) -> None:
    root = city()
    answer = history(root)
    assert [(v["n"], v["recorded_at"], v["commit"]) for v in answer["versions"]] == [(1, None, None)]
    assert "没有 git 记录" in run("history", "2026-00417-N", "--root", root)[2]


def test_an_unknown_item(repository: City) -> None:
    code, _, err = run("history", "2026-99999-X", cwd=repository())
    assert code == 2
    assert "没有编号" in err


def test_redacted_texts_stay_hidden(repository: City) -> None:
    root = repository({Kind.NO_PENALTY: [MODEL | {"note": "张某某"}]},
                      files={"lists/redactions.csv": "事项编号,字段,理由,日期\n2026-00417-N,note,误载,2026-11-01\n",
                             "lists/editions.csv": write(tables()["editions"], [MODEL_EDITION])})
    put(root, MODEL | {"note": "改成李某某"})
    at(root, 11)
    answer = history(root)
    assert "某某" not in json.dumps(answer, ensure_ascii=False)
    assert answer["versions"][0]["events"][1]["fields"] == [{"field": "note", "before": "已依法隐去", "after": "已依法隐去"}]
