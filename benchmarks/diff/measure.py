"""Two editions of a list with 10 000 items: our diff beside csv-diff and daff, each as one process.

    .venv/bin/python -m benchmarks.diff.measure [--items 10000] [--peers VENV]

VENV is a throw-away environment with csv-diff and daff; a peer that is missing is left out. Ours also says what each change means.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.history.repository import City

ROOT = Path(__file__).resolve().parents[2]
PATH = "lists/exemptions/b00/no-penalty.csv"
OURS = f"""
import sys, pathlib, time
from generator.book import assemble
from generator.diff.difference import diff
from generator.schema import tables
one, other = (assemble({{{PATH!r}: pathlib.Path(name).read_bytes()}}, tables()).book for name in sys.argv[1:3])
start = time.perf_counter()
changes = diff(one, other)
print(f"{{time.perf_counter() - start:.2f}}")
if len(sys.argv) > 3:
    from generator.diff.direction import Directions
    directions = Directions(other)
    for change in changes.items:
        directions.of(change)
"""
CSV_DIFF = """
import csv, sys
from csv_diff import compare
read = lambda name: {row['事项编号'] + row['施行日期']: row for row in csv.DictReader(open(name, encoding='utf-8'))}
print({name: len(found) for name, found in compare(read(sys.argv[1]), read(sys.argv[2])).items()})
"""
"""csv-diff takes one column as key; an item version needs two."""
DAFF = """
import csv, sys
import daff
tables = [daff.PythonTableView(list(csv.reader(open(name, encoding='utf-8')))) for name in sys.argv[1:3]]
flags = daff.CompareFlags()
flags.ids = ['事项编号', '施行日期']
aligned = daff.Coopy.compareTables(*tables, flags).align()
result = daff.PythonTableView([])
daff.TableDiff(aligned, flags).hilite(result)
print(result.height)
"""


def best(python: Path | str, code: str, *arguments: str, cache: Path | None = None, times: int = 3) -> float:
    """Seconds of the fastest of several processes."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **({"XDG_CACHE_HOME": str(cache)} if cache else {})}
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run([str(python), "-c", code, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Make the two editions, measure, print ratios."""
    options = argparse.ArgumentParser()
    options.add_argument("--items", type=int, default=10_000)
    options.add_argument("--edits", type=int, default=300)
    options.add_argument("--peers", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        city = City(1, given.items, 1)
        names = [str(Path(folder) / name) for name in ("one.csv", "other.csv")]
        only = next(iter(city.paths))
        Path(names[0]).write_bytes(city.file(only))
        city.change(given.edits, 1)
        Path(names[1]).write_bytes(city.file(only))
        first = best(sys.executable, OURS, *names, cache=Path(folder) / "cold", times=1)
        ours = best(sys.executable, OURS, *names, cache=Path(folder) / "cold")
        weighed = best(sys.executable, OURS, *names, "directions", cache=Path(folder) / "cold")
        print(f"{given.items} items, {given.edits} edits")
        print(f"ours, never seen before  {first:6.2f} s   (judges every cell on the way)")
        alone = subprocess.run([sys.executable, "-c", OURS, *names], check=True, capture_output=True, text=True,
                               env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(Path(folder) / "cold")}).stdout.strip()
        print(f"ours                     {ours:6.2f} s   ({alone} s of it the comparison, the rest reading)")
        print(f"ours, with directions    {weighed:6.2f} s")
        if given.peers:
            for name, code in (("csv-diff", CSV_DIFF), ("daff", DAFF)):
                if subprocess.run([given.peers / "bin/python", "-c", f"import {name.replace('-', '_')}"], check=False, capture_output=True).returncode:
                    print(f"{name} is not installed in {given.peers}")
                    continue
                taken = best(given.peers / "bin/python", code, *names, times=1 if name == "daff" else 3)
                print(f"{name:<24} {taken:6.2f} s   {taken / ours:.1f} x ours")


if __name__ == "__main__":
    main()
