"""Releases of open data: differences that replay byte for byte, fixed releases that stay, and nothing made twice."""

import csv
import hashlib
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from conftest import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st
from released import DAY, NOTICE, content, newest, world

from generator.document.redaction import redacted
from generator.document.shelf import Shelf
from generator.model import Redaction, World
from generator.opendata import delta, latest, releases
from generator.opendata.delta import difference, line, replay
from generator.opendata.release import Release
from generator.schema.published import outputs
from generator.site.opendata import write
from generator.site.publication import published


def test_the_differences_from_nothing_on_give_every_release_byte_for_byte() -> None:
    rows: list[dict[str, Any]] = []
    chain = (*releases(world(), NOTICE), newest())
    assert [release.tag for release in chain] == ["2022-q4", "2026-q2", "2026-q3", "latest"]
    before = None
    for release in chain:
        files = release.files()
        head, *steps = [json.loads(text) for text in files["delta.jsonl"].content.decode().splitlines()]
        since = hashlib.sha256("".join(map(line, rows)).encode()).hexdigest() if before else None
        assert head == {"format": "qingdan/delta/1", "as_of": release.world.as_of.isoformat(), "notice": NOTICE, "from": before, "from_sha256": since,
                        "to": release.tag, "to_sha256": hashlib.sha256(files["items.jsonl"].content).hexdigest()}
        outputs().judge("delta.jsonl", "delta", [head, *steps])
        rows = replay(rows, steps)
        assert "".join(map(line, rows)).encode() == files["items.jsonl"].content, release.tag
        before = release.tag


def test_each_record_is_spelled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sums of delta.jsonl are those of the very bytes that are written."""
    spelled = Mock(side_effect=line)
    monkeypatch.setattr(delta, "line", spelled)
    release = latest(world(), NOTICE)
    steps = release.files()["delta.jsonl"].content.count(b"\n")
    assert release.before
    assert spelled.call_count == len(release.rows) + len(release.before.rows) + steps


def test_a_fixed_release_is_the_same_bytes_whenever_it_is_built() -> None:
    later = {release.tag: release.files() for release in releases(world(date(2028, 3, 1)), NOTICE)}
    for release in releases(world(), NOTICE):
        assert {path: file.content for path, file in release.files().items()} == {path: file.content for path, file in later[release.tag].items()}


def test_an_end_recorded_later_stands_in_every_release_and_a_reader_can_tell() -> None:
    """Otherwise who keeps a copy and follows the differences never hears of it: no step of a later release speaks of it."""
    book = world().book
    item = next(item for item in releases(world(), NOTICE)[-1].world.public_items if not item.effective_to)
    ended = replace(item, effective_to=date(2026, 12, 20), end_reason="停止适用")
    after = World(replace(book, items=tuple(ended if one is item else one for one in book.items)), DAY)
    old, new = releases(world(), NOTICE)[-1], releases(after, NOTICE)[-1]
    told = json.loads(latest(after, NOTICE).files()["delta.jsonl"].content.splitlines()[0])
    assert told["from"] == old.tag
    was, now = (hashlib.sha256(one.files()["items.jsonl"].content).hexdigest() for one in (old, new))
    assert told["from_sha256"] == now != was


def test_a_release_holds_nothing_published_later() -> None:
    for release in releases(world(), NOTICE):
        assert max(row["published_on"] for row in release.rows) <= release.world.as_of.isoformat()
        assert max(row["公布日期"] for row in csv.DictReader(io.StringIO(release.files()["editions.csv"].content.decode()))) <= str(release.world.as_of)


ROWS = st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("12")), st.dictionaries(
    st.sampled_from(["x", "y", "z"]), st.none() | st.integers(0, 2) | st.lists(st.integers(0, 1), max_size=2)), max_size=6)


def as_rows(found: dict[tuple[str, str], dict[str, Any]]) -> list[dict[str, Any]]:
    """Records in the order of a release."""
    return [{"item_id": key[0], "recorded_from": key[1], **found[key]} for key in sorted(found)]


@given(before=ROWS, after=ROWS)
def test_replay_undoes_difference(before: dict[tuple[str, str], Any], after: dict[tuple[str, str], Any]) -> None:
    steps = json.loads(json.dumps(list(difference(as_rows(before), as_rows(after)))))
    assert replay(as_rows(before), steps) == as_rows(after)
    assert (steps == []) == (before == after)


def test_steps_that_do_not_fit_are_refused() -> None:
    row = {"item_id": "a", "recorded_from": "1"}
    for before, step in (([row], {"op": "add", "record": row}), ([], {"op": "remove", **row}), ([], {"op": "change", **row, "set": {}, "unset": []})):
        with pytest.raises(LookupError):
            replay(before, [step])


def test_a_redacted_field_is_hidden_in_every_release() -> None:
    item = next(item for item in world().public_items if item.note)
    hidden = redacted(World(replace(world().book, redactions=(Redaction(item_id=item.item_id, field="note", reason="误载", redacted_on=DAY),)), DAY))
    for release in (*releases(hidden, NOTICE), latest(hidden, NOTICE)):
        for path, file in release.files().items():
            assert (item.note or "").encode() not in file.content, (release.tag, path)


def test_what_has_not_changed_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def built(shelf: Shelf) -> dict[str, bytes]:
        with published(tmp_path / "site", REPOSITORY, marker="data/latest/items.csv", cache=tmp_path / "cache") as publication:
            page = write(shelf, publication, NOTICE, REPOSITORY, lambda name: name)
        assert "items.xlsx" in str(page), "the page knows the files also when they are those of the former site"
        return {path.relative_to(tmp_path / "site").as_posix(): path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}

    made: list[str] = []
    files = Release.files
    monkeypatch.setattr(Release, "files", lambda release: (made.append(release.tag), files(release))[1])
    first = built(Shelf(world()))
    assert made == ["latest", "2026-q3", "2026-q2", "2022-q4"]
    assert first.items() >= {f"data/latest/{path}": data for path, data in content().items()}.items()
    for again in range(2):  # the second build finds the files of the first, the third those of the second
        made.clear()
        assert built(Shelf(world())) == first, again
        assert made == []
    built(Shelf(world(date(2026, 11, 26))))
    assert made == ["latest"], "on another day only what says that day"
