"""A folder of statutes → the facts of laws.csv and law_articles.csv: names, dates and structure, never the text."""

import csv
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.model import Refusal
from generator.penalty.amounts import sums
from generator.penalty.authority import authorities
from generator.penalty.duty import duties
from generator.schema import TableSchema
from generator.tables import read, write

LEVELS = ("宪法", "法律", "行政法规", "部门规章")
"""The categories of the catalogue that are imported: national law down to ministry rules."""

SURE = ("text", "flk", "decision", "source", "header", "manual")
"""How the catalogue knows a 施行日期; anything else (assumed …) leaves the version unverified."""


@dataclass(frozen=True, slots=True)
class Import:
    """The two tables as canonical CSV, and what was left out or doubtful, one Chinese sentence each."""

    laws: bytes
    articles: bytes
    versions: int
    article_count: int
    doubts: tuple[str, ...]


def import_laws(folder: Path, schemas: Mapping[str, TableSchema], existing: bytes | None = None) -> Import:
    """The facts in `folder` (catalogue.csv, articles.jsonl.gz). Keys already given in `existing` laws.csv are kept."""
    catalogue = folder / "catalogue.csv"
    if not catalogue.is_file():
        raise Refusal(f"目录 {folder} 中没有 catalogue.csv。请指明放有 catalogue.csv 和 articles.jsonl.gz 的目录。")
    with catalogue.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["category"] in LEVELS]
    doubts: list[str] = []
    keys = _Keys(existing, schemas["laws"])
    ids = {row["id"]: f"{keys.of(row['name'])}@{row['promulgated'] or 'unknown'}" for row in rows}
    doubled = {law_id for law_id, count in Counter(ids.values()).items() if count > 1}
    for law_id in sorted(doubled):
        doubts.append(f"{law_id} 有两个同日的版本，只取第一个。")
    laws, seen = [], set()
    for row in rows:
        law_id = ids[row["id"]]
        if law_id in seen:
            continue
        seen.add(law_id)
        laws.append(_law(row, law_id, keys.of(row["name"]), ids, doubts))
    wanted = {row["id"]: ids[row["id"]] for row in rows if row["has_text"] == "1"}
    articles = list(_articles(folder / "articles.jsonl.gz", wanted, doubts))
    return Import(write(schemas["laws"], laws), write(schemas["law_articles"], articles), len(laws), len(articles),
                  tuple(doubts))


def _law(row: Mapping[str, str], law_id: str, key: str, ids: Mapping[str, str], doubts: list[str]) -> dict[str, str]:
    start, end = row["effective"], row["valid_to"]
    if start and end and end < start:
        doubts.append(f"{row['name']}（{row['promulgated']}）的失效日期早于施行日期，两者都未采用。")
        start = end = ""
    verified = bool(start) and row["effective_basis"] in SURE
    successor = row["replaced_by"]
    return {
        "law_id": law_id, "law_key": key, "name": row["name"], "aliases": row["aliases"], "level": row["category"],
        "issuer": row["issuing_body"], "promulgated": row["promulgated"], "effective_from": start,
        "effective_to": end, "verified": "是" if verified else "否", "label": row["version_label"],
        "articles": row["n_articles"], "last_article": row["last_article"],
        "replaced_by": ids.get(successor, successor)[:200]}


def _articles(path: Path, wanted: Mapping[str, str], doubts: list[str]) -> Iterator[dict[str, str]]:
    if not path.is_file():
        raise Refusal(f"缺少 {path.name}，无法导入条文结构。")
    seen: set[tuple[str, int, int]] = set()
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            article = json.loads(line)
            law_id = wanted.get(article["law_id"])
            if law_id is None:
                continue
            key = (law_id, article["article"], article["article_suffix"])
            if key in seen:
                doubts.append(f"{law_id} 第{key[1]}条出现两次，只取第一次。")
                continue
            seen.add(key)
            yield {
                "law_id": law_id, "article": str(key[1]), "suffix": str(key[2]),
                "paragraphs": str(len(article["paragraphs"])),
                "items": ";".join(str(len(items)) for items in article["items"]) or "0",
                **facts(article),
                "hash": hashlib.sha256(re.sub(r"\s", "", statute_text(article)).encode()).hexdigest()[:16]}


def statute_text(article: Mapping[str, Any]) -> str:
    """The whole text of one parsed article, paragraphs and items in order."""
    parts: list[str] = []
    for number, paragraph in enumerate(article["paragraphs"]):
        parts.append(paragraph)
        parts.extend(article["items"][number] if number < len(article["items"]) else ())
    return "\n".join(parts)


def facts(article: Mapping[str, Any]) -> dict[str, str]:
    """What the article names of money, duties and authorities, as the cells of law_articles.csv."""
    paragraphs = list(_paragraphs(article))
    return {"fines": _by_paragraph(paragraphs, lambda text, items: sums("；".join((text, *items)))),
            "duties": _by_paragraph(paragraphs, duties),
            "authorities": _by_paragraph(paragraphs, lambda text, _: authorities(text))}


def _paragraphs(article: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[str]]]:
    """(words before the items, items) of each paragraph."""
    for number, paragraph in enumerate(article["paragraphs"]):
        yield paragraph, article["items"][number] if number < len(article["items"]) else ()


def _by_paragraph(paragraphs: Iterable[tuple[str, Sequence[str]]],
                  named: Callable[[str, Sequence[str]], Iterable[object]]) -> str:
    """The facts of all paragraphs as one cell: ; between paragraphs, a space between facts, nothing where there are none."""
    return ";".join(" ".join(map(str, named(*paragraph))) for paragraph in paragraphs).rstrip(";")


class _Keys:
    """The law_key of every name: the one given at first import, else its pinyin, made unique."""

    def __init__(self, existing: bytes | None, schema: TableSchema) -> None:
        self._keys: dict[str, str] = {}
        if existing:
            sheet = read("lists/laws.csv", existing, schema)
            for cells in map(sheet.cells, sheet.rows):
                self._keys.setdefault(cells["name"], cells["law_key"])
        self._taken = set(self._keys.values())

    def of(self, name: str) -> str:
        if name not in self._keys:
            key = base = _pinyin(name)
            number = 2
            while key in self._taken:
                key, number = f"{base}-{number}", number + 1
            self._keys[name] = key
            self._taken.add(key)
        return self._keys[name]


def _pinyin(name: str) -> str:
    try:
        from pypinyin import lazy_pinyin
    except ImportError as error:
        raise Refusal("导入法规需要 pypinyin，请运行 make setup 安装。") from error
    short = name.removeprefix("中华人民共和国")
    return re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(short)).lower())[:60] or "law"

