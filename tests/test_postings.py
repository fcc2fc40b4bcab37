"""Postings made for all texts at once are those that reading text by text gives."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.search import details, groups, numbers, postings, text
from generator.search.recalled import marks_of

TEXTS = st.lists(st.text(st.sampled_from("违法行为经营者12ab 、。〇㐀鿿Ａ①ﬁ\n\0é漢\ud800𠀀") | st.characters(), max_size=30), max_size=12)


def holding(texts: list[str], but: list[str] | None = None) -> Mapping[str, list[int]]:
    """Pair → the texts that hold it, where the text of the same number in `but` does not."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, said in enumerate(texts):
        for pair in text.bigrams(said) - (text.bigrams(but[number]) if but else set()):
            found[pair].append(number)
    return found


@given(TEXTS)
def test_pairs_and_characters_are_those_of_each_text(texts: list[str]) -> None:
    said = postings.read(texts)
    assert {pair: who.tolist() for pair, who in postings.by_key(said.pairs()).items()} == holding(texts)
    singles = {char: who.tolist() for char, who in postings.by_key(said.singles()).items()}
    assert singles == {char: [n for n, one in enumerate(texts) if char in "".join(text.runs(one))] for char in singles}
    assert set(singles) == {char for one in texts for char in "".join(text.runs(one))}


@given(TEXTS, st.integers(0, 5))
def test_what_is_written_is_what_numbers_write(texts: list[str], limit: int) -> None:
    expected = {pair: numbers.rising(who) for pair, who in holding(texts).items() if len(who) <= limit}
    assert postings.written(postings.read(texts).pairs(), limit) == expected


@given(st.lists(st.lists(st.integers(0, 2000) | st.integers(0, postings.TEXT), max_size=8, unique=True).map(sorted), max_size=5))
def test_lists_are_written_as_numbers_write_each(lists: list[list[int]]) -> None:
    assert postings.rising([np.array(one, np.uint32) for one in lists]) == [numbers.rising(one) for one in lists]


@given(st.text("甲乙丙", min_size=1, max_size=2), st.dictionaries(st.sampled_from("甲乙丙"), st.integers(0, 2)))
def test_a_pair_is_kept_with_the_rarer_of_its_characters(pair: str, rank: dict[str, int]) -> None:
    assert groups.owner(pair, rank) == min(pair, key=lambda char: (rank.get(char, -1), char))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=1, max_size=3), st.integers(0, 5), st.integers(1, 4))
def test_details_leave_out_what_the_violation_says(forgetful: None, cities: list[list[str]], limit: int, few: int) -> None:
    for texts in cities:  # what an earlier one left is recalled
        others, marks = texts[::-1], marks_of(map(str, reversed(range(len(texts)))))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(details, "FEW", few)  # so that there are several pieces
            patch.setattr(postings, "MANY", few)
            pieces = list(details.details(marks, list(zip(texts, others, strict=True)).__getitem__, limit))
        found = np.concatenate([np.empty(0, np.int64), *pieces])
        assert np.array_equal(found, np.unique(found))
        expected = {pair: who for pair, who in holding(texts, others).items() if len(who) <= limit}
        assert {pair: who.tolist() for pair, who in postings.by_key(found).items()} == expected


@given(st.text(st.sampled_from("ＡΑΣσ①½ｶﾞ\u3099각ᄀ\u11a8e\u0301éﬁİ。法") | st.characters(), max_size=12))
def test_a_long_text_becomes_what_a_short_one_does(said: str) -> None:
    assert text.normal_long(said) == text.normal(said)


@given(st.lists(st.integers(0, 9_000_000), min_size=1, unique=True))
def test_large_numbers_are_spelt_alike(found: list[int]) -> None:
    rising = sorted(found)
    pair = (ord("违") << 16 | ord("法")) << postings.BITS
    assert postings.written(pair | np.array(rising)) == {"违法": numbers.rising(rising)}


@given(st.lists(st.lists(st.integers(0, 9_000_000), max_size=5, unique=True).map(sorted)))
def test_lists_are_written_as_each_alone(lists: list[list[int]]) -> None:
    assert postings.rising([np.array(one, np.uint32) for one in lists]) == [numbers.rising(one) for one in lists]
