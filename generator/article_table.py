"""law_articles.csv on demand: 80 000 rows are judged once per content, afterwards only the laws asked for are parsed."""

import csv
import hashlib
import io
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from generator.model import LawArticle
from generator.schema import TableSchema
from generator.tables import Sheet, write_sheet


class ArticleTable(Mapping[str, tuple[LawArticle, ...]]):
    """law_id → its articles, cut out of a canonical law_articles.csv (sorted by law_id) when first asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._names = data[: data.index(b"\n")].decode().split(",")
        self._parsed: dict[str, tuple[LawArticle, ...]] = {}

    def __getitem__(self, law_id: str) -> tuple[LawArticle, ...]:
        if law_id not in self._parsed:
            start = self._data.find(f"\n{law_id},".encode())
            if start < 0:
                raise KeyError(law_id)
            last = self._data.rfind(f"\n{law_id},".encode()) + 1
            end = self._data.index(b"\n", last)
            rows = csv.reader(io.StringIO(self._data[start + 1 : end].decode("utf-8")))
            self._parsed[law_id] = tuple(
                LawArticle.from_cells({n: c for n, c in zip(self._names, cells, strict=True) if c}) for cells in rows)
        return self._parsed[law_id]

    def __iter__(self) -> Iterator[str]:
        seen = ""
        for line in self._data.decode("utf-8").split("\n")[1:]:
            law_id = line.split(",", 1)[0]
            if law_id and law_id != seen:
                seen = law_id
                yield law_id

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def _store() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "qingdan" / "sound-tables"


def _mark(data: bytes, schema: TableSchema) -> Path:
    """The empty file whose existence says: this content, judged by this schema, is sound and canonical."""
    digest = hashlib.sha256(data)
    digest.update(repr(schema.document).encode())
    return _store() / digest.hexdigest()


def is_known_sound(data: bytes, schema: TableSchema) -> bool:
    """True iff exactly this content was judged before without any finding."""
    try:
        return _mark(data, schema).is_file()
    except (OSError, RuntimeError):  # no home, no permission: then it is judged again
        return False


def remember_sound(sheet: Sheet) -> None:
    """Note that a sheet without findings need not be judged again; a read-only machine simply forgets."""
    try:
        mark = _mark(write_sheet(sheet), sheet.schema)
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    except (OSError, RuntimeError):
        return
