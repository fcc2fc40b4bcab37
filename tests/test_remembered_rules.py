"""What may be remembered of a rule: it looks no further than it says it does."""

from dataclasses import replace

import pytest

from generator.legality.example import item_in_world
from generator.legality.judge import rules
from generator.legality.rule import Reach, Rule
from generator.legality.texts import TEXT_FIELDS
from generator.model import BASES, World


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.reach is Reach.LIST], ids=lambda rule: rule.id)
def test_a_rule_about_lists_does_not_look_beyond_its_list(rule: Rule) -> None:
    for example in rule.examples:
        item, world = item_in_world(example)
        kept = tuple(one for one in world.book.items if (one.department, one.kind) == (item.department, item.kind))
        alone = World(replace(world.book, items=kept), world.as_of)
        assert rule.check is not None
        assert list(rule.check(item, world)) == list(rule.check(item, alone)), example.name


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.id in ("B01", "B02", "B03", "B10")], ids=lambda rule: rule.id)
def test_what_is_said_of_a_basis_depends_on_its_text_alone(rule: Rule) -> None:
    """It is said once for all items that cite the same, so the rest of the item must not change it."""
    assert rule.check is not None
    for example in rule.examples:
        item, world = item_in_world(example)
        other, elsewhere = item_in_world(example)
        other = replace(other, **{name: "另一个说法" for name in TEXT_FIELDS if name not in BASES})
        for field in BASES:
            alone = replace(other, **{name: None for name in BASES if name != field})
            said = [remark for remark in rule.check(item, world) if remark.field == field]
            assert said == list(rule.check(alone, World(elsewhere.book, world.as_of))), (example.name, field)


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.id in ("B04", "B05", "B06", "B07", "B08", "B12", "D12")], ids=lambda rule: rule.id)
def test_what_became_of_a_clause_depends_on_bases_and_penalty_alone(rule: Rule) -> None:
    assert rule.check is not None
    for example in rule.examples:
        item, world = item_in_world(example)
        other = replace(item, **{name: "另一个说法" for name in TEXT_FIELDS if name not in (*BASES, "statutory_penalty")})
        assert list(rule.check(item, world)) == list(rule.check(other, World(world.book, world.as_of))), example.name


_CELLS = {"A02": ("outcome", "exemption_type"), "B09": ("relief_basis",), "C01": ("relief_basis", "exemption_type"),
          "C10": ("coercion_measure", "outcome"), "C12": ("coercion_basis", "coercion_measure"), "G01": ("department",)}


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.id in _CELLS], ids=lambda rule: rule.id)
def test_what_is_said_of_a_few_cells_depends_on_them_alone(rule: Rule) -> None:
    """It is said once for all items with these cells: by_cells names them, and nothing else may matter."""
    assert rule.check is not None
    for example in rule.examples:
        item, world = item_in_world(example)
        other = replace(item, **{name: "另一个说法" for name in TEXT_FIELDS if name not in _CELLS[rule.id]})
        assert list(rule.check(item, world)) == list(rule.check(other, World(world.book, world.as_of))), example.name
