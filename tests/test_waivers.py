"""A waiver of 司法局 that does nothing says why: each reason has its own sentence."""

from pathlib import Path

import pytest
from conftest import City, command

from generator.legality.example import AS_OF, MODEL_CELLS, model_item, model_world
from generator.legality.judge import judge
from generator.model import Kind, Source, Waiver

ITEM = model_item().item_id
GIVEN = {"rule": "C13", "item_id": ITEM or "", "reason": "过渡期", "approver": "审查人", "until": "2027-01-01"}


@pytest.mark.parametrize(("cells", "field", "message"), [
    ({"until": ""}, "until", "缺少可用的截止日期，豁免不起作用。"),
    ({"until": AS_OF.isoformat()}, "until", f"豁免已于{AS_OF}到期。"),
    ({"rule": "Z99"}, "rule", "没有规则“Z99”，豁免不起作用。"),
    ({"rule": "C01"}, "rule", "规则 C01 不得豁免。"),
    ({"rule": "W01"}, "rule", "规则 W01 不得豁免。"),
    ({"item_id": "2026-99999-0"}, "item_id", "清单中没有事项“2026-99999-0”，豁免不起作用。"),
    ({}, "item_id", f"事项 {ITEM} 已不违反规则 C13，豁免没有用处。"),
])
def test_a_waiver_without_effect_says_why(cells: dict[str, str], field: str, message: str) -> None:
    waiver = Waiver.from_cells({name: cell for name, cell in (GIVEN | cells).items() if cell}, Source("lists/waivers.csv", 2, 2))
    found = judge(model_world((model_item(),), waivers=(waiver,)))
    assert [(one.rule, one.line, one.field, one.message) for one in found] == [("W01", 2, field, message)]


def test_a_waiver_of_a_rule_that_an_error_silences_is_not_told_to_be_useless() -> None:
    """Whoever deleted it would miss it once the error is mended."""
    waiver = Waiver.from_cells(GIVEN | {"rule": "B10"}, Source("lists/waivers.csv", 2, 2))
    for basis, said in (("《行政处罚法》第27条第2款", ["B09"]), ("《行政处罚法》第33条第1款", []), ("《中华人民共和国行政处罚法》第三十三条第一款", ["W01"])):
        found = judge(model_world((model_item(relief_basis=basis),), waivers=(waiver,)))
        assert [one.rule for one in found] == said


def test_a_waiver_that_runs_out_does_not_stop_the_city(city: City, tmp_path: Path) -> None:
    row = MODEL_CELLS[Kind.NO_PENALTY] | {"correction": "否"}
    waived = f"规则,事项编号,理由,批准人,截止日期\nC14,{row['item_id']},过渡期,审查人,2026-11-01\n"
    for waivers, day, code in ((waived, "2026-10-31", 0), (waived, "2026-11-01", 0), (waived.splitlines()[0] + "\n", "2026-11-01", 1)):
        root = city({Kind.NO_PENALTY: [row]}, {"lists/waivers.csv": waivers})
        done = command("build", "--root", root, "--out", tmp_path / "site", "--no-downloads", "--as-of", day)
        assert done.returncode == code, done.stdout.decode() + done.stderr.decode()
        assert ("[C14]" in done.stdout.decode()) == (code == 1)
        if code == 0:
            page = (tmp_path / "site/items" / row["item_id"] / "index.html").read_text(encoding="utf-8")
            assert ("本事项公布以后情况有变化，待调整" in page) == (day == "2026-11-01")
