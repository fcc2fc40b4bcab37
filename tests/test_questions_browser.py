"""The questions of an item in a browser: three answers and no other, kept nowhere, by keyboard and without script."""

import re
from typing import Any

from browsing import needs_browser, root_size, violations

pytestmark = needs_browser

STALL = "2022-42038-W"
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('blocked', 'SecurityError'); }});"


def test_without_storage_everything_works_on_the_page(browser: Any, address: str) -> None:
    context = browser.new_context(color_scheme="light")
    context.add_init_script(BLOCKED)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{address}items/{STALL}/")
    before, paper = root_size(page), page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("button.size")
    page.click("button.scheme")
    assert root_size(page) > before
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != paper
    answer_all(page, "yes")
    assert verdict(page) == "可能适用"
    assert wrong == []
    context.close()


def answer_all(page: Any, value: str) -> None:
    for one in page.locator(f".checklist input[value={value}]").all():
        one.check()


def verdict(page: Any) -> str:
    return str(page.inner_text(".verdict strong"))


def test_answers_lead_to_one_of_three_and_stay_on_the_page(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}guide/csgl/")
    page.click(f'a[href*="{STALL}"]')
    assert page.url.endswith(f"items/{STALL}/#answer")
    page.wait_for_load_state("load")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    questions = page.locator(".checklist fieldset").count()
    assert verdict(page) == ""
    assert f"还有{questions}条没有回答" in page.inner_text(".verdict")
    given = {}
    for value in ("yes", "unsure", "no"):
        answer_all(page, value)
        given[value] = verdict(page)
    assert given == {"yes": "可能适用", "unsure": "须由执法机关认定", "no": "现有回答不足以适用"}
    answer_all(page, "yes")
    page.locator(".checklist input[value=unsure]").first.check()
    assert verdict(page) == "须由执法机关认定"
    page.locator(".checklist input[value=no]").last.check()
    assert verdict(page) == "现有回答不足以适用", "one condition that is not met is enough"
    assert "不等于一定采取强制措施" in page.inner_text(".verdict"), "this list is about coercion"
    assert not re.search("不会.{0,4}罚|一定|保证", page.inner_text(".verdict").replace("不等于一定采取强制措施", ""))
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.url.endswith(f"items/{STALL}/#answer")
    assert [url for url in sent if not url.endswith("/icon.svg")] == [], "the browser fetches the icon when it likes"
    page.click("button.again")
    assert page.locator(".checklist input:checked").count() == 0
    page.reload()
    assert page.locator(".checklist input:checked").count() == 0, "nothing is kept"
    context.close()


def test_the_questions_work_by_keyboard_and_pass_axe_when_answered(browser: Any, address: str) -> None:
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}items/{STALL}/")
    page.focus(".checklist input >> nth=0")
    for _ in range(page.locator(".checklist fieldset").count()):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    assert verdict(page) == "可能适用"
    for value in ("yes", "unsure", "no"):
        answer_all(page, value)
        assert violations(page) == [], value
    context.close()


def test_who_does_not_meet_a_condition_for_no_penalty_is_not_told_of_coercion(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}lists/scjg/no-penalty/")
    page.click(".entries tbody th a >> nth=0")
    page.wait_for_url("**/items/**")
    answer_all(page, "no")
    assert "不等于一定受罚" in page.inner_text(".verdict")
    context.close()


def test_a_version_that_no_longer_applies_is_left_to_the_authority(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}items/2022-01961-O/v1/")
    assert not page.locator(".strip.in_force").count()
    answer_all(page, "yes")
    assert verdict(page) == "须由执法机关认定"
    context.close()


def test_without_script_the_conditions_are_a_list_to_tick(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}guide/")
    page.click(".fields .places a >> nth=0")
    page.click(".conducts a >> nth=0")
    assert "/items/" in page.url
    page.check(".checklist input >> nth=0")
    assert page.is_visible("text=以执法机关认定为准")
    assert page.locator("button.size:visible, button.scheme:visible").count() == 0, "no control that does nothing"
    context.close()
