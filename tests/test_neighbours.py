"""Rules that look at other items: the shortcut past comparing all with all loses nothing, and each pair is told once."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.legality.conduct import essence, likeness, pairs
from generator.legality.example import model_item, model_world
from generator.legality.glance import outline
from generator.legality.judge import by_id, examine
from generator.model import Item

WORDS = ("未按规定", "擅自", "违反规定", "设置", "公示", "营业执照", "食品经营许可证", "收费标准", "预售商品房", "信用档案信息", "台账", "的", "和", "，", "不")
SHORT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map("".join)
NEAR = st.sets(st.sampled_from(WORDS), max_size=3).map(lambda left_out: "".join(word for word in WORDS if word not in left_out))
CONDUCT = st.one_of(SHORT, NEAR)
"""Unlike texts, and texts that differ by a few words around the threshold."""


def said(rule: str, items: list[Item]) -> set[str | None]:
    return {finding.item_id for finding in examine(by_id()[rule], model_world(items))}


@settings(max_examples=150, deadline=None)
@given(st.lists(CONDUCT, min_size=2, max_size=8))
def test_near_duplicates_are_those_that_comparing_all_with_all_finds(conducts: list[str]) -> None:
    items = [model_item(item_id=f"2026-{n:05d}-0", violation=conduct) for n, conduct in enumerate(conducts)]
    world = model_world(items)
    alike = [max(pair, key=lambda item: outline(item, world).seniority) for pair in combinations(items, 2)
             if all(essence(item.violation) for item in pair) and likeness(*(pairs(essence(item.violation)) for item in pair)) >= 0.9]
    assert said("F06", items) == {item.item_id for item in alike}


def test_of_three_alike_the_two_later_ones_are_told() -> None:
    items = [model_item(item_id=f"2026-0000{n}-0", effective_from=f"2026-09-{20 - n}") for n in range(3)]
    assert said("F06", items) == {"2026-00000-0", "2026-00001-0"}


@given(st.permutations(["scjg", "xfjy", "yjgl"]))
def test_a_disagreement_is_told_to_the_newcomer_whatever_the_order_of_the_tables(order: list[str]) -> None:
    conditions = {"scjg": "违法行为轻微，不超过1条；及时改正", "xfjy": "违法行为轻微，不超过2条；及时改正", "yjgl": "违法行为轻微，不超过2条；及时改正"}
    begun = {"scjg": "2026-09-15", "xfjy": "2026-09-16", "yjgl": "2026-09-17"}
    items = [model_item(department=code, item_id=f"2026-{n:05d}-0", conditions=conditions[code], effective_from=begun[code])
             for n, code in enumerate(order)]
    assert said("F02", items) == {item.item_id for item in items if item.department != "scjg"}


def test_departments_that_agree_are_left_alone() -> None:
    items = [model_item(department=code, item_id=f"2026-{n:05d}-0") for n, code in enumerate(("scjg", "xfjy", "yjgl"))]
    assert said("F02", items) == set()
