"""从旧兼从轻: lighter only when every comparable element is lighter or equal; the list is a reference only."""

import json

import pytest
from conftest import REPOSITORY, City, run

from generator.legality.example import MODEL_CELLS, MODEL_EDITION
from generator.model import Kind
from generator.schema import tables
from generator.tables import write

# 统计法 was amended on 2024-09-13: 第四十二条 became 第四十五条.
OLD = MODEL_CELLS[Kind.NO_PENALTY] | {
    "violation": "迟报统计资料", "obligation_basis": "《中华人民共和国统计法》第七条", "penalty_basis": "《中华人民共和国统计法》第四十二条第二款",
    "effective_from": "2022-12-01", "statutory_penalty": "处二千元以上一万元以下的罚款"}
NEW = OLD | {"effective_from": "2024-10-01", "penalty_basis": "《中华人民共和国统计法》第四十五条第二款"}
EDITIONS = write(tables()["editions"], [MODEL_EDITION | {"published_on": "2022-11-01", "effective_from": "2022-12-01"}])
DAYS = ("--act", "2023-05-01", "--decision", "2025-05-01")


def resolve(city: City, *rows: dict[str, str], days: tuple[str, ...] = DAYS) -> dict[str, object]:
    root = city({Kind.NO_PENALTY: rows}, files={"lists/editions.csv": EDITIONS})
    code, out, err = run("resolve", "2026-00417-N", *days, "--root", root, "--as-of", "2026-11-24", "--format", "json")
    assert code == 0, err
    answer: dict[str, object] = json.loads(out)
    assert answer["format"] == "qingdan/resolve/1"
    assert answer["applies"] == {"lighter": "decision", "same": "act", "heavier": "act", "needs_judgement": None}[str(answer["comparison"])]
    return answer


@pytest.mark.parametrize(("penalty", "comparison"), [
    ("处二千元以上五千元以下的罚款", "lighter"), ("处一万元以下的罚款", "lighter"), ("可以处二千元以上一万元以下的罚款", "lighter"),
    ("处2000元以上1万元以下的罚款", "same"), ("处二千元以上五万元以下的罚款", "heavier"), ("处五千元以上一万元以下的罚款", "heavier"),
    ("给予警告，处二千元以上一万元以下的罚款", "heavier"), ("处一千元以上二万元以下的罚款", "needs_judgement"),
    ("处三千元以上八千元以下的罚款", "needs_judgement"), ("处违法所得一倍以上三倍以下的罚款", "needs_judgement"),
    ("依照有关规定处理", "needs_judgement"), ("给予警告，可以处五千元以下的罚款", "needs_judgement"),
    ("处二千元以上五千元以下的罚款；情节严重的，处五千元以上二万元以下的罚款", "needs_judgement")])
def test_the_elements_decide(city: City, penalty: str, comparison: str) -> None:
    answer = resolve(city, OLD, NEW | {"statutory_penalty": penalty})
    assert answer["comparison"] == comparison, answer["elements"]


@pytest.mark.parametrize(("then", "now", "comparison"), [
    ("处一万元以上五万元以下罚款；情节较轻的，处一万元以下罚款", "处一万元以上五万元以下罚款", "needs_judgement"),
    ("处一万元以上五万元以下罚款", "处一万元以上五万元以下罚款；情节轻微的，处五千元以下罚款", "needs_judgement"),
    ("处一万元以上五万元以下罚款", "处一万元以上五万元以下罚款；情节轻微的，给予警告", "needs_judgement"),
    ("处违法所得一倍以上五倍以下罚款；没有违法所得的，处一万元以下罚款", "处违法所得一倍以上五倍以下罚款", "needs_judgement"),
    ("处五万元以上十万元以下罚款；对个人处一万元以下罚款", "处五万元以上十万元以下罚款", "needs_judgement"),
    ("处五万元以上十万元以下罚款；对直接负责的主管人员处一万元以下罚款", "处五万元以上十万元以下罚款", "lighter"),
    ("处一万元以下罚款", "处一万元以下罚款；有违法所得的，没收违法所得", "heavier"),
    ("处一万元以上五万元以下罚款；情节严重的，处五万元以上十万元以下罚款", "处一万元以上五万元以下罚款", "lighter"),
    ("处违法所得一倍以上三倍以下罚款", "处违法所得一倍以上三倍以下罚款，但最高不超过三万元", "lighter"),
    ("处违法所得一倍以上三倍以下但最高不超过三万元的罚款", "处违法所得一倍以上三倍以下罚款，罚款总额最高不得超过五万元", "heavier"),
    ("处二万元以下罚款", "处不满二万元罚款", "lighter"), ("处超过一千元、五千元以下罚款", "处一千元以上五千元以下罚款", "lighter"),
    ("暂扣一个月以上三个月以下机动车驾驶证，并处五百元以下罚款", "暂扣六个月机动车驾驶证，并处五百元以下罚款", "needs_judgement"),
    ("处二万元以下罚款；拒不改正的，责令关闭", "处二万元以下罚款；拒不改正的，责令停业、关闭", "needs_judgement"),
    ("处二万元以下罚款；情节严重的，撤销其注册登记", "处二万元以下罚款；情节严重的，禁止其从事报关活动", "needs_judgement"),
    ("暂扣三个月许可证，并处五百元以下罚款", "暂扣3个月许可证，并处三百元以下罚款", "lighter")])
def test_what_only_one_text_states_may_fall_under_the_rest_of_the_other(city: City, then: str, now: str, comparison: str) -> None:
    answer = resolve(city, OLD | {"statutory_penalty": then}, NEW | {"statutory_penalty": now})
    assert answer["comparison"] == comparison, answer["elements"]


def test_the_whole_answer(city: City) -> None:
    answer = resolve(city, OLD, NEW | {"statutory_penalty": "处五千元以下的罚款", "outcome": "可以不予行政处罚"})
    assert answer["statutes"] == {
        "act": [{"citation": "《统计法》第四十二条第二款".replace("统计法", "中华人民共和国统计法"), "law_id": "tongjifa@2009-06-27", "status": "in_force", "note": None}],
        "decision": [{"citation": "《中华人民共和国统计法》第四十五条第二款", "law_id": "tongjifa@2024-09-13", "status": "in_force", "note": None}]}
    assert answer["elements"] == [
        {"element": "罚款下限", "act": "2000元", "decision": "无", "comparison": "lighter"},
        {"element": "罚款上限", "act": "1万元", "decision": "5000元", "comparison": "lighter"}]
    listed = answer["list"]
    assert isinstance(listed, dict)
    assert (listed["effect"], listed["comparison"], listed["applies"]) == ("参照", "heavier", "act")
    assert listed["act"] == {"version": 1, "effective_from": "2022-12-01", "kind": "no-penalty"}
    assert answer["legal_basis"] == ["《中华人民共和国行政处罚法》第三十七条"]


@pytest.mark.parametrize(("then", "now"), [
    (Kind.MITIGATED_PENALTY, Kind.LIGHTER_PENALTY), (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY), (Kind.NO_PENALTY, Kind.LIGHTER_PENALTY)])
def test_a_move_between_lists_alone_is_neither_lighter_nor_heavier(city: City, then: Kind, now: Kind) -> None:
    def row(kind: Kind, start: str) -> dict[str, str]:
        return MODEL_CELLS[kind] | {"item_id": "2026-00417-N", "effective_from": start}
    root = city({then: [row(then, "2022-12-01")], now: [row(now, "2024-10-01")]}, files={"lists/editions.csv": EDITIONS})
    code, out, err = run("resolve", "2026-00417-N", *DAYS, "--root", root, "--as-of", "2026-11-24", "--format", "json")
    assert code == 0, err
    listed = json.loads(out)["list"]
    assert (listed["comparison"], listed["applies"]) == ("needs_judgement", None)
    assert (listed["act"]["kind"], listed["decision"]["kind"]) == (then.slug, now.slug)
    assert listed["reason"].startswith(f"由{then.value}改为{now.value}，单凭清单改变不能断定轻重")


def test_nothing_changed(city: City) -> None:
    answer = resolve(city, OLD, NEW, days=("--act", "2023-05-01", "--decision", "2023-08-01"))
    assert (answer["comparison"], answer["elements"]) == ("same", [])


@pytest.mark.parametrize(("rows", "days", "words"), [
    ((OLD,), DAYS, "没有分别录入修改前后的法定处罚"),
    ((OLD | {"penalty_basis": "《环境影响评价法》第三十一条第三款"},), ("--act", "2023-05-01", "--decision", "2026-09-01"), "作出决定时《中华人民共和国环境影响评价法》第三十一条第三款已经失效"),
    ((OLD, NEW), DAYS, "所录的法定处罚相同"),
    ((OLD | {"penalty_basis": "《不存在法》第一条"},), DAYS, "法规库没有"),
    ((OLD, NEW | {"penalty_basis": "见附件"}), DAYS, "读不出"),
    ((OLD, NEW | {"statutory_penalty": "处五千元以下的罚款"}), ("--act", "2023-05-01..2024-12-01", "--decision", "2025-05-01"), "持续期间"),
    ((OLD | {"penalty_basis": "《大气污染防治法》第一百一十七条第（二）项"}, NEW | {"penalty_basis": "《生态环境法典》第一千一百三十条第（三）项", "effective_from": "2026-08-15"}),
     ("--act", "2026-07-01..2026-09-30", "--decision", "2026-11-01"), "才开始施行"),
    ((OLD, NEW), ("--act", "2024-09-20", "--decision", "2025-05-01"), "法律没有修改，但清单所引的条款不同"),
    ((OLD | {"penalty_basis": "《道路运输条例》第六十九条第（一）项"},
      NEW | {"effective_from": "2026-08-01", "penalty_basis": "《道路运输条例》第六十八条第一款第（一）项", "statutory_penalty": "处五千元以下的罚款"}),
     ("--act", "2024-03-01", "--decision", "2026-11-01"), "法律修改以前的")])
def test_what_only_a_person_can_judge(city: City, rows: tuple[dict[str, str], ...], days: tuple[str, ...], words: str) -> None:
    answer = resolve(city, *rows, days=days)
    assert answer["comparison"] == "needs_judgement"
    assert words in str(answer["reason"])


STRICTER, MILDER = OLD | {"conditions": "同时满足：1.迟报不超过3日；2.及时改正"}, OLD | {"conditions": "同时满足：1.迟报不超过10日；2.及时改正"}


@pytest.mark.parametrize(("second", "third", "act", "comparison", "words"), [
    (STRICTER, MILDER, "2023-01-01..2023-05-01", "needs_judgement", "第1版（自2022-12-01起）、第2版（自2023-04-01起），与作出决定时相比轻重不一"),
    (STRICTER, MILDER, "2023-04-01..2023-05-01", "lighter", "迟报"),
    (STRICTER, STRICTER, "2023-01-01..2023-05-01", "needs_judgement", "第1版（自2022-12-01起）、第2版（自2023-04-01起）"),
    (STRICTER, MILDER, "2022-11-01..2023-01-01", "needs_judgement", "清单不适用本事项的一段、第1版"),
    (MILDER, MILDER, "2022-12-05..2023-03-31", "same", "没有变化")])
def test_a_lasting_act_is_compared_with_every_version_of_its_time(
        city: City, second: dict[str, str], third: dict[str, str], act: str, comparison: str, words: str) -> None:
    root = city({Kind.NO_PENALTY: [MILDER, second | {"effective_from": "2023-04-01"}, third | {"effective_from": "2023-06-01"}]},
                files={"lists/editions.csv": EDITIONS})
    code, out, err = run("resolve", "2026-00417-N", "--act", act, "--decision", "2023-08-01", "--root", root, "--as-of", "2026-11-24", "--format", "json")
    assert code == 0, err
    listed = json.loads(out)["list"]
    assert (listed["comparison"], listed["applies"]) == (comparison, {"lighter": "decision", "same": "act"}.get(comparison))
    assert words in listed["reason"]


@pytest.mark.parametrize("mapped", [True, False])
def test_a_number_written_for_another_text_is_told(city: City, mapped: bool) -> None:
    files: dict[str, str | bytes] = {"lists/editions.csv": EDITIONS}
    if mapped:
        files["lists/law_map.csv"] = (REPOSITORY / "lists/law_map.csv").read_bytes()
    root = city({Kind.NO_PENALTY: [OLD]}, files=files)
    code, out, err = run("resolve", "2026-00417-N", *DAYS, "--root", root, "--as-of", "2026-11-24", "--format", "json")
    assert code == 0, err
    statutes = json.loads(out)["statutes"]
    assert statutes["act"][0]["note"] is None
    note = statutes["decision"][0]["note"]
    assert note.startswith("条款号按《中华人民共和国统计法》（")
    assert ("中是第四十五条，这里的第四十二条是别的规定" if mapped else "同号的条文内容不同，请核对") in note
    assert f"        注意：{note}。" in run("resolve", "2026-00417-N", *DAYS, "--root", root, "--as-of", "2026-11-24")[1].splitlines()


def test_for_a_person(city: City) -> None:
    root = city({Kind.NO_PENALTY: [OLD, NEW | {"statutory_penalty": "处五千元以下的罚款"}]}, files={"lists/editions.csv": EDITIONS})
    code, out, _ = run("resolve", "2026-00417-N", *DAYS, "--root", root, "--as-of", "2026-11-24")
    assert code == 0
    assert "法律：新的规定较轻。可以比较的各项都较轻或者相同，适用作出决定时的规定。" in out
    assert "清单（仅供参照）：没有变化。" in out


@pytest.mark.parametrize(("arguments", "words"), [
    (["2026-00001-B", *DAYS], "没有已公布的事项"), (["2026-00417-N", "--act", "2025-01-01", "--decision", "2024-01-01"], "先后不对"),
    (["2026-00417-N", "--act", "2025-01-01..x", "--decision", "2026-01-01"], "不是日期"), (["2026-00417-N", "--act", "2025-01-01"], "缺少 --decision")])
def test_refusals(city: City, arguments: list[str], words: str) -> None:
    root = city({Kind.NO_PENALTY: [OLD]}, files={"lists/editions.csv": EDITIONS})
    code, out, err = run("resolve", *arguments, "--root", root)
    assert (code, out, len(err.strip().splitlines())) == (2, "", 1)
    assert words in err
