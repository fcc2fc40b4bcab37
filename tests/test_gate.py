"""`gate`: every combination of proposer, paths and approvals that a host can tell, and what is decided."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import WITH_JUSTICE, City, commit, git_in, run
from proposing import HEAD, yes

from generator.gate import Decision, Proposal, decide
from generator.legality.example import MODEL_CELLS
from generator.model import Book, Kind, Organisation, Refusal, World

OLD = "b" * 40
OWN = "lists/exemptions/scjg/no-penalty.csv"
WORLD = World(Book(organisations=(
    Organisation(dept="scjg", name="示例市市场监督管理局", former_names=("示例市工商行政管理局",)), Organisation(dept="xfjy", name="示例市消防救援支队"),
    Organisation(dept="sfj", name="示例市司法局"))), date(2026, 11, 24))


REVIEWED = (yes("审查人甲"),)
TWO = (yes("审查人甲"), yes("审查人乙"))
ALLOWED: Mapping[str, dict[str, Any]] = {
    "own list, one reviewer": {},
    "own four lists": {"paths": [f"lists/exemptions/scjg/{kind.slug}.csv" for kind in Kind]},
    "own focus list": {"paths": ["lists/focus/scjg.csv"]},
    "own list and own focus list": {"paths": [OWN, "lists/focus/scjg.csv"]},
    "department by name": {"dept": "示例市市场监督管理局"},
    "department by former name": {"dept": "示例市工商行政管理局"},
    "reviewer's department by name": {"approvals": (yes("审查人甲", "示例市司法局"),)},
    "two reviewers": {"approvals": TWO},
    "others also said yes": {"approvals": (*REVIEWED, yes("同事", "scjg"), yes("审查人乙", of=OLD))},
    "the proposer also said yes": {"approvals": (*REVIEWED, yes("经办人", "scjg"))},
    "high risk, two reviewers": {"widened": ("2026-00417-N",), "approvals": TWO},
    "not comparable, two reviewers": {"widened": None, "approvals": TWO},
    "not comparable, no list touched": {"widened": None, "dept": "sfj", "paths": ["lists/laws.csv"]},
    "shared table by 司法局": {"dept": "sfj", "paths": ["lists/editions.csv"]},
    "several shared tables by 司法局": {"dept": "sfj", "paths": ["lists/laws.csv", "lists/law_articles.csv", "lists/waivers.csv"]},
    "code by 司法局": {"dept": "sfj", "paths": ["generator/cli.py", "README.md"]},
    "edition and list by 司法局": {"dept": "sfj", "paths": ["lists/editions.csv", OWN]},
    "lists and the words about them by 司法局": {"dept": "sfj", "paths": ["lists/laws.csv", "README.md", "docs/images/home.png"]},
    "no longer a list": {"paths": ["lists/exemptions/scjg/mitigated-penalty.csv"]},
}
REFUSED: Mapping[str, tuple[dict[str, Any], str]] = {
    "no approval": ({"approvals": ()}, "须有司法局审查人"),
    "approved by himself": ({"approvals": (yes("经办人"),)}, "不能批准自己的改动"),
    "approved by himself in other case": ({"proposer": "Clerk", "approvals": (yes("clerk"),)}, "不能批准自己的改动"),
    "approved by himself in other width": ({"proposer": "Clerk", "approvals": (yes("Ｃlerk "),)}, "不能批准自己的改动"),
    "approved by himself with what is not seen": ({"proposer": "Clerk", "approvals": (yes("Cle\u200brk\u2060"),)}, "不能批准自己的改动"),
    "approved by himself with a blank that is a letter": ({"proposer": "Clerk", "approvals": (yes("Clerk\u3164"),)}, "不能批准自己的改动"),
    "approved by himself with a mark that shows nothing": ({"proposer": "Clerk", "approvals": (yes("Cler\ufe0fk\x01"),)}, "不能批准自己的改动"),
    "one reviewer under two spellings": ({"widened": ("2026-00417-N",), "approvals": (yes("审查人甲"), yes("审查人甲 "), yes(" 审查人 甲"))}, "现有1名"),
    "approved by a colleague": ({"approvals": (yes("同事", "scjg"),)}, "不是司法局的审查人"),
    "approved by another department": ({"approvals": (yes("某人", "xfjy"),)}, "不是司法局的审查人"),
    "approved by an unknown department": ({"approvals": (yes("某人", "sfj2"),)}, "不是司法局的审查人"),
    "approval of an older commit": ({"approvals": (yes("审查人甲", of=OLD),)}, "旧的提交"),
    "approval of a shortened commit": ({"approvals": (yes("审查人甲", of=HEAD[:12]),)}, "旧的提交"),
    "two approvals of an older commit": ({"approvals": (yes("审查人甲", of=OLD), yes("审查人乙", of=OLD))}, "旧的提交"),
    "high risk, one reviewer": ({"widened": ("2026-00417-N",)}, "两名审查人"),
    "high risk, one reviewer twice": ({"widened": ("2026-00417-N",), "approvals": (*REVIEWED, *REVIEWED)}, "现有1名"),
    "high risk, one reviewer in two spellings": ({"widened": ("2026-00417-N",), "approvals": (yes("Rev"), yes("rev"))}, "现有1名"),
    "high risk, second approval is stale": ({"widened": ("2026-00417-N",), "approvals": (yes("甲"), yes("乙", of=OLD))}, "旧的提交"),
    "high risk, second is the proposer": ({"widened": ("x",), "dept": "sfj", "proposer": "甲", "approvals": TWO[:1]}, "现有1名"),
    "not comparable, one reviewer": ({"widened": None}, "从严掌握"),
    "another department's list": ({"paths": ["lists/exemptions/xfjy/no-penalty.csv"]}, "只能改本部门的清单"),
    "own and another's list": ({"paths": [OWN, "lists/exemptions/xfjy/no-penalty.csv"]}, "按部门分开提交"),
    "two departments' lists by 司法局": ({"dept": "sfj", "paths": [OWN, "lists/exemptions/xfjy/no-penalty.csv"]}, "按部门分开提交"),
    "another's focus list": ({"paths": ["lists/focus/xfjy.csv"]}, "只能改本部门的清单"),
    "editions by a department": ({"paths": ["lists/editions.csv"]}, "共用的表"),
    "many shared tables by a department": (
        {"paths": [f"lists/{name}.csv" for name in ("laws", "law_map", "waivers", "editions")]},
        "lists/laws.csv、lists/law_map.csv、lists/waivers.csv等4个文件 是全市共用的表"),
    "waivers by a department": ({"paths": [OWN, "lists/waivers.csv"]}, "共用的表"),
    "organisations by a department": ({"paths": ["lists/organisations.csv"]}, "共用的表"),
    "delegations by a department": ({"paths": ["lists/delegations.csv"]}, "共用的表"),
    "code by a department": ({"paths": ["generator/gate.py"]}, "属于程序或者说明"),
    "schema by a department": ({"paths": ["schema/exemptions.json"]}, "属于程序"),
    "data and code": ({"paths": [OWN, "generator/cli.py"]}, "不能在同一次改动中"),
    "data and code by 司法局": ({"dept": "sfj", "paths": ["README.md", "lists/laws.csv", "mkdocs.yml"]}, "（如 lists/laws.csv 和 mkdocs.yml）"),
    "words about lists by a department": ({"paths": [OWN, "docs/decisions.md"]}, "属于程序或者说明"),
    "a pipeline slipped in": ({"paths": [OWN, ".github/workflows/check.yml"]}, "不能在同一次改动中"),
    "unknown proposer": ({"dept": "nobody"}, "不在 organisations.csv 中"),
    "nothing changed": ({"paths": []}, "没有改动任何文件"),
    "climbing path": ({"paths": ["lists/exemptions/scjg/../xfjy/no-penalty.csv"]}, "规范路径"),
    "absolute path": ({"paths": ["/lists/laws.csv"], "dept": "sfj"}, "规范路径"),
    "backslash path": ({"paths": ["lists\\exemptions\\scjg\\no-penalty.csv"]}, "规范路径"),
    "doubled slash": ({"paths": ["lists//exemptions/scjg/no-penalty.csv"]}, "规范路径"),
    "path with a line break": ({"paths": ["lists/exemptions/scjg/no-penalty.csv\nx"]}, "规范路径"),
    "own folder, strange depth": ({"paths": ["lists/exemptions/scjg/no-penalty.csv/x"]}, "共用的表"),
    "paths that were not told": ({"touched": ["lists/laws.csv"]}, "共用的表"),
    "code that was not told": ({"touched": ["generator/gate.py"]}, "不能在同一次改动中"),
}


def judged(*, proposer: str = "经办人", dept: str = "scjg", head: str = HEAD, paths: list[str] | None = None, approvals: tuple = REVIEWED,
           widened: tuple[str, ...] | None = (), touched: tuple[str, ...] = ()) -> Decision:
    told = {"proposer": {"id": proposer, "dept": dept}, "head": head, "paths": [OWN] if paths is None else paths, "approvals": list(approvals)}
    return decide(Proposal.of(told), WORLD, widened, touched)


@pytest.mark.parametrize("case", ALLOWED)
def test_allowed(case: str) -> None:
    decision = judged(**ALLOWED[case])
    assert decision.allow, decision.reasons
    assert len(decision.reasons) == 1


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    given, words = REFUSED[case]
    decision = judged(**given)
    assert not decision.allow
    assert any(words in reason for reason in decision.reasons), decision.reasons


@pytest.mark.parametrize("case", ALLOWED)
def test_nothing_is_allowed_without_its_approvals(case: str) -> None:
    assert not judged(**(ALLOWED[case] | {"approvals": ()})).allow


@pytest.mark.parametrize("case", ALLOWED)
def test_a_new_commit_takes_every_approval_back(case: str) -> None:
    assert not judged(**(ALLOWED[case] | {"head": "c" * 40})).allow


@pytest.mark.parametrize("told", [None, [], {}, {"proposer": "x"}, {"proposer": {"id": "a", "dept": "scjg"}, "head": "", "paths": [], "approvals": []},
                                  {"proposer": {"id": "a", "dept": "scjg"}, "head": "h", "paths": [1], "approvals": []},
                                  {"proposer": {"id": "a", "dept": "scjg"}, "head": "h", "paths": [], "approvals": [{"id": "b"}]},
                                  {"proposer": {"id": "a", "dept": "scjg"}, "head": "HEAD", "paths": [OWN], "approvals": []},
                                  {"proposer": {"id": "a", "dept": "scjg"}, "head": HEAD[:12], "paths": [OWN], "approvals": []},
                                  {"proposer": {"id": " ", "dept": "scjg"}, "head": HEAD, "paths": [], "approvals": []},
                                  {"proposer": {"id": "\u200b", "dept": "scjg"}, "head": HEAD, "paths": [], "approvals": []}])
def test_what_is_not_a_proposal_is_refused(told: Any) -> None:
    with pytest.raises(Refusal):
        Proposal.of(told)


def test_a_city_without_its_reviewers_cannot_judge() -> None:
    with pytest.raises(Refusal, match="司法局"):
        decide(Proposal.of({"proposer": {"id": "a", "dept": "scjg"}, "head": HEAD, "paths": [OWN], "approvals": []}),
               World(Book(organisations=WORLD.book.organisations[:2]), date(2026, 11, 24)), ())


# ---- the command in a real repository --------------------------------------------------------------------------------

ITEM = dict(MODEL_CELLS[Kind.NO_PENALTY])


def answer(root: Path, told: dict[str, Any], *more: str) -> tuple[int, dict[str, Any]]:
    (root.parent / "proposal.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    code, out, err = run("gate", root.parent / "proposal.json", "--root", root, *more)
    assert out, err
    return code, json.loads(out)


def head(root: Path) -> str:
    return git_in(root, "rev-parse", "HEAD")


WIDER = ITEM["conditions"].replace("不超过1条", "不超过9条")
OTHER_WORDS = ITEM["conditions"].replace("无投诉举报", "基本无投诉举报")
NO_PROFILES = "规则,参数,取值,依据,生效日期,失效日期\n"
ADVERTISING = NO_PROFILES + "E02,advertising,网络交易;广告法,示例市的口径,2022-01-01,\n"


@pytest.mark.parametrize(("changed", "reviewers", "allow"), [
    ({"conditions": WIDER, "field": "食品安全"}, 1, False),
    ({"conditions": WIDER, "field": "食品安全"}, 2, True),
    ({"conditions": WIDER, "field": "餐饮服务"}, 1, False),  # another word for the field
    ({"conditions": WIDER}, 1, True),
    ({"conditions": WIDER, "lists/profiles.csv": ADVERTISING}, 1, False),  # by the law that is cited
    ({"conditions": WIDER, "lists/profiles.csv": NO_PROFILES}, 1, False),  # nothing registered
    ({"conditions": OTHER_WORDS, "field": "食品安全"}, 1, False),  # only a person can tell
    ({"conditions": OTHER_WORDS, "field": "食品安全"}, 2, True),
    ({"conditions": OTHER_WORDS}, 1, True),
    ({"conditions": ITEM["conditions"] + "；4.已停止委托发布", "field": "食品安全"}, 1, True),
    ({"note": "核对无误", "field": "食品安全"}, 1, True),
])
def test_a_wider_leniency_in_a_high_risk_field_needs_two(city: City, changed: dict[str, str], reviewers: int, allow: bool) -> None:
    files = {"lists/organisations.csv": WITH_JUSTICE} | {path: text for path, text in changed.items() if "/" in path}
    changed = {column: text for column, text in changed.items() if "/" not in column}
    first = ITEM | {"field": changed.get("field", ITEM["field"]), "edition": ""}
    root = city({Kind.NO_PENALTY: [first]}, files=files)
    commit(root, "2026-11-20T10:00:00+08:00", "first")
    city({Kind.NO_PENALTY: [first | changed]}, files=files)
    commit(root, "2026-11-24T10:00:00+08:00", "wider")
    name = head(root)
    told = {"proposer": {"id": "经办人", "dept": "scjg"}, "head": name, "paths": [OWN],
            "approvals": [yes(f"审查人{n}", of=name) for n in range(reviewers)]}
    code, said = answer(root, told)
    assert allow or "从严掌握" in said["reasons"][0] or "按放宽掌握" in said["reasons"][0]
    assert (code, said["decision"], said["format"]) == ((0, "allow", "qingdan/gate/1") if allow else (1, "refuse", "qingdan/gate/1")), said


TERMS = "部门代码,清单,术语,定义,取值,单位,通用条件,依据,生效日期,失效日期\nscjg,no-penalty,及时改正,{}个工作日内改正,{},工作日,否,{},2022-01-01,\n"
FOOD = NO_PROFILES + "E02,food,食品,示例市的口径,2022-01-01,\n"
TRADE = NO_PROFILES + "E02,trade,网络交易,示例市的口径,2022-01-01,\n"


@pytest.mark.parametrize(("field", "before", "after", "reviewers", "allow"), [
    ("食品安全", {"terms": TERMS.format(5, 5, "甲")}, {"terms": TERMS.format(90, 90, "甲")}, 1, False),  # what the list inherits
    ("食品安全", {"terms": TERMS.format(5, 5, "甲")}, {"terms": TERMS.format(90, 90, "甲")}, 2, True),
    ("食品安全", {"terms": TERMS.format(5, 5, "甲")}, {"terms": TERMS.format(5, 5, "乙")}, 1, True),  # another basis only
    ("计量管理", {"terms": TERMS.format(5, 5, "甲")}, {"terms": TERMS.format(90, 90, "甲")}, 1, True),
    ("食品安全", {"profiles": FOOD}, {"profiles": TRADE}, 1, False),  # the field itself struck off
    ("食品安全", {"profiles": FOOD}, {"profiles": TRADE}, 2, True),
    ("计量管理", {"profiles": FOOD}, {"profiles": TRADE}, 1, True)], ids=str)
def test_shared_tables_cannot_widen_unseen(
        city: City, field: str, before: dict[str, str], after: dict[str, str], reviewers: int, allow: bool) -> None:
    rows = {Kind.NO_PENALTY: [ITEM | {"field": field}]}
    base = {"lists/organisations.csv": WITH_JUSTICE, "lists/profiles.csv": FOOD}
    root = city(rows, files=base | {f"lists/{name}.csv": text for name, text in before.items()})
    commit(root, "2026-11-20T10:00:00+08:00", "first")
    city(rows, files=base | {f"lists/{name}.csv": text for name, text in after.items()})
    commit(root, "2026-11-24T10:00:00+08:00", "shared")
    name = head(root)
    told = {"proposer": {"id": "经办人", "dept": "sfj"}, "head": name, "paths": [f"lists/{next(iter(after))}.csv"],
            "approvals": [yes(f"审查人{n}", of=name) for n in range(reviewers)]}
    code, said = answer(root, told)
    assert (code, said["decision"]) == ((0, "allow") if allow else (1, "refuse")), said
    assert allow or ITEM["item_id"] in said["reasons"][0]


@pytest.mark.parametrize("changed", [None, {"outcome": "可以不予行政处罚"}], ids=["deleted", "rewritten"])
def test_no_approval_lets_what_is_published_be_undone(city: City, changed: dict[str, str] | None) -> None:
    files = {"lists/organisations.csv": WITH_JUSTICE}
    root = city({Kind.NO_PENALTY: [ITEM]}, files=files)
    commit(root, "2026-11-20T10:00:00+08:00", "first")
    city({Kind.NO_PENALTY: [] if changed is None else [ITEM | changed]}, files=files)
    commit(root, "2026-11-24T10:00:00+08:00", "undone")
    name = head(root)
    told = {"proposer": {"id": "经办人", "dept": "scjg"}, "head": name, "paths": [OWN],
            "approvals": [yes("审查人甲", of=name), yes("审查人乙", of=name)]}
    code, said = answer(root, told)
    assert (code, said["decision"], len(said["reasons"])) == (1, "refuse", 1)
    expected = (f"{OWN} 2026-00417-N 自2026-09-15起施行、已经公布的版本被删除。[V01] 恢复这一行。" if changed is None else
                f"{OWN}:2 2026-00417-N 已公布版本的裁量结果被直接修改。[V02] 恢复原来的行，运行 qingdan amend")
    assert said["reasons"][0].startswith(expected)


def test_the_command_refuses_what_is_no_json(city: City, tmp_path: Path) -> None:
    root = city(files={"lists/organisations.csv": WITH_JUSTICE})
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    for file in (tmp_path / "x.json", tmp_path / "missing.json"):
        code, out, err = run("gate", file, "--root", root)
        assert (code, out) == (2, "")
        assert len(err.strip().splitlines()) == 1
    code, _, err = run("gate", tmp_path / "x.json", "--root", root)
    assert (code, err) == (2, f"无法完成：{tmp_path / 'x.json'} 不是有效的 JSON：第1行第2个字符起读不下去。\n")
