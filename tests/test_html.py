"""The HTML printer: the only place that escapes, and nothing gets past it."""

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.blocks import Bullets, Facts, Heading, Link, Mark, Note, Page, Paragraph, Period, Section, Table
from generator.render import standalone, watermarked
from generator.render.html import HtmlPrinter, escape

HOSTILE = ["<script>alert(1)</script>", '" onmouseover="x', "' autofocus '", "a & b &lt; c", "<!--qd:content-->", "**粗** [a](javascript:x)",
           "]]>", "{{ page.title }}", "</td></table>", "\u202egnp.exe", "零\u200b宽"]


class Words(HTMLParser):
    """The text of a piece of HTML, and every tag and attribute in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(html: str) -> Words:
    words = Words()
    words.feed(html)
    words.close()
    return words


def everywhere(text: str) -> Page:
    """A page with `text` wherever words of a list can stand."""
    return Page(path="items/x/", title=text, section="lists", crumbs=(Link(text, ""),), blocks=(
        Heading(text), Paragraph((text, Link(text, "items/2026-00417-N/"), Mark(text, "status"))), Bullets((text,)),
        Bullets((text,), checklist=True), Facts(((text, text),)), Table((text, "列"), ((text, text),), caption=text), Note(text, "caution"),
        Section(text, (Paragraph(text),), folded=True)))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_only_words(text: str) -> None:
    words = read(HtmlPrinter(2).page(everywhere(text)))
    assert words.tags <= {"div", "nav", "ol", "li", "a", "h1", "h2", "p", "span", "ul", "label", "input", "dl", "dt", "dd", "table", "caption",
                          "thead", "tbody", "tr", "th", "td", "details", "summary"}
    assert words.attributes <= {"class", "aria-label", "href", "type", "scope", "data-label"}
    shown = text.replace("\u202e", "[U+202E]")
    assert words.text.count(shown) == 17  # wherever `everywhere` put them


@given(st.text())
def test_escaping_loses_no_word_and_leaves_no_mark(text: str) -> None:
    escaped = escape(text)
    assert not re.search("[<>\"'\u202a-\u202e\u2066-\u2069]", escaped)
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", lambda m: f"[U+{ord(m[0]):04X}]", text)
    assert unescape(escaped) == kept


@pytest.mark.parametrize("target", ["javascript:alert(1)", "//evil.example/", "/etc/", "https://evil.example/", 'a"b', "a b"])
def test_an_address_outside_the_site_is_refused(target: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        HtmlPrinter(1).href(target)


@pytest.mark.parametrize(("depth", "offline", "target", "href"), [
    (2, False, "items/2026-00417-N/", "../../items/2026-00417-N/"),
    (0, False, "", "./"),
    (1, False, "", "../"),
    (1, False, "search/?kind=no-penalty&q=", "../search/?kind=no-penalty&amp;q="),
    (3, False, "#a33", "#a33"),
    (2, True, "laws/chufa/#a33", "../../laws/chufa/index.html#a33"),
    (1, True, "", "../index.html"),
    (2, True, "items/2026-00417-N.json", "../../items/2026-00417-N.json"),
])
def test_links_are_relative(depth: int, offline: bool, target: str, href: str) -> None:
    assert HtmlPrinter(depth, offline).href(target) == href


def test_a_status_carries_its_days() -> None:
    note = Note((Mark("现行有效", "word"), "……"), "strip in_force", Period(date(2026, 9, 15), date(2031, 9, 15)))
    assert HtmlPrinter(0).block(note) == (
        '<p class="note strip in_force" data-from="2026-09-15" data-to="2031-09-15"><span class="word">现行有效</span>……</p>\n')


def test_a_table_names_each_cell_for_narrow_screens() -> None:
    html = HtmlPrinter(0).block(Table(("行为", "结果"), (("甲", "乙"),), role="entries"))
    assert '<th scope="row">甲</th><td data-label="结果">乙</td>' in html


def test_days_and_document_numbers_are_held_together() -> None:
    printed = HtmlPrinter(0).block(Paragraph(("依示府〔2021〕68号，", Mark("自2026年12月1日起", "since"), "；一月内，5日")))
    assert printed == ('<p>依示府<span class="whole">〔2021〕68号</span>，<span class="since">自<span class="whole">2026年12月1日</span>起</span>'
                       "；一月内，5日</p>\n")


def test_pages_with_a_style_of_their_own_hold_them_together_too() -> None:
    page = Page(path="", title="审查", section="", blocks=(Paragraph("自2026年12月1日起"),))
    assert ".whole{white-space:nowrap}" in standalone.html(page)
    assert ".whole{white-space:nowrap}" in watermarked.STYLE
