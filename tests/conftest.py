"""Builders that tests share; nothing is patched here."""

import atexit
import csv
import functools
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from browsing import browsing, page_types, served
from hypothesis import settings

from generator import memory
from generator.legality.example import MODEL_CELLS, MODEL_EDITION
from generator.model import Kind, identifier
from generator.reading import read
from generator.schema import tables
from generator.tables import write

REPOSITORY = Path(__file__).resolve().parents[1]
CACHE = tempfile.mkdtemp(prefix="qingdan-test-cache-")
"""What the program remembers between runs, for this run of the tests alone."""
os.environ["XDG_CACHE_HOME"] = CACHE
os.environ["QINGDAN_FONTS"] = NO_FONTS = f"{CACHE}/no-fonts"
"""Sites of the tests are the same on every machine, with fonts or without; tests of PDF name the fonts they use."""
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(REPOSITORY), "XDG_CACHE_HOME": CACHE, "QINGDAN_FONTS": NO_FONTS}
"""What a command run by the tests sees."""
atexit.register(shutil.rmtree, CACHE, ignore_errors=True)
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")  # no test depends on how busy the machine is

City = Callable[..., Path]
"""What the fixtures `city` and `repository` give: the maker of a small city."""
ORGANISATIONS = "部门代码,部门名称,曾用名,生效日期,失效日期\nscjg,示例市市场监督管理局,,2019-03-01,\nxfjy,示例市消防救援支队,,2019-03-01,\n"
WITH_JUSTICE = "部门代码,部门名称,曾用名,生效日期,失效日期\nscjg,示例市市场监督管理局,,2019-03-01,\nsfj,示例市司法局,,2019-03-01,\n"
"""The same with 司法局 in the place of the fire brigade: who reviews."""
PROFILES = "规则,参数,取值,依据,生效日期,失效日期\nE02,food,食品;餐饮,示例市的口径,2022-01-01,\n"
TOWNSHIPS = "镇街代码,镇街名称,生效日期,失效日期\nqinghe,青禾镇,2020-01-01,\n"
TOWN = {
    "lists/townships.csv": TOWNSHIPS,
    "lists/delegations.csv": "镇街代码,部门代码,处罚依据,基本编码,生效日期,收回日期,赋权依据\n"
                             "qinghe,scjg,《中华人民共和国广告法》第五十九条,,2022-01-01,,示府〔2021〕68号\n"}
"""A town, and the power by which it may apply the model item."""
CITY = "城市名称,演示数据,法规库核对日期,站点地址,功能开关\n示例市,是,2026-09-30,,\n"


def city_in(folder: Path, lists: Mapping[Kind, Iterable[Mapping[str, str]]] | None = None,
            files: Mapping[str, str | bytes] | None = None, laws: bool = True) -> Path:
    """A small lawful city laid out in `folder`: these rows by kind (the model item if none are given), and these files over its own."""
    root = folder / "city"
    (root / "lists/exemptions/scjg").mkdir(parents=True, exist_ok=True)
    schemas = tables()
    chosen = {Kind.NO_PENALTY: [MODEL_CELLS[Kind.NO_PENALTY]]} if lists is None else lists
    for kind in Kind:
        path = root / f"lists/exemptions/scjg/{kind.slug}.csv"
        path.write_bytes(write(schemas["exemptions"], chosen.get(kind, [])))
    (root / "lists/editions.csv").write_bytes(write(schemas["editions"], [MODEL_EDITION]))
    (root / "lists/organisations.csv").write_text(ORGANISATIONS, encoding="utf-8")
    (root / "lists/city.csv").write_text(CITY, encoding="utf-8")
    (root / "lists/profiles.csv").write_text(PROFILES, encoding="utf-8")
    if laws:
        for name in ("laws.csv", "law_articles.csv"):
            shutil.copy(REPOSITORY / "lists" / name, root / "lists" / name)
    for name, content in (files or {}).items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return root


def items(count: int, kind: Kind = Kind.NO_PENALTY, first: int = 0) -> list[dict[str, str]]:
    """So many rows of a list, which differ in number; every third repeats the conduct of the model."""
    return [{**MODEL_CELLS[kind], "item_id": identifier(2026, first + n), "violation": MODEL_CELLS[kind]["violation"] + "（情形）" * (n % 3)}
            for n in range(1, count + 1)]


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`: path → content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's chromium, for the tests of one file."""
    with browsing() as opened:
        yield opened


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of the browser; an error it tells of fails the test."""
    opened = browser.new_page()
    opened.set_default_timeout(10_000)
    said: list[str] = []
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" and "404" not in message.text else None)
    yield opened
    opened.close()
    assert said == []


@pytest.fixture(scope="module")
def search_address() -> Iterator[str]:
    """Where the search page of a small city is served."""
    from searchpage import built

    with served(built()) as root:
        yield f"{root}site/search/"


@pytest.fixture
def city(tmp_path: Path) -> City:
    """`city(rows by kind, files={path: bytes or text})` returns the root of a small lawful city."""
    return functools.partial(city_in, tmp_path)


@pytest.fixture
def repository(city: City) -> City:
    """The same city as a git repository with one commit on 2026-11-24."""

    def make(*args: object, **kwargs: object) -> Path:
        root = city(*args, **kwargs)
        commit(root, "2026-11-24T10:00:00+08:00", "first")
        return root

    return make


def git_in(root: Path, *arguments: str, when: str = "2026-11-24T12:00:00+08:00") -> str:
    """What git prints when a clerk has it do this in `root` at that moment."""
    environment = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_NAME": "经办人",
                   "GIT_AUTHOR_EMAIL": "clerk@example.invalid", "GIT_COMMITTER_NAME": "经办人",
                   "GIT_COMMITTER_EMAIL": "clerk@example.invalid", "PATH": "/usr/bin:/bin", "HOME": str(root)}
    return subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True, env=environment).stdout.strip()


def commit(root: Path, when: str, message: str) -> None:
    """Commit everything in `root`, making the repository if needed."""
    if not (root / ".git").exists():
        git_in(root, "init", "-q", "-b", "main")
    git_in(root, "add", "-A")
    git_in(root, "commit", "-q", "-m", message, when=when)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the shipped lists as of 2026-11-24, without the record of the repository."""
    from generator.book import load
    from generator.model import World
    from generator.site import build

    folder = tmp_path_factory.mktemp("shipped")
    build(World(load(REPOSITORY).book, date(2026, 11, 24)), root=folder, out=folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def address(shipped: Path) -> Iterator[str]:
    """Where that site is served, with its policy as a header, which is stricter than a meta element can be."""
    from generator.site.chrome import POLICY

    with served(shipped, {"Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'"}) as root:
        yield root


@pytest.fixture(scope="module")
def types(shipped: Path) -> Mapping[str, str]:
    """Type of page → address of a page of that type; of the search, one with answers."""
    return {**page_types(shipped), "search": "search/?q=%E5%8D%A0%E9%81%93%E6%91%86%E6%91%8A"}


LIST = "lists/exemptions/scjg/no-penalty.csv"
CASES = Path(__file__).parent / "cases"
AMENDED, SCHEDULED = "2022-65979-B", "2022-35890-I"
"""Two items of the sound city, which tests give a draft that amends, and a published version that is still to come."""
LAW_FACTS = ("laws", "law_articles", "law_map", "relief_clauses", "calendar")
"""Tables that hold facts about the law and not decisions of a city: never copied into a case."""


def city_of(case: str, folder: Path) -> Path:
    """The city of a case of `cases/`, laid out in `folder`: its tables over those of the sound city, and the facts about laws."""
    for source in dict.fromkeys((CASES / "sound", CASES / case)):
        shutil.copytree(source / "lists", folder / "lists", dirs_exist_ok=True)
    for table in LAW_FACTS:
        path = REPOSITORY / "lists" / f"{table}.csv"
        if path.is_file():
            shutil.copy(path, folder / "lists")
    return folder


def rows_of(root: Path, path: str, schema: str) -> list[dict[str, str]]:
    """The rows of a table of the city."""
    sheet = read(path, (root / path).read_bytes(), tables()[schema])
    return [dict(sheet.cells(row)) for row in sheet.rows]


def command(*arguments: str | Path, cwd: Path | None = None, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """The finished `qingdan` command, run as a process of its own."""
    return subprocess.run([sys.executable, "-m", "generator", *map(str, arguments)], capture_output=True, check=False, env=ENVIRONMENT,
                          cwd=cwd, input=stdin)


def run(*arguments: str | Path, cwd: Path | None = None, stdin: str | None = None) -> tuple[int, str, str]:
    """The same: (exit code, stdout, stderr)."""
    done = command(*arguments, cwd=cwd, stdin=None if stdin is None else stdin.encode())
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def unbroken(html: str) -> str:
    """Without the marks that hold a day or a number together on one line, in pages and in feeds."""
    return re.sub(r"(?:<|&lt;)span class=(?:\"|&quot;)whole(?:\"|&quot;)(?:>|&gt;)(.*?)(?:<|&lt;)/span(?:>|&gt;)", r"\1", html)


def golden(name: str, text: str) -> None:
    """The text is that of the golden file, word for word; with QINGDAN_GOLDEN=write (`make golden`) the file becomes the text."""
    path = Path(__file__).parent / "golden" / name
    if os.environ.get("QINGDAN_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert path.read_bytes().decode() == text


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Rows as CSV text with LF."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


@pytest.fixture
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that has judged nothing yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    memory._home.cache_clear()
    yield
    monkeypatch.undo()
    memory._home.cache_clear()


def snapshot(root: Path) -> dict[str, bytes]:
    """Every table of the city: path → content."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / "lists").rglob("*.csv"))}
