"""check --base: what only a change can break, as a clerk with a branch would meet it."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import LIST, City, commit, run
from proposing import DRAFT, EDITIONS, LIGHTER, MODEL, Found, findings, found, proposed, publish, put

from generator.diff.guard import GUARDS, Guard
from generator.document.handbook import guard_page, page_of
from generator.legality.example import MODEL_EDITION
from generator.render.plain import page
from generator.schema import tables
from generator.tables import write


@pytest.fixture
def proposal(repository: City) -> Path:
    return proposed(repository)


LAWFUL = {
    "nothing": lambda root: None,
    "a draft edited": lambda root: put(root, MODEL, DRAFT | {"conditions": "另一条件"}),
    "a draft deleted": lambda root: put(root, MODEL),
    "a new version": lambda root: put(root, MODEL, MODEL | {"effective_from": "2027-01-01", "edition": "", "outcome": "可以不予行政处罚"}, DRAFT),
    "a correction": lambda root: put(root, MODEL | {"note": "备注", "change_reason": "勘误：补备注"}, DRAFT),
    "a correction of punctuation": lambda root: put(root, MODEL | {
        "violation": MODEL["violation"] + "。", "conditions": MODEL["conditions"].replace("；", ";"), "change_reason": "勘误：标点"}, DRAFT),
    "a correction of how a clause is cited": lambda root: put(root, MODEL | {
        "penalty_basis": "《中华人民共和国广告法》第59条第3款", "change_reason": "勘误：条款号写法"}, DRAFT),
    "an end from today": lambda root: put(root, MODEL | {"effective_to": "2026-11-24", "end_reason": "清理", "replaced_by": "2026-00001-B"}, DRAFT),
    "another spelling": lambda root: (root / LIST).write_bytes(b"\xef\xbb\xbf" + (root / LIST).read_bytes().replace(b"\n", b"\r\n")),
    "withdrawn today": lambda root: publish(root, withdrawn_on="2026-11-24"),
    "an edition ends earlier": lambda root: publish(root, effective_to="2027-01-01"),
    "words of an edition": lambda root: publish(root, note="备注"),
    "a draft and the words about it": lambda root: (
        put(root, MODEL, DRAFT | {"note": "改"}), (root / "README.md").write_text("改", encoding="utf-8")),
}


@pytest.mark.parametrize("name", LAWFUL)
def test_lawful_changes(proposal: Path, name: str) -> None:
    LAWFUL[name](proposal)
    assert found(proposal) == []


UNLAWFUL: Mapping[str, tuple[Callable[[Path], object], Found]] = {
    "a draft into a published edition": (lambda root: put(root, MODEL, DRAFT | {"edition": MODEL_EDITION["edition"]}), [("V10", LIST, 2, "edition")]),
    "a version into a published edition": (
        lambda root: put(root, MODEL, MODEL | {"effective_from": "2026-11-01", "conditions": "另一条件"}, DRAFT), [("V10", LIST, 4, "edition")]),
    "deleted": (lambda root: put(root, DRAFT), [("V01", LIST, None, None)]),
    "rewritten": (lambda root: put(root, MODEL | {"outcome": "可以不予行政处罚"}, DRAFT), [("V02", LIST, 3, "outcome")]),
    "taken out of its edition": (lambda root: put(root, MODEL | {"edition": ""}, DRAFT), [("V02", LIST, 3, "edition")]),
    "another first day": (lambda root: put(root, MODEL | {"effective_from": "2026-09-16"}, DRAFT), [("V02", LIST, 3, "effective_from")]),
    "an end without its day": (lambda root: put(root, MODEL | {"end_reason": "清理"}, DRAFT), [("V02", LIST, 3, "end_reason")]),
    "a correction that widens": (
        lambda root: put(root, MODEL | {"change_reason": "勘误：数量", "conditions": MODEL["conditions"].replace("1条", "9条")}, DRAFT),
        [("V02", LIST, 3, "conditions")]),
    **{f"a correction of {column}": (
        lambda root, column=column, text=text: put(root, MODEL | {column: text, "change_reason": "勘误：录入有误"}, DRAFT),
        [("V02", LIST, 3, column)]) for column, text in (
            ("township", "是"), ("field", "食品安全"), ("power_code", "990100009000"), ("exemption_type", "首违不罚"),
            ("violation", "广告未显著标明“广告”"), ("penalty_basis", "《中华人民共和国广告法》第五十九条第一款"),
            ("relief_basis", "《中华人民共和国行政处罚法》第三十三条第二款"), ("subject", "个人;单位;个体工商户"))},
    "a correction that leaves its edition": (
        lambda root: put(root, MODEL | {"edition": "", "change_reason": "勘误：批次填错"}, DRAFT), [("V02", LIST, 3, "edition")]),
    "an end after the end": (
        lambda root: put(root, MODEL | {"effective_to": "2032-01-01", "end_reason": "清理"}, DRAFT), [("V12", LIST, 3, "effective_to")]),
    "the number of another, on the same day, before it": (
        lambda root: put(root, MODEL | {"violation": "占用消防车通道", "penalty_basis": "《中华人民共和国消防法》第六十条第一款第（五）项",
                                        "edition": ""}, MODEL, DRAFT), [("V05", LIST, 3, "item_id")]),
    "an end in the past": (lambda root: put(root, MODEL | {"effective_to": "2026-11-23", "end_reason": "清理"}, DRAFT), [("V03", LIST, 3, "effective_to")]),
    "moved in place": (
        lambda root: (put(root, DRAFT), put(root, MODEL | {"exemption_type": "", "supporting_measures": "教育"}, path=LIGHTER)),
        [("V02", LIGHTER, 2, None)]),
    "edition deleted": (lambda root: (root / EDITIONS).write_bytes(write(tables()["editions"], [])), [("V04", EDITIONS, None, None)]),
    "edition redated": (lambda root: publish(root, published_on="2026-08-06"), [("V04", EDITIONS, 2, "published_on")]),
    "edition prolonged": (lambda root: publish(root, effective_to="2036-09-15"), [("V04", EDITIONS, 2, "effective_to")]),
    "withdrawn yesterday": (lambda root: publish(root, withdrawn_on="2026-11-23"), [("V04", EDITIONS, 2, "withdrawn_on")]),
    "another item under the number": (
        lambda root: put(root, MODEL, MODEL | {"effective_from": "2027-01-01", "edition": "", "violation": "占用消防车通道",
                                               "penalty_basis": "《中华人民共和国消防法》第六十条第一款第（五）项"}, DRAFT),
        [("V05", LIST, 4, "item_id")]),
    "two departments": (
        lambda root: (put(root, MODEL, DRAFT | {"note": "改"}), put(root, DRAFT | {"item_id": "2026-00002-9"}, path="lists/exemptions/xfjy/no-penalty.csv")),
        [("V06", LIST, None, None)]),
    "two departments, one by its 重点监管清单": (
        lambda root: (put(root, MODEL, DRAFT | {"note": "改"}), (root / "lists/focus").mkdir(exist_ok=True),
                      (root / "lists/focus/xfjy.csv").write_bytes(write(tables()["focus"], []))), [("V06", LIST, None, None)]),
    "lists and code": (
        lambda root: (put(root, MODEL, DRAFT | {"note": "改"}), (root / "tool.py").write_text("x", encoding="utf-8")), [("V07", "tool.py", None, None)]),
}


@pytest.mark.parametrize("name", UNLAWFUL)
def test_unlawful_changes(proposal: Path, name: str) -> None:
    change, expected = UNLAWFUL[name]
    change(proposal)
    assert found(proposal) == expected
    commit(proposal, "2026-11-24T12:00:00+08:00", "the same, committed")
    assert found(proposal) == expected


def test_a_correction_that_is_none_is_told_the_way_out(proposal: Path) -> None:
    put(proposal, MODEL | {"township": "是", "change_reason": "勘误：录入有误"}, DRAFT)
    said, = findings(proposal)
    assert said["message"] == "勘误只能改正笔误，不能这样改动镇街适用：这不是笔误。"
    assert said["hint"].startswith("这不是笔误：恢复原来的行，运行 qingdan amend")
    assert "写“勘误" not in said["hint"], "the row says so already"


def test_measures_in_other_words_are_confirmed_by_a_person(proposal: Path) -> None:
    put(proposal, MODEL | {"supporting_measures": "批评教育", "change_reason": "勘误：漏字"}, DRAFT)
    said, = findings(proposal)
    assert (said["rule"], said["line"], said["field"], said["severity"]) == ("V02", 3, "supporting_measures", "warning")


def test_an_edition_registered_late_says_which_days_it_changes(proposal: Path) -> None:
    late = {"edition": "scjg-2026-2", "doc_no": "示市监规〔2026〕2号", "issued_on": "2026-10-20", "published_on": "2026-10-21",
            "effective_from": "2026-11-01"}
    (proposal / EDITIONS).write_bytes(write(tables()["editions"], [MODEL_EDITION, MODEL_EDITION | late]))
    put(proposal, MODEL, MODEL | {"effective_from": "2026-11-01", "edition": "scjg-2026-2", "change_reason": "修改"}, DRAFT)
    said, = findings(proposal)
    assert (said["rule"], said["path"], said["line"], said["field"], said["severity"]) == ("V11", EDITIONS, 3, "effective_from", "warning")
    assert said["message"] == ("发布批次 scjg-2026-2 自2026-11-01起施行，使1个已公布的版本（2026-00417-N）在2026-11-24以前就已终止。")
    put(proposal, MODEL, MODEL | {"effective_from": "2026-12-01", "edition": "scjg-2026-2", "change_reason": "修改"}, DRAFT)
    assert findings(proposal) == [], "days to come may change"


def test_a_clash_is_pointed_at_where_the_newer_row_stands(proposal: Path) -> None:
    """The older row stands last in the file; it is the newer one that must take another number."""
    put(proposal, MODEL | {"violation": "占用消防车通道", "note": "新来的", "edition": ""}, MODEL, DRAFT)
    everything = json.loads(run("check", "--base", "main", "--root", proposal, "--format", "json")[1])["findings"]
    clash, = (one for one in everything if one["rule"] == "S007")
    lines = (proposal / LIST).read_text(encoding="utf-8").splitlines()
    assert "新来的" in lines[clash["line"] - 1]
    assert (clash["path"], clash["field"], clash["row"]) == (LIST, "item_id", clash["line"])
    older = 1 + next(n for n, line in enumerate(lines) if "2026-00417-N" in line and "新来的" not in line)
    assert clash["line"] < older, "the newer row stands first here"
    assert clash["cell"] == f"A{clash['row']}"
    assert clash["message"].endswith(f"已经在 {LIST} 第{older}行出现过。")


def test_a_renamed_folder_is_told_once_with_the_lawful_way(proposal: Path) -> None:
    (proposal / "lists/exemptions/scjg").rename(proposal / "lists/exemptions/scj")
    path = "lists/exemptions/scj/no-penalty.csv"
    assert [one for one in found(proposal) if one[0] == "V02"] == [("V02", path, 3, None)]
    said = next(one for one in findings(proposal) if one["rule"] == "V02")
    assert said["message"] == f"{LIST} 中已公布的1个版本被移到部门 scj 的文件夹。"
    assert "部门改名不改代码" in said["hint"]


def test_an_uncertain_correction_is_left_to_the_reviewer(proposal: Path) -> None:
    put(proposal, MODEL | {"change_reason": "勘误：错字", "conditions": MODEL["conditions"].replace("涉及广告", "所涉广告")}, DRAFT)
    said, = findings(proposal)
    assert (said["rule"], said["line"], said["field"], said["severity"]) == ("V02", 3, "conditions", "warning")
    assert said["message"] == "勘误改动了适用条件、调整事由，机器不能判断是否改变了要求，请审查人确认。"


def test_lists_and_words_about_them_go_together(proposal: Path) -> None:
    put(proposal, MODEL, DRAFT | {"note": "改"})
    (proposal / "docs").mkdir()
    (proposal / "docs/来源 说明.csv").write_text("甲\n", encoding="utf-8")
    assert found(proposal) == []


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.id)
def test_every_guard_has_a_page_that_shows_what_is_really_said(guard: Guard) -> None:
    shown = guard_page(guard)
    wrong, right = page(shown).split("符合要求的例子")
    assert "没有提示" not in wrong
    assert "没有提示" in right
    assert page_of(guard.id) == shown


def test_explain_knows_guards() -> None:
    code, out, _ = run("explain", "v03")
    assert code == 0
    assert "失效日期2026-10-01早于2026-11-24" in out


def test_a_department_goes_on_under_a_new_name(proposal: Path) -> None:
    path = proposal / "lists/organisations.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("scjg,示例市市场监督管理局,,2019-03-01,", "scjg,示例市市场监督管理局,,2019-03-01,2027-01-01\n"
                                 "scjg,示例市市场监管局,示例市市场监督管理局,2027-01-01,"), encoding="utf-8")
    assert found(proposal) == []
    out = run("diff", "--root", proposal)[1]
    assert "改名 示例市市场监督管理局 → 示例市市场监管局，自2027-01-01起；部门代码不变" in out
