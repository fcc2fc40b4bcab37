"""The texts of statutes on this machine: kept under texts/ of the root, which git ignores, by `laws import --keep-text`."""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

from generator.article_facts import Parsed

_FOLDER = "texts"
_FIELDS = ("article", "article_suffix", "chapter", "paragraphs", "items")


def keep_texts(root: Path, texts: Mapping[str, tuple[Parsed, ...]]) -> None:
    """Store the articles of every version: <law_id>.json.gz, the same bytes every time."""
    folder = root / _FOLDER
    folder.mkdir(exist_ok=True)
    for law_id, parsed in texts.items():
        articles = [{name: article[name] for name in _FIELDS if name in article} for article in parsed]
        data = json.dumps(articles, ensure_ascii=False, separators=(",", ":")).encode()
        (folder / f"{law_id}.json.gz").write_bytes(gzip.compress(data, mtime=0))


def kept_marks(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of every file that `kept_text` reads: other marks, maybe other texts."""
    found = ((path.name, path.stat()) for path in sorted((root / _FOLDER).glob("*.json.gz")))
    return tuple((name, status.st_size, status.st_mtime_ns) for name, status in found)


def kept_text(root: Path, law_id: str) -> Mapping[tuple[int, int], Parsed]:
    """(article, suffix) → the article as kept by `laws import --keep-text`; empty when the text was not kept."""
    path = root / _FOLDER / f"{law_id}.json.gz"
    if not path.is_file():
        return {}
    return {(article["article"], article["article_suffix"]): article for article in json.loads(gzip.decompress(path.read_bytes()))}
