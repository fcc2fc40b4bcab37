"""The PDF of a document, measured on the file itself: the grid of GB/T 9704-2012, tags, fonts, and the words of the data.

What the standard asks and where it is measured (what only an office prints, and both sides of a sheet, in test_documents_pdf_office.py):
paper, margins, text area: test_paper_and_margins; both sides of a sheet: test_margins_change_sides_on_both_sides_of_a_sheet;
22 lines, pitch, 28 characters: test_twenty_two_lines_of_twenty_eight_characters; line ends: test_no_line_begins_with_a_closing_mark;
faces and sizes, title, addressee, indent: test_faces_and_sizes; mark, number, red rule, title below it: test_red_head_number_rule_and_title_…;
notes of annexes, signature, day: test_notes_of_annexes_signature_and_day; annex and its title: test_annex_begins_a_page_…;
header again, whole rows: test_header_comes_again_and_rows_are_whole; page numbers, standing and turned: test_page_numbers_outside_…,
test_page_number_is_seven_millimetres_below; 版记: test_imprint_closes_the_last_page_…; fonts, tags, outline: test_tagged_archivable_and_accessible;
no missing glyph: test_a_character_without_a_glyph_…; equal words: test_documents_same.py. Not measured: PDF/A and PDF/UA by an
independent validator (none could be had), 印章 (a document leaves its place free), 密级, 紧急程度, 签发人 (our documents have none).
"""

import io
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import City, command
from measuring import MM, PITCH, long_paper, pen, said, text_lines
from papers import cells, press_or_skip, shelf_of

from generator.document.blocks import Paragraph
from generator.document.compilation import compilation
from generator.document.paper import Annex, Paper
from generator.model import Kind, Refusal

pdfplumber = pytest.importorskip("pdfplumber")
pikepdf = pytest.importorskip("pikepdf")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Paper, bytes]:
    """The long document and its PDF."""
    paper = long_paper(tmp_path_factory.mktemp("pdf"))
    return paper, press_or_skip().pdf(paper)


@pytest.fixture(scope="module")
def pages(made: tuple[Paper, bytes]) -> list[Any]:
    return list(pdfplumber.open(io.BytesIO(made[1])).pages)


def test_paper_and_margins(pages: list[Any]) -> None:
    for page in pages:
        size = (float(page.width) / MM, float(page.height) / MM)
        assert sorted(size) == pytest.approx([210, 297], abs=0.2)
    body = pages[1]
    xs = [x for _, line in text_lines(body) for x, _ in line]
    assert min(xs) == pytest.approx(28, abs=0.1)
    assert max(xs) < 184
    assert text_lines(body)[0][0] == pytest.approx(42, abs=0.3)


def test_twenty_two_lines_of_twenty_eight_characters(pages: list[Any]) -> None:
    lines = text_lines(pages[1])
    assert len(lines) == 22
    steps = [(after[0] - before[0]) * MM for before, after in pairwise(lines)]
    assert all(28.5 < step < 29.7 for step in steps)
    advances: Counter[float] = Counter()
    for _, line in lines:
        hanzi = [(x, c) for x, c in line if "\u4e00" <= c["text"] <= "\u9fff"]
        advances.update(round((b[0] - a[0]) * MM, 1) for a, b in pairwise(hanzi) if (b[0] - a[0]) * MM < 17)
    assert advances.most_common(1)[0][0] == pytest.approx(15.8, abs=0.1)


def test_no_line_begins_with_a_closing_mark(pages: list[Any]) -> None:
    portrait = [page for page in pages if page.width < page.height]
    starts = {said(line)[0] for page in portrait for _, line in text_lines(page)}
    assert not starts & set("，。；：、》）”’！？")


def test_faces_and_sizes(made: tuple[Paper, bytes], pages: list[Any]) -> None:
    lines = [(said(line), line) for page in pages if page.width < page.height for _, line in text_lines(page)]
    headings = [line for words, line in lines if re.match("[一二三四五六七八九]、", words)]
    assert len(headings) == 7
    body = Counter(c["fontname"].split("+")[-1] for _, line in lines for _, c in line if round(c["size"]) == 16).most_common(1)[0][0]
    assert {line[0][1]["fontname"].split("+")[-1] for line in headings} != {body}
    assert "Hei" in headings[0][0][1]["fontname"]
    title = next(line for words, line in lines if words.startswith("示例市市场监督管理局关于"))
    assert title[0][1]["size"] == pytest.approx(22, abs=0.1)
    middle = (title[0][0] + title[-1][0] + title[-1][1]["size"] / MM) / 2
    assert middle == pytest.approx(106, abs=1)
    assert made[0].addressee.endswith("：")
    first = next(line for words, line in lines if words.startswith("各镇人民政府"))
    assert first[0][0] == pytest.approx(28, abs=0.1)
    indented = next(line for words, line in lines if words.startswith("为规范"))
    assert indented[0][0] - 28 == pytest.approx(2 * 156 / 28, abs=0.2)


def test_page_numbers_outside_and_turned_on_lying_pages(pages: list[Any]) -> None:
    for number, page in enumerate(pages, 1):
        if page.width < page.height:
            line = sorted((pen(page, c)[0], c) for c in page.chars if pen(page, c)[1] > 262)
            assert "".join(c["text"] for _, c in line).replace(" ", "") == f"—{number}—"
            assert {round(c["size"]) for _, c in line} == {14}
            if number % 2:
                assert 165 < line[-1][0] < 179
            else:
                assert line[0][0] == pytest.approx(28 + 156 / 28, abs=0.6)
        else:
            turned = [c for c in page.chars if abs(c["matrix"][0]) < 0.01 and c["matrix"][1] < 0]
            assert "".join(c["text"] for c in sorted(turned, key=lambda c: c["top"])).replace(" ", "") == f"—{number}—"
            assert all(c["x1"] / MM < 35 for c in turned)
            tops = [c["top"] / MM for c in turned]
            assert (min(tops) > 105) if number % 2 else (max(tops) < 105)


def test_marks_stand_on_every_page(made: tuple[Paper, bytes], pages: list[Any]) -> None:
    for page in pages:
        words = page.extract_text().replace("\u3000", "")
        assert all(mark in words for mark in made[0].marks)


def cells_of(pages: list[Any]) -> list[list[list[str]]]:
    """The tables of the lying pages, whitespace removed."""
    found = []
    for page in pages:
        if page.width > page.height:
            found.extend([[re.sub(r"\s", "", cell or "") for cell in row] for row in table.extract()] for table in page.find_tables())
    return found


def test_cells_equal_the_data(made: tuple[Paper, bytes], pages: list[Any]) -> None:
    wanted = [[[re.sub(r"\s", "", str(cell)) for cell in row] for row in (annex.table.headers, *annex.table.rows)]
              for annex in made[0].annexes if annex.table]
    assert cells_of(pages) == wanted
    assert any("本部门暂无免予行政强制事项。" in page.extract_text() for page in pages)


def test_every_word_of_the_notice_in_its_order(made: tuple[Paper, bytes], pages: list[Any]) -> None:
    told = "".join(said(line) for page in pages if page.width < page.height for _, line in text_lines(page)).replace(" ", "")
    wanted = [getattr(block, "text", "") for block in made[0].body]
    place = 0
    for words in (*wanted, *made[0].annex_notes, *made[0].signed):
        place = told.find(str(words).replace(" ", ""), place)
        assert place >= 0, words


def test_header_comes_again_and_rows_are_whole() -> None:
    paper = _many(60)
    data = press_or_skip().pdf(paper)
    tables = cells_of(list(pdfplumber.open(io.BytesIO(data)).pages))
    assert len(tables) > 3
    assert {tuple(table[0]) for table in tables} == {tuple(paper.annexes[0].table.headers)}  # type: ignore[union-attr]
    assert sum(len(table) - 1 for table in tables) == 60


def _many(count: int, **changes: str) -> Paper:
    from papers import DAY

    from generator.document.blocks import Facts, Paragraph, Table

    item = cells(Kind.NO_PENALTY, **changes)
    names = ("violation", "penalty_basis", "conditions", "relief_basis", "outcome")
    rows = tuple((str(n), *(item[name] for name in names)) for n in range(1, count + 1))
    table = Table(("序号", "违法行为", "处罚依据", "适用条件", "减免依据", "裁量结果"), rows, widths=(8, 30, 30, 60, 25, 20))
    return Paper(name="many", title="很多事项", body=(Paragraph("正文。"),), annexes=(Annex(title="清单", table=table),), identity=Facts(()), as_of=DAY)


def test_a_cell_of_three_thousand_characters_loses_nothing() -> None:
    words = "".join(chr(0x4E00 + n % 500) for n in range(3000))
    data = press_or_skip().pdf(_many(1, conditions=words))
    pages = list(pdfplumber.open(io.BytesIO(data)).pages)
    assert "".join(row[3] for table in cells_of(pages) for row in table[1:]) == words


def test_tagged_archivable_and_accessible(made: tuple[Paper, bytes]) -> None:
    paper, data = made
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root
        assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("zh-CN", True)
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"], meta["dc:title"]) == ("2", "A", "1", paper.title)
        assert len(root.OutputIntents) == 1
        tags: Counter[str] = Counter()
        _walk(root.StructTreeRoot, tags, root.get("/RoleMap"))
        lists = [annex.table for annex in paper.annexes if annex.table]
        assert (tags["/Table"], tags["/THead"], tags["/TH"]) == (len(lists), len(lists), sum(len(table.headers) for table in lists))
        assert tags["/H1"] == 1 + len(paper.annexes)
        with pdf.open_outline() as outline:
            assert len(outline.root) == 1 + len(paper.annexes)
        kinds = {str(font.Subtype) for page in pdf.pages for font in page.Resources.Font.values()}
        assert kinds == {"/Type0"}
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                assert "/FontFile3" in descriptor or "/FontFile2" in descriptor


def _walk(node: Any, tags: "Counter[str]", roles: Any) -> None:
    """Count the tags below `node`."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            _walk(child, tags, roles)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            tags[str(node.S)] += 1
        if ("/K" in node and "/Type" not in node) or ("/K" in node and node.get("/Type") in ("/StructElem", "/StructTreeRoot")):
            _walk(node.K, tags, roles)


def test_the_same_bytes_each_time(made: tuple[Paper, bytes]) -> None:
    assert press_or_skip().pdf(made[0]) == made[1]


@pytest.mark.parametrize(("character", "words"), [("\U0002ffff", "U\\+2FFFF"), ("\ue123", "U\\+E123"), ("𓀀", "“𓀀”（U\\+13000）")])
def test_a_character_without_a_glyph_is_named_with_its_place(character: str, words: str) -> None:
    with pytest.raises(Refusal, match=f"清单第1行“适用条件”.*{words}|清单第1行“适用条件”中的.*{words}"):
        press_or_skip().pdf(_many(1, conditions=f"甲{character}乙"))


def test_notes_of_annexes_signature_and_day(pages: list[Any]) -> None:
    lines = [(said(line), line) for page in pages if page.width < page.height for _, line in text_lines(page)]
    notes = [line for words, line in lines if re.match("(附件：)?[1-4]\\. ", words)]
    assert [said(line)[-1] for line in notes] == ["单"] * 4, "no mark closes the name of an annex"
    names = [next(x for x, c in line if c["text"] == "示") for line in notes]
    assert names == pytest.approx([names[0]] * 4, abs=0.3), "names stand below each other"
    (day, dated), (name, signed) = ((words, line) for words, line in lines[::-1] if re.fullmatch("[0-9]{4}年[1-9][0-9]?月[1-9][0-9]?日|示例市市场监督管理局", words))
    assert (day, name) == ("2026年8月3日", "示例市市场监督管理局")
    end = dated[-1][0] + 156 / 28
    assert end == pytest.approx(184 - 4 * 156 / 28, abs=0.3)
    middle = [(line[0][0] + line[-1][0] + 156 / 28) / 2 for line in (dated, signed)]
    assert middle[0] == pytest.approx(middle[1], abs=0.8), "the name is centred over the day"


def test_the_signature_stands_alone_on_no_page(made: tuple[Paper, bytes]) -> None:
    press, paper = press_or_skip(), made[0]
    broken = 0
    for count in range(1, 11):  # wherever the page ends
        notice = replace(paper, body=(Paragraph("第一行。"),) * count, annexes=paper.annexes[-2:])
        standing = [text_lines(page) for page in pdfplumber.open(io.BytesIO(press.pdf(notice))).pages if page.width < page.height]
        told = [[said(line) for _, line in page] for page in standing]
        signed = next(number for number, page in enumerate(told) if "2026年8月3日" in page)
        assert any(re.match("(附件：)?[12]\\. ", line) for line in told[signed]), count
        broken += not any(line.startswith("附件：") for line in told[signed])
    assert broken, "no page ended among the notes"


def test_annex_begins_a_page_its_title_is_on_the_third_line(made: tuple[Paper, bytes], pages: list[Any]) -> None:
    lying = [page for page in pages if page.width > page.height]
    firsts = [page for page in lying if any(c["size"] > 20 for c in page.chars)]
    assert len(firsts) == len(made[0].annexes)
    for number, page in enumerate(firsts, 1):
        label = sorted(pen(page, c) for c in page.chars if round(c["size"]) == 16 and "Hei" in c["fontname"])
        assert label[0] == pytest.approx((35, 28 + 16 * 0.88 / MM), abs=0.3)
        assert "".join(c["text"] for c in page.chars if round(c["size"]) == 16 and "Hei" in c["fontname"]) == f"附件{number}"
        title = [pen(page, c) for c in page.chars if round(c["size"]) == 22]
        assert title[0][1] - label[0][1] == pytest.approx(2 * PITCH / MM, abs=3)
        assert (title[0][0] + title[-1][0] + 22 / MM) / 2 == pytest.approx(35 + 225 / 2, abs=1)


def test_page_number_is_seven_millimetres_below(pages: list[Any]) -> None:
    dash = next(c for c in pages[0].chars if c["text"] == "—" and pen(pages[0], c)[1] > 262)
    middle = pen(pages[0], dash)[1] - 0.38 * 14 / MM  # the dash lies at the middle of a character
    assert middle == pytest.approx(262 + 7, abs=0.6)


def test_a_collection_lists_its_parts_with_their_pages(city: City) -> None:
    shelf = shelf_of(root := city({Kind.NO_PENALTY: [cells(Kind.NO_PENALTY, n) for n in range(1, 9)]}))
    paper = compilation(("scjg",), shelf, root)
    found = list(pdfplumber.open(io.BytesIO(press_or_skip().pdf(paper))).pages)
    told = re.findall(r"^([0-9]+)\. (\S+?)[ .]+([0-9]+)$", found[0].extract_text(), re.M)
    assert [name for _, name, _ in told] == [annex.title for annex in paper.annexes]
    for number, name, place in told:
        words = found[int(place) - 1].extract_text()
        assert name in words
        assert re.search(rf"^{number}\.", words, re.M)


def test_without_fonts_the_refusal_names_the_cure(city: City, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    (tmp_path / "empty").mkdir()
    done = command("export", "scjg", "--format", "pdf", "--fonts", tmp_path / "empty", "--root", city(), "--out", tmp_path, "--as-of", "2026-11-25")
    assert done.returncode == 2
    assert "缺少小标宋、仿宋、楷体、黑体、宋体" in done.stderr.decode()
    assert "make fonts" in done.stderr.decode()
