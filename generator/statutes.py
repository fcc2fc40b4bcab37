"""A folder of statutes → laws.csv, law_articles.csv and law_map.csv: names, dates, structure, old and new; never the text."""

import csv
import gzip
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count, zip_longest
from pathlib import Path
from typing import TypeAlias

from generator.article_facts import Parsed, facts
from generator.laws import Registry
from generator.model import LawArticle, LawVersion, Refusal
from generator.reading import read
from generator.schema import TableSchema

NATIONAL, LOCAL = ("宪法", "法律", "行政法规", "部门规章"), ("地方性法规", "地方政府规章")
"""The categories of the catalogue that are imported: national law down to ministry rules, and on request what provinces and cities make."""

SURE = ("text", "flk", "decision", "source", "header", "manual")
"""How the catalogue knows a 施行日期; anything else (assumed …) leaves the version unverified."""

_ENDED = ("已废止", "已修改")

_COLUMNS = ("id", "name", "aliases", "category", "issuing_body", "promulgated", "effective", "effective_basis", "valid_to", "version_label",
            "n_articles", "last_article", "has_text", "replaced_by")
"""The columns of the catalogue that are read."""

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
    listed = tuple(_listed(catalogue, doubts))
    rows = [row for row in listed if row["category"] in (*NATIONAL, *(LOCAL if local else ()))]
    doubts += (f"{catalogue.name} 中 {category or '没有写 category'} 的{count}个版本没有导入，"
               f"{'要导入的加 --local' if category in LOCAL else '只导入' + '、'.join((*NATIONAL, *LOCAL))}。"
               for category, count in (Counter(row["category"] for row in listed) - Counter(row["category"] for row in rows)).items())
    keys = _Keys(existing, schemas["laws"])
    ids = {row["id"]: f"{keys.of(row['name'])}@{row['promulgated'] or 'unknown'}" for row in rows}
    doubts += (f"{law_id} 有两个同日的版本，只取第一个。" for law_id, count in sorted(Counter(ids.values()).items()) if count > 1)
    first: dict[str, Mapping[str, str]] = {}
    for row in rows:
        first.setdefault(ids[row["id"]], row)
    laws, overtaken = [], _overtaken(rows)
    for law_id, row in first.items():
        laws.append(_law(row, law_id, keys.of(row["name"]), ids, doubts))
        if statute := overtaken.get(row["id"]):
            laws[-1]["verified"] = "否"
            doubts.append(f"《{row['name']}》（{row['promulgated']}）之后就同一事项制定了《{statute}》，没有资料说明条例已经废止，是否仍然有效未核实。")
    wanted = dict.fromkeys((row["id"] for row in listed), "") | {row["id"]: ids[row["id"]] for row in rows if row["has_text"] == "1"}
    found = _read(folder / "articles.jsonl.gz", wanted, doubts)
    texts = {law_id: tuple(_sure(law_id, parsed, doubts)) for law_id, parsed in found.items()}
    articles = tuple(_structure(law_id, article) for law_id, parsed in texts.items() for article in parsed)
    last = {cells["law_id"]: int(cells["last_article"] or 0) for cells in laws}
    incomplete = frozenset(law_id for law_id, parsed in texts.items() if _gaps((one["article"] for one in parsed), last[law_id]))
    return Import(tuple(laws), articles, texts, tuple(doubts), incomplete)


_STATE = "中华人民共和国"
_REGULATION = re.compile(rf"(?:{_STATE})?(?P<subject>.+?)(?:监督)?(?:管理)?(?:暂行)?条例")


def _overtaken(rows: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """id of a regulation without an end → the law made later on its very subject (危险化学品安全管理条例 → …安全法), whether or not it says what ends."""
    made: dict[str, Mapping[str, str]] = {}
    for row in sorted((row for row in rows if row["category"] == "法律"), key=lambda row: row["promulgated"]):
        made.setdefault(row["name"].removeprefix(_STATE), row)
    found = {}
    for row in rows:
        if row["category"] == "行政法规" and not row["valid_to"] and (name := _REGULATION.fullmatch(row["name"])):
            law = made.get(f"{name['subject']}法")
            if law and law["promulgated"] > row["promulgated"]:
                found[row["id"]] = law["name"]
    return found


def _listed(path: Path, doubts: list[str]) -> Iterator[Mapping[str, str]]:
    """The rows of the catalogue that have an id, a name and dates that exist; the others are reported."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        if missing := [name for name in _COLUMNS if name not in (rows.fieldnames or ())]:
            raise Refusal(f"{path} 缺少列 {'、'.join(missing)}。请按来源重新取得这个文件。")
        for number, row in enumerate(rows, 2):
            if None in row or None in row.values():
                doubts.append(f"{path.name} 第{number}行的单元格数与表头不同，没有导入。")
                continue
            wrong = [f"{name}“{row[name]}”" for name in ("promulgated", "effective", "valid_to") if row[name] and not _is_day(row[name])]
            wrong += [f"{name}“{row[name]}”" for name in ("n_articles", "last_article") if row[name] and not row[name].isdecimal()]
            if not (row["id"] and row["name"]):
                doubts.append(f"{path.name} 第{number}行没有写 id 或者法规名称，没有导入。")
            elif wrong:
                doubts.append(f"{path.name} 第{number}行《{row['name']}》的{'、'.join(wrong)}读不出，日期应为形如 2024-01-31 的实有日期，条数应为数字；没有导入。")
            else:
                yield row


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _gaps(numbers: Iterable[int], last: int) -> list[int]:
    """The article numbers that are missing up to the last one, known or said."""
    known = set(numbers)
    return [number for number in range(1, max(last, *known, 0) + 1) if number not in known]


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


def _law(row: Mapping[str, str], law_id: str, key: str, ids: Mapping[str, str], doubts: list[str]) -> dict[str, str]:
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


def _read(path: Path, wanted: Mapping[str, str], doubts: list[str]) -> Mapping[str, list[Parsed]]:
    """law_id → its articles as they stand in the file; `wanted` names the law_id of an id, "" for a law that is listed but not imported."""
    if not path.is_file():
        raise Refusal(f"缺少 {path.name}，无法导入条文结构。")
    found: dict[str, list[Parsed]] = defaultdict(list)
    unlisted: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            try:
                article = json.loads(line)
                if article["law_id"] not in wanted:
                    unlisted[article["law_id"]] += 1
                elif law_id := wanted[article["law_id"]]:
                    if not _is_article(article):
                        raise ValueError
                    found[law_id].append(article)
            except (ValueError, KeyError, TypeError):
                doubts.append(f"{path.name} 第{number}行读不出条号或者条文，没有导入。")
    doubts.extend(f"{path.name} 中 {name} 的{count}条不属于目录所列的法规，没有导入。" for name, count in unlisted.items())
    return found


def _is_article(article: Parsed) -> bool:
    """True iff the number is one that an article can have, and every list of items belongs to a paragraph."""
    number, suffix, _ = int(article["article"]), int(article["article_suffix"]), _text(article)
    return number > 0 and suffix >= 0 and len(article["items"]) <= len(article["paragraphs"])


def _sure(law_id: str, parsed: Iterable[Parsed], doubts: list[str]) -> Iterator[Parsed]:
    """The articles whose number is certain, in order; whatever is odd about the numbering is reported and nothing is guessed."""
    by_place: dict[tuple[int, int], list[Parsed]] = defaultdict(list)
    last = (0, 0)
    for article in parsed:
        place = article["article"], article["article_suffix"]
        if place < last and place not in by_place:
            doubts.append(f"{law_id} 的{_name(place)}排在{_name(last)}之后，按条号导入，请核对。")
        last = max(last, place)
        by_place[place].append(article)
    for place, copies in sorted(by_place.items()):
        if len({_text(copy) for copy in copies}) > 1:
            doubts.append(f"{law_id} 有{len(copies)}个文字不同的{_name(place)}，不能确定是哪一个，都没有导入。")
            continue
        if len(copies) > 1:
            doubts.append(f"{law_id} 的{_name(place)}重复出现，只取一次。")
        yield copies[0]
    missing = _gaps((article for article, _ in by_place), 0)
    if missing:
        shown = "、".join(f"第{number}条" for number in missing[:5])
        doubts.append(f"{law_id} 缺{shown}{f'等{len(missing)}条' if len(missing) > 5 else ''}，其余照常导入。")


def _name(place: tuple[int, int]) -> str:
    return f"第{place[0]}条" + (f"之{place[1]}" if place[1] else "")


def _structure(law_id: str, article: Parsed) -> dict[str, str]:
    """The row of law_articles.csv."""
    return {
        "law_id": law_id, "article": str(article["article"]), "suffix": str(article["article_suffix"]),
        "paragraphs": str(len(article["paragraphs"])),
        "items": ";".join(str(len(items)) for items in article["items"]) or "0",
        **facts(article),
        "hash": hashlib.sha256(re.sub(r"\s", "", _text(article)).encode()).hexdigest()[:16]}


def _text(article: Parsed) -> str:
    """The whole text of one parsed article, paragraphs and items in order."""
    paragraphs = article["paragraphs"]
    of_paragraph = zip_longest(paragraphs, article["items"][:len(paragraphs)], fillvalue=())
    return "\n".join(part for paragraph, items in of_paragraph for part in (paragraph, *items))


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
