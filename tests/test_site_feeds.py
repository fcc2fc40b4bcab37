"""Feeds: Atom as RFC 4287 asks, of the acts that concern the reader; what was told stays as it was told."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import lives
import living
import pytest
from conftest import SCHEDULED, TOWNSHIPS, City
from living import DAY, Life

from generator.book import load
from generator.document.news import News
from generator.document.reach import Reach
from generator.document.shelf import Shelf
from generator.document.turns import turns
from generator.model import Book, Edition, Item, Kind, World, identifier
from generator.render.atom import AtomPrinter
from generator.site import build

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def lived() -> Life:
    return living.lived()


@pytest.fixture(scope="module")
def site() -> Mapping[str, str]:
    return living.site()


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


def test_news_keeps_its_identifier_and_an_end_is_told_when_it_comes(site: Mapping[str, str], lived: Life, tmp_path: Path) -> None:
    later, _ = living.built(lived.root, tmp_path / "later", as_of="2031-09-15")
    for path in (path for path in site if path.endswith(".atom")):
        before, after = entries(site[path]), entries(later[path])
        assert set(before) <= set(after), path
        assert {one: ET.tostring(before[one]) for one in before} == {one: ET.tostring(after[one]) for one in before}
    came = set(entries(later["feeds/dept-scjg.atom"])) - set(entries(site["feeds/dept-scjg.atom"]))
    assert came == {"tag:qingdan.example,2031-09-15:ends/scjg"}


def test_hostile_words_and_an_address() -> None:
    hostile = "<script>&]]>\"'\x00\u202e\ufffe"
    item = Item(department="scjg", kind=Kind.NO_PENALTY, item_id="2026-00417-N", edition="a", effective_from=lives.day(1), violation=hostile)
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
    items = tuple(Item(department="scjg", kind=Kind.NO_PENALTY, item_id=identifier(2026, n), edition="a", effective_from=lives.day(1),
                       violation=f"行为{n}") for n in range(100))
    edition = Edition(edition="a", department="scjg", title="清单", published_on=lives.day(0), effective_from=lives.day(1))
    shelf = Shelf(World(Book(items=items, editions=(edition,), lists=(("scjg", Kind.NO_PENALTY),)), lives.day(20)))
    feed = News(shelf, turns(shelf), Reach(shelf)).of_city()
    content = next(iter(entries(AtomPrinter("甲").feed(feed, lives.day(20))).values())).findtext(f"{ATOM}content") or ""
    left = re.findall(r"另有(\d+)项，见<a href=\"../changes/2022-01-02/\">", content)
    assert content.count("/items/") + int(left[0]) == 100


def test_a_town_hears_of_powers_given_and_taken_back(city: City, tmp_path: Path) -> None:
    root = city(files={
        "lists/townships.csv": TOWNSHIPS,
        "lists/delegations.csv": "镇街代码,部门代码,处罚依据,基本编码,生效日期,收回日期,赋权依据\n"
                                 "qinghe,scjg,《中华人民共和国广告法》第五十九条第三款,,2026-01-01,2026-10-01,示府〔2025〕9号\n"
                                 "qinghe,scjg,《中华人民共和国广告法》第五十九条第一款,,2027-01-01,,示府〔2026〕9号\n"})
    build(World(load(root).book, date.fromisoformat(DAY)), root=tmp_path, out=tmp_path / "site")
    told = entries((tmp_path / "site/feeds/town-qinghe.atom").read_text(encoding="utf-8"))
    assert "tag:qingdan.example,2026-10-01:delegations/qinghe/recalled" in told
    assert "tag:qingdan.example,2026-01-01:delegations/qinghe/given" in told
    assert not [one for one in told if "2027" in one], "what is to come is told when it comes"
