"""The direction of changed conditions: against labels written by hand before the first run, and by laws that hold for any text."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diff import conditions
from generator.diff.reason import Direction, Judgement, judgement

LABELS = list(csv.DictReader((Path(__file__).parent / "direction_labels.csv").read_text(encoding="utf-8").splitlines()))
"""label 放宽, 收紧, 中性, 混合 (both) or 判断 (only a person can tell); source lists (our own items), sample (published ones in our
words), made, heldout (written after the program, before it was run on them),
adversarial (written against what the program takes for granted)."""


TRAPS = list(csv.DictReader((Path(__file__).parent / "direction_traps.csv").read_text(encoding="utf-8").splitlines()))
"""Changes that let more people in, or may, though what they look like is one more requirement or a change of punctuation."""


def weighed(before: str, after: str) -> Judgement:
    return judgement(conditions.compare(before, after))


def told(judged: Judgement) -> str:
    if judged.mixed:
        return "混合"
    if judged.direction is Direction.WIDENED:
        return "放宽"
    return "判断" if judged.unsure else judged.direction.value


def kinds(judged: Judgement) -> set[tuple[Direction, bool]]:
    return {(reason.direction, reason.unsure) for reason in judged.reasons}


def opposite(judged: Judgement) -> set[tuple[Direction, bool]]:
    return {(direction.opposite, unsure) for direction, unsure in kinds(judged)}


def test_labels_cover_every_answer() -> None:
    labels, sources = (Counter(row[column] for row in LABELS) for column in ("label", "source"))
    assert len(LABELS) >= 250
    assert set(labels) == {"放宽", "收紧", "中性", "混合", "判断"}
    assert min(labels.values()) >= 5
    assert sources["lists"] >= 40
    assert sources["heldout"] >= 40


@pytest.mark.parametrize("row", LABELS, ids=[f"{n:03d}-{row['source']}-{row['label']}" for n, row in enumerate(LABELS, 2)])
def test_no_direction_is_wrong(row: dict[str, str]) -> None:
    """Left to a person where the label is decided is no error here: how often that happens is counted below.

    Nor is 混合 where only a person can tell: one requirement gone and another come is what happened, and it is reviewed as 放宽.
    """
    found, back = weighed(row["before"], row["after"]), weighed(row["after"], row["before"])
    lawful = {row["label"], "判断"} | ({"混合"} if row["label"] == "判断" else set())
    assert told(found) in lawful, f"{row['why']}：{found.text}"
    assert opposite(found) == kinds(back), back.text


@pytest.mark.parametrize("row", TRAPS, ids=[f"{n:02d}-{row['why']}" for n, row in enumerate(TRAPS, 2)])
def test_what_lets_more_people_in_is_never_told_as_harmless(row: dict[str, str]) -> None:
    found = weighed(row["before"], row["after"])
    assert found.direction is Direction.WIDENED or found.unsure, found.text


def test_most_are_decided() -> None:
    decided = [told(weighed(row["before"], row["after"])) != "判断" for row in LABELS if row["label"] != "判断"]
    assert sum(decided) >= 0.95 * len(decided)


def test_a_monstrous_text_is_left_to_a_person() -> None:
    text = "，".join(f"第{n}处完好" for n in range(300))
    found = weighed(text, text.replace("第7处完好，", ""))
    assert (found.direction, found.unsure) == (Direction.NEUTRAL, True)


# ---- laws --------------------------------------------------------------------------------------------------------

SINGLE = st.sampled_from([
    "初次违法", "违法行为轻微", "没有造成危害后果", "危害后果轻微", "及时改正", "当场改正", "3日内改正", "24小时内清理完毕", "未占用盲道、车行道",
    "货值不超过500元", "货值不足1万元", "已召回80%以上", "在立案前自行改正", "前24个月内未被处罚", "提交检测报告和整改照片", "不含危险废物",
    "没有违法所得或者违法所得不超过1万元", "限于字体、字号不规范", "没有投诉，或者投诉不超过1件且已书面答复", "标识脱落或者褪色不超过3处",
    "甲设备完好", "未发生火灾", "数量不超过5件且未售出", "生产食品的不适用"])
LIMBS = st.lists(SINGLE, min_size=1, max_size=5, unique=True)


def points(limbs: list[str], lead: str = "同时满足：") -> str:
    return lead + "；".join(f"{n}.{limb}" for n, limb in enumerate(limbs, 1))


@given(LIMBS, LIMBS, st.booleans(), st.booleans())
@settings(max_examples=400, deadline=None)
def test_read_backwards_it_is_the_opposite(one: list[str], other: list[str], any_of: bool, any_now: bool) -> None:
    before, after = (points(limbs, "符合下列情形之一：" if either else "同时满足：") for limbs, either in ((one, any_of), (other, any_now)))
    there, back = weighed(before, after), weighed(after, before)
    assert opposite(there) == kinds(back)


@given(LIMBS, SINGLE)
@settings(deadline=None)
def test_one_more_requirement_never_widens(limbs: list[str], more: str) -> None:
    found = weighed(points(limbs), points([*limbs, more]))
    assert found.direction is not Direction.WIDENED, found.text
    assert not found.unsure, found.text


@given(LIMBS, SINGLE.filter(lambda one: "不适用" not in one))
@settings(deadline=None)
def test_one_more_alternative_never_tightens(limbs: list[str], more: str) -> None:
    lead = "符合下列情形之一："
    found = weighed(points(limbs, lead), points([*limbs, more], lead)) if len(limbs) > 1 else weighed(limbs[0], f"{limbs[0]}，或者{more}")
    assert found.direction is not Direction.TIGHTENED, found.text
    assert not found.unsure, found.text


@given(LIMBS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_order_width_and_punctuation_say_nothing(limbs: list[str], random: object) -> None:
    order = list(limbs)
    random.shuffle(order)  # type: ignore[attr-defined]
    wide = points(order).translate(str.maketrans("0123456789.；，", "０１２３４５６７８９．;,")) + "。"
    found = weighed(points(limbs), wide)
    assert (found.direction, found.unsure) == (Direction.NEUTRAL, False), found.text


@given(LIMBS.filter(lambda limbs: len(limbs) > 1), st.data())
@settings(deadline=None)
def test_what_is_dropped_is_told(limbs: list[str], data: st.DataObject) -> None:
    """Never 中性 or 收紧 when a requirement that no other one covers is gone."""
    gone = data.draw(st.sampled_from(limbs))
    found = weighed(points(limbs), points([limb for limb in limbs if limb != gone]))
    covered = weighed(points([limb for limb in limbs if limb != gone]), points(limbs)).direction is Direction.NEUTRAL
    assert found.direction is (Direction.NEUTRAL if covered else Direction.WIDENED), found.text


@given(st.text("初次违法未占用盲道不超过3日内改正，；、或者且1.2（）：的除外", max_size=40), st.text("及时改正未或者且，；1.2：", max_size=20))
@settings(max_examples=300, deadline=None)
def test_any_text_has_an_answer(before: str, after: str) -> None:
    there, back = weighed(before, after), weighed(after, before)
    assert there.direction in Direction
    assert opposite(there) == kinds(back)
