"""Open data: the same words in every form, each as its schema, its dictionary and its catalogue say."""

import csv
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import jsonschema
import pytest
from conftest import REPOSITORY
from papers import sheets
from referencing import Registry, Resource
from released import DAY, NOTICE, content, newest, table, world

from generator.model import World
from generator.opendata import latest, releases
from generator.opendata.release import _csv
from generator.schema.published import outputs


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
    assert list(book) == ["说明", "事项", *(one.title for one in newest().tables[1:]), "列的含义"]
    for name, path in (("事项", "items.csv"), ("列的含义", "fields.csv"), *((one.title, one.path) for one in newest().tables[1:])):
        assert book[name] == list(csv.reader(io.StringIO(content()[path].decode(), newline=""))), name
    assert NOTICE in dict(map(tuple, book["说明"]))["说明"]
    item = next(item for item in world().public_items if item.note)
    for hostile in ("=1+1", "+86", "@SUM(1)", "http://例/", "007", "1e5", "<b>&amp;"):
        items = tuple(replace(one, note=hostile) if one is item else one for one in world().book.items)
        changed = latest(World(replace(world().book, items=items), DAY), NOTICE)
        assert hostile in {cell for row in sheets(changed.workbook)["事项"] for cell in row}
    assert latest(World(world().book, DAY), NOTICE).workbook == content()["items.xlsx"], "the same bytes whenever it is made"


def test_every_form_tells_the_status_and_that_it_is_a_demonstration() -> None:
    said = {row["item_id"] + row["recorded_from"]: row["status"] for row in newest().rows}
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
    judged = {path: file for path, file in newest().files().items() if path.endswith(".json")}
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
            data = files[one["name"]].content
            assert one["sha256"] == one["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(data).hexdigest()
            assert (one["contentSize"], one["dcat:byteSize"]["@value"]) == (f"{len(data)} B", str(len(data)))
