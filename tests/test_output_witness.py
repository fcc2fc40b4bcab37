"""Our swift use of jsonschema says what jsonschema says, nothing is written unjudged, and pandera sees every table."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, City, run
from fitting import plain
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import report, witnesses
from generator.book import files, load
from generator.legality.example import AS_OF
from generator.model import Refusal, World
from generator.schema import TableSchema, tables
from generator.schema.published import outputs
from generator.site.publication import published


@pytest.fixture(scope="module")
def item() -> dict[str, Any]:
    """One published item, as the site would write it."""
    world = World(load(REPOSITORY).book, AS_OF)
    version = next(one for one in world.public_items if one.penalty_basis and one.effective_to is None)
    return report.answer("item", AS_OF, **report.item_json(version, world), laws_checked="2026-09-30", notice=None)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_our_swift_use_of_jsonschema_says_what_jsonschema_says(item: dict[str, Any], data: st.DataObject) -> None:
    damaged = json.loads(json.dumps(item))
    node: Any = damaged
    while True:  # walk to some place and damage it
        places = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(places))
        if not isinstance(node[key], dict | list) or not node[key] or data.draw(st.booleans()):
            break
        node = node[key]
    how = data.draw(st.sampled_from(("replace", "remove", "add")))
    value = data.draw(st.sampled_from([None, "", "x", 0, -1, 3, 1.5, True, [], {}, "2026-02-30", "2026-00418-X", "in_force", [None], {"x": 1}]))
    if how == "replace" or isinstance(node, list):
        node[key] = value
    elif how == "remove":
        del node[key]
    else:
        node["findings"] = value
    sound = plain("item").is_valid(damaged)
    if sound:
        outputs().judge("x.json", "item", damaged)
    else:
        with pytest.raises(Refusal, match=r"x\.json 不符合 schema/output/item\.json"):
            outputs().judge("x.json", "item", damaged)


@pytest.mark.parametrize(("change", "place"), [
    ({"findings": []}, "整体"), ({"status": "sound"}, "status"), ({"effective_from": "2026-9-15"}, "effective_from"),
    ({"fields": {"violation": ""}}, "fields/violation"), ({"citations": [{"kind": "law"}]}, "citations/0")])
def test_a_json_that_does_not_fit_is_named_with_its_place(item: dict[str, Any], change: dict[str, Any], place: str) -> None:
    with pytest.raises(Refusal, match=f"（{place}：") as refused:
        outputs().judge("items/2026-00417-N.json", "item", item | change)
    assert "items/2026-00417-N.json" in str(refused.value)


def test_json_is_never_written_unjudged(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="write_json"), published(tmp_path / "site") as publication:
        publication.write("data.json", "{}")
    assert not (tmp_path / "site").exists()


def test_a_schema_of_the_root_that_the_output_does_not_fit_stops_the_build(city: City, tmp_path: Path) -> None:
    """As a reader of exit codes sees it: 2, the reason, and the old site untouched."""
    root = city()
    shutil.copytree(REPOSITORY / "schema", root / "schema")
    path = root / "schema/output/item.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"item_id": true', '"item_id": {"const": "2026-99999-9"}'), encoding="utf-8")
    code, _, err = run("build", "--root", root, "--out", tmp_path / "site", "--as-of", str(AS_OF))
    assert code == 2
    assert "items/2026-00417-N.json 不符合 schema/output/item.json（item_id：" in err
    assert not (tmp_path / "site").exists()


@pytest.mark.usefixtures("forgetful")
def test_pandera_judges_every_table_once_per_content(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr("generator.schema.witness.agree", lambda schema, rows, kind, where: heard.append(where))
    root = city()
    load(root)  # so that law_articles.csv is known to be sound and is no longer parsed
    assert witnesses.testify(files(root), load(root).sheets, tables()) == len(heard)
    assert {"lists/law_articles.csv", "lists/exemptions/scjg/no-penalty.csv", "lists/editions.csv"} <= set(heard)
    heard.clear()
    witnesses.testify(files(root), load(root).sheets, tables())
    assert heard == []
    (root / "lists/city.csv").write_text((root / "lists/city.csv").read_text(encoding="utf-8").replace("示例市", "示范市"), encoding="utf-8")
    witnesses.testify(files(root), load(root).sheets, tables())
    assert heard == ["lists/city.csv"]


@pytest.mark.usefixtures("forgetful")
def test_a_disagreement_is_asked_again_each_time(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(schema: TableSchema, *_: object) -> None:
        if schema.name == "law_articles":
            raise Refusal("结论不一致")

    monkeypatch.setattr("generator.schema.witness.agree", refuse)
    root = city()
    for _ in range(2):
        with pytest.raises(Refusal, match="不一致"):
            witnesses.testify(files(root), load(root).sheets, tables())
