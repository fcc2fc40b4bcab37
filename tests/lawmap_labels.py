"""The hand labels of lawmap_labels.csv."""

import csv
from collections import defaultdict
from collections.abc import Mapping

from conftest import REPOSITORY

Place = tuple[str, int, int]


def labels() -> Mapping[Place, list[dict[str, str]]]:
    """The rows by old article."""
    found: dict[Place, list[dict[str, str]]] = defaultdict(list)
    with (REPOSITORY / "tests/lawmap_labels.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["from_law_id"], int(row["from_article"]), int(row["from_suffix"])].append(row)
    return found
