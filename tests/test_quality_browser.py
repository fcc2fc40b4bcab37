"""Every type of page of the shipped lists in a browser: accessible, quiet, within its policy, enlarged, and on strange words."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pypdfium2
import pytest
from browsing import CHROMIUM, arrive, page_types, served, violations

from generator.book import load
from generator.document.words import DEMO
from generator.legality.example import AS_OF, MODEL_CELLS
from generator.model import Kind, World
from generator.model.identifier import identifier
from generator.site import build
from generator.site.chrome import POLICY

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="没有 chromium，不能打开网站")

STALL = "2022-42038-W"
VERDICTS = {"可能适用", "现有回答不足以适用", "须由执法机关认定"}
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('blocked', 'SecurityError'); }});"
SHIFTS = """() => new Promise(done => { let sum = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value; }))
  .observe({type: 'layout-shift', buffered: true}); requestAnimationFrame(() => setTimeout(() => done(sum), 50)); })"""
TOO_SMALL = """() => [...document.querySelectorAll('a, button, summary, select, input:not([type=radio], [type=checkbox])')].filter(one => {
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  if (!box.width || style.visibility === 'hidden' || one.matches('.skip')) return false;
  const among = style.display === 'inline' && one.parentElement.textContent.trim() !== one.textContent.trim();
  return !among && box.height < 43; }).map(one => one.outerHTML.slice(0, 120))"""
"""What a finger would miss: less than 43 pixels high (44, rounded) and not a word within a sentence."""
BADLY_SET = """() => { const wrong = [], text = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), range = document.createRange();
  for (let one = text.nextNode(); one; one = text.nextNode()) {
    if (!/^\\s*[、，；：。·]/.test(one.data) || getComputedStyle(one.parentElement).visibility === 'hidden') continue;
    const at = one.data.search(/\\S/); range.setStart(one, at); range.setEnd(one, at + 1);
    let block = one.parentElement; while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
    const box = range.getBoundingClientRect(), edge = block.getBoundingClientRect();
    if (box.width && box.left - edge.left - parseFloat(getComputedStyle(block).paddingLeft) < 2 && one.data.trim() !== block.textContent.trim())
      wrong.push('begins a line: ' + block.textContent.trim().slice(0, 60)); }
  for (const cell of document.querySelectorAll('.table td[data-label]')) {
    const label = getComputedStyle(cell, '::before');
    if (label.content !== 'none' && label.display !== 'inline' && parseFloat(label.height) > cell.clientHeight + 1)
      wrong.push('label over the next row: ' + cell.dataset.label); }
  return [...new Set(wrong)]; }"""
"""Marks at the beginning of a line, and labels of cells that reach into the row below."""
STRANGE = ("<script>alert(1)</script><img src=x onerror=alert(2)>", '引号"\'`与&amp;', "**粗** [点](javascript:alert(3)) {{ 7*7 }}",
           "阿拉伯\u202eדיני עונשין\u200fالعربية", "表情👩‍👩‍👧‍👦🏮", "私用\ue000\uf8ff𠮷㐂", "字" * 5000, "a" * 5000, f"〔2026〕{'1' * 5000}号")


@pytest.fixture(scope="module")
def address(shipped: Path) -> Iterator[str]:
    """Served with the policy as a header, stricter than a meta element can be."""
    with served(shipped, {"Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'"}) as root:
        yield root


@pytest.fixture(scope="module")
def types(shipped: Path) -> Mapping[str, str]:
    found = page_types(shipped)
    return {**found, "search": "search/?q=%E5%8D%A0%E9%81%93%E6%91%86%E6%91%8A"}


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_light_and_dark(browser: Any, address: str, types: Mapping[str, str], width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    for name, path in types.items():
        arrive(page, address + path)
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
        assert violations(page) == [], (name, path)
    context.close()


def test_pages_are_quiet_and_keep_to_their_host_and_policy(browser: Any, address: str, types: Mapping[str, str]) -> None:
    context = browser.new_context()
    heard: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.append(request.url) if not request.url.startswith((address, "data:")) else None)
    page.on("response", lambda response: heard.append(f"{response.status} {response.url}") if response.status >= 400 else None)
    for path in types.values():
        arrive(page, address + path)
    assert heard == []
    assert context.cookies() == []
    context.close()


def test_the_policy_stops_inline_code_and_other_hosts(browser: Any, address: str) -> None:
    """The header is at work: what it forbids does not run."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.evaluate("""() => { const made = document.createElement('script'); made.textContent = 'window.ran = true'; document.body.append(made); }""")
    assert page.evaluate("window.ran") is None
    assert page.evaluate("fetch('https://other.invalid/').then(() => 'went', () => 'stopped')") == "stopped"
    context.close()


def each_type(browser: Any, address: str, types: Mapping[str, str], width: int, size: str) -> Iterator[tuple[str, Any]]:
    """Every type of page in turn, so wide and in that step of type."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.evaluate("size => localStorage.setItem('qingdan.size', size)", size)
    for name, path in types.items():
        arrive(page, address + path)
        yield f"{name} {path}", page
    context.close()


@pytest.mark.parametrize(("width", "size"), [(320, ""), (640, ""), (360, "larger"), (1280, "larger")])
def test_nothing_scrolls_sideways_enlarged(browser: Any, address: str, types: Mapping[str, str], width: int, size: str) -> None:
    """320 is 1280 at 400 %, 640 is 1280 at 200 %; `larger` is the greatest step of type."""
    for name, page in each_type(browser, address, types, width, size):
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


@pytest.mark.parametrize(("width", "size"), [(705, ""), (768, ""), (1024, ""), (1280, "large"), (705, "larger"), (1024, "larger")])
def test_every_table_fits(browser: Any, address: str, types: Mapping[str, str], width: int, size: str) -> None:
    """Beside each other or as cards, in ordinary and in larger type."""
    for name, page in each_type(browser, address, types, width, size):
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
        wide = "[...document.querySelectorAll('.table')].filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.className)"
        assert page.evaluate(wide) == [], name


def test_a_table_too_wide_for_its_box_shows_it_and_is_scrolled_by_keyboard(browser: Any, address: str) -> None:
    """What a city writes may be wider than anything here."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    page.evaluate("localStorage.setItem('qingdan.size', 'larger')")
    for path in ("dictionary/", "terms/"):  # without a link in it, and with
        page.goto(address + path)
        page.add_style_tag(content=".table:not(.matrix) table { min-width: 2000px !important; }")
        box = page.locator(".table:not(.matrix)").first
        assert "linear-gradient" in box.evaluate("box => getComputedStyle(box).backgroundImage"), "a shade at the edge"
        for _ in range(60):
            page.keyboard.press("Tab")
            if box.evaluate("box => box.contains(document.activeElement)"):
                break
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('.table:not(.matrix)').scrollLeft > 0")
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_do_not_jump_while_they_load(browser: Any, address: str, types: Mapping[str, str], width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for name, path in types.items():
        arrive(page, address + path)
        assert page.evaluate(SHIFTS) < 0.02, (name, path)
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("query", ["占道摆摊", "机构", "骑大象上班"])
def test_answers_that_come_late_push_nothing_away(browser: Any, address: str, width: int, query: str) -> None:
    """The page is shown before its answers: few of them, many, or only what agrees in part."""
    context = browser.new_context(viewport={"width": width, "height": 740})
    page = context.new_page()
    held: list[Any] = []
    let_go = [False]
    page.route(re.compile(r"/search/[a-z0-9]+\.js\?v="), lambda route: route.continue_() if let_go[0] else held.append(route))
    page.goto(f"{address}search/?q={quote(query)}", wait_until="domcontentloaded")
    page.wait_for_selector("#search-waiting")
    page.wait_for_timeout(100)
    assert held, "the answers are on their way"
    let_go[0] = True
    for route in held:
        route.continue_()
    page.wait_for_selector("#search-results[data-ready]", state="attached")
    page.wait_for_selector(".facets section h2", state="attached")
    assert page.evaluate(SHIFTS) < 0.02
    context.close()


@pytest.mark.parametrize("size", ["", "large", "larger"])
def test_no_line_begins_with_a_mark_and_no_label_hides_another(browser: Any, address: str, types: Mapping[str, str], size: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address)
    page.evaluate("size => localStorage.setItem('qingdan.size', size)", size)
    for name, path in types.items():
        arrive(page, address + path)
        assert page.evaluate(BADLY_SET) == [], (name, path)
    context.close()


def test_a_matrix_can_be_compared_on_a_phone(browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    for path in ("", "lists/", "terms/"):
        page.goto(address + path)
        assert page.evaluate("getComputedStyle(document.querySelector('.matrix thead tr')).display") == "table-row", path
        lefts = page.evaluate("[...document.querySelectorAll('.matrix tr > :nth-child(3)')].map(cell => cell.getBoundingClientRect().left)")
        assert len(set(lefts)) == 1, "the columns stand below each other"
        broken = page.evaluate("""[...document.querySelectorAll('.matrix tbody th a')].filter(one => { const range = document.createRange();
            range.selectNodeContents(one); return one.textContent.length <= 8 && range.getClientRects().length > 1; }).map(one => one.textContent)""")
        assert broken == [], "示例市 and a department of five characters"
    context.close()


def test_fingers_find_what_stands_alone(browser: Any, address: str, types: Mapping[str, str]) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    for name, path in types.items():
        arrive(page, address + path)
        if name == "search":
            page.wait_for_selector(".facets section h2", state="attached")
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
        assert page.evaluate(TOO_SMALL) == [], (name, path)
    context.close()


def root_size(page: Any) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"))


def test_the_size_of_type_steps_up_and_is_remembered(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    sizes = [root_size(page)]
    for _ in range(3):
        page.click("button.size")
        sizes.append(root_size(page))
    assert sizes[0] < sizes[1] < sizes[2]
    assert sizes[3] == sizes[0]
    page.click("button.size")
    assert "字号：大" in (page.get_attribute("button.size", "aria-label") or "")
    page.goto(f"{address}items/{STALL}/")
    assert root_size(page) == sizes[1]
    context.close()


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


# ---- the questions of an item --------------------------------------------------------------------------------


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
    assert set(given.values()) == VERDICTS
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


def test_the_card_is_printed_and_the_screen_colours_are_not(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}items/{STALL}/")
    assert not page.is_visible(".card .evidence")
    page.evaluate("localStorage.setItem('qingdan.scheme', 'dark')")
    page.reload()
    page.emulate_media(media="print")
    assert page.is_visible(".card .evidence")
    assert page.evaluate("getComputedStyle(document.querySelector('.card')).breakBefore") == "page"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(29, 42, 48)", "dark ink on white paper"
    assert not page.is_visible("button.size")
    context.close()


def test_every_printed_sheet_says_that_it_is_a_demonstration(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    for path in (f"items/{STALL}/", "lists/scjg/no-penalty/", "terms/"):
        page.goto(address + path)
        sheets = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))]
        assert len(sheets) > 1
        assert [number for number, sheet in enumerate(sheets, 1) if DEMO not in sheet] == [], path
    context.close()


def test_the_mark_stands_once_on_the_sheet_of_a_card(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}items/{STALL}/")
    sheets = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))]
    assert [sheet.count(DEMO) for sheet in sheets if "执法人员核对卡" in sheet] == [1]
    context.close()


def test_a_printed_search_has_no_empty_sheet(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    arrive(page, f"{address}search/?q={quote('占道摆摊')}")
    assert len(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))) == 1
    context.close()


# ---- strange words -------------------------------------------------------------------------------------------


def test_strange_words_are_shown_and_break_nothing(browser: Any, city: Callable[..., Path], tmp_path: Path) -> None:
    codes = [identifier(2026, 417 + number) for number in range(len(STRANGE))]
    rows = [{**MODEL_CELLS[Kind.NO_PENALTY], "item_id": code, "violation": text, "field": text[:200], "note": text,
             "conditions": f"同时满足：1.{text}；2.及时改正，{text}"} for code, text in zip(codes, STRANGE, strict=True)]
    build(World(load(city({Kind.NO_PENALTY: rows})).book, AS_OF), root=tmp_path, out=tmp_path / "site")
    context = browser.new_context(viewport={"width": 360, "height": 900}, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    with served(tmp_path / "site") as root:
        for path in ("", "lists/scjg/no-penalty/", "guide/", "guide/scjg/", *(f"items/{code}/" for code in codes)):
            arrive(page, root + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
            assert violations(page) == [], path
            assert page.locator("main script, article script, article img").count() == 0, path
        page.goto(f"{root}items/{codes[0]}/")
        assert page.inner_text(".checklist legend >> nth=0") == STRANGE[0], "word for word, after the script has moved it"
    assert wrong == []
    context.close()
