"""`publish`: drafts become an edition only when the procedure holds, all or nothing, and nothing is committed."""

import json
from datetime import date
from pathlib import Path

import pytest
from conftest import LIST, City, run, snapshot

from generator.book import load
from generator.legality.example import MODEL_CELLS, MODEL_EDITION
from generator.model import Kind, Status, World, identifier

FIRST = dict(MODEL_CELLS[Kind.NO_PENALTY])
DRAFT = FIRST | {"item_id": identifier(2027, 5), "violation": "通过互联网发布的广告未显著标明“广告”", "edition": "", "effective_from": "2027-06-01"}
PROCEDURE = {
    "--title": "示例市市场监督管理局行政执法减免责清单（2027年版）", "--doc-no": "示市监规〔2027〕1号", "--registration-no": "SLSSCJG-2027-001",
    "--consult-from": "2027-01-04", "--consult-to": "2027-02-08", "--fair-competition": "已通过", "--review-no": "示司审〔2027〕10号",
    "--review-date": "2027-03-01", "--review-conclusion": "合法", "--deliberated-on": "2027-03-15", "--issued-on": "2027-04-01",
    "--published-on": "2027-04-06", "--from": "2027-06-01", "--to": "2032-06-01", "--publish-mode": "单独规范性文件"}


def publish(root: Path, *more: str, without: tuple[str, ...] = (), **changed: str) -> tuple[int, dict]:
    options = {flag: value for flag, value in (PROCEDURE | {f"--{k.replace('_', '-')}": v for k, v in changed.items()}).items() if flag not in without}
    code, out, err = run("publish", "scjg", "--edition", "scjg-2027-1", *(part for pair in options.items() for part in pair),
                         "--as-of", "2027-04-06", "--root", root, "--format", "json", *more)
    assert out, err
    return code, json.loads(out)


def status(root: Path, item_id: str, day: str) -> list[Status]:
    world = World(load(root).book, date.fromisoformat(day))
    return [world.status(item) for item in world.book.items if item.item_id == item_id]


@pytest.fixture
def drafted(city: City) -> Path:
    return city({Kind.NO_PENALTY: [FIRST, DRAFT]})


def test_a_draft_becomes_an_edition(drafted: Path) -> None:
    assert status(drafted, DRAFT["item_id"], "2027-07-01") == [Status.DRAFT]
    code, answer = publish(drafted)
    assert (code, answer["written"], answer["stamped"], answer["carried"], answer["ending"]) == (0, True, [DRAFT["item_id"]], [], [])
    assert status(drafted, DRAFT["item_id"], "2027-05-01") == [Status.SCHEDULED], "published, not yet in force"
    assert status(drafted, DRAFT["item_id"], "2027-07-01") == [Status.IN_FORCE]
    edition = load(drafted).book.editions[-1]
    assert (edition.edition, edition.doc_no, edition.kinds[0]) == ("scjg-2027-1", "示市监规〔2027〕1号", "no-penalty")
    assert run("fmt", "--check", "--root", drafted)[0] == 0, "what is written is canonical"


def test_nothing_is_written_when_the_procedure_does_not_hold(drafted: Path) -> None:
    before = snapshot(drafted)
    for missing, rule in (("--review-conclusion", "H01"), ("--fair-competition", "H04")):
        code, answer = publish(drafted, without=(missing,))
        assert (code, answer["written"]) == (1, False)
        assert rule in {finding["rule"] for finding in answer["findings"]}
    code, answer = publish(drafted, review_date="2027-05-01")
    assert (code, answer["written"]) == (1, False)
    assert "H14" in {finding["rule"] for finding in answer["findings"]}
    assert snapshot(drafted) == before


def test_all_that_is_missing_is_told_at_once(drafted: Path) -> None:
    code, answer = publish(drafted, without=("--title", "--review-conclusion", "--fair-competition"))
    errors = [(f["path"], f["line"], f["field"], f["rule"]) for f in answer["findings"] if f["severity"] == "error"]
    assert (code, errors) == (1, [("lists/editions.csv", 3, "title", "S006"), ("lists/editions.csv", 3, "fair_competition", "H04"),
                                  ("lists/editions.csv", 3, "review_conclusion", "H01")])
    told = {f["field"]: f["hint"].partition("选项 ")[2] for f in answer["findings"] if f["severity"] == "error"}
    assert told == {"title": "--title）", "fair_competition": "--fair-competition）", "review_conclusion": "--review-conclusion）"}


def test_an_edition_without_items_says_so(city: City) -> None:
    root = city()
    code, out, _ = run("publish", "scjg", "--edition", "scjg-2027-1", "--title", "空的批次", "--as-of", "2027-04-06", "--root", root)
    assert (code, "批次里没有事项" in out) == (0, True)


def test_a_draft_with_an_error_stops_the_edition(city: City) -> None:
    root = city({Kind.NO_PENALTY: [FIRST, DRAFT | {"conditions": "违法行为轻微", "item_id": "2027-00005-X"}]})
    before = snapshot(root)
    code, answer = publish(root)
    assert code == 1
    assert {finding["rule"] for finding in answer["findings"] if finding["severity"] == "error"} >= {"C02"}
    assert snapshot(root) == before


def test_an_edition_without_a_day_of_publication_stays_a_draft_and_can_be_completed(drafted: Path) -> None:
    code, _ = publish(drafted, without=("--published-on", "--issued-on"))
    assert code == 0
    assert status(drafted, DRAFT["item_id"], "2027-07-01") == [Status.DRAFT]
    code, answer = publish(drafted)
    assert (code, answer["stamped"]) == (0, [DRAFT["item_id"]])
    assert len([e for e in load(drafted).book.editions if e.edition == "scjg-2027-1"]) == 1


def test_replacing_ends_what_is_not_carried_over(drafted: Path) -> None:
    code, answer = publish(drafted, replaces=MODEL_EDITION["edition"])
    assert (code, answer["ending"]) == (0, [FIRST["item_id"]])
    assert status(drafted, FIRST["item_id"], "2027-07-01") == [Status.ENDED]
    assert status(drafted, FIRST["item_id"], "2027-05-31") == [Status.IN_FORCE]


def test_carrying_over_keeps_the_items_of_the_replaced_edition(drafted: Path) -> None:
    code, answer = publish(drafted, "--carry-over", replaces=MODEL_EDITION["edition"])
    assert (code, answer["carried"], answer["ending"]) == (0, [FIRST["item_id"]], [])
    assert status(drafted, FIRST["item_id"], "2027-07-01") == [Status.ENDED, Status.IN_FORCE]
    versions = [item for item in load(drafted).book.items if item.item_id == FIRST["item_id"]]
    assert [version.edition for version in versions] == [MODEL_EDITION["edition"], "scjg-2027-1"]
    assert versions[0].conditions == versions[1].conditions


def test_only_the_chosen_lists_of_the_department(city: City) -> None:
    lighter = dict(MODEL_CELLS[Kind.LIGHTER_PENALTY]) | {"item_id": identifier(2027, 7), "edition": "", "effective_from": "2027-06-01"}
    root = city({Kind.NO_PENALTY: [FIRST, DRAFT], Kind.LIGHTER_PENALTY: [lighter]})
    code, answer = publish(root, "--kind", "不予处罚")
    assert (code, answer["stamped"]) == (0, [DRAFT["item_id"]])
    assert status(root, lighter["item_id"], "2027-07-01") == [Status.DRAFT]


@pytest.mark.parametrize(("arguments", "words"), [
    (("scjg", "--edition", "scjg-2026-1"), "已于2026-08-05公布"),
    (("没有的局", "--edition", "x-2027-1"), "没有部门"),
    (("xfjy", "--edition", "scjg-2026-1"), "属于"),
    (("scjg", "--edition", "scjg-2027-1", "--carry-over"), "--from"),
    (("scjg",), "--edition"),
    (("scjg", "--edition", "x", "--from", "2027/1/1"), "不是日期"),
])
def test_what_cannot_be_judged_is_refused_in_one_sentence(drafted: Path, arguments: tuple[str, ...], words: str) -> None:
    before = snapshot(drafted)
    code, out, err = run("publish", *arguments, "--root", drafted, "--as-of", "2027-04-06")
    assert code == 2, out
    assert words in err
    assert len(err.strip().splitlines()) == 1
    assert snapshot(drafted) == before


def test_a_damaged_table_is_left_alone(drafted: Path) -> None:
    path = drafted / LIST
    path.write_bytes(path.read_bytes() + b'"torn')
    before = snapshot(drafted)
    code, _, err = run("publish", "scjg", "--edition", "scjg-2027-1", "--root", drafted, "--as-of", "2027-04-06")
    assert code == 2, err
    assert snapshot(drafted) == before


def test_an_edition_is_not_named_after_another_department(drafted: Path) -> None:
    """Whoever reads a row of a list takes the department from the code of its edition."""
    before = snapshot(drafted)
    code, out, err = run("publish", "scjg", "--edition", "xfjy-2027-1", "--as-of", "2027-04-06", "--root", drafted)
    assert (code, out) == (2, "")
    assert "以示例市消防救援支队的代码“xfjy”开头" in err
    assert "如 scjg-2027-1。" in err
    assert snapshot(drafted) == before
    for own in ("xfjy2027", "2027-xfjy", "scjg-xfjy-2027-1"):
        assert run("publish", "scjg", "--edition", own, "--as-of", "2027-04-06", "--root", drafted)[0] == 1, "judged by its procedure"
