"""Statute texts for tests that compare with them, read from a folder that is not part of the repository."""

import csv
import gzip
import json
from datetime import date
from pathlib import Path

Key = tuple[str | None, date | None, int | None, int]


def texts_of(folder: Path) -> dict[Key | None, str]:
    """(law name, promulgated, article, suffix) → the text of the article, without line breaks."""
    with (folder / "catalogue.csv").open(encoding="utf-8-sig", newline="") as stream:
        laws = {row["id"]: (row["name"], row["promulgated"]) for row in csv.DictReader(stream)}
    found: dict[Key | None, str] = {}
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as stream:
        for line in stream:
            article = json.loads(line)
            name, promulgated = laws[article["law_id"]]
            if not promulgated:
                continue
            parts = []
            for number, paragraph in enumerate(article["paragraphs"]):
                parts += [paragraph, *(article["items"][number] if number < len(article["items"]) else [])]
            key = (name, date.fromisoformat(promulgated), article["article"], article["article_suffix"])
            found[key] = "".join(parts)
    return found
