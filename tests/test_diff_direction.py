"""Which way a change goes: 放宽, 收紧 or 中性, and the reason that is told; what only a person can tell is said."""

from dataclasses import replace

import pytest

from generator.diff.difference import diff
from generator.diff.direction import Directions
from generator.diff.reason import judgement, neutral, tightened, widened
from generator.legality.example import MODEL_CELLS, model_item, model_world
from generator.model import Item, Kind

MODEL = MODEL_CELLS[Kind.NO_PENALTY]

# ---- direction ---------------------------------------------------------------------------------------------------

ALL = "同时满足："
CASES = [
    # conditions
    ("放宽", "删去适用条件“及时改正，发现当日撤下”", {"conditions": ALL + "1.违法行为轻微，涉及广告不超过1条；2.没有造成危害后果，无投诉举报"}),
    ("收紧", "增加适用条件“已停止委托发布”", {"conditions": MODEL["conditions"] + "；4.已停止委托发布"}),
    ("放宽", "上限由1条改为3条", {"conditions": MODEL["conditions"].replace("不超过1条", "不超过3条")}),
    ("收紧", "危害后果要件由“危害后果轻微”改为“没有造成危害后果”",
     {"conditions": ALL + "1.违法行为轻微；2.危害后果轻微"}, {"conditions": ALL + "1.违法行为轻微；2.没有造成危害后果"}),
    ("放宽", "由“危害后果轻微”改为“未造成严重后果”",
     {"conditions": ALL + "1.违法行为轻微；2.危害后果轻微"}, {"conditions": ALL + "1.违法行为轻微；2.未造成严重后果"}),
    ("放宽", "首违窗口由24个月缩短为1年",
     {"conditions": "初次违法，前24个月内未被处罚；危害后果轻微；及时改正"}, {"conditions": "初次违法，前1年内未被处罚；危害后果轻微；及时改正"}),
    ("收紧", "首违窗口由一年延长为2年",
     {"conditions": ALL + "1.一年内未因同类行为被查处；2.及时改正"}, {"conditions": ALL + "1.2年内未因同类行为被查处；2.及时改正"}),
    ("放宽", "期限由3日改为10日", {"conditions": ALL + "1.违法行为轻微；2.3日内改正"}, {"conditions": ALL + "1.违法行为轻微；2.10日内改正"}),
    ("收紧", "下限由80%改为百分之九十",
     {"conditions": ALL + "1.及时改正；2.已召回80%以上"}, {"conditions": ALL + "1.及时改正；2.已召回百分之九十以上"}),
    ("放宽", "上限由五千元改为1万元",
     {"conditions": ALL + "1.及时改正；2.货值不足五千元"}, {"conditions": ALL + "1.及时改正；2.货值不足1万元"}),
    ("中性", "要求没有变化",
     {"conditions": ALL + "1.及时改正；2.货值不足五千元"}, {"conditions": ALL + "1.及时改正；2.货值不足5000元"}),
    ("放宽", "满足其一", {"conditions": "同时满足：1.及时改正；2.货值不足五千元"}, {"conditions": "符合下列情形之一：1.及时改正；2.货值不足五千元"}),
    ("放宽", "“仅品名、单位缺漏”",
     {"conditions": ALL + "1.仅品名缺漏，当场能够补齐；2.及时改正"}, {"conditions": ALL + "1.仅品名、单位缺漏，当场能够补齐；2.及时改正"}),
    ("中性", "只改了标点", {"conditions": MODEL["conditions"].replace("；", ";").replace("，", ",")}),
    # subjects, duties, list
    ("放宽", "增加适用对象：个体工商户", {"subject": "个人;单位;个体工商户"}),
    ("收紧", "减少适用对象：单位", {"subject": "个人"}),
    ("放宽", "不再责令改正", {"correction": "否"}),
    ("放宽", "改正期限由3个工作日内改为15个工作日内", {"correction_deadline": "15个工作日内"}),
    ("放宽", "改正期限由当场改为3个工作日内", {"correction_deadline": "当场"}, {"correction_deadline": "3个工作日内"}),
    ("收紧", "改正期限由15日改为当场", {"correction_deadline": "15日"}, {"correction_deadline": "当场"}),
    ("中性", "请审查人判断长短", {"correction_deadline": "3个工作日内"}, {"correction_deadline": "5日内"}),
    ("中性", "请审查人判断长短", {"correction_deadline": "及时"}, {"correction_deadline": "规定期限内"}),
    ("收紧", "由不予改为可以不予", {"outcome": "可以不予行政处罚"}),
    ("中性", "配套监管措施调整", {"supporting_measures": "约谈"}),
    ("中性", "只改变由谁实施", {"township": "是"}),
    ("中性", "列入发布批次 scjg-2026-1", {"edition": ""}, {}),
    ("收紧", "推迟适用", {"effective_from": "2026-10-01"}),
    # citations
    ("中性", "引文写法调整", {"penalty_basis": "《广告法》第五十九条第3款"}),
    ("中性", "请核对条文内容", {"penalty_basis": "《中华人民共和国广告法》第五十八条第一款"}),
    ("中性", "请审查人判断", {"exemption_type": "首违不罚"}),
]


def judged(before: Item, after: Item) -> tuple[str, str]:
    world = model_world((before,))
    later = replace(world.book, items=(after,))
    change, = diff(world.book, later).items
    judgement = Directions(later).of(change)
    return judgement.direction.value, judgement.text


@pytest.mark.parametrize("case", CASES, ids=[f"{n:02d}-{case[0]}" for n, case in enumerate(CASES)])
def test_direction_and_its_reason(case: tuple[object, ...]) -> None:
    direction, words, *cells = case
    first, second = ({}, cells[0]) if len(cells) == 1 else cells
    before, after = (model_item(Kind.NO_PENALTY, **difference) for difference in (first, second))  # type: ignore[arg-type]
    assert judged(before, after)[0] == direction
    assert str(words) in judged(before, after)[1]


@pytest.mark.parametrize(("direction", "words", "before", "after"), [
    ("收紧", "上限由1万元改为1.5万元（法定幅度的11.1%→22.2%）", "处五千元以上一万元以下罚款", "处五千元以上一万五千元以下罚款"),
    ("放宽", "上限由1.5万元改为1万元", "处五千元以上一万五千元以下罚款", "处五千元以上一万元以下罚款"),
    ("放宽", "上限1万元由含本数改为不含本数", "处五千元以上一万元以下罚款", "处五千元以上不满一万元罚款"),
    ("收紧", "增加警告", "处五千元以上一万元以下罚款", "给予警告，并处五千元以上一万元以下罚款"),
    ("放宽", "罚款由应当改为可以", "给予警告，并处五千元以上一万元以下罚款", "给予警告，可以并处五千元以上一万元以下罚款"),
    ("中性", "处罚种类和数额没有变化", "处五千元以上一万元以下罚款", "处5000元以上1万元以下的罚款"),
    ("放宽", "增加处罚的前提", "处一万元以下罚款", "逾期不改正的，处一万元以下罚款"),
    ("收紧", "删去处罚的前提", "逾期不改正的，处一万元以下罚款", "处一万元以下罚款"),
    ("放宽", "改为与其他处罚选择给予", "处一万元以下罚款", "警告或者处一万元以下罚款"),
    ("中性", "其他文字请审查人判断", "责令停产停业30日", "责令停产停业5日"),
    ("收紧", "罚款最高额由3万元改为5万元", "处违法所得一倍以下罚款，但最高不超过三万元", "处违法所得一倍以下罚款，但最高不超过五万元"),
    ("放宽", "罚款最高额由没有改为3万元", "处违法所得一倍以下罚款", "处违法所得一倍以下罚款，罚款总额最高不得超过三万元"),
    ("中性", "读不出", "酌情处理", "从轻处理")])
def test_direction_of_an_outcome(direction: str, words: str, before: str, after: str) -> None:
    items = [model_item(Kind.LIGHTER_PENALTY, outcome=outcome) for outcome in (before, after)]
    found = judged(*items)
    assert found[0] == direction
    assert words in found[1]


@pytest.mark.parametrize("after", [
    "警告或者处一万元以下罚款", "逾期不改正的，处一万元以下罚款", "处一万元以下罚款；主动改正的，不予罚款", "处一万元以下罚款，可以减半", "处一万元以下罚款，分期缴纳",
    "对单位处一万元以下罚款，对个人不予处罚", "造成后果的，处一万元以下罚款", "处一万元以下罚款，情节轻微的处一百元以下罚款", "一般处一万元以下罚款",
    "对部分当事人处二万元以下罚款", "不处一万元以上罚款", "可以处一万元以下罚款"])
def test_an_outcome_that_may_let_people_off_is_never_told_as_harmless(after: str) -> None:
    items = [model_item(Kind.LIGHTER_PENALTY, outcome=outcome) for outcome in ("处一万元以下罚款", after)]
    world = model_world(items[:1])
    change, = diff(world.book, replace(world.book, items=tuple(items[1:]))).items
    found = Directions(world.book).of(change)
    assert found.direction.value == "放宽" or found.unsure, found.text


def test_what_only_a_person_can_tell_is_counted_apart_from_neutral() -> None:
    reasons = [neutral("甲"), neutral("乙", unsure=True), tightened("丙"), widened("丁")]
    assert [judgement([one]).group for one in reasons] == ["中性", "须人判断", "收紧", "放宽"]
    assert judgement(reasons[:2]).label == "须人判断"
    assert judgement(reasons[1:3]).label == "收紧（另有须人判断）"


@pytest.mark.parametrize(("before", "after", "unsure"), [
    ("", "货值十万元以下的也适用", True), ("货值一万元以下的适用", "", True), ("", "2026年评估后保留", False)])
def test_a_note_that_says_for_whom_the_item_holds(before: str, after: str, unsure: bool) -> None:
    items = [model_item(Kind.NO_PENALTY, note=note) for note in (before, after)]
    world = model_world(items[:1])
    change, = diff(world.book, replace(world.book, items=tuple(items[1:]))).items
    found = Directions(world.book).of(change)
    assert (found.direction.value, found.unsure) == ("中性", unsure), found.text


@pytest.mark.parametrize(("before", "after", "direction"), [
    (Kind.LIGHTER_PENALTY, Kind.MITIGATED_PENALTY, "放宽"), (Kind.MITIGATED_PENALTY, Kind.NO_PENALTY, "放宽"),
    (Kind.NO_PENALTY, Kind.LIGHTER_PENALTY, "收紧"), (Kind.NO_COERCION, Kind.NO_PENALTY, "中性")])
def test_direction_of_a_move(before: Kind, after: Kind, direction: str) -> None:
    item = model_item(before)
    found = judged(item, replace(item, kind=after))
    assert found[0] == direction
    assert f"由{before.value}改为{after.value}" in found[1]


def test_a_mixed_change_is_reviewed_as_widening() -> None:
    found = judged(model_item(Kind.NO_PENALTY), model_item(Kind.NO_PENALTY, subject="单位;个体工商户"))
    assert found == ("放宽", "既有放宽也有收紧，按放宽审查：增加适用对象：个体工商户；减少适用对象：个人")


@pytest.mark.parametrize("text", sorted({case["conditions"] for case in MODEL_CELLS.values()} | {
    "同时满足：1.初次违法，前24个月内未被处罚；2.涉及10件以下；3.5日内改正；4.未造成危害后果"}))
def test_direction_turns_with_the_reading(text: str) -> None:
    """What is 放宽 one way is 收紧 the other way, whatever point is dropped."""
    points = text.split("；")
    for index in range(1, len(points)):
        shorter = "；".join(points[:index] + points[index + 1:])
        there = judged(model_item(Kind.NO_PENALTY, conditions=text), model_item(Kind.NO_PENALTY, conditions=shorter))[0]
        back = judged(model_item(Kind.NO_PENALTY, conditions=shorter), model_item(Kind.NO_PENALTY, conditions=text))[0]
        assert (there, back) == ("放宽", "收紧")


def test_the_end_of_a_period_is_no_floor() -> None:
    """届满 and 期满 are not 满: what follows is the time allowed."""
    from generator.legality.quantities import Bound, quantities

    for text, bound in (("催报期限届满后5个工作日内", Bound.WITHIN), ("期满后3日内改正", Bound.WITHIN), ("满18周岁", Bound.AT_LEAST), ("未满14周岁", Bound.AT_MOST)):
        assert [one.bound for one in quantities(text)] == [bound], text
