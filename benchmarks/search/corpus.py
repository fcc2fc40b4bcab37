"""A large World for measuring search: the published lists, the examples of queries, and conduct that statutes punish.

Nothing is left out for resembling an item that a query looks for: a town has many lists that say nearly the same, and
`gold.csv` judges every item by a rule, so that all that regulate the conduct count. Texts are distinct.
"""

import csv
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.book import load
from generator.laws import Registry, registry
from generator.model import Edition, Item, Kind, Organisation, World, identifier
from generator.search.text import runs

AS_OF = date(2026, 11, 25)
START = date(2022, 12, 1)
AT_LEAST = 3
"""Clauses that answer a held-out query are taken first, so many of each."""
DEPARTMENTS = ("公安局", "商务局", "教育局", "民政局", "自然资源局", "园林绿化局", "交通运输委员会", "药品监督管理局", "住房公积金管理中心",
               "体育局", "气象局", "海事局", "邮政管理局", "林业局", "医疗保障局", "城市管理行政执法局", "工业和信息化局", "网信办")
SUBJECTS = {"消防": "消防救援支队", "道路运输|客运|出租|公路|航道|港口|轨道|船舶": "交通运输局", "交通安全|治安|养犬|犬|烟花|网络安全|无人驾驶": "公安局",
            "市容|市政|垃圾|停车|燃气|供热|户外广告|文明行为|精致城市": "城市管理局", "绿化|公园|园林|森林|林|湿地|风景|自然保护区": "园林绿化局",
            "环境|污染|大气|噪声|排污|放射": "生态环境局", "食品|药品|电梯|特种设备|广告|价格|计量|标准|消费者|电子商务|市场|质量|商标": "市场监督管理局",
            "建筑|建设|物业|房|招标|勘察|抗震|住宅": "住房和城乡建设局", "文物|文化|旅游|出版|广播|电影|娱乐|互联网上网|遗产|历史": "文化广电旅游局",
            "农|渔|畜|兽|种子|动物|植物|粮食|蚕|种畜": "农业农村局", "水|河道|湖|防洪|取水|黄河": "水务局", "劳动|工资|社会保险|就业|职工": "人力资源和社会保障局",
            "安全生产|危险化学品|矿山|应急": "应急管理局", "卫生|医|献血|传染病|母婴|护士": "卫生健康局", "统计": "统计局", "教育|学校|培训": "教育局",
            "气象|雷电": "气象局", "土地|测绘|矿产|规划|海域|海岛": "自然资源局", "殡葬|慈善|社会团体|养老|地名": "民政局"}
"""What the name of a law says of who enforces it, the first that fits; other laws fall to any department."""
MILD = ("", "", "", "数量较少", "情节轻微，已主动改正", "首次被发现，未造成危害后果", "时间较短，当场改正", "经提醒后立即停止", "规模较小，及时消除影响")
_AS_MADE = re.compile(f"，(?:{'|'.join(filter(None, MILD))})$")
"""How `world` ends a conduct: no part of what it is judged by (时间较短 is no answer to 营业时间)."""
WHO = ("", "", "", "", "经营者", "当事人", "企业", "个体工商户", "有关单位")


@dataclass(frozen=True, slots=True)
class Clause:
    """Conduct as a statute words it."""

    law: str
    article: int
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """A row of gold.csv. `relevant`: alternatives parted by " / ", each of patterns that all hold, parted by " + "."""

    category: str
    query: str
    held_out: bool
    relevant: str

    def answered_by(self, item: Item, cited: frozenset[str]) -> bool:
        """True iff `item`, which cites `cited` (law#article and law), regulates what is asked for."""
        if self.relevant.startswith("law="):
            return self.relevant[4:] in cited
        if self.relevant.startswith("id="):
            return item.item_id == self.relevant[3:]
        text = _AS_MADE.sub("", item.violation or "")
        return any(all(re.search(one, text) for one in way.split(" + ")) for way in self.relevant.split(" / "))


def gold(path: Path) -> list[Query]:
    """The queries of gold.csv."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [Query(row["category"], row["query"], row["held_out"] == "true", row["relevant"]) for row in csv.DictReader(lines)]


def clauses(laws: Path) -> Iterator[Clause]:
    """Every clause of a law in force that describes punishable conduct in 10 to 100 characters."""
    with (laws / "catalogue.csv").open(encoding="utf-8-sig", newline="") as lines:
        names = {row["id"]: row["name"] for row in csv.DictReader(lines) if row["status"] == "有效" and row["id"] != "刑法_20231229"}
    for name in ("articles.jsonl.gz", "articles_local.jsonl.gz"):
        with gzip.open(laws / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["law_id"] in names:
                    for text in _conduct(row):
                        if 10 <= len(text) <= 100 and not re.match("违反|由.{0,20}(部门|机关)|法律、|其他|处", text):
                            yield Clause(names[row["law_id"]], row["article"], text)


def _conduct(article: dict[str, Any]) -> Iterator[str]:
    for number, paragraph in enumerate(article["paragraphs"]):
        below = article["items"][number] if number < len(article["items"]) else []
        if "下列" in paragraph and re.search("罚款|处罚|不得|禁止", paragraph):
            for text in below:
                yield re.sub("^[（(]?[一二三四五六七八九十]+[)）]|的?[；;。]$", "", text.split("，责令")[0].split("，处")[0])
        elif "违反" in paragraph and "罚款" in paragraph:
            match = re.match(r"(?:违反本(?:法|条例|规定|办法)[^，]{0,20}，)?([^，]{8,80}?)的?，", paragraph)
            if match:
                yield match[1]


def world(root: Path, laws: Path, size: int, queries: Sequence[Query], examples: Path | None) -> tuple[World, dict[str, str]]:
    """A World that publishes `size` items, and the identifiers of the examples by their violation."""
    book = load(root).book
    here = World(book, AS_OF)
    draw = random.Random(20261125)
    known = {row.name: row.dept for row in book.organisations}
    extra = {f"示例市{name}": f"x{number}" for number, name in enumerate(DEPARTMENTS) if f"示例市{name}" not in known}
    known |= extra
    maker = _Maker(draw, [item for item in book.items if item.item_id])
    planted = {row["violation"]: maker.item(row["violation"], known.get(f"示例市{row['department']}", "x0"), f"{row['department'][:4]}监管",
                                            row["penalty_basis"], row["conditions"])
               for row in _examples(examples)}
    filler = _filler(list(dict.fromkeys(clauses(laws))), queries, draw)
    items = [*here.public_items, *planted.values()]
    missing = size - len({item.item_id for item in items})
    codes = sorted(set(known.values()))
    said: set[str] = {item.violation or "" for item in items}
    for clause in filler:
        if missing <= 0:
            break
        mild = draw.choice(MILD)
        violation = f"{draw.choice(WHO)}{clause.text}{'，' if mild else ''}{mild}"
        if violation in said:
            continue
        said.add(violation)
        subject = next((words for words in SUBJECTS if re.search(words, clause.law)), "")
        names = [known[name] for name in known if subject and name.endswith(SUBJECTS[subject])] or codes
        word = re.search(subject, clause.law) if subject else None
        area = f"{word[0] if word else '综合'}监管"
        items.append(maker.item(violation, names[sum(map(ord, clause.law)) % len(names)], area, f"《{clause.law}》第{clause.article}条"))
        missing -= 1
    if missing > 0:
        raise SystemExit(f"法规中只有{size - missing}种行为")
    editions = tuple(Edition(edition=f"{code}-bench", department=code, published_on=START, effective_from=START,
                             doc_no=f"示{code}规〔2022〕9号") for code in codes)
    organisations = tuple(Organisation(dept=code, name=name) for name, code in extra.items())
    made = replace(book, items=tuple(items), editions=(*book.editions, *editions), organisations=(*book.organisations, *organisations),
                   lists=tuple(sorted({(item.department, item.kind) for item in items}, key=str)))
    return World(made, AS_OF), {text: item.item_id or "" for text, item in planted.items()}


def relevant(world: World, queries: Sequence[Query]) -> dict[str, list[str]]:
    """Query → the identifiers of every item in force that answers it."""
    laws = world.once(registry)
    items = [item for item in world.public_items if world.status(item).value in ("in_force", "scheduled")]
    cited = [_cited(item, laws) for item in items]
    return {one.query: sorted({item.item_id or "" for item, of in zip(items, cited, strict=True) if one.answered_by(item, of)}) for one in queries}


def _cited(item: Item, laws: Registry) -> frozenset[str]:
    found = [citation for column in ("penalty_basis", "coercion_basis", "obligation_basis", "relief_basis")
             for citation in laws.citations(getattr(item, column))]
    return frozenset(key for one in found if one.law_full for key in (one.law_full, f"{one.law_full}#{one.article}"))


def _examples(path: Path | None) -> list[dict[str, str]]:
    if path is None or not path.exists():
        return []
    queries = json.loads(path.read_text(encoding="utf-8"))["queries"]
    return list({row["violation"]: row for query in queries for row in query["expected"]}.values())


def _filler(pool: list[Clause], queries: Sequence[Query], draw: random.Random) -> list[Clause]:
    """`pool` in a random order, after some that answer each held-out query."""
    draw.shuffle(pool)
    first: dict[Clause, None] = {}
    for query in queries:
        if query.held_out:
            if query.relevant.startswith("law="):
                law, _, article = query.relevant[4:].partition("#")
                found = [one for one in pool if one.law == law and str(one.article) == article]
            else:
                found = [one for one in pool if query.answered_by(Item(department="", kind=Kind.NO_PENALTY, violation=one.text), frozenset())]
            first.update(dict.fromkeys(found[:AT_LEAST]))
    return [*first, *(one for one in pool if one not in first)]


class _Maker:
    """Makes an item of a violation: the other columns say what those of real items say."""

    def __init__(self, draw: random.Random, real: Sequence[Item]) -> None:
        self._draw = draw
        self._taken = {item.item_id for item in real}
        self._sentences = sorted({s.strip("；。") for item in real for s in re.split(r"[0-9][.．]", item.conditions or "") if 8 < len("".join(runs(s))) < 80})
        self._penalties = sorted({item.statutory_penalty for item in real if item.statutory_penalty})
        self._measures = sorted({item.supporting_measures for item in real if item.supporting_measures})

    def item(self, violation: str, department: str, area: str, basis: str, conditions: str | None = None) -> Item:
        draw = self._draw
        kind = draw.choice(list(Kind)[:3])
        stated = "同时满足：" + "；".join(f"{n}.{s}" for n, s in enumerate(draw.sample(self._sentences, 4), 1)) + "。"
        return Item(department=department, kind=kind, item_id=self._fresh(), violation=violation, field=area, penalty_basis=basis,
                    statutory_penalty=draw.choice(self._penalties), conditions=conditions or stated,
                    relief_basis="《中华人民共和国行政处罚法》第三十三条第一款", outcome=kind.value,
                    supporting_measures=draw.choice(self._measures), township=draw.random() < 0.3,
                    power_code=f"99{draw.randrange(10**10):010d}", edition=f"{department}-bench", effective_from=START)

    def _fresh(self) -> str:
        while (made := identifier(2022, self._draw.randrange(100000))) in self._taken:
            pass
        self._taken.add(made)
        return made
