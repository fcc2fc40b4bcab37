"""What a table may be taken for at a glance: the quick look trusts nothing that the long look doubts."""

from collections.abc import Mapping

from conftest import LIST, items
from hypothesis import given
from hypothesis import strategies as st

from generator.legality.example import MODEL_CELLS
from generator.model import Kind
from generator.reading import read
from generator.schema import tables
from generator.schema.judge import Judge
from generator.tables import sound_columns, write

ODD = st.text(alphabet="广告,;\" \u3000\n\t\r=+-@＝\u00e9e\u0301\ufeff\u200b〇1aA", max_size=6)


@given(cells=st.fixed_dictionaries({}, optional=dict.fromkeys(("item_id", "violation", "conditions", "note", "edition", "correction"), ODD)),
       tail=st.sampled_from([b"", b"\n", b"\r\n", b",,\n", b'"']))
def test_the_quick_look_trusts_nothing_that_the_long_look_doubts(cells: Mapping[str, str], tail: bytes) -> None:
    schema = tables()["exemptions"]
    data = write(schema, [MODEL_CELLS[Kind.NO_PENALTY] | cells, *items(2)]) + tail
    columns, court = sound_columns(data, schema), Judge(schema, "no-penalty")
    sheet = read(LIST, data, schema)
    if columns is not None:
        assert sheet.findings == ()
        assert court.all_sound(columns) == (not any(court.violations(sheet.cells(row)) for row in sheet.rows))


def test_the_quick_look_suffices_for_a_sound_table() -> None:
    schema = tables()["exemptions"]
    assert sound_columns(write(schema, items(3)), schema) is not None
