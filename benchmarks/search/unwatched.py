"""How soon the search page has its results when nobody watches: no developer tools are attached until it is over.

`python -m benchmarks.search.unwatched SITE [--queries 20] [--rest 1.5]`. SITE is a folder that `qingdan build` made. Every question is opened in a
browser of its own with a fresh profile, by its address, after the browser has rested so many seconds; the page itself notes when its results
were there (a performance mark), which is read a second later. `measure.py` watches every request while the page is loaded, which on two cores
takes as long as the page. Milliseconds from navigation: HTML read, page parsed, results there, first paint.
"""

import argparse
import statistics
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Playwright, sync_playwright

from benchmarks.search.corpus import gold
from benchmarks.search.measure import BARE, CHROMIUM, served

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--disable-default-apps", "--disable-extensions", "--remote-debugging-port=0")
NOTED = """() => { const page = performance.getEntriesByType("navigation")[0], at = (name) => (performance.getEntriesByName(name)[0] || {startTime: 0}).startTime;
return [page.responseEnd, page.domInteractive, at("data-ready"), at("first-contentful-paint")]; }"""
NAMES = ("HTML read", "parsed", "ready", "painted")


def opened(playwright: Playwright, url: str, rest: float) -> list[float]:
    """What a page noted, opened in a browser of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen([CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            door = f"http://127.0.0.1:{_port(Path(profile))}"
            time.sleep(rest)
            urllib.request.urlopen(urllib.request.Request(f"{door}/json/new?{url}", method="PUT")).read()
            time.sleep(1)
            seen = playwright.chromium.connect_over_cdp(door)
            page = next(page for page in seen.contexts[0].pages if page.url.startswith(url.split("?")[0]))
            noted: list[float] = page.evaluate(NOTED)
            seen.close()
            return noted
        finally:
            browser.kill()
            browser.wait()


def _port(profile: Path) -> str:
    told = profile / "DevToolsActivePort"
    while not (told.exists() and "\n" in told.read_text()):
        time.sleep(0.05)
    return told.read_text().split()[0]


def _line(name: str, rows: Sequence[Sequence[float]]) -> str:
    columns = [sorted(column) for column in zip(*rows, strict=True)]
    return f"{name:12} " + "   ".join(f"{what} {statistics.median(column):4.0f} (min {column[0]:.0f}, p95 {column[int(len(column) * 0.95)]:.0f})"
                                      for what, column in zip(NAMES, columns, strict=True))


def main() -> None:
    """Print a line for the search page and one for a page that says nothing."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("site", type=Path)
    arguments.add_argument("--queries", type=int, default=20)
    arguments.add_argument("--rest", type=float, default=1.5)
    given = arguments.parse_args()
    asked = [one.query for one in gold(Path(__file__).with_name("gold.csv"))]
    asked = asked[::max(1, len(asked) // given.queries)]
    (given.site / BARE).write_text("<!doctype html><title>-</title><p>-", encoding="utf-8")
    with sync_playwright() as playwright, served(given.site) as address:
        pages = [(opened(playwright, f"{address}/{BARE}", given.rest), opened(playwright, f"{address}/search/?q={quote(query)}", given.rest)) for query in asked]
    print(_line("bare page", [bare for bare, _ in pages]))
    print(_line("search page", [found for _, found in pages]))


if __name__ == "__main__":
    main()
