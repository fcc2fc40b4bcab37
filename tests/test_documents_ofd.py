"""OFD, on trial: the structure of GB/T 33190, text that is text (turned page numbers too), and the words of the data."""

import base64
import io
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import partial

import pytest
from conftest import REPOSITORY, City, city_in
from lxml import etree
from papers import cells, hostile_city, paper_of, press_or_skip

from generator.document.paper import Paper
from generator.model import Kind

pytest.importorskip("pypdfium2", reason="没有安装 pypdfium2，见 make fonts")
pytest.importorskip("fontTools", reason="没有安装 fonttools，见 make fonts")

OFD = "{http://www.ofdspec.org/2016}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Paper, bytes]:
    from generator.render.ofd import ofd

    press = press_or_skip()
    root = hostile_city(partial(city_in, tmp_path_factory.mktemp("ofd")))
    paper = paper_of(root)
    pdf = press.pdf(paper)
    data = ofd(pdf, paper, press.faces)
    assert data == ofd(pdf, paper, press.faces)
    return paper, data


def pages(data: bytes) -> Iterator[etree._Element]:
    """Every page, found the way a reader finds it: OFD.xml → Document.xml → Content.xml."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("OFD.xml"))
        document = etree.fromstring(archive.read(root.findtext(f"{OFD}DocBody/{OFD}DocRoot")))
        for page in document.iter(f"{OFD}Page"):
            yield etree.fromstring(archive.read(f"Doc_0/{page.get('BaseLoc')}"))


def test_structure_of_the_package(made: tuple[Paper, bytes]) -> None:
    paper, data = made
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("OFD.xml"))
        assert (root.tag, root.get("Version"), root.get("DocType")) == (f"{OFD}OFD", "1.0", "OFD")
        assert (root.findtext(f".//{OFD}Title"), root.findtext(f".//{OFD}CreationDate")) == (paper.title, "2026-08-05")
        document = etree.fromstring(archive.read("Doc_0/Document.xml"))
        resources = etree.fromstring(archive.read("Doc_0/PublicRes.xml"))
        fonts = {font.get("ID"): font.findtext(f"{OFD}FontFile") for font in resources.iter(f"{OFD}Font")}
        for file in fonts.values():
            assert archive.read(f"Doc_0/Res/{file}")[:4] == b"OTTO"
        numbers = [node.get("ID") for page in pages(data) for node in page.iter() if node.get("ID")]
        numbers += [*fonts, *(page.get("ID") for page in document.iter(f"{OFD}Page"))]
        assert len(numbers) == len(set(numbers))
        assert max(map(int, numbers)) <= int(document.findtext(f".//{OFD}MaxUnitID"))
        assert {text.get("Font") for page in pages(data) for text in page.iter(f"{OFD}TextObject")} == set(fonts)


def test_pages_have_the_size_of_the_paper_and_text_has_a_pen_for_every_character(made: tuple[Paper, bytes]) -> None:
    sizes = [tuple(map(float, page.findtext(f".//{OFD}PhysicalBox").split())) for page in pages(made[1])]
    assert sizes[0] == pytest.approx((0, 0, 210, 297), abs=0.1)
    assert sizes[-1] == pytest.approx((0, 0, 297, 210), abs=0.1)
    for page in pages(made[1]):
        for code in page.iter(f"{OFD}TextCode"):
            assert len((code.get("DeltaX") or "").split()) == len(code.text) - 1


def test_every_cell_in_its_order(made: tuple[Paper, bytes]) -> None:
    paper, data = made
    told = re.sub(r"\s", "", "".join(code.text for page in pages(data) for code in page.iter(f"{OFD}TextCode")))
    for annex in paper.annexes:
        place = told.index(annex.title, told.index("公布文本"))
        for row in annex.table.rows if annex.table else ((annex.empty,),):
            for cell in row:
                words = re.sub(r"\s", "", str(cell))
                place = told.find(words, place)
                assert place >= 0, words


def test_a_character_told_in_two_halves_is_one(city: City) -> None:
    from generator.render.ofd import ofd

    press = press_or_skip()
    root = city({Kind.NO_PENALTY: [cells(Kind.NO_PENALTY, violation="使用“𠮷”字招牌的行为")]})
    paper = paper_of(root)
    told = "".join(code.text for page in pages(ofd(press.pdf(paper), paper, press.faces)) for code in page.iter(f"{OFD}TextCode"))
    assert "使用“𠮷”字招牌" in told.replace(" ", "")


def test_turned_page_numbers_are_text_that_is_turned(made: tuple[Paper, bytes]) -> None:
    lying = [(number, page) for number, page in enumerate(pages(made[1]), 1) if page.findtext(f".//{OFD}PhysicalBox").startswith("0 0 297")]
    assert lying
    for number, page in lying:
        turned = [text for text in page.iter(f"{OFD}TextObject") if text.get("CTM")]
        assert ["".join(text.itertext()).replace(" ", "") for text in turned] == [f"—{number}—"]
        assert turned[0].get("CTM").split()[:4] == ["0", "1", "-1", "0"]


def test_an_independent_open_reader_draws_every_page(made: tuple[Paper, bytes]) -> None:
    """ofd.js 0.2.6 in chromium. It ignores embedded fonts, so only pages, their size and their words are asked for."""
    reader = REPOSITORY / "build/test/ofd.js"
    if not reader.is_file():
        pytest.skip("没有 build/test/ofd.js（独立的 OFD 阅读器），由 tests/install-browser.sh 下载，需要 npm")
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("没有 chromium，见 tests/install-browser.sh")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as run:
        chromium = run.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        page = chromium.new_page()
        page.set_content("<html><body></body></html>")
        page.add_script_tag(path=str(reader))
        drawn = page.evaluate(_DRAW, base64.b64encode(made[1]).decode())
        chromium.close()
    wanted = list(pages(made[1]))
    assert len(drawn) == len(wanted)
    for (width, height, words), source in zip(drawn, wanted, strict=True):
        box = list(map(float, source.findtext(f".//{OFD}PhysicalBox").split()))
        assert width / height == pytest.approx(box[2] / box[3], rel=0.01)
        written = "".join(code.text for code in source.iter(f"{OFD}TextCode"))
        assert Counter(re.sub(r"\s", "", words)) == Counter(re.sub(r"\s", "", written))


_DRAW = """data => new Promise((done, fail) => {
    const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
    ofd.parseOfdDocument({ofd: bytes.buffer, fail, success: found => {
        const pages = ofd.renderOfd(1000, found[0]);
        for (const page of pages) document.body.appendChild(page);
        done(pages.map(page => [parseFloat(page.style.width), parseFloat(page.style.height), page.textContent]));
    }});
})"""
