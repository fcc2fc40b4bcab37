"""Which items a town may apply in its own name."""

from collections.abc import Mapping
from datetime import date

import pytest

from generator.legality.delegation import Applicability, applicability
from generator.legality.example import model_item, model_world
from generator.model import Kind

GRANT = {"town": "qinghe", "dept": "scjg", "penalty_basis": "《中华人民共和国广告法》第五十九条第三款", "from": "2022-01-01",
         "basis": "示府〔2021〕68号"}
FIRE = "《中华人民共和国消防法》"
DAY = date(2026, 11, 24)


def _answer(*rows: Mapping[str, str], town: str = "qinghe", as_of: date = DAY, kind: Kind = Kind.NO_PENALTY,
            **cells: str) -> tuple[str, date | None]:
    item = model_item(kind, **{"township": "是", "power_code": "", **cells})
    answer, row = applicability(item, town, model_world((item,), {"delegations": rows}, as_of))
    return answer.value, row.recalled_on if row else None


def test_an_item_that_towns_do_not_apply_is_enforced_by_the_department() -> None:
    assert _answer(GRANT, township="否") == ("department_enforces", None)
    assert _answer(GRANT, township="") == ("department_enforces", None)


def test_the_answer_names_the_delegation() -> None:
    item = model_item(township="是")
    answer, row = applicability(item, "qinghe", model_world((item,), {"delegations": (GRANT,)}))
    assert answer is Applicability.APPLIES
    assert row is not None
    assert row.basis == "示府〔2021〕68号"


@pytest.mark.parametrize(("granted", "asked", "expected"), [
    ("《中华人民共和国广告法》第五十九条第三款", "《中华人民共和国广告法》第五十九条第三款", "applies"),
    ("《广告法》第59条第3款", "《中华人民共和国广告法》第五十九条第三款", "applies"),
    ("《中华人民共和国广告法》第五十九条", "《中华人民共和国广告法》第五十九条第三款", "applies"),  # the whole article
    ("《中华人民共和国广告法》第五十九条第三款", "《中华人民共和国广告法》第五十九条", "not_delegated"),  # only a part of it
    ("《中华人民共和国广告法》第五十九条第一款", "《中华人民共和国广告法》第五十九条第三款", "not_delegated"),
    ("《中华人民共和国广告法》第五十八条", "《中华人民共和国广告法》第五十九条第三款", "not_delegated"),
    ("《中华人民共和国消防法》第五十九条", "《中华人民共和国广告法》第五十九条第三款", "not_delegated"),
    ("《中华人民共和国广告法》第五十五条至第六十条", "《中华人民共和国广告法》第五十九条第三款", "applies"),
    (f"{FIRE}第六十条第一款第（一）项至第（三）项", f"{FIRE}第六十条第一款第（二）项", "applies"),
    (f"{FIRE}第六十条第一款第（一）项至第（三）项", f"{FIRE}第六十条第一款第（四）项", "not_delegated"),
    (f"{FIRE}第六十条第一款", f"{FIRE}第六十条第（二）项", "applies"),  # only paragraph 1 has items
    (f"{FIRE}第六十条第（二）项", f"{FIRE}第六十条第一款第（二）项", "applies"),
    ("《中华人民共和国价格法》第十四条第一款", "《中华人民共和国价格法》第十四条", "applies"),  # the article has one paragraph
])
def test_a_delegation_covers_the_clauses_it_names(granted: str, asked: str, expected: str) -> None:
    assert _answer(GRANT | {"penalty_basis": granted}, penalty_basis=asked) == (expected, None)


def test_every_clause_of_the_item_must_be_covered_by_the_rows_together() -> None:
    both = f"{FIRE}第六十条第一款；《中华人民共和国广告法》第五十九条第三款"
    assert _answer(GRANT, penalty_basis=both) == ("not_delegated", None)
    assert _answer(GRANT, GRANT | {"penalty_basis": f"{FIRE}第六十条"}, penalty_basis=both) == ("applies", None)


def test_a_delegation_by_code_needs_no_basis() -> None:
    by_code = {"town": "qinghe", "dept": "scjg", "power_code": "990100001000"}
    assert _answer(by_code, power_code="990100001000") == ("applies", None)
    assert _answer(by_code, power_code="990100002000") == ("not_delegated", None)
    assert _answer(by_code) == ("not_delegated", None)
    assert _answer(by_code, kind=Kind.NO_COERCION, power_code="990100001000") == ("applies", None)


@pytest.mark.parametrize("change", [{"town": "donghu"}, {"dept": "xfjy"}], ids=["another town", "another department"])
def test_it_is_this_town_and_this_department(change: Mapping[str, str]) -> None:
    assert _answer(GRANT | change) == ("not_delegated", None)


@pytest.mark.parametrize(("as_of", "expected"), [
    (date(2021, 12, 31), ("not_delegated", None)),
    (date(2022, 1, 1), ("applies", None)),
    (date(2026, 8, 14), ("applies", None)),
    (date(2026, 8, 15), ("recalled", date(2026, 8, 15))),
])
def test_a_delegation_holds_from_its_first_day_until_the_day_of_recall(
        as_of: date, expected: tuple[str, date | None]) -> None:
    row = GRANT | {"recalled_on": "2026-08-15"}
    found = _answer(row, as_of=as_of)
    assert (found[0], found[1] if found[0] == "recalled" else None) == expected


def test_a_new_delegation_after_a_recall_holds() -> None:
    old = GRANT | {"recalled_on": "2026-08-15"}
    new = GRANT | {"from": "2026-08-15", "basis": "示府〔2026〕12号"}
    assert _answer(old, new) == ("applies", None)
    assert _answer(new, old) == ("applies", None)
    assert _answer(old, new, as_of=date(2026, 8, 14))[0] == "applies"


def test_two_recalls_name_the_last() -> None:
    first = GRANT | {"recalled_on": "2024-01-01"}
    second = GRANT | {"from": "2025-01-01", "recalled_on": "2026-08-15"}
    assert _answer(first, second) == _answer(second, first) == ("recalled", date(2026, 8, 15))


def test_one_recalled_part_is_a_recall() -> None:
    both = f"{FIRE}第六十条第一款；《中华人民共和国广告法》第五十九条第三款"
    part = GRANT | {"penalty_basis": f"{FIRE}第六十条", "recalled_on": "2026-08-15"}
    assert _answer(GRANT, part, penalty_basis=both) == ("recalled", date(2026, 8, 15))


@pytest.mark.parametrize("cells", [{"penalty_basis": ""}, {"penalty_basis": "依照有关规定"}], ids=["empty", "unreadable"])
def test_a_basis_that_cannot_be_read_is_delegated_to_nobody(cells: Mapping[str, str]) -> None:
    assert _answer(GRANT, **cells) == ("not_delegated", None)
    assert _answer({"town": "qinghe", "dept": "scjg"}, **cells) == ("not_delegated", None)
