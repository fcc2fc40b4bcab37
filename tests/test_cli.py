"""The command as a user meets it: exit codes, one clear Chinese sentence, exact JSON."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from conftest import CACHE, LIST, REPOSITORY, City, commit, git_in, run

from generator.chinese_click import sentence
from generator.legality.example import MODEL_CELLS
from generator.model import Kind, is_valid

ITEM = dict(MODEL_CELLS[Kind.NO_PENALTY])


def check(root: Path, *more: str) -> dict[str, object]:
    code, out, err = run("check", "--root", root, "--format", "json", *more)
    answer: dict[str, object] = json.loads(out)
    counts = answer["counts"]
    assert isinstance(counts, dict)
    assert code == (1 if counts["error"] else 0), err
    return answer


def test_a_clean_city(repository: City) -> None:
    answer = check(repository())
    assert answer["format"] == "qingdan/check/1"
    assert answer["as_of"] == "2026-11-24", "the day of HEAD's commit"
    assert (answer["lists"], answer["items"]) == (4, 1)
    assert answer["findings"] == []


def test_a_finding_has_every_key(city: City) -> None:
    answer = check(city({Kind.NO_PENALTY: [ITEM | {"effective_from": "2024/1/1"}]}), "--as-of", "2026-11-24")
    assert answer["findings"] == [{
        "rule": "S005", "severity": "error", "path": LIST, "line": 2, "row": 2, "column": "施行日期", "cell": "V2",
        "field": "effective_from", "item_id": "2026-00417-N", "value": "2024/1/1",
        "message": "写作“2024/1/1”，应为“2024-01-01”。", "hint": "改为形如 2024-01-01 的日期；在 Excel 中先把该列设为“文本”。",
        "legal_basis": []}]


def test_the_line_for_a_person(city: City) -> None:
    root = city({Kind.NO_PENALTY: [ITEM | {"effective_from": "2024/1/1"}]})
    code, out, _ = run("--root", root, "check")
    assert code == 1
    assert out.startswith(f"{LIST}:2 2026-00417-N 施行日期：写作“2024/1/1”，应为“2024-01-01”。[S005]\n")
    assert "检查了4张清单、1个事项版本，1个错误。" in out


def test_a_path_limits_what_is_shown_not_what_is_read(city: City) -> None:
    root = city({Kind.NO_PENALTY: [ITEM | {"edition": "nowhere"}]})
    assert check(root, "lists/editions.csv")["findings"] == []
    findings = check(root, "lists/exemptions/scjg")["findings"]
    assert isinstance(findings, list)
    assert [f["rule"] for f in findings] == ["S015"]


@pytest.mark.parametrize(("arguments", "words"), [
    (["check", "--nonsense"], "没有选项"), (["chek"], "没有命令"), (["check", "--as-of", "2026-2-30"], "不是日期"),
    (["check", "--format", "pdf"], "取值不对"), (["check", "--root", "/nonexistent"], "不存在"), (["amend", "x"], "缺少"),
    (["check", "no/such/file"], "不存在"), (["explain", "Z99"], "没有"), (["town", "nowhere"], "没有镇街"),
    (["amend", "2026-00001-B", "--from", "2027-01-01"], "没有编号"), (["asof", "2026-01-01", "--dept", "xx"], "没有部门"),
    (["asof", "2026-01-01", "--kind", "xx"], "没有“xx”这种清单"), (["new", "-n", "0"], "应为")])
def test_what_cannot_be_done_is_one_chinese_sentence_and_exit_2(city: City, arguments: list[str], words: str) -> None:
    code, out, err = run(*arguments, cwd=city())
    assert code == 2
    assert out == ""
    assert words in err
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err


def test_no_lists_here(tmp_path: Path) -> None:
    code, _, err = run("check", cwd=tmp_path)
    assert (code, len(err.strip().splitlines())) == (2, 1)
    assert "没有 lists/" in err


@pytest.mark.parametrize(("kind", "words"), [
    (click.Path(dir_okay=False), "这是一个目录，要的是文件"), (click.Path(exists=True), "没有这个文件或者目录"), (click.Path(file_okay=False), "这是一个文件，要的是目录")])
def test_what_click_says_of_a_path_is_said_in_chinese(tmp_path: Path, kind: click.Path, words: str) -> None:
    (tmp_path / "a").touch()
    path = tmp_path if not kind.dir_okay else tmp_path / ("a" if not kind.file_okay else "b")
    with pytest.raises(click.BadParameter) as refused:
        kind.convert(str(path), click.Option(["--out"], type=kind), None)
    assert sentence(refused.value) == f"{words}：{path}。"


@pytest.mark.parametrize("command", ["check", "fmt", "build", "explain", "cite", "new", "amend", "asof", "town", "laws"])
def test_help_is_chinese(command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert "用法：" in out
    assert not {"Usage", "Options", "Commands", "Show this message"} & set(out.split())


def test_fmt_check_then_fmt_then_nothing(city: City) -> None:
    root = city()
    sound = (root / LIST).read_bytes()
    (root / LIST).write_bytes(b"\xef\xbb\xbf" + sound.replace(b"\n", b"\r\n"))
    assert run("fmt", "--check", "--root", root)[0] == 1
    assert (root / LIST).read_bytes() != sound
    assert run("fmt", "--root", root)[0] == 0
    assert (root / LIST).read_bytes() == sound
    assert run("fmt", "--check", "--root", root)[0] == 0


def test_fmt_does_not_touch_what_it_cannot_mend(city: City) -> None:
    broken = (city() / LIST).read_bytes() + b"2026-00001-B,too,few\n"
    root = city(files={LIST: broken})
    code, out, _ = run("fmt", "--root", root)
    assert code == 1
    assert "S004" in out
    assert (root / LIST).read_bytes() == broken


def test_new_identifiers_are_valid_and_unused_anywhere(repository: City) -> None:
    root = repository()
    code, out, _ = run("new", "-n", "50", "--root", root)
    made = out.split()
    assert code == 0
    assert len(set(made)) == 50
    assert all(is_valid(name) for name in made)
    assert "2026-00417-N" not in made


def test_identifiers_of_other_branches_count_as_used(repository: City) -> None:
    from generator.git import used_identifiers

    root = repository()
    git_in(root, "switch", "-q", "-c", "proposal")
    text = (root / LIST).read_text(encoding="utf-8")
    (root / LIST).write_text(text + text.splitlines()[1].replace("2026-00417-N", "2026-00001-B") + "\n", encoding="utf-8")
    commit(root, "2026-11-24T11:00:00+08:00", "proposal")
    git_in(root, "switch", "-q", "main")
    assert used_identifiers(root) == {"2026-00417-N", "2026-00001-B"}


def test_amend_copies_the_latest_version_as_a_draft(city: City) -> None:
    root = city()
    code, out, _ = run("amend", "2026-00417-N", "--from", "2027-01-01", "--root", root)
    assert code == 0
    assert out.startswith(f"{LIST}:3 ")
    lines = (root / LIST).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    assert lines[2].split(",")[20:22] == ["", "2027-01-01"]
    assert run("fmt", "--check", "--root", root)[0] == 0
    assert run("amend", "2026-00417-N", "--from", "2026-12-01", "--root", root)[0] == 2


def test_asof(city: City) -> None:
    root = city()
    code, out, _ = run("asof", "2026-09-15", "--root", root, "--as-of", "2026-11-24", "--format", "json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["format"], answer["date"], answer["as_of"]) == ("qingdan/asof/1", "2026-09-15", "2026-11-24")
    item = answer["items"][0]
    assert {k: item[k] for k in ("item_id", "version", "department", "kind", "status", "effective_from", "effective_to")} == {
        "item_id": "2026-00417-N", "version": 1, "department": "scjg", "kind": "no-penalty", "status": "in_force",
        "effective_from": "2026-09-15", "effective_to": "2031-09-15"}
    assert item["citations"][0]["article"] == 14
    _, out, _ = run("asof", "2026-09-14", "--root", root, "--as-of", "2026-11-24", "--format", "json")
    assert json.loads(out)["items"] == []
    _, out, _ = run("asof", "2026-09-15", "--root", root, "--as-of", "2026-08-04", "--format", "json")
    assert json.loads(out)["items"] == [], "not yet published"


def test_cite_is_one_json_value_per_line() -> None:
    code, out, _ = run("cite", "--root", REPOSITORY, stdin="《行政处罚法》第３３条第１款\n\n随便写的\n")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [[(c["law_full"], c["article"], c["paragraph"]) for c in line] for line in lines] == [
        [("中华人民共和国行政处罚法", 33, 1)], [], []]


@pytest.mark.parametrize(("text", "day", "status"), [
    ("《不存在法》第一条", "2026-11-24", "unknown_law"), ("《公司登记管理条例》第一条", "2026-11-24", "repealed"),
    ("《环境影响评价法》第三十一条第三款", "2026-11-24", "repealed"), ("《环境影响评价法》第三十一条第三款", "2026-08-14", "in_force"),
    ("《统计法》（2009修订）第四十一条", "2026-11-24", "superseded"), ("《生态环境法典》第一条", "2026-08-14", "not_yet_in_force"),
    ("《行政处罚法》（2030修正）第一条", "2026-11-24", "unverified"), ("《统计法》（2010修正）第四十一条", "2026-11-24", "unverified"),
    ("《环境保护法》（2010修正）第一条", "2026-11-24", "repealed"), ("《渔业法》（2026年5月1日起施行）第一条", "2026-11-24", "in_force"),
    ("《行政处罚法》第八十七条", "2026-11-24", "no_such_article"), ("《行政处罚法》第三十三条第四款", "2026-11-24", "no_such_paragraph"),
    ("《行政处罚法》第三十二条第（六）项", "2026-11-24", "no_such_item"), ("《行政处罚法》第八十五条至第九十条", "2026-11-24", "no_such_article"),
    ("《行政处罚法》第三十二条第（一）项", "2026-11-24", "in_force")])
def test_cite_resolve(text: str, day: str, status: str) -> None:
    _, out, _ = run("cite", "--root", REPOSITORY, "--resolve", "--as-of", day, text)
    assert [c["status"] for c in json.loads(out)] == [status]


@pytest.mark.parametrize("arguments", [("laws", "map", "生态环境法典"), ("check", "--format", "json"), ("explain", "C02"), ("cite", "第三条")])
def test_a_reader_that_goes_away_is_no_verdict_and_no_noise(arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, "-m", "generator", *arguments, "--root", str(REPOSITORY)], stdout=writer, stderr=subprocess.PIPE, check=False,
                          env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(REPOSITORY), "XDG_CACHE_HOME": CACHE})
    os.close(writer)
    assert (done.returncode, done.stderr.decode()) == (141, "")


def test_without_git_and_with_utf16_bom_and_binary(city: City) -> None:
    text = (city() / LIST).read_text(encoding="utf-8")
    assert check(city(files={LIST: text.encode("utf-16")}))["counts"] == {"error": 0, "warning": 1, "info": 0}
    assert check(city(files={LIST: text.encode("gb18030")}))["counts"] == {"error": 0, "warning": 1, "info": 0}
    assert check(city(files={LIST: b"\x00\x01"}))["counts"] == {"error": 1, "warning": 0, "info": 0}


def test_what_no_city_can_do_without_is_missed(city: City) -> None:
    root = city()
    (root / "lists/laws.csv").unlink()
    assert [f["path"] for f in check(root)["findings"] if f["rule"] == "S020"] == ["lists/laws.csv"]
    (root / "lists/city.csv").unlink()
    assert [f["path"] for f in check(root)["findings"] if f["rule"] == "S020"] == ["lists/city.csv", "lists/laws.csv"]
    code, out, err = run("build", "--root", root, "--out", root / "site", "--as-of", "2026-11-24")
    assert (code, out) == (2, "")
    assert "lists/city.csv" in err
    assert not (root / "site").exists()


def test_a_city_without_lists_is_no_clean_city(city: City) -> None:
    import shutil

    root = city()
    shutil.rmtree(root / "lists/exemptions")
    assert [(f["rule"], f["path"]) for f in check(root)["findings"]] == [("S020", "lists/exemptions")]


def test_a_row_that_ends_before_it_begins(city: City) -> None:
    root = city({Kind.NO_PENALTY: [ITEM | {"effective_to": "2020-01-01", "end_reason": "调整"}]})
    found = [f for f in check(root)["findings"] if f["rule"] == "S019"]
    assert [(f["path"], f["line"], f["field"], f["severity"]) for f in found] == [(LIST, 2, "effective_to", "error")]


def test_the_command_alone_shows_its_help() -> None:
    for arguments in ((), ("laws",)):
        code, out, err = run(*arguments)
        assert (code, out) == (2, "")
        assert "命令:" in err


def test_the_root_is_that_of_the_repository_around(repository: City) -> None:
    root = repository()
    code, out, err = run("check", "--format", "json", cwd=root / "lists/exemptions")
    assert code == 0, err
    assert json.loads(out)["items"] == 1


def test_a_folder_of_somebody_else_is_not_replaced(city: City) -> None:
    root = city()
    for content in ("{}", "not json"):
        (root / "mine/about").mkdir(parents=True, exist_ok=True)
        (root / "mine/about/build.json").write_text(content, encoding="utf-8")
        (root / "mine/keep").write_text("kept", encoding="utf-8")
        code, _, err = run("build", "--root", root, "--out", root / "mine", "--as-of", "2026-11-24")
        assert code == 2, err
        assert (root / "mine/keep").read_text(encoding="utf-8") == "kept"


def test_a_city_that_published_nothing_yet_can_be_built(city: City) -> None:
    for lists in ({}, {Kind.NO_PENALTY: [ITEM | {"edition": ""}]}):
        root = city(lists)
        for more in ((), ("--preview",)):
            code, out, err = run("build", "--root", root, "--out", root / "site", "--as-of", "2026-11-24", *more)
            assert code == 0, out + err
            assert (root / "site/index.html").is_file()


def test_a_day_that_does_not_exist_is_said_so(city: City) -> None:
    found = [f for f in check(city({Kind.NO_PENALTY: [ITEM | {"effective_from": "2026-02-30"}]}))["findings"] if f["rule"] == "S005"]
    assert [f["message"] for f in found] == ["写作“2026-02-30”，没有这一天。"]


def test_an_open_workbook_leaves_no_finding(city: City) -> None:
    root = city(files={"lists/exemptions/scjg/~$no-penalty.csv": b"\x05clerk"})
    assert check(root)["findings"] == []


def test_a_list_with_semicolons_between_its_columns_is_read(city: City) -> None:
    root = city()
    path = root / "lists/townships.csv"
    path.write_text("镇街代码;镇街名称;生效日期;失效日期\nqinghe;青禾镇;2020-01-01;\n", encoding="utf-8")
    found = [f for f in check(root)["findings"] if f["path"] == "lists/townships.csv"]
    assert [(f["rule"], "分号" in f["message"]) for f in found] == [("S002", True)]


def test_the_wrapper_takes_no_program_from_the_folder_it_is_called_in() -> None:
    assert "-P -m generator" in (REPOSITORY / "Makefile").read_text(encoding="utf-8")
