"""The rows of the registry made of a folder of statutes, the map of what became of its articles, and what was there before."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from typing import TypeAlias

from generator.article_facts import Parsed, facts
from generator.laws import Registry
from generator.model import LawArticle, LawVersion, Refusal
from generator.reading import read
from generator.schema import TableSchema
from generator.statutes.folder import articles_of, gaps, listed, sure, whole_text

NATIONAL, LOCAL = ("宪法", "法律", "行政法规", "部门规章"), ("地方性法规", "地方政府规章")
"""The categories of the catalogue that are imported: national law down to ministry rules, and on request what provinces and cities make."""

SURE = ("text", "flk", "decision", "source", "header", "manual")
"""How the catalogue knows a 施行日期; anything else (assumed …) leaves the version unverified."""

_ENDED = ("已废止", "已修改")

Cells: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Import:
    """The rows of laws.csv and law_articles.csv, the texts they were taken from (law_id → its articles in order), and
    what was left out or doubtful, one Chinese sentence each."""

    laws: tuple[Cells, ...]
    articles: tuple[Cells, ...]
    texts: Mapping[str, tuple[Parsed, ...]]
    doubts: tuple[str, ...]
    incomplete: frozenset[str] = frozenset()
    """law_ids of which some articles were not imported: what cannot be found there may still exist."""


def import_laws(folder: Path, schemas: Mapping[str, TableSchema], existing: bytes | None = None, local: bool = False) -> Import:
    """The facts in `folder` (catalogue.csv, articles.jsonl.gz), with `local` of provinces and cities too. Keys given in `existing` laws.csv are kept."""
    catalogue = folder / "catalogue.csv"
    if not catalogue.is_file():
        raise Refusal(f"目录 {folder} 中没有 catalogue.csv。请指明放有 catalogue.csv 和 articles.jsonl.gz 的目录。")
    doubts: list[str] = []
    every = tuple(listed(catalogue, doubts))
    rows = [row for row in every if row["category"] in (*NATIONAL, *(LOCAL if local else ()))]
    doubts += _left_out(every, rows, catalogue.name)
    keys = _Keys(existing, schemas["laws"])
    ids = {row["id"]: f"{keys.of(row['name'])}@{row['promulgated'] or 'unknown'}" for row in rows}
    laws = _laws(rows, ids, keys, doubts)
    wanted = dict.fromkeys((row["id"] for row in every), "") | {row["id"]: ids[row["id"]] for row in rows if row["has_text"] == "1"}
    found = articles_of(folder / "articles.jsonl.gz", wanted, doubts)
    texts = {law_id: tuple(sure(law_id, parsed, doubts)) for law_id, parsed in found.items()}
    articles = tuple(_structure(law_id, article) for law_id, parsed in texts.items() for article in parsed)
    last = {cells["law_id"]: int(cells["last_article"] or 0) for cells in laws}
    incomplete = frozenset(law_id for law_id, parsed in texts.items() if gaps((one["article"] for one in parsed), last[law_id]))
    return Import(laws, articles, texts, tuple(doubts), incomplete)


def _left_out(every: Iterable[Cells], chosen: Iterable[Cells], catalogue: str) -> Iterator[str]:
    """How many versions of which categories were not chosen."""
    for category, number in (Counter(row["category"] for row in every) - Counter(row["category"] for row in chosen)).items():
        way = "要导入的加 --local" if category in LOCAL else f"只导入{'、'.join((*NATIONAL, *LOCAL))}"
        yield f"{catalogue} 中 {category or '没有写 category'} 的{number}个版本没有导入，{way}。"


def _laws(rows: Sequence[Cells], ids: Mapping[str, str], keys: "_Keys", doubts: list[str]) -> tuple[Cells, ...]:
    """The rows of laws.csv; of two versions of one day the first."""
    doubts += (f"{law_id} 有两个同日的版本，只取第一个。" for law_id, number in sorted(Counter(ids.values()).items()) if number > 1)
    first: dict[str, Cells] = {}
    for row in rows:
        first.setdefault(ids[row["id"]], row)
    laws, overtaken = [], _overtaken(rows)
    for law_id, row in first.items():
        laws.append(_law(row, law_id, keys.of(row["name"]), ids, doubts))
        if statute := overtaken.get(row["id"]):
            laws[-1]["verified"] = "否"
            doubts.append(f"《{row['name']}》（{row['promulgated']}）之后就同一事项制定了《{statute}》，没有资料说明条例已经废止，是否仍然有效未核实。")
    return tuple(laws)


_STATE = "中华人民共和国"
_REGULATION = re.compile(rf"(?:{_STATE})?(?P<subject>.+?)(?:监督)?(?:管理)?(?:暂行)?条例")


def _overtaken(rows: Sequence[Cells]) -> Mapping[str, str]:
    """id of a regulation without an end → the law made later on its very subject (危险化学品安全管理条例 → …安全法), whether or not it says what ends."""
    made: dict[str, Cells] = {}
    for row in sorted((row for row in rows if row["category"] == "法律"), key=lambda row: row["promulgated"]):
        made.setdefault(row["name"].removeprefix(_STATE), row)
    found = {}
    for row in rows:
        if row["category"] == "行政法规" and not row["valid_to"] and (name := _REGULATION.fullmatch(row["name"])):
            law = made.get(f"{name['subject']}法")
            if law and law["promulgated"] > row["promulgated"]:
                found[row["id"]] = law["name"]
    return found


def map_laws(done: Import, stored: Iterable[Cells], progress: Callable[[str, int, int], None] | None = None) -> list[dict[str, str]]:
    """The rows of law_map.csv: computed for the texts imported together with their successor, save for the articles about which a
    person confirmed `stored` rows. What is stored of other texts stays."""
    from generator.lawmap.links import Outcome, successor
    from generator.lawmap.pairs import Pairing, pairings, rows  # needs numpy, which nothing else here does
    from generator.lawmap.text import Text

    articles: dict[str, list[LawArticle]] = defaultdict(list)
    for cells in done.articles:
        articles[cells["law_id"]].append(LawArticle.from_cells(_filled(cells)))
    laws = Registry(tuple(LawVersion.from_cells(_filled(cells)) for cells in done.laws),
                    {law_id: tuple(found) for law_id, found in articles.items()})
    texts = {law_id: tuple(map(Text.of, parsed)) for law_id, parsed in done.texts.items()}

    def careful(pair: Pairing) -> Pairing:  # an article may stand among those that were not imported
        unsure = pair.verdict is Outcome.GONE and pair.to_law_id in done.incomplete
        return replace(pair, verdict=Outcome.UNSURE) if unsure else pair

    compared = {law_id for law_id in texts if successor(laws, law_id) in texts}
    stored = tuple(stored)
    confirmed = [row for row in stored if row["from_law_id"] in compared and row.get("confirmed") == "是"]
    return [*rows(map(careful, pairings(laws, texts, progress)), confirmed),
            *(dict(row) for row in stored if row["from_law_id"] not in compared)]


def merged(done: Import, laws: Iterable[Cells], articles: Iterable[Cells]) -> Import:
    """`done` with the rows that the registry had before and the folder lacks: a folder adds and renews, it removes nothing."""
    known, given = {cells["law_id"] for cells in done.laws}, {cells["name"]: cells for cells in done.laws}
    kept = tuple(cells for cells in laws if cells["law_id"] not in known)
    doubts = [f"{cells['law_id']} 不在目录中，没有写失效日期，而目录中有《{cells['name']}》更晚的版本，请核对。" for cells in kept
              if cells["name"] in given and not cells.get("effective_to") and cells.get("promulgated", "") < given[cells["name"]]["promulgated"]]
    ids = {_catalogue_id(cells): cells["law_id"] for cells in (*kept, *done.laws)}
    named = tuple({**cells, "replaced_by": ids.get(successor, successor)} if (successor := cells.get("replaced_by")) else cells
                  for cells in (*done.laws, *kept))  # the folder may name a successor that only the registry has, and the other way round
    return replace(done, laws=named, doubts=(*done.doubts, *doubts),
                   articles=(*done.articles, *(cells for cells in articles if cells["law_id"] not in done.texts)))


def _catalogue_id(cells: Cells) -> str:
    """How the catalogue of a folder calls the version: 统计法_20240913."""
    return f"{cells['name'].removeprefix(_STATE)}_{cells.get('promulgated', '').replace('-', '') or '00000000'}"


def _filled(cells: Cells) -> Cells:
    return {name: cell for name, cell in cells.items() if cell}


def _law(row: Cells, law_id: str, key: str, ids: Mapping[str, str], doubts: list[str]) -> dict[str, str]:
    start, end = row["effective"], row["valid_to"]
    if start and end and end < start:
        doubts.append(f"{row['name']}（{row['promulgated']}）的失效日期早于施行日期，两者都未采用。")
        start = end = ""
    ended = not end and row.get("status") in _ENDED  # nobody knows when
    verified = bool(start) and row["effective_basis"] in SURE and not ended
    successor = row["replaced_by"]
    return {
        "law_id": law_id, "law_key": key, "name": row["name"], "aliases": row["aliases"], "level": row["category"],
        "issuer": row["issuing_body"], "promulgated": row["promulgated"], "effective_from": start,
        "effective_to": end, "verified": "是" if verified else "否", "label": row["version_label"],
        "articles": row["n_articles"], "last_article": row["last_article"],
        "replaced_by": ids.get(successor, successor)[:200]}


def _structure(law_id: str, article: Parsed) -> dict[str, str]:
    """The row of law_articles.csv."""
    return {
        "law_id": law_id, "article": str(article["article"]), "suffix": str(article["article_suffix"]),
        "paragraphs": str(len(article["paragraphs"])),
        "items": ";".join(str(len(items)) for items in article["items"]) or "0",
        **facts(article),
        "hash": hashlib.sha256(re.sub(r"\s", "", whole_text(article)).encode()).hexdigest()[:16]}


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
            base = _pinyin(name)
            self._keys[name] = next(key for key in chain((base,), (f"{base}-{number}" for number in count(2))) if key not in self._taken)
            self._taken.add(self._keys[name])
        return self._keys[name]


def _pinyin(name: str) -> str:
    try:
        from pypinyin import lazy_pinyin
    except ImportError as error:
        raise Refusal("导入法规需要 pypinyin，请运行 make setup 安装。") from error
    return re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(name.removeprefix(_STATE))).lower())[:60] or "law"
