"""The site as a folder: whole, self-contained, the same bytes each time, and never half replaced."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import TOWNSHIPS, City, bytes_of
from linking import Refs, html_files, unresolved

from generator.book import load
from generator.legality.example import AS_OF, MODEL_CELLS, MODEL_EDITION
from generator.model import Finding, Kind, Refusal, Severity, World
from generator.schema import tables
from generator.site import build
from generator.tables import write

HOSTILE = "<script>alert(1)</script>*粗*<!--qd:content-->\u202e"
SECRET = "只在草案里的话"
PAST = {**MODEL_EDITION, "edition": "scjg-2022-1", "published_on": "2022-10-25", "effective_from": "2022-12-01", "effective_to": "2027-12-01"}
DRAFT = {**MODEL_EDITION, "edition": "scjg-2027-1", "published_on": "", "effective_from": "2027-01-01", "title": SECRET}
ROWS = (
    {**MODEL_CELLS[Kind.NO_PENALTY], "edition": "scjg-2022-1", "effective_from": "2022-12-01", "violation": HOSTILE, "note": "联系张某"},
    {**MODEL_CELLS[Kind.NO_PENALTY], "note": "联系张某"},
    {**MODEL_CELLS[Kind.NO_PENALTY], "item_id": "2026-00418-L", "edition": "scjg-2027-1", "effective_from": "2027-01-01", "violation": SECRET})


@pytest.fixture(scope="module")
def frames_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where rendered frames are kept between the tests of this module."""
    return tmp_path_factory.mktemp("frames")


@pytest.fixture
def world(city: City) -> World:
    schemas = tables()
    root = city({Kind.NO_PENALTY: ROWS}, files={
        "lists/editions.csv": write(schemas["editions"], [PAST, MODEL_EDITION, DRAFT]),
        "lists/townships.csv": TOWNSHIPS,
        "lists/redactions.csv": "事项编号,字段,理由,日期\n2026-00417-N,note,误载姓名,2026-10-01\n"})
    return World(load(root).book, AS_OF)


@pytest.fixture
def site(world: World, frames_root: Path, tmp_path: Path) -> Path:
    build(world, root=frames_root, out=tmp_path / "site")
    return tmp_path / "site"


def test_every_link_leads_to_a_file_and_nothing_leaves_the_site(site: Path) -> None:
    assert unresolved(site) == []


def test_offline_links_name_files(world: World, frames_root: Path, tmp_path: Path) -> None:
    build(world, root=frames_root, out=tmp_path / "site", offline=True)
    assert unresolved(tmp_path / "site", offline=True) == []


def test_the_promised_pages_exist(site: Path) -> None:
    for path in ("index.html", "lists/scjg/no-penalty/index.html", "lists/scjg/no-coercion/index.html", "depts/scjg/index.html",
                 "lists/scjg/no-penalty/editions/scjg-2022-1/index.html",
                 "items/2026-00417-N/index.html", "items/2026-00417-N/v1/index.html", "items/2026-00417-N/v2/index.html",
                 "items/2026-00417-N.json", "towns/qinghe/index.html", "rules/index.html", "rules/S005/index.html",
                 "laws/xingzhengchufafa/index.html", "terms/index.html", "dictionary/index.html", "about/index.html",
                 "about/build.json", "search/index.html", "404.html"):
        assert (site / path).is_file(), path
    assert not (site / "sitemap.xml").exists()
    assert not list(site.rglob("*qd-frame*"))


def test_every_page_bears_the_fixed_words(site: Path) -> None:
    for name, html in html_files(site):
        assert "演示数据，非任何机关发布，不具法律效力" in html, name
        assert '<meta name="robots" content="noindex">' in html, name
        assert "2026年11月24日</time>；</span><span>法规库核对至<time" in html, name
        assert "以执法机关认定为准" in html, name
        assert "未列入清单不等于一律处罚" in html, name
        assert "<!--qd:" not in html, name


def test_no_page_has_inline_code(site: Path) -> None:
    for name, html in html_files(site):
        refs = Refs(html)
        assert refs.inline == [], name
        assert len(refs.ids) == len(set(refs.ids)), name


def test_hostile_words_stay_words(site: Path) -> None:
    html = (site / "items/2026-00417-N/v1/index.html").read_text(encoding="utf-8")
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;*粗*&lt;!--qd:content--&gt;[U+202E]") >= 2


def test_neither_drafts_nor_redacted_words_are_in_any_file(site: Path) -> None:
    for name, data in bytes_of(site).items():
        assert SECRET.encode() not in data, name
        assert b"2026-00418-L" not in data, name
        assert "张某".encode() not in data, name


def test_findings_are_in_no_file_but_in_a_preview(world: World, frames_root: Path, tmp_path: Path) -> None:
    finding = Finding("C02", Severity.ERROR, "独一无二的意见", item_id="2026-00418-L", field="conditions")
    build(world, root=frames_root, out=tmp_path / "public", findings=(finding,))
    assert not [name for name, data in bytes_of(tmp_path / "public").items() if "独一无二的意见".encode() in data]
    build(world, root=frames_root, out=tmp_path / "preview", findings=(finding,), preview=True)
    page = (tmp_path / "preview/items/2026-00418-L/index.html").read_text(encoding="utf-8")
    assert "独一无二的意见" in page
    assert SECRET in page
    assert "草案" in page
    for name, html in html_files(tmp_path / "preview"):
        assert "预览·非正式发布" in html, name
        assert "审查意见1条" in html, name
    assert unresolved(tmp_path / "preview") == []
    assert "独一无二的意见" in (tmp_path / "preview/findings/index.html").read_text(encoding="utf-8")
    assert not (tmp_path / "public/findings").exists()


def test_item_json_is_the_version_in_force(site: Path) -> None:
    data = json.loads((site / "items/2026-00417-N.json").read_text(encoding="utf-8"))
    assert (data["format"], data["as_of"], data["version"], data["status"]) == ("qingdan/item/1", "2026-11-24", 2, "in_force")
    assert data["fields"]["note"] == "已依法隐去"
    assert data["notice"] == "演示数据，非任何机关发布，不具法律效力"


def test_same_world_same_bytes(world: World, site: Path, frames_root: Path, tmp_path: Path) -> None:
    build(World(world.book, world.as_of), root=frames_root, out=tmp_path / "again")
    assert bytes_of(tmp_path / "again") == bytes_of(site)


def test_a_real_city_has_addresses_and_no_notice(world: World, frames_root: Path, tmp_path: Path) -> None:
    real = replace(world.book, city=replace(world.book.city, demo=False, base_url="https://example.invalid/qd/"))
    build(World(real, world.as_of), root=frames_root, out=tmp_path / "site")
    page = (tmp_path / "site/items/2026-00417-N/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.invalid/qd/items/2026-00417-N/">' in page
    assert "演示数据" not in page
    assert "noindex" not in page
    sitemap = (tmp_path / "site/sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://example.invalid/qd/items/2026-00417-N/v1/</loc>" in sitemap
    assert 'href="/qd/lists/"' in (tmp_path / "site/404.html").read_text(encoding="utf-8")


def test_the_page_for_no_page_links_to_nothing_beside_it(world: World, frames_root: Path, tmp_path: Path) -> None:
    """It answers at any depth."""
    book = replace(world.book, city=replace(world.book.city, demo=True, base_url="https://example.invalid/qd/"))
    build(World(book, world.as_of), root=frames_root, out=tmp_path / "site")
    page = (tmp_path / "site/404.html").read_text(encoding="utf-8")
    assert [link for link in re.findall(r' (?:href|src)="([^"]*)"', page) if not link.startswith(("/qd/", "#", "https:"))] == []


def test_progress_counts_up_to_its_total(world: World, frames_root: Path, tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    build(world, root=frames_root, out=tmp_path / "site", progress=lambda label, done, total: heard.append((label, done, total)))
    assert heard[-1][1] == heard[-1][2] > 0
    assert all(done <= total for _, done, total in heard)


def test_an_unknown_engine_is_refused(world: World, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没有名为"):
        build(world, root=tmp_path / "empty", out=tmp_path / "site", engine="hugo")
    assert date(2026, 11, 24) == world.as_of
    assert not (tmp_path / "site").exists()


def test_a_site_made_by_workers_has_the_same_bytes(world: World, frames_root: Path, tmp_path: Path,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.workers.WORTHWHILE", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    second = replace(world.book.items[1], item_id="2026-00419-J", source=replace(world.book.items[1].source, line=9))
    both = replace(world.book, items=(*world.book.items, second))
    build(World(both, world.as_of), root=frames_root, out=tmp_path / "two")
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    build(World(both, world.as_of), root=frames_root, out=tmp_path / "one")
    assert bytes_of(tmp_path / "two") == bytes_of(tmp_path / "one")
