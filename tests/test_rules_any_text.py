"""No rule raises, whatever stands in the cells: fragments of law, hostile signs, days at the end of time, very long texts."""

import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.legality.example import model_item, model_world
from generator.legality.judge import examine, rules
from generator.legality.texts import TEXT_FIELDS, folded
from generator.model import Edition, ExemptionType, Item, Kind

FRAGMENTS = (
    "《", "》", "《中华人民共和国行政处罚法》", "《行政处罚法》（2017修正）", "《某某条例》", "第", "三十三", "零", "〇", "条", "款", "（一）", "项",
    "之一", "至", "、", "；", "。", "\n", "轻微", "不", "没有", "及时", "改正", "危害后果", "严重", "初次", "可以", "不予", "处罚", "罚款", "查封",
    "加处", "同上", "利用", "疫情", "哄抬", "当事人", "王某", "有限公司", "〔2024〕", "(2024)粤01行终", "1号", "13812345678", "11010519491231002X", "E+11",
    "\u3000", "①", "99999999999999999999", "第99999999条")
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
DAYS = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max, date(2021, 7, 15)]))
CELLS = st.fixed_dictionaries({
    **{name: st.one_of(st.none(), TEXTS) for name in TEXT_FIELDS},
    "exemption_type": st.one_of(st.none(), st.sampled_from([one.value for one in ExemptionType]), TEXTS),
    "item_id": st.one_of(st.none(), TEXTS), "edition": st.sampled_from([None, "scjg-2026-1", "?"]),
    "correction": st.sampled_from([None, True, False]), "township": st.sampled_from([None, True, False]),
    "effective_from": DAYS, "effective_to": DAYS, "subject": st.just(()), "replaced_by": st.just(())})
ROWS = {
    "focus": ({"department": "scjg", "violation": "哄抬", "penalty_basis": "《广告法》第五十九条"}, {"department": "scjg"}),
    "terms": ({"department": "scjg", "general_condition": "是"},),
    "superior": ({"authority": "sheng", "violation": "哄抬", "penalty_basis": "《广告法》第五十九条", "kind": "no-penalty", "conditions": "不超过3日"}, {"authority": "?"}),
    "relief_clauses": ({"law": "中华人民共和国食品安全法", "article": "第一百三十六条", "kinds": "no-penalty"}, {"law": "《", "article": "第"}),
    "delegations": ({"town": "qinghe", "dept": "scjg", "penalty_basis": "《广告法》第五十九条至第六十条"}, {"town": "qinghe"}, {"dept": "scjg"})}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cells=st.lists(CELLS, min_size=1, max_size=2), kind=st.sampled_from(list(Kind)), department=st.sampled_from(["scjg", "", "?"]))
def test_no_rule_raises_on_any_text(cells: list[dict[str, object]], kind: Kind, department: str) -> None:
    items = [Item(department=department, kind=kind, **one) for one in cells]  # type: ignore[arg-type]
    world = model_world(items, ROWS)
    for rule in rules():
        for finding in examine(rule, world):
            assert finding.message


@settings(max_examples=60, deadline=None)
@given(days=st.lists(DAYS, min_size=9, max_size=9), conclusion=st.one_of(st.none(), TEXTS))
def test_no_edition_rule_raises(days: list[date | None], conclusion: str | None) -> None:
    names = ("consult_from", "consult_to", "review_date", "deliberated_on", "issued_on", "published_on", "effective_from",
             "effective_to", "withdrawn_on")
    edition = Edition(review_conclusion=conclusion, **dict(zip(names, days, strict=True)))  # type: ignore[arg-type]
    world = model_world((), editions=(edition,))
    for rule in rules():
        tuple(examine(rule, world))


@pytest.mark.parametrize("unit", ["第", "《", "不", "轻微", "市", "有限公司", "第三十三条至第九百条", "对的行政处罚"])
def test_a_very_long_cell_is_judged(unit: str) -> None:
    item = model_item(**dict.fromkeys(("violation", "conditions", "note", "relief_basis"), (unit * 20000)[:20000]))
    world = model_world((item,))
    assert all(finding.message for rule in rules() for finding in examine(rule, world))


@given(st.text() | st.text("，；：（）！？％　“”《》〔〕—…·①⑴0９Ａａ中文 \x1f∕／ﬁ㎡⼈"))
def test_folding_by_hand_is_nfkc(text: str) -> None:
    assert folded(text) == unicodedata.normalize("NFKC", text)
