"""The lists at a glance: the tables count right, and the bars are drawn from the tables and add no word."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saying import SECRET, said, world_of

from generator.document.basis import Basis
from generator.document.blocks import Block, Chart, Page, Section, Table
from generator.document.dashboard import dashboard
from generator.document.lawbook import cited_laws, keys
from generator.document.shelf import Shelf
from generator.document.turns import turns
from generator.legality.example import model_item
from generator.model import Kind, World
from generator.render import markdown, plain
from generator.render.bars import bars
from generator.render.html import HtmlPrinter


def page_of(world: World, preview: bool = False) -> Page:
    shelf = Shelf(world, preview=preview)
    return dashboard(shelf, Basis(shelf, keys(cited_laws(shelf))), turns(shelf))


def charts(blocks: tuple[Block, ...]) -> Iterator[Chart]:
    for block in blocks:
        if isinstance(block, Section):
            yield from charts(block.blocks)
        elif isinstance(block, Chart):
            yield block


def chart(world: World, first_header: str) -> Chart:
    return next(one for one in charts(page_of(world).blocks) if one.table.headers[0] == first_header)


@pytest.mark.parametrize(("deadline", "widened", "tightened"), [("当日", "1", "0"), ("10个工作日内", "0", "1")])
def test_amendments_are_counted_by_year_and_direction(deadline: str, widened: str, tightened: str) -> None:
    old = model_item(edition="scjg-2022-1", effective_from="2022-12-01", correction_deadline=deadline)
    rows = {row[0]: row[1:] for row in chart(world_of(old, model_item()), "年份").table.rows}
    assert rows == {"2026年": ("0", widened, tightened, "0", "0"), "2022年": ("1", "0", "0", "0", "0")}


def test_what_is_to_come_is_not_counted() -> None:
    later = model_item(item_id="2026-55555-0", effective_from="2027-01-01")
    assert [row[1] for row in chart(world_of(model_item(), later), "年份").table.rows] == ["1"]


def test_the_counts_of_the_city_stand_below_those_of_its_departments() -> None:
    words = said(page_of(world_of(model_item(), model_item(Kind.LIGHTER_PENALTY, item_id="2026-55555-0"))).blocks)
    assert "全市合计：2项\n不予处罚：1项\n从轻处罚：1项\n减轻处罚：0项\n免予行政强制：0项" in words


@pytest.mark.parametrize(("as_of", "term"), [
    (date(2026, 11, 24), "二年以上"), (date(2030, 3, 1), "一至二年"), (date(2030, 12, 1), "六至十二个月"), (date(2031, 9, 1), "六个月内")])
def test_terms_are_counted_from_the_day(as_of: date, term: str) -> None:
    rows = dict(chart(world_of(model_item(), as_of=as_of), "距失效").table.rows)
    assert [name for name, count in rows.items() if count == "1"] == [term]


def test_an_item_on_lapsed_law_is_listed_with_the_fixed_notice() -> None:
    item = model_item(edition="scjg-2022-1", effective_from="2022-12-01", obligation_basis="《中华人民共和国环境影响评价法》第三条")
    assert "所依据的《中华人民共和国环境影响评价法》已于2026年8月15日失效，本事项待调整" in said(page_of(world_of(item)).blocks)
    assert "现行事项没有待调整的。" in said(page_of(world_of(model_item())).blocks)


def test_an_item_that_cites_a_number_of_an_older_text_is_told_where_the_rule_is_now() -> None:
    law = "《中华人民共和国统计法》"
    pairs = [{"from_law_id": "tongji@2009-06-27", "from_article": number, "from_suffix": "0", "to_law_id": "tongji@2024-09-13", "to_article": later,
              "to_suffix": "0", "similarity": likeness, "amount_changed": "否", "verdict": "changed", "confirmed": "否"}
             for number, later, likeness in (("41", "44", "0.95"), ("42", "45", "0.5"))]

    def told(number: str, day: date = date(2026, 11, 24)) -> str:
        item = model_item(edition="scjg-2022-1", effective_from="2022-12-01", penalty_basis=f"{law}{number}", statutory_penalty="可以处五万元以下的罚款")
        return said(page_of(world_of(item, as_of=day, tables={"law_map": pairs})).blocks)

    notice = f"所依据的{law}已于2024年9月13日修改，原第四十一条的内容移到第四十四条，本事项待调整"
    assert notice in told("第四十一条")
    assert "统计法" not in told("第四十一条", date(2024, 9, 12))
    assert "统计法" not in told("第四十二条"), "not sure enough for the public"


def test_drafts_are_not_counted() -> None:
    draft = model_item(item_id="2026-55555-0", edition="", violation=SECRET)
    assert said(page_of(world_of(model_item(), draft)).blocks) == said(page_of(world_of(model_item())).blocks)


# ---- the drawing -------------------------------------------------------------------------------------------------

RECT = re.compile(r'<rect class="([a-z]+)" x="([0-9.]+)" y="0" width="([0-9.]+)"')
COUNTS = st.lists(st.tuples(*[st.integers(0, 500)] * 3), min_size=1, max_size=8)


@given(COUNTS)
def test_every_bar_is_as_long_as_its_number_on_one_scale(counts: list[tuple[int, int, int]]) -> None:
    rows = tuple(("某", *(f"{n}项" for n in row)) for row in counts)
    drawn = bars(Chart(Table(("行", "甲", "乙", "丙"), rows), ((1, "a"), (2, "b")), ((3, "c"),)))
    whole = max(row[0] + row[1] for row in counts) + max(row[2] for row in counts)
    assert len(drawn) == (len(rows) if whole else 0)
    for row, svg in zip(counts, drawn, strict=False):
        found = {role: (float(x), float(width)) for role, x, width in RECT.findall(svg)}
        axis = max(one[2] for one in counts) * 100 / whole
        for role, number in zip("abc", row, strict=True):
            assert found.get(role, (0, 0))[1] == pytest.approx(number * 100 / whole, abs=0.01)
        assert found.get("c", (axis, 0))[0] + found.get("c", (axis, 0))[1] == pytest.approx(axis, abs=0.02)
        assert all(x + width <= 100.01 for x, width in found.values())


def test_the_drawing_adds_no_word_style_or_script_and_every_printer_has_the_table() -> None:
    page = page_of(world_of(model_item()))
    html = HtmlPrinter(1).page(page)
    assert "<svg" in html
    assert 'aria-hidden="true"' in html
    assert not re.search(r"\sstyle=|<style|<script|<text|<title", html)
    words = re.sub(r"<svg.*?</svg>", "", html)
    for printed in (words, markdown.page(page), plain.page(page)):
        assert "示例市市场监督管理局" in printed
    assert re.findall(r"<svg[^>]*>(.*?)</svg>", html)
    assert not [svg for svg in re.findall(r"<svg[^>]*>(.*?)</svg>", html) if re.sub("<[^>]*>", "", svg).strip()]


def test_an_item_that_a_later_version_carries_on_does_not_expire_with_the_first() -> None:
    ending = model_item(effective_to="2027-01-01", end_reason="清理")
    carried = model_item(edition="scjg-2022-1", effective_from="2022-12-01"), model_item(effective_from="2026-12-01")
    assert "没有到期的事项" in said(page_of(world_of(*carried)).blocks)
    told = said(page_of(world_of(ending)).blocks)
    assert "十二个月内到期的1项；到期以前可能延续或者修订，以届时公布的为准。" in told
    assert "清理" in told


def test_a_draft_carries_nothing_on() -> None:
    ending, draft = model_item(effective_to="2027-01-01", end_reason="清理"), model_item(edition="", effective_from="2027-01-01")
    for preview in (False, True):
        assert "十二个月内到期的1项" in said(page_of(world_of(ending, draft), preview).blocks)
