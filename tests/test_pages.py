"""The site of the shipped lists in a browser: found in plain words, readable on a phone, accessible, right on the reader's day."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

import pytest
from browsing import needs_browser
from conftest import REPOSITORY

pytestmark = needs_browser

STALL, FIRE_LANE, REPORT, PRICE = "2022-42038-W", "2022-62891-5", "2026-91888-R", "2022-35890-I"


def opened(browser: Any, address: str, width: int = 1280, scheme: str = "light", **more: Any) -> Any:
    page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **more).new_page()
    page.set_default_timeout(20_000)
    page.goto(address)
    if "/search/" in address:
        page.wait_for_selector("#search-results[data-ready]", state="attached")
    return page


@pytest.mark.parametrize(("query", "expected"), [
    ("没年报", REPORT), ("占道摆摊", STALL), ("路边摆摊会被罚吗", STALL), ("消防通道停车", FIRE_LANE), ("车停在消防通道上", FIRE_LANE),
    ("店里没标价", PRICE), ("菜价没写", PRICE)])
def test_plain_words_find_the_right_item_first(browser: Any, address: str, query: str, expected: str) -> None:
    page = opened(browser, f"{address}search/?q={quote(query)}")
    assert page.get_attribute("#search-results", "data-ready") == query
    first = page.query_selector("#search-results [data-item-id]")
    assert first is not None
    assert first.get_attribute("data-item-id") == expected
    assert int(page.get_attribute("#search-results", "data-total")) >= 1
    page.context.close()


def test_a_visitor_asks_on_the_first_page_and_arrives_at_the_answer(browser: Any, address: str) -> None:
    page = opened(browser, address)
    page.fill("input[name=q]", "占道摆摊")
    page.press("input[name=q]", "Enter")
    page.wait_for_selector('#search-results[data-ready="占道摆摊"]')
    page.click("#search-results [data-item-id] h2 a")
    page.wait_for_url(f"**/items/{STALL}/")
    assert page.locator(".page-item section").first.inner_text().startswith("可能怎样处理")
    page.context.close()


@pytest.mark.parametrize("size", ["", "large", "larger"])
def test_titles_break_between_names_on_a_phone(browser: Any, address: str, size: str) -> None:
    """A department's name is cut only where it is longer than a line; and no title widens the page."""
    page = opened(browser, address, width=360)
    page.evaluate("size => localStorage.setItem('qingdan.size', size)", size)
    for path in ("lists/csgl/no-coercion/", "lists/rlsb/no-penalty/", "lists/rlsb/no-penalty/editions/rlsb-2022-1/", "depts/csgl/", "guide/scjg/"):
        page.goto(address + path)
        parts = page.evaluate("""() => [...document.querySelectorAll(':is(h1, h3) .part')].map(part => { const range = document.createRange();
          range.selectNodeContents(part); const tops = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
          return [part.textContent, tops.size, part.textContent.length * parseFloat(getComputedStyle(part).fontSize) > part.closest('h1, h3').clientWidth]; })""")
        assert len(parts) > 1, path
        assert [text for text, lines, long in parts if lines > 1 and not long] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    page.context.close()


def test_facets_live_in_the_address(browser: Any, address: str) -> None:
    page = opened(browser, f"{address}search/?q=&dept=xfjy&kind=no-penalty")
    total = int(page.get_attribute("#search-results", "data-total"))
    page.click('a[href*="field="]')
    page.wait_for_url("**field=**")
    page.wait_for_selector("#search-results[data-ready]", state="attached")
    narrowed = int(page.get_attribute("#search-results", "data-total"))
    assert 0 < narrowed < total == 6
    assert "dept=xfjy" in page.url
    page.reload()
    page.wait_for_selector(f'#search-results[data-ready][data-total="{narrowed}"]', state="attached")
    page.context.close()


@pytest.mark.parametrize(("day", "word"), [("2022-11-30T15:59:00Z", "尚未生效"), ("2022-11-30T16:00:00Z", "现行有效"),
                                           ("2027-11-30T15:59:00Z", "现行有效"), ("2027-11-30T16:00:00Z", "已失效")])
def test_the_status_turns_with_the_readers_day(browser: Any, address: str, day: str, word: str) -> None:
    """Beijing days: the item applies from 2022-12-01 to 2027-11-30."""
    context = browser.new_context()
    context.clock.set_fixed_time(datetime.fromisoformat(day))
    page = context.new_page()
    page.goto(f"{address}items/{STALL}/")
    assert page.inner_text(".strip .word") == word
    assert page.inner_text(".versions .status") == word
    when = {"尚未生效": "生效后", "现行有效": "", "已失效": "曾"}[word]
    assert page.inner_text(".answer > .lead").endswith(f"的，{when}可能适用："), "what has ended is told in the past"
    assert page.inner_text(".answer > .caution").startswith(f"{when}可能适用，以执法机关认定为准。")
    context.close()


def test_pages_are_complete_without_script(browser: Any, address: str) -> None:
    page = opened(browser, f"{address}items/{STALL}/", java_script_enabled=False)
    assert page.inner_text(".strip .word") == "现行有效"
    assert page.locator(".checklist li").count() > 1
    page.goto(f"{address}search/?q=x")
    assert page.locator("noscript a, .all-lists a").count() >= 56
    page.context.close()


def test_print_keeps_the_answer_and_drops_the_way_around(browser: Any, address: str) -> None:
    page = opened(browser, f"{address}items/{STALL}/", 700)
    page.emulate_media(media="print")
    assert page.is_visible(".answer .outcome")
    assert page.is_visible(".strip")
    assert not page.is_visible(".sections")
    assert page.is_visible(".banner.demo")
    page.goto(f"{address}lists/scjg/no-penalty/")
    assert page.evaluate("getComputedStyle(document.querySelector('.entries td')).display") == "table-cell"
    page.context.close()


def test_the_picture_in_the_readme_is_small_and_there() -> None:
    picture = REPOSITORY / "docs/images/home.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 300_000
