"""A large city for measuring `check`: every item has its own violation, conditions and penalty basis, from real law facts."""

import csv
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from generator.model import identifier

ROOT = Path(__file__).resolve().parents[2]
DEPARTMENTS = 40
KINDS = ("no-penalty", "lighter-penalty", "mitigated-penalty", "no-coercion")
PLACES = ("车间", "门店", "仓库", "工地", "摊位", "码头", "实验室", "培训点", "养殖场", "停车场", "宿舍", "展厅", "站房", "库区", "网点", "机房")
THINGS = ("台账", "标识", "合同", "记录", "凭证", "设备", "器材", "样品", "车辆", "包装", "标签", "票据", "档案", "场地", "管线", "苗木")
UNITS = ("份", "处", "件", "台", "辆", "批次", "平方米", "天", "人次", "条")


def write(root: Path, size: int, seed: int = 20261124, departments: int = DEPARTMENTS) -> None:
    """A folder with lists/ of `size` items in so many departments; the same bytes for the same arguments."""
    chance = random.Random(seed)
    lists = root / "lists"
    shutil.copytree(ROOT / "lists", lists, ignore=shutil.ignore_patterns("exemptions", "waivers.csv", "redactions.csv"))
    templates = {kind: list(_shipped(kind)) for kind in KINDS}
    articles = list(_articles())
    start = _departments(lists, departments)
    numbers = chance.sample(range(500_000), size)
    per_file: dict[tuple[str, str], list[dict[str, str]]] = {}
    for n, number in enumerate(numbers):
        department, kind = f"b{n % departments:02d}", KINDS[n // departments % len(KINDS)]
        row = _item(chance.choice(templates[kind]), n, chance, articles)
        row.update(item_id=identifier(2017 + number // 100_000, number % 100_000), edition=f"{department}-2026-1",
                   effective_from=start, effective_to="", end_reason="", replaced_by="")
        per_file.setdefault((department, kind), []).append(row)
    for (department, kind), rows in per_file.items():
        path = lists / "exemptions" / department / f"{kind}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        headers = _headers()
        with path.open("w", encoding="utf-8", newline="") as stream:
            out = csv.writer(stream, lineterminator="\n")
            out.writerow(headers.values())
            out.writerows([row.get(name, "") for name in headers] for row in sorted(rows, key=lambda row: row["item_id"]))


def _item(template: dict[str, str], n: int, chance: random.Random, articles: list[str]) -> dict[str, str]:
    """The template with its own conduct, amounts, periods and, half of the time, its own penalty article."""
    row = dict(template)
    place, thing, unit = chance.choice(PLACES), chance.choice(THINGS), chance.choice(UNITS)
    row["violation"] = f"{template['violation']}（{place}{thing}{n}号情形）"[:200]
    row["conditions"] = f"{template['conditions']}；涉及{place}的{thing}不超过{chance.randrange(1, 999)}{unit}，第{n}类"[:900]
    row["inclusion_reason"] = f"{template['inclusion_reason']}，{place}{thing}易于整改"
    row["supporting_measures"] = f"{template['supporting_measures']}；{chance.randrange(5, 60)}日内复查{place}"
    row["correction_deadline"] = f"{chance.randrange(1, 30)}日内"
    if template.get("penalty_basis") and n % 2:
        row["penalty_basis"] = chance.choice(articles)
    row["power_code"] = f"99{n:09d}1"
    return row


def _shipped(kind: str) -> Iterator[dict[str, str]]:
    names = {header: name for name, header in _headers().items()}
    for path in sorted((ROOT / "lists" / "exemptions").glob(f"*/{kind}.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                cells = {names[header]: cell for header, cell in row.items()}
                if not cells["effective_to"]:
                    yield cells


def _headers() -> dict[str, str]:
    from generator.schema import tables

    return dict(tables(ROOT / "schema")["exemptions"].headers)


def _articles() -> Iterator[str]:
    """Canonical citations of articles that lay down a fine, in laws in force."""
    from generator.citation import article_label

    with (ROOT / "lists" / "laws.csv").open(encoding="utf-8", newline="") as stream:
        laws = {row["law_id"]: row["name"] for row in csv.DictReader(stream) if row["effective_from"] and not row["effective_to"]}
    with (ROOT / "lists" / "law_articles.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["law_id"] in laws and row["fines"]:
                yield f"《{laws[row['law_id']]}》{article_label(int(row['article']), int(row['suffix'] or 0) or None)}"


def _departments(lists: Path, departments: int) -> str:
    """Rows for the invented departments in organisations.csv and editions.csv; the first day of their editions."""
    _append(lists / "organisations.csv", [{"部门代码": f"b{n:02d}", "部门名称": f"示例市第{n + 1}测量局", "生效日期": "2019-01-01"}
                                          for n in range(departments)])
    with (lists / "editions.csv").open(encoding="utf-8", newline="") as stream:
        model = max(csv.DictReader(stream), key=lambda row: row["公布日期"])
    _append(lists / "editions.csv", [model | {"发布批次": f"b{n:02d}-2026-1", "部门": f"b{n:02d}", "统一编号": f"CL-{n:02d}-2026-001", "替代": "", "清单": ";".join(KINDS)}
                                     for n in range(departments)])
    return model["施行日期"]


def _append(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        headers, present = list(reader.fieldnames or ()), list(reader)
    merged = sorted([*present, *rows], key=lambda row: [row.get(header, "") for header in headers])
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.DictWriter(stream, headers, restval="", lineterminator="\n")
        out.writeheader()
        out.writerows(merged)
