"""The rule about rules: every rule has examples that do what they claim, a basis in force, and looks at no more than it may."""

import marshal
from dataclasses import fields, replace
from pathlib import Path

import pytest
from conftest import REPOSITORY

from generator.book import load
from generator.laws import LawStatus, registry
from generator.legality.example import AS_OF, MODEL_EDITION, item_in_world, model_item, model_world, run
from generator.legality.glance import Glance, glance
from generator.legality.judge import examine, rules
from generator.legality.rule import Example, Reach, Rule
from generator.model import Edition, Item, Kind, Source, World

RULES = rules()
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
NEVER_WAIVED = frozenset(
    ["B03", "B04", "B08", "C01", "C02", "C03", "C04", "C10", "C12", "D01", "D02", "D04", "D06", "E01", "G01", "G03", "H01", "H04", "H11"])
"""The rules that 司法局 may not waive, besides all of J."""

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


@pytest.mark.skipif(not (REPOSITORY / "lists/laws.csv").is_file(), reason="no law registry here")
def test_every_legal_basis_is_in_force_in_the_shipped_registry() -> None:
    world = World(load(REPOSITORY).book, AS_OF)
    assert {rule.id: missing for rule in RULES if (missing := _unknown(rule, world))} == {}


@pytest.mark.skipif(not (REPOSITORY / "lists/laws.csv").is_file(), reason="no law registry here")
def test_the_model_world_tells_the_truth_about_the_law() -> None:
    """Names, dates and article structure of the model world are those of the shipped registry."""
    real = World(load(REPOSITORY).book, AS_OF).once(registry)
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
