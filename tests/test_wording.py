"""What is said of a cell that breaks its schema: the very value where it is sure, the form where it is not."""

import pytest

from generator.schema import tables
from generator.schema.judge import Judge
from generator.schema.wording import told

ITEMS = Judge(tables()["exemptions"])


def said(column: str, text: str) -> str:
    """The message about the cell, if it is the only one that the row would have."""
    (violation,) = [one for one in ITEMS.violations({column: text}) if one.column.name == column]
    return told(violation, text)[0]


@pytest.mark.parametrize("text", [
    "2022/12/1", "2022.12.01", "2022年12月1日", "20221201", "44896", "2022-12-01 00:00:00", "２０２２－１２－０１", "２０２２年１２月１日", "二〇二二年十二月一日"])
def test_a_day_that_is_sure_is_named(text: str) -> None:
    assert said("effective_from", text) == f"写作“{text}”，应为“2022-12-01”。"


@pytest.mark.parametrize("text", ["2022-02-30", "2022/2/30", "20221301", "二〇二二年二月三十日"])
def test_a_day_that_does_not_exist_is_not_proposed(text: str) -> None:
    assert said("effective_from", text) == f"写作“{text}”，没有这一天。"


@pytest.mark.parametrize("text", ["12/1/2022", "1/2/22", "2022-12", "即日起", "########", "128"])
def test_a_day_that_is_not_sure_is_told_by_its_form(text: str) -> None:
    assert said("effective_from", text) == f"写作“{text}”，应为形如 2024-01-01 的日期。"


@pytest.mark.parametrize(("text", "words"), [
    ("2026-00471-N", "末位的校验码不符，编号抄错了。"), ("２０２６－００４１７－Ｎ", "应为“2026-00417-N”。"), ("2026-00417-n", "应为“2026-00417-N”。"),
    ("2026-00417", "应为用 qingdan new 取的编号，形如 2026-00417-N。")])
def test_an_identifier_is_told_apart_from_its_form(text: str, words: str) -> None:
    assert said("item_id", text) == f"写作“{text}”，{words}"


@pytest.mark.parametrize(("column", "text", "wanted"), [
    ("subject", "个人、单位", "个人;单位"), ("subject", "个人；单位", "个人;单位"), ("subject", "个人 单位", "个人;单位"),
    ("edition", "SCJG-2026-1", "scjg-2026-1"), ("edition", "ｓｃｊｇ－２０２６－１", "scjg-2026-1")])
def test_a_form_that_is_sure_is_written_out(column: str, text: str, wanted: str) -> None:
    assert said(column, text) == f"写作“{text}”，应为“{wanted}”。"


def test_what_cannot_be_guessed_is_told_as_the_schema_says_it() -> None:
    assert said("subject", "企业") == "写作“企业”，应为个人、单位、个体工商户；多个值用英文分号 ; 隔开。"
    assert said("correction", "√") == "写作“√”，应为是或否。"
