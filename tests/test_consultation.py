"""A draft edition for public comment: its own folder, marked on every page, and never near the site."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import city_of, command, rows_of, unbroken
from linking import unresolved

from generator.model import identifier
from generator.schema import tables
from generator.tables import write

LIST, EDITIONS = "lists/exemptions/scjg/no-penalty.csv", "lists/editions.csv"
AMENDED, LEFT = "2022-65979-B", "2022-35890-I"
NEW = identifier(2026, 91234)
CODE, WORDS = "scjg-2027-9", "拟议中的独有文字"
EDITION = {"edition": CODE, "department": "scjg", "kinds": "no-penalty", "title": "示例市市场监督管理局不予处罚清单（2027年修订）",
           "consult_from": "2026-11-20", "consult_to": "2026-12-25", "effective_from": "2027-03-01", "effective_to": "2032-03-01",
           "replaces": "scjg-2026-1", "note": "内部备注不公开"}


def city(folder: Path, edition: dict[str, str], **changed: str) -> Path:
    """The sound city with a draft edition that amends one entry, adds one and drops the rest."""
    root = city_of("sound", folder)
    rows = rows_of(root, LIST, "exemptions")
    plain = {**next(row for row in rows if row["item_id"] == AMENDED), "edition": CODE, "effective_from": "2027-03-01"}
    rows.append({**plain, "supporting_measures": f"批评教育，{WORDS}，30日内复查", "change_reason": "实践需要", **changed})
    rows.append({**plain, "item_id": NEW, "violation": "在户外广告中使用引用语，未表明出处", "change_reason": "新增"})
    (root / LIST).write_bytes(write(tables()["exemptions"], rows))
    editions = [*rows_of(root, EDITIONS, "editions"), edition]
    (root / EDITIONS).write_bytes(write(tables()["editions"], editions))
    return root


def consult(root: Path, out: Path, code: str = CODE, *more: str) -> "subprocess.CompletedProcess[bytes]":
    return command("build", "--root", root, "--consultation", code, "--out", out, "--as-of", "2026-11-24", *more)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return city(tmp_path_factory.mktemp("city"), EDITION)


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("consultation") / "draft"
    done = consult(root, out)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return out


def pages(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): unbroken(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}


def test_every_page_says_what_it_is(folder: Path) -> None:
    found = pages(folder)
    assert set(found) == {"index.html", "no-penalty/index.html"}
    for name, html in found.items():
        assert "征求意见稿，不是正式文件，不具法律效力，不能作为执法依据" in html, name
        assert '<meta name="robots" content="noindex' in html, name
        assert "演示数据，非任何机关发布，不具法律效力" in html, name
        assert "征求意见至2026年12月25日止。截至2026年11月24日" in html, name
        assert re.search(r"<h1>.*（征求意见稿）(</span>)?</h1>", html), name
        assert "内部备注不公开" not in html, name
        assert not re.search(r'(?:src|href)="(?:[a-z]+:|/)', html), name
    assert 'content:"征求意见稿' in (folder / "draft.css").read_text(encoding="utf-8")
    assert unresolved(folder, offline=True) == []


def test_the_public_is_told_what_changes_until_when_and_how_to_comment(folder: Path) -> None:
    found = pages(folder)
    first, listed = found["index.html"], found["no-penalty/index.html"]
    assert "自2026年11月20日起至2026年12月25日止" in first
    assert "向示例市市场监督管理局提出意见" in first
    assert "：新增1项，修改1项" in first
    ending = first.split('id="ending"')[1]
    assert LEFT in ending
    assert AMENDED not in ending
    amended, added = listed.split(f'id="{NEW}"')
    assert '<th scope="col">现行</th><th scope="col">征求意见稿</th>' in amended
    assert WORDS in re.sub("<[^>]+>", "", amended)
    assert "现行</th>" not in added
    data = json.loads((folder / "consultation.json").read_text(encoding="utf-8"))
    assert (data["format"], data["edition"], data["items"], data["consult_to"]) == ("qingdan/consultation/1", CODE, 2, "2026-12-25")


def test_the_folder_may_be_made_again_and_is_the_same(root: Path, folder: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert consult(root, folder).returncode == 0
    assert {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_only_a_draft_with_dates_is_consulted_on(root: Path, tmp_path: Path) -> None:
    for number, (code, edition, said) in enumerate((
            ("nowhere-1", EDITION, f"没有发布批次“nowhere-1”。尚未公布的批次有：{CODE}。"),
            ("scjg-2026-1", EDITION, "发布批次 scjg-2026-1 已于2026年8月5日公布"),
            (CODE, {**EDITION, "consult_to": ""}, "没有填好征求意见的起止日期"),
            (CODE, {**EDITION, "withdrawn_on": "2026-11-23"}, "已于2026年11月23日撤回"),
            ("scjg-2028-1", {**EDITION, "edition": "scjg-2028-1", "replaces": ""}, "还没有编入任何事项"))):
        place = root if edition is EDITION else city(tmp_path / f"city{number}", edition)
        done = consult(place, tmp_path / "out", code)
        assert done.returncode == 2, code
        assert said in done.stderr.decode()
        assert not (tmp_path / "out").exists()


def test_an_unlawful_draft_is_mended_first(tmp_path: Path) -> None:
    done = consult(city(tmp_path / "city", EDITION, conditions=""), tmp_path / "out")
    assert done.returncode == 1
    assert f"{AMENDED} 适用条件" in done.stdout.decode()
    assert not (tmp_path / "out").exists()


def test_it_never_comes_near_the_site(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert command("build", "--root", root, "--out", site, "--as-of", "2026-11-24").returncode == 0
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert not [path for path, data in before.items() if WORDS.encode() in data or CODE.encode() in data]
    for out in (site, site / "draft", site / "a/b"):
        done = consult(root, out)
        assert done.returncode == 2
        assert "征求意见稿不能放进去" in done.stderr.decode()
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    for more in ((), ("--out", tmp_path / "x", "--preview")):
        done = command("build", "--root", root, "--consultation", CODE, *more)
        assert (done.returncode, "--out" in done.stderr.decode()) == (2, True)
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "杂项.txt").write_text("不要覆盖", encoding="utf-8")
    assert consult(root, foreign).returncode == 2
    assert (foreign / "杂项.txt").read_text(encoding="utf-8") == "不要覆盖"


@pytest.mark.skipif(shutil.which("chromium") is None, reason="没有 chromium，不能打开网页")
def test_it_is_readable_on_a_phone_and_accessible(folder: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser: Any = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 360, "height": 800})
        for name in pages(folder):
            page.goto((folder / name).as_uri())
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == [], name
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
        browser.close()
