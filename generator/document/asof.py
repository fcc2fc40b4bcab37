"""What applied on a day: a list of the days on which that changed, a page for each, and the intervals that answer any day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from generator.document import addresses, words
from generator.document.blocks import Block, Bullets, Link, Page, Paragraph, Section, Table, Text
from generator.document.shelf import Shelf
from generator.document.turns import Turn
from generator.document.volumes import Part, in_volumes
from generator.model import Interval, Item, Kind

DATA = "asof/intervals.js"
"""Where the script of /asof/ finds `intervals`."""
_ROWS_PER_VERSION = 20
"""The pages of the days hold together at most so many rows for each version, lest many days of a big city outgrow the site."""
_FEWEST_ROWS = 20_000


def lives(shelf: Shelf) -> tuple[tuple[Item, Interval], ...]:
    """Every published version that applied or will, in the order of the lists."""
    found = ((item, shelf.interval(item)) for items in shelf.lists.values() for item in items if shelf.number(item))
    return tuple((item, interval) for item, interval in found if interval and not interval.empty)


def days(turns: Sequence[Turn], shelf: Shelf) -> Mapping[date, int]:
    """Each day on which what applies changes → how many entries apply from then on; the earliest first."""
    steps = {turn.day: 0 for turn in turns}
    for _, interval in lives(shelf):
        for day, step in ((interval.start, 1), (interval.end, -1)):
            if day in steps:
                steps[day] += step
    found, count = {}, 0
    for day, step in steps.items():
        count += step
        found[day] = count
    return found


def paged(counts: Mapping[date, int], shelf: Shelf) -> frozenset[date]:
    """The days that get a page of their own: what is past, the latest first, then what is to come, while there is room."""
    past = sorted((day for day in counts if day <= shelf.as_of), reverse=True)
    left = max(_FEWEST_ROWS, _ROWS_PER_VERSION * len(shelf.items))
    found = set()
    for day in (*past, *sorted(day for day in counts if day > shelf.as_of)):
        left -= counts[day]
        if left < 0:
            break
        found.add(day)
    return frozenset(found)


def overview(counts: Mapping[date, int], with_page: frozenset[date], today: date) -> tuple[Block, ...]:
    """What /asof/ says without a script: the days that have come, the latest first, then those to come, the next first.

    A day between two of them is like the earlier one.
    """
    if not counts:
        return (Paragraph("还没有公布的事项。", "empty"),)
    lead = "适用的事项只在下列日期有变化。两个日期之间的任何一天，与前一个日期相同；最早的日期以前没有适用的事项。"
    if len(with_page) < len(counts):
        lead += "没有链接的日期不单列名单，请用上面的查询，或者运行 qingdan asof。"
    past = sorted((day for day in counts if day <= today), reverse=True)
    coming = sorted(day for day in counts if day > today)
    blocks = [Section("适用事项有变化的日期", (Paragraph(lead), _table(past, counts, with_page)), "days")]
    if coming:
        hint = Paragraph("按目前公布的内容推算：到期的事项届时可能已经延续、修订，以当时公布的为准。")
        blocks.append(Section(f"以后的{len(coming)}个日期", (hint, _table(coming, counts, with_page)), "coming", folded=True))
    return tuple(blocks)


def _table(shown: Sequence[date], counts: Mapping[date, int], with_page: frozenset[date]) -> Table:
    rows: list[tuple[Text, ...]] = []
    for day in shown:
        said: Text = (Link(words.day(day), addresses.asof(day)),) if day in with_page else words.day(day)
        rows.append((said, f"{counts[day]}项", (Link("这一天的变化", addresses.changes(day)),)))
    return Table(("日期", "当日起适用", "变化"), tuple(rows), role="compact days")


def day_pages(counts: Mapping[date, int], with_page: frozenset[date], shelf: Shelf) -> Iterator[Page]:
    """/asof/<day>/ for each day of `with_page`."""
    known = lives(shelf)
    ordered = list(counts)
    for day, following in zip(ordered, (*ordered[1:], None)[: len(ordered)], strict=True):
        if day in with_page:
            yield from _pages(day, following, [item for item, interval in known if day in interval], shelf)


def _pages(day: date, following: date | None, items: Sequence[Item], shelf: Shelf) -> Iterator[Page]:
    said = words.day(day)
    until = f"至{words.last_day(following)}止没有变化。" if following else "此后没有变化。"
    tense = "这一天还没有到，届时以当时公布的为准。" if day > shelf.as_of else ""
    lead = Paragraph((
        f"按截至{words.day(shelf.as_of)}公布的内容，{said}适用{len(items)}项，{until}{tense}{words.CAUTION}。",
        Link("这一天的变化", addresses.changes(day)), "。"), "lead")
    parts = []
    for code, group in groupby(items, key=lambda item: item.department):
        own = tuple(group)
        parts.append(Part(code, shelf.world.department_name(code), f"{said}适用的{len(own)}项", len(own), partial(_by_kind, own, shelf)))
    page = Page(path=addresses.asof(day), title=f"{said}适用的事项", section="asof", blocks=(lead,), role="asof",
                crumbs=(Link("首页", ""), Link("按日期查", "asof/")), description=f"{said}适用的全部减免责事项。")
    yield from (volume.page() for volume in in_volumes(page, parts))


def _by_kind(items: Sequence[Item], shelf: Shelf) -> tuple[Block, ...]:
    found = []
    for kind, listed in groupby(items, key=lambda item: item.kind):
        links = tuple((Link(item.violation or item.item_id or "", shelf.address(item)),) for item in listed)
        found.append(Section(f"{kind.value}（{len(links)}项）", (Bullets(links, "conducts"),), level=3))
    return tuple(found)


def intervals(shelf: Shelf) -> dict[str, Any]:
    """What a script needs to answer any day, the versions column by column (schema/output/intervals.json)."""
    known = lives(shelf)
    items = [item for item, _ in known]
    return {
        "departments": {code: shelf.world.department_name(code) for code in shelf.departments},
        "kinds": {kind.slug: kind.value for kind in Kind},
        "versions": {
            "item_id": [item.item_id for item in items], "n": [shelf.number(item) for item in items],
            "department": [item.department for item in items], "kind": [item.kind.slug for item in items],
            "from": [interval.start.isoformat() for _, interval in known],
            "to": [interval.end.isoformat() if interval.end else None for _, interval in known],
            "violation": [item.violation or "" for item in items]}}
