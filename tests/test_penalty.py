"""Penalty formulas: the case table, the grammar of bounds, the lawfulness of 从轻 and 减轻, and their properties."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Kind
from generator.penalty import Fine, read, verdict

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "penalty.jsonl").read_text("utf-8").splitlines()]
LIGHTER, MITIGATED, NO_PENALTY = Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY, Kind.NO_PENALTY
RANGE = "责令改正，处五千元以上五万元以下罚款"


def compact(fine: Fine) -> str:
    """base[min,max]@subject#tier, with round brackets where the number itself is outside."""
    said = fine.to_json()
    left, right = "(" if said["min_inclusive"] is False else "[", ")" if said["max_inclusive"] is False else "]"
    low, high = ("" if said[name] is None else said[name] for name in ("min", "max"))
    text = f"{said['base']}{left}{low},{high}{right}"
    text += f"@{said['subject']}" if said["subject"] else ""
    return text + (f"#{said['tier']}" if said["tier"] else "")


def test_the_table_covers_what_it_promises() -> None:
    assert len(CASES) >= 200
    assert sum(case["source"].startswith("《") for case in CASES) >= 120
    for word in ("lawful", "unlawful", "undecidable"):
        assert sum(case["verdict"] == word for case in CASES) >= 25
    assert len({(case["kind"], case["statutory"], case["outcome"]) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['verdict']}" for n, case in enumerate(CASES)])
def test_case(case: dict[str, str]) -> None:
    kind = Kind.of(case["kind"])
    assert kind is not None
    found = verdict(kind, case["statutory"], case["outcome"])
    assert [compact(fine) for fine in found.statutory.fines] == case["fines"]
    assert [compact(fine) for fine in found.outcome.fines] == case["outcome_fines"]
    assert (found.verdict, list(found.rules), found.reason) == (case["verdict"], case["rules"], case["reason"])


@pytest.mark.parametrize(("text", "expected"), [
    ("十万元以下", "绝对金额[,10000000]"),
    ("处五千元以下罚款", "绝对金额[,500000]"),
    ("处不满五千元罚款", "绝对金额[,500000)"),
    ("处低于五千元的罚款", "绝对金额[,500000)"),
    ("处超过五千元不足一万元的罚款", "绝对金额(500000,1000000)"),
    ("处一千元以上罚款", "绝对金额[100000,]"),
    ("罚款五百元", "绝对金额[50000,50000]"),
    ("罚款：人民币伍佰元整", "绝对金额[50000,50000]"),
    ("处１．５万元以下罚款", "绝对金额[,1500000]"),
    ("处1.2345万元罚款", "绝对金额[1234500,1234500]"),
    ("处0.01元罚款", "绝对金额[1,1]"),
    ("处一万九千九百九十九元九角九分以下的罚款", "绝对金额[,1999999]"),
    ("处1元5角以上20元零五分以下罚款", "绝对金额[150,2005]"),
    ("处三元五角整罚款", "绝对金额[350,350]"),
    ("处罚款五元，三分之一", "绝对金额[500,500]"),
    ("处五百元十分之一以下罚款", "绝对金额[50000,50000]"),
    ("处1,000元以上10,000元以下罚款", "绝对金额[100000,1000000]"),
    ("处1000元–1万元罚款", "绝对金额[100000,1000000]"),
    ("处1-3万元罚款", "绝对金额[1000000,3000000]"),
    ("处三至五千元罚款", "绝对金额[300000,500000]"),
    ("处1万5千元以下罚款", "绝对金额[,1500000]"),
    ("处两千元以上二万五千元以下罚款", "绝对金额[200000,2500000]"),
    ("处5000元以下（不含5000元）罚款", "绝对金额[,500000)"),
    ("处五千元以下罚款（不含本数）", "绝对金额[,500000)"),
    ("处违法所得一倍以上三倍以下的罚款", "违法所得倍数[1,3]"),
    ("处非法所得1.5倍罚款", "违法所得倍数[1.5,1.5]"),
    ("并处货值金额十倍以上二十倍以下罚款", "货值倍数[10,20]"),
    ("处广告费用三倍以上五倍以下的罚款", "广告费倍数[3,5]"),
    ("处建设项目总投资额百分之一以上百分之五以下的罚款", "投资额百分比[1,5]"),
    ("处总投资额百分之零点五罚款", "投资额百分比[0.5,0.5]"),
    ("处项目总投资额0.5‰以上不满1‰的罚款", "投资额百分比[0.05,0.1)"),
    ("处少缴的税款百分之五十以上五倍以下的罚款", "少缴的税款倍数[0.5,5]"),
    ("按每人五百元以上二千元以下的标准处以罚款", "每人[50000,200000]"),
    ("处每平方米一百元以下罚款", "每平方米[,10000]"),
    ("每逾期一日处五十元罚款", "每日[5000,5000]"),
    ("可以处以罚款", "未定额[,]"),
    ("按法定幅度的10%–30%处罚", "法定幅度[10,30]"),
    ("按法定最低限的50%处罚", "法定最低限[50,50]"),
    ("违反本法规定，未悬挂证照的，由有关部门责令改正，处五千元以下罚款", "绝对金额[,500000]"),
])
def test_one_fine(text: str, expected: str) -> None:
    assert [compact(fine) for fine in read(text).fines] == [expected]


@pytest.mark.parametrize("text", [
    "", "   ", "从轻处罚", "造成损失的，依法赔偿五千元", "自滞纳之日起按日加收滞纳税款万分之五的滞纳金", "第一百二十五条",
    "处五千以下", "处元罚", "按最低工资标准的三倍支付", "每日按罚款数额的百分之三加处罚款", "补种盗伐株数一倍以上五倍以下的树木",
])
def test_no_fine(text: str) -> None:
    assert read(text).fines == ()


@pytest.mark.parametrize(("text", "kinds", "mode", "gate"), [
    ("给予警告，可以并处一万元以下的罚款", ["警告", "罚款"], "可以并处", None),
    ("没收违法所得，并处一万元罚款", ["罚款", "没收违法所得"], "应当并处", None),
    ("处警告或者五百元以下罚款", ["警告", "罚款"], "应当", None),
    ("可以处五千元以下罚款", ["罚款"], "可以", None),
    ("由原许可机关吊销许可证", ["吊销许可证件"], "应当", None),
    ("责令改正；逾期不改正的，处一万元罚款", ["罚款"], "应当", "逾期不改正"),
    ("责令改正，处五千元罚款；拒不改正的，处一万元罚款", ["罚款"], "应当", None),
    ("责令停产停业，直至吊销许可证", ["吊销许可证件", "责令停产停业"], "应当", None),
    ("责令停业整顿，降低资质等级或者吊销资质证书", ["降低资质等级", "吊销许可证件", "责令停产停业"], "应当", None),
    ("没收违法所得和违法生产的产品", ["没收违法所得", "没收非法财物"], "应当", None),
    ("责令停业、关闭", ["责令停产停业", "责令关闭"], "应当", None),
    ("处五日以上十日以下拘留", ["行政拘留"], "应当", None),
    ("不予行政处罚", [], None, None),
])
def test_kinds_mode_and_gate(text: str, kinds: list[str], mode: str | None, gate: str | None) -> None:
    said = read(text).to_json()
    assert (said["kinds"], said["mode"], said["gate"]) == (kinds, mode, gate)


def test_json_has_exactly_the_agreed_shape() -> None:
    assert read("对单位处违法所得一倍以上不满三倍的罚款").to_json() == {
        "kinds": ["罚款"], "mode": "应当", "gate": None,
        "fines": [{"base": "违法所得倍数", "min": "1", "max": "3", "min_inclusive": True, "max_inclusive": False,
                   "unit": "倍", "subject": "单位", "tier": None}],
    }
    assert set(verdict(LIGHTER, RANGE, "").to_json()) == {"verdict", "rules", "reason", "statutory", "outcome"}


# ---- properties --------------------------------------------------------------------------------------------

YUAN = st.integers(min_value=2, max_value=50_000_000)


def said(low: int, high: int) -> str:
    return f"处{low}元以上{high}元以下罚款"


@given(YUAN, st.integers(min_value=10, max_value=1_000_000))
def test_one_yuan_across_a_limit_flips_the_verdict(low: int, width: int) -> None:
    high, law = low + width, said(low, low + width)
    assert verdict(LIGHTER, law, said(low, high - 1)).verdict == "lawful"
    assert verdict(LIGHTER, law, said(low - 1, high - 1)).rules == ("D01",)
    assert verdict(LIGHTER, law, said(low, high)).rules == ("D02",)
    assert verdict(LIGHTER, law, said(low, high + 1)).rules == ("D02",)
    assert verdict(MITIGATED, law, f"处{low - 1}元以下罚款").verdict == "lawful"
    assert verdict(MITIGATED, law, f"处{low}元以下罚款").rules == ("D04",)
    assert verdict(MITIGATED, law, f"处不满{low}元罚款").verdict == "lawful"
    assert verdict(MITIGATED, law, f"处不满{low + 1}元罚款").rules == ("D04",)
    assert verdict(LIGHTER, f"处{high}元以下罚款", f"处{high - 1}元以下罚款").verdict == "lawful"
    assert verdict(LIGHTER, f"处{high}元以下罚款", f"处{high}元以下罚款").rules == ("D02",)


@given(st.integers(min_value=1, max_value=10**12))
def test_money_is_exact(fen: int) -> None:
    fine, = read(f"处{fen // 100}.{fen % 100:02d}元罚款").fines
    assert (fine.min, fine.max) == (fen, fen)
    fine, = read(f"处{fen // 1_000_000}.{fen % 1_000_000:06d}万元罚款").fines
    assert (fine.min, fine.max) == (fen, fen)


@given(st.integers(min_value=1, max_value=99_999))
def test_multiples_are_exact(hundredths: int) -> None:
    fine, = read(f"处违法所得{hundredths // 100}.{hundredths % 100:02d}倍罚款").fines
    assert fine.min == Fraction(hundredths, 100)


WORDS = st.lists(st.sampled_from([
    "处", "并处", "可以", "对单位", "对个人", "的，", "，", "；", "罚款", "警告", "没收违法所得", "五千元", "以上", "以下", "不满", "一倍",
    "违法所得", "百分之五", "每人", "情节严重的", "逾期不改正的", "法定最低限", "不予处罚", "或者", "（不含）", "拘留", "5日", "点", "万", "。", "9" * 30,
]), max_size=30).map("".join)


@given(st.sampled_from(Kind), st.one_of(st.text(max_size=60), WORDS), st.one_of(st.text(max_size=60), WORDS))
def test_nothing_raises_and_all_of_it_prints(kind: Kind, statutory: str, outcome: str) -> None:
    found = verdict(kind, statutory, outcome)
    json.dumps(found.to_json(), ensure_ascii=False)
    assert found.reason
    for fine in (*found.statutory.fines, *found.outcome.fines):
        assert not any(isinstance(bound, float) for bound in (fine.min, fine.max))


@pytest.mark.parametrize("piece", ["处五千元以上", "警告", "处1元罚款，", "的，", "（", "9", "没收", "拟罚款", "低于最低", "对个人", "情节严重的，"])
def test_a_text_of_any_length_is_read(piece: str) -> None:
    """60 000 characters of one piece: what backtracks would not come back (how long it takes is measured in benchmarks/)."""
    assert read(piece * (60_000 // len(piece))).says_anything in (True, False)
