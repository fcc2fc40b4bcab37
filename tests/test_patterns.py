"""A pattern that was kept finds what the pattern compiled anew finds, and whatever is kept wrongly is not used."""

import re
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import memory, patterns
from generator.patterns import remembered

pytestmark = pytest.mark.usefixtures("forgetful")

PATTERNS = ("第([0-9]+|[一二三四五六七八九十百千]+)条", r"(?P<sum>[0-9]+)(?P<unit>万?元)", "(?<![未不非])(?:及时|立即)[^，。]{0,20}?改正", r"[^\x00-\x7f一-鿿]", "(?i)ofd|Ａ")
COMPILER = sys.modules["re._compiler"]


@pytest.fixture(autouse=True)
def nothing_at_hand() -> Iterator[None]:
    re.purge()
    yield
    re.purge()


def compiled() -> list[re.Pattern[str]]:
    re.purge()
    return [re.compile(pattern, flags) for pattern in PATTERNS for flags in (0, re.IGNORECASE)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text("第12三十条万元及时立即未改正，。oOfFdDＡａé", max_size=30))
def test_kept_patterns_find_the_same(text: str) -> None:
    anew = compiled()
    with remembered():
        compiled()
    with remembered():
        kept = compiled()
    for one, other in zip(anew, kept, strict=True):
        assert (one.pattern, one.flags, one.groups, dict(one.groupindex)) == (other.pattern, other.flags, other.groups, dict(other.groupindex))
        assert [(m.span(), m.groups()) for m in one.finditer(text)] == [(m.span(), m.groups()) for m in other.finditer(text)]


def test_what_is_kept_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    anew = COMPILER.compile
    monkeypatch.setattr(COMPILER, "compile", lambda pattern, flags=0: (asked.append(pattern), anew(pattern, flags))[1])
    for expected in (2 * len(PATTERNS), 0):
        asked.clear()
        with remembered():
            compiled()
        assert len(asked) == expected


def test_outside_nothing_is_changed() -> None:
    before = COMPILER.compile, COMPILER._sre
    with pytest.raises(re.error), remembered():
        re.compile("(")
    assert (COMPILER.compile, COMPILER._sre) == before


def test_a_text_of_another_type_is_not_kept() -> None:
    class Text(str):
        __slots__ = ()

    with remembered():
        assert COMPILER.compile(Text("第[0-9]+条")).search("第3条")
        compiled()
    (entry,) = memory._folder("patterns").iterdir()
    assert set(memory.recall("patterns", entry.name)) == {(pattern, flags) for pattern in PATTERNS for flags in (0, int(re.IGNORECASE))}


def test_a_pattern_with_an_error_says_so() -> None:
    with remembered(), pytest.raises(re.error, match="unterminated"):
        re.compile("(?:")


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40, None], ids=["empty", "zeros", "half"])
def test_a_damaged_memory_is_as_none(damage: bytes | None) -> None:
    with remembered():
        compiled()
    (entry,) = memory._folder("patterns").iterdir()
    entry.write_bytes(entry.read_bytes()[:-9] if damage is None else damage)
    with remembered():
        assert compiled()[0].fullmatch("第十条")


def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_MOST", 12)
    for number in range(3):
        with remembered():
            for other in range(10):
                re.compile(f"{number}{other}")
    (entry,) = memory._folder("patterns").iterdir()
    assert set(memory.recall("patterns", entry.name)) == {(f"2{other}", 0) for other in range(10)}


def test_an_interpreter_built_otherwise_compiles_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(COMPILER, "_sre", SimpleNamespace(**vars(COMPILER._sre)))
    with remembered():
        compiled()
    assert not memory._folder("patterns").exists()
