"""One description of a column, one judge, two witnesses: they agree when a single cell is damaged."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assembly import ON_DEMAND, RECORDS
from generator.legality.example import MODEL_CELLS, MODEL_EDITION
from generator.model import Kind, Refusal
from generator.schema import KEYWORDS, compile_table, tables
from generator.schema.witness import Verdict, agree, jsonschema_verdict, judge_verdict, pandera_verdict

SCHEMAS = tables()
VALID = [("exemptions", kind.slug, dict(MODEL_CELLS[kind])) for kind in Kind] + [
    ("editions", None, dict(MODEL_EDITION)),
    ("townships", None, {"town": "qinghe", "name": "青禾镇", "from": "2020-01-01"}),
    ("relief_clauses", None, {"law": "中华人民共和国食品安全法", "article": "第一百三十六条", "kinds": "no-penalty",
                              "conditions": "履行了进货查验等义务", "from": "2015-10-01"}),
    ("laws", None, {"law_id": "shipin@2025-09-12", "law_key": "shipin", "name": "中华人民共和国食品安全法", "level": "法律",
                    "verified": "是", "last_article": "154"})]
DAMAGE = ["", "x", "2024-1-1", "2024-02-30", "20240101", "2024-W01-1", "２０２４-01-01", "2026-00417-O", "2026-00417-N ", "是否",
          "True", "no-penalty;", "单位、个人", "-1", "999999999", "第136条", "qing he", "QINGHE", "é", "y" * 6000, "0", "是", "合法"]


def verdicts(name: str, row: dict[str, str], kind: str | None) -> set[Verdict]:
    schema = SCHEMAS[name]
    cells = {key: text for key, text in row.items() if text}
    return {judge_verdict(schema, [cells], kind), pandera_verdict(schema, [cells], kind),
            jsonschema_verdict(schema, [cells], kind)}


@pytest.mark.parametrize(("name", "kind", "row"), VALID, ids=[f"{n}-{k}" for n, k, _ in VALID])
def test_the_three_find_nothing_in_a_valid_row(name: str, kind: str | None, row: dict[str, str]) -> None:
    assert verdicts(name, row, kind) == {frozenset()}


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_the_three_agree_when_one_cell_is_damaged(data: st.DataObject) -> None:
    name, kind, row = data.draw(st.sampled_from(VALID))
    column = data.draw(st.sampled_from([c.name for c in SCHEMAS[name].columns]))
    text = data.draw(st.sampled_from(DAMAGE) | st.text(
        st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12))
    said = verdicts(name, row | {column: text}, kind)
    assert len(said) == 1, (name, column, text, said)
    assert next(iter(said)) <= {(0, column)}


def test_each_keyword_can_be_broken() -> None:
    """The agreement above would be worth nothing if no damage were ever seen."""
    row = dict(MODEL_CELLS[Kind.NO_PENALTY])
    schema = SCHEMAS["exemptions"]
    for column, text in {"violation": "", "effective_from": "2024-02-30", "item_id": "2026-00417-O", "correction": "对",
                         "edition": "第一批", "field": "域" * 61, "subject": "单位、个人"}.items():
        cells = {k: v for k, v in (row | {column: text}).items() if v}
        assert judge_verdict(schema, [cells], "no-penalty") == {(0, column)}


def test_a_disagreement_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.schema import witness

    monkeypatch.setattr(witness, "pandera_verdict", lambda *_: frozenset({(0, "name")}))
    with pytest.raises(Refusal, match="不一致"):
        agree(SCHEMAS["townships"], [{"town": "qinghe", "name": "青禾镇"}], None, "lists/townships.csv")


def test_an_unknown_keyword_stops_the_compiler() -> None:
    document = json.loads(json.dumps(SCHEMAS["townships"].document))
    document["properties"]["town"]["minLength"] = 2
    assert "minLength" not in KEYWORDS
    with pytest.raises(Refusal, match="minLength"):
        compile_table("townships", document)


def test_an_unknown_format_and_a_doubled_header_stop_the_compiler() -> None:
    for change in ({"format": "email"}, {"title": "镇街代码"}):
        document = json.loads(json.dumps(SCHEMAS["townships"].document))
        document["properties"]["name"] |= change
        with pytest.raises(Refusal):
            compile_table("townships", document)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_records_hold_exactly_the_columns_of_their_schema(name: str) -> None:
    record = RECORDS.get(name) or ON_DEMAND[name]
    assert set(record.columns()) == {column.name for column in SCHEMAS[name].columns}


def test_the_item_keeps_the_canonical_order() -> None:
    assert list(RECORDS["exemptions"].columns()) == [column.name for column in SCHEMAS["exemptions"].columns]
    titles = [column.title for column in SCHEMAS["exemptions"].columns]
    assert titles == ["事项编号", "违法行为", "基本编码", "领域", "适用对象", "违反条款", "处罚依据", "法定处罚", "强制依据", "强制措施", "不罚类型", "适用条件", "减免依据", "裁量结果", "责令改正", "改正期限", "配套监管措施", "镇街适用", "纳入理由", "调整事由", "发布批次", "施行日期", "失效日期", "终止原因", "替代事项", "备注"]


def test_records_are_frozen_and_slotted() -> None:
    for record in RECORDS.values():
        assert record.__dataclass_params__.frozen, record  # type: ignore[attr-defined]
        assert all(f.name for f in fields(record))


def test_the_plain_schema_has_no_keyword_of_our_own() -> None:
    text = json.dumps(SCHEMAS["exemptions"].plain("no-penalty"))
    assert '"x-' not in text
    assert Path(SCHEMAS["exemptions"].path).suffix == ".csv"
