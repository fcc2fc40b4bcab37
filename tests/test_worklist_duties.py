"""What the worklist tells: each thing that falls due, its day and who is to do it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, City, city_of, commit, rows_of, run
from owing import DAY, MODEL, OTHER, asked, due, duties

from generator.book import load
from generator.document.task import Duty, Urgency
from generator.document.worklist import INTERNAL
from generator.legality.example import MODEL_EDITION, model_item, model_world
from generator.model import Kind, World, identifier
from generator.schema import tables
from generator.tables import write

# ---- what is due, one by one ---------------------------------------------------------------------------------------


def test_a_city_without_anything_due_says_how_much_was_looked_at(city: City) -> None:
    code, out, _ = run("report", "worklist", "--root", city(), "--as-of", DAY)
    assert code == 0
    assert "没有要办的事。截至2026年11月24日，看过全市4张清单、1个事项（1个版本）、1个发布批次。" in out
    assert INTERNAL in out
    assert "演示数据" in out


def test_a_law_that_lapsed_since_publication(tmp_path: Path) -> None:
    """Two kinds: what is wrong since the law changed, and what has to be reviewed within the term of the city."""
    root = city_of("b-law-changed-since", tmp_path)
    tasks = [task for task in asked(root)["tasks"] if task["duty"] == "basis"]
    assert [(task["item_id"], task["urgency"], task["due"], task["line"]) for task in tasks] == [
        ("2022-73043-Z", "wrong", "2024-09-13", 2), ("2022-89628-S", "wrong", "2026-03-20", 3),
        ("2022-78166-5", "overdue", "2026-05-19", 3), ("2022-86466-E", "overdue", "2026-10-14", 2)]
    assert {(one["citation"].removeprefix("《中华人民共和国统计法》"), one["effect"], one["proposed"]) for one in tasks[0]["proposals"]} >= {
        ("第七条", "renumbered", "《中华人民共和国统计法》第八条")}
    assert tasks[1]["proposals"][0]["proposed"] is None, "the penalty is gone"
    assert [reason["rule"] for task in tasks for reason in task["reasons"]] == ["B06", "B06", "B08", "H13", "B07"]
    assert all(reason["basis"] for task in tasks[:2] for reason in task["reasons"])


def test_a_published_version_to_come_is_told_where_it_mends_what_is_wrong(tmp_path: Path) -> None:
    root = city_of("b-law-changed-since", tmp_path)
    path = root / "lists/exemptions/tjj/no-penalty.csv"
    schema = tables()["exemptions"]
    rows = rows_of(root, "lists/exemptions/tjj/no-penalty.csv", "exemptions")
    editions = rows_of(root, "lists/editions.csv", "editions")
    new = {**next(row for row in rows if row["item_id"] == "2022-73043-Z"), "effective_from": "2027-01-01", "edition": "tjj-2026-1",
           "obligation_basis": "《中华人民共和国统计法》第八条", "penalty_basis": "《中华人民共和国统计法》第四十四条第一款第（二）项"}
    path.write_bytes(write(schema, [*rows, new]))
    public = next(row for row in editions if row["edition"] == "tjj-2022-1")
    editions.append({**public, "edition": "tjj-2026-1", "published_on": "2026-11-20", "issued_on": "2026-11-20", "effective_from": "2027-01-01",
                     "effective_to": "2031-12-31"})
    (root / "lists/editions.csv").write_bytes(write(tables()["editions"], editions))
    steps = next(task["steps"] for task in asked(root, "--dept", "示例市统计局")["tasks"] if task["duty"] == "basis")
    assert steps[0].startswith("已公布的新版本自2027年1月1日起接续")


def test_an_error_that_was_there_at_publication_stops_the_site_and_one_that_came_later_does_not(city: City) -> None:
    bad = {**MODEL, "correction": "否"}
    waived = f"规则,事项编号,理由,批准人,截止日期\nC14,{bad['item_id']},过渡期,审查人,2026-11-01\n"
    assert duties(asked(city({Kind.NO_PENALTY: [bad]}))) == [("stopping", "wrong", MODEL_EDITION["published_on"])]
    assert duties(asked(city({Kind.NO_PENALTY: [bad]}, {"lists/waivers.csv": waived}))) == [
        ("waiver", "wrong", "2026-11-01"), ("error", "wrong", None)]
    assert duties(asked(city({Kind.NO_PENALTY: [bad]}, {"lists/waivers.csv": waived}), as_of="2026-10-31")) == [("waiver", "month", "2026-11-01")]


def test_faults_of_the_tables_all_share_are_the_reviewers(city: City) -> None:
    answer = asked(city(files={"lists/townships.csv": "镇街代码,镇街名称,生效日期,失效日期\nqinghe,青禾镇,2020/1/1,\n"}))
    assert [(task["department"], task["duty"], task["path"], task["line"]) for task in answer["tasks"]] == [
        (None, "stopping", "lists/townships.csv", 2)]
    assert asked(city(files={"lists/townships.csv": "镇街代码,镇街名称,生效日期,失效日期\nqinghe,青禾镇,2020/1/1,\n"}), "--dept", "scjg")["tasks"] == []


@pytest.mark.parametrize(("as_of", "expected"), [
    ("2031-03-14", []), ("2031-03-15", [("expiry", "half_year")]), ("2031-09-14", [("expiry", "month")]), ("2031-09-15", [("expiry", "overdue")]),
    ("2032-03-14", [("expiry", "overdue")]), ("2032-03-15", [])])
def test_a_term_is_told_six_months_ahead_and_for_six_months_after(city: City, as_of: str, expected: list[tuple[str, str]]) -> None:
    editions = write(tables()["editions"], [MODEL_EDITION | {"effective_to": "2031-09-15", "note": f"{as_of}复核，不用调整"}])
    answer = asked(city(files={"lists/editions.csv": editions}), as_of=as_of)
    assert [(duty, urgency) for duty, urgency, _ in duties(answer)] == expected
    if expected:
        task = answer["tasks"][0]
        assert (task["edition"], task["due"], task["path"], task["line"]) == ("scjg-2026-1", "2031-09-15", "lists/editions.csv", 2)
        assert "1个事项" in task["reasons"][0]["text"]


def test_a_trial_is_called_one_and_an_edition_in_preparation_is_named(city: City) -> None:
    ending = MODEL_EDITION | {"effective_to": "2027-03-01", "trial": "是"}
    draft = {"edition": "scjg-2027-1", "department": "scjg", "kinds": "no-penalty", "title": "2027年版", "replaces": "scjg-2026-1"}
    tasks = asked(city(files={"lists/editions.csv": write(tables()["editions"], [ending, draft])}))["tasks"]
    expiry = next(task for task in tasks if task["duty"] == "expiry")
    assert "试行期将于2027年2月28日届满" in expiry["reasons"][0]["text"]
    assert "接续的批次 scjg-2027-1 还没有公布" in expiry["steps"][0]


def test_an_item_that_goes_on_in_a_published_version_does_not_run_out() -> None:
    editions = ({**MODEL_EDITION, "edition": "scjg-2025-1", "published_on": "2025-08-05", "issued_on": "2025-08-05", "effective_from": "2025-09-15",
                 "effective_to": "2027-01-01"},)
    old, new = model_item(edition="scjg-2025-1", effective_from="2025-09-15"), model_item(effective_from="2027-01-01")

    def told(*items: Any) -> list[Duty]:
        return [task.duty for task in due(model_world(items, {"editions": editions})).tasks if task.duty in (Duty.EXPIRY, Duty.START)]

    assert told(old) == [Duty.EXPIRY]
    assert told(old, new) == [Duty.START]


def test_an_item_that_ends_by_its_own_row(city: City) -> None:
    row = {**MODEL, "effective_to": "2027-02-01", "end_reason": "清理", "replaced_by": OTHER}
    follower = {**MODEL, "item_id": OTHER, "violation": "户外广告未标明发布者名称", "edition": "", "effective_from": "2027-02-01"}
    tasks = asked(city({Kind.NO_PENALTY: [row, follower]}))["tasks"]
    ending = next(task for task in tasks if task["duty"] == "expiry")
    assert (ending["item_id"], ending["due"]) == (MODEL["item_id"], "2027-02-01")
    assert ending["steps"] == [f"替代它的 {OTHER} 还没有公布，请在这一天以前公布。"]


def test_a_waiver_that_runs_out_or_does_nothing_is_told_once(city: City) -> None:
    bad = {**MODEL, "correction": "否"}
    head = "规则,事项编号,理由,批准人,截止日期\n"

    def told(rule: str, until: str) -> list[tuple[str, str, str | None]]:
        return duties(asked(city({Kind.NO_PENALTY: [bad]}, {"lists/waivers.csv": f"{head}{rule},{bad['item_id']},过渡期,审查人,{until}\n"})))

    assert told("C14", "2027-03-01") == [("waiver", "half_year", "2027-03-01")]
    assert told("C14", "2027-09-01") == []
    assert sorted(told("C13", "2027-03-01")) == [("stopping", "wrong", MODEL_EDITION["published_on"]), ("waiver", "wrong", None)], "useless"


def test_a_law_about_to_change_and_the_article_to_cite_then() -> None:
    item = model_item(obligation_basis="《中华人民共和国商标法》第五十七条第（二）项")
    world = model_world((item,))
    task = next(task for task in due(world).tasks if task.duty is Duty.LAW)
    assert (task.due, task.wrong, task.urgency(world.as_of)) == (date(2027, 1, 1), False, Urgency.HALF_YEAR)
    assert "商标法" in task.reasons[0].text
    assert task.reasons[0].basis == ("《中华人民共和国行政处罚法》第三十七条",)
    real = World(load(REPOSITORY).book, date(2026, 8, 1))
    proposed = [hit.proposed for task in due(real).tasks if task.duty is Duty.LAW for hit in task.proposals]
    assert any((one or "").startswith("《中华人民共和国生态环境法典》") for one in proposed)


def test_versions_about_to_begin_are_told_by_edition_and_day() -> None:
    first, second = model_item(effective_from="2026-12-01"), model_item(Kind.LIGHTER_PENALTY, item_id=OTHER, effective_from="2026-12-01")
    later = model_item(item_id=identifier(2026, 12), violation="户外广告未标明发布者名称", effective_from="2027-06-01")
    tasks = [task for task in due(model_world((first, second, later))).tasks if task.duty is Duty.START]
    assert [(task.due, task.edition, task.urgency(date(2026, 11, 24))) for task in tasks] == [(date(2026, 12, 1), "scjg-2026-1", Urgency.MONTH)]
    assert f"{OTHER}、{first.item_id}" in tasks[0].reasons[0].text


def test_drafts_with_errors_and_drafts_whose_day_has_passed(city: City) -> None:
    wrong = {**MODEL, "item_id": OTHER, "edition": "", "violation": "户外广告未标明发布者名称", "correction": "否", "effective_from": "2027-01-15"}
    past = {**MODEL, "item_id": identifier(2026, 12), "edition": "", "violation": "户外广告未登记", "effective_from": "2026-10-01"}
    ready = {**MODEL, "item_id": identifier(2026, 13), "edition": "", "violation": "印刷品广告未标明发布者", "effective_from": "2027-03-01"}
    tasks = [task for task in asked(city({Kind.NO_PENALTY: [MODEL, wrong, past, ready]}))["tasks"] if task["duty"] == "draft"]
    assert [(task["item_id"], task["urgency"], task["due"]) for task in tasks] == [
        (past["item_id"], "overdue", "2026-10-01"), (OTHER, "half_year", "2027-01-15")]
    assert [reason["rule"] for reason in tasks[1]["reasons"]] == [None, "C14"]


DELEGATED = "镇街代码,部门代码,处罚依据,基本编码,生效日期,收回日期,赋权依据\nqinghe,scjg,《中华人民共和国广告法》第五十九条第三款,,2022-01-01,{end},示府〔2021〕68号\n"
SECOND = "shiqiao,scjg,《中华人民共和国广告法》第五十九条第三款,,2022-01-01,,示府〔2021〕68号\n"
TOWNS = "镇街代码,镇街名称,生效日期,失效日期\nqinghe,青禾镇,2020-01-01,\nshiqiao,石桥镇,2020-01-01,\n"


@pytest.mark.parametrize(("end", "others", "expected"), [
    ("2026-10-01", "", [("delegation", "wrong", None), ("delegation", "open", None)]),
    ("2026-10-01", SECOND, [("delegation", "open", None)]),
    ("2026-04-01", SECOND, []),
    ("2027-01-01", SECOND, [("delegation", "half_year", "2027-01-01")]),
    ("", SECOND, [])])
def test_powers_taken_back(city: City, end: str, others: str, expected: list[tuple[str, str, str | None]]) -> None:
    row = {**MODEL, "township": "是", "power_code": ""}
    files = {"lists/townships.csv": TOWNS, "lists/delegations.csv": DELEGATED.format(end=end) + others}
    answer = asked(city({Kind.NO_PENALTY: [row]}, files))
    assert duties(answer) == expected
    told = [task for task in answer["tasks"] if task["path"] == "lists/delegations.csv"]
    assert all("青禾镇" in task["name"] and MODEL["item_id"] in task["reasons"][0]["text"] for task in told)


ABOVE = {"authority": "sheng", "issuer": "示例省市场监督管理局", "title": "示例省轻微违法行为不予处罚清单", "doc_no": "示市监〔2026〕9号", "number": "3",
         "kind": "no-penalty", "violation": "通过大众传播媒介发布的广告未标明“广告”", "conditions": MODEL["conditions"],
         "penalty_basis": "《中华人民共和国广告法》第五十九条第三款"}


@pytest.mark.parametrize(("dates", "due_on"), [
    ({"from": "2026-11-01"}, [None]), ({"from": "2027-02-01"}, [date(2027, 2, 1)]), ({"from": "2020-01-01", "to": "2026-11-01"}, [None]),
    ({"from": "2020-01-01", "to": "2027-02-01"}, [date(2027, 2, 1)]), ({"from": "2020-01-01"}, []), ({"from": "2028-01-01"}, [])])
def test_a_superior_list_that_moved(dates: dict[str, str], due_on: list[date | None]) -> None:
    tasks = [task for task in due(model_world((model_item(),), {"superior": (ABOVE | dates,)})).tasks if task.duty is Duty.SUPERIOR]
    assert [task.due for task in tasks] == due_on
    assert all("第3项" in task.reasons[0].text and task.reasons[0].basis == ("示市监〔2026〕9号",) for task in tasks)


def test_an_item_wider_than_the_superior_list_is_told_once() -> None:
    wider = ABOVE | {"kind": "lighter-penalty", "from": "2026-11-01"}
    tasks = [task for task in due(model_world((model_item(),), {"superior": (wider,)})).tasks if task.duty is Duty.SUPERIOR]
    assert [task.reasons[0].rule for task in tasks] == ["F03"]
    assert "宽于" in tasks[0].reasons[0].text


@pytest.mark.parametrize(("note", "as_of", "due_on"), [
    ("", "2027-02-04", None), ("", "2027-02-06", "2027-08-05"), ("", "2027-09-01", "2027-08-05"),
    ("2027-07-20复核，不用调整", "2027-09-01", None), ("2027-07-20复核，不用调整", "2028-02-01", "2028-07-20"), ("2027-99-99复核", "2027-09-01", "2027-08-05")])
def test_every_list_is_looked_through_once_a_year(city: City, note: str, as_of: str, due_on: str | None) -> None:
    edition = MODEL_EDITION | {"published_on": "2026-08-05", "note": note}
    found = [task for task in asked(city(files={"lists/editions.csv": write(tables()["editions"], [edition])}), as_of=as_of)["tasks"]
             if task["duty"] == "review"]
    assert [task["due"] for task in found] == ([due_on] if due_on else [])


def test_a_review_may_be_noted_on_an_edition_that_is_published(repository: City) -> None:
    """The way out that the worklist shows is open: check --base has nothing to say of it."""
    root = repository()
    later = "2027-09-01"
    step = next(task["steps"][0] for task in asked(root, as_of=later)["tasks"] if task["duty"] == "review")
    note = "2027-09-01复核，不用调整"
    assert note in step
    (root / "lists/editions.csv").write_bytes(write(tables()["editions"], [MODEL_EDITION | {"note": note}]))
    assert not [task for task in asked(root, as_of=later)["tasks"] if task["duty"] == "review"]
    commit(root, "2027-09-01T10:00:00+08:00", "复核")
    code, out, _ = run("check", "--root", root, "--base", "HEAD~1", "--as-of", later, "--format", "json")
    assert not [one for one in json.loads(out)["findings"] if one["rule"].startswith("V")], out
    assert code in (0, 1)
