"""The Word file of a document: the form of GB/T 9704, nothing that it does not need, the same bytes, nothing lost in tall rows, its grid kept by LibreOffice."""

import io
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import REPOSITORY, City
from docx import Document
from docx.enum.section import WD_SECTION
from lxml import etree
from papers import W, cells, hostile_city, paper_of, terms

from generator.document.paper import Head, tall
from generator.model import Kind
from generator.render.official import official

FAMILIES = {"仿宋_GB2312": "FandolFang R", "楷体_GB2312": "FandolKai", "黑体": "FandolHei", "宋体": "FandolSong", "方正小标宋简体": "Noto Serif CJK SC"}
"""The fonts of the standard, and the open fonts that LibreOffice sets in their place."""


def test_word_document_in_the_form_of_the_standard(city: City) -> None:
    document = Document(io.BytesIO(official(paper_of(hostile_city(city)))))
    portrait, lying = document.sections
    twips = [round(value.twips) for value in (portrait.page_width, portrait.page_height, portrait.top_margin, portrait.left_margin,
                                              portrait.right_margin, portrait.bottom_margin)]
    assert twips == [11906, 16838, 2098, 1587, 1474, 1984]
    assert (lying.page_width, lying.page_height) == (portrait.page_height, portrait.page_width)
    grid = portrait._sectPr.find(f"{W}docGrid")
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("lines", "579")
    fonts = {name: document.styles[name].element.rPr.rFonts.get(f"{W}eastAsia") for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "页码")}
    assert fonts == {"Normal": "仿宋_GB2312", "Heading 1": "方正小标宋简体", "Heading 2": "黑体", "Heading 3": "楷体_GB2312", "页码": "宋体"}
    assert document.settings.odd_and_even_pages_header_footer
    for section, turned in ((portrait, False), (lying, True)):
        for footer in (section.footer, section.even_page_footer):
            written = etree.tostring(footer._element).decode()
            assert (written.count("PAGE"), 'vert="vert"' in written) == (1, turned)
    assert [(len(list(table._tbl.iter(f"{W}tblHeader"))), len(list(table._tbl.iter(f"{W}cantSplit"))), len(table.rows))
            for table in document.tables] == [(1, 2, 2)] * 3
    assert not [run for paragraph in document.paragraphs for run in paragraph.runs if run.font.name or run.font.size], "formatting beside the styles"


def test_word_document_brings_nothing_along_that_it_does_not_need(city: City) -> None:
    data = official(paper_of(city()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name or "customXml" in name]
        assert "thumbnail" not in archive.read("_rels/.rels").decode()
    document = Document(io.BytesIO(data))
    assert len(document.styles) < 30
    used = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert used <= {style.name for style in document.styles}


def test_word_document_on_the_paper_of_its_office(city: City) -> None:
    head = Head(mark="示例市市场监督管理局文件", copied="抄送：市政府办公室。", office="示例市市场监督管理局办公室", printed="2026年8月3日印发")
    document = Document(io.BytesIO(official(replace(paper_of(city()), head=head, duplex=True))))
    last = document.sections[-1]
    assert last.start_type == WD_SECTION.EVEN_PAGE
    table = last.even_page_footer.tables[0]
    assert [cell.text for cell in table.columns[0].cells] == ["抄送：市政府办公室。", "示例市市场监督管理局办公室\t2026年8月3日印发"]
    rules = {border.tag.removeprefix(W): border.get(f"{W}sz") for border in table._tbl.tblPr.find(f"{W}tblBorders")}
    assert rules == {"top": "8", "bottom": "8", "insideH": "6"}, "0.35, 0.35 and 0.25 mm"
    assert round(last.footer_distance.mm) == 35
    assert "PAGE" not in etree.tostring(last.even_page_footer._element).decode()
    assert document.settings.element.find(f"{W}mirrorMargins") is not None
    rule = next(paragraph for paragraph in document.paragraphs if paragraph.text == "示市监规〔2026〕1号")._p.pPr.find(f"{W}pBdr")[0]
    assert (rule.get(f"{W}color"), rule.get(f"{W}space")) == ("FF0000", "11")


def test_word_document_has_the_same_bytes_each_time(city: City) -> None:
    root = hostile_city(city)
    assert official(paper_of(root)) == official(paper_of(root))


def test_a_title_longer_than_a_property_of_the_file_is_whole_on_the_page(city: City) -> None:
    """A title may have 200 characters and a department 60: with 关于印发……的通知 they are more than Word keeps of a file."""
    paper = replace(paper_of(hostile_city(city)), title="长" * 300)
    document = Document(io.BytesIO(official(paper)))
    assert document.core_properties.title == "长" * 255
    assert "长" * 300 in "".join(one.text for one in document.paragraphs).replace("\n", "")


def test_a_row_taller_than_a_page_may_break_and_loses_nothing(city: City) -> None:
    long = "条件" * 1500
    paper = paper_of(city({Kind.NO_PENALTY: [cells(Kind.NO_PENALTY, 1, conditions=long), cells(Kind.NO_PENALTY, 2)]}))
    table = Document(io.BytesIO(official(paper))).tables[0]
    assert [bool(list(row._tr.iter(f"{W}cantSplit"))) for row in table.rows] == [True, False, True]
    assert long in [cell.text for cell in table.rows[1].cells]
    assert paper.annexes[0].table is not None
    assert [tall([str(cell) for cell in row], paper.annexes[0].table) for row in paper.annexes[0].table.rows] == [True, False]


def test_word_document_keeps_the_grid_in_libreoffice(city: City, tmp_path: Path) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    office = shutil.which("soffice")
    fonts = REPOSITORY / ".fonts"
    if office is None or not fonts.is_dir():
        pytest.skip("需要 libreoffice-writer-nogui 和 make fonts 的字体：apt-get install -y --no-install-recommends libreoffice-writer-nogui")
    aliases = "".join(f'<alias binding="same"><family>{asked}</family><prefer><family>{given}</family></prefer></alias>' for asked, given in FAMILIES.items())
    (tmp_path / "fonts.conf").write_text(f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir>'
                                         f"<cachedir>{tmp_path}/cache</cachedir>{aliases}</fontconfig>", encoding="utf-8")
    root = hostile_city(city)
    (root / "lists/terms.csv").write_text(terms(30), encoding="utf-8")
    (tmp_path / "paper.docx").write_bytes(official(paper_of(root)))
    subprocess.run([office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf", "--outdir", str(tmp_path),
                    str(tmp_path / "paper.docx")], check=True, capture_output=True, timeout=300,
                   env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "HOME": str(tmp_path)})
    pages = pdfplumber.open(io.BytesIO((tmp_path / "paper.pdf").read_bytes())).pages
    full = pages[1]
    millimetres = 72 / 25.4
    baselines = sorted({round((float(full.height) - c["matrix"][5]) / millimetres) for c in full.chars
                        if 37 < (float(full.height) - c["matrix"][5]) / millimetres <= 262})
    assert len(baselines) == 22
    assert min(c["matrix"][4] for c in full.chars) / millimetres == pytest.approx(28, abs=0.3)
    assert [page.width > page.height for page in pages].index(True) > 1
    assert "草案" not in full.extract_text()
