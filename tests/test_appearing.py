"""A version that becomes public is compared with the public version it succeeds, whatever its draft said before."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import WITH_JUSTICE, City, commit, git_in, run
from proposing import put, yes

from generator.legality.example import MODEL_CELLS, MODEL_EDITION
from generator.model import Kind, identifier
from generator.schema import tables
from generator.tables import write

MODEL = MODEL_CELLS[Kind.NO_PENALTY]
WIDER = MODEL["conditions"].replace("不超过1条", "不超过9条")
NEXT = MODEL | {"effective_from": "2027-01-01", "edition": "scjg-2026-2", "conditions": WIDER, "change_reason": "扩大适用"}
SECOND: Mapping[str, str] = MODEL_EDITION | {"edition": "scjg-2026-2", "doc_no": "示市监规〔2026〕2号", "issued_on": "", "published_on": "",
                                             "effective_from": "2027-01-01", "replaces": ""}
OTHER = identifier(2026, 1)
PUBLISHED = {"issued_on": "2026-11-20", "published_on": "2026-11-24"}


def editions(root: Path, **second: str) -> None:
    (root / "lists/editions.csv").write_bytes(write(tables()["editions"], [MODEL_EDITION, {**SECOND, **second}]))


@pytest.fixture
def merged(city: City) -> Callable[..., Path]:
    """A city whose main holds the public item and, merged earlier, these drafts of an edition that is not published."""

    def make(*drafts: Mapping[str, str], first: Mapping[str, str] = MODEL) -> Path:
        root = city({Kind.NO_PENALTY: []}, files={"lists/organisations.csv": WITH_JUSTICE}, laws=False)
        put(root, first, *drafts)
        editions(root)
        commit(root, "2026-11-23T10:00:00+08:00", "merged earlier")
        return root

    return make


def changes(root: Path) -> list[dict[str, Any]]:
    answer = json.loads(run("diff", "--root", root, "--format", "json")[1])
    assert answer["consequences"] == []
    found: list[dict[str, Any]] = answer["changes"]
    return found


def told(root: Path) -> list[tuple[str, str, str]]:
    return [(one["item_id"], one["change"], one["direction"]) for one in changes(root)]


@pytest.mark.parametrize("published_on", ["2026-11-24", "2026-12-15"], ids=["published", "published later"])
def test_publishing_what_was_merged_as_a_draft_is_the_change_that_counts(merged: Callable[..., Path], published_on: str) -> None:
    root = merged(NEXT)
    editions(root, **PUBLISHED | {"published_on": published_on})
    change, = changes(root)
    assert (change["item_id"], change["effective_from"], change["change"], change["direction"]) == (
        "2026-00417-N", "2027-01-01", "amended", "widened")
    assert change["reason"] == ("“涉及广告不超过9条”的上限由1条改为9条；随发布批次 scjg-2026-2 公布，"
                                "与自2026-09-15起的已公布版本比较")
    assert {"field": "conditions", "before": MODEL["conditions"], "after": WIDER} in change["fields"]


def test_a_draft_stamped_and_edited_as_it_is_published(merged: Callable[..., Path]) -> None:
    """The draft of earlier was as wide as the last step: only beside the public version does the widening show."""
    root = merged(NEXT | {"edition": "", "conditions": WIDER})
    put(root, MODEL, NEXT)
    editions(root, **PUBLISHED)
    assert told(root) == [("2026-00417-N", "amended", "widened")]


def test_a_draft_that_was_narrowed_before_publication_is_still_wider_than_what_applies(merged: Callable[..., Path]) -> None:
    root = merged(NEXT)
    put(root, MODEL, NEXT | {"conditions": MODEL["conditions"].replace("不超过1条", "不超过3条")})
    assert told(root) == [("2026-00417-N", "amended", "tightened")], "a draft beside its draft"
    editions(root, **PUBLISHED)
    change, = changes(root)
    assert (change["direction"], change["reason"].split("；")[0]) == ("widened", "“涉及广告不超过3条”的上限由1条改为3条")


def test_what_was_never_public_is_new(merged: Callable[..., Path]) -> None:
    root = merged(NEXT | {"item_id": OTHER, "violation": "户外广告未标明发布者名称"})
    editions(root, **PUBLISHED)
    change, = changes(root)
    assert (change["change"], change["direction"]) == ("added", "widened")
    assert change["reason"] == "新增事项；随发布批次 scjg-2026-2 公布，此前没有已公布而仍然适用的版本"


def test_what_had_ended_comes_anew(merged: Callable[..., Path]) -> None:
    root = merged(NEXT | {"conditions": MODEL["conditions"]}, first=MODEL | {"effective_to": "2026-12-01", "end_reason": "清理"})
    editions(root, **PUBLISHED)
    assert told(root) == [("2026-00417-N", "added", "widened")]


def test_the_item_that_another_replaces(merged: Callable[..., Path]) -> None:
    root = merged(NEXT | {"item_id": OTHER}, first=MODEL | {"effective_to": "2027-01-01", "end_reason": "合并", "replaced_by": OTHER})
    editions(root, **PUBLISHED)
    change, = changes(root)
    assert (change["item_id"], change["change"], change["direction"]) == (OTHER, "amended", "widened")
    assert {"field": "item_id", "before": "2026-00417-N", "after": OTHER} in change["fields"]


def test_a_draft_between_two_public_versions_is_no_yardstick(merged: Callable[..., Path]) -> None:
    root = merged(MODEL | {"effective_from": "2026-12-01", "edition": "", "conditions": WIDER})
    put(root, MODEL, MODEL | {"effective_from": "2026-12-01", "edition": "", "conditions": WIDER}, NEXT)
    editions(root, **PUBLISHED)
    assert told(root) == [("2026-00417-N", "amended", "widened")]


def test_the_same_text_published_again_is_neutral(merged: Callable[..., Path]) -> None:
    root = merged(NEXT | {"conditions": MODEL["conditions"], "change_reason": "照录"})
    editions(root, **PUBLISHED)
    assert told(root) == [("2026-00417-N", "amended", "neutral")]


@pytest.mark.parametrize(("reviewers", "allow"), [(1, False), (2, True)])
def test_the_gate_weighs_the_publication(merged: Callable[..., Path], reviewers: int, allow: bool) -> None:
    field = {"field": "食品安全"}
    root = merged(NEXT | field, first=MODEL | field)
    put(root, MODEL | field, NEXT | field | {"note": "已核对"})
    commit(root, "2026-11-23T11:00:00+08:00", "still a draft")
    editions(root, **PUBLISHED)
    commit(root, "2026-11-24T10:00:00+08:00", "published")
    name = git_in(root, "rev-parse", "HEAD")
    proposal = {"proposer": {"id": "经办人", "dept": "sfj"}, "head": name, "paths": ["lists/editions.csv"],
                "approvals": [yes(f"审查人{n}", of=name) for n in range(reviewers)]}
    (root.parent / "proposal.json").write_text(json.dumps(proposal, ensure_ascii=False), encoding="utf-8")
    code, out, err = run("gate", root.parent / "proposal.json", "--root", root)
    assert code == (0 if allow else 1), (out, err)
    assert allow or "2026-00417-N" in json.loads(out)["reasons"][0]


def test_the_review_leads_with_it(merged: Callable[..., Path]) -> None:
    root = merged(NEXT)
    editions(root, **PUBLISHED)
    out = root.parent / "review"
    code, said, err = run("review", "main", "--out", out, "--root", root, "--format", "json")
    assert code == 0, err
    assert [(one["item_id"], one["direction"]) for one in json.loads(said)["changes"]] == [("2026-00417-N", "widened")]
    assert "方向：放宽1个" in (out / "comment.md").read_text(encoding="utf-8")


def test_an_end_after_the_end_of_the_edition_ends_nothing(merged: Callable[..., Path]) -> None:
    root = merged()
    put(root, MODEL | {"effective_to": "2032-01-01", "end_reason": "清理"})
    change, = changes(root)
    assert (change["change"], change["direction"]) == ("ended", "neutral")
    assert change["reason"] == "失效日期2032-01-01不起作用：这个版本自2031-09-15起已经不再适用（有效期届满）"
    put(root, MODEL | {"effective_to": "2026-12-31", "end_reason": "清理"})
    assert told(root) == [("2026-00417-N", "ended", "tightened")]
