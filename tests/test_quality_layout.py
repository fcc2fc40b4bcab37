"""How the pages stand in a browser: nothing too wide at any width or size of type, nothing that jumps, nothing too small for a finger."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import pytest
from browsing import arrive, needs_browser

pytestmark = needs_browser

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
