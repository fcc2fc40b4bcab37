"""The lists at a glance: how many of which kind, what became wider or tighter, what waits to be adjusted, what will expire."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeAlias

from generator.diff.changes import Change, ChangeKind
from generator.diff.direction import Directions
from generator.diff.reason import Judgement
from generator.document import addresses, words
from generator.document.basis import Basis
from generator.document.blocks import Block, Chart, Facts, Link, Mark, Page, Paragraph, Section, Table, Text
from generator.document.shelf import Shelf
from generator.document.turns import Turn, What, coming
from generator.legality.procedure import months_after
from generator.model import Interval, Item, Kind, Status

ADDRESS = "dashboard/"
_TERMS = ((6, "六个月内"), (12, "六至十二个月"), (24, "一至二年"))
"""Months from as_of, and how a term up to them is called."""
_Ending: TypeAlias = tuple[date, Item, str]
"""The first day on which an item no longer applies, the item, and why it ends."""


def dashboard(shelf: Shelf, basis: Basis, turns: Sequence[Turn]) -> Page:
    """/dashboard/, from published versions; `turns` are the legal changes of the shelf."""
    items = tuple(item for item in shelf.items if shelf.status(item) is Status.IN_FORCE)
    lapsed = tuple((item, notices) for item in items if (notices := basis.lapsed(item)))
    lives = ((item, _life(item, shelf)) for item in items)
    ending = sorted(((life.end, item, life.reason) for item, life in lives if life and life.end), key=lambda one: (one[0], one[1].item_id or ""))
    soon = [pair for pair in ending if pair[0] < months_after(shelf.as_of, 12)]
    blocks: list[Block] = [
        Paragraph(f"截至{words.day(shelf.as_of)}公布的内容。图由表中的数字画出，表是准的。", "lead"),
        Facts(tuple(_figures(items, lapsed, soon, shelf)), "figures"),
        Section("各部门、各清单的现行事项", (_by_department(items, shelf),), "departments"),
        Section("历年变化", tuple(_by_year(turns, shelf)), "years"),
        Section("待调整的事项", tuple(_lapsed(lapsed, shelf)), "lapsed"),
        Section("有效期", tuple(_ending(ending, soon, len(items), shelf)), "ending")]
    return Page(path=ADDRESS, title="清单概览", section="about", role="dashboard", blocks=tuple(blocks), crumbs=(Link("首页", ""),),
                description="减免责清单的事项数、历年放宽和收紧、待调整和到期情况。")


def _life(item: Item, shelf: Shelf) -> Interval | None:
    """Until when the item applies and why it ends, counting the published versions that carry on where it stops."""
    versions = shelf.world.public_versions[item.item_id or ""]  # those of the shelf hold drafts too in a preview
    spans = {span.start: span for version in versions if (span := shelf.interval(version)) and not span.empty}
    life = shelf.interval(item)
    while life and life.end in spans:
        life = spans[life.end]
    return life


def _figures(items: Sequence[Item], lapsed: Sequence[object], soon: Sequence[object], shelf: Shelf) -> Iterator[tuple[str, Text]]:
    for name, count in (("现行有效的事项", len(items)), ("公布清单的部门", len(shelf.departments)),
                        ("镇街也可适用的事项", sum(item.township is True for item in items)),
                        ("待调整的事项", len(lapsed)), ("十二个月内到期的事项", len(soon))):
        yield name, (Mark(str(count), "number"),)


def _by_department(items: Sequence[Item], shelf: Shelf) -> Block:
    counts = Counter((item.department, item.kind) for item in items)
    rows: list[tuple[Text, ...]] = []
    for code in shelf.departments:
        cells: list[Text] = []
        for kind in Kind:
            count = str(counts[code, kind])
            cells.append((Link(count, addresses.listing(code, kind)),) if (code, kind) in shelf.lists else count)
        name = (Link(shelf.world.department_name(code), addresses.department(code)),)
        rows.append((name, *cells, str(sum(counts[code, kind] for kind in Kind))))
    totals = (sum(counts[code, kind] for code in shelf.departments) for kind in Kind)
    table = Table(("部门", *(kind.value for kind in Kind), "合计"), tuple(rows), role="plotted")
    foot = Facts((("全市合计", f"{len(items)}项"), *((kind.value, f"{total}项") for kind, total in zip(Kind, totals, strict=True))), "inline")
    return Section((), (Chart(table, tuple((n, kind.slug) for n, kind in enumerate(Kind, 1))), foot))


def _by_year(turns: Sequence[Turn], shelf: Shelf) -> Iterator[Block]:
    directions = Directions(shelf.world.book)
    counts: Counter[tuple[int, str]] = Counter()
    for turn in turns:
        if not coming(turn, shelf):
            counts[turn.day.year, _sort(turn, directions)] += 1
    headers = ("新增", "放宽", "收紧", "失效", "中性")
    years = sorted({year for year, _ in counts}, reverse=True)
    if not years:
        yield Paragraph("还没有变化。", "empty")
        return
    yield Paragraph("“放宽”“收紧”是修改的方向：向右是对当事人更宽的变化，向左是更严的变化；方向由程序逐列比较得出，既有放宽也有收紧的算放宽，"
                    "只改引文、文字的是中性。一项失效、另一项新增，可能是合并或者拆分。", "legend")
    rows = tuple((f"{year}年", *(str(counts[year, header]) for header in headers)) for year in years)
    yield Chart(Table(("年份", *headers), rows, role="plotted diverging"), ((1, "added"), (2, "widened")), ((3, "tightened"), (4, "gone")))
    yield Paragraph(("每一天的变化见", Link("清单变更", "changes/"), "。"))


def _sort(turn: Turn, directions: Directions) -> str:
    """The column that a change is counted in."""
    return str((turn.what if turn.what in (What.ADDED, What.ENDED) else judged(turn, directions).direction).value)


def judged(turn: Turn, directions: Directions) -> Judgement:
    """What `diff` says of an amendment or a move."""
    kind = ChangeKind.MOVED if turn.what is What.MOVED else ChangeKind.AMENDED
    return directions.of(Change(kind, turn.before, turn.item, follows=True))


def _lapsed(lapsed: Sequence[tuple[Item, tuple[str, ...]]], shelf: Shelf) -> Iterator[Block]:
    if not lapsed:
        yield Paragraph("现行事项没有待调整的。", "empty")
        return
    yield Paragraph(f"公布之后，下列{len(lapsed)}项所依据的法规失效、条款不复存在或者移到别的条，或者有别的变化，由部门调整；在此之前，以执法机关认定为准。")
    by_department = Counter(item.department for item, _ in lapsed)
    rows = tuple((shelf.world.department_name(code), f"{count}") for code, count in by_department.most_common())
    yield Chart(Table(("部门", "待调整"), rows, role="plotted"), ((1, "gone"),))
    yield Table(("违法行为", "部门", "清单", "情况"), tuple((_link(item), shelf.world.department_name(item.department), item.kind.value,
                                                  "；".join(notices)) for item, notices in lapsed), role="entries")


def _ending(ending: Sequence[_Ending], soon: Sequence[_Ending], count: int, shelf: Shelf) -> Iterator[Block]:
    bounds = [(months_after(shelf.as_of, months), said) for months, said in _TERMS]
    found = Counter(next((said for bound, said in bounds if end < bound), "二年以上") for end, _, _ in ending)
    found["未定失效日期"] = count - len(ending)
    said = (*(term for _, term in bounds), "二年以上", "未定失效日期")
    yield Chart(Table(("距失效", "事项"), tuple((term, str(found[term])) for term in said), role="plotted"), ((1, "term"),))
    if not soon:
        yield Paragraph("十二个月内没有到期的事项。", "empty")
        return
    yield Paragraph(f"十二个月内到期的{len(soon)}项；到期以前可能延续或者修订，以届时公布的为准。")
    rows: list[tuple[Text, ...]] = []
    for end, item, reason in soon:
        rows.append((_link(item), shelf.world.department_name(item.department), item.kind.value, words.last_day(end), reason))
    yield Table(("违法行为", "部门", "清单", "有效期至", "原因"), tuple(rows), role="entries")


def _link(item: Item) -> Text:
    return (Link(item.violation or item.item_id or "", addresses.item(item.item_id)),)
