"""Conditions taken apart, the circumstances of article 32, and rules C06–C20 and I01–I08 that do not speak over one another."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.legality.circumstances import Circumstance, aggravating, states
from generator.legality.conditions import only_statute, read
from generator.legality.example import AS_OF, model_item, model_world
from generator.legality.judge import by_id, examine, rules
from generator.model import Item, Kind, LawVersion


def said(*items: Item, as_of: date = AS_OF, tables: dict[str, tuple[dict[str, str], ...]] | None = None) -> list[tuple[str, str | None]]:
    """(rule, field) of everything that all rules say of the items together."""
    world = model_world(items, tables, as_of)
    return sorted((finding.rule, finding.field) for rule in rules() for finding in examine(rule, world))


# ---- taking conditions apart ------------------------------------------------------------------------------------

@pytest.mark.parametrize(("text", "head", "single"), [
    ("同时满足：1.甲；2.乙，丙；3.丁。", "同时满足：", ("甲", "乙，丙", "丁")),
    ("（一）甲；（二）乙", "", ("甲", "乙")),
    ("①甲②乙", "①甲②乙", None),
    ("超过1.5倍；不满2次", "", ("超过1.5倍", "不满2次")),
    ("甲，1.乙，2.丙", "甲，", ("乙", "丙")),
    ("甲", "", ("甲",)),
    ("", "", ()),
])
def test_conditions_are_read(text: str, head: str, single: tuple[str, ...] | None) -> None:
    found = read(text)
    if single is None:  # a number inside a sentence opens no condition of its own
        assert found.single == ("甲②乙",)
    else:
        assert (found.head, found.single) == (head, single)


@given(st.lists(st.text("甲乙丙丁戊，不超过0123456789", min_size=1, max_size=12), min_size=1, max_size=6))
def test_what_is_read_stands_in_the_text(parts: list[str]) -> None:
    text = "同时满足：" + "；".join(f"{n}.{part}" for n, part in enumerate(parts, 1))
    assert all(one in text for one in read(text).single)


@pytest.mark.parametrize(("text", "copied"), [
    ("违法行为轻微并及时改正，没有造成危害后果", True),
    ("1.初次违法；2.危害后果轻微；3.在规定期限内及时改正的", True),
    ("当事人有证据足以证明没有主观过错的", True),
    ("受他人胁迫或者诱骗实施违法行为的", True),
    ("违法行为情节显著轻微或者没有明显社会危害的", True),
    ("违法行为轻微并在3日内改正，没有造成危害后果", False),
    ("违法行为轻微，当场改正，没有造成危害后果", False),
    ("同时满足下列条件", False),
    ("", False),
])
def test_a_copy_of_the_clause_is_recognised(text: str, copied: bool) -> None:
    assert only_statute(text) is copied


# ---- the circumstances of article 32 ----------------------------------------------------------------------------

@pytest.mark.parametrize(("text", "wanted"), [
    ("在检查发现前退还全部押金", {Circumstance.REMEDIED}),
    ("受出租人威胁而实施", {Circumstance.COERCED}),
    ("书面说明行政机关未掌握的其他堆场", {Circumstance.CONFESSED}),
    ("检举他人违法行为，经查证属实", {Circumstance.MERIT}),
    ("盲人违反治安管理的，可以从轻、减轻或者不予处罚", set()),
    ("经营规模较小", set()),
])
def test_circumstances_are_told_by_their_words(text: str, wanted: set[Circumstance]) -> None:
    assert {one for one in Circumstance if one is not Circumstance.PROVIDED and states(text, [one])} == wanted


@pytest.mark.parametrize("text", [
    "累计2次因超时营业被查处的", "第三次违法的", "造成严重后果", "有不良影响", "经批评教育后仍不改正", "拒不整改", "屡教不改", "再次违法",
    "主动消除危害后果；再次违法", "造成人员伤亡"])
def test_what_is_worse_than_usual_is_an_error(text: str) -> None:
    assert ("C09", "conditions") in said(model_item(Kind.LIGHTER_PENALTY, conditions=text))


@pytest.mark.parametrize("text", [
    "未造成严重后果", "没有拒不改正的情形", "不属于再次违法", "累计不超过2次", "累计2次以内", "检举他人多次违法并查证属实", "有下列情形的除外：拒不改正",
    "避免造成严重后果", "不存在屡教不改", "造成不良影响，已主动消除", "主动供述；两年内再次违法的，不再适用", "主动供述；再次违法的依法从重处罚"])
def test_what_is_set_apart_is_no_aggravation(text: str) -> None:
    assert aggravating(text) is None


# ---- the elements of not using coercion -------------------------------------------------------------------------

@pytest.mark.parametrize("text", [
    "情节显著轻微", "没有明显社会危害", "未对社会造成明显危害", "没有造成危害后果", "不具有社会危害性", "无社会危害", "未造成不良影响", "危害后果显著轻微"])
@pytest.mark.parametrize("basis", ["《中华人民共和国行政强制法》第十六条第二款", "《优化营商环境条例》第五十九条第一款"])
def test_an_element_of_coercion_may_be_worded_in_many_ways(text: str, basis: str) -> None:
    assert said(model_item(Kind.NO_COERCION, conditions=f"{text}，当场撤下", relief_basis=basis)) == []


@pytest.mark.parametrize(("text", "regulation_only"), [("情节轻微", True), ("社会危害较小", True), ("社会危害性不大", True), ("数量较少", False)])
def test_the_weaker_elements_need_the_regulation(text: str, regulation_only: bool) -> None:
    item = model_item(Kind.NO_COERCION, conditions=f"{text}，不超过2处")
    assert said(item) == [("C11", "conditions")]
    regulation = replace(item, relief_basis="《优化营商环境条例》第五十九条第一款")
    assert said(regulation) == ([] if regulation_only else [("C11", "conditions")])


# ---- rank of the norm that sets a measure -----------------------------------------------------------------------

@pytest.mark.parametrize(("level", "measure", "wrong"), [
    ("法律", "冻结存款", False), ("行政法规", "扣押车辆", False), ("行政法规", "冻结存款、汇款", True),
    ("地方性法规", "查封场所", False), ("地方性法规", "冻结存款", True), ("地方性法规", "强制隔离", True),
    ("部门规章", "查封场所", True), ("地方政府规章", "扣押物品", True)])
def test_each_rank_sets_only_what_it_may(level: str, measure: str, wrong: bool) -> None:
    item = model_item(Kind.NO_COERCION, coercion_basis="《示例市市容条例》第三条", coercion_measure=measure)
    made = LawVersion.from_cells({
        "law_id": "shirong@2020-01-01", "law_key": "shirong", "name": "示例市市容条例", "level": level, "promulgated": "2020-01-01",
        "effective_from": "2020-03-01", "verified": "是", "label": "2020制定", "last_article": "9"})
    world = model_world((item,))
    world = type(world)(replace(world.book, laws=(*world.book.laws, made)), AS_OF)
    assert [finding.field for finding in examine(by_id()["C12"], world)] == ["coercion_basis"] * wrong


def test_a_norm_that_the_registry_lacks_is_not_judged() -> None:
    item = model_item(Kind.NO_COERCION, coercion_basis="《示例市市容条例》第三条")
    assert list(examine(by_id()["C12"], model_world((item,)))) == []


# ---- a list as a whole ------------------------------------------------------------------------------------------

PLAIN = "违法行为轻微并及时改正，没有造成危害后果"


def _list(copied: int, refined: int) -> tuple[Item, ...]:
    return tuple(model_item(item_id=f"2026-{n:05d}-0", power_code="", violation=f"违法行为{'甲乙丙丁戊己庚'[n]}",
                            **({"conditions": PLAIN} if n < copied else {})) for n in range(copied + refined))


@pytest.mark.parametrize(("copied", "refined", "findings"), [(0, 3, 0), (1, 0, 1), (2, 0, 2), (3, 4, 3), (3, 3, 3), (3, 2, 1), (5, 1, 1)])
def test_a_list_that_mostly_copies_is_named_once(copied: int, refined: int, findings: int) -> None:
    found = list(examine(by_id()["C18"], model_world(_list(copied, refined))))
    assert len(found) == findings
    assert all((f"{copied + refined}个事项中有{copied}个" in finding.message) is (2 * copied > copied + refined >= 3) for finding in found)


# ---- one mistake, one message -----------------------------------------------------------------------------------

@pytest.mark.parametrize(("cells", "kind", "wanted"), [
    ({"conditions": "累计2次被查处"}, Kind.LIGHTER_PENALTY, [("C09", "conditions")]),
    ({"conditions": "企业缴纳罚款有困难"}, Kind.LIGHTER_PENALTY, [("C08", "conditions")]),
    ({"conditions": "及时改正，没有造成危害后果"}, Kind.NO_PENALTY, [("C02", "conditions")]),
    ({"conditions": PLAIN}, Kind.NO_PENALTY, [("C18", "conditions")]),
    ({"outcome": "可以免予处罚"}, Kind.NO_PENALTY, [("C05", "outcome")]),
    ({"outcome": "免予处罚"}, Kind.NO_PENALTY, [("I04", "outcome")]),
    ({"conditions": "首次被发现，违法行为轻微，当场改正，没有造成危害后果"}, Kind.NO_PENALTY, [("C06", "conditions")]),
    ({"conditions": "没有明显社会危害，经环保局监测达标"}, Kind.NO_COERCION, [("I05", "conditions")]),
    ({"conditions": "当场撤下并留存照片"}, Kind.NO_COERCION, [("C11", "conditions")]),
    ({"coercion_measure": "加处罚款"}, Kind.NO_COERCION, [("C10", "coercion_measure")]),
    ({"coercion_basis": "《消防监督检查规定》第二十二条第一款"}, Kind.NO_COERCION, [("C12", "coercion_basis")]),
    ({"coercion_basis": "《消防监督检查规定》第九十条"}, Kind.NO_COERCION, [("B04", "coercion_basis")]),
    ({"correction": "否"}, Kind.NO_PENALTY, [("C14", "correction")]),
    ({"violation": "违反治安管理的行为"}, Kind.NO_PENALTY, [("C19", "violation")]),
    ({"relief_basis": "《中华人民共和国行政处罚法》第二十七条"}, Kind.LIGHTER_PENALTY, [("B09", "relief_basis")]),
    ({"relief_basis": "《中华人民共和国行政处罚法》第三十三条第一款", "conditions": "企业缴纳罚款有困难"}, Kind.LIGHTER_PENALTY, [("C01", "relief_basis")]),
    ({"conditions": "同上"}, Kind.LIGHTER_PENALTY, [("A05", "conditions")]),
    ({"conditions": "同上"}, Kind.NO_COERCION, [("A05", "conditions")]),
])
def test_one_mistake_gives_one_message(cells: dict[str, str], kind: Kind, wanted: list[tuple[str, str]]) -> None:
    assert said(model_item(kind, **cells)) == wanted


# ---- days -------------------------------------------------------------------------------------------------------

def test_general_conditions_count_only_while_they_hold() -> None:
    term = {"department": "scjg", "term": "适用前提", "definition": "主动消除违法行为危害后果", "general_condition": "是"}
    item = model_item(Kind.LIGHTER_PENALTY, conditions="所涉标志不超过2处")
    assert said(item, tables={"terms": (term,)}) == []
    assert said(item, tables={"terms": (term | {"to": "2026-01-01"},)}) == [("C08", "conditions")]


def test_an_ended_item_does_not_count_as_a_copy() -> None:
    ended = model_item(conditions=PLAIN, effective_from="2026-09-15", effective_to="2026-10-01", end_reason="并入其他事项")
    assert list(examine(by_id()["C18"], model_world((ended,)))) == []
