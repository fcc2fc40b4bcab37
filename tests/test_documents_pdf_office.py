"""The PDF of a document on the paper of its office, measured: 红头, red rule, 版记, both sides of a sheet."""

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from measuring import MM, PITCH, long_paper, said, text_lines
from papers import press_or_skip

from generator.document.paper import Head

pdfplumber = pytest.importorskip("pdfplumber")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The pages of the long document on the paper of its office, to be printed on both sides."""
    head = Head(mark="示例市市场监督管理局文件", copied="抄送：市政府办公室。", office="示例市市场监督管理局办公室", printed="2026年8月3日印发")
    paper = replace(long_paper(tmp_path_factory.mktemp("pdf")), head=head, address="https://example.invalid/depts/scjg/#scjg-2026-1", duplex=True)
    return list(pdfplumber.open(io.BytesIO(press_or_skip().pdf(paper))).pages)


def _lines_of(page: Any) -> dict[str, list[tuple[float, dict[str, Any]]]]:
    return {said(line): line for _, line in text_lines(page)}


def test_red_head_number_rule_and_title_stand_where_they_should(issued: list[Any]) -> None:
    page = issued[0]
    red = [c for c in page.chars if tuple(c["non_stroking_color"] or ()) == (1, 0, 0)]
    assert "".join(c["text"] for c in red) == "示例市市场监督管理局文件"
    assert min(c["top"] for c in red) / MM == pytest.approx(37 + 35, abs=0.5)
    assert (min(c["x0"] for c in red) / MM, max(c["x1"] for c in red) / MM) == pytest.approx((106 - 66, 106 + 66), abs=14)
    assert (min(c["x0"] for c in red) + max(c["x1"] for c in red)) / MM / 2 == pytest.approx(106, abs=1)
    number = next(line for words, line in _lines_of(page).items() if re.fullmatch("[^〔]+〔[0-9]{4}〕[1-9][0-9]*号", words))
    [rule] = [line for line in page.lines if tuple(line["stroking_color"] or ()) == (1, 0, 0)]
    assert (rule["x0"] / MM, rule["x1"] / MM) == pytest.approx((28, 184), abs=0.1)
    assert (rule["top"] - max(c["bottom"] for _, c in number)) / MM == pytest.approx(4, abs=0.3)
    title = min(c["top"] for c in page.chars if round(c["size"]) == 22)
    assert 2 * PITCH <= title - rule["top"] <= 2.6 * PITCH


def test_imprint_closes_the_last_page_which_is_even_and_has_no_number(issued: list[Any]) -> None:
    page = issued[-1]
    assert len(issued) % 2 == 0
    assert page.width < page.height
    rules = sorted((round(rect["top"] / MM, 1), round(rect["height"] / MM, 2)) for rect in page.rects)
    assert [thickness for _, thickness in rules] == [0.35, 0.25, 0.35]
    assert rules[-1][0] == pytest.approx(262, abs=0.4)
    assert [(round(rect["x0"] / MM), round(rect["x1"] / MM)) for rect in page.rects] == [(26, 182)] * 3, "even: the binding is at the right"
    assert list(_lines_of(page)) == ["抄送：市政府办公室。", "示例市市场监督管理局办公室2026年8月3日印发"]
    assert {round(c["size"]) for _, line in text_lines(page) for _, c in line} == {14}
    printed = _lines_of(page)["示例市市场监督管理局办公室2026年8月3日印发"]
    assert (printed[0][0] - 26, 182 - printed[-1][0] - 14 / MM) == pytest.approx((156 / 28, 156 / 28), abs=0.4)
    numbered = [page for page in issued if any(c["text"] == "—" for c in page.chars)]
    assert 0 < len(issued) - len(numbered) <= 2
    assert issued.index(numbered[-1]) == len(numbered) - 1


def test_margins_change_sides_on_both_sides_of_a_sheet(issued: list[Any]) -> None:
    lefts = [min(x for _, line in text_lines(page) for x, c in line if "\u4e00" <= c["text"] <= "\u9fff") for page in issued[:3]]
    assert lefts == pytest.approx([28, 26, 28], abs=0.1)
