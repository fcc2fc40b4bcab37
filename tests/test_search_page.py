"""The answers of the search page in a browser: results, what is said of them, hostile text, and a way out when something is missing."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from browsing import needs_browser
from searchpage import ready

pytestmark = needs_browser


def test_what_stands_between_the_characters_of_a_saying_is_marked_too(page: Any, search_address: str) -> None:
    page.goto(f"{search_address}?q={quote('消防通道机动停车')}")
    assert ready(page, "消防通道机动停车") == ["2024-00004-A"]
    assert page.locator(".hit h2 mark").all_text_contents() == ["占用消防车通道", "机动"]


def test_results_stay_when_more_of_them_do_not_come(page: Any, search_address: str) -> None:
    page.add_init_script("""let made;
        globalThis.qingdanSearch = { get engine() { return made; }, set engine(make) { made = (...given) => {
            const engine = make(...given), records = engine.records;
            return Object.assign(engine, { records: (result, from, to) => from && !window.online ? Promise.reject(new Error("索引没有装入，请刷新本页再试。")) : records(result, from, to) }); }; } };""")
    page.goto(f"{search_address}?status=all")
    assert len(ready(page, "")) == 10
    page.click(".more")
    page.wait_for_selector("#search-results [role=alert]")
    assert page.locator("#search-results .hit").count() == 10
    page.evaluate("window.online = true")
    page.click(".more")
    page.wait_for_selector("#search-results .hit >> nth=10")
    assert page.locator("#search-results [role=alert]").count() == 0


@pytest.mark.parametrize(("query", "said", "then"), [
    ("明码表价", "没有“明码表价”，已按“明码标价”查询，可以只查原来写的", "“明码表价”"), ("mmbj", "“mmbj”按拼音首字母当作“明码标价”，可以只查原来写的", "“mmbj”")])
def test_what_was_understood_otherwise_is_told_and_can_be_refused(page: Any, search_address: str, query: str, said: str, then: str) -> None:
    page.goto(f"{search_address}?q={quote(query)}")
    assert ready(page, query)[0] == "2024-00001-G"
    assert said in page.inner_text(".found")
    page.click("text=只查原来写的")
    ready(page, then)
    assert page.input_value("#q") == then
    assert "查询" not in page.inner_text(".found")
    assert "当作" not in page.inner_text(".found")


def test_hostile_text_stays_text(page: Any, search_address: str) -> None:
    page.goto(f"{search_address}?q={quote('标签 <script>')}")
    assert ready(page, "标签 <script>") == ["2024-00010-E"]
    shown = page.text_content("#search-results h2")
    assert "<script>alert(1)</script>" in shown
    assert "[U+202E]" in shown


@pytest.mark.parametrize(("query", "said"), [
    ("q=灭火器", "找到1项。改看含已失效 1 条的"), ("q=明码标价灭火器", "找到1项，另有1项只有部分词相符。改看含已失效 1 条的"),
    ("q=灭火器抵押贷款手续", "没有完全相符的，1项只有部分词相符。改看含已失效 1 条的"),
    ("q=灭火器&dept=xfjy", "按所选的筛选，找到1项。改看含已失效 1 条的"), ("q=灭火器&dept=scjg", "按所选的筛选，没有找到相符的事项"), ("q=标价&status=ended", "按所选的筛选，没有找到相符的事项"), ("q=量子纠缠&status=all", "没有找到相符的事项"), ("", "共有10项。改看含已失效 1 条的")])
def test_what_is_said_above_the_results(page: Any, search_address: str, query: str, said: str) -> None:
    page.goto(f"{search_address}?{quote(query, safe='=&')}")
    page.wait_for_selector("#search-results[data-ready]", state="attached")
    assert page.inner_text(".found") == said
    assert page.locator(".nothing >> text=去掉全部筛选再查").count() == ("按所选的筛选，没有" in said)


@pytest.mark.parametrize("number", ["2031-00099-X", "２０３１－０００９９－ｘ", "203100099", "330281999999"])
def test_a_number_that_is_not_there_is_told_as_such(page: Any, search_address: str, number: str) -> None:
    page.goto(f"{search_address}?q={number}")
    assert ready(page, number) == []
    said = page.inner_text(".nothing")
    assert f"“{number}”" in said
    assert "逐位核对" in said


def test_nothing_found_says_what_it_means(page: Any, search_address: str) -> None:
    page.goto(f"{search_address}?q={quote('量子纠缠')}")
    assert ready(page, "量子纠缠") == []
    said = page.text_content("#search-results")
    assert "未列入清单不等于一律处罚" in said
    assert "示例市消防救援支队" in said
    page.goto(f"{search_address}?q={quote('没标烟')}")
    assert ready(page, "没标烟")[0] == "2024-00001-G"  # in part: 没标 means it
    page.click(".near >> text=没标价")  # what is near comes after the results
    assert ready(page, "没标价") == ["2024-00001-G"]


def test_what_agrees_in_part_comes_after_what_helps_on(page: Any, search_address: str) -> None:
    page.goto(f"{search_address}?q={quote('灭火器抵押贷款手续')}")
    assert ready(page, "灭火器抵押贷款手续") == ["2024-00005-8"]
    parts = page.evaluate("[...document.querySelectorAll('#search-results > *')].map((one) => one.className)")
    assert parts == ["nothing", "partly", "hit"]
    assert "只有部分词相符" in page.text_content(".partly")
    page.goto(f"{search_address}?q={quote('灭火器')}")
    assert ready(page, "灭火器")[0] == "2024-00005-8"
    assert page.locator(".nothing").count() == 0


def test_a_question_about_the_rule_leads_to_terms_and_guide(page: Any, search_address: str) -> None:
    page.goto(f"{search_address}?q={quote('第一次违法能不能不罚')}")
    ready(page, "第一次违法能不能不罚")
    assert page.locator('.found a[href*="terms/"]').count() == page.locator('.found a[href*="guide/"]').count() == 1


@pytest.mark.parametrize("query", ["！！！，。？", "😀🎉", "(((.*+?^${}|"])
def test_symbols_alone_list_nothing_and_say_what_to_write(page: Any, search_address: str, query: str) -> None:
    page.goto(f"{search_address}?q={quote(query)}")
    assert ready(page, query) == []
    assert page.get_attribute("#search-results", "data-total") == "0"
    assert "请写出行为" in page.text_content("#search-results")


@pytest.mark.parametrize(("query", "first"), [("灭火器" * 3334, "2024-00005-8"), ("__proto__", None), ("<img src=x onerror=alert(1)>", "2024-00010-E")])
def test_hostile_queries_leave_the_page_whole(page: Any, search_address: str, query: str, first: str | None) -> None:
    page.goto(search_address)
    ready(page, "")
    page.evaluate("(q) => { document.getElementById('q').value = q; document.querySelector('form.search').requestSubmit(); }", query)
    page.wait_for_function("(q) => document.getElementById('search-results').getAttribute('data-ready') === q", arg=query)
    if first:
        assert page.get_attribute("#search-results [data-item-id]", "data-item-id") == first
    assert page.query_selector("#search-results img") is None
    page.fill("#q", "明码标价")
    assert ready(page, "明码标价") == ["2024-00001-G"]  # and the next question is answered


@pytest.mark.parametrize("blocked", [re.compile("/search/search.js"), re.compile("/search/[a-z][0-9]")])
def test_missing_index_leaves_a_way_out(page: Any, search_address: str, blocked: re.Pattern[str]) -> None:
    page.route(blocked, lambda route: route.fulfill(status=404))
    page.goto(f"{search_address}?q={quote('灭火器')}")
    page.wait_for_selector("#search-waiting, #search-results [role=alert]")
    said = page.text_content(".finder, #search-waiting") if page.query_selector("[role=alert]") else page.text_content("#search-waiting")
    assert "没有装入" in said
    assert page.query_selector('#search-waiting a[href*="lists/"], [role=alert] a[href*="lists/"]')
