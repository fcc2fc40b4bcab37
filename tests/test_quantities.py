"""Quantities as clerks write them: 1,000元 is a thousand, whatever stands between the thousands and however wide the digits are."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.legality.quantities import quantities
from generator.legality.superior import wider_quantity
from generator.model import Item, Kind, SuperiorItem

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
SPELLINGS: tuple[Callable[[int], str], ...] = (
    str, "{:,}".format, lambda n: f"{n:,}".replace(",", "，"), lambda n: f"{n:,}".replace(",", " "), lambda n: f"{n:,}".replace(",", "\u3000"),
    lambda n: str(n).translate(WIDE), lambda n: f"{n:,}".translate(WIDE), lambda n: f"{n:,}".replace(",", "，").translate(WIDE))


@given(amount=st.integers(0, 10**12), spelling=st.sampled_from(SPELLINGS))
def test_every_spelling_is_the_same_amount(amount: int, spelling: Callable[[int], str]) -> None:
    said = [(one.size, one.measure, one.text) for one in quantities(f"货值不超过{spelling(amount)}元")]
    assert said == [(Fraction(amount), "元", f"{spelling(amount)}元")]


@pytest.mark.parametrize(("text", "sizes"), [
    ("1,000元", [1000]), ("1，000元", [1000]), ("1 000元", [1000]), ("１０００元", [1000]), ("货值1,500.5元", [1500.5]),
    ("数量5,10件以下", [10]), ("3，12个月内", [12]), ("10,000,00元", []), ("依照第十二条、第15条处理", []), ("第1,000件", []), ("一千2百元", [])])
def test_what_is_a_number_and_what_is_a_list(text: str, sizes: list[float]) -> None:
    assert [float(one.size) for one in quantities(text)] == sizes


@given(ours=st.integers(1, 99_999), theirs=st.integers(1, 99_999), one=st.sampled_from(SPELLINGS), other=st.sampled_from(SPELLINGS))
def test_a_list_is_compared_with_the_superior_one_whatever_the_spelling(
        ours: int, theirs: int, one: Callable[[int], str], other: Callable[[int], str]) -> None:
    item = Item(department="scjg", kind=Kind.NO_PENALTY, conditions=f"涉案货值不超过{one(ours)}元，及时改正")
    row = SuperiorItem(authority="sheng", conditions=f"涉案货值不超过{other(theirs)}元，及时改正")
    assert (wider_quantity(item, row) is not None) is (ours > theirs)
