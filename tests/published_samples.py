"""Published lists of real departments as items: what they say, and which of their named defects the rules find.

The originals are not part of the repository; run `python tests/published_samples.py` where they are at hand to write docs/samples.md.
"""

import csv
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from generator.book import load
from generator.intake.choosing import chosen
from generator.intake.gathering import takings_of
from generator.intake.grid import grids
from generator.legality.judge import judge, rules
from generator.model import Edition, Finding, Item, Kind, Organisation, Severity, Source, World, identifier
from generator.schema import directory, tables

ROOT = Path(__file__).resolve().parents[1]
ORIGINALS = ROOT.parent / "shared/samples/published_items.csv"
PAGE = ROOT / "docs/samples.md"
COLLECTED = date(2025, 11, 24)
"""The day on which the lists are judged: all had been published, and no law they cite had yet given way to a code of 2026."""
ABSENT = "A01"
"""Columns that the source never had are not held against it."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect named by those who collected the samples: row of their file, the defect in our words, what must find it.

    One of `rules` suffices. `cells` and `kind` put into the item what the original says outside the cells of its row: in the
    title of the list or in the header of a column.
    """

    row: int
    words: str
    rules: tuple[str, ...]
    cells: Mapping[str, str] = field(default_factory=dict)
    kind: Kind | None = None


DEFECTS = (
    Defect(16, "公布后五日即施行", ("H06",)),
    Defect(23, "罚则要先责令改正、拒不改正才罚款，改正本来就不罚", ("D07",)),
    Defect(24, "仍引修订前的行政处罚法第二十七条", ("B09",)),
    Defect(25, "所引条例增加一条后罚则条号后移", ("B06",)),
    Defect(28, "情形有不良后果，比一般情形更重，却列为减轻", ("C09",)),
    Defect(28, "依据只有法名没有条号", ("B01",)),
    Defect(29, "情形是再次违法，比一般情形更重，却列为减轻", ("C09",)),
    Defect(29, "依据只有法名没有条号", ("B01",)),
    Defect(30, "情形是整改不到位，比一般情形更重，却列为减轻", ("C09",)),
    Defect(30, "依据只有法名没有条号", ("B01",)),
    Defect(50, "条件照抄法条，没有细化", ("C18",)),
    Defect(50, "依据没有条号", ("B01",)),
    Defect(50, "“纠正”“改正”混用", ("I01",)),
    Defect(51, "条件照抄法条，没有细化", ("C18",)),
    Defect(61, "罚则要先责令拆除、逾期不拆才罚款，改正本来就不罚", ("D07",)),
    *(Defect(row, "清单标题是减轻处罚，表内是不予处罚", ("A02", "A03"), kind=Kind.MITIGATED_PENALTY) for row in (63, 64, 65, 66)),
    Defect(63, "减免依据一栏填的是罚则", ("C01",), {"relief_basis": "《中华人民共和国水法》第六十五条第一款"}),
    Defect(69, "首违不罚缺危害后果轻微、及时改正两个要件", ("C03",)),
    Defect(73, "引文的令号后多一个“令”字", ("B10",)),
    Defect(74, "从轻处罚清单的栏目写的是免予处罚的情形", ("A03",), {"conditions": "免予处罚的情形：{}"}),
    Defect(75, "罚则要先责令改正、逾期不改才罚款，改正本来就不罚", ("D07",)),
    Defect(77, "法律修改后罚则条号后移、罚款上限提高，仍用旧条号旧金额", ("B06", "B07", "D12")),
    Defect(78, "法律修改后罚则条号后移、罚款上限提高，仍用旧条号旧金额", ("B06", "B07", "D12")),
    Defect(79, "法律修改后义务条款和罚则条号后移", ("B06",)),
    Defect(80, "轻微不罚缺违法行为轻微这一要件", ("C02",), {"exemption_type": "轻微不罚"}),
    Defect(81, "法名写错一个字", ("B02",)),
    Defect(83, "从轻处罚清单的栏目写的是不予处罚适用条件", ("A03",), {"conditions": "不予处罚适用条件：{}"}),
    Defect(83, "没有裁量幅度", ("D09",)),
    Defect(84, "罚款没有下限，只降数额不是减轻", ("D06", "D09")),
    Defect(86, "罚则要先责令改正、拒不改正才处罚，改正本来就不罚", ("D07",)),
    Defect(87, "罚则要先责令改正、拒不改正才罚款，改正本来就不罚", ("D07",)),
    Defect(90, "没有写明具体的违法行为", ("C19",)),
    Defect(91, "法名不是规范简称", ("B10",)),
    Defect(92, "同一条既在不予处罚清单又在从轻处罚清单", ("F01",)),
)

EXPLAINED: Mapping[int, str] = {
    26: "与第24、25行同出一张清单，同样引修订前的第二十七条；收集者只在第24行写了一次"}
"""Rows without a named defect that nevertheless have an error → why the error is right."""


def originals() -> list[Row]:
    """The rows of the sample file, in its order."""
    with ORIGINALS.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _started(source: str) -> date:
    """The day a list began, as its source line says it; the year alone, or 2024, where it says no more."""
    days = re.findall(r"(\d{4})-(\d{2})-(\d{2})(施行|实施)?", source)
    if days:
        year, month, day, _ = next((one for one in days if one[3]), days[0])
        return date(int(year), int(month), int(day))
    named = re.search(r"(20\d\d)年", source) or re.search(r"〔(20\d\d)〕", source)
    return date(int(named[1]) if named else 2024, 1, 1)


@cache
def _taken() -> Mapping[int, Mapping[str, str]]:
    """Row → its cells as `import` reads them into the list that the source says it is of."""
    schema = tables(directory(ROOT))["exemptions"]
    lists = chosen(grids(ORIGINALS.name, ORIGINALS.read_bytes()), schema, ORIGINALS.name).lists
    return {row.row: row.cells for taking in takings_of(lists, ORIGINALS.name, schema, {}) for row in taking.rows}


def item_of(number: int, row: Row) -> Item:
    """The item that row `number` (2 = the first) would be in our tables."""
    kind = next((d.kind for d in DEFECTS if d.row == number and d.kind), None) or Kind.of(row["list_kind"])
    assert kind is not None
    cells = {**_taken()[number], "item_id": identifier(2025, number), "effective_from": _started(row["source"]).isoformat(),
             "edition": row["department"]}
    cells.pop("note", None)  # the collector's words, not the department's
    for defect in DEFECTS:
        if defect.row == number:
            cells |= {name: text.format(cells.get(name, "")) for name, text in defect.cells.items()}
    return Item.from_cells(cells, Source(ORIGINALS.name, number, number),
                           kind=kind, department=row["department"])


def edition_of(number: int, row: Row) -> Edition:
    """The 印发 behind a row: the first date of its source is that of publication."""
    days = re.findall(r"\d{4}-\d{2}-\d{2}", row["source"])
    started = _started(row["source"])
    return Edition(edition=row["department"], department=row["department"], title=f"第{number}行所在的清单", effective_from=started,
                   published_on=date.fromisoformat(days[0]) if days else started, source=Source("editions", number, number))


@cache
def judged() -> Mapping[int, tuple[Finding, ...]]:
    """Row → what the rules say about it, without A01; of the 印发 only H06 is asked, since the sources tell no more of it."""
    rows = dict(enumerate(originals(), 2))
    items = tuple(item_of(number, row) for number, row in rows.items())
    editions = {row["department"]: edition_of(number, row) for number, row in reversed(rows.items())}
    departments = tuple(Organisation(dept=name, name=name) for name in editions)
    book = replace(load(ROOT).book, items=items, lists=tuple(sorted({(i.department, i.kind) for i in items}, key=str)),
                   editions=tuple(editions.values()), organisations=departments, terms=(), delegations=(), focus=(), waivers=())
    found: dict[int, list[Finding]] = {number: [] for number in rows}
    for finding in judge(World(book, COLLECTED)):
        if finding.rule != ABSENT and (finding.path == ORIGINALS.name or finding.rule == "H06"):
            found[finding.line or 0].append(finding)
    return {number: tuple(findings) for number, findings in found.items()}


def missed() -> list[tuple[int, str, tuple[str, ...]]]:
    """The named defects that no rule of those named finds."""
    said = {number: {finding.rule for finding in findings} for number, findings in judged().items()}
    return [(d.row, d.words, d.rules) for d in DEFECTS if not said[d.row] & set(d.rules)]


def errors_elsewhere() -> dict[int, tuple[Finding, ...]]:
    """Rows without a named defect → the errors that they nevertheless have."""
    named = {defect.row for defect in DEFECTS}
    found = {number: tuple(f for f in findings if f.severity is Severity.ERROR) for number, findings in judged().items()}
    return {number: errors for number, errors in found.items() if errors and number not in named}


def page() -> str:
    """docs/samples.md: every named defect with the rule that finds it, and every other error, without the words of the originals."""
    titles = {rule.id: rule.title for rule in rules()}
    said = {number: {finding.rule for finding in findings} for number, findings in judged().items()}
    elsewhere = errors_elsewhere()
    unnamed = len(said) - len({defect.row for defect in DEFECTS})
    named = [f"| {d.row} | {d.words} | {_told(said[d.row] & set(d.rules), titles) or '没有发现'} |" for d in sorted(DEFECTS, key=lambda d: d.row)]
    others = [f"| {number} | {_told({f.rule for f in errors}, titles)} | {EXPLAINED.get(number, '')} |" for number, errors in elsewhere.items()]
    return "\n".join((
        "# 公开清单的检验", "",
        f"从各地公开发布的清单中取了{len(said)}行，收集时逐行记下了看得出的缺陷。本页说明规则能不能发现这些缺陷，会不会误报。",
        "原文不收入仓库；行号是样本文件的行号（表头是第1行）。由 `tests/published_samples.py` 生成，`tests/test_samples.py` 核对。", "",
        f"- 按 {COLLECTED} 判断：当时这些清单都已公布，所引法律还没有被2026年施行的法典替代。",
        "- 来源没有的栏目（规则 A01）不算；清单标题、列名里的缺陷，按原样放进相应的栏目再检查。",
        f"- 点名的缺陷{len(DEFECTS)}处，发现{len(DEFECTS) - len(missed())}处。",
        f"- 没有点名缺陷的{unnamed}行，出现错误的{len(elsewhere)}行，占{100 * len(elsewhere) / unnamed:.1f}%，逐一说明在后。", "",
        "## 点名的缺陷", "", "| 行 | 缺陷 | 发现它的规则 |", "|---|---|---|", *named, "",
        "## 没有点名、却有错误的行", "", "| 行 | 规则 | 为什么确是错误 |", "|---|---|---|", *others, ""))


def _told(found: set[str], titles: Mapping[str, str]) -> str:
    return "；".join(f"{rule} {titles[rule]}" for rule in sorted(found))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}：{len(missed())}处缺陷没有发现。")
