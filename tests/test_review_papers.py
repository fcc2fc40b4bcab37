"""The papers of a review: the opinion and the comparison say what the page says, are marked on every page and fit it."""

import io
import re
from collections.abc import Callable, Mapping

import pytest
from docx import Document
from reviews import SCENARIOS, printed, reviewed

from generator.document.blocks import Page
from generator.document.opinion import before_and_after, opinion
from generator.document.review import Review
from generator.document.words import DEMO
from generator.legality.example import AS_OF
from generator.render.docx import docx

PAPERS: Mapping[str, tuple[Callable[[Review], Page], bool]] = {"opinion": (opinion, False), "compared": (before_and_after, True)}


def written(data: bytes) -> str:
    """The words of a document in the order in which they stand, without blanks and without what only paper shows (bullets)."""
    body = Document(io.BytesIO(data)).element.body
    return re.sub(r"\s", "", "".join(node.text or "" for node in body.iter("{*}t", "{*}instrText")))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ["added", "condition-dropped", "errors-gained", "hostile", "nothing", "unreadable-list", "none-to-lighter"])
def test_a_paper_says_what_the_page_says(name: str, paper: str) -> None:
    make, landscape = PAPERS[paper]
    page = make(reviewed(*SCENARIOS[name]()))
    data = docx(page, AS_OF, landscape=landscape)
    assert data == docx(page, AS_OF, landscape=landscape), "the same bytes each time"
    assert re.sub("[□·：]", "", written(data)) == re.sub("[□·：]", "", printed(page))


@pytest.mark.parametrize("paper", PAPERS)
def test_every_page_of_a_paper_is_marked_and_fits_its_paper(paper: str) -> None:
    make, landscape = PAPERS[paper]
    page = make(reviewed(*SCENARIOS["errors-gained"]()))
    document = Document(io.BytesIO(docx(page, AS_OF, landscape=landscape)))
    invented = Document(io.BytesIO(docx(page, AS_OF, demo=True, landscape=landscape)))
    assert {section.header.paragraphs[0].text for section in invented.sections} == {f"{DEMO}　　草案"}
    for section in document.sections:
        assert section.header.paragraphs[0].text == "草案"
        assert not section.different_first_page_header_footer
        assert not section.header.is_linked_to_previous
        assert (section.page_width > section.page_height) is landscape
        room = section.page_width - section.left_margin - section.right_margin
        assert all(sum(cell.width for cell in row.cells) <= room for table in document.tables for row in table.rows)
    assert not document.settings.odd_and_even_pages_header_footer
    if landscape:  # what is compared has the room
        assert all(row.cells[2].width == row.cells[3].width > 1.5 * row.cells[0].width for row in document.tables[0].rows)


def test_the_opinion_leaves_the_conclusion_to_the_person() -> None:
    words = written(docx(opinion(reviewed(*SCENARIOS["errors-gained"]())), AS_OF))
    assert "（三）是否符合宪法、法律、法规、规章和国家政策按B、C、D、E、F组规则检查，有1个错误，见逐条意见。" in words
    assert "□合法" in words
    assert "审查人：复核人：" in words
