"""Citations read per second of processor time, and time per character on hostile text: `python -m benchmarks.citation.speed`."""

import json
import time
from pathlib import Path

from generator.book import load_laws
from generator.citation import parse
from generator.laws import Registry

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Print the rate on the test cases and the growth on hostile text."""
    names = Registry(*load_laws(ROOT)).names
    cases = [json.loads(line)["text"] for line in (ROOT / "tests/citation_cases.jsonl").read_text(encoding="utf-8").splitlines()]
    started, count = time.process_time(), 0
    for _ in range(10):
        count += sum(len(parse(text, names)) for text in cases)
    print(f"测试用例：每秒 {count / (time.process_time() - started):,.0f} 条引文")
    for piece in ("第", "《", "第1、", "第1条至", "《法》", "《A法》第1条该条例第1条"):
        seconds = []
        for size in (25_000, 100_000):
            text = (piece * (size // len(piece) + 1))[:size]
            started = time.process_time()
            parse(text, names)
            seconds.append(time.process_time() - started)
        print(f"“{piece}”重复：10 万字 {seconds[1]:.2f} 秒，是 2.5 万字的 {seconds[1] / seconds[0]:.1f} 倍")


if __name__ == "__main__":
    main()
