"""The facets of the search page in a browser: what can be chosen, by keyboard and on a phone, in print, and without their file."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from browsing import needs_browser
from searchpage import ready

pytestmark = needs_browser


def test_results_marks_facets_and_back(page: Any, search_address: str) -> None:
    page.goto(f"{search_address}?q=%20{quote('灭火器')}")
    assert ready(page, "灭火器") == ["2024-00005-8"]
    assert page.get_attribute("#search-results", "data-total") == "1"
    assert page.text_content("#search-results mark") == "灭火器"
    assert "可能适用，以执法机关认定为准" in page.text_content("#search-results article")
    page.click("text=含已失效 1 条")
    page.wait_for_selector('#search-results[data-total="2"][data-ready]')
    page.wait_for_url(re.compile("status=all"))
    page.go_back()
    page.wait_for_selector('#search-results[data-total="1"][data-ready]')
    page.click('[data-facet="dept"], .hit h2 a')
    assert page.url.endswith(("/items/2024-00005-8/", "dept=xfjy"))


def test_the_keyboard_is_not_lost_when_results_change(page: Any, search_address: str) -> None:
    page.goto(f"{search_address}?q={quote('没标烟')}")
    ready(page, "没标烟")
    page.locator(".near >> text=没标价").press("Enter")
    ready(page, "没标价")
    assert page.evaluate("document.activeElement.className") == "found"
    page.locator('[data-facet="status"]').first.press("Enter")
    page.wait_for_url(re.compile("status="))
    ready(page, "没标价")
    page.go_back()
    page.wait_for_function("!location.search.includes('status=')")
    ready(page, "没标价")
    assert page.evaluate("document.activeElement.dataset.facet") == "status"


@pytest.mark.parametrize(("query", "led", "to", "ids"), [
    ("青禾镇", "青禾镇可以适用的事项", "town=青禾镇", []), ("消防车 青禾镇", "青禾镇可以适用的事项", "q=消防车&town=青禾镇", []), ("从轻处罚", "从轻处罚的事项", "kind=从轻处罚", ["2024-00003-C"])])
def test_a_township_or_kind_in_the_question_can_be_chosen(page: Any, search_address: str, query: str, led: str, to: str, ids: list[str]) -> None:
    page.goto(f"{search_address}?q={quote(query)}")
    ready(page, query)
    page.click(f"text=改看{led} >> a >> text={led}")
    page.wait_for_url(f"{search_address}?{quote(to, safe='=&')}")
    page.wait_for_selector("#search-results[data-ready]")
    assert ready(page, "消防车" if "消防车" in query else "") == ids
    assert page.locator(".found a", has_text=led).count() == 0


def test_facets_by_keyboard_combine_in_the_address(page: Any, search_address: str) -> None:
    page.set_viewport_size({"width": 1200, "height": 900})
    page.goto(f"{search_address}?q={quote('广告')}")
    ready(page, "广告")
    kind = page.locator('[data-facet="kind"][data-value="lighter-penalty"]')
    assert kind.get_attribute("data-count") == "1"
    kind.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector('#search-results[data-total="1"][data-ready]')
    page.wait_for_url(re.compile(f"q={quote('广告')}.*kind=lighter-penalty"))
    assert page.evaluate("document.activeElement.dataset.value") == "lighter-penalty"  # the keyboard stays where it was
    page.locator('[data-facet="status"][data-value="in_force"]').click()
    page.wait_for_selector('#search-results[data-ready="广告"]')
    page.wait_for_url(re.compile("status=in_force"))
    page.reload()
    assert ready(page, "广告") == ["2024-00003-C"]
    page.click("text=清除全部筛选")
    page.wait_for_selector('#search-results[data-total="2"][data-ready]')


def test_on_a_phone_the_results_are_in_reach_after_a_choice(page: Any, search_address: str) -> None:
    """How many there are stays in sight among the facets, and leads to the results, which are below them."""
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{search_address}?status=all")
    assert len(ready(page, "")) == 10
    page.wait_for_selector(".panel section", state="attached")
    assert not page.is_visible(".see"), "folded facets hide no results"
    page.click(".panel > summary")
    choice = page.locator('[data-facet="dept"]').last
    left = choice.get_attribute("data-count")
    assert left != page.get_attribute("#search-results", "data-total")
    choice.click()
    page.wait_for_selector(f".see >> text=看{left}项结果")
    within = "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
    assert page.locator(".see").evaluate(within)
    assert not page.locator(".hit").first.evaluate(within)
    entries = page.evaluate("history.length")
    page.focus(".see")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "found", "it is told, and the next key leads to the first result"
    assert page.locator(".found").evaluate(within)
    assert page.locator(".hit").first.evaluate("one => one.getBoundingClientRect().top < innerHeight")
    assert page.evaluate("history.length") == entries, "the way back leads to the choice before"
    page.set_viewport_size({"width": 1200, "height": 900})
    page.click(".panel > summary")
    assert page.is_visible(".panel section")
    assert not page.is_visible(".see"), "the results stand beside the facets"


def test_what_is_printed_says_what_was_asked(page: Any, search_address: str) -> None:
    page.goto(f"{search_address}?q={quote('灭火器')}")
    ready(page, "灭火器")
    page.wait_for_selector(".panel", state="attached")
    page.emulate_media(media="print")
    assert page.is_visible("#q")
    assert not any(page.is_visible(one) for one in ("form.search button", "form.search label", ".panel", ".more"))
    for width in (1280, 360):  # wide and narrow: what can be chosen lies open or folded
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{search_address}?q={quote('灭火器')}&dept=xfjy&status=all")
        page.wait_for_selector(".panel section", state="attached")
        page.emulate_media(media="print")
        assert [one.inner_text() for one in page.query_selector_all(".facets :is(summary, h2, a, .count)") if one.is_visible()] == ["部门", "示例市消防救援支队"], width


def test_results_stand_without_the_file_of_facets(page: Any, search_address: str) -> None:
    page.route(re.compile("/search/l.js"), lambda route: route.fulfill(status=404))
    page.goto(f"{search_address}?q={quote('灭火器')}")
    assert ready(page, "灭火器") == ["2024-00005-8"]
    page.wait_for_selector("#search-facets .panel", state="attached")
    assert page.locator("[role=alert]").count() == 0
    page.fill("#q", "明码标价")
    assert ready(page, "明码标价") == ["2024-00001-G"]


def test_results_do_not_move_when_the_facets_come(page: Any, search_address: str) -> None:
    held: list[Any] = []
    page.set_viewport_size({"width": 360, "height": 900})
    page.route(re.compile("/search/l.js"), lambda route: held.append(route))
    page.goto(f"{search_address}?q={quote('灭火器')}")
    page.wait_for_selector("#search-facets .panel")
    before = page.locator(".hit").first.bounding_box()["y"]
    while not held:
        page.wait_for_timeout(10)
    held[0].continue_()
    page.wait_for_selector("#search-facets .panel section", state="attached")
    assert page.locator(".hit").first.bounding_box()["y"] == before


def test_the_law_of_a_result_comes_with_the_facets(page: Any, search_address: str) -> None:
    page.goto(f"{search_address}?q={quote('出处')}")
    assert ready(page, "出处") == ["2024-00002-E"]
    assert page.locator(".hit .where").get_by_role("link", name="《广告法》").get_attribute("href", timeout=10_000).startswith("../laws/")
    page.wait_for_selector('[data-facet="status"]', state="attached")
    page.fill("#q", "灭火器")
    ready(page, "灭火器")
    assert page.locator(".hit .where").get_by_role("link", name="《消防法》").count() == 1  # known from now on
