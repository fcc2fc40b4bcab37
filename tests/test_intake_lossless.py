"""import loses nothing, whatever people write: every cell is in a row, among the mends, or told."""

import csv
import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st
from importing import SCHEMA, taken

from generator.intake.choosing import Chosen, chosen
from generator.intake.dividing import Table, divided
from generator.intake.gathering import takings_of
from generator.intake.grid import grids
from generator.intake.taking import take
from generator.model import Kind, Refusal
from generator.tables import CONTROL

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20)


@example(rows=[["", "", "", "", "", "0"], ["", "", "", "", "法定处罚", "法定处罚"]], kind=Kind.NO_PENALTY)  # a second header, with nothing under it
@given(rows=st.lists(st.lists(TEXT, min_size=6, max_size=6), min_size=1, max_size=6), kind=st.sampled_from(list(Kind)))
def test_no_text_is_lost(rows: list[list[str]], kind: Kind) -> None:
    """Every cell is in a row, or among the mends as it was, or among what was left out: whatever people write."""
    out = io.StringIO()
    csv.writer(out).writerows([["违法行为", "领域", "处罚依据", "适用条件", "某栏", "裁量结果"], *rows])
    data = out.getvalue().encode()
    got = taken(data, kind, name="a.csv")
    kept = " ".join([*(text for row in got.rows for text in row.cells.values()), *(mend.before for mend in got.mends),
                     *(text for _, text, _ in got.skipped), *(f.value or "" for f in got.findings)])
    (grid,) = grids("a.csv", data)
    titles = {title for heading in got.headings for title in heading.titles}
    headers = {row for heading in got.headings for row in range(heading.top, heading.row + 1)}
    seen = headers | {row.row for row in got.rows} | {row for row, *_ in got.skipped} | {f.row for f in got.findings}
    assert {row for row, _ in grid.rows} <= seen
    for row, line in grid.rows:
        for text in line if row not in headers else ():
            told = CONTROL.sub("␣", text)  # as a finding shows what nobody sees
            assert text in titles or text in kept or told in kept or "".join(text.split()) in "".join(kept.split())


OFFICE = st.sampled_from((
    "违法行为", "处罚依据", "适用条件", "序号", "减免类型", "检查结果", "同上", "无", "/", "1", "1.首次", "2.改正", "一、轻微违法行为", "（一）首违不罚", "合计", "第1页", "注：略",
    "从轻处罚事项清单", "不予处罚", "处罚依据：《防洪法》第六十条；不予处罚依据：《行政处罚法》第三十三条", "《防洪法》第六十条：违反规定的，由水行政主管部门责令停止，处五万元以下罚款",
    "下列首次违法行为，及时改正的，不予处罚", "__proto__", "甲\n乙", "2026-00417-X", ""))


@given(st.lists(st.lists(OFFICE | TEXT, min_size=1, max_size=7), max_size=14), st.sampled_from(list(Kind)))
def test_every_row_under_a_header_is_accounted_for(rows: list[list[str]], kind: Kind) -> None:
    """Whatever tables, sections and remarks a sheet mixes: each row is an item, part of one, or told."""
    out = io.StringIO()
    csv.writer(out).writerows([["违法行为", "处罚依据", "适用条件"], *rows])
    (grid,) = grids("a.csv", out.getvalue().encode())
    found: Sequence[Table] = ()
    with suppress(Refusal):  # two tables side by side
        found = divided(grid, SCHEMA, kind)
    for table in found:
        got = take(replace(table, stated=kind), "a.csv", SCHEMA, kind, {})
        seen = {row.row for row in got.rows} | {row for row, *_ in got.skipped} | {one.row for one in got.findings}
        assert {row for row, _ in table.grid.rows if row > table.heading.row} <= seen


@given(st.lists(st.lists(OFFICE | TEXT, min_size=1, max_size=7), max_size=14), st.booleans())
def test_of_all_kinds_at_once_every_row_goes_to_one_list_or_is_told(rows: list[list[str]], column_of_kinds: bool) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["清单种类" if column_of_kinds else "违法行为", "违法行为" if column_of_kinds else "处罚依据", "适用条件"], *rows])
    sheets = grids("a.csv", out.getvalue().encode())
    found = Chosen(())
    with suppress(Refusal):  # nobody knows what it is
        found = chosen(sheets, SCHEMA, "a.csv")
    takings = takings_of(found.lists, "a.csv", SCHEMA, {})
    items = [row.row for taking in takings for row in taking.rows]
    assert len(items) == len(set(items))
    told = {row for taking in takings for row, *_ in taking.skipped} | {one.row for taking in takings for one in taking.findings}
    assert not set(items) & {row for taking in takings for row, *_ in taking.skipped}
    under = {row for listed in found.lists for table in listed.tables for row, _ in table.grid.rows if row > table.heading.row}
    assert under <= {*items, *told}
