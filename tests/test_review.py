"""The review pack: what a reviewer reads about each kind of change, word for word.

The golden files lie in golden/review/. `make golden` (QINGDAN_GOLDEN=write) writes them anew; then read what changed as a reviewer would.
"""

import re
from html import unescape
from pathlib import Path

import pytest
from conftest import golden
from markdown_it import MarkdownIt
from reviews import BEFORE, HOSTILE, MANY, NO, SCENARIOS, State, printed, reviewed

from generator.document.blocks import Link
from generator.document.review import comment_page, within
from generator.legality.example import MODEL_EDITION
from generator.render.markdown import page as markdown

GOLDEN = Path(__file__).parent / "golden" / "review"
LIMIT = 60_000


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_comment_reads_as_it_was_approved(name: str) -> None:
    text = within(LIMIT, reviewed(*SCENARIOS[name]()), markdown)
    golden(f"review/{name}.md", text)
    assert len(text.encode()) <= LIMIT


def test_every_golden_file_belongs_to_a_scenario() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(SCENARIOS)


def test_what_does_not_fit_is_counted_and_linked() -> None:
    review = reviewed(*SCENARIOS["many"]())
    text = within(LIMIT, review, markdown, Link("review.html", "https://ci.example.invalid/1/review.html", "beside"))
    shown = len(re.findall(r"^### ", text, re.M))
    assert 0 < shown < len(MANY)
    assert f"> 另有{len(MANY) - shown}个改动没有在这里列出，全部内容见 [review.html](<https://ci.example.invalid/1/review.html>)。" in text
    assert all(f"| {item['item_id']} " in text for item in MANY), "the overview is whole"
    whole = markdown(comment_page(review))
    assert all(f"### {item['item_id']} " in whole for item in MANY)


def test_however_much_changed_the_comment_fits() -> None:
    """Consequences, findings, rows of shared tables and files count too, not changes alone."""
    rows = [{"town": f"town-{number}", "name": f"第{number}镇", "from": "2020-01-01"} for number in range(3000)]
    before = State({**BEFORE.lists, NO: MANY}, {"editions": [MODEL_EDITION]})
    after = State({**BEFORE.lists, NO: [row | {"penalty_basis": "不详"} for row in MANY]},
                  {"editions": [MODEL_EDITION | {"withdrawn_on": "2026-12-01"}], "townships": rows})
    for size in (LIMIT, 5_000):
        assert len(within(size, reviewed(before, after), markdown).encode()) <= size


ALLOWED_TAGS = {"h1", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "strong", "em", "s"}


def test_no_cell_is_read_as_markdown() -> None:
    """The words of a hostile row come out of a Markdown reader as they stand in the cell, and nothing else does."""
    text = within(LIMIT, reviewed(*SCENARIOS["hostile"]()), markdown)
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= ALLOWED_TAGS
    words = unescape(re.sub("<[^>]*>", "", html))
    assert words.count(HOSTILE) > 20
    assert not re.search(r"(?<![\w>])@\w", re.sub("@<!-- -->", "", text)), "nobody is called"


@pytest.mark.parametrize("name", ["condition-dropped", "edition-replacing", "shared-table", "unreadable-list", "errors-gained", "hostile"])
def test_the_comment_says_what_the_page_says(name: str) -> None:
    page = comment_page(reviewed(*SCENARIOS[name]()))
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown(page))
    words = re.sub(r"\s", "", unescape(re.sub("<[^>]*>", " ", html)))
    assert words.replace("：", "") == printed(page).replace("：", "")
