"""One mistake gives one message, judged on the days that count, and names the law that was judged."""

from dataclasses import fields, replace
from datetime import date

import pytest

from generator.laws import registry
from generator.legality.example import AS_OF, MODEL_EDITION, model_item, model_world
from generator.legality.judge import by_id, examine, judge, rules
from generator.model import Edition, Item, Source


def _said(item: Item, as_of: date = AS_OF, edition: Edition | None = None) -> list[tuple[str, str | None]]:
    world = model_world((item,), as_of=as_of, **({"editions": (edition,)} if edition else {}))
    return sorted((finding.rule, finding.field) for rule in rules() for finding in examine(rule, world))


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
    assert [f.message for f in examine(by_id()["B04"], model_world((item,)))] == ["《中华人民共和国统计法》（2024修正）共53条，不存在第五十四条。"]


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
