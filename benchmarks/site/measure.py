"""The whole site beside mkdocs-material, Zensical and Hugo building the very same pages (same bodies; Hugo in the same frame).

`python -m benchmarks.site.measure [--items 10000] [--rounds 3] [--peers X/bin/python] [--scale 1000 50000]`. Peers: an environment
with `mkdocs-material jieba zensical` for --peers, and `hugo` on the PATH; what is missing is skipped. Rounds alternate, every run
writes to a fresh folder, the median counts. Ours counts reading the lists and building all pages, index, feeds and JSON;
check, history, documents and open data are timed apart. Hugo and the others make the pages alone.
"""

import argparse
import csv
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from benchmarks.check.corpus import ROOT, write

OURS = Path(__file__).with_name("ours.py")
AS_OF = "2026-11-25"
_BODY = re.compile(r'(<article class="text" id="content">)(.*?)(</article>)', re.S)
_TITLE = re.compile(r"<title>(.*?)</title>", re.S)
_DESCRIPTION = re.compile(r'<meta name="description" content="(.*?)">', re.S)


class Took(NamedTuple):
    """What a build took: seconds by the clock and by the processors (of all its processes), peak memory in MB of its largest process."""

    seconds: float
    worked: float
    memory: int


Run = Callable[[Path], Took]
"""A build into a fresh folder."""

EDITS = ("备注", "适用条件", "违法行为")
"""Columns of which one cell is changed before the site is built again: what one page shows, what a few do, what many do."""


def main() -> None:
    """Print the table of one size, then how our own time grows."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--items", type=int, default=10_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--peers", default=None)
    arguments.add_argument("--scale", type=int, nargs="*", default=[])
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="site-benchmark-") as folder:
        _beside(Path(folder), chosen.items, chosen.rounds, chosen.peers)
    for size in chosen.scale:
        with tempfile.TemporaryDirectory(prefix="site-benchmark-") as folder:
            root = Path(folder) / "city"
            write(root, size)
            took = _timed([sys.executable, str(OURS), str(root), str(Path(folder) / "out"), AS_OF])
            print(f"{size} 个事项：{took.seconds:.1f} 秒（处理器 {took.worked:.1f} 秒），{took.memory} MB，每千项处理器 {took.worked / size * 1000:.2f} 秒")


_SLOW = ("mkdocs-material（含检索）", "Zensical")
"""Two runs of these are enough."""


def _beside(folder: Path, size: int, rounds: int, peers: str | None) -> None:
    """Print what the site of a city of that size takes: beside its peers, and again after an edit."""
    root, sample = folder / "city", folder / "sample"
    write(root, size)
    _build(root, sample)
    pages = sorted(path.relative_to(sample) for path in sample.rglob("index.html"))
    bytes_ = sum((sample / path).stat().st_size for path in pages)
    print(f"{size} 个事项，{len(pages)} 个页面，HTML {bytes_ / 1e6:.0f} MB")
    runs: dict[str, Run] = {"qingdan": lambda out: _build(root, out)}
    if shutil.which("hugo"):
        runs["Hugo（同一框架）"] = _hugo(folder / "hugo", sample, pages)
    if peers:
        runs["mkdocs-material（含检索）"] = _material(folder / "material", sample, pages, peers, "mkdocs")
        runs["Zensical"] = _material(folder / "zensical", sample, pages, peers, "zensical")
    taken = _in_turn(runs, rounds, folder / "out", bytes_)
    own = _middle(taken["qingdan"])
    for name, found in taken.items():
        if found:
            middle = _middle(found)
            print(f"{name:24} {middle.seconds:7.1f} 秒  处理器 {middle.worked:7.1f} 秒  {middle.memory:5} MB"
                  f"  与本站之比 {middle.seconds / own.seconds:.2f}，处理器 {middle.worked / own.worked:.2f}")
    _edits(root, folder, rounds, own)


def _build(root: Path, out: Path) -> Took:
    return _timed([sys.executable, str(OURS), str(root), str(out), AS_OF])


def _in_turn(runs: Mapping[str, Run], rounds: int, out: Path, ours: int) -> Mapping[str, list[Took]]:
    """What each of the runs took, round by round, so that a busy minute hurts all alike; `ours` are the bytes of our HTML."""
    taken: dict[str, list[Took]] = {name: [] for name in runs}
    for turn in range(rounds):
        for name, run in runs.items():
            if turn > 1 and name in _SLOW:
                continue
            took = run(out)
            if took.seconds:
                taken[name].append(took)
            if name.startswith("Hugo"):
                theirs = sum(path.stat().st_size for path in out.rglob("index.html"))
                print(f"  Hugo 的 HTML 字节数为本站的 {theirs / ours:.2f}")
            shutil.rmtree(out, ignore_errors=True)
    return taken


def _edits(root: Path, folder: Path, rounds: int, own: Took) -> None:
    """Print what a build after an edit takes, and whether it is that of a machine that remembers nothing."""
    again, fresh = folder / "again", folder / "fresh"
    _build(root, again)
    for column in EDITS:
        edited = []
        for turn in range(rounds + 1):  # the first still has the pages of the edit before last to make
            _edit(root, turn, column)
            edited.append(_build(root, again))
        middle = _middle(edited[1:])
        print(f"改一个事项的{column}后重新生成 {middle.seconds:.1f} 秒，为全部生成的 {middle.seconds / own.seconds:.0%}；"
              f"处理器 {middle.worked:.1f} 秒，{middle.worked / own.worked:.0%}")
    _build(root, fresh)
    same = subprocess.run(["diff", "-rq", str(again), str(fresh)], capture_output=True, text=True, check=False)
    print("增量与全新生成逐字节相同" if not same.stdout else f"不同：{same.stdout[:500]}")


def _middle(found: Sequence[Took]) -> Took:
    """Medians of time, the most of memory."""
    return Took(statistics.median(one.seconds for one in found), statistics.median(one.worked for one in found), max(one.memory for one in found))


def _hugo(project: Path, sample: Path, pages: list[Path]) -> Run:
    """The same bodies in the frame of an item page, as a Hugo site."""
    frame = (sample / next(path for path in pages if len(path.parts) == 3 and path.parts[0] == "items")).read_text(encoding="utf-8")
    layout = _BODY.sub(lambda m: m[1] + "{{ .Content }}" + m[3], frame)
    layout = _TITLE.sub("<title>{{ .Title }}</title>", layout)
    layout = _DESCRIPTION.sub('<meta name="description" content="{{ .Description }}">', layout)
    for name in ("single", "list"):
        _put(project / f"layouts/_default/{name}.html", layout)
    _put(project / "layouts/index.html", layout)
    _put(project / "config.toml", 'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]\nbaseURL = "/"\n')
    for path in pages:
        title, description, body = _parts(sample / path)
        head = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndescription: {json.dumps(description, ensure_ascii=False)}\n---\n"
        _put(project / "content" / _as_leaf(path), head + body)
    return lambda out: _timed(["hugo", "--quiet", "--source", str(project), "--destination", str(out)])


def _as_leaf(path: Path) -> Path:
    """A page with pages below it is a branch for Hugo; a file beside them gives the same address without that difference."""
    return Path("_index.html") if path.parent == Path() else path.parent.with_suffix("").parent / f"{path.parent.name}.html"


def _material(project: Path, sample: Path, pages: list[Path], python: str, engine: str) -> Run:
    """The same bodies as pages of mkdocs-material with its search in Chinese; the menu lists one page only."""
    _put(project / "mkdocs.yml", "site_name: 行政执法减免责清单\ntheme:\n  name: material\n  language: zh\n  font: false\n"
         "plugins:\n  - search:\n      lang: zh\nnav:\n  - 首页: index.md\nnot_in_nav: '*'\n")
    for path in pages:
        title, _, body = _parts(sample / path)
        _put(project / "docs" / path.with_suffix(".md"), f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n{body}")
    command = [python, "-m", engine, "build", "-q", "-f", str(project / "mkdocs.yml")] if engine == "mkdocs" else [
        python, "-m", engine, "build", "-c", "-f", str(project / "mkdocs.yml")]

    def run(out: Path) -> Took:
        found = _timed(command, {"NO_MKDOCS_2_WARNING": "1"})
        if (project / "site" / "index.html").is_file():
            (project / "site").rename(out)
            return found
        return Took(0.0, 0.0, 0)

    return run


def _parts(path: Path) -> tuple[str, str, str]:
    """(title, description, body) of a page of ours."""
    html = path.read_text(encoding="utf-8")
    title, description, body = _TITLE.search(html), _DESCRIPTION.search(html), _BODY.search(html)
    return (title[1] if title else "", description[1] if description else "", body[2] if body else escape(path.name))


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _edit(root: Path, turn: int, column: str) -> None:
    """Other words in one cell."""
    path = sorted((root / "lists/exemptions").rglob("*.csv"))[turn]
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    rows[1][rows[0].index(column)] += f"（第{turn + 1}次改动）"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def _timed(command: list[str], more: dict[str, str] | None = None) -> Took:
    """What the command takes; a failure is told and took nothing. An installation has its bytecode, so it may be kept here too."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | (more or {})
    began = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            output.seek(0)
            print(f"失败：{' '.join(command)[:120]}\n{output.read()[-600:].decode(errors='replace')}")
            return Took(0.0, 0.0, 0)
    return Took(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


if __name__ == "__main__":
    main()
