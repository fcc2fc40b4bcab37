"""History on the site: timelines, /changes/, /asof/ and feeds tell every published change and nothing that is a draft."""

import json
import random
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import lives
import pytest
from conftest import city_of, command, commit
from test_drafts import AMENDED, SCHEDULED, rows_of
from test_site import unresolved

from generator.book import load
from generator.document.asof import days, intervals
from generator.document.blocks import Section, Table
from generator.document.shelf import Shelf
from generator.document.turns import What, turns
from generator.legality.example import MODEL_CELLS, MODEL_EDITION
from generator.model import Book, Edition, Item, Kind, World, identifier
from generator.render.atom import AtomPrinter
from generator.schema import tables
from generator.site import build
from generator.tables import write

LIST, EDITIONS = "lists/exemptions/scjg/no-penalty.csv", "lists/editions.csv"
DAY = "2026-11-24"
DRAFT_WORDS = ("龘龘初稿", "靐靐二稿", "爩爩三稿")
LATER, BEFORE_CORRECTION = "尚未生效版本的独有文字", "更正之前的独有文字"
ATOM = "{http://www.w3.org/2005/Atom}"


# ---- a city with a life, as commits -----------------------------------------------------------------------------


def put(root: Path, rows: list[dict[str, str]], when: str, subject: str) -> str:
    """Write the list, commit it, and return the hash."""
    (root / LIST).write_bytes(write(tables()["exemptions"], rows))
    commit(root, f"{when}T10:00:00+08:00", subject)
    return subprocess.run(["git", "-C", str(root), "rev-parse", "HEAD"], capture_output=True, check=True, text=True).stdout.strip()


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The sound city as a repository: three edits of a draft amendment, a published one to come, a correction."""
    root = city_of("sound", tmp_path_factory.mktemp("lived"))
    rows = rows_of(root, LIST, "exemptions")
    versions = {row["item_id"]: row for row in rows}
    made = {"first": put(root, rows, "2026-08-10", "首批清单")}
    for number, words in enumerate(DRAFT_WORDS):
        draft = {**versions[AMENDED], "edition": "", "effective_from": "2027-03-17", "supporting_measures": f"批评教育，{words}，30日内复查",
                 "change_reason": words, "note": words}
        made[f"draft{number}"] = put(root, [*rows, draft], f"2026-11-1{number}", f"修改草案：{words}")
    scheduled = {**versions[SCHEDULED], "edition": "scjg-2026-2", "effective_from": "2027-01-01", "change_reason": "法律修改",
                 "supporting_measures": f"批评教育，{BEFORE_CORRECTION}，30日内复查"}
    editions = rows_of(root, EDITIONS, "editions")
    public = next(row for row in editions if row["edition"] == "scjg-2026-1")
    editions.append({**public, "edition": "scjg-2026-2", "title": f"{public['title']}之二", "doc_no": "示市监规〔2026〕2号",
                     "published_on": "2026-11-20", "issued_on": "2026-11-20", "effective_from": "2027-01-01"})
    (root / EDITIONS).write_bytes(write(tables()["editions"], editions))
    made["published"] = put(root, [*rows, draft, scheduled], "2026-11-20", "公布修改")
    corrected = {**scheduled, "supporting_measures": f"批评教育，{LATER}，30日内复查", "change_reason": "勘误：配套措施误写"}
    made["corrected"] = put(root, [*rows, draft, corrected], "2026-11-22", "勘误")
    return root, made


def files_of(out: Path) -> dict[str, str]:
    """Path → text of every file; of a document (a ZIP) the text of its parts."""
    found = {}
    for path in out.rglob("*"):
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as parts:
                found[path.relative_to(out).as_posix()] = "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
        elif path.is_file():
            found[path.relative_to(out).as_posix()] = path.read_bytes().decode()
    return found


def built(root: Path, out: Path, *options: str, as_of: str = DAY) -> tuple[dict[str, str], str]:
    """Path → text of every file that a build writes, and what it said on stderr."""
    done = command("build", "--root", root, "--out", out, "--as-of", as_of, *options)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return files_of(out), done.stderr.decode()


@pytest.fixture(scope="module")
def folder(lived: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "site"
    built(lived[0], out)
    return out


@pytest.fixture(scope="module")
def site(folder: Path) -> dict[str, str]:
    return files_of(folder)


def test_drafts_and_their_commits_are_in_no_file(site: Mapping[str, str], lived: tuple[Path, dict[str, str]]) -> None:
    hidden = [*DRAFT_WORDS, "修改草案", BEFORE_CORRECTION, "2027-03-17", "2027年3月17日", *(made[:10] for name, made in lived[1].items() if "draft" in name)]
    assert {path.rsplit(".", 1)[-1] for path in site} >= {"html", "json", "atom", "js"}
    for path, text in site.items():
        plain = json.dumps(json.loads(text), ensure_ascii=False) if path.endswith(".json") else text
        assert [word for word in hidden if word in plain] == [], path


def test_a_published_amendment_to_come_is_announced_and_never_the_current_text(site: Mapping[str, str]) -> None:
    page, version = site[f"items/{SCHEDULED}/index.html"], site[f"items/{SCHEDULED}/v2/index.html"]
    answer, timeline = page.split('id="versions"')
    assert LATER not in answer
    assert "本事项已公布新的内容，自2027年1月1日起施行，见<a" in answer
    assert '<span class="word">现行有效</span>' in answer
    assert LATER in re.sub("<[^>]+>", "", timeline)
    assert '<span class="word">尚未生效</span>' in version
    assert LATER in version
    assert LATER not in site[f"items/{SCHEDULED}.json"]
    coming = site["changes/index.html"].split('id="past"')[0]
    assert 'id="coming"' in coming
    assert "../changes/2027-01-01/" in coming
    assert "截至2026年11月24日尚未发生" in site["changes/2027-01-01/index.html"]


def test_the_three_times_are_told_apart(site: Mapping[str, str], lived: tuple[Path, dict[str, str]]) -> None:
    page = site[f"items/{SCHEDULED}/index.html"]
    newest = page.split('class="version"')[1]
    facts = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", newest))
    assert facts["法律时间"] == "自2027年1月1日起施行，有效期至2031年9月14日"
    assert facts["公布时间"].startswith("2026年11月20日，")
    assert facts["录入时间"] == (f"2026-11-20 10:00 录入，提交 {lived[1]['published'][:10]}；"
                             f"2026-11-22 10:00 勘误（配套监管措施、调整事由），提交 {lived[1]['corrected'][:10]}")


def test_record_time_after_the_day_is_not_told(lived: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    files, _ = built(lived[0], tmp_path / "site", as_of="2026-11-21")
    assert not [path for path, text in files.items() if lived[1]["corrected"][:10] in text]


def test_without_git_and_in_a_shallow_clone_the_site_says_that_it_lacks_the_record(lived: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    plain, shallow = tmp_path / "plain", tmp_path / "shallow"
    shutil.copytree(lived[0], plain, ignore=shutil.ignore_patterns(".git", "build"))
    subprocess.run(["git", "clone", "-q", "--depth", "1", lived[0].as_uri(), str(shallow)], check=True, capture_output=True)
    for root, why in ((plain, "这里没有 git 记录"), (shallow, "浅克隆")):
        files, said = built(root, tmp_path / f"{root.name}-site")
        assert why in said
        page = files[f"items/{SCHEDULED}/index.html"]
        assert "生成本站时没有完整的提交记录" in page
        assert "录入时间</dt>" not in page
        assert "法律时间</dt>" in page
        assert json.loads(files["about/build.json"])["recorded"] is False


def test_every_link_of_the_history_leads_somewhere(folder: Path, site: Mapping[str, str]) -> None:
    found = [link for link in unresolved(folder) if link[0] != "index.html"]  # the first page names editions of departments without lists
    assert found == []
    assert json.loads(site["about/build.json"])["recorded"] is True


# ---- turns and days ----------------------------------------------------------------------------------------------


def world_of(life: lives.Life, as_of: date) -> World:
    """The tables that the events of a life leave behind."""
    editions = tuple(Edition(edition=e[1], department="scjg", published_on=e[2], withdrawn_on=e[3], effective_from=e[4], effective_to=e[5],
                             replaces=tuple(e[6])) for e in life if e[0] == "edition")
    items = tuple(Item(department="scjg", kind=Kind.NO_PENALTY, item_id="2026-00417-N", edition=v[2] or None, effective_from=v[1],
                       effective_to=v[3]) for v in life if v[0] == "version")
    return World(Book(items=items, editions=editions, lists=(("scjg", Kind.NO_PENALTY),)), as_of)


def test_changes_and_intervals_retell_a_thousand_lives() -> None:
    """Played forward, the changes leave applying on each day what an independent reading says; so do the intervals."""
    chance = random.Random(20261125)
    told = 0
    for _ in range(1000):
        life, as_of = lives.live(chance), lives.day(chance.randrange(100))
        shelf = Shelf(world_of(life, as_of))
        found = turns(shelf)
        table = intervals(shelf)["versions"]
        counts = days(found, shelf)
        for number in range(0, 120, 3):
            asked = lives.day(number)
            expected = lives.applying(life, asked, as_of)
            current = None
            for turn in (t for t in found if t.day <= asked):
                if turn.what is not What.ENDED:
                    assert turn.what is What.AMENDED if turn.before else turn.what is What.ADDED
                    assert (turn.before.effective_from if turn.before else None) == current or current is None, (life, as_of)
                    current = turn.item.effective_from
                elif turn.item.effective_from == current:
                    current = None
            assert current == expected, (life, as_of, asked)
            said = [first for first, end in zip(table["from"], table["to"], strict=True)
                    if first <= asked.isoformat() and (end is None or asked.isoformat() < end)]
            assert said == ([expected.isoformat()] if expected else [])
            last = max((day for day in counts if day <= asked), default=None)
            assert (counts[last] if last else 0) == len(said)
            told += expected is not None
    assert told > 5000


def test_a_move_between_lists_is_one_change() -> None:
    first = Item(department="scjg", kind=Kind.LIGHTER_PENALTY, item_id="2026-00417-N", edition="a", effective_from=lives.day(1))
    second = replace(first, kind=Kind.NO_PENALTY, edition="b", effective_from=lives.day(9))
    editions = tuple(Edition(edition=code, department="scjg", published_on=lives.day(0)) for code in "ab")
    found = turns(Shelf(World(Book(items=(first, second), editions=editions), lives.day(20))))
    assert [(turn.what, turn.day, turn.before) for turn in found] == [(What.ADDED, lives.day(1), None), (What.MOVED, lives.day(9), first)]


def test_the_pages_of_the_days_list_what_applied(site: Mapping[str, str], lived: tuple[Path, dict[str, str]]) -> None:
    world = World(load(lived[0]).book, date.fromisoformat(DAY))
    asked = sorted(path.split("/")[1] for path in site if re.match(r"asof/\d{4}-\d\d-\d\d/", path))
    assert asked == ["2026-09-15", "2027-01-01", "2031-09-15"]
    for day in asked:
        page = site[f"asof/{day}/index.html"].split("<footer")[0]
        expected = {(item.item_id, str(world.version_number(item))) for item in world.in_force_on(date.fromisoformat(day))}
        assert set(re.findall(r'href="\.\./\.\./items/([^/]+)/v(\d+)/"', page)) == expected
        assert f"适用{len(expected)}项" in page
        assert f'href="../asof/{day}/"' in site["asof/index.html"]


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def test_a_big_city_with_many_days_keeps_its_pages_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.document import asof

    monkeypatch.setattr(asof, "_FEWEST_ROWS", 0)
    items = tuple(Item(department="scjg", kind=Kind.NO_PENALTY, item_id=identifier(2026, n), edition="a", effective_from=lives.day(n),
                       violation=f"行为{n}") for n in range(100))
    shelf = Shelf(World(Book(items=items, editions=(Edition(edition="a", published_on=lives.day(0)),)), lives.day(90)))
    counts = days(turns(shelf), shelf)
    paged = asof.paged(counts, shelf)
    assert 0 < len(paged) < len(counts) == 100
    assert max(paged) == lives.day(90)
    assert sum(counts[day] for day in paged) <= 20 * len(items)
    told = str(asof.overview(counts, paged, shelf.as_of))
    here, coming = asof.overview(counts, paged, shelf.as_of)
    assert isinstance(here, Section)
    assert isinstance(coming, Section)
    assert coming.folded
    first = [block.rows[0][0] for section in (here, coming) for block in section.blocks if isinstance(block, Table)]
    assert [str(cell).count(_said(day)) for cell, day in zip(first, (lives.day(90), lives.day(91)), strict=True)] == [1, 1]
    assert "没有链接的日期不单列名单" in told
    assert all(_said(lives.day(n)) in told for n in range(100))


# ---- feeds -------------------------------------------------------------------------------------------------------


def entries(text: str) -> dict[str, ET.Element]:
    """The entries of a feed by id, after everything that RFC 4287 asks of it has been checked."""
    feed = ET.fromstring(text)
    assert feed.tag == f"{ATOM}feed"
    found: dict[str, ET.Element] = {}
    for node in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"{ATOM}{name}")) == 1, name
        assert re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}(-\d\d-\d\d)?:[A-Za-z0-9/_.%-]+", node.findtext(f"{ATOM}id") or "")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+08:00", node.findtext(f"{ATOM}updated") or "")
        assert [link.get("href") for link in node.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        if node is not feed:
            assert node.findtext(f"{ATOM}id") not in found
            found[node.findtext(f"{ATOM}id") or ""] = node
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    latest = [node.findtext(f"{ATOM}updated") or "" for node in found.values()]
    assert latest == sorted(latest, reverse=True)
    if latest:
        assert feed.findtext(f"{ATOM}updated") == latest[0]
    return found


def test_every_feed_is_atom_and_leads_into_the_site(site: Mapping[str, str]) -> None:
    feeds = {path: text for path, text in site.items() if path.endswith(".atom")}
    assert {"feeds/city.atom", "feeds/dept-scjg.atom", "feeds/town-qinghe.atom", "feeds/law-guanggaofa.atom"} <= set(feeds)
    for path, text in feeds.items():
        for entry in entries(text).values():
            linked = [link.get("href") or "" for link in entry.findall(f"{ATOM}link")]
            linked += re.findall(r'href="([^"]+)"', entry.findtext(f"{ATOM}content") or "")
            for target in linked:
                place = urljoin(f"https://x/{path}", target).removeprefix("https://x/").partition("#")[0]
                assert f"{place}index.html" in site, (path, target)
        assert "演示数据，非任何机关发布，不具法律效力" in text
    assert 'type="application/atom+xml" title="清单变更" href="../../feeds/dept-scjg.atom"' in site["depts/scjg/index.html"]


def test_a_feed_tells_the_acts_that_concern_it(site: Mapping[str, str]) -> None:
    city, department = entries(site["feeds/city.atom"]), entries(site["feeds/dept-scjg.atom"])
    announced = "tag:qingdan.example,2026-11-20:editions/scjg-2026-2"
    assert next(iter(city)) == next(iter(department)) == announced
    content = department[announced].findtext(f"{ATOM}content") or ""
    assert "2027年1月1日起施行" in content
    assert f"../items/{SCHEDULED}/v2/" in content
    assert announced not in entries(site["feeds/dept-xfjy.atom"])
    law = entries(site["feeds/law-guanggaofa.atom"])
    assert "tag:qingdan.example,2026-08-05:editions/scjg-2026-1/laws/guanggaofa" in law
    assert all(SCHEDULED not in (entry.findtext(f"{ATOM}content") or "") for entry in law.values()), "the price item cites no advertising law"


def test_news_keeps_its_identifier_and_an_end_is_told_when_it_comes(site: Mapping[str, str], lived: tuple[Path, dict[str, str]],
                                                                   tmp_path: Path) -> None:
    later, _ = built(lived[0], tmp_path / "later", as_of="2031-09-15")
    for path in (path for path in site if path.endswith(".atom")):
        before, after = entries(site[path]), entries(later[path])
        assert set(before) <= set(after), path
        assert {one: ET.tostring(before[one]) for one in before} == {one: ET.tostring(after[one]) for one in before}
    came = set(entries(later["feeds/dept-scjg.atom"])) - set(entries(site["feeds/dept-scjg.atom"]))
    assert came == {"tag:qingdan.example,2031-09-15:ends/scjg"}


def test_same_day_same_bytes(site: Mapping[str, str], lived: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    again, _ = built(lived[0], tmp_path / "again")
    assert again == site


def test_hostile_words_and_an_address() -> None:
    hostile = "<script>&]]>\"'\x00\u202e\ufffe"
    item = Item(department="scjg", kind=Kind.NO_PENALTY, item_id="2026-00417-N", edition="a", effective_from=lives.day(1), violation=hostile)
    from generator.document.news import News
    from generator.document.reach import Reach

    edition = Edition(edition="a", department="scjg", title=hostile, published_on=lives.day(0), effective_from=lives.day(1))
    shelf = Shelf(World(Book(items=(item,), editions=(edition,), lists=(("scjg", Kind.NO_PENALTY),)), lives.day(20)))
    feed = News(shelf, turns(shelf), Reach(shelf)).of_city()
    text = AtomPrinter("甲&乙", "https://example.invalid/qd/").feed(feed, lives.day(20))
    entry = next(iter(entries(text).values()))
    assert entry.findtext(f"{ATOM}title") == "<script>&]]>\"'[U+0000][U+202E][U+FFFE]：新增1项"
    assert "&lt;script&gt;" in (entry.findtext(f"{ATOM}content") or "")
    assert "tag:example.invalid,2022-01-01:editions/a" in text
    assert 'href="https://example.invalid/qd/feeds/city.atom"' in text
    assert ET.fromstring(text).get("{http://www.w3.org/XML/1998/namespace}base") == "https://example.invalid/qd/feeds/"


def test_a_long_act_names_what_it_leaves_out() -> None:
    from generator.document.news import News
    from generator.document.reach import Reach

    items = tuple(Item(department="scjg", kind=Kind.NO_PENALTY, item_id=identifier(2026, n), edition="a", effective_from=lives.day(1),
                       violation=f"行为{n}") for n in range(100))
    edition = Edition(edition="a", department="scjg", title="清单", published_on=lives.day(0), effective_from=lives.day(1))
    shelf = Shelf(World(Book(items=items, editions=(edition,), lists=(("scjg", Kind.NO_PENALTY),)), lives.day(20)))
    feed = News(shelf, turns(shelf), Reach(shelf)).of_city()
    content = next(iter(entries(AtomPrinter("甲").feed(feed, lives.day(20))).values())).findtext(f"{ATOM}content") or ""
    left = re.findall(r"另有(\d+)项，见<a href=\"../changes/2022-01-02/\">", content)
    assert content.count("/items/") + int(left[0]) == 100


def test_a_town_hears_of_powers_given_and_taken_back(city: Callable[..., Path], tmp_path: Path) -> None:
    root = city(files={
        "lists/townships.csv": "镇街代码,镇街名称,生效日期,失效日期\nqinghe,青禾镇,2020-01-01,\n",
        "lists/delegations.csv": "镇街代码,部门代码,处罚依据,基本编码,生效日期,收回日期,赋权依据\n"
                                 "qinghe,scjg,《中华人民共和国广告法》第五十九条第三款,,2026-01-01,2026-10-01,示府〔2025〕9号\n"
                                 "qinghe,scjg,《中华人民共和国广告法》第五十九条第一款,,2027-01-01,,示府〔2026〕9号\n"})
    build(World(load(root).book, date.fromisoformat(DAY)), root=tmp_path, out=tmp_path / "site")
    told = entries((tmp_path / "site/feeds/town-qinghe.atom").read_text(encoding="utf-8"))
    assert "tag:qingdan.example,2026-10-01:delegations/qinghe/recalled" in told
    assert "tag:qingdan.example,2026-01-01:delegations/qinghe/given" in told
    assert not [one for one in told if "2027" in one], "what is to come is told when it comes"


# ---- in a browser ------------------------------------------------------------------------------------------------


CHROMIUM = shutil.which("chromium")
in_browser = pytest.mark.skipif(CHROMIUM is None, reason="没有 chromium，不能打开网站")
THREE = "2026-00417-N"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def three(city: Callable[..., Path], tmp_path: Path) -> Path:
    """An offline site of an item with three versions, opened as files."""
    model = MODEL_CELLS[Kind.NO_PENALTY]
    codes = ("scjg-2022-1", "scjg-2024-1", MODEL_EDITION["edition"])
    editions = [{**MODEL_EDITION, "edition": code, "published_on": f"{code[5:9]}-08-01", "effective_from": f"{code[5:9]}-09-15"} for code in codes]
    rows = [{**model, "edition": codes[0], "effective_from": "2022-09-15", "note": "原来的备注", "field": "甲领域"},
            {**model, "edition": codes[1], "effective_from": "2024-09-15", "note": "中间的备注", "field": "乙领域"},
            {**model, "edition": codes[2], "note": "现在的备注", "field": "甲领域"}]
    root = city({Kind.NO_PENALTY: rows}, files={EDITIONS: write(tables()["editions"], editions)})
    build(World(load(root).book, date.fromisoformat(DAY)), root=tmp_path, out=tmp_path / "site", offline=True)
    return tmp_path / "site"


@in_browser
def test_any_two_versions_are_compared(browser: Any, three: Path) -> None:
    page = browser.new_page()
    page.goto((three / f"items/{THREE}/index.html").as_uri())
    assert [row.inner_text().split("\t") for row in page.query_selector_all(".compare tbody tr")] == [["备注", "原来的备注", "现在的备注"]]
    page.select_option(".compare select >> nth=1", "1")
    rows = [row.inner_text().split("\t") for row in page.query_selector_all(".compare tbody tr")]
    assert sorted(rows) == [["备注", "原来的备注", "中间的备注"], ["领域", "甲领域", "乙领域"]]
    assert [head.inner_text() for head in page.query_selector_all(".compare thead th")] == ["改了什么", "第1版", "第2版"]
    page.close()
    without = browser.new_context(java_script_enabled=False).new_page()
    without.goto((three / f"items/{THREE}/index.html").as_uri())
    assert without.locator(".version .changes").count() == 2
    assert without.locator(".compare").count() == 0
    without.context.close()


@in_browser
def test_any_day_is_answered(browser: Any, lived: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    """From the folder, without a server: the script says what the tables say, on days at, before and between the changes."""
    out = tmp_path / "site"
    built(lived[0], out, "--offline")
    world = World(load(lived[0]).book, date.fromisoformat(DAY))
    page = browser.new_page()
    for first in ("2026-09-15", "2027-01-01", "2031-09-15"):
        for day in (date.fromisoformat(first) + timedelta(days=step) for step in (-1, 0, 1)):
            page.goto(f"{(out / 'asof/index.html').as_uri()}?date={day}")
            page.wait_for_selector(f'#asof-results[data-date="{day}"]', state="attached")
            linked = {re.findall(r"items/([^/]+)/v(\d+)/index\.html$", link.get_attribute("href"))[0]
                      for link in page.query_selector_all("#asof-results a")}
            assert linked == {(item.item_id, str(world.version_number(item))) for item in world.in_force_on(day)}, day
    page.goto(f"{(out / 'asof/index.html').as_uri()}?date=2026-02-30")
    assert "不是日期" in page.inner_text("#asof-results")
    page.fill("input[name=date]", "2026-10-01")
    page.select_option("select[name=dept]", "xfjy")
    page.click(".day-form button")
    page.wait_for_selector('#asof-results[data-date="2026-10-01"]')
    assert page.locator("#asof-results h3").first.inner_text().startswith("示例市消防救援支队")
    page.close()


@in_browser
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(browser: Any, folder: Path, three: Path, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True).new_page()
    asked = (f"items/{THREE}/", f"items/{THREE}/v1/", "changes/", "changes/2024-09-15/", "asof/2024-09-15/", "asof/")
    for path in asked:
        page.goto(f"{(three / path / 'index.html').as_uri()}{'?date=2025-01-01' if path == 'asof/' else ''}")
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.context.close()
