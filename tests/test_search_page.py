"""The search page in a browser: results, facets, keyboard, addresses, hostile text, and a way out when something is missing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browsing import CHROMIUM, browsing, served
from searching import AS_OF, BOOK

from generator import site
from generator.model import Kind, World

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="没有 chromium，不能打开查询页")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    world = World(replace(BOOK, lists=(("scjg", Kind.NO_PENALTY), ("xfjy", Kind.NO_PENALTY))), AS_OF)
    for offline in (False, True):
        site.build(world, root=folder, out=folder / ("offline" if offline else "site"), offline=offline)
    return folder


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with served(built) as root:
        yield f"{root}site/search/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing() as opened:
        yield opened


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    opened = browser.new_page()
    opened.set_default_timeout(10_000)
    said: list[str] = []
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" and "404" not in message.text else None)
    yield opened
    opened.close()
    assert said == []


def _ready(page: Any, query: str) -> list[str]:
    page.wait_for_selector(f'#search-results[data-ready="{query}"]', state="attached")
    return [one.get_attribute("data-item-id") for one in page.query_selector_all("#search-results [data-item-id]")]


@needs_browser
def test_results_marks_facets_and_back(page: Any, address: str) -> None:
    page.goto(f"{address}?q=%20{quote('灭火器')}")
    assert _ready(page, "灭火器") == ["2024-00005-8"]
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


@needs_browser
def test_what_stands_between_the_characters_of_a_saying_is_marked_too(page: Any, address: str) -> None:
    page.goto(f"{address}?q={quote('消防通道机动停车')}")
    assert _ready(page, "消防通道机动停车") == ["2024-00004-A"]
    assert page.locator(".hit h2 mark").all_text_contents() == ["占用消防车通道", "机动"]


@needs_browser
def test_who_comes_back_finds_as_many_results_in_the_same_place(page: Any, address: str) -> None:
    page.goto(f"{address}?status=all")
    assert len(_ready(page, "")) == 10
    page.click("text=再显示一些")
    page.wait_for_selector("#search-results .hit >> nth=10")
    shown, last = _ready(page, ""), page.locator(".hit h2 a").last
    last.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    last.click()
    page.wait_for_url("**/items/2024-*/")
    page.go_back()
    assert (_ready(page, ""), page.evaluate("scrollY")) == (shown, place)
    page.fill("#q", "广告")
    _ready(page, "广告")
    page.wait_for_url(re.compile("q="))
    page.fill("#q", "")
    assert len(_ready(page, "")) == 10, "another question begins at the top"


@needs_browser
def test_typing_searches_and_arrows_walk(page: Any, address: str) -> None:
    page.goto(address)
    assert len(_ready(page, "")) == 10
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "q", "a single key does nothing from anywhere: who speaks to the page says it by accident (WCAG 2.1.4)"
    page.focus("#q")
    page.keyboard.type("广告")
    assert set(_ready(page, "广告")) == {"2024-00002-E", "2024-00003-C"}
    page.wait_for_url(re.compile(f"q={quote('广告')}"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/2024-*/")


@needs_browser
def test_the_history_has_one_entry_for_each_question(page: Any, address: str) -> None:
    page.goto(f"{address}?q={quote('灭火器')}")
    _ready(page, "灭火器")
    before = page.evaluate("history.length")
    for text in ("广", "广告"):
        page.fill("#q", text)
        page.wait_for_url(re.compile(f"q={quote(text)}$"))
        _ready(page, text)
    page.press("#q", "Enter")
    _ready(page, "广告")
    page.wait_for_timeout(100)
    assert page.evaluate("history.length") == before + 1
    assert page.title().startswith("广告 - 查询")
    page.go_back()
    assert _ready(page, "灭火器") == ["2024-00005-8"]
    assert (page.input_value("#q"), page.title()[:4]) == ("灭火器", "灭火器 ")


@needs_browser
def test_what_was_typed_before_the_script_came_is_asked(page: Any, address: str) -> None:
    held: list[Any] = []
    page.route(re.compile("/search/search.js"), lambda route: held.append(route))
    page.goto(address, wait_until="commit")
    page.fill("#q", "灭火器")
    while not held:
        page.wait_for_timeout(10)
    held[0].continue_()
    assert _ready(page, "灭火器") == ["2024-00005-8"]
    assert page.input_value("#q") == "灭火器"


@needs_browser
def test_results_stay_when_more_of_them_do_not_come(page: Any, address: str) -> None:
    page.add_init_script("""let made;
        globalThis.qingdanSearch = { get engine() { return made; }, set engine(make) { made = (...given) => {
            const engine = make(...given), records = engine.records;
            return Object.assign(engine, { records: (result, from, to) => from && !window.online ? Promise.reject(new Error("索引没有装入，请刷新本页再试。")) : records(result, from, to) }); }; } };""")
    page.goto(f"{address}?status=all")
    assert len(_ready(page, "")) == 10
    page.click(".more")
    page.wait_for_selector("#search-results [role=alert]")
    assert page.locator("#search-results .hit").count() == 10
    page.evaluate("window.online = true")
    page.click(".more")
    page.wait_for_selector("#search-results .hit >> nth=10")
    assert page.locator("#search-results [role=alert]").count() == 0


@needs_browser
def test_the_keyboard_is_not_lost_when_results_change(page: Any, address: str) -> None:
    page.goto(f"{address}?q={quote('没标烟')}")
    _ready(page, "没标烟")
    page.locator(".near >> text=没标价").press("Enter")
    _ready(page, "没标价")
    assert page.evaluate("document.activeElement.className") == "found"
    page.locator('[data-facet="status"]').first.press("Enter")
    page.wait_for_url(re.compile("status="))
    _ready(page, "没标价")
    page.go_back()
    page.wait_for_function("!location.search.includes('status=')")
    _ready(page, "没标价")
    assert page.evaluate("document.activeElement.dataset.facet") == "status"


@needs_browser
@pytest.mark.parametrize(("query", "said", "then"), [
    ("明码表价", "没有“明码表价”，已按“明码标价”查询，可以只查原来写的", "“明码表价”"), ("mmbj", "“mmbj”按拼音首字母当作“明码标价”，可以只查原来写的", "“mmbj”")])
def test_what_was_understood_otherwise_is_told_and_can_be_refused(page: Any, address: str, query: str, said: str, then: str) -> None:
    page.goto(f"{address}?q={quote(query)}")
    assert _ready(page, query)[0] == "2024-00001-G"
    assert said in page.inner_text(".found")
    page.click("text=只查原来写的")
    _ready(page, then)
    assert page.input_value("#q") == then
    assert "查询" not in page.inner_text(".found")
    assert "当作" not in page.inner_text(".found")


@needs_browser
@pytest.mark.parametrize(("query", "led", "to", "ids"), [
    ("青禾镇", "青禾镇可以适用的事项", "town=青禾镇", []), ("消防车 青禾镇", "青禾镇可以适用的事项", "q=消防车&town=青禾镇", []), ("从轻处罚", "从轻处罚的事项", "kind=从轻处罚", ["2024-00003-C"])])
def test_a_township_or_kind_in_the_question_can_be_chosen(page: Any, address: str, query: str, led: str, to: str, ids: list[str]) -> None:
    page.goto(f"{address}?q={quote(query)}")
    _ready(page, query)
    page.click(f"text=改看{led} >> a >> text={led}")
    page.wait_for_url(f"{address}?{quote(to, safe='=&')}")
    page.wait_for_selector("#search-results[data-ready]")
    assert _ready(page, "消防车" if "消防车" in query else "") == ids
    assert page.locator(".found a", has_text=led).count() == 0


@needs_browser
def test_hostile_text_stays_text(page: Any, address: str) -> None:
    page.goto(f"{address}?q={quote('标签 <script>')}")
    assert _ready(page, "标签 <script>") == ["2024-00010-E"]
    shown = page.text_content("#search-results h2")
    assert "<script>alert(1)</script>" in shown
    assert "[U+202E]" in shown


@needs_browser
def test_facets_by_keyboard_combine_in_the_address(page: Any, address: str) -> None:
    page.set_viewport_size({"width": 1200, "height": 900})
    page.goto(f"{address}?q={quote('广告')}")
    _ready(page, "广告")
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
    assert _ready(page, "广告") == ["2024-00003-C"]
    page.click("text=清除全部筛选")
    page.wait_for_selector('#search-results[data-total="2"][data-ready]')


@needs_browser
def test_on_a_phone_the_results_are_in_reach_after_a_choice(page: Any, address: str) -> None:
    """How many there are stays in sight among the facets, and leads to the results, which are below them."""
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{address}?status=all")
    assert len(_ready(page, "")) == 10
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


@needs_browser
def test_four_requests_at_most_beside_the_page(page: Any, address: str) -> None:
    page.add_init_script("""new MutationObserver(() => { if (!window.readyAt && document.querySelector("#search-results[data-ready]")) window.readyAt = performance.now(); })
        .observe(document, {subtree: true, childList: true, attributes: true});""")
    page.goto(f"{address}?q={quote('没标价')}")
    _ready(page, "没标价")
    asked = page.evaluate("performance.getEntriesByType('resource').filter((one) => one.startTime < readyAt).map((one) => one.name)")
    assert 1 < len([url for url in asked if "/search/" in url]) <= 4


@needs_browser
def test_shards_are_asked_for_before_the_page_is_furnished(page: Any, address: str) -> None:
    page.add_init_script("""const style = CSSStyleSheet.prototype.replaceSync;
        CSSStyleSheet.prototype.replaceSync = function (text) { window.underWay = document.querySelectorAll('head script[src*="/search/"][src*="?v="]').length; style.call(this, text); };""")
    page.goto(f"{address}?q={quote('灭火器')}")
    _ready(page, "灭火器")
    assert page.evaluate("underWay") > 0


@needs_browser
def test_without_storage_and_without_script(browser: Any, address: str) -> None:
    blocked = browser.new_context()
    blocked.add_init_script("for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });")
    page = blocked.new_page()
    page.goto(f"{address}?q={quote('灭火器')}")
    assert _ready(page, "灭火器") == ["2024-00005-8"]
    blocked.close()
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{address}?q={quote('灭火器')}")
    assert page.locator('noscript a[href*="lists/scjg/no-penalty"], a[href*="lists/scjg/no-penalty"]').count() > 0
    assert page.is_visible("form.search"), "nothing waits for a script that does not run"
    plain.close()


@needs_browser
@pytest.mark.parametrize("missing", [re.compile("no such file"), re.compile("/search/search.js"), re.compile("/search/[a-z][0-9]")])
def test_the_page_waits_for_its_first_answer_and_not_for_ever(page: Any, address: str, missing: re.Pattern[str]) -> None:
    held: list[Any] = []
    page.route(missing, lambda route: held.append(route))  # no answer ever comes
    page.goto(f"{address}?q={quote('灭火器')}", wait_until="commit")
    page.wait_for_selector("form.search")
    if not held:
        page.wait_for_selector("#search-results .hit")
        assert page.locator("html.asking").count() == 0, "nothing is left to wait for"


@needs_browser
@pytest.mark.parametrize(("query", "said"), [
    ("q=灭火器", "找到1项。改看含已失效 1 条的"), ("q=明码标价灭火器", "找到1项，另有1项只有部分词相符。改看含已失效 1 条的"),
    ("q=灭火器抵押贷款手续", "没有完全相符的，1项只有部分词相符。改看含已失效 1 条的"),
    ("q=灭火器&dept=xfjy", "按所选的筛选，找到1项。改看含已失效 1 条的"), ("q=灭火器&dept=scjg", "按所选的筛选，没有找到相符的事项"), ("q=标价&status=ended", "按所选的筛选，没有找到相符的事项"), ("q=量子纠缠&status=all", "没有找到相符的事项"), ("", "共有10项。改看含已失效 1 条的")])
def test_what_is_said_above_the_results(page: Any, address: str, query: str, said: str) -> None:
    page.goto(f"{address}?{quote(query, safe='=&')}")
    page.wait_for_selector("#search-results[data-ready]", state="attached")
    assert page.inner_text(".found") == said
    assert page.locator(".nothing >> text=去掉全部筛选再查").count() == ("按所选的筛选，没有" in said)


@needs_browser
def test_what_is_printed_says_what_was_asked(page: Any, address: str) -> None:
    page.goto(f"{address}?q={quote('灭火器')}")
    _ready(page, "灭火器")
    page.wait_for_selector(".panel", state="attached")
    page.emulate_media(media="print")
    assert page.is_visible("#q")
    assert not any(page.is_visible(one) for one in ("form.search button", "form.search label", ".panel", ".more"))
    for width in (1280, 360):  # wide and narrow: what can be chosen lies open or folded
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{address}?q={quote('灭火器')}&dept=xfjy&status=all")
        page.wait_for_selector(".panel section", state="attached")
        page.emulate_media(media="print")
        assert [one.inner_text() for one in page.query_selector_all(".facets :is(summary, h2, a, .count)") if one.is_visible()] == ["部门", "示例市消防救援支队"], width


@needs_browser
@pytest.mark.parametrize("number", ["2031-00099-X", "２０３１－０００９９－ｘ", "203100099", "330281999999"])
def test_a_number_that_is_not_there_is_told_as_such(page: Any, address: str, number: str) -> None:
    page.goto(f"{address}?q={number}")
    assert _ready(page, number) == []
    said = page.inner_text(".nothing")
    assert f"“{number}”" in said
    assert "逐位核对" in said


@needs_browser
def test_nothing_found_says_what_it_means(page: Any, address: str) -> None:
    page.goto(f"{address}?q={quote('量子纠缠')}")
    assert _ready(page, "量子纠缠") == []
    said = page.text_content("#search-results")
    assert "未列入清单不等于一律处罚" in said
    assert "示例市消防救援支队" in said
    page.goto(f"{address}?q={quote('没标烟')}")
    assert _ready(page, "没标烟")[0] == "2024-00001-G"  # in part: 没标 means it
    page.click(".near >> text=没标价")  # what is near comes after the results
    assert _ready(page, "没标价") == ["2024-00001-G"]


@needs_browser
def test_what_agrees_in_part_comes_after_what_helps_on(page: Any, address: str) -> None:
    page.goto(f"{address}?q={quote('灭火器抵押贷款手续')}")
    assert _ready(page, "灭火器抵押贷款手续") == ["2024-00005-8"]
    parts = page.evaluate("[...document.querySelectorAll('#search-results > *')].map((one) => one.className)")
    assert parts == ["nothing", "partly", "hit"]
    assert "只有部分词相符" in page.text_content(".partly")
    page.goto(f"{address}?q={quote('灭火器')}")
    assert _ready(page, "灭火器")[0] == "2024-00005-8"
    assert page.locator(".nothing").count() == 0


@needs_browser
def test_a_question_about_the_rule_leads_to_terms_and_guide(page: Any, address: str) -> None:
    page.goto(f"{address}?q={quote('第一次违法能不能不罚')}")
    _ready(page, "第一次违法能不能不罚")
    assert page.locator('.found a[href*="terms/"]').count() == page.locator('.found a[href*="guide/"]').count() == 1


@needs_browser
@pytest.mark.parametrize("query", ["！！！，。？", "😀🎉", "(((.*+?^${}|"])
def test_symbols_alone_list_nothing_and_say_what_to_write(page: Any, address: str, query: str) -> None:
    page.goto(f"{address}?q={quote(query)}")
    assert _ready(page, query) == []
    assert page.get_attribute("#search-results", "data-total") == "0"
    assert "请写出行为" in page.text_content("#search-results")


@needs_browser
@pytest.mark.parametrize(("query", "first"), [("灭火器" * 3334, "2024-00005-8"), ("__proto__", None), ("<img src=x onerror=alert(1)>", "2024-00010-E")])
def test_hostile_queries_leave_the_page_whole(page: Any, address: str, query: str, first: str | None) -> None:
    page.goto(address)
    _ready(page, "")
    page.evaluate("(q) => { document.getElementById('q').value = q; document.querySelector('form.search').requestSubmit(); }", query)
    page.wait_for_function("(q) => document.getElementById('search-results').getAttribute('data-ready') === q", arg=query)
    if first:
        assert page.get_attribute("#search-results [data-item-id]", "data-item-id") == first
    assert page.query_selector("#search-results img") is None
    page.fill("#q", "明码标价")
    assert _ready(page, "明码标价") == ["2024-00001-G"]  # and the next question is answered


@needs_browser
@pytest.mark.parametrize("blocked", [re.compile("/search/search.js"), re.compile("/search/[a-z][0-9]")])
def test_missing_index_leaves_a_way_out(page: Any, address: str, blocked: re.Pattern[str]) -> None:
    page.route(blocked, lambda route: route.fulfill(status=404))
    page.goto(f"{address}?q={quote('灭火器')}")
    page.wait_for_selector("#search-waiting, #search-results [role=alert]")
    said = page.text_content(".finder, #search-waiting") if page.query_selector("[role=alert]") else page.text_content("#search-waiting")
    assert "没有装入" in said
    assert page.query_selector('#search-waiting a[href*="lists/"], [role=alert] a[href*="lists/"]')


@needs_browser
def test_results_stand_without_the_file_of_facets(page: Any, address: str) -> None:
    page.route(re.compile("/search/l.js"), lambda route: route.fulfill(status=404))
    page.goto(f"{address}?q={quote('灭火器')}")
    assert _ready(page, "灭火器") == ["2024-00005-8"]
    page.wait_for_selector("#search-facets .panel", state="attached")
    assert page.locator("[role=alert]").count() == 0
    page.fill("#q", "明码标价")
    assert _ready(page, "明码标价") == ["2024-00001-G"]


@needs_browser
def test_results_do_not_move_when_the_facets_come(page: Any, address: str) -> None:
    held: list[Any] = []
    page.set_viewport_size({"width": 360, "height": 900})
    page.route(re.compile("/search/l.js"), lambda route: held.append(route))
    page.goto(f"{address}?q={quote('灭火器')}")
    page.wait_for_selector("#search-facets .panel")
    before = page.locator(".hit").first.bounding_box()["y"]
    while not held:
        page.wait_for_timeout(10)
    held[0].continue_()
    page.wait_for_selector("#search-facets .panel section", state="attached")
    assert page.locator(".hit").first.bounding_box()["y"] == before


@needs_browser
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_script_comes_late(page: Any, address: str, width: int) -> None:
    held: list[Any] = []
    page.set_viewport_size({"width": width, "height": 900})
    page.route(re.compile("/search/search.js"), lambda route: held.append(route))
    page.goto(f"{address}?q={quote('灭火器')}", wait_until="commit")
    page.wait_for_selector("#search-waiting")
    before = page.locator(".finder").bounding_box()["y"]
    held[0].continue_()
    _ready(page, "灭火器")
    assert page.locator(".finder").bounding_box()["y"] == before


@needs_browser
def test_the_law_of_a_result_comes_with_the_facets(page: Any, address: str) -> None:
    page.goto(f"{address}?q={quote('出处')}")
    assert _ready(page, "出处") == ["2024-00002-E"]
    assert page.locator(".hit .where").get_by_role("link", name="《广告法》").get_attribute("href", timeout=10_000).startswith("../laws/")
    page.wait_for_selector('[data-facet="status"]', state="attached")
    page.fill("#q", "灭火器")
    _ready(page, "灭火器")
    assert page.locator(".hit .where").get_by_role("link", name="《消防法》").count() == 1  # known from now on


@needs_browser
def test_works_from_a_folder(page: Any, built: Path) -> None:
    page.goto(f"{(built / 'offline/search/index.html').as_uri()}?q={quote('没标价')}")
    assert _ready(page, "没标价") == ["2024-00001-G"]
    page.click(".hit h2 a")
    page.wait_for_url("**/items/2024-00001-G/index.html")
    page.go_back()
    _ready(page, "没标价")
    page.fill("#q", "灭火器")
    page.press("#q", "Enter")
    assert _ready(page, "灭火器") == ["2024-00005-8"]
    page.locator('[data-facet="status"][data-value="in_force"]').click()
    page.wait_for_url(re.compile("status=in_force"))
    _ready(page, "灭火器")
    page.fill("#q", "没标价")
    page.press("#q", "Enter")
    page.wait_for_url(re.compile(f"{quote('没标价')}&status=in_force$"))
    assert _ready(page, "没标价") == ["2024-00001-G"]
