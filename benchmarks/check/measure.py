"""`check` beside frictionless and jsonschema on the same rows and an equally strong table schema.

`python -m benchmarks.check.measure [items …]` – default 10 000. The peers come from an environment of their own
(`python3 -m venv X && X/bin/pip install frictionless jsonschema`; pass `--peers X/bin/python`), one that lacks them is skipped.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
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
    command = [sys.executable, "-m", "generator", "check", "--root", str(root), "--as-of", "2026-11-24"]
    seconds["全部规则，首次"] = _timed("全部规则，首次", command, "1")
    _edit(next((root / "lists/exemptions").rglob("*.csv")))
    seconds["改一个事项后再检查"] = _timed("改一个事项后再检查", command, "1")
    base = seconds["frictionless"]
    if base:
        print("与 frictionless 之比：" + "，".join(f"{name} {value / base:.2f}" for name, value in seconds.items() if value))


def _timed(name: str, command: list[str], allowed: str = "0") -> float:
    """Wall seconds of the process, printed with rows a second and peak memory; 0 when it cannot run."""
    cache = Path(tempfile.gettempdir()) / f"qingdan-benchmark-{os.getpid()}"
    started = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT,
                                   env={**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT)})
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        if str(os.waitstatus_to_exitcode(status)) not in (allowed, "0"):
            output.seek(0)
            print(f"{name}：没有运行（{output.read().decode().strip().splitlines()[-1][:80]}）")
            return 0.0
    print(f"{name}：{wall:.2f} 秒（处理器 {used.ru_utime + used.ru_stime:.2f} 秒），内存峰值 {used.ru_maxrss // 1024} MB")
    return wall


def _edit(path: Path) -> None:
    """One cell of one item changes."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("易于整改", "易于当场整改", 1), encoding="utf-8")


if __name__ == "__main__":
    main()
