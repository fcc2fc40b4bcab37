"""Item history of a whole repository: ours beside `git log -p` alone and beside git-history.

    .venv/bin/python -m benchmarks.history.measure [--commits 500] [--edits 12] [--peers VENV]

VENV is a throw-away environment with git-history; without it that line is left out.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.history.repository import make

ROOT = Path(__file__).resolve().parents[2]
OURS = "import sys,pathlib,time;from generator.history import record;r=record(pathlib.Path(sys.argv[1]));print(len(r.events))"

CONVERT = "list(csv.DictReader(io.StringIO(content.decode('utf-8'))))"
"""git-history's own --csv cannot sniff the delimiter of Chinese text."""


def timed(*command: str, cwd: Path | None = None, cache: Path | None = None) -> tuple[float, float]:
    """Seconds (by the clock, of the processors) that a process and its children took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **({"XDG_CACHE_HOME": str(cache)} if cache else {})}
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=cwd, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best(times: int, *command: str, **where: Path) -> tuple[float, float]:
    """The shortest of several runs."""
    return min(timed(*command, **where) for _ in range(times))  # type: ignore[arg-type]


def line(name: str, taken: tuple[float, float], remark: str = "") -> None:
    """One line of the answer."""
    print(f"{name:<26} {taken[0]:7.2f} s   (processor {taken[1]:.2f} s)   {remark}")


def one_more(root: Path, ours: tuple[str, ...], cache: Path, number: int) -> tuple[float, float]:
    """The seconds it takes after one more commit, with the rest remembered."""
    path = next((root / "lists").rglob("*.csv"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("同时满足", f"须同时满足（{number}）", 1), encoding="utf-8")
    subprocess.run(["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "-qam", "one more"], check=True)
    return timed(*ours, cache=cache)


def main() -> None:
    """Make the repository, measure, print ratios."""
    options = argparse.ArgumentParser()
    options.add_argument("--commits", type=int, default=500)
    options.add_argument("--edits", type=int, default=12)
    options.add_argument("--files", type=int, default=40)
    options.add_argument("--items", type=int, default=5000)
    options.add_argument("--peers", type=Path)
    options.add_argument("--peer-lists", type=int, default=4, help="lists given to the peer; its time is scaled to all")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "repository"
        make(root, given.commits, given.files, given.items, given.edits)
        log = best(3, "git", "-C", str(root), "log", "-p", "-U0", "--first-parent", "--", "lists/")
        ours = (sys.executable, "-c", OURS, str(root))
        cold = min(timed(*ours, cache=Path(folder) / f"cache{n}") for n in range(3))
        print(f"{given.commits} commits of {given.edits} rows, {given.files} lists, {given.items} items")
        line("git log -p -U0 alone", log)
        line("ours, cold", cold, f"{cold[1] / log[1]:.1f} x git log")
        line("ours, nothing new", best(3, *ours, cache=Path(folder) / "cache0"))
        line("ours, one new commit", min(one_more(root, ours, Path(folder) / "cache0", n) for n in range(3)))
        if given.peers and (given.peers / "bin/git-history").exists():
            peer = sum(beside(given.peers, root, file, Path(folder)) for file in sorted((root / "lists").rglob("*.csv"))[: given.peer_lists])
            whole = peer * given.files / given.peer_lists
            line("git-history", (whole, whole), f"scaled from {peer:.0f} s for {given.peer_lists} of {given.files} lists; ours {whole / cold[1]:.0f} x faster")


def beside(peers: Path, root: Path, file: Path, folder: Path) -> float:
    """The processor seconds git-history needs for one list."""
    namespace = "_".join(file.parts[-2:]).replace(".csv", "").replace("-", "_")
    return timed(str(peers / "bin/git-history"), "file", str(folder / "peer.db"), str(file.relative_to(root)), "--convert", CONVERT,
                 "--import", "csv", "--import", "io", "--id", "事项编号", "--id", "施行日期", "--namespace", namespace, "--silent", cwd=root)[1]


if __name__ == "__main__":
    main()
