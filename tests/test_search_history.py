"""The search page in a browser as it comes and goes: typing, history, waiting for the script, from a folder, without storage."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from browsing import needs_browser
from searchpage import built, ready

pytestmark = needs_browser


def test_who_comes_back_finds_as_many_results_in_the_same_place(page: Any, search_address: str) -> None:
    page.goto(f"{search_address}?status=all")
    assert len(ready(page, "")) == 10
    page.click("text=再显示一些")
    page.wait_for_selector("#search-results .hit >> nth=10")
    shown, last = ready(page, ""), page.locator(".hit h2 a").last
    last.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    last.click()
    page.wait_for_url("**/items/2024-*/")
    page.go_back()
    assert (ready(page, ""), page.evaluate("scrollY")) == (shown, place)
    page.fill("#q", "广告")
    ready(page, "广告")
    page.wait_for_url(re.compile("q="))
    page.fill("#q", "")
    assert len(ready(page, "")) == 10, "another question begins at the top"


def test_typing_searches_and_arrows_walk(page: Any, search_address: str) -> None:
    page.goto(search_address)
    assert len(ready(page, "")) == 10
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "q", "a single key does nothing from anywhere: who speaks to the page says it by accident (WCAG 2.1.4)"
    page.focus("#q")
    page.keyboard.type("广告")
    assert set(ready(page, "广告")) == {"2024-00002-E", "2024-00003-C"}
    page.wait_for_url(re.compile(f"q={quote('广告')}"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/2024-*/")


def test_the_history_has_one_entry_for_each_question(page: Any, search_address: str) -> None:
    page.goto(f"{search_address}?q={quote('灭火器')}")
    ready(page, "灭火器")
    before = page.evaluate("history.length")
    for text in ("广", "广告"):
        page.fill("#q", text)
        page.wait_for_url(re.compile(f"q={quote(text)}$"))
        ready(page, text)
    page.press("#q", "Enter")
    ready(page, "广告")
    page.wait_for_timeout(100)
    assert page.evaluate("history.length") == before + 1
    assert page.title().startswith("广告 - 查询")
    page.go_back()
    assert ready(page, "灭火器") == ["2024-00005-8"]
    assert (page.input_value("#q"), page.title()[:4]) == ("灭火器", "灭火器 ")


def test_what_was_typed_before_the_script_came_is_asked(page: Any, search_address: str) -> None:
    held: list[Any] = []
    page.route(re.compile("/search/search.js"), lambda route: held.append(route))
    page.goto(search_address, wait_until="commit")
    page.fill("#q", "灭火器")
    while not held:
        page.wait_for_timeout(10)
    held[0].continue_()
    assert ready(page, "灭火器") == ["2024-00005-8"]
    assert page.input_value("#q") == "灭火器"


def test_four_requests_at_most_beside_the_page(page: Any, search_address: str) -> None:
    page.add_init_script("""new MutationObserver(() => { if (!window.readyAt && document.querySelector("#search-results[data-ready]")) window.readyAt = performance.now(); })
        .observe(document, {subtree: true, childList: true, attributes: true});""")
    page.goto(f"{search_address}?q={quote('没标价')}")
    ready(page, "没标价")
    asked = page.evaluate("performance.getEntriesByType('resource').filter((one) => one.startTime < readyAt).map((one) => one.name)")
    assert 1 < len([url for url in asked if "/search/" in url]) <= 4


def test_shards_are_asked_for_before_the_page_is_furnished(page: Any, search_address: str) -> None:
    page.add_init_script("""const style = CSSStyleSheet.prototype.replaceSync;
        CSSStyleSheet.prototype.replaceSync = function (text) { window.underWay = document.querySelectorAll('head script[src*="/search/"][src*="?v="]').length; style.call(this, text); };""")
    page.goto(f"{search_address}?q={quote('灭火器')}")
    ready(page, "灭火器")
    assert page.evaluate("underWay") > 0


def test_without_storage_and_without_script(browser: Any, search_address: str) -> None:
    blocked = browser.new_context()
    blocked.add_init_script("for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });")
    page = blocked.new_page()
    page.goto(f"{search_address}?q={quote('灭火器')}")
    assert ready(page, "灭火器") == ["2024-00005-8"]
    blocked.close()
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{search_address}?q={quote('灭火器')}")
    assert page.locator('noscript a[href*="lists/scjg/no-penalty"], a[href*="lists/scjg/no-penalty"]').count() > 0
    assert page.is_visible("form.search"), "nothing waits for a script that does not run"
    plain.close()


@pytest.mark.parametrize("missing", [re.compile("no such file"), re.compile("/search/search.js"), re.compile("/search/[a-z][0-9]")])
def test_the_page_waits_for_its_first_answer_and_not_for_ever(page: Any, search_address: str, missing: re.Pattern[str]) -> None:
    held: list[Any] = []
    page.route(missing, lambda route: held.append(route))  # no answer ever comes
    page.goto(f"{search_address}?q={quote('灭火器')}", wait_until="commit")
    page.wait_for_selector("form.search")
    if not held:
        page.wait_for_selector("#search-results .hit")
        assert page.locator("html.asking").count() == 0, "nothing is left to wait for"


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_script_comes_late(page: Any, search_address: str, width: int) -> None:
    held: list[Any] = []
    page.set_viewport_size({"width": width, "height": 900})
    page.route(re.compile("/search/search.js"), lambda route: held.append(route))
    page.goto(f"{search_address}?q={quote('灭火器')}", wait_until="commit")
    page.wait_for_selector("#search-waiting")
    before = page.locator(".finder").bounding_box()["y"]
    held[0].continue_()
    ready(page, "灭火器")
    assert page.locator(".finder").bounding_box()["y"] == before


def test_works_from_a_folder(page: Any) -> None:
    page.goto(f"{(built() / 'offline/search/index.html').as_uri()}?q={quote('没标价')}")
    assert ready(page, "没标价") == ["2024-00001-G"]
    page.click(".hit h2 a")
    page.wait_for_url("**/items/2024-00001-G/index.html")
    page.go_back()
    ready(page, "没标价")
    page.fill("#q", "灭火器")
    page.press("#q", "Enter")
    assert ready(page, "灭火器") == ["2024-00005-8"]
    page.locator('[data-facet="status"][data-value="in_force"]').click()
    page.wait_for_url(re.compile("status=in_force"))
    ready(page, "灭火器")
    page.fill("#q", "没标价")
    page.press("#q", "Enter")
    page.wait_for_url(re.compile(f"{quote('没标价')}&status=in_force$"))
    assert ready(page, "没标价") == ["2024-00001-G"]
