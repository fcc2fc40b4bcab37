"""What a person can get wrong, through the real command: a clear finding or refusal, never a traceback, never half a site."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ENVIRONMENT, LIST, City, bytes_of, command, run

from generator.legality.example import MODEL_CELLS, MODEL_EDITION
from generator.model import Kind
from generator.schema import tables
from generator.tables import write

DAY = "2026-11-24"
OTHER = "lists/exemptions/scjg/lighter-penalty.csv"
FIRST, SECOND = dict(MODEL_CELLS[Kind.NO_PENALTY]), {**MODEL_CELLS[Kind.NO_PENALTY], "item_id": "2026-00418-L"}


def text(*rows: dict[str, str]) -> str:
    """The canonical list of `rows`."""
    return write(tables()["exemptions"], rows).decode()


GOOD = text(FIRST)
HEADER, LINE = GOOD.splitlines()


def with_cell(name: str, value: str) -> str:
    """The list with one cell of its only row replaced, as a person would type it."""
    return text({**FIRST, name: value})


def many_rows(count: int) -> str:
    return HEADER + "\n" + f"{LINE}\n" * count


def lines_of(answer: dict[str, object], path: str) -> list[tuple[str, int | None]]:
    findings = answer["findings"]
    assert isinstance(findings, list)
    return [(one["rule"], one["line"]) for one in findings if one["path"] == path]


def old_site(out: Path) -> dict[str, bytes]:
    """A site of before in `out`, and its bytes."""
    (out / "about").mkdir(parents=True)
    (out / "about/build.json").write_text('{"format": "qingdan/build/1"}')
    (out / "index.html").write_text("以前的网站", encoding="utf-8")
    return bytes_of(out)


STOPPING: dict[str, tuple[str | bytes, list[tuple[str, int | None]]]] = {
    "a missing column": ("\n".join(",".join(line.split(",")[:13] + line.split(",")[14:]) for line in (HEADER, LINE)) + "\n", [("S003", 1)]),
    "a column twice": (f"{HEADER},{HEADER.split(',')[1]}\n{LINE},又一格\n", [("S003", 1)]),
    "a row that stands in for the header": (f"{LINE}\n{LINE}\n", [("S003", 1)]),
    "a title above the header": (f"示例市市场监督管理局不予处罚清单\n{GOOD}", [("S003", 1)]),
    "an extra cell": (f"{HEADER}\n{LINE},多一格\n{text(SECOND).splitlines()[1]}\n", [("S004", 2)]),
    "a number given twice": (text(FIRST, FIRST), [("S007", 3)]),
    "a cell like a formula": (with_cell("note", "=HYPERLINK(1)"), [("S013", 2)]),
    "a control character": (with_cell("note", "备\u202e注"), [("S012", 2)]),
    "a line break in a cell": (with_cell("conditions", "第一行\n第二行"), [("S012", 2)]),
    "a cell of five megabytes": (with_cell("conditions", "条" * (5 * 1024 * 1024 // 3)), [("S011", 2)]),
    "quotes that do not match": (f'{HEADER}\n"{LINE}\n', [("S016", 2)]),
    "an empty file": (b"", [("S001", None)]),
    "nothing but blanks": (b" \n\n", [("S001", None)]),
    "nothing but a mark": (b"\xef\xbb\xbf", [("S001", None)]),
    "a header in two rows": (",".join("" if n % 3 else title for n, title in enumerate(HEADER.split(","))) + f"\n{HEADER}\n{LINE}\n", [("S003", 1)]),
    "a line of totals": (f"{GOOD}合计,1项{',' * (HEADER.count(',') - 1)}\n", [("S008", 3)]),
    "a binary file": (bytes(range(256)) * 100, [("S001", None)]),
    "a workbook": (b"PK\x03\x04" + b"\x14\x00" * 500, [("S001", None)]),
    "half UTF-8, half GBK": (HEADER.encode() + b"\n" + LINE.encode("gb18030") + b"\n", [("S001", 2)]),
    "a file of 200 000 rows": (many_rows(200_000), [("S001", None)]),
    "a page of HTML": ("<!doctype html><html><body>登录</body></html>\n", [("S003", 1)]),
}
"""What was wrong → the content of the list, and every (rule, line) that is said of the file."""


@pytest.mark.parametrize("name", STOPPING)
def test_a_wrong_file_is_named_by_rule_and_line_and_stops_the_build(name: str, city: City) -> None:
    content, wanted = STOPPING[name]
    root = city(files={LIST: content})
    before = old_site(root / "site")
    done = command("check", "--root", root, "--format", "json", "--as-of", DAY)
    assert (done.returncode, done.stderr) == (1, b"")
    assert lines_of(json.loads(done.stdout), LIST) == wanted
    assert len(done.stdout) < 4000, "a message never repeats the whole file"
    done = command("build", "--root", root, "--out", root / "site", "--as-of", DAY)
    assert (done.returncode, done.stderr) == (1, b"")
    assert f"{LIST}" in done.stdout.decode()
    assert "没有生成网站" in done.stdout.decode()
    assert bytes_of(root / "site") == before
    assert [path.name for path in root.glob(".site*")] == []


def test_a_directory_in_place_of_a_file(city: City) -> None:
    root = city()
    (root / LIST).unlink()
    (root / LIST).mkdir()
    done = command("check", "--root", root, "--format", "json", "--as-of", DAY)
    assert lines_of(json.loads(done.stdout), LIST) == [("S001", None)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in this file system")
@pytest.mark.parametrize("kind", ["pipe", "broken link", "link to itself"])
def test_what_is_no_ordinary_file_is_neither_waited_for_nor_read(kind: str, city: City) -> None:
    root = city()
    (root / LIST).unlink()
    if kind == "pipe":
        os.mkfifo(root / LIST)
    else:
        (root / LIST).symlink_to(root / ("nowhere.csv" if kind == "broken link" else LIST))
    done = command("check", "--root", root, "--format", "json", "--as-of", DAY)
    assert (done.returncode, done.stderr) == (1, b"")
    assert lines_of(json.loads(done.stdout), LIST) == [("S001", None)]


@pytest.mark.parametrize("name", ["lists", "schema", "lists/exemptions", "lists/laws.csv", "lists/editions.csv"])
def test_a_file_or_folder_where_the_other_belongs(name: str, city: City) -> None:
    """A refusal in one sentence (2) or a finding (1); never a traceback, never a clean answer."""
    root = city()
    path = root / name
    if path.is_dir():
        path.rename(root / "aside")
    path.unlink(missing_ok=True)
    if name.endswith(".csv"):
        path.mkdir()
    else:
        path.write_text("不是目录", encoding="utf-8")
    done = command("check", "--root", root, "--as-of", DAY)
    assert b"Traceback" not in done.stderr
    assert done.returncode == (0 if name == "schema" else 2 if name == "lists" else 1), done.stdout.decode() + done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == (1 if done.returncode == 2 else 0)


@pytest.mark.parametrize(("name", "content"), [
    ("laws.csv", "law_id,law_key\n"), ("law_articles.csv", "\x00"), ("editions.csv", ""), ("city.csv", "城市名称\n示例市\n"),
    ("organisations.csv", "<html>")])
def test_a_broken_shared_table_is_named_itself(name: str, content: str, city: City) -> None:
    """It may make other rules silent, but what is said begins with the table that is broken."""
    root = city(files={f"lists/{name}": content})
    done = command("check", "--root", root, "--format", "json", "--as-of", DAY)
    findings = json.loads(done.stdout)["findings"]
    assert done.returncode == 1
    assert {one["rule"] for one in findings if one["path"] == f"lists/{name}"} <= {"S001", "S003"}
    assert any(one["path"] == f"lists/{name}" and one["severity"] == "error" for one in findings)
    assert not [one for one in findings if one["rule"] == "S015"], "a table that could not be read accuses nobody"


def test_other_encodings_give_the_same_site(city: City, tmp_path: Path) -> None:
    """GBK, UTF-16 and a byte order mark are named, and cost nothing: the site has the same bytes."""
    lighter = text(dict(MODEL_CELLS[Kind.LIGHTER_PENALTY]) | {"item_id": "2026-00418-L", "power_code": ""})
    editions = write(tables()["editions"], [MODEL_EDITION]).decode()
    plain = city({Kind.NO_PENALTY: [FIRST]}, files={OTHER: lighter})
    done = command("build", "--root", plain, "--out", tmp_path / "plain", "--as-of", DAY)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    other = city(files={LIST: GOOD.encode("gb18030"), OTHER: lighter.encode("utf-16"),
                        "lists/editions.csv": b"\xef\xbb\xbf" + editions.replace("\n", "\r\n").encode()})
    answer = json.loads(command("check", "--root", other, "--format", "json", "--as-of", DAY).stdout)
    for path in (LIST, OTHER, "lists/editions.csv"):
        assert lines_of(answer, path) == [("S002", None)], path
    done = command("build", "--root", other, "--out", tmp_path / "other", "--as-of", DAY)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert bytes_of(tmp_path / "plain") == bytes_of(tmp_path / "other")


# ---- killed ------------------------------------------------------------------------------------------------------

KILLED = """
import importlib, os, signal, sys
from pathlib import Path
from generator.site import publication
from generator.site.publication import Publication

moment, count = sys.argv.pop(1), int(sys.argv.pop(1))

def dying(function):
    left = [count]
    def step(*arguments, **keywords):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **keywords)
    return step

if moment == "frames":
    module = importlib.import_module("generator.site.frames")
    module.rendered = dying(module.rendered)
elif moment == "file":
    Publication._put = dying(Publication._put)
elif moment == "exchange":
    publication._exchanged = dying(publication._exchanged)
else:  # where the system cannot exchange two folders
    publication._exchanged = lambda fresh, out: False
    Path.rename = dying(Path.rename)
from generator.cli import main
main()
"""
"""The command, killed by SIGKILL at the n-th call of a step: before the frames, before a file, before a renaming of the swap."""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_build_killed_at_any_moment_leaves_the_old_site_whole(city: City) -> None:
    root = city()
    before = old_site(root / "site")
    for moment, count in (("frames", 1), ("file", 1), ("file", 40), ("exchange", 1), *(("rename", n) for n in range(1, 5))):
        done = subprocess.run([sys.executable, "-c", KILLED, moment, str(count), "build", "--root", str(root), "--out", str(root / "site"),
                               "--as-of", DAY], capture_output=True, check=False, env=ENVIRONMENT)
        assert done.returncode in (-signal.SIGKILL, 2), (moment, count, done.stderr.decode())  # 2: it was a worker that died
        whole = [path for path in (root / "site", *root.glob(".site.old-*")) if path.is_dir()]
        assert [bytes_of(path) for path in whole] == [before], (moment, count)
    done = command("build", "--root", root, "--out", root / "site", "--as-of", DAY)
    assert done.returncode == 0, done.stderr.decode()
    assert (root / "site/items/2026-00417-N/index.html").is_file()
    assert "以前的网站" not in (root / "site/index.html").read_text(encoding="utf-8")
    assert [path.name for path in root.glob(".site*")] == [], "what the killed builds left is cleared"


@pytest.mark.parametrize("arguments", [("fmt",), ("fmt", "--check"), ("check",), ("cite", "《广告法》第五十九条", "--resolve")])
def test_a_folder_without_lists_is_no_success(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments, "--root", tmp_path)
    assert (code, out) == (2, "")
    assert "没有 lists/" in err
