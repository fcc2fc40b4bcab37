"""The workbook of a document: every cell is text, each sheet has a filter and a header that stays."""

import io
import zipfile

from conftest import City
from lxml import etree
from papers import S, cells, hostile_city, paper_of, rows_of, sheets

from generator.model import Kind
from generator.render.xlsx import of_paper


def test_workbook_is_text_with_filter_and_frozen_header(city: City) -> None:
    paper = paper_of(hostile_city(city))
    data = of_paper(paper)
    assert data == of_paper(paper)
    read = sheets(data)
    assert next(iter(read)) == "说明"
    assert len(read) == 1 + len(paper.annexes)
    assert ["说明", "演示数据，非任何机关发布，不具法律效力"] in read["说明"]
    for annex, rows in zip(paper.annexes, list(read.values())[1:], strict=True):
        assert rows == (rows_of(annex, annex.fields) if annex.fields else [["说明"], [annex.empty]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for number in range(2, len(read) + 1):
            page = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            assert page.find(f".//{S}pane").get("state") == "frozen"
            assert page.find(f"{S}autoFilter") is not None
            assert page.find(f"{S}pageSetup").get("paperSize") == ("8" if len(read[list(read)[number - 1]][0]) > 12 else "9"), "a list of so many columns is legible on A3"
        styles = archive.read("xl/styles.xml").decode()
        assert 'numFmtId="49"' in styles
        assert 'quotePrefix="1"' in styles


def test_a_row_is_as_high_as_its_words_need(city: City) -> None:
    """Excel measures rows on opening; LibreOffice, which prints them, does not."""
    conditions = "同时满足：" + "；".join(f"{number}.{'占用公共区域的物品已经全部清理' * 3}" for number in range(1, 6))
    data = of_paper(paper_of(city({Kind.NO_PENALTY: [cells(Kind.NO_PENALTY, 1, conditions=conditions)]})))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        row = etree.fromstring(archive.read("xl/worksheets/sheet2.xml")).findall(f".//{S}row")[1]
    assert float(row.get("ht")) > 8 * 15
