"""History in a browser: any two versions are compared, any day is answered, and nothing keeps anybody out."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import living
import pytest
from browsing import needs_browser
from conftest import City
from living import DAY, EDITIONS, Life

from generator.book import load
from generator.legality.example import MODEL_CELLS, MODEL_EDITION
from generator.model import Kind, World
from generator.schema import tables
from generator.site import build
from generator.tables import write

THREE = "2026-00417-N"


@pytest.fixture(scope="module")
def lived() -> Life:
    return living.lived()


@pytest.fixture
def three(city: City, tmp_path: Path) -> Path:
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


@needs_browser
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


@needs_browser
def test_any_day_is_answered(browser: Any, lived: Life, tmp_path: Path) -> None:
    """From the folder, without a server: the script says what the tables say, on days at, before and between the changes."""
    out = tmp_path / "site"
    living.built(lived.root, out, "--offline")
    world = World(load(lived.root).book, date.fromisoformat(DAY))
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
    assert page.evaluate("document.activeElement === document.querySelector('#asof-results h2')"), "who does not see is told how many"
    assert page.locator("#asof-results[aria-live], #asof-results [aria-live]").count() == 0, "and not every name"
    page.fill("input[name=date]", "2000-01-01")
    page.click(".day-form button")
    assert "这一天没有已经施行的事项；未列入清单不等于一律处罚。" in page.inner_text("#asof-results")
    page.close()


@needs_browser
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(browser: Any, three: Path, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True).new_page()
    asked = (f"items/{THREE}/", f"items/{THREE}/v1/", "changes/", "changes/2024-09-15/", "asof/2024-09-15/", "asof/")
    for path in asked:
        page.goto(f"{(three / path / 'index.html').as_uri()}{'?date=2025-01-01' if path == 'asof/' else ''}")
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.context.close()
