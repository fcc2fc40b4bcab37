"""Thresholds and words of local practice, as the city registers them, and the rules that read them."""

from datetime import date
from fractions import Fraction

import pytest

from generator.legality import profile
from generator.legality.example import AS_OF, model_item, model_world
from generator.legality.judge import by_id, examine
from generator.model import Kind, Profile, World


def world(*rows: tuple[str, str, str], **dates: date) -> World:
    return World(model_world((), profiles=tuple(
        Profile(rule=rule, parameter=parameter, value=value, **dates) for rule, parameter, value in rows)).book, AS_OF)


@pytest.mark.parametrize(("written", "part"), [("0.3", Fraction(3, 10)), ("0.25", Fraction(1, 4)), ("30%", None), ("1.5", None), ("三成", None)])
def test_a_part_of_a_whole(written: str, part: Fraction | None) -> None:
    assert profile.share(world(("D03", "light-ratio", written)), "D03", "light-ratio", AS_OF) == part


def test_the_words_of_every_row_that_holds() -> None:
    rows = world(("E04", "industries", "疫苗; 放射性"), ("E04", "industries", "烟花爆竹"), ("E07", "excluded", "使用童工"))
    assert profile.words(rows, "E04", "industries", AS_OF) == ("疫苗", "放射性", "烟花爆竹")
    assert profile.words(world(("E04", "industries", "疫苗"), valid_to=AS_OF), "E04", "industries", AS_OF) == ()


@pytest.mark.parametrize(("ratio", "said"), [
    ("0.3", ["在法定幅度内，但不在幅度较低的30%部分，请核对是否足够从轻。"]), ("0.5", []),
    ("0.25", ["在法定幅度内，但不在幅度较低的25%部分，请核对是否足够从轻。"]), ("", [])])
def test_the_lighter_part_is_the_city_s_own(ratio: str, said: list[str]) -> None:
    item = model_item(Kind.LIGHTER_PENALTY, outcome="处五千元以上二万元以下罚款")  # a third of the range
    rows = (Profile(rule="D03", parameter="light-ratio", value=ratio),)
    assert [finding.message for finding in examine(by_id()["D03"], model_world((item,), profiles=rows))] == said


@pytest.mark.parametrize("rule", ["D03", "E04", "E07", "G02"])
def test_without_a_row_there_is_nothing_to_say(rule: str) -> None:
    for example in by_id()[rule].examples:
        item = model_item(example.kind, example.department, **example.cells)
        assert list(examine(by_id()[rule], model_world((item,), profiles=()))) == []
