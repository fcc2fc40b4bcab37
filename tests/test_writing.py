"""What writes into lists/ does so one after the other, whole or not at all; who died holds nobody up."""

import csv
import io
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from conftest import ENVIRONMENT, City, command, snapshot
from importing import clerk
from market import OTHER_ROW, article, folder
from proposing import DRAFT, MODEL

from generator.model import Kind, Refusal, identifier
from generator.writing import replace_files, sole_writer

WAITS = "另一个 qingdan 命令正在改写"


def writers(root: Path, tmp_path: Path) -> dict[str, Sequence[str | Path]]:
    """Each command that writes into lists/, with something to write."""
    return {
        "import": ("import", clerk(tmp_path, violation="未按规定公示年度报告"), "--dept", "scjg", "--kind", "不予处罚"),
        "amend": ("amend", "2026-00417-N", "--from", "2027-01-01"), "fmt": ("fmt",),
        "publish": ("publish", "scjg", "--edition", "scjg-2027-1", "--title", "示例市市场监督管理局行政执法减免责清单（2027年版）", "--from", "2027-06-01", "--to", "2032-06-01"),
        "laws import": ("laws", "import", folder(tmp_path / "laws", [article(OTHER_ROW["id"], 1, "为了加强渡口管理，制定本条例。")], [OTHER_ROW]))}


@pytest.fixture
def untidy(city: City) -> Path:
    root = city({Kind.NO_PENALTY: [MODEL, DRAFT | {"item_id": identifier(2027, 5), "violation": "通过互联网发布的广告未显著标明“广告”", "effective_from": "2027-06-01"}]})
    towns = "镇街代码,镇街名称,生效日期,失效日期\r\nqinghe,青禾镇,2020-01-01,\r\n"
    (root / "lists/townships.csv").write_bytes(towns.encode())
    return root


@pytest.mark.parametrize("name", ["import", "amend", "fmt", "publish", "laws import"])
def test_who_writes_waits_until_the_one_before_is_done(untidy: Path, tmp_path: Path, name: str) -> None:
    asked = writers(untidy, tmp_path)[name]
    before = snapshot(untidy)
    with ExitStack() as before_it:
        before_it.enter_context(sole_writer(untidy))
        waiting = subprocess.Popen([sys.executable, "-m", "generator", *map(str, asked), "--root", str(untidy)], env=ENVIRONMENT, stderr=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL)
        assert waiting.stderr
        assert WAITS in waiting.stderr.readline().decode()
        assert waiting.poll() is None
        assert snapshot(untidy) == before
    assert (waiting.communicate(timeout=300)[1].decode(), waiting.returncode) == ("", 0)
    assert snapshot(untidy) != before


def test_of_several_who_write_at_once_nobody_undoes_another(untidy: Path, tmp_path: Path) -> None:
    asked = writers(untidy, tmp_path)
    together = [asked["import"], asked["amend"], ("amend", identifier(2027, 5), "--from", "2028-01-01"), asked["fmt"]]
    with ThreadPoolExecutor(len(together)) as people:
        done = list(people.map(lambda arguments: command(*arguments, "--root", untidy), together))
    assert [one.returncode for one in done] == [0] * len(together), [one.stderr.decode() for one in done]
    rows = list(csv.DictReader(io.StringIO((untidy / "lists/exemptions/scjg/no-penalty.csv").read_text(encoding="utf-8"))))
    assert sorted((row["事项编号"], row["施行日期"]) for row in rows if row["违法行为"] != "未按规定公示年度报告") == [
        ("2026-00417-N", "2026-09-15"), ("2026-00417-N", "2027-01-01"), (identifier(2027, 5), "2027-06-01"), (identifier(2027, 5), "2028-01-01")]
    assert len(rows) == 5
    assert b"\r" not in (untidy / "lists/townships.csv").read_bytes()


def test_a_question_waits_for_nobody(untidy: Path) -> None:
    with sole_writer(untidy):
        for asked in (("check",), ("fmt", "--check"), ("new",)):
            assert WAITS not in command(*asked, "--root", untidy).stderr.decode()


def test_who_died_while_writing_holds_nobody_up(untidy: Path, tmp_path: Path) -> None:
    holding = "import sys, time; from pathlib import Path; from generator.writing import sole_writer\nwith sole_writer(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", holding, str(untidy)], env=ENVIRONMENT, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        other.send_signal(signal.SIGKILL)
    done = command(*writers(untidy, tmp_path)["amend"], "--root", untidy)
    assert (done.returncode, done.stderr.decode()) == (0, "")


def test_who_waits_in_vain_is_told_and_changes_nothing(untidy: Path) -> None:
    with sole_writer(untidy), pytest.raises(Refusal, match="这次什么都没有改动。请等它做完再运行"), sole_writer(untidy, patience=0):
        pytest.fail("two at once")


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    first, second, third = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv"
    first.write_bytes(b"old")
    third.mkdir()
    with pytest.raises(IsADirectoryError) as told:
        replace_files({first: b"new", second: b"new", third: b"new"})
    assert told.value.filename == str(third)
    assert first.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "c.csv"]
    third.rmdir()
    replace_files({first: b"new", second: b"new", third: b"new"})
    assert [path.read_bytes() for path in (first, second, third)] == [b"new"] * 3
