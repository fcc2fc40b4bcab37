"""Real revisions of real laws, as they caught lists that had been published: who says what about which cell."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from conftest import REPOSITORY

from generator.book import load
from generator.legality.clauses import listed
from generator.legality.example import model_item
from generator.legality.judge import examine, rules
from generator.model import Book, Edition, Finding, Item, World

LISTS = REPOSITORY / "lists"
AS_OF = date(2026, 11, 24)
EDITION = Edition(edition="e-2022", department="scjg", kinds=("no-penalty",), published_on=date(2022, 4, 1))
ASKED = ("B04", "B05", "B06", "B07", "B08", "B09", "B12", "B13", "D12")

pytestmark = pytest.mark.skipif(not (LISTS / "law_map.csv").is_file(), reason="no law map here")

STATISTICS = "《中华人民共和国统计法》"
INTERNET = "《互联网上网服务营业场所管理条例》"
TRANSPORT = "《中华人民共和国道路运输条例》"
INVOICES = "《中华人民共和国发票管理办法》"
AUDIO = "《音像制品管理条例》"
SEEDS = "《中华人民共和国种子法》"


@cache
def shipped() -> Book:
    return load(LISTS.parent).book


def findings(item: Item, as_of: date = AS_OF) -> list[Finding]:
    """What the rules on citations find."""
    world = World(replace(shipped(), items=(item,), editions=(EDITION,)), as_of)
    return [found for rule in rules() if rule.id in ASKED for found in examine(rule, world)]


def said(item: Item, as_of: date = AS_OF) -> list[tuple[str, str | None, str]]:
    """(rule, field, severity) of what they find."""
    return [(found.rule, found.field, found.severity.value) for found in findings(item, as_of)]


def published(**cells: str) -> Item:
    """An item of a list published in 2022, still on it."""
    return model_item(**{"obligation_basis": "", "edition": "e-2022", "effective_from": "2022-04-15"} | cells)


def new(**cells: str) -> Item:
    """A draft of today."""
    return model_item(**{"obligation_basis": "", "edition": "", "effective_from": "2026-12-01"} | cells)


B06 = [("B06", "penalty_basis", "error")]
B08 = [("B08", "penalty_basis", "error")]


@pytest.mark.parametrize("write", [published, new], ids=["published in 2022", "copied today"])
@pytest.mark.parametrize(("basis", "sums", "expected"), [
    (f"{STATISTICS}第四十一条第二款", "可以并处五万元以下的罚款；情节严重的，并处五万元以上二十万元以下的罚款", B06),
    (f"{STATISTICS}第四十一条第三款", "给予警告，可以并处一万元以下的罚款", B06),  # the new 第四十一条 has no third paragraph
    (f"{INTERNET}第三十二条第（五）项", "给予警告，可以并处15000元以下的罚款", B06),
    (f"{TRANSPORT}第六十八条", "责令改正，处警告或者20元以上200元以下的罚款", B08),
    (f"{INVOICES}第三十五条第（一）项", "责令改正，可以处1万元以下的罚款；有违法所得的予以没收", B06),
])
def test_an_old_number_is_one_mistake(write: object, basis: str, sums: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert callable(write)
    assert said(write(penalty_basis=basis, statutory_penalty=sums)) == expected


def test_what_only_the_words_of_the_law_could_tell_is_left_to_people() -> None:
    """The new 第三十七条 names the same sums as the old one: only an item that was there before is known to mean the old one."""
    cells = {"penalty_basis": f"{INVOICES}第三十七条第一款", "statutory_penalty": "没收违法所得；虚开金额在1万元以下的，可以并处5万元以下的罚款"}
    assert said(published(**cells)) == B06
    assert said(new(**cells)) == []


@pytest.mark.parametrize(("basis", "sums"), [
    (f"{STATISTICS}第四十四条第二款", "可以并处十万元以下的罚款；情节严重的，并处十万元以上五十万元以下的罚款"),
    (f"{INTERNET}第三十三条第（五）项", "给予警告，可以并处15000元以下的罚款"),
    (f"{TRANSPORT}第六十八条第二款", "处1000元以上3000元以下的罚款"),
    (f"{INVOICES}第三十五条第一款", "没收违法所得；虚开金额在1万元以下的，可以并处5万元以下的罚款"),
    (f"{AUDIO}第四十五条第（二）项", "没有违法所得或者违法所得不足5万元的，并处25万元以下的罚款"),
])
def test_the_present_number_is_right(basis: str, sums: str) -> None:
    assert said(new(penalty_basis=basis, statutory_penalty=sums)) == []


def test_the_old_number_was_right_until_the_revision() -> None:
    item = published(penalty_basis=f"{STATISTICS}第四十一条第二款", statutory_penalty="可以并处五万元以下的罚款")
    assert said(item, date(2024, 9, 12)) == []
    assert said(item, date(2024, 9, 13)) == B06
    ended = replace(item, effective_to=date(2024, 9, 13), end_reason="法律修改")
    assert said(ended) == []


def test_a_duty_moves_too() -> None:
    item = published(obligation_basis=f"{INTERNET}第二十二条", penalty_basis=f"{INTERNET}第三十三条第（二）项", statutory_penalty="给予警告")
    assert ("B06", "penalty_basis", "error") in said(item)


def test_sums_change_under_the_same_number() -> None:
    old = "给予警告，没收违法所得；违法经营额不足1万元的，可以处5万元以下的罚款"
    item = published(penalty_basis=f"{AUDIO}第四十五条第（二）项", statutory_penalty=old)
    assert said(item) == [("B07", "statutory_penalty", "warning")]
    assert said(item, date(2025, 1, 19)) == []


def test_sums_are_told_as_clerks_write_them() -> None:
    wrong, = findings(new(penalty_basis=f"{INTERNET}第三十三条第（五）项", statutory_penalty="给予警告，可以并处25000元以下的罚款"))
    assert wrong.message.startswith("法定处罚写有2.5万元，《"), wrong.message
    assert listed({1_500_000, 50_000, 100_000_000}) == "500元、1.5万元、100万元"


def test_the_penalty_law_has_its_own_rule() -> None:
    assert said(new(relief_basis="《中华人民共和国行政处罚法》第二十七条第二款")) == [("B09", "relief_basis", "error")]


def test_duties_of_the_seed_law() -> None:
    clause = {"penalty_basis": f"{SEEDS}第七十九条第（五）项", "statutory_penalty": "责令改正，处二千元以上二万元以下罚款"}
    assert said(new(obligation_basis=f"{SEEDS}第三十八条第一款", **clause)) == []
    assert said(new(obligation_basis=f"{SEEDS}第四十一条", **clause)) == [("B12", "obligation_basis", "warning")]


def test_two_ranges_of_seed_law_and_a_provincial_regulation() -> None:
    basis = f"{SEEDS}第七十九条第（五）项；《河北省种子管理条例》第四十五条第（三）项"
    two = "（种子法）责令改正，处二千元以上二万元以下罚款；（河北条例）处二千元以上五千元以下罚款；情节严重的，处五千元以上两万元以下罚款"
    assert said(new(penalty_basis=basis, statutory_penalty=two)) == [("B13", "statutory_penalty", "warning")]
