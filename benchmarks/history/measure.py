"""Item history of a whole repository: ours beside `git log -p` alone and beside git-history.

    .venv/bin/python -m benchmarks.history.measure [--commits 500] [--peers VENV]

VENV is a throw-away environment with git-history; without it that line is left out.
"""

import argparse
import os
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


def timed(*command: str, cwd: Path | None = None, cache: Path | None = None) -> tuple[float, str]:
    """(seconds, stdout) of a process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **({"XDG_CACHE_HOME": str(cache)} if cache else {})}
    start = time.perf_counter()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=cwd, env=environment)
    return time.perf_counter() - start, done.stdout.decode("utf-8", "replace")


def best(times: int, *command: str, **where: Path) -> float:
    """The shortest of several runs."""
    return min(timed(*command, **where)[0] for _ in range(times))  # type: ignore[arg-type]


def one_more(root: Path, ours: tuple[str, ...], cache: Path, number: int) -> float:
    """The seconds it takes after one more commit, with the rest remembered."""
    path = next((root / "lists").rglob("*.csv"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("同时满足", f"须同时满足（{number}）", 1), encoding="utf-8")
    subprocess.run(["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "-qam", "one more"], check=True)
    return timed(*ours, cache=cache)[0]


def main() -> None:
    """Make the repository, measure, print ratios."""
    options = argparse.ArgumentParser()
    options.add_argument("--commits", type=int, default=500)
    options.add_argument("--files", type=int, default=40)
    options.add_argument("--items", type=int, default=5000)
    options.add_argument("--peers", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "repository"
        make(root, given.commits, given.files, given.items)
        log = best(3, "git", "-C", str(root), "log", "-p", "-U0", "--first-parent", "--", "lists/")
        ours = (sys.executable, "-c", OURS, str(root))
        cold = min(timed(*ours, cache=Path(folder) / f"cache{n}")[0] for n in range(3))
        _, events = timed(*ours, cache=Path(folder) / "cache0")
        warm = best(3, *ours, cache=Path(folder) / "cache0")
        print(f"{given.commits} commits, {given.files} lists, {given.items} items, {events.strip()} events")
        print(f"git log -p -U0 alone       {log:6.2f} s")
        print(f"ours, cold                 {cold:6.2f} s   {cold / log:.1f} x git log")
        print(f"ours, nothing new          {warm:6.2f} s")
        print(f"ours, one new commit       {min(one_more(root, ours, Path(folder) / 'cache0', n) for n in range(3)):6.2f} s")
        if given.peers and (given.peers / "bin/git-history").exists():
            database, peer = Path(folder) / "peer.db", 0.0
            for file in sorted((root / "lists").rglob("*.csv")):
                peer += timed(str(given.peers / "bin/git-history"), "file", str(database), str(file.relative_to(root)), "--convert", CONVERT, "--import", "csv", "--import", "io", "--id", "事项编号",
                              "--id", "施行日期", "--namespace", "-".join(file.parts[-2:]).replace(".csv", ""), "--silent", cwd=root)[0]
            print(f"git-history                {peer:6.2f} s   ours {peer / cold:.0f} x faster")


if __name__ == "__main__":
    main()
