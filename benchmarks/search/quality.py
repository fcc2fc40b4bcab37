"""How well search answers, without a browser: recall and MRR of every set of queries, with the vocabulary and without.

`python -m benchmarks.search.quality LAWS [--items 1000 10000] [--examples QUERIES.json] [--tuning] [--sets NAME …] [--keep DIR]`. gold.csv
holds the queries that may be tuned on and a half that was held out until 2026-11-26, when words were chosen by it, too; each unseen-DAY.csv holds queries written on that day by one who had seen neither
the lists nor the vocabulary. The newest two, unseen-2026-11-26d and unseen-2026-11-27, are measured, never read: 200 queries
each in the mix of the published examples (a sixth colloquial, one in sixteen a synonym), whose answers were verified clause by clause; -27 also counts what says
the same in quite other words.
The others have been looked at and tuned on, so they prove nothing any more. city-*.csv ask, as the public, a clerk
and a township officer would, for the shipped items and for those that other cities publish: city-tuned was looked at while words were written,
of city-checked only the totals; one hand wrote both, and the words. Every file has a World of its own, since its held-out queries choose what
the World holds.
"""

import argparse
import json
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.search.corpus import Query, gold, relevant, world
from generator.document.shelf import Shelf
from generator.model import World
from generator.search import index
from generator.site.search import script

ROOT = Path(__file__).resolve().parents[2]
ENGINE = Path(__file__).with_name("engine.mjs")


def main() -> None:
    """Print one table for each size and file of queries."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("laws", type=Path)
    arguments.add_argument("--items", type=int, nargs="+", default=[1000, 10_000])
    arguments.add_argument("--examples", type=Path)
    arguments.add_argument("--tuning", action="store_true", help="gold.csv only")
    arguments.add_argument("--sets", nargs="+", metavar="NAME", help="files of queries by name, e.g. unseen-2026-11-26")
    arguments.add_argument("--keep", type=Path, help="where the indexes stay for engine.mjs")
    given = arguments.parse_args()
    files = [Path(__file__).with_name("gold.csv")]
    if not given.tuning:
        files += sorted([*ENGINE.parent.glob("unseen-*.csv"), *ENGINE.parent.glob("city-*.csv")])
    if given.sets:
        files = [ENGINE.with_name(f"{name}.csv") for name in given.sets]
    with tempfile.TemporaryDirectory() as place:
        for size in given.items:
            for path in files:
                queries = gold(path)
                made, _ = world(ROOT, given.laws, size, queries, given.examples)
                for name, here in (("with vocabulary", made), ("without", World(replace(made.book, vocabulary=()), made.as_of))):
                    folder = (given.keep or Path(place)) / f"{path.stem}-{size}-{name.split()[-1]}"
                    print(f"\n{path.stem}, {size} items, {name}", flush=True)
                    write(folder, here, queries, relevant(made, queries))
                    for line in measured(folder):
                        print(line, flush=True)


def write(folder: Path, here: World, queries: Sequence[Query], expected: dict[str, list[str]]) -> None:
    """The index and the judged queries, as engine.mjs reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    made = index(Shelf(here))
    for name, content in {"search": f"var qingdanMeta={made.meta};\n{script(ROOT)}", **made.shards}.items():
        (folder / f"{name}.js").write_text(content, encoding="utf-8")
    rows = [{"category": one.category, "query": one.query, "held_out": one.held_out, "expected": expected[one.query]} for one in queries]
    (folder / "gold.json").write_text(json.dumps({"queries": rows}, ensure_ascii=False), encoding="utf-8")


def measured(folder: Path) -> Iterator[str]:
    """What engine.mjs says, line by line."""
    done = subprocess.run(["node", str(ENGINE), str(folder)], check=True, capture_output=True, text=True)
    yield from done.stdout.splitlines()


if __name__ == "__main__":
    main()
