"""What a text cites is the same whether it is parsed or recalled, whatever was recalled before."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import memory, parsed
from generator.citation import LawNames, parse
from generator.parsed import Parsed

LAWS = {"中华人民共和国广告法": ["广告法"], "中华人民共和国消防法": []}
TEXTS = ["《广告法》第五十九条第一款第（一）项", "《中华人民共和国消防法》第六十条至第六十二条", "《消防法》第五条，本法第六条第二款", "《某某办法》", "GB 7718-2011", "没有引文",
         "《行政处罚法》（2021年修订）第三十三条", "第六十条第一款第（二）项至第（四）项"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sets(st.sampled_from(TEXTS)), min_size=1, max_size=4))
def test_what_is_recalled_is_what_would_be_parsed(forgetful: None, asked: list[set[str]]) -> None:
    for texts in asked:
        found = Parsed(LAWS)
        found.recall(texts)
        for text in TEXTS:
            assert found.citations(text) == parse(text, LawNames(LAWS.items()))


def test_only_what_is_new_is_parsed(forgetful: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(parsed, "parse", lambda text, *given: (asked.append(text), parse(text, *given))[1])
    Parsed(LAWS).recall(TEXTS[:3])
    assert sorted(asked) == sorted(TEXTS[:3])
    asked.clear()
    Parsed(LAWS).recall(TEXTS[1:4])
    assert asked == TEXTS[3:4]
    asked.clear()
    Parsed(LAWS | {"某某办法": []}).recall(TEXTS[1:4])
    assert sorted(asked) == sorted(TEXTS[1:4]), "under other names of laws"
    asked.clear()
    (tmp_path / "cache" / "qingdan" / "citations" / memory.digest(repr(LAWS))).write_bytes(b"damaged")
    Parsed(LAWS).recall(TEXTS[1:4])
    assert sorted(asked) == sorted(TEXTS[1:4])
