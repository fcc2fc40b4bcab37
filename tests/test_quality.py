"""The whole site of the shipped lists as files: valid HTML, ids and headings in order, links that lead somewhere, small pages."""

import gzip
import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag, urljoin
from xml.etree.ElementTree import Element

import html5lib
import pytest
from browsing import page_types
from conftest import REPOSITORY

PHRASING_ONLY = frozenset({"p", "span", "h1", "h2", "h3", "h4", "label", "legend", "summary", "strong", "em", "button", "dt", "option"})
"""Elements in which only words and marks may stand."""
FLOW = frozenset({"address", "article", "aside", "div", "dl", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "header", "main",
                  "nav", "ol", "p", "section", "table", "ul"})
ACTIVE = frozenset({"a", "button", "input", "label", "select", "summary", "textarea"})
PARENTS = {"li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"},
           "caption": {"table"}, "legend": {"fieldset"}, "summary": {"details"}, "option": {"select"}}
BUDGET = 60 * 1024
_REFERENCE = re.compile(r' (?:href|src|action)="([^"]*)"')
_ID = re.compile(r' id="([^"]*)"')


def faults(html: str) -> list[str]:
    """What is wrong with a page as HTML: syntax, nesting, ids, references, headings."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree: Element = parser.parse(html)
    found = [f"{code} at {place}" for place, code, _ in parser.errors]
    found.extend(_nesting(tree, ()))
    ids = [element.get("id", "") for element in tree.iter() if element.get("id") is not None]
    found.extend(f"id {one} twice" for one in set(ids) if ids.count(one) > 1)
    found.extend("autocomplete of a checkbox" for element in tree.iter("input")
                 if element.get("type") in ("checkbox", "radio") and element.get("autocomplete") is not None)
    for element in tree.iter():
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            found.extend(f"{name}={one} leads nowhere" for one in element.get(name, "").split() if one not in ids)
    found.extend(_headings(tree))
    return found


def _nesting(element: Element, above: tuple[str, ...]) -> Iterator[str]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        here = (*above, str(element.tag))
        if child.tag in PARENTS and element.tag not in PARENTS[child.tag]:
            yield f"{child.tag} in {element.tag}"
        if child.tag in FLOW:
            yield from (f"{child.tag} within {outer}" for outer in here if outer in PHRASING_ONLY)
        if child.tag in ACTIVE:
            inner = {"label"} if child.tag in ("input", "select") else set()
            yield from (f"{child.tag} within {outer}" for outer in here if outer in ACTIVE - inner)
        yield from _nesting(child, here)


def _headings(tree: Element) -> Iterator[str]:
    levels = [int(str(element.tag)[1]) for element in tree.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1"
    yield from (f"h{after} follows h{before}" for before, after in pairwise(levels) if after > before + 1)


@pytest.mark.parametrize(("html", "fault"), [
    ("<p><a href=x>a<button>b</button></a></p>", "button within a"),
    ("<h1>a</h1><h3>b</h3>", "h3 follows h1"),
    ("<h1 id=a>a</h1><p id=a>b</p>", "id a twice"),
    ("<span><div>a</div></span>", "div within span"),
    ("<div><li>a</li></div>", "li in div"),
    ("<label><input type=checkbox autocomplete=off>a</label>", "autocomplete of a checkbox"),
    ("<label for=nobody>a</label>", "for=nobody leads nowhere"),
])
def test_faults_are_found(html: str, fault: str) -> None:
    assert fault in faults(f"<!doctype html><html lang=zh><head><title>t</title></head><body>{html}</body></html>")


def test_every_type_of_page_is_valid_html(shipped: Path) -> None:
    types = page_types(shipped)
    assert {"home", "item", "list", "town", "law", "guide", "search", "terms", "rule"} <= types.keys()
    for name, address in types.items():
        path = shipped / (address if address.endswith(".html") else f"{address}index.html")
        html = path.read_text(encoding="utf-8")
        assert faults(html) == [], (name, address)
        assert re.match(r"\s*<!doctype html>\s*<html lang=\"zh", html, re.IGNORECASE), name


def test_every_reference_of_the_whole_site_leads_somewhere(shipped: Path) -> None:
    """Every href, src and action on every page, fragments too; nothing leads to another host."""
    pages = {path.relative_to(shipped).as_posix(): path.read_text(encoding="utf-8") for path in shipped.rglob("*.html")}
    ids = {name: set(map(unescape, _ID.findall(html))) for name, html in pages.items()}
    files = {path.relative_to(shipped).as_posix() for path in shipped.rglob("*") if path.is_file()}
    lost = []
    for name, html in pages.items():
        for target in map(unescape, set(_REFERENCE.findall(html))):
            address, fragment = urldefrag(urljoin(f"https://site.invalid/{name}", target))
            path = address.partition("?")[0]
            here = path.removeprefix("https://site.invalid/")
            here += "index.html" if not here or here.endswith("/") else ""
            if not path.startswith("https://site.invalid/") or here not in files or (fragment and fragment not in ids.get(here, ())):
                lost.append((name, target))
    assert len(pages) > 1000
    assert lost == []


def test_every_page_says_where_it_is(shipped: Path) -> None:
    """The first page and the search stand at the top of the head; everything else has a way up to the first page."""
    for name, address in page_types(shipped).items():
        path = shipped / (address if address.endswith(".html") else f"{address}index.html")
        way = re.search(r'<nav class="crumbs" aria-label="所在位置"><ol><li><a href="([^"]*)">首页</a>', path.read_text(encoding="utf-8"))
        expected = None if name in ("home", "search", "missing") else "../" * address.count("/")
        assert (way and way[1]) == expected, name


def test_pages_and_scripts_are_small(shipped: Path) -> None:
    for name, address in page_types(shipped).items():
        path = shipped / (address if address.endswith(".html") else f"{address}index.html")
        assert len(gzip.compress(path.read_bytes(), mtime=0)) <= BUDGET, (name, address)
    scripts = [*sorted((REPOSITORY / "site_src/pages/assets").glob("*.js")), *sorted((REPOSITORY / "site_src/search").glob("*.js"))]
    assert sum(len(gzip.compress(script.read_bytes(), mtime=0)) for script in scripts) <= BUDGET
