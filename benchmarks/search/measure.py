"""The search of the built site in a real browser beside Pagefind and Material's own on the same items.

`python -m benchmarks.search.measure LAWS [--items 1000 10000] [--every 1] [--latency 0] [--examples QUERIES.json] [--peers X/bin/python]`. LAWS is
a folder of statutes as `laws import` reads it; --peers an environment with `pagefind[extended] mkdocs-material jieba`. Every query opens the
search page in a fresh profile (bytes as gzip and requests until data-ready beside the page itself, time from navigation to data-ready) after
a page that says nothing, and the search page without its script, have been opened in fresh profiles too (what the browser, the machine and
the frame of every page cost), and all are then asked once more, one after another, in a page that is at rest. Before a page is opened its window has --rest milliseconds
to furnish itself, which is none of a page's doing: a reader has a browser open. --latency adds so many milliseconds to every request
and lets 9 Mbit/s through, as a telephone has it. Recall@10 of a query is the share of what it could show: relevant among the ten / min(10, relevant).
"""

import argparse
import functools
import gzip
import http.server
import re
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.search.corpus import Query, gold, relevant, world
from generator import site
from generator.model import World

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
FRAME = ("/assets/", "/favicon")
"""What belongs to the page itself on every page."""
WATCH = """new MutationObserver(() => { const r = document.getElementById("search-results");
if (r && r.hasAttribute("data-ready") && !window.readyAt) window.readyAt = performance.now(); }).observe(document, {subtree: true, childList: true, attributes: true});"""
AGAIN = """async (q) => { const box = document.getElementById("q"), r = document.getElementById("search-results");
const frame = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
const rest = async () => { for (let i = 0; i < 4; i++) await frame(); }; // the facets come a frame after the results, and are laid out in the next
const once = () => new Promise((go) => { const began = performance.now();
  new MutationObserver((_, seen) => { if (r.hasAttribute("data-ready")) { seen.disconnect(); go(performance.now() - began); } }).observe(r, {attributeFilter: ["data-ready"]});
  box.value = q; document.querySelector("form.search").requestSubmit(); });
await once(); await rest(); return await once(); }"""
NEEDED = "performance.getEntriesByType('resource').filter((one) => one.startTime < readyAt).map((one) => one.name)"
"""What was asked for until the results were there; the facets come after them."""
BARE = "bare.html"
"""A page that says nothing."""
FRAMED = "search/framed.html"
"""The search page without its script, and without waiting for it."""
SCRIPT = re.compile('<script src="[^"]*search/search.js"[^>]*></script>| class="asking"')
PAINTED = """new Promise((go) => new PerformanceObserver((list) => go(list.getEntriesByName("first-contentful-paint")[0].startTime))
.observe({type: "paint", buffered: true}))"""
BANDWIDTH = 9e6 / 8
"""Bytes per second of a telephone."""
PAGEFIND = """async (q) => { const began = performance.now(); window.pf ??= await import("/pagefind/pagefind.js"); const found = await pf.search(q);
const ten = await Promise.all(found.results.slice(0, 10).map((one) => one.data()));
return [ten.map((one) => one.url.split("/items/")[1].split("/")[0]), performance.now() - began]; }"""
MATERIAL = """async (queries) => { const index = await (await fetch("/search/search_index.json")).json();
const page = await (await fetch("/")).text(), worker = new Worker(/assets.javascripts.workers.search\\.\\w+\\.min\\.js/.exec(page)[0]);
const ask = (message) => new Promise((go) => { worker.onmessage = (event) => go(event.data); worker.postMessage(message); });
const began = performance.now(); await ask({type: 0, data: {config: index.config, docs: index.docs, options: {suggest: false}}});
const ready = performance.now() - began, rows = [];
for (const q of queries) { const t = performance.now(), found = await ask({type: 2, data: q});
  rows.push([found.data.items.slice(0, 10).map((group) => group[0].location.split("/")[1] || ""), performance.now() - t]); }
return [ready, rows]; }"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine showed: identifiers best first, bytes, requests, milliseconds until shown, when asked once more, until a bare page
    has been read, until the frame has been painted, and until the page itself has."""

    shown: Sequence[str]
    bytes: int = 0
    requests: int = 0
    ready: float = 0
    again: float = 0
    bare: float = 0
    framed: float = 0
    painted: float = 0


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, compressed, over connections that stay open, and remembers what was asked for.

    Head and content leave in one packet, as servers do: in two, the second waits for the reader's acknowledgement (40 ms).
    """

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    asked: list[tuple[str, int]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = _compressed(path)
        self.asked.append((self.path, len(content)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@functools.lru_cache(maxsize=100_000)
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of `folder`."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def ours(browser: Browser, address: str, queries: Sequence[str], latency: float, rest: float) -> dict[str, Answer]:
    """Our search page; `latency` and `rest` in milliseconds."""
    warm = browser.new_page()
    warm.goto(f"{address}/search/")
    warm.wait_for_selector("#search-results[data-ready]", state="attached")
    found = {}
    for query in queries:
        bare = _opened(browser, f"{address}/{BARE}", latency, rest, "performance.getEntriesByType('navigation')[0].domInteractive")
        framed = _opened(browser, f"{address}/{FRAMED}", latency, rest, PAINTED)
        page = _page(browser, latency, rest)
        page.add_init_script(WATCH)
        _Handler.asked.clear()
        page.goto(f"{address}/search/?q={quote(query)}")
        page.wait_for_selector("#search-results[data-ready]", state="attached")
        shown = [one.get_attribute("data-item-id") or "" for one in page.query_selector_all("#search-results [data-item-id]")]
        needed = {name.removeprefix(address) for name in page.evaluate(NEEDED)}
        files = [size for path, size in _Handler.asked if path in needed and not path.startswith(FRAME)]
        ready, painted = page.evaluate("readyAt"), page.evaluate(PAINTED)
        page.context.close()
        found[query] = Answer(shown, sum(files), len(files), ready, 0, bare, framed, painted)
    warm.wait_for_timeout(rest)  # the windows that were closed still take time to go
    return {query: replace(answer, again=warm.evaluate(AGAIN, query)) for query, answer in found.items()}


def _page(browser: Browser, latency: float, rest: float) -> Page:
    """A page in a fresh profile, in a window that has been there for `rest` milliseconds."""
    page = browser.new_context().new_page()
    page.wait_for_timeout(rest)
    if latency:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", {"offline": False, "latency": latency, "downloadThroughput": BANDWIDTH, "uploadThroughput": BANDWIDTH})
    return page


def _opened(browser: Browser, url: str, latency: float, rest: float, asked: str) -> float:
    """What a page in a fresh profile answers, in milliseconds."""
    page = _page(browser, latency, rest)
    page.goto(url)
    took = page.evaluate(asked)
    page.context.close()
    return float(took)


def pagefind(browser: Browser, folder: Path, python: str, queries: Sequence[str]) -> dict[str, Answer]:
    """Pagefind over the pages of the items."""
    subprocess.run([python, "-m", "pagefind", "--site", str(folder), "--glob", "items/*/index.html", "--force-language", "zh"],
                   check=True, capture_output=True)
    found = {}
    with served(folder) as address:
        for query in queries:
            page = browser.new_context().new_page()
            page.goto(f"{address}/assets/icon.svg")
            _Handler.asked.clear()
            shown, ready = page.evaluate(PAGEFIND, query)
            files = list(_Handler.asked)
            found[query] = Answer(shown, sum(size for _, size in files), len(files), ready, page.evaluate(PAGEFIND, query)[1])
            page.context.close()
    return found


def material(browser: Browser, made: World, python: str, queries: Sequence[str]) -> dict[str, Answer]:
    """Material's search (lunr, jieba) over one page per item with the same text."""
    with tempfile.TemporaryDirectory() as place:
        docs = Path(place, "docs")
        for item_id, versions in made.public_versions.items():
            item = versions[-1]
            page = docs / "items" / f"{item_id}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            texts = (item.penalty_basis, item.conditions, item.statutory_penalty, item.outcome, item.field, made.department_name(item.department))
            page.write_text(f"# {escape(item.violation or '')}\n\n" + "\n\n".join(escape(text) for text in texts if text), encoding="utf-8")
        (docs / "index.md").write_text("# 清单\n", encoding="utf-8")
        Path(place, "mkdocs.yml").write_text("site_name: x\ntheme: {name: material, language: zh, font: false}\nnav: [index.md]\n"
                                             "plugins: [{search: {lang: zh}}]\nvalidation: {omitted_files: ignore}\n", encoding="utf-8")
        subprocess.run([python, "-m", "mkdocs", "build", "-q", "-f", f"{place}/mkdocs.yml"], check=True, capture_output=True)
        with served(Path(place, "site")) as address:
            page_ = browser.new_context().new_page()
            page_.goto(f"{address}/")
            _Handler.asked.clear()
            ready, rows = page_.evaluate(MATERIAL, list(queries))
            size = sum(length for path, length in _Handler.asked if "search" in path)
            return {query: Answer(shown, size, 2, ready + spent, spent) for query, (shown, spent) in zip(queries, rows, strict=True)}


def row(name: str, answers: Mapping[str, Answer], expected: Mapping[str, Sequence[str]]) -> str:
    """One line of the table, over the queries that have an answer."""
    asked = [query for query in answers if expected[query]]
    recall = [len(set(answers[q].shown[:10]) & set(expected[q])) / min(10, len(expected[q])) for q in asked]
    first = [next((1 / (at + 1) for at, one in enumerate(answers[q].shown[:10]) if one in expected[q]), 0) for q in asked]
    size, requests = ([getattr(answers[q], name) for q in asked] for name in ("bytes", "requests"))
    ready, again, bare, framed, painted = ([getattr(answers[q], name) for q in asked] for name in ("ready", "again", "bare", "framed", "painted"))
    more = [one - other for one, other in zip(ready, bare, strict=True)]
    return (f"{name:24} {len(asked):4} {statistics.mean(recall):6.3f} {statistics.mean(first):6.3f}  {statistics.median(size) / 1000:6.1f} {max(size) / 1000:6.1f}"
            f"  {statistics.median(requests):3.0f} {max(requests):3}  {statistics.median(ready):6.0f} {_p95(ready):6.0f}"
            f"  {statistics.median(more):6.0f} {_p95(more):6.0f}  {statistics.median(framed):6.0f} {statistics.median(painted):6.0f}  {statistics.median(again):6.1f} {_p95(again):6.1f}")


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def main() -> None:
    """Print one table for each size."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("laws", type=Path)
    arguments.add_argument("--items", type=int, nargs="+", default=[1000, 10_000])
    arguments.add_argument("--every", type=int, default=1, help="ask every nth query only")
    arguments.add_argument("--latency", type=float, default=0, help="milliseconds added to every request")
    arguments.add_argument("--rest", type=float, default=500, help="milliseconds a window has to furnish itself before a page is opened in it")
    arguments.add_argument("--examples", type=Path)
    arguments.add_argument("--peers")
    given = arguments.parse_args()
    queries = gold(Path(__file__).with_name("gold.csv"))
    for size in given.items:
        made, _ = world(ROOT, given.laws, size, queries, given.examples)
        expected = relevant(made, queries)
        with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            _table(browser, Path(place), made, queries[::given.every], expected, given, size)
            browser.close()


def _table(browser: Browser, place: Path, made: World, queries: Sequence[Query], expected: Mapping[str, Sequence[str]], given: argparse.Namespace,
           size: int) -> None:
    held = [one.query for one in queries if one.held_out and expected[one.query]]
    asked = [one.query for one in queries if expected[one.query]]
    print(f"\n{size}  queries recall MRR  KB(median max) requests(median max) ready ms(median p95) more than a bare page(median p95) painted(median: frame, page) again ms(median p95)", flush=True)
    _built(made, place / "with")
    plain = World(replace(made.book, vocabulary=()), made.as_of)
    with served(place / "with") as address:
        answers = ours(browser, address, asked, given.latency, given.rest)
    print(row("ours, all", answers, expected))
    print(row("ours, held out", {query: answers[query] for query in held}, expected), flush=True)
    _built(plain, place / "without")
    with served(place / "without") as address:
        print(row("no vocabulary, held out", ours(browser, address, held, given.latency, given.rest), expected), flush=True)
    if given.peers:
        found = pagefind(browser, place / "with", given.peers, held)
        print(row("Pagefind, held out", found, expected), flush=True)
        print(row("Material, held out", material(browser, made, given.peers, held), expected), flush=True)


def _built(made: World, out: Path) -> None:
    """The site, and the pages it is compared with."""
    site.build(made, root=out.parent, out=out)
    (out / BARE).write_text("<!doctype html><title>-</title><p>-", encoding="utf-8")
    (out / FRAMED).write_text(SCRIPT.sub("", (out / "search/index.html").read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
