"""The booklet of a town on paper: whole, every item on a sheet of its own; or the one sheet that was asked for. Each sheet carries the mark, once."""

import re
from pathlib import Path
from typing import Any

import pytest
from browsing import needs_browser, served
from conftest import TOWN, City

from generator.book import load
from generator.document import words
from generator.legality.example import AS_OF, MODEL_CELLS
from generator.model import Kind, World
from generator.site import build

pytestmark = needs_browser

IDS = ("2026-00417-N", "2026-00418-L", "2026-91888-R")
_PAGE = re.compile(rb"/Type\s*/Page(?![s])")


@pytest.fixture
def booklet(city: City, tmp_path: Path) -> str:
    rows = [{**MODEL_CELLS[Kind.NO_PENALTY], "item_id": item_id, "township": "是"} for item_id in IDS]
    root = city({Kind.NO_PENALTY: rows}, files=TOWN)
    build(World(load(root).book, AS_OF), root=tmp_path, out=tmp_path / "site", offline=True)
    return (tmp_path / "site/towns/qinghe/handbook/index.html").as_uri()


def sheets(page: Any) -> int:
    """How many sheets of paper the page takes."""
    return len(_PAGE.findall(page.pdf(prefer_css_page_size=True)))


def marks(page: Any) -> list[int]:
    """How often each sheet of paper says what it is not."""
    pdfium = pytest.importorskip("pypdfium2")
    paper = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True))
    return [re.sub(r"\s", "", sheet.get_textpage().get_text_range()).count(words.DEMO) for sheet in paper]


def test_the_whole_booklet_is_a_cover_and_a_sheet_for_each_item(page: Any, booklet: str) -> None:
    page.goto(booklet)
    assert sheets(page) == 1 + len(IDS)


def test_each_sheet_says_on_paper_that_it_is_no_official_paper(page: Any, booklet: str) -> None:
    """A sheet is torn off and handed over: the banner of the first page does not go with it."""
    page.goto(booklet)
    assert not page.is_visible(".sheet .marking"), "the banner says it on the screen"
    page.emulate_media(media="print")
    assert [page.inner_text(f'[id="{item_id}"] .marking') for item_id in IDS] == [words.DEMO] * len(IDS)
    page.goto(booklet.replace("towns/qinghe/handbook", f"items/{IDS[0]}"))
    assert page.text_content(".card .marking") == words.DEMO, "for a browser that prints nothing in the margin"


def test_each_sheet_says_it_once(page: Any, booklet: str) -> None:
    """The cover has the banner, the others carry the mark themselves."""
    page.goto(booklet)
    assert marks(page) == [1] * (1 + len(IDS))


def test_one_sheet_is_printed_alone_and_the_reader_is_told(page: Any, booklet: str) -> None:
    page.goto(booklet)
    assert not page.is_visible(f"#only-{IDS[1]} .note")
    page.click(f'.contents a[href$="#only-{IDS[1]}"]')
    assert page.is_visible(f"#only-{IDS[1]} .note")
    assert sheets(page) == 1
    page.emulate_media(media="print")
    assert [page.is_visible(f'[id="{item_id}"]') for item_id in IDS] == [False, True, False]
    assert page.is_visible(f'[id="{IDS[1]}"] .conditions')
    assert marks(page) == [1], "what is no official paper says so on paper too"
    assert not page.is_visible(".foot"), "it would be pushed to a sheet of its own"
    assert "法规库核对至2026年9月30日" in page.inner_text(f'[id="{IDS[1]}"] .address'), "which the foot would have said"


def test_the_fullest_sheets_of_the_shipped_lists_are_each_one_sheet_alone(page: Any, shipped: Path) -> None:
    with served(shipped) as address:
        page.goto(f"{address}towns/qinghe/handbook/")
        full = page.evaluate("[...document.querySelectorAll('.sheet')].sort((a, b) => b.offsetHeight - a.offsetHeight).slice(0, 8).map(one => one.id)")
        taken = {}
        for item_id in full:
            page.goto("about:blank")
            page.goto(f"{address}towns/qinghe/handbook/#only-{item_id}")
            taken[item_id] = sheets(page)
    assert taken == dict.fromkeys(full, 1)
