"""Pages of a big city: what is too much for one page is parted by department, without a script, and no link is lost."""

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import City

from generator.book import load
from generator.document.blocks import Bullets, Page, Section
from generator.document.volumes import MOST, Part, in_volumes
from generator.legality.example import AS_OF, MODEL_CELLS
from generator.model import Book, Kind, World
from generator.model.identifier import identifier
from generator.site import build

BUDGET = 60 * 1024


def part(code: str, count: int) -> Part:
    return Part(code, f"{code}局", f"{count}项", count, lambda: (Bullets(("项",) * count),))


def test_a_page_that_holds_everything_stays_one() -> None:
    page = Page(path="changes/2026-01-01/", title="变更", section="changes", blocks=())
    found = [volume.page() for volume in in_volumes(page, [part("a", MOST - 1), part("b", 1)])]
    assert [one.path for one in found] == [page.path]
    assert [type(block) for block in found[0].blocks] == [Section, Section]


def test_a_page_of_many_parts_begins_with_the_way_to_each() -> None:
    page = Page(path="asof/2026-01-01/", title="适用的事项", section="asof", blocks=())
    (found,) = [volume.page() for volume in in_volumes(page, [part(code, 1) for code in "abcd"])]
    first, *sections = found.blocks
    assert isinstance(first, Bullets)
    assert [entry[0].target for entry in first.entries] == [f"#{section.anchor}" for section in sections]


def test_one_entry_more_parts_it_and_the_anchors_stay() -> None:
    page = Page(path="changes/2026-01-01/", title="变更", section="changes", blocks=())
    found = [volume.page() for volume in in_volumes(page, [part("a", MOST), part("b", 1)])]
    assert [one.path for one in found] == [page.path, f"{page.path}a/", f"{page.path}b/"]
    assert [block.anchor for block in found[0].blocks] == ["a", "b"]
    assert [one.title for one in found[1:]] == ["变更：a局", "变更：b局"]


@pytest.fixture
def big(city: City) -> Book:
    """Two departments, together more than one page holds, all resting on the same articles."""
    book = load(city({Kind.NO_PENALTY: [MODEL_CELLS[Kind.NO_PENALTY]]})).book
    model = book.items[0]
    items = tuple(replace(model, item_id=identifier(2026, number), department="scjg" if number % 2 else "xfjy",
                          violation=f"{model.violation}（第{number}种情形）") for number in range(MOST + 20))
    edition = book.editions[0]
    items = tuple(replace(item, edition="xfjy-2026") if item.department == "xfjy" else item for item in items)
    return replace(book, items=items, lists=(*book.lists, ("xfjy", Kind.NO_PENALTY)),
                   editions=(edition, replace(edition, edition="xfjy-2026", department="xfjy")))


def test_the_pages_of_a_big_city_are_small_and_lead_everywhere(big: Book, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(World(big, AS_OF), root=tmp_path, out=site, with_downloads=False)
    pages = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.html")}
    assert {name: size for name, html in pages.items() if (size := len(gzip.compress(html, mtime=0))) > BUDGET} == {}
    items = {identifier(2026, number) for number in range(MOST + 20)}
    for folder in ("changes/*", "asof/*", "laws/xingzhengchufafa"):
        parted = sorted(site.glob(f"{folder}/scjg/index.html"))
        assert parted, folder
        for path in parted:
            overview = (path.parent.parent / "index.html").read_text(encoding="utf-8")
            named = set()
            for code in ("scjg", "xfjy"):
                assert f"{path.parent.parent.name}/{code}/" in overview, (folder, code)
                text = (path.parent.parent / code / "index.html").read_text(encoding="utf-8")
                named |= set(re.findall(r"items/(\d{4}-\d{5}-.)/", text))
            assert named == items, folder
