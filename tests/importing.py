"""Tables as departments send them, and what import makes of one."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from generator.intake.choosing import chosen
from generator.intake.gathering import takings_of
from generator.intake.grid import grids
from generator.intake.taken import Taking
from generator.legality.example import MODEL_CELLS
from generator.model import Kind
from generator.schema import tables

SCHEMA = tables()["exemptions"]
HEADERS = SCHEMA.headers
NOW = "2026-11-24"


def workbook(rows: Sequence[Sequence[object]], merged: Sequence[str] = (), title: str = "Sheet1", more: Mapping[str, object] | None = None) -> bytes:
    """An xlsx with one sheet of these rows, and further sheets with one cell each."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    for name, cell in (more or {}).items():
        book.create_sheet(name)["A1"] = cell
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def taken(data: bytes, kind: Kind = Kind.NO_PENALTY, settings: Mapping[str, str] | None = None, name: str = "a.xlsx") -> Taking:
    """What import makes of the first sheet that holds a list."""
    return takings_of(chosen(grids(name, data), SCHEMA, name, kind).lists, name, SCHEMA, settings or {})[0]


def cells(taking: Taking) -> list[dict[str, str]]:
    return [dict(row.cells) for row in taking.rows]


def places(taking: Taking) -> list[tuple[int | None, str | None, str]]:
    return [(one.row, one.field, one.rule) for one in taking.findings]


UNTIDY = workbook([
    ["附件1 示例市市场监督管理局不予处罚事项清单"],
    ["单位：（公章）"],
    ["序号", "管理领域", "行政处罚事项", "法律依据", None, "适用情形", "裁量结果", "配套措施", "权力层级"],
    [None, None, None, "违反条款", "处罚依据"],
    ["一、下列违法行为轻微并及时改正，没有造成危害后果的，不予行政处罚："],
    [1, "广告", "对广告中未表明产地的行政处罚", "《广告法》第八条", "《广告法》第五十九条第一款：有前款行为的，由市场监督管理部门责令停止发布广告，对广告主处十万元以下的罚款",
     "1.首次违法\n2.及时改正", "不予行政处罚(《行政处罚法》第三十三条第一款)", "教育", "市级"],
    [2, None, "对未亮照经营的处罚", "《市场主体登记管理条例》第36条", "同上", "同上", "不予行政处罚", "同上", "市级"],
    ["二、首违不罚事项"],
    [3, "登记", "未按规定公示年度报告", None, "《企业信息公示暂行条例》第十七条", "初次违法且危害后果轻微并及时改正", "/", "约谈"],
    ["填表人：经办人   日期：2026年11月1日"],
], ["A1:I1", "D3:E3", "A3:A4", "B3:B4", "C3:C4", "F3:F4", "G3:G4", "H3:H4", "I3:I4", "A5:I5", "B6:B7", "A8:I8"], "不予处罚")


def clerk(folder: Path, **changed: str) -> Path:
    """A tidy workbook with one item, as a clerk fills it in; a column that is "" is left out."""
    given = {name: text for name, text in {**MODEL_CELLS[Kind.NO_PENALTY], "item_id": "", "edition": "", **changed}.items() if text}
    file = folder / "交来.xlsx"
    file.write_bytes(workbook([[HEADERS[name] for name in given], list(given.values())]))
    return file
