"""Serving a site and opening its pages in Debian's chromium; one page of every type."""

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="没有 chromium，不能打开网站")
_ROLE = re.compile(r'<div class="page(?: prose)?(?: page-([a-z-]+))?')


def page_types(site: Path) -> dict[str, str]:
    """Type of page (the role its printer gives it) → address of the largest page of that type.

    A role that stands in several places (an index, a day and the form that asks for one) has a page of each: the largest by
    its role alone, the others with their address besides.
    """
    found: dict[tuple[str, str, int], tuple[int, str]] = {}
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        role = _ROLE.search(html)
        assert role, path
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        folder = address.partition("/")[0]
        key = (role[1] or folder, folder, address.count("/"))
        found[key] = max(found.get(key, (0, "")), (len(html), address))
    named: dict[str, str] = {}
    for (name, _, _), (_, address) in sorted(found.items(), key=lambda entry: -entry[1][0]):
        named[f"{name} {address}" if name in named else name] = address
    return named


@contextmanager
def served(site: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address under which `site` is served on this machine, with `headers` on every answer."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Nothing."""

        def end_headers(self) -> None:
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            super().end_headers()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def browsing() -> Iterator[Any]:
    """A running browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


def arrive(page: Any, address: str) -> None:
    """Open `address` and wait for the answer where a script gives one."""
    page.goto(address)
    if "/search/" in address and page.evaluate("location.search"):
        page.wait_for_selector("#search-results[data-ready]", state="attached")


def violations(page: Any) -> list[tuple[str, str, str]]:
    """What axe finds wrong with the page: every rule in the light, those about colour again in the dark."""
    from axe_playwright_python.sync_playwright import Axe

    found = []
    for scheme, options in (("light", {}), ("dark", {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}})):
        page.emulate_media(color_scheme=scheme)
        result = Axe().run(page, options={"resultTypes": ["violations"], **options}).response
        found.extend((scheme, one["id"], one["nodes"][0]["html"][:120]) for one in result["violations"])
    return found


def root_size(page: Any) -> float:
    """The size of type, in pixels."""
    return float(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"))
