"""A large World for measuring search: the lists of this repository, planted items, and filler from penal clauses of statutes."""

import csv
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.book import load
from generator.model import Edition, Item, Kind, Organisation, World, identifier
from generator.search.text import bigrams

AS_OF = date(2026, 11, 24)
START = date(2022, 12, 1)
DEPARTMENTS = ("公安局", "商务局", "教育局", "民政局", "自然资源局", "园林绿化局", "交通运输委员会", "药品监督管理局", "住房公积金管理中心",
               "体育局", "气象局", "税务局", "海事局", "邮政管理局", "林业局", "审计局", "知识产权局", "医疗保障局", "退役军人事务局",
               "国家安全局", "司法局", "财政局", "科学技术局", "工业和信息化局", "城市管理行政执法局", "网信办")
MILD = ("", "", "数量较少", "情节轻微，已主动改正", "首次被发现，未造成危害后果", "时间较短，当场改正", "涉及金额较小，已退还", "经提醒后立即停止",
        "规模较小，及时消除影响", "未造成他人损失，取得谅解")
WHO = ("", "", "", "经营者", "当事人", "企业", "个体工商户", "有关单位", "建设单位", "运输经营者", "生产者、销售者", "从业人员")


def clauses(laws: Path) -> Iterator[tuple[str, int, str]]:
    """(law_id, article, conduct) of every clause that describes punishable conduct."""
    for name in ("articles.jsonl.gz", "articles_local.jsonl.gz"):
        with gzip.open(laws / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                for number, paragraph in enumerate(row["paragraphs"]):
                    below = row["items"][number] if number < len(row["items"]) else []
                    if "下列" in paragraph and re.search("罚款|处罚|不得|禁止", paragraph):
                        for text in below:
                            yield row["law_id"], row["article"], re.sub("^[（(]?[一二三四五六七八九十]+[)）]|的?[；。]$", "", text)
                    elif "违反" in paragraph and "罚款" in paragraph:
                        match = re.match(r"(?:违反本(?:法|条例|规定|办法)[^，]{0,20}，)?([^，]{8,80}?)的?，", paragraph)
                        if match:
                            yield row["law_id"], row["article"], match[1]


def world(root: Path, laws: Path, size: int, gold: list[dict[str, object]], planted: list[dict[str, str]]) -> tuple[World, dict[str, str]]:
    """A World of `size` items, and the identifiers of the planted ones by violation."""
    book = load(root).book
    random_ = random.Random(20261124)
    real = [item for item in book.items if item.item_id]
    taken = {item.item_id for item in real}
    names = [f"示例市{name}" for name in DEPARTMENTS]
    known = {row.name: row.dept for row in book.organisations}
    extra = {f"示例市{name}": f"x{n}" for n, name in enumerate(DEPARTMENTS)}
    known.update({**extra, **{f"示例市{row['department']}": known.get(f"示例市{row['department']}") or extra.get(f"示例市{row['department']}") or "xq" for row in planted}})
    by_name = {version.name: version.name for version in book.laws}
    law_names = {}
    with (laws / "catalogue.csv").open(encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            law_names[row["id"]] = row["name"]
    sentences = sorted({s.strip("；。") for item in real for s in re.split(r"[0-9][.．]", item.conditions or "") if 8 < len(s) < 80})
    penalties = sorted({item.statutory_penalty for item in real if item.statutory_penalty})
    measures = sorted({item.supporting_measures for item in real if item.supporting_measures})

    def fresh() -> str:
        while True:
            made = identifier(2022, random_.randrange(100000))
            if made not in taken:
                taken.add(made)
                return made

    def item(violation: str, department: str, field: str, basis: str, conditions: str) -> Item:
        kind = random_.choice(list(Kind)[:3])
        return Item(department=department, kind=kind, item_id=fresh(), violation=violation, field=field, penalty_basis=basis,
                    statutory_penalty=random_.choice(penalties), conditions=conditions, relief_basis="《中华人民共和国行政处罚法》第三十三条第一款",
                    outcome=kind.value, supporting_measures=random_.choice(measures), township=random_.random() < .3,
                    power_code=f"99{random_.randrange(10**10):010d}", edition=f"{department}-bench", effective_from=START)

    plants = {row["violation"]: item(row["violation"], known[f"示例市{row['department']}"], f"{row['department'][:4]}监管", row["penalty_basis"], row["conditions"])
              for row in planted}
    keep = [version.violation or "" for version in real] + list(plants)
    kept = [bigrams(text) for text in keep]
    queries = [re.sub(r"\s", "", str(row["query"])) for row in gold]
    index: dict[str, list[int]] = {}
    for number, pairs in enumerate(kept):
        for pair in pairs:
            index.setdefault(pair, []).append(number)
    filler: dict[str, Item] = {}
    pool = list(dict.fromkeys(clauses(laws)))
    counts = Counter(law_names.get(law_id, "") for law_id, _, _ in pool)
    chosen = {name for name, _ in counts.most_common(400)}
    pool = [row for row in pool if law_names.get(row[0], "") in chosen]
    fields: dict[tuple[str, int], str] = {}
    random_.shuffle(pool)
    target = size - len({i.item_id for i in real}) - len(plants)
    for turn in range(8):
        for law_id, article, text in pool:
            if len(filler) >= target:
                break
            name = law_names.get(law_id, "")
            if not 10 <= len(text) <= 120 or (name not in by_name and not turn) or any(query in text for query in queries):
                continue
            mild = random_.choice(MILD)
            violation = f"{random_.choice(WHO)}{text}{'，' if mild else ''}{mild}"
            if violation in filler or _alike(violation, index, kept):
                continue
            department = known[random_.choice(names)] if turn else known[names[sum(map(ord, name)) % len(names)]]
            conditions = "同时满足：" + "；".join(f"{n}.{s}" for n, s in enumerate(random_.sample(sentences, 4), 1))
            field = fields.setdefault((department, sum(map(ord, name)) % 8), re.sub("中华人民共和国|(管理|实施)?条例$|法$", "", name)[-8:] + "监管")
            filler[violation] = item(violation, department, field, f"《{name}》第{article}条", conditions)
    items = (*real, *plants.values(), *filler.values())
    departments = sorted({i.department for i in items if i.edition and i.edition.endswith("-bench")})
    editions = tuple(Edition(edition=f"{code}-bench", department=code, published_on=START, effective_from=START, doc_no=f"示{code}规〔2022〕9号") for code in departments)
    organisations = tuple(Organisation(dept=code, name=name) for name, code in known.items() if code and code.startswith("x"))
    made = replace(book, items=items, editions=(*book.editions, *editions), organisations=(*book.organisations, *organisations))
    return World(made, AS_OF), {text: i.item_id or "" for text, i in plants.items()}


def _alike(violation: str, index: dict[str, list[int]], kept: list[set[str]]) -> bool:
    """True iff the filler says much the same as an item that a query looks for."""
    pairs = bigrams(violation)
    counts: dict[int, int] = {}
    for pair in pairs:
        for number in index.get(pair, ()):
            counts[number] = counts.get(number, 0) + 1
    return any(shared > 0.45 * min(len(pairs), len(kept[number])) for number, shared in counts.items())
