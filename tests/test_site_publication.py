"""How a site comes to its place: frames are filled, pages written by several processes, and old and new change in one step."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import bytes_of

from generator.model import Refusal
from generator.site.frames import Frames
from generator.site.publication import published
from generator.site.stamp import Frame
from generator.workers import spread

OURS = '{"format": "qingdan/build/1"}'
"""What marks a folder as a site of ours."""


# ---- frames and stamping -----------------------------------------------------------------------------------------


def test_a_slot_that_nobody_fills_stops_the_build() -> None:
    frame = Frame("<p><!--qd:city--> <!--qd:content--> <!--qd:unknown--></p>", {"city": "示例市"})
    with pytest.raises(Refusal, match="qd:unknown"):
        frame.stamped({"content": "内容"})


def test_values_are_not_searched_for_slots() -> None:
    assert Frame("<!--qd:a-->|<!--qd:b-->", {}).stamped({"a": "<!--qd:b-->", "b": "乙"}) == "<!--qd:b-->|乙"


def test_offline_rewriting_of_hand_written_links(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text('<a href="..">上</a><a href="../lists/">单</a><a href="#a">锚</a><form action="./">'
                                     '<a href="b.json">数据</a><a href="../t/#x">词</a>', encoding="utf-8")
    assert Frames(tmp_path, "", offline=True).html("x.html") == (
        '<a href="../index.html">上</a><a href="../lists/index.html">单</a><a href="#a">锚</a><form action="./index.html">'
        '<a href="b.json">数据</a><a href="../t/index.html#x">词</a>')


# ---- publication -------------------------------------------------------------------------------------------------


def old_site(out: Path) -> None:
    (out / "about").mkdir(parents=True)
    (out / "about/build.json").write_text(OURS)
    (out / "old.html").write_text("旧")


def test_a_failed_build_leaves_the_old_site_whole(tmp_path: Path) -> None:
    out = tmp_path / "site"
    old_site(out)
    with pytest.raises(Refusal), published(out) as publication:
        publication.write("new.html", "<!--qd:left-over-->")
    assert bytes_of(out) == {"about/build.json": OURS.encode(), "old.html": "旧".encode()}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_finished_build_replaces_the_whole_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    old_site(out)
    with published(out) as publication:
        publication.write("a/new.html", "新")
        assert (out / "old.html").is_file()
    assert bytes_of(out) == {"a/new.html": "新".encode()}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_killed_build_is_cleared_and_the_old_site_comes_back(tmp_path: Path) -> None:
    out, dead = tmp_path / "site", 2**22 + 1
    old_site(tmp_path / f".site.old-{dead}")
    (tmp_path / f".site.new-{dead}").mkdir()
    with pytest.raises(RuntimeError), published(out):
        raise RuntimeError
    assert (out / "old.html").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_folder_of_a_running_build_is_left_alone(tmp_path: Path) -> None:
    running = tmp_path / f".site.new-{os.getppid()}"
    running.mkdir()
    with published(tmp_path / "site") as publication:
        publication.write("a.html", "新")
    assert running.is_dir()


def test_a_folder_that_is_no_site_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/thesis.txt").write_text("三年")
    with pytest.raises(Refusal, match="没有覆盖"), published(tmp_path / "papers"):
        pytest.fail("must not begin")
    assert (tmp_path / "papers/thesis.txt").read_text() == "三年"


def test_no_placeholder_and_no_second_page_at_an_address(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没填"), published(tmp_path / "site") as publication:
        publication.write("a.html", "<!--qd:content-->")
    with pytest.raises(Refusal, match="争用"), published(tmp_path / "site") as publication:
        list(map(publication.write, ("a.html", "a.html"), "一二"))
    assert not (tmp_path / "site").exists()


# ---- workers -----------------------------------------------------------------------------------------------------


def test_shares_together_are_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.workers.WORTHWHILE", 2)
    keys = [str(number) for number in range(11)]
    assert sorted(key for share in spread(list, keys) for key in share) == sorted(keys)


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
def test_what_goes_wrong_in_a_worker_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.workers.WORTHWHILE", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    here = os.getpid()

    def refuse(share: Sequence[str]) -> None:
        if os.getpid() != here:
            raise Refusal("写不下去")

    def vanish(share: Sequence[str]) -> None:
        if os.getpid() != here:
            os._exit(9)

    with pytest.raises(Refusal, match="写不下去"):
        spread(refuse, ("a", "b"))
    with pytest.raises(RuntimeError, match="中途退出"):
        spread(vanish, ("a", "b"))
