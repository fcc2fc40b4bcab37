"""Open data: the same words in every form, differences that replay, a rule pack that never guesses, checksums that tell."""

import csv
import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import Mock
from urllib.parse import urljoin

import jsonschema
import pytest
from conftest import REPOSITORY, command, commit
from hypothesis import given
from hypothesis import strategies as st
from papers import sheets
from referencing import Registry, Resource

from generator.book import load
from generator.document.shelf import Shelf
from generator.model import Refusal, World
from generator.opendata import delta, latest, releases, verify
from generator.opendata.checksums import sums
from generator.opendata.delta import difference, line, replay
from generator.opendata.release import Release, _csv
from generator.schema.published import outputs
from generator.site.opendata import write
from generator.site.publication import published

DAY = date(2026, 11, 25)
NOTICE = "演示数据，非任何机关发布，不具法律效力"


@cache
def world(day: date = DAY) -> World:
    """The shipped lists on a day."""
    return World(load(REPOSITORY).book, day)


@cache
def shipped() -> Release:
    """What is published of them, compared with the last fixed release."""
    return latest(world(), NOTICE)


@cache
def content() -> dict[str, bytes]:
    """Every file of it."""
    return {path: file.content for path, file in shipped().files().items()}


def table(name: str, encoding: str = "utf-8") -> list[dict[str, str]]:
    """The rows of a CSV of the release."""
    return list(csv.DictReader(io.StringIO(content()[name].decode(encoding), newline="")))


# ---- the same words in every form ------------------------------------------------------------------------------------


def test_every_form_holds_the_same_versions_with_the_same_words() -> None:
    headers = world().book.headers
    data = json.loads(content()["items.json"])["items"]
    assert data == [json.loads(text) for text in content()["items.jsonl"].decode().splitlines()]
    assert len(data) == len(world().public_items)
    for plain, excel, one in zip(table("items.csv"), table("items-excel.csv", "utf-8-sig"), data, strict=True):
        assert plain == excel
        assert {name: plain[header] for name, header in headers.items() if plain[header]} == one["fields"]
        assert (plain["部门名称"], plain["适用起"], plain["适用止"] or None) == (one["department_name"], one["effective_from"], one["effective_to"])


def test_the_workbook_holds_every_table_as_text_and_formulas_as_the_words_they_are() -> None:
    book = sheets(content()["items.xlsx"])
    assert list(book) == ["说明", "事项", *(one.title for one in shipped().tables[1:]), "列的含义"]
    for name, path in (("事项", "items.csv"), ("列的含义", "fields.csv"), *((one.title, one.path) for one in shipped().tables[1:])):
        assert book[name] == list(csv.reader(io.StringIO(content()[path].decode(), newline=""))), name
    assert NOTICE in dict(map(tuple, book["说明"]))["说明"]
    item = next(item for item in world().public_items if item.note)
    for hostile in ("=1+1", "+86", "@SUM(1)", "http://例/", "007", "1e5", "<b>&amp;"):
        items = tuple(replace(one, note=hostile) if one is item else one for one in world().book.items)
        changed = latest(World(replace(world().book, items=items), DAY), NOTICE)
        assert hostile in {cell for row in sheets(changed.workbook)["事项"] for cell in row}
    assert latest(World(world().book, DAY), NOTICE).workbook == content()["items.xlsx"], "the same bytes whenever it is made"


def test_every_form_tells_the_status_and_that_it_is_a_demonstration() -> None:
    said = {row["item_id"] + row["recorded_from"]: row["status"] for row in shipped().rows}
    assert set(said.values()) == {"in_force", "scheduled", "ended"}
    assert {row["状态"] for row in table("items.csv")} == {"现行有效", "尚未生效", "已失效"}
    assert {rule["status"] for rule in json.loads(content()["rules.json"])["rules"]} == set(said.values())
    assert {row["声明"] for row in table("items.csv")} == {NOTICE}
    workbook = sheets(content()["items.xlsx"])["事项"]
    assert {row[workbook[0].index("状态")] for row in workbook[1:]} == {"现行有效", "尚未生效", "已失效"}
    for name in ("items.json", "rules.json", "vectors.json"):
        assert json.loads(content()[name])["notice"] == NOTICE
    assert NOTICE in json.loads(content()["datapackage.json"])["description"]
    assert NOTICE in json.loads(content()["catalog.jsonld"])["description"]


def test_every_json_is_as_its_published_schema_says() -> None:
    judged = {path: file for path, file in shipped().files().items() if path.endswith(".json")}
    assert {path for path, file in judged.items() if not file.output} == set()
    for path, file in judged.items():
        outputs().judge(path, file.output or "", file.document)
        assert json.loads(file.content) == file.document


def test_the_published_schemas_are_enough_to_judge_what_is_published() -> None:
    """A reader has no copy of the repository: no reference leads out of schemas/."""
    schemas = {path.removeprefix("schemas/"): json.loads(data) for path, data in content().items() if path.startswith("schemas/")}
    registry = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in schemas.items())
    documents = {path.partition(".")[0]: json.loads(content()[path]) for path in ("rules.json", "vectors.json", "datapackage.json")}
    documents["data"] = json.loads(content()["items.json"])
    documents["delta"] = [json.loads(text) for text in content()["delta.jsonl"].decode().splitlines()]
    documents["data"]["items"], documents["rules"]["rules"] = documents["data"]["items"][:9], documents["rules"]["rules"][:9]
    version = set(json.loads((REPOSITORY / "schema/output/item.json").read_text(encoding="utf-8"))["properties"])
    envelope = {name: documents["data"][name] for name in ("as_of", "laws_checked", "notice")}
    documents["item"] = {name: one for name, one in ({"format": "qingdan/item/1"} | envelope | documents["data"]["items"][0]).items() if name in version}
    for name, document in documents.items():
        judge = jsonschema.Draft202012Validator({"$ref": f"{name}.json"}, registry=registry)
        assert [error.message for error in judge.iter_errors(document)] == [], name


def test_what_excel_would_take_for_a_formula_is_text_there_and_untouched_elsewhere() -> None:
    rows = [["=1+1", "+86", "-5", "@x", "\tx", "普通"]]
    assert _csv(rows).decode() == '=1+1,+86,-5,@x,\tx,普通\n'
    assert _csv(rows, excel=True).decode("utf-8-sig") == "'=1+1,'+86,'-5,'@x,'\tx,普通\r\n"


def test_the_dictionary_names_every_column_of_every_table() -> None:
    tables = ("items.csv", "editions.csv", "organisations.csv", "townships.csv", "delegations.csv", "terms.csv")
    named = {(row["文件"], row["列名"]) for row in table("fields.csv")}
    assert named == {(name, header) for name in tables for header in next(csv.reader(io.StringIO(content()[name].decode())))}
    assert all(row["说明"] and row["标识"] for row in table("fields.csv"))


def test_frictionless_accepts_the_package(tmp_path: Path) -> None:
    import frictionless  # takes a second

    for path, data in content().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["path", "type", "message"])
    whole = (tmp_path / "items.csv").read_bytes()
    for was, now in (("2022-12-01", "2022-13-01"), (",现行有效,", ",有效,"), (",从轻处罚,", ",从轻,")):
        (tmp_path / "items.csv").write_bytes(whole.replace(was.encode(), now.encode(), 1))
        assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid, now


@pytest.mark.parametrize("address", [None, "https://qingdan.example/list/"])
def test_the_catalogue_leads_to_every_file_in_the_words_of_schema_org_and_of_dcat(address: str | None) -> None:
    """Without the address of the site every address is relative to the catalogue itself."""
    changed = World(replace(world().book, city=replace(world().book.city, base_url=address)), DAY)
    for release in (latest(changed, NOTICE), *releases(changed, NOTICE)):
        files = release.files()
        entry, place = json.loads(files["catalog.jsonld"].content), urljoin(address or "https://anywhere.example/", release.folder)
        found = {urljoin(f"{place}catalog.jsonld", one["contentUrl"]): one for one in entry["distribution"]}
        assert set(found) == {place + path for path in files} - {place + name for name in ("catalog.jsonld", "SHA256SUMS", "SM3SUMS")}
        assert urljoin(f"{place}catalog.jsonld", entry["@id"]) == place
        assert [one["@id"] for one in entry["dcat:distribution"]] == [one["dcat:downloadURL"]["@id"] for one in entry["distribution"]]
        for one in entry["distribution"]:
            content = files[one["name"]].content
            assert one["sha256"] == one["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(content).hexdigest()
            assert (one["contentSize"], one["dcat:byteSize"]["@value"]) == (f"{len(content)} B", str(len(content)))


# ---- releases and their differences ------------------------------------------------------------------------------


def test_the_differences_from_nothing_on_give_every_release_byte_for_byte() -> None:
    rows: list[dict[str, Any]] = []
    chain = (*releases(world(), NOTICE), shipped())
    assert [release.tag for release in chain] == ["2022-q4", "2026-q2", "2026-q3", "latest"]
    before = None
    for release in chain:
        files = release.files()
        head, *steps = [json.loads(text) for text in files["delta.jsonl"].content.decode().splitlines()]
        assert head == {"format": "qingdan/delta/1", "as_of": release.world.as_of.isoformat(), "notice": NOTICE, "from": before,
                        "from_sha256": hashlib.sha256("".join(map(line, rows)).encode()).hexdigest() if before else None, "to": release.tag, "to_sha256": hashlib.sha256(files["items.jsonl"].content).hexdigest()}
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
    assert told["from_sha256"] == hashlib.sha256(new.files()["items.jsonl"].content).hexdigest() != hashlib.sha256(old.files()["items.jsonl"].content).hexdigest()


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


# ---- checksums ---------------------------------------------------------------------------------------------------


@pytest.fixture
def downloaded(tmp_path: Path) -> Path:
    """A release as somebody downloaded it."""
    for path, data in content().items():
        (tmp_path / "latest" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "latest" / path).write_bytes(data)
    return tmp_path / "latest"


def test_sm3_is_that_of_the_standard() -> None:
    """GB/T 32905-2016, A.1."""
    assert sums({"abc": b"abc"})["SM3SUMS"] == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0  abc\n"


def test_the_checksums_are_those_of_sha256sum(downloaded: Path) -> None:
    done = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=downloaded, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_verify_tells_what_was_done_to_a_download(downloaded: Path) -> None:
    assert verify(downloaded) == (len(content()) - 2, ())
    packed = shutil.make_archive(str(downloaded.parent / "packed"), "zip", downloaded.parent, "latest")
    assert command("verify", packed).returncode == 0
    (downloaded / "items.csv").write_bytes(content()["items.csv"].replace("不予行政处罚".encode(), "不予处理".encode(), 1))
    (downloaded / "rules.json").unlink()
    (downloaded / "more.txt").write_text("多出")
    done = command("verify", downloaded)
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "items.csv：内容与公布时不同。", "more.txt：多出的文件，不在校验值之列。", "rules.json：缺少这个文件。",
        f"核对了{len(content()) - 2}个文件，3处不相符。请重新下载。"]
    answer = json.loads(command("verify", downloaded, "--format", "json").stdout)
    outputs().judge("verify", "verify", answer)
    repository = downloaded.parent / "repository"
    repository.mkdir()
    (repository / "README.md").write_text("示例市", encoding="utf-8")
    commit(repository, "2026-10-09T10:00:00+08:00", "first")
    for arguments in (("verify", downloaded, "--root", repository), ("--root", repository, "verify", downloaded)):
        assert json.loads(command(*arguments, "--format", "json").stdout)["as_of"] == "2026-10-09"
    assert [one["path"] for one in answer["mismatches"]] == ["items.csv", "more.txt", "rules.json"]


def test_a_list_that_cannot_be_computed_here_proves_nothing(downloaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (downloaded / "items.csv").write_text("改过")
    monkeypatch.setattr("hashlib.algorithms_available", {"sha256"})
    assert [one.path for one in verify(downloaded)[1]] == ["items.csv"]
    (downloaded / "SHA256SUMS").unlink()
    with pytest.raises(Refusal, match="SHA256SUMS"):
        verify(downloaded)


def test_verify_refuses_what_it_cannot_judge(tmp_path: Path, downloaded: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 nothing")
    for place in ("empty", "broken.zip"):
        assert command("verify", tmp_path / place).returncode == 2, place
    (downloaded / "items.csv").unlink()
    (downloaded / "items.csv").symlink_to("/etc/hostname")
    with pytest.raises(Refusal, match="链接"):
        verify(downloaded)
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as archive:
        archive.writestr("SHA256SUMS", sums({"items.csv": b"real"})["SHA256SUMS"])
        archive.writestr("items.csv", "forged")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("items.csv", "real")
    with pytest.raises(Refusal, match="同名"):
        verify(tmp_path / "twice.zip")
    with zipfile.ZipFile(tmp_path / "odd.zip", "w") as archive:
        archive.writestr("SHA256SUMS", "不是校验值\n")
    assert [one.what for one in verify(tmp_path / "odd.zip")[1]] == ["有一行不是校验值：不是校验值"]


# ---- on the site -------------------------------------------------------------------------------------------------


def test_a_redacted_field_is_hidden_in_every_release() -> None:
    from generator.document.redaction import redacted
    from generator.model import Redaction

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
