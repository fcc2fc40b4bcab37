"""History on the site: timelines, /changes/ and /asof/ tell every published change and nothing that is a draft."""

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import living
import pytest
from conftest import SCHEDULED
from linking import unresolved
from living import BEFORE_CORRECTION, DAY, DRAFT_WORDS, LATER, Life

from generator.book import load
from generator.model import Status, World


@pytest.fixture(scope="module")
def lived() -> Life:
    return living.lived()


@pytest.fixture(scope="module")
def folder() -> Path:
    return living.folder()


@pytest.fixture(scope="module")
def site() -> Mapping[str, str]:
    return living.site()


def test_drafts_and_their_commits_are_in_no_file(site: Mapping[str, str], lived: Life) -> None:
    hidden = [*DRAFT_WORDS, "修改草案", BEFORE_CORRECTION, "2027-03-17", "2027年3月17日", *(made[:10] for name, made in lived.commits.items() if "draft" in name)]
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


def test_an_item_counts_once_though_its_next_version_is_published(site: Mapping[str, str], lived: Life) -> None:
    world = World(load(lived.root).book, date.fromisoformat(DAY))
    alive = [item for item in world.public_items if world.status(item) is not Status.ENDED]
    assert len(alive) > len({item.item_id for item in alive})
    told = [sum(map(int, re.findall(pattern, site[page]))) for page, pattern in (
        ("index.html", r'<span class="number">(\d+)</span>'), ("lists/index.html", r"(\d+)项</a>"), ("depts/index.html", r"<td[^>]*>(\d+)项</td>"))]
    assert told == [len({item.item_id for item in alive})] * 3


def test_the_three_times_are_told_apart(site: Mapping[str, str], lived: Life) -> None:
    page = site[f"items/{SCHEDULED}/index.html"]
    newest = page.split('class="version"')[1]
    facts = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", newest))
    assert facts["适用期间"] == "自2027年1月1日起施行，有效期至2031年9月14日"
    assert facts["公布时间"].startswith("2026年11月20日，")
    assert facts["录入时间"] == (f"2026年11月20日 10:00 录入，记录号 {lived.commits['published'][:10]}；"
                             f"2026年11月22日 10:00 勘误（配套监管措施、调整事由），记录号 {lived.commits['corrected'][:10]}")


def test_record_time_after_the_day_is_not_told(lived: Life, tmp_path: Path) -> None:
    files, _ = living.built(lived.root, tmp_path / "site", as_of="2026-11-21")
    assert not [path for path, text in files.items() if lived.commits["corrected"][:10] in text]


def test_without_git_and_in_a_shallow_clone_the_site_says_that_it_lacks_the_record(lived: Life, tmp_path: Path) -> None:
    plain, shallow = tmp_path / "plain", tmp_path / "shallow"
    shutil.copytree(lived.root, plain, ignore=shutil.ignore_patterns(".git", "build"))
    subprocess.run(["git", "clone", "-q", "--depth", "1", lived.root.as_uri(), str(shallow)], check=True, capture_output=True)
    for root, why in ((plain, "这里没有 git 记录"), (shallow, "浅克隆")):
        files, said = living.built(root, tmp_path / f"{root.name}-site")
        assert why in said
        page = files[f"items/{SCHEDULED}/index.html"]
        assert "生成本站时没有完整的录入记录" in page
        assert "录入时间</dt>" not in page
        assert "适用期间</dt>" in page
        assert json.loads(files["about/build.json"])["recorded"] is False


def test_every_link_of_the_history_leads_somewhere(folder: Path, site: Mapping[str, str]) -> None:
    found = [link for link in unresolved(folder) if link[0] != "index.html"]  # the first page names editions of departments without lists
    assert found == []
    assert json.loads(site["about/build.json"])["recorded"] is True


def test_the_pages_of_the_days_list_what_applied(site: Mapping[str, str], lived: Life) -> None:
    world = World(load(lived.root).book, date.fromisoformat(DAY))
    asked = sorted(path.split("/")[1] for path in site if re.match(r"asof/\d{4}-\d\d-\d\d/", path))
    assert asked == ["2026-09-15", "2027-01-01", "2031-09-15"]
    for day in asked:
        page = site[f"asof/{day}/index.html"].split("<footer")[0]
        expected = {(item.item_id, str(world.version_number(item))) for item in world.in_force_on(date.fromisoformat(day))}
        assert set(re.findall(r'href="\.\./\.\./items/([^/]+)/v(\d+)/"', page)) == expected
        assert f"适用{len(expected)}项" in page
        assert f'href="../asof/{day}/"' in site["asof/index.html"]


def test_same_day_same_bytes(site: Mapping[str, str], lived: Life, tmp_path: Path) -> None:
    again, _ = living.built(lived.root, tmp_path / "again")
    assert again == site
