"""How characters sound is asked once: what comes later is added, and nothing else changes."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import sounds


def test_only_what_is_new_is_asked(forgetful: None, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sounds.initials(["无证经营", "占道经营"])
    assert first == {"w": "wzjy无证经营", "z": "zdjy占道经营"}
    monkeypatch.setitem(sys.modules, "pypinyin", None)  # whoever asks now fails
    assert sounds.initials(["占道经营", "无证经营"]) == first
    assert sounds.initials(["占道经营"]) == {"z": "zdjy占道经营"}
    with pytest.raises(ImportError):
        sounds.initials(["占道经营", "乱扔垃圾"])


def test_sounds_that_many_confuse_are_one_group(forgetful: None) -> None:
    assert any({"郑", "增"} <= set(group) for group in sounds.alike("郑增"))


@given(st.sets(st.text("火伙货灭器停车场通道", min_size=2, max_size=2), max_size=40))
def test_every_character_has_all_its_neighbours_in_the_shard_of_its_sound(pairs: set[str]) -> None:
    shards = sounds.parted(["伙火货", "器", "场", "停", "灭", "车", "通", "道"], dict.fromkeys(pairs, 1))
    told = set()
    for groups, rows in shards:
        for row in filter(None, rows.split("|")):
            before, after = row[1:].split(" ")
            assert row[0] in groups
            told |= {(row[0], one + row[0]) for one in before} | {(row[0], row[0] + one) for one in after}
    assert told == {(char, pair) for pair in pairs for char in pair}
    assert "|".join(groups for groups, _ in shards) == "伙火货|器|场|停|灭|车|通|道"
