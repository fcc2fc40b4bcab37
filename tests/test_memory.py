"""What was kept by another program, or with other libraries, is not recalled."""

import sys
from pathlib import Path

import pytest

from generator import memory


def test_another_library_or_table_of_characters_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "traditional.txt" in {path.name for path in memory._sources(Path(memory.__file__).parent)}
    names = []
    for version in ("1.0", "1.1"):
        (tmp_path / version / f"library-{version}.dist-info").mkdir(parents=True)
        for path in (sys.path, [*sys.path, str(tmp_path / version)]):
            monkeypatch.setattr(sys, "path", path)
            memory._program.cache_clear()
            names.append(memory.digest("one"))
            monkeypatch.undo()
    memory._program.cache_clear()
    plain, first, again, second = names
    assert plain == again
    assert len({plain, first, second}) == 3
