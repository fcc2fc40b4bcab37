"""What a browser prints: the card on a sheet of its own, marked as a demonstration, dark on white, no empty sheet."""

from typing import Any
from urllib.parse import quote

import pypdfium2
from browsing import arrive, needs_browser

from generator.document.words import DEMO

pytestmark = needs_browser

STALL = "2022-42038-W"


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


def test_every_printed_sheet_says_once_that_it_is_a_demonstration(browser: Any, address: str) -> None:
    """The first by its banner, the others, that of the officer's card among them, in their margin."""
    context = browser.new_context()
    page = context.new_page()
    for path in (f"items/{STALL}/", "lists/scjg/no-penalty/", "terms/", "search/?q=广告"):
        page.goto(address + path)
        sheets = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))]
        assert len(sheets) > 1
        assert [sheet.count(DEMO) for sheet in sheets] == [1] * len(sheets), path
    context.close()


def test_a_printed_search_has_no_empty_sheet(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    arrive(page, f"{address}search/?q={quote('占道摆摊')}")
    assert len(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))) == 1
    context.close()
