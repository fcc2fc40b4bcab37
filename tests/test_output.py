"""Every JSON that a command prints or the site publishes is as schema/output says, and nothing else is published."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
from conftest import REPOSITORY, TOWNSHIPS, City, commit, run
from fitting import DOCUMENTS, fits

from generator.book import load
from generator.cli import cli
from generator.legality.example import AS_OF, MODEL_CELLS
from generator.model import Item, Kind, World
from generator.site import build

BAD = {**MODEL_CELLS[Kind.NO_PENALTY], "effective_from": "2026/9/15", "violation": "", "relief_basis": "《不存在法》第一条"}
TOWNS = {"lists/townships.csv": TOWNSHIPS}


# ---- the schemas -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_schema_is_sound_and_explains_itself(name: str) -> None:
    document = DOCUMENTS[name]
    jsonschema.Draft202012Validator.check_schema(document)
    assert document["$id"] == f"{name}.json"
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert document["title"]
    assert document["description"]
    for place, node in _nodes(document, name):
        for key, value in node.get("properties", {}).items():
            assert value is True or "title" in value or "$ref" in value, f"{place}.{key} 没有说明"
        assert node.get("type") != "object" or {"additionalProperties", "$ref"} & set(node) or name == "version", f"{place} 没有封口"


def _nodes(node: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield place, node
        for key, value in node.items():
            yield from _nodes(value, f"{place}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _nodes(value, f"{place}/{number}")


def test_the_fields_are_the_columns_of_the_items() -> None:
    assert list(DOCUMENTS["version"]["properties"]["fields"]["properties"]) == list(Item.columns())
    assert set(DOCUMENTS["version"]["required"]) < set(DOCUMENTS["item"]["properties"])


# ---- the commands ------------------------------------------------------------------------------------------------


def test_check_prints_what_its_schema_says(city: City) -> None:
    root = city({Kind.NO_PENALTY: [BAD]}, files={"lists/清单.xlsx": "PK"})
    code, out, _ = run("check", "--root", root, "--format", "json", "--as-of", str(AS_OF))
    answer = json.loads(out)
    fits("check", answer)
    assert code == 1
    assert {finding["rule"] for finding in answer["findings"]} >= {"S005", "S017", "A01"}
    assert any(finding["line"] is None for finding in answer["findings"]), "a finding on a whole file"


def test_asof_and_town_print_what_their_schemas_say(city: City) -> None:
    root = city(files=TOWNS)
    for name, arguments in (("asof", ("asof", "2026-10-01")), ("town", ("town", "青禾镇"))):
        code, out, err = run(*arguments, "--root", root, "--format", "json", "--as-of", str(AS_OF))
        assert code == 0, err
        answer = json.loads(out)
        fits(name, answer)
        assert [item["item_id"] for item in answer["items"]] == ["2026-00417-N"]


@pytest.mark.parametrize("arguments", [("cite",), ("cite", "--resolve")])
def test_cite_prints_what_its_schema_says(arguments: tuple[str, ...]) -> None:
    lines = ["《中华人民共和国广告法》第五十九条第一款第（二）项", "《不存在法》第一条", "本法第三条至第五条", "《行政处罚法》（2021年修订）第三十三条",
             "国办发〔2022〕27号", "", "GB 7718-2011"]
    code, out, err = run(*arguments, "--root", REPOSITORY, stdin="\n".join(lines) + "\n")
    assert code == 0, err
    answers = [json.loads(line) for line in out.splitlines()]
    assert len(answers) == len(lines)
    for answer in answers:
        fits("cite", answer)
    assert answers[5] == []
    assert all(("status" in citation) is ("--resolve" in arguments) for answer in answers for citation in answer)


def test_penalty_prints_what_its_schema_says() -> None:
    questions = [("减轻处罚", "处一千元以上一万元以下罚款", "处五百元罚款"), ("从轻处罚", "处货值金额三倍以上五倍以下罚款；情节严重的，吊销许可证", "处货值金额三倍罚款"),
                 ("不予处罚", "处警告，可以并处合同价款百分之零点五以下罚款", "不予行政处罚"), ("减轻处罚", "读不出来", "也读不出来"), ("没有这种", "", "")]
    stdin = "".join(json.dumps({"kind": kind, "statutory": law, "outcome": outcome}) + "\n" for kind, law, outcome in questions)
    code, out, err = run("penalty", stdin=stdin)
    assert code == 0, err
    answers = [json.loads(line) for line in out.splitlines()]
    assert [answer["verdict"] for answer in answers][-1] == "undecidable"
    assert len(answers) == len(questions)
    for answer in answers:
        fits("penalty", answer)


def test_penalty_asks_the_city_what_part_of_a_range_is_lighter(city: City) -> None:
    """Rule D03 and the command give one answer: what profiles.csv says on the day, and nothing where the city has set no part."""
    asked = ("penalty", "--kind", "从轻处罚", "--statutory", "处一万元以上十万元以下罚款", "--outcome", "处一万元以上五万元以下罚款")
    row = "规则,参数,取值,依据,生效日期,失效日期\nD03,light-ratio,0.4,示例,2026-01-01,\n"
    for held, day, rules in (({}, "2026-11-24", []), ({"lists/profiles.csv": row.replace("0.4", "0.5")}, "2026-11-24", []),
                              ({"lists/profiles.csv": row}, "2025-12-31", []), ({"lists/profiles.csv": row}, "2026-11-24", ["D03"])):
        code, out, err = run(*asked, "--root", city(files=held), "--as-of", day)
        assert (code, json.loads(out)["rules"]) == (0, rules), err
    assert "40%" in run(*asked, "--root", city(files={"lists/profiles.csv": row}), "--as-of", "2026-11-24")[1]


def test_the_site_publishes_what_its_schemas_say(city: City, tmp_path: Path) -> None:
    build(World(load(city(files=TOWNS)).book, AS_OF), root=tmp_path, out=tmp_path / "site")
    found = {path.relative_to(tmp_path / "site").as_posix(): json.loads(path.read_text(encoding="utf-8"))
             for path in (tmp_path / "site").rglob("*.json")}
    assert {"about/build.json", "items/2026-00417-N.json"} <= set(found)
    for document in found.values():
        fits(document["format"].split("/")[1] if "format" in document else "jsonschema", document)
    bundle = (tmp_path / "site/search/search.js").read_text(encoding="utf-8")
    meta, _ = json.JSONDecoder().raw_decode(bundle.partition("var qingdanMeta=")[2])
    fits("search", meta)


def test_the_example_in_the_manual_of_developers_prints_what_it_says() -> None:
    shown = (REPOSITORY / "docs/开发者.md").read_text(encoding="utf-8").partition("```\n$ ")[2].partition("\n```")[0]
    asked, _, told = shown.partition("\n")
    words, command = asked.removeprefix("echo '").split("' | qingdan ")
    code, out, err = run(*command.split(), "--root", REPOSITORY, stdin=f"{words}\n")
    assert code == 0, err
    assert re.fullmatch(".*".join(map(re.escape, told.split("..."))), out.rstrip("\n")), out


def test_every_command_that_prints_json_has_a_schema() -> None:
    """A new command brings schema/output/<command>.json, or nobody can rely on what it prints."""
    found = {name for name, command in _commands(cli) for option in command.params
             if isinstance(option.type, click.Choice) and "json" in option.type.choices}
    assert found >= {"check", "asof", "town", "diff", "history", "explain", "map", "impact"}
    assert found <= set(DOCUMENTS)


def _commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _commands(command, f"{prefix}{name}-")
        else:
            yield {"laws-map": "map", "laws-impact": "impact"}.get(f"{prefix}{name}", f"{prefix}{name}"), command


def test_the_law_registry_prints_what_its_schemas_say() -> None:
    for name, arguments in {"laws-list": ("list", "--law", "行政处罚法"), "laws-show": ("show", "广告法"), "map": ("map", "行政处罚法"),
                            "impact": ("impact", "生态环境法典", "--as-of", "2026-08-01")}.items():
        code, out, err = run("laws", *arguments, "--root", REPOSITORY, "--format", "json")
        assert code == 0, err
        fits(name, json.loads(out))


@pytest.mark.parametrize("rule", ["C02", "S005", "V01", "H04"])
def test_explain_prints_what_its_schema_says(rule: str) -> None:
    code, out, err = run("explain", rule, "--root", REPOSITORY, "--format", "json")
    assert code == 0, err
    answer = json.loads(out)
    fits("explain", answer)
    assert answer["rule"] == rule
    assert bool(answer["legal_basis"]) is (rule[0] in "CH")


def test_what_git_and_versions_answer_is_as_the_schemas_say(city: City) -> None:
    """history, diff, review, resolve, asof --known and publish on a small repository with an amendment and a draft."""
    old = {**MODEL_CELLS[Kind.NO_PENALTY], "correction_deadline": "当日", "note": "旧"}
    root = city({Kind.NO_PENALTY: [old]}, files=TOWNS)
    commit(root, "2026-11-20T10:00:00+08:00", "first")
    draft = {**old, "effective_from": "2027-01-01", "edition": "", "change_reason": "改正期限放宽", "correction_deadline": "3日内"}
    city({Kind.NO_PENALTY: [{**old, "note": "新"}, draft]}, files=TOWNS)
    commit(root, "2026-11-24T10:00:00+08:00", "second")
    asked = {"history": ("history", "2026-00417-N"), "diff": ("diff", "HEAD~1", "HEAD"), "asof": ("asof", "2026-10-01", "--known", "HEAD~1"),
             "resolve": ("resolve", "2026-00417-N", "--act", "2026-09-20", "--decision", "2026-11-01"),
             "review": ("review", "HEAD~1", "--out", root.parent / "review"),
             "publish": ("publish", "scjg", "--edition", "scjg-2027-1")}
    for name, arguments in asked.items():
        code, out, err = run(*arguments, "--root", root, "--format", "json", "--as-of", str(AS_OF))
        assert out, f"{arguments}: {code} {err}"
        fits(name, json.loads(out))


def test_what_the_small_commands_answer_is_as_the_schemas_say(repository: City) -> None:
    """new, fmt and amend answer programs, too."""
    root = repository()
    for arguments in (("new", "-n", "3"), ("fmt", "--check"), ("amend", "2026-00417-N", "--from", "2027-01-01"), ("fmt",)):
        code, out, err = run(*arguments, "--root", root, "--format", "json")
        assert code == 0, err
        fits(arguments[0], json.loads(out))
    (root / "lists/city.csv").write_bytes("城市名称,演示数据,法规库核对日期,站点地址,功能开关\n示例市,\"是\",2026-09-30,,\n\"".encode())
    code, out, _ = run("fmt", "--root", root, "--format", "json")
    answer = json.loads(out)
    fits("fmt", answer)
    assert code == 1
    assert [finding["rule"] for finding in answer["refused"]] == ["S016"]
