"""The rule pack: an evaluator that never guesses, and vectors that every evaluator must meet, one in another language too."""

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from released import DAY, NOTICE, content, leaves, newest, nodes, world

from generator.document.redaction import redacted
from generator.model import Redaction, Term, World
from generator.opendata import evaluate, latest, releases
from generator.opendata.evaluate import APPLIES, DOES_NOT_APPLY, EXACT, NEEDS_HUMAN, judge


def test_every_vector_gets_the_answer_it_names() -> None:
    pack, vectors = json.loads(content()["rules.json"]), json.loads(content()["vectors.json"])["vectors"]
    for vector in vectors:
        if vector["conditions"]:
            answer = judge(vector["conditions"], vector["facts"])
        else:
            answer = evaluate(pack, vector["item_id"], vector["facts"], date.fromisoformat(vector["acted_on"]), date.fromisoformat(vector["today"]))
        assert answer.result == vector["result"], (vector, answer)
        assert (answer.reasons == ()) == (answer.result == APPLIES), vector
    assert {vector["result"] for vector in vectors} == {APPLIES, DOES_NOT_APPLY, NEEDS_HUMAN}
    assert len(vectors) > 500


LEAF = st.builds(lambda n: {"predicate": "found", "id": "", "text": f"认定{n}"}, st.integers(0, 9)) | st.builds(
    lambda kind, value, within: {"predicate": kind, "id": "", "text": "数量", "subject": "数量", "value": str(value), "unit": "件", "inclusive": within},
    st.sampled_from(["at_most", "at_least"]), st.integers(0, 3), st.booleans())
TREE = st.recursive(LEAF, lambda inner: st.builds(
    lambda kind, parts: {"predicate": kind, "text": "组", "parts": parts}, st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3))
    | st.builds(lambda part: {"predicate": "not", "text": "排除", "part": part}, inner), max_leaves=6)


def numbered(node: dict[str, Any]) -> dict[str, Any]:
    """The same tree with an id on every leaf."""
    made: dict[str, Any] = json.loads(json.dumps(node))
    for n, leaf in enumerate(leaves(made), 1):
        leaf["id"] = f"c{n}"
    return made


def holds(node: dict[str, Any], facts: dict[str, Any]) -> bool:
    """What the tree says when every fact is known, in two-valued logic."""
    kind = node["predicate"]
    if kind in ("all", "any"):
        return (all if kind == "all" else any)(holds(part, facts) for part in node["parts"])
    if kind == "not":
        return not holds(node["part"], facts)
    fact, bound = facts[node["id"]], node.get("value")
    if kind == "found":
        return bool(fact)
    return (node["inclusive"] and fact["value"] == int(bound)) or (fact["value"] < int(bound) if kind == "at_most" else fact["value"] > int(bound))


def fact(leaf: dict[str, Any]) -> st.SearchStrategy[Any]:
    """A fact for the leaf."""
    return st.booleans() if leaf["predicate"] == "found" else st.integers(0, 4).map(lambda value: {"value": value, "unit": "件"})


NO_FACT = st.sampled_from(["不详", "１", "1_000", "1e3", "-1", None, float("nan"), float("inf"), 0.5, -1, EXACT + 1, [], {}, "true", 3, "3"])


@given(tree=TREE.map(numbered), data=st.data())
def test_with_all_facts_the_evaluator_agrees_with_logic_and_without_one_it_asks_a_human(tree: dict[str, Any], data: st.DataObject) -> None:
    facts = {leaf["id"]: data.draw(fact(leaf)) for leaf in leaves(tree)}
    assert judge(tree, facts).result == (APPLIES if holds(tree, facts) else DOES_NOT_APPLY)
    gone, odd = data.draw(st.sampled_from(sorted(facts))), data.draw(NO_FACT)
    without = {name: one for name, one in facts.items() if name != gone}
    for broken in (without, without | {gone: odd}, without | {gone: {"value": odd if odd not in (3, "3") else 0.5, "unit": "件"}},
                   without | {gone: {"value": 1, "unit": "吨"}}):
        assert judge(tree, broken).result == NEEDS_HUMAN


@given(tree=TREE.map(numbered), data=st.data())
def test_a_predicate_by_any_other_name_asks_a_human(tree: dict[str, Any], data: st.DataObject) -> None:
    """Unknown names, and known ones that do not fit what stands there: whatever the facts, never applies, never does not apply."""
    facts = {leaf["id"]: data.draw(fact(leaf)) for leaf in leaves(tree)}
    node = data.draw(st.sampled_from(list(nodes(tree))))
    alike = {"all", "any"} if "parts" in node else {"not"} if "part" in node else {"found"} if "value" not in node else {"at_most", "at_least"}
    names = {"roughly", "", "ALL", "all", "any", "not", "found", "at_most", "at_least"} - alike
    node["predicate"] = data.draw(st.sampled_from(sorted(names)) | st.none() | st.integers())
    assert judge(tree, facts).result == NEEDS_HUMAN


def test_any_fact_missing_and_any_predicate_renamed_in_the_shipped_pack_asks_a_human() -> None:
    vectors = [vector for vector in json.loads(content()["vectors.json"])["vectors"] if vector["item_id"] and vector["result"] == APPLIES]
    rules = {rule["item_id"]: rule for rule in json.loads(content()["rules.json"])["rules"] if rule["status"] == "in_force"}
    for vector in vectors:
        tree, facts = rules[vector["item_id"]]["conditions"], vector["facts"]
        for leaf in leaves(tree):
            assert judge(tree, {name: one for name, one in facts.items() if name != leaf["id"]}).result == NEEDS_HUMAN
        for node in nodes(tree):
            name, node["predicate"] = node["predicate"], f"{node['predicate']}2"
            assert judge(tree, facts).result == NEEDS_HUMAN
            node["predicate"] = name


def test_what_rests_on_lapsed_law_is_told_in_the_pack() -> None:
    """A city that goes on citing the law of 2019 after its revision: the site says so, and so does the pack."""
    law = next(law for law in world().book.laws if law.law_key == "xingzhengchufafa" and law.effective_to is None)
    ended = tuple(replace(one, effective_to=date(2026, 11, 1)) if one is law else one for one in world().book.laws)
    rules = latest(World(replace(world().book, laws=ended), DAY), NOTICE).files()["rules.json"].document["rules"]
    told = [rule for rule in rules if rule["basis_lapsed"]]
    assert told
    assert all("《中华人民共和国行政处罚法》" in "".join(rule["basis_lapsed"]) and rule["status"] != "ended" for rule in told)
    assert [rule for rule in json.loads(content()["rules.json"])["rules"] if rule["basis_lapsed"]] == []


def test_the_pack_tells_what_the_list_remarks() -> None:
    """It may say to whom the item does not apply, which no condition of the tree asks."""
    rules = json.loads(content()["rules.json"])["rules"]
    rows = {(row["item_id"], row["version"]): row["fields"].get("note") for row in map(json.loads, content()["items.jsonl"].splitlines())}
    assert {(rule["item_id"], rule["version"]): rule["note"] for rule in rules} == rows
    assert {rule["note"] for rule in rules if rule["item_id"] == "2022-23342-R"} == {
        "平台经营者依照《中华人民共和国电子商务法》第八十一条第一款处罚，不适用本事项"}


def test_a_pack_that_is_out_of_date_or_unknown_needs_a_human() -> None:
    pack = json.loads(content()["rules.json"])
    vector = next(v for v in json.loads(content()["vectors.json"])["vectors"] if v["result"] == APPLIES)
    acted, until = date.fromisoformat(vector["acted_on"]), date.fromisoformat(pack["valid_until"])
    assert pack["valid_until"] == "2026-12-01", "the next day on which an item of the shipped lists begins"

    def result(changed: dict[str, Any], item_id: str, today: date) -> str:
        return evaluate(changed, item_id, vector["facts"], acted, today).result

    assert result(pack, vector["item_id"], DAY) == APPLIES
    assert result(pack, vector["item_id"], until) == NEEDS_HUMAN
    assert result(pack, vector["item_id"], date(2026, 11, 24)) == NEEDS_HUMAN
    assert result(pack | {"format": "qingdan/rules/9"}, vector["item_id"], DAY) == NEEDS_HUMAN
    assert result(pack, "2026-00000-X", DAY) == NEEDS_HUMAN
    lapsed = [rule | {"basis_lapsed": ["所依据的《某法》已于2026年11月1日失效，本事项待调整"]} for rule in pack["rules"]]
    assert result(pack | {"rules": lapsed}, vector["item_id"], DAY) == NEEDS_HUMAN
    assert result(pack | {"rules": [rule | {"status": "ended"} for rule in pack["rules"]]}, vector["item_id"], DAY) == NEEDS_HUMAN


def test_conditions_that_are_redacted_need_a_human_whatever_is_found() -> None:
    book, rule = world().book, next(rule for rule in json.loads(content()["rules.json"])["rules"] if rule["status"] == "in_force")
    general = Term(department=rule["department"], term="通用条件", definition="未造成危害后果", general_condition=True, valid_from=date(2020, 1, 1))
    hiding = Redaction(item_id=rule["item_id"], field="conditions", reason="误载", redacted_on=DAY)
    pack = json.loads(latest(redacted(World(replace(book, redactions=(hiding,), terms=(general,)), DAY)), NOTICE).files()["rules.json"].content)
    hidden = next(one for one in pack["rules"] if (one["item_id"], one["version"]) == (rule["item_id"], rule["version"]))
    facts = {leaf["id"]: True for leaf in leaves(hidden["conditions"])}
    assert hidden["conditions"]["text"] == "已依法隐去"
    assert evaluate(pack, rule["item_id"], facts, date.fromisoformat(rule["interval"]["from"]), DAY).result == NEEDS_HUMAN


@pytest.mark.skipif(shutil.which("node") is None, reason="没有安装 node，无法运行另写的实现")
def test_a_client_written_from_the_manual_in_another_language_reaches_the_same_answers(tmp_path: Path) -> None:
    chain = (*releases(world(), NOTICE), newest())
    for release in chain:
        for path, file in release.files().items():
            place = tmp_path / release.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.content)
    done = subprocess.run(["node", Path(__file__).with_name("rulepack_client.mjs"), tmp_path / "data"], capture_output=True, check=True)
    told = json.loads(done.stdout)
    folders = [release.folder.removeprefix("data/").removesuffix("/") for release in chain]
    assert told["mismatches"] == []
    assert told["replayed"] == {"order": folders, "wrong": []}
    assert told["wrong"] == []
    assert min(told["vectors"][folder] for folder in folders) > 90
