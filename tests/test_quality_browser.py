"""Every type of page of the shipped lists in a browser: accessible, quiet, within its policy, in larger type, and on strange words."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from browsing import arrive, needs_browser, root_size, served, violations
from conftest import City

from generator.book import load
from generator.legality.example import AS_OF, MODEL_CELLS
from generator.model import Kind, World
from generator.model.identifier import identifier
from generator.site import build

pytestmark = needs_browser

STALL = "2022-42038-W"
STRANGE = ("<script>alert(1)</script><img src=x onerror=alert(2)>", '引号"\'`与&amp;', "**粗** [点](javascript:alert(3)) {{ 7*7 }}",
           "阿拉伯\u202eדיני עונשין\u200fالعربية", "表情👩‍👩‍👧‍👦🏮", "私用\ue000\uf8ff𠮷㐂", "字" * 5000, "a" * 5000, f"〔2026〕{'1' * 5000}号")


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


def test_the_size_of_type_steps_up_and_is_remembered(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    sizes, names = [root_size(page)], [page.get_attribute("button.size", "aria-label")]
    for _ in range(3):
        page.click("button.size")
        sizes.append(root_size(page))
        shown = page.evaluate("getComputedStyle(document.querySelector('.size span'), '::after').content.replaceAll('\"', '')")
        names.append(page.get_attribute("button.size", "aria-label"))
        assert names[-1].startswith(shown), "who says what stands there presses it"
    assert names == ["大字，现在字号：标准", "大字，现在字号：大", "标准字，现在字号：特大", "大字，现在字号：标准"]
    assert sizes[0] < sizes[1] < sizes[2]
    assert sizes[3] == sizes[0]
    page.click("button.size")
    page.goto(f"{address}items/{STALL}/")
    assert root_size(page) == sizes[1]
    context.close()


def test_strange_words_are_shown_and_break_nothing(browser: Any, city: City, tmp_path: Path) -> None:
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
