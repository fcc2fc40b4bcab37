"""The conditions of the rule pack: a number only where it surely bounds one thing, and no word lost."""

import json
from dataclasses import replace
from datetime import date

import pytest
from released import DAY, NOTICE, content, leaves, newest, nodes, world

from generator.model import Kind, Refusal, Term, World
from generator.opendata import latest
from generator.opendata.conditions import conditions
from generator.schema.published import outputs


def numbers(text: str) -> list[tuple[str, str, str, str, bool]]:
    """(predicate, subject, value, unit, inclusive) of the numbers read from a text."""
    return [(leaf["predicate"], leaf["subject"], leaf["value"], leaf["unit"], leaf["inclusive"])
            for leaf in leaves(conditions(f"同时满足：1.初次违法；2.{text}")) if leaf["predicate"] != "found"]


@pytest.mark.parametrize(("text", "read"), [
    ("涉及广告不超过3条，违法经营额不足500元", [("at_most", "涉及广告", "3", "条", True), ("at_most", "违法经营额", "50000", "分", False)]),
    ("公示时间不少于5日", [("at_least", "公示时间", "5", "日", True)]),
    ("库存超过10件", [("at_least", "库存", "10", "件", False)]),
    ("挪用时间不超过48小时", [("at_most", "挪用时间", "48", "小时", True)]),
    ("瞒报持续不超过1年", [("at_most", "瞒报持续", "1", "年", True)]),
    ("任职不满3个月", [("at_most", "任职", "3", "月", False)]),
    ("遗撒粮食不超过50公斤", [("at_most", "遗撒粮食", "50", "千克", True)]),
    ("建筑面积不超过3万平方米", [("at_most", "建筑面积", "30000", "平方米", True)]),
    ("货值不超过1,500.5元", [("at_most", "货值", "150050", "分", True)]),
    ("当事人从业人员在一百人以下", [("at_most", "当事人从业人员", "100", "人", True)]),
    ("应当再次演练而逾期不超过30日", [("at_most", "应当再次演练而逾期", "30", "日", True)]),
    ("渔获物不超过5千克且未出售", [("at_most", "渔获物", "5", "千克", True)]),
    ("没有违法所得或者违法所得不足五千元", [("at_most", "违法所得", "500000", "分", False)])])
def test_a_bound_of_one_thing_is_a_number_in_the_unit_of_the_text_and_money_in_fen(text: str, read: list[object]) -> None:
    assert numbers(text) == read


@pytest.mark.parametrize("text", [
    "每人押金不超过200元", "单幅不超过2平方米", "同一用语不超过3处", "船长均不足12米",  # one of several: which one?
    "改作仓储，合计不超过3处", "涉及不超过15人次", "累计不超过3车次", "支管，长度不超过5米", "混放的为棉球，不超过2千克",  # of what?
    "至发现之日不超过30日", "自变更登记之日起不超过90日", "作物收获后未超过30日",  # half an interval
    "场界噪声监测值超过夜间限值不足5分贝", "超过约定支付日期不超过5日",  # the value, or by how much
    "涉及岗位不超过2个、从业人员不超过5人", "在5米以内临时堆放弃土、碎砖不超过10立方米",  # what 、 joins
    "所驾货车总质量超过4500千克但不超过12000千克", "漏填指标不超过总数的5%且不超过3项",  # a partner without a subject
    "遮挡部位为二层以下", "提供进货合同、发票、付款凭证中的至少2项", "将货物下移，使垂直距离达到50厘米以上",
    "不高于标准限值的1.5倍", "召回已售数量的百分之八十以上", "在7日内改正", "涉案农药不超过10瓶（袋）", "未销售超过3件", "未造成3人以上受伤",
    "催报期限届满后5个工作日内补交", "期满5日前",
    "违法经营额不超过1万元，个体工商户不超过5万元", "货值不超过1万元，情况特殊的可以适当放宽",  # something else lets more people in
    "违法行为轻微，逾期不超过5日，或者仅漏退利息"])  # does 或者 reach 逾期 or 轻微 too?
def test_what_is_not_surely_the_bound_of_one_thing_is_asked(text: str) -> None:
    assert numbers(text) == []


def test_a_relaxation_anywhere_leaves_every_number_to_a_person() -> None:
    tree = conditions("同时满足：1.初次违法；2.货值不超过1万元；3.个体工商户上述限额可以放宽。")
    assert {leaf["predicate"] for leaf in leaves(tree)} == {"found"}


@pytest.mark.parametrize("text", [
    "1.初次违法；2.货值不超过1万元；3.及时改正", "满足其中两项：1.初次违法；2.货值不超过1万元；3.及时改正",
    "符合下列情形之一：1.初次违法；2.及时改正。涉及食品、药品的除外"])
def test_points_of_which_no_word_says_how_they_belong_together_stay_whole(text: str) -> None:
    assert [(part["predicate"], part["text"]) for part in conditions(text)["parts"]] == [("found", text)]


def test_points_keep_together_and_alternatives_and_exclusions_are_told() -> None:
    some = conditions("没有投诉，符合下列情形之一：1.初次违法，货值不超过1万元；2.及时改正并赔偿损失")
    assert [(part["predicate"], part["text"]) for part in some["parts"]] == [
        ("found", "没有投诉"), ("any", "初次违法，货值不超过1万元；及时改正并赔偿损失")]
    one = conditions("同时满足：1.初次违法，货值不超过1万元；2.及时改正并赔偿损失；3.涉及食品、药品的不适用")
    assert [(part["predicate"], part["text"]) for part in one["parts"]] == [
        ("all", "初次违法，货值不超过1万元"), ("found", "及时改正并赔偿损失"), ("not", "涉及食品、药品的不适用")]


@pytest.mark.parametrize(("text", "whole"), [
    ("能够提交录用时查验并留存的健康合格证明复印件", "能够提交录用时查验并留存的健康合格证明复印件"),
    ("已缴纳赔偿费或者自行修复并经验收合格", "已缴纳赔偿费或者自行修复并经验收合格"),
    ("即谎称当期无需监测或者已经完成监测", "即谎称当期无需监测或者已经完成监测")])
def test_what_and_or_or_join_is_parted_only_where_a_number_asks_for_it(text: str, whole: str) -> None:
    assert [leaf["text"] for leaf in leaves(conditions(f"同时满足：1.初次违法；2.{text}"))] == ["初次违法", whole]


def test_an_id_stands_for_words_so_that_facts_never_fit_other_words() -> None:
    before, after = (conditions(f"同时满足：1.初次违法；2.{text}") for text in ("货值不超过1万元，没有投诉", "货值不超过2万元，没有投诉"))
    ids = [{leaf["text"]: leaf["id"] for leaf in leaves(tree)} for tree in (before, after)]
    assert ids[0]["初次违法"] == ids[1]["初次违法"]
    assert ids[0]["没有投诉"] != ids[1]["没有投诉"], "its point has changed, and with it perhaps what it means"


def test_no_word_of_the_conditions_is_lost() -> None:
    """Numbering, punctuation and the opening 同时满足 aside, every character is in some leaf."""
    dropped = set("同时满足下列条件的0123456789.．、；，。：:;（）()一二三四五六七八九十并且但或者与和还须应当不适用除外本事项清单以外予处罚")
    for row in newest().rows:
        text = row["fields"]["conditions"]
        said = "".join(leaf["text"] for leaf in leaves(conditions(text)))
        assert set(text) - set(said) <= dropped, (row["item_id"], set(text) - set(said) - dropped)


def test_every_number_of_the_shipped_lists_has_a_subject_of_its_own_words() -> None:
    """Read one by one by a person once; here: the words before the bound, verbatim, one bound in a leaf, money in whole fen."""
    found = [leaf for row in newest().rows for leaf in leaves(conditions(row["fields"]["conditions"])) if leaf["predicate"] != "found"]
    assert len(found) > 200
    for leaf in found:
        assert leaf["text"].startswith(leaf["subject"])
        assert leaf["unit"] not in ("元", "%", "倍")
        assert leaf["unit"] != "分" or leaf["value"].isdigit()


def test_general_conditions_of_the_list_are_asked_too() -> None:
    item = next(item for item in world().public_items if world().status(item).name == "IN_FORCE")
    term = Term(department=item.department, kind=item.kind.slug, term="适用前提", definition="当事人配合调查", general_condition=True,
                valid_from=date(2022, 1, 1), valid_to=date(2026, 11, 28))
    changed = latest(World(replace(world().book, terms=(*world().book.terms, term)), DAY), NOTICE).files()["rules.json"].document
    assert changed["valid_until"] == "2026-11-28", "from that day on less is asked"
    for rule in changed["rules"]:
        asked = [leaf["text"] for leaf in leaves(rule["conditions"])]
        same = (rule["department"], Kind.of(rule["kind"])) == (item.department, item.kind) and rule["interval"]["from"] < "2026-11-28"
        assert ("适用前提：当事人配合调查" in asked) == same, rule["item_id"]


@pytest.mark.parametrize(("predicate", "key"), [("at_most", "unit"), ("found", "id"), ("all", "parts"), ("not", "part")])
def test_the_schema_refuses_a_node_that_no_evaluator_could_read(predicate: str, key: str) -> None:
    pack = json.loads(content()["rules.json"])
    pack["rules"] = pack["rules"][:1]
    excluded = {"predicate": "not", "text": "排除", "part": {"predicate": "found", "id": "c1", "text": "认定"}}
    read = json.loads(json.dumps(conditions("同时满足：1.初次违法；2.库存不超过10件。")))  # a copy: it is kept for other readers
    pack["rules"][0]["conditions"] = read | {"parts": [*read["parts"], excluded]}
    outputs().judge("rules.json", "rules", pack)
    del next(node for node in nodes(pack["rules"][0]["conditions"]) if node["predicate"] == predicate)[key]
    with pytest.raises(Refusal, match="rules"):
        outputs().judge("rules.json", "rules", pack)
