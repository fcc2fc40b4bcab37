"""Published lists of real departments: each defect that was named is found, and hardly anything else is called an error."""

import pytest
from published_samples import (
    DEFECTS,
    EXPLAINED,
    ORIGINALS,
    PAGE,
    Defect,
    errors_elsewhere,
    judged,
    missed,
    originals,
    page,
)

from generator.model import Kind

pytestmark = pytest.mark.skipif(not ORIGINALS.is_file(), reason="没有样本原文（shared/samples），无法核对公开清单")


def test_every_row_is_judged() -> None:
    assert sorted(judged()) == [number for number, _ in enumerate(originals(), 2)]
    assert {Kind.of(row["list_kind"]) for row in originals()} == set(Kind)


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: f"{defect.row}-{defect.rules[0]}")
def test_a_named_defect_is_found(defect: Defect) -> None:
    assert (defect.row, defect.words, defect.rules) not in missed(), sorted({finding.rule for finding in judged()[defect.row]})


def test_rows_without_a_named_defect_have_hardly_an_error_and_each_is_explained() -> None:
    unnamed = judged().keys() - {defect.row for defect in DEFECTS}
    assert set(errors_elsewhere()) == set(EXPLAINED)
    assert len(errors_elsewhere()) <= 0.05 * len(unnamed)


def test_the_page_is_what_the_rules_say_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python tests/published_samples.py 重新生成"
