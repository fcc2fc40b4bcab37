"""`check` beside frictionless and jsonschema on the same rows and an equally strong table schema.

`python -m benchmarks.check.measure [items …]` – default 10 000; at the end 3 000 items of which one changes, as in daily use. The peers come from an environment of their own
(`python3 -m venv X && X/bin/pip install frictionless jsonschema`; pass `--peers X/bin/python`), one that lacks them is skipped.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.check.corpus import ROOT, write
from generator.schema import tables

PEERS = Path(__file__).with_name("peers.py")
OURS = Path(__file__).with_name("ours.py")


def main() -> None:
    """Print one table per size."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("sizes", nargs="*", type=int, default=[10_000])
    arguments.add_argument("--peers", default=sys.executable)
    chosen = arguments.parse_args()
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "city"
            write(root, size)
            _measure(root, size, chosen.peers)
    with tempfile.TemporaryDirectory() as folder:
        _daily(Path(folder) / "city")


def _daily(root: Path) -> None:
    """What a clerk waits for: a list of 125 items in which one has changed, in a city of 3 000 items that was checked before."""
    write(root, 3000, departments=6)
    print(f"\n3000 个事项，{sum(1 for _ in (root / 'lists/exemptions').rglob('*.csv'))} 个文件，检查过一次")
    _timed("首次", _check(root), "1")
    _timed("没有改动", _check(root), "1", times=5)
    _timed("改了一个文件中的一个事项", _check(root), "1", times=5,
           before=lambda: _edit(next((root / "lists/exemptions").rglob("*.csv"))))


def _check(root: Path) -> list[str]:
    return [sys.executable, "-m", "generator", "check", "--root", str(root), "--as-of", "2026-11-24"]


def _measure(root: Path, size: int, peers: str) -> None:
    schema = root.parent / "schema.json"
    exemptions = tables(ROOT / "schema")["exemptions"]
    schema.write_text(json.dumps({kind: exemptions.plain(kind) for kind in exemptions.required_for} | {
        "titles": dict(exemptions.headers)}, ensure_ascii=False), encoding="utf-8")
    print(f"\n{size} 个事项，{sum(1 for _ in (root / 'lists/exemptions').rglob('*.csv'))} 个文件")
    seconds: dict[str, float] = {}
    for name in ("frictionless", "jsonschema"):
        seconds[name] = _timed(name, [peers, str(PEERS), name, str(root), str(schema)])
    seconds["读入并逐格判断"] = _timed("读入并逐格判断", [sys.executable, str(OURS), str(root)])
    seconds["全部规则，首次"] = _timed("全部规则，首次", _check(root), "1")
    _edit(next((root / "lists/exemptions").rglob("*.csv")))
    seconds["改一个事项后再检查"] = _timed("改一个事项后再检查", _check(root), "1")
    base = seconds["frictionless"]
    if base:
        print("与 frictionless 之比：" + "，".join(f"{name} {value / base:.2f}" for name, value in seconds.items() if value))


def _timed(name: str, command: list[str], allowed: str = "0", times: int = 1, before: Callable[[], None] = lambda: None) -> float:
    """Wall seconds of the process (the best of so many `times`, each after `before`), printed with its memory; 0 when it cannot run."""
    runs = []
    for _ in range(times):
        before()
        run = _run(command, allowed)
        if isinstance(run, str):
            print(f"{name}：没有运行（{run}）")
            return 0.0
        runs.append(run)
    wall, busy, memory = (min(figures) for figures in zip(*runs, strict=True))
    print(f"{name}：{wall:.2f} 秒（处理器 {busy:.2f} 秒），内存峰值 {memory} MB")
    return wall


def _run(command: list[str], allowed: str) -> tuple[float, float, int] | str:
    """Wall seconds, processor seconds and MB of one run; why it could not be done."""
    cache = Path(tempfile.gettempdir()) / f"qingdan-benchmark-{os.getpid()}"
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # an installation has its bytecode
    started = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT,
                                   env={**inherited, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)})
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        if str(os.waitstatus_to_exitcode(status)) not in (allowed, "0"):
            output.seek(0)
            return output.read().decode().strip().splitlines()[-1][:80]
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def _edit(path: Path) -> None:
    """One cell of one item changes."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("易于整改", "易于当场整改", 1), encoding="utf-8")


if __name__ == "__main__":
    main()
