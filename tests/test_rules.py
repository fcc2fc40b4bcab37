"""The rule about rules: every rule has examples that do what they claim, and no rule raises on any text."""

import marshal
import unicodedata
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.book import load
from generator.laws import LawStatus, registry
from generator.legality.example import AS_OF, MODEL_EDITION, item_in_world, model_item, model_world, run
from generator.legality.glance import Glance, glance
from generator.legality.judge import examine, judge, rules
from generator.legality.rule import Example, Reach, Rule
from generator.legality.texts import TEXT_FIELDS, folded
from generator.model import Edition, ExemptionType, Item, Kind, Source, World

RULES = rules()
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
LISTS = Path(__file__).resolve().parents[1] / "lists"
NEVER_WAIVED = frozenset(
    ["B03", "B04", "B08", "C01", "C02", "C03", "C04", "C10", "C12", "D01", "D02", "D04", "D06", "E01", "G01", "G03", "H01", "H04", "H11"])
"""DESIGN §6, where also all of J is named."""

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
each_example = pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda one: getattr(one, "id", None) or one.name)


@each_rule
def test_a_rule_teaches_by_lawful_and_unlawful_neighbours(rule: Rule) -> None:
    assert sum(not example.flagged for example in rule.examples) >= 2
    assert sum(bool(example.flagged) for example in rule.examples) >= 2


@each_example
def test_an_example_yields_exactly_the_fields_it_names(rule: Rule, example: Example) -> None:
    found = run(rule, example)
    assert sorted(str(finding.field) for finding in found) == sorted(str(field) for field in example.flagged)
    assert {finding.severity for finding in found} <= {example.severity or rule.severity}


@each_rule
def test_examples_depend_on_the_check(rule: Rule) -> None:
    """Replacing the check by one that finds nothing makes the flagging examples fail."""
    blind = (replace(rule, check=lambda item, world: ()) if rule.check
             else replace(rule, compare=lambda glances, world: ()) if rule.compare
             else replace(rule, check_edition=lambda edition, world: ()))
    assert all(run(blind, example) == () for example in rule.examples if example.flagged)
    assert all(run(rule, example) != () for example in rule.examples if example.flagged)


@each_rule
def test_no_two_examples_are_the_same(rule: Rule) -> None:
    cases = [repr((e.cells, e.kind, e.department, e.beside, e.tables, e.as_of)) for e in rule.examples]
    assert len(set(cases)) == len(cases)
    assert len({example.name for example in rule.examples}) == len(rule.examples)


@each_rule
@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.slug)
def test_the_model_item_passes(rule: Rule, kind: Kind) -> None:
    edition = Edition.from_cells(MODEL_EDITION, Source("lists/editions.csv", 2, 2))
    assert tuple(examine(rule, model_world((model_item(kind),), editions=(edition,)))) == ()


def test_the_four_model_items_pass_together() -> None:
    items = [model_item(kind, item_id=f"2026-0000{n}-0", power_code="") for n, kind in enumerate(Kind)]
    assert [finding for rule in RULES for finding in examine(rule, model_world(items))] == []


@each_rule
def test_the_page_of_a_rule_can_be_printed(rule: Rule) -> None:
    assert sum(one is not None for one in (rule.check, rule.compare, rule.check_edition)) == 1
    assert all(text.strip() for text in (rule.title, rule.rationale, rule.hint))
    columns = {field.name for field in fields(Edition if rule.check_edition else Item)}
    assert {field for example in rule.examples for field in example.flagged} <= columns | {None}
    assert all(finding.hint and finding.message.endswith(("。", "？")) for example in rule.examples
               for finding in run(rule, example))


def test_ids_are_unique_and_file_names_begin_with_them() -> None:
    from generator.legality import rules as package

    names = {path.stem for path in Path(package.__path__[0]).glob("*.py")} - {"__init__"}
    assert names == {f"{rule.id.lower()}_{rule.slug.replace('-', '_')}" for rule in RULES}
    assert len(names) == len(RULES)


@each_rule
def test_only_the_rules_of_the_design_may_not_be_waived(rule: Rule) -> None:
    assert rule.waivable is (rule.id not in NEVER_WAIVED and not rule.id.startswith("J"))


def _unknown(rule: Rule, world: World) -> list[str]:
    laws = world.once(registry)
    return [basis for basis in rule.legal_basis
            if [laws.resolve(one, AS_OF).status for one in laws.citations(basis)] != [LawStatus.IN_FORCE]
            or laws.citations(basis)[0].article is None]


@each_rule
def test_every_legal_basis_is_in_force_in_the_model_world(rule: Rule) -> None:
    assert _unknown(rule, model_world(())) == []


@pytest.mark.skipif(not (LISTS / "laws.csv").is_file(), reason="no law registry here")
def test_every_legal_basis_is_in_force_in_the_shipped_registry() -> None:
    world = World(load(LISTS.parent).book, AS_OF)
    assert {rule.id: missing for rule in RULES if (missing := _unknown(rule, world))} == {}


@pytest.mark.skipif(not (LISTS / "laws.csv").is_file(), reason="no law registry here")
def test_the_model_world_tells_the_truth_about_the_law() -> None:
    """Names, dates and article structure of the model world are those of the shipped registry."""
    real = World(load(LISTS.parent).book, AS_OF).once(registry)
    model = model_world(())
    laws = model.once(registry)
    for version in model.book.laws:
        twin = next(v for v in real.versions(version.name) if v.promulgated == version.promulgated)
        assert (version.effective_from, version.effective_to, version.last_article, version.label) == (
            twin.effective_from, twin.effective_to, twin.last_article, twin.label), version.name
        for article in (a for a in model.book.law_articles[version.law_id or ""] if a.paragraphs != 1 or a.items != "0"):
            same = real.article(twin.law_id, article.article or 0)
            assert same is not None
            assert (article.paragraphs, article.items) == (same.paragraphs, same.items), (version.name, article.article)
            for fact in ("authorities", "duties", "fines"):
                assert getattr(article, fact) in (None, getattr(same, fact)), (version.name, article.article)
    assert laws.names.full("行政处罚法") == "中华人民共和国行政处罚法"


# ---- no rule raises ---------------------------------------------------------------------------------------------

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
    for rule in RULES:
        for finding in examine(rule, world):
            assert finding.message


@settings(max_examples=60, deadline=None)
@given(days=st.lists(DAYS, min_size=9, max_size=9), conclusion=st.one_of(st.none(), TEXTS))
def test_no_edition_rule_raises(days: list[date | None], conclusion: str | None) -> None:
    names = ("consult_from", "consult_to", "review_date", "deliberated_on", "issued_on", "published_on", "effective_from",
             "effective_to", "withdrawn_on")
    edition = Edition(review_conclusion=conclusion, **dict(zip(names, days, strict=True)))  # type: ignore[arg-type]
    world = model_world((), editions=(edition,))
    for rule in RULES:
        tuple(examine(rule, world))


@pytest.mark.parametrize("unit", ["第", "《", "不", "轻微", "市", "有限公司", "第三十三条至第九百条", "对的行政处罚"])
def test_a_very_long_cell_is_judged(unit: str) -> None:
    item = model_item(**dict.fromkeys(("violation", "conditions", "note", "relief_basis"), (unit * 20000)[:20000]))
    world = model_world((item,))
    assert all(finding.message for rule in RULES for finding in examine(rule, world))


# ---- days and double reports ------------------------------------------------------------------------------------

def _said(item: Item, as_of: date = AS_OF, edition: Edition | None = None) -> list[tuple[str, str | None]]:
    world = model_world((item,), as_of=as_of, **({"editions": (edition,)} if edition else {}))
    return sorted((finding.rule, finding.field) for rule in RULES for finding in examine(rule, world))


def test_one_old_article_number_gives_one_message() -> None:
    assert _said(model_item(relief_basis="《中华人民共和国行政处罚法》第二十七条")) == [("B09", "relief_basis")]


@pytest.mark.parametrize(("field", "basis", "rule"), [
    ("relief_basis", "《行政处罚法》第27条第2款", "B09"), ("relief_basis", "行政处罚法第二十七条；《行政处罚法》第33条第1款", "B09"),
    ("relief_basis", "《行政处罚法》第100条", "B04"), ("relief_basis", "《行政处罚法》第32条", "C01"),
    ("penalty_basis", "《广告法》第59条第9款", "B05"), ("penalty_basis", "《公司登记管理条例》第68条第1款", "B03")])
def test_what_is_cited_wrongly_is_not_said_to_be_written_wrongly(field: str, basis: str, rule: str) -> None:
    """B10 would give the wrong article back in the right form: who follows it is found fault with again."""
    found = judge(model_world((model_item(**{field: basis}),)))
    assert [one.rule for one in found if one.field == field] == [rule]


def test_what_is_only_written_wrongly_is_said_to_be_beside_an_error_in_another_cell() -> None:
    found = judge(model_world((model_item(relief_basis="《行政处罚法》第33条第1款", penalty_basis="《广告法》第75条"),)))
    assert [(one.rule, one.field) for one in found if one.rule in ("B04", "B10")] == [("B04", "penalty_basis"), ("B10", "relief_basis")]


@pytest.mark.parametrize(("basis", "written"), [("《行政处罚法》第33条第1款", True), ("《行政处罚法》第33条", False)])
def test_a_basis_is_not_given_back_without_the_paragraph_that_it_lacks(basis: str, written: bool) -> None:
    (remark,) = [one for one in judge(model_world((model_item(relief_basis=basis),))) if one.rule == "B10"]
    assert ("写作“《中华人民共和国行政处罚法》第三十三条第一款”" in remark.hint) is written
    assert ("写作" in remark.hint) is written


def test_one_missing_article_gives_one_message() -> None:
    assert _said(model_item(relief_basis="《中华人民共和国行政处罚法》第一百条")) == [("B04", "relief_basis")]


def test_one_repealed_law_gives_one_message_per_field() -> None:
    basis = "《中华人民共和国公司登记管理条例》第六十八条第一款；《中华人民共和国公司登记管理条例》第六十八条第二款"
    assert _said(model_item(penalty_basis=basis)) == [("B03", "penalty_basis")]


def test_a_cell_that_says_ditto_gives_one_message() -> None:
    assert _said(model_item(conditions="同上")) == [("A05", "conditions")]
    assert _said(model_item(penalty_basis="同上")) == [("A05", "penalty_basis")]
    assert _said(model_item(supporting_measures="同上")) == [("A05", "supporting_measures")]


def test_a_weakened_element_is_named_once() -> None:
    assert _said(model_item(conditions="违法行为轻微并及时改正，未造成严重后果")) == [("C04", "conditions")]


EDITION = Edition.from_cells(MODEL_EDITION, Source("lists/editions.csv", 2, 2))


def _edition_of(published: date) -> Edition:
    """The lawful model edition with its whole procedure moved to another day of publication."""
    by = published - date(2026, 8, 5)
    days = {name: day + by for name in (field.name for field in fields(Edition)) if isinstance(day := getattr(EDITION, name), date)}
    return replace(EDITION, **days)  # type: ignore[arg-type]


@pytest.mark.parametrize("as_of", [date(2026, 8, 1), date(2026, 12, 1)], ids=["scheduled", "in force"])
def test_a_scheduled_item_may_rest_on_a_law_that_starts_with_it(as_of: date) -> None:
    """It is judged on its first day, not on a day before it."""
    edition = _edition_of(date(2026, 7, 1))
    item = model_item(effective_from="2026-08-15", obligation_basis="《中华人民共和国生态环境法典》第一百零二条第三款")
    assert _said(item, as_of, edition) == []


def test_an_item_in_force_is_judged_on_its_first_day_and_today() -> None:
    item = model_item(effective_from="2026-03-01", obligation_basis="《中华人民共和国环境影响评价法》第三十一条第四款")
    edition = _edition_of(date(2026, 1, 15))
    assert _said(item, date(2026, 8, 14), edition) == [("B15", "obligation_basis")]  # only told that the end is near
    assert _said(item, date(2026, 8, 15), edition) == [("B03", "obligation_basis")]


def test_an_ended_item_is_judged_on_its_first_day_only() -> None:
    item = model_item(effective_from="2026-03-01", effective_to="2026-08-15", end_reason="依据废止",
                      obligation_basis="《中华人民共和国环境影响评价法》第三十一条第四款")
    assert _said(item, edition=_edition_of(date(2026, 1, 15))) == []


def test_findings_name_the_version_that_was_judged() -> None:
    item = model_item(penalty_basis="《中华人民共和国统计法》第五十四条")
    (rule,) = (rule for rule in RULES if rule.id == "B04")
    assert [f.message for f in examine(rule, model_world((item,)))] == ["《中华人民共和国统计法》（2024修正）共53条，不存在第五十四条。"]


def test_a_misspelt_law_is_recognised_and_another_law_is_not() -> None:
    laws = model_world(()).once(registry)
    assert laws.nearest("中华人民共和国广播法") == "中华人民共和国广告法"
    assert laws.nearest("价格违法行为行政处罚规章") == "价格违法行为行政处罚规定"
    assert laws.nearest("中华人民共和国药品安全法") == "中华人民共和国食品安全法"
    assert laws.nearest("中华人民共和国粮油安全法") is None  # one word for another: a different law
    assert laws.nearest("森林法") is None
    assert laws.nearest("音像制品管理办法") == "音像制品管理条例"  # the kind of law is easily mistaken
    assert laws.nearest("中华人民共和国无证无照经营查处条例") is None  # more than the kind differs
    assert laws.nearest("印刷制品管理办法") is None


def _alone(world: World, item: Item) -> World:
    """The world with no other items than the versions of this one."""
    alone = World(replace(world.book, items=world.versions.get(item.item_id or "", (item,))), world.as_of)
    alone.once(registry)
    return alone


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.check and rule.reach is Reach.ITEM], ids=lambda rule: rule.id)
def test_a_rule_of_items_does_not_look_at_other_items(rule: Rule) -> None:
    """Its findings are kept per item, so what stands in other rows must not change them."""
    for example in rule.examples:
        item, world = item_in_world(example)
        assert list(rule.check(item, world)) == list(rule.check(item, _alone(world, item))), example.name


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.compare], ids=lambda rule: rule.id)
def test_a_rule_that_compares_items_knows_them_by_their_glances(rule: Rule) -> None:
    """Glances are kept per item: other rows must not change them, and what they do not show must not change a remark."""
    assert rule.compare is not None
    for example in rule.examples:
        _, world = item_in_world(example)
        glances = [one for item in world.book.items if (one := glance(item, world))]
        alone = [one for item in world.book.items if (one := glance(item, _alone(world, item)))]
        assert glances == alone, example.name
        kept = [Glance._make(marshal.loads(marshal.dumps(tuple(one)))) for one in glances]
        said = list(rule.compare(glances, world))
        assert said == list(rule.compare(kept, World(replace(world.book, items=()), world.as_of))), example.name
        assert all(remark.field in Glance._fields for _, remark in said)
        assert bool(said) == bool(example.flagged), example.name


@given(st.text() | st.text("，；：（）！？％　“”《》〔〕—…·①⑴0９Ａａ中文 \x1f∕／ﬁ㎡⼈"))
def test_folding_by_hand_is_nfkc(text: str) -> None:
    assert folded(text) == unicodedata.normalize("NFKC", text)
