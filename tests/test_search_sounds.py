"""How characters sound is asked once: what comes later is added, and nothing else changes."""

import sys

import pytest

from generator.search import sounds


def test_only_what_is_new_is_asked(forgetful: None, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sounds.initials(["无证经营", "占道经营"])
    assert first == "wzjy无证经营|zdjy占道经营"
    monkeypatch.setitem(sys.modules, "pypinyin", None)  # whoever asks now fails
    assert sounds.initials(["占道经营", "无证经营"]) == first
    assert sounds.initials(["占道经营"]) == "zdjy占道经营"
    with pytest.raises(ImportError):
        sounds.initials(["占道经营", "乱扔垃圾"])


def test_sounds_that_many_confuse_are_one_group(forgetful: None) -> None:
    assert any({"郑", "增"} <= set(group) for group in sounds.alike("郑增").split("|"))
