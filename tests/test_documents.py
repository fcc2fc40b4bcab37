"""Documents of an edition, of a department, of the city and of a town: their words, and the Word and Excel files that carry them."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import command, csv_text
from docx import Document
from docx.enum.section import WD_SECTION
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from papers import cells, hostile_city, shelf_of

from generator.document.blocks import Heading, Paragraph
from generator.document.compilation import compilation, handbook
from generator.document.normative import edition_paper, fingerprint, items_of
from generator.document.paper import Annex, Head, Paper, tall, title_lines
from generator.document.reach import Reach
from generator.document.template import filled, read
from generator.legality.example import MODEL_EDITION
from generator.model import Kind, Refusal
from generator.render.official import official
from generator.render.xlsx import of_paper
from generator.schema import tables
from generator.tables import write

City = Callable[..., Path]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def editions(*changes: Mapping[str, str]) -> bytes:
    return write(tables()["editions"], [{**MODEL_EDITION, **change} for change in changes])


def paper_of(root: Path, code: str = "scjg-2026-1", **options: bool) -> Paper:
    shelf = shelf_of(root)
    return edition_paper(shelf.world.editions[code], shelf, root, **options)


def said(paper: Paper) -> list[str]:
    return [str(block.text) for block in paper.body if isinstance(block, Heading | Paragraph)]


def rows_of(annex: Annex) -> list[list[str]]:
    assert annex.table is not None
    return [list(annex.table.headers), *([str(cell) for cell in row] for row in annex.table.rows)]


def sheets(data: bytes) -> dict[str, list[list[str]]]:
    """A workbook read without the library that wrote it: every cell must be text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        shared = ["".join(found.itertext()) for found in etree.fromstring(archive.read("xl/sharedStrings.xml"))]
        names = [sheet.get("name") for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter(f"{S}sheet")]
        read: dict[str, list[list[str]]] = {}
        for number, name in enumerate(names, 1):
            page = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            assert not list(page.iter(f"{S}f")), "a formula"
            read[str(name)] = [[shared[int(cell.findtext(f"{S}v"))] if cell.get("t") == "s" else (cell.findtext(f"{S}v") or "")
                                for cell in row.iter(f"{S}c")] for row in page.iter(f"{S}row")]
            assert not [cell for cell in page.iter(f"{S}c") if cell.get("t") not in ("s", None)]
        return read


# ---- what a document says ---------------------------------------------------------------------------------------


def test_notice_of_an_edition(city: City) -> None:
    paper = paper_of(city())
    assert (paper.title, paper.doc_no, paper.issuer, paper.signed[1]) == (
        "示例市市场监督管理局关于印发《示例市市场监督管理局行政执法减免责清单（2026年版）》的通知", "示市监规〔2026〕1号", "示例市市场监督管理局", "2026年8月3日")
    assert "《清单》自2026年9月15日起施行，有效期至2031年9月14日。" in said(paper)
    assert [annex.title.removeprefix("示例市市场监督管理局") for annex in paper.annexes] == [
        "不予处罚事项清单", "从轻处罚事项清单", "减轻处罚事项清单", "免予行政强制事项清单"]
    assert [annex.empty for annex in paper.annexes] == ["", "本部门暂无从轻处罚事项。", "本部门暂无减轻处罚事项。", "本部门暂无免予行政强制事项。"]
    assert paper.marks == ("演示数据，非任何机关发布，不具法律效力", "公布文本，以正式印发件为准")
    assert dict(paper.identity.pairs)["固定网址"] == "/depts/scjg/#scjg-2026-1"
    assert paper.address == ""


def test_sections_are_numbered_and_empty_ones_left_out(city: City) -> None:
    headings = [text for text in said(paper_of(city())) if re.match("[一二三四五六七八九]、", text)]
    assert headings == ["一、适用原则", "二、不适用情形", "三、程序", "四、镇街直接适用", "五、动态调整", "六、施行与有效期"]


def test_terms_of_the_department_on_the_first_day(city: City) -> None:
    terms = csv_text([["部门代码", "清单", "术语", "定义", "取值", "单位", "通用条件", "依据", "生效日期", "失效日期"],
                      ["scjg", "no-penalty", "初次违法", "二十四个月内没有同类违法", "24", "月", "否", "口径", "2026-09-15", ""],
                      ["scjg", "", "诚信承诺", "当事人作出书面承诺", "", "", "是", "口径", "2026-09-15", ""],
                      ["scjg", "no-penalty", "旧词", "不再使用", "", "", "否", "口径", "2020-01-01", "2026-09-15"],
                      ["xfjy", "", "别的部门", "不应出现", "", "", "否", "口径", "2020-01-01", ""]])
    words = said(paper_of(city(files={"lists/terms.csv": terms})))
    assert "（一）不予处罚事项中，初次违法，是指二十四个月内没有同类违法。" in words
    assert "（一）当事人作出书面承诺。" in words
    assert not [text for text in words if "旧词" in text or "别的部门" in text]


def test_merged_into_the_rules_of_discretion(city: City) -> None:
    paper = paper_of(city(files={"lists/editions.csv": editions({"publish_mode": "并入裁量权适用规则"})}))
    assert "并入行政裁量权适用规则" in paper.title
    assert any("作为示例市市场监督管理局行政裁量权适用规则的附件" in text for text in said(paper))


def test_the_replaced_document_is_named(city: City) -> None:
    old = {"edition": "scjg-2022-1", "title": "旧清单", "doc_no": "示市监规〔2022〕1号", "effective_from": "2022-12-01",
           "published_on": "2022-10-25", "issued_on": "2022-10-20"}
    paper = paper_of(city(files={"lists/editions.csv": editions(old, {"replaces": "scjg-2022-1"})}))
    assert said(paper)[-1] == "《旧清单》（示市监规〔2022〕1号）同时废止。"


@pytest.mark.parametrize("published", ["", "2026-12-01"])
def test_unpublished_edition_is_marked_as_a_draft(city: City, published: str) -> None:
    paper = paper_of(city(files={"lists/editions.csv": editions({"published_on": published, "doc_no": "", "issued_on": ""})}))
    assert paper.marks[-1] == "草案"
    assert paper.signed == ("示例市市场监督管理局", "（印发日期未定）")
    assert dict(paper.identity.pairs)["文号"] == "未登记"
    document = Document(io.BytesIO(official(paper)))
    for section in document.sections:
        for header in (section.header, section.even_page_header):
            assert "草案" in header.paragraphs[0].text


def test_two_editions_on_the_same_day_are_two_documents(city: City) -> None:
    root = city({Kind.NO_PENALTY: [cells(Kind.NO_PENALTY, 1), cells(Kind.NO_PENALTY, 2, edition="scjg-2026-2")]},
                files={"lists/editions.csv": editions({}, {"edition": "scjg-2026-2", "doc_no": "示市监规〔2026〕2号"})})
    first, second = paper_of(root), paper_of(root, "scjg-2026-2")
    assert first.name != second.name
    assert [len(rows_of(paper.annexes[0])) for paper in (first, second)] == [2, 2]
    assert rows_of(first.annexes[0])[1][1] != rows_of(second.annexes[0])[1][1]


def test_red_head_is_refused_for_an_invented_city_and_without_a_number(city: City) -> None:
    with pytest.raises(Refusal, match="演示数据"):
        paper_of(city(), official=True)
    real = "城市名称,演示数据,法规库核对日期,站点地址,功能开关\n示例市,否,2026-09-30,https://example.invalid/qingdan/,\n"
    with pytest.raises(Refusal, match="没有文号"):
        paper_of(city(files={"lists/city.csv": real, "lists/editions.csv": editions({"doc_no": ""})}), official=True)
    paper = paper_of(city(files={"lists/city.csv": real, "lists/editions.csv": editions({})}), official=True)
    assert paper.head is not None
    assert paper.head.mark == "示例市市场监督管理局文件"
    assert paper.address == "https://example.invalid/qingdan/depts/scjg/#scjg-2026-1"
    document = Document(io.BytesIO(official(paper)))
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "发文机关标志"
    assert len(document.inline_shapes) == 1


def test_imprint_needs_the_day_of_issue_and_names_who_has_copies(city: City) -> None:
    real = "城市名称,演示数据,法规库核对日期,站点地址,功能开关\n示例市,否,2026-09-30,https://example.invalid/qingdan/,\n"
    with pytest.raises(Refusal, match="没有印发日期"):
        paper_of(city(files={"lists/city.csv": real, "lists/editions.csv": editions({"issued_on": "", "published_on": ""})}), official=True)
    own = "标题：{部门}的通知\n抄送：{城市}政府办公室。\n正文。\n"
    paper = paper_of(city(files={"lists/city.csv": real, "site_src/documents/notice.txt": own}), official=True)
    assert paper.head == Head(mark="示例市市场监督管理局文件", copied="抄送：示例市政府办公室。", office="示例市市场监督管理局办公室", printed="2026年8月3日印发")
    assert said(paper) == ["正文。"]


def test_fingerprint_tells_every_change(city: City) -> None:
    before, after = (shelf_of(city({Kind.NO_PENALTY: [cells(Kind.NO_PENALTY, note=note)]})) for note in ("", "改"))
    assert fingerprint(items_of(before.world.editions["scjg-2026-1"], before)) != fingerprint(items_of(after.world.editions["scjg-2026-1"], after))


def test_compilation_tells_the_status_and_leaves_out_what_has_ended(city: City) -> None:
    root = city({Kind.NO_PENALTY: [cells(Kind.NO_PENALTY, 1), cells(Kind.NO_PENALTY, 2, effective_from="2027-01-01"),
                                   cells(Kind.NO_PENALTY, 3, effective_to="2026-10-01", end_reason="依据修改")]})
    shelf = shelf_of(root)
    paper = compilation(("scjg",), shelf, root)
    assert [row[-1] for row in rows_of(paper.annexes[0])] == ["状态", "现行有效", "尚未生效"]
    assert paper.title == "示例市市场监督管理局行政执法减免责清单汇编"
    assert "不是规范性文件" in said(paper)[1]


def test_a_collection_tells_the_terms_of_its_departments_on_the_day(city: City) -> None:
    terms = csv_text([["部门代码", "清单", "术语", "定义", "取值", "单位", "通用条件", "依据", "生效日期", "失效日期"],
                      ["scjg", "no-penalty", "初次违法", "二十四个月内没有同类违法", "24", "月", "否", "口径", "2026-09-15", ""],
                      ["scjg", "", "诚信承诺", "当事人作出书面承诺", "", "", "是", "口径", "2026-09-15", ""],
                      ["scjg", "no-coercion", "没有事项的清单", "不应出现", "", "", "否", "口径", "2020-01-01", ""],
                      ["scjg", "no-penalty", "旧词", "不再使用", "", "", "否", "口径", "2020-01-01", "2026-09-15"],
                      ["xfjy", "", "别的部门", "不应出现", "", "", "否", "口径", "2020-01-01", ""]])
    shelf = shelf_of(root := city(files={"lists/terms.csv": terms}))
    paper = compilation(("scjg",), shelf, root)
    assert paper.annexes[0].title == "名词解释和通用条件"
    assert [row[1:6] for row in rows_of(paper.annexes[0])[1:]] == [
        ["示例市市场监督管理局", "不予处罚", "初次违法", "二十四个月内没有同类违法", "否"],
        ["示例市市场监督管理局", "各清单", "诚信承诺", "当事人作出书面承诺", "是"]]
    assert [paper.label(1), paper.annex_notes[1]] == ["1.", "2. 示例市市场监督管理局不予处罚事项清单"]


def test_what_a_basis_will_lose_is_said_in_every_document(city: City) -> None:
    root = city({Kind.NO_PENALTY: [cells(Kind.NO_PENALTY, obligation_basis="《中华人民共和国商标法》第五十七条第（二）项"), cells(Kind.NO_PENALTY, 2)]})
    shelf = shelf_of(root)
    notice = "所依据的《中华人民共和国商标法》自2027年1月1日起施行新的规定，届时待调整"
    own = cells(Kind.NO_PENALTY)
    said_of_it = f"（一）{own['item_id']}“{own['violation']}”：{notice}。"
    assert dict(paper_of(root).identity.pairs)["待调整"] == said_of_it
    paper = compilation(("scjg",), shelf, root)
    assert said_of_it in said(paper)
    assert ["正文", said_of_it] in sheets(of_paper(paper))["说明"]
    assert said_of_it in [paragraph.text for paragraph in Document(io.BytesIO(official(paper))).paragraphs]


@pytest.mark.parametrize(("change", "mark", "standing"), [
    ({}, "公布文本，以正式印发件为准", "现行有效，自2026年9月15日起施行，有效期至2031年9月14日"),
    ({"effective_from": "2027-01-01"}, "尚未生效", "尚未生效，自2027年1月1日起施行，有效期至2031年9月14日"),
    ({"effective_to": "2026-11-01"}, "已失效", "已失效，自2026年9月15日起施行，有效期至2026年10月31日"),
    ({"withdrawn_on": "2026-10-01"}, "已撤回", "已撤回，自2026年9月15日起施行，有效期至2026年9月30日"),
])
def test_every_document_tells_where_its_edition_stands(city: City, change: Mapping[str, str], mark: str, standing: str) -> None:
    paper = paper_of(city(files={"lists/editions.csv": editions(change)}))
    assert (paper.marks[-1], dict(paper.identity.pairs)["状态"]) == (mark, standing)
    assert dict(paper.identity.pairs)["提示"].startswith("可能适用，以执法机关认定为准；未列入清单不等于一律处罚。")
    assert ["状态", standing] in sheets(of_paper(paper))["说明"]
    assert f"状态：{standing}" in [paragraph.text for paragraph in Document(io.BytesIO(official(paper))).paragraphs]


def test_an_edition_that_another_took_the_place_of_is_repealed(city: City) -> None:
    old = {"edition": "scjg-2022-1", "title": "旧清单", "doc_no": "示市监规〔2022〕1号", "effective_from": "2022-12-01",
           "published_on": "2022-10-25", "issued_on": "2022-10-20", "effective_to": "2027-12-01"}
    paper = paper_of(city(files={"lists/editions.csv": editions(old, {"replaces": "scjg-2022-1"})}), "scjg-2022-1")
    assert paper.marks[-1] == "已废止"
    assert dict(paper.identity.pairs)["状态"] == ("已废止，自2022年12月1日起施行，有效期至2026年9月14日，"
                                                "由《示例市市场监督管理局行政执法减免责清单（2026年版）》（示市监规〔2026〕1号）替代")


def test_handbook_holds_what_the_town_may_apply(city: City) -> None:
    towns = csv_text([["镇街代码", "镇街名称", "生效日期", "失效日期"], ["donghu", "东湖街道", "2020-01-01", ""]])
    given_power = csv_text([["镇街代码", "部门代码", "处罚依据", "基本编码", "生效日期", "收回日期", "赋权依据"],
                            ["donghu", "scjg", cells(Kind.NO_PENALTY)["penalty_basis"], "", "2022-01-01", "", "示府〔2021〕68号"]])
    root = city({Kind.NO_PENALTY: [cells(Kind.NO_PENALTY, 1, township="是"), cells(Kind.NO_PENALTY, 2, township="否")]},
                files={"lists/townships.csv": towns, "lists/delegations.csv": given_power})
    shelf = shelf_of(root)
    paper = handbook("donghu", shelf, Reach(shelf), root)
    assert [row[2] for row in rows_of(paper.annexes[0])[1:]] == [cells(Kind.NO_PENALTY, 1)["item_id"]]
    without = handbook("donghu", (bare := shelf_of(city(files={"lists/townships.csv": towns}))), Reach(bare), root)
    assert without.annexes[0].empty == "目前没有可以直接适用的事项。"


# ---- the templates ----------------------------------------------------------------------------------------------


def test_a_template_of_the_city_comes_before_the_installed_one(city: City) -> None:
    root = city(files={"site_src/documents/notice.txt": "标题：{部门}自己的通知\n第一段[，{旧文}]。\n"})
    assert (paper_of(root).title, said(paper_of(root))) == ("示例市市场监督管理局自己的通知", ["第一段。"])


def test_an_unknown_slot_is_named_with_its_line(city: City) -> None:
    with pytest.raises(Refusal, match=r"notice\.txt:2 中的“{部们}”没有这一项"):
        paper_of(city(files={"site_src/documents/notice.txt": "标题：甲\n{部们}\n"}))


@given(st.text(alphabet="甲{}[]部门一#：\n"))
def test_words_of_a_slot_are_never_read_as_template(words: str) -> None:
    made = filled("标题：题\n前{部门}后\n{条}", {"部门": words or "空", "条": (words or "空",)})
    assert [str(block.text) for block in made.blocks if isinstance(block, Paragraph)] == [f"前{words or '空'}后", words or "空"]


@pytest.mark.parametrize("name", ["notice", "rules", "compilation", "township"])
def test_shipped_templates_ask_only_for_slots_that_exist(name: str, city: City) -> None:
    text = read(city(), name)
    declared = set(re.findall(r"\{(\w+)\}", text))
    assert declared
    assert filled(text, dict.fromkeys(declared, "值"), name).title


@given(st.text(alphabet="示例市局关于印发《清单（2026年版）》的通知", min_size=1, max_size=90))
def test_title_lines_lose_nothing(title: str) -> None:
    assert "".join(title_lines(title)) == title
    assert all(title_lines(title))


# ---- Word -------------------------------------------------------------------------------------------------------


def test_word_document_in_the_form_of_the_standard(city: City) -> None:
    document = Document(io.BytesIO(official(paper_of(hostile_city(city)))))
    portrait, lying = document.sections
    twips = [round(value.twips) for value in (portrait.page_width, portrait.page_height, portrait.top_margin, portrait.left_margin,
                                              portrait.right_margin, portrait.bottom_margin)]
    assert twips == [11906, 16838, 2098, 1587, 1474, 1984]
    assert (lying.page_width, lying.page_height) == (portrait.page_height, portrait.page_width)
    grid = portrait._sectPr.find(f"{W}docGrid")
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("lines", "579")
    fonts = {name: document.styles[name].element.rPr.rFonts.get(f"{W}eastAsia") for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "页码")}
    assert fonts == {"Normal": "仿宋_GB2312", "Heading 1": "方正小标宋简体", "Heading 2": "黑体", "Heading 3": "楷体_GB2312", "页码": "宋体"}
    assert document.settings.odd_and_even_pages_header_footer
    for section, turned in ((portrait, False), (lying, True)):
        for footer in (section.footer, section.even_page_footer):
            written = etree.tostring(footer._element).decode()
            assert (written.count("PAGE"), 'vert="vert"' in written) == (1, turned)
    assert [(len(list(table._tbl.iter(f"{W}tblHeader"))), len(list(table._tbl.iter(f"{W}cantSplit"))), len(table.rows))
            for table in document.tables] == [(1, 2, 2)] * 3
    assert not [run for paragraph in document.paragraphs for run in paragraph.runs if run.font.name or run.font.size], "formatting beside the styles"


def test_word_document_brings_nothing_along_that_it_does_not_need(city: City) -> None:
    data = official(paper_of(city()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name or "customXml" in name]
        assert "thumbnail" not in archive.read("_rels/.rels").decode()
    document = Document(io.BytesIO(data))
    assert len(document.styles) < 30
    used = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert used <= {style.name for style in document.styles}


def test_word_document_on_the_paper_of_its_office(city: City) -> None:
    head = Head(mark="示例市市场监督管理局文件", copied="抄送：市政府办公室。", office="示例市市场监督管理局办公室", printed="2026年8月3日印发")
    document = Document(io.BytesIO(official(replace(paper_of(city()), head=head, duplex=True))))
    last = document.sections[-1]
    assert last.start_type == WD_SECTION.EVEN_PAGE
    table = last.even_page_footer.tables[0]
    assert [cell.text for cell in table.columns[0].cells] == ["抄送：市政府办公室。", "示例市市场监督管理局办公室\t2026年8月3日印发"]
    rules = {border.tag.removeprefix(W): border.get(f"{W}sz") for border in table._tbl.tblPr.find(f"{W}tblBorders")}
    assert rules == {"top": "8", "bottom": "8", "insideH": "6"}, "0.35, 0.35 and 0.25 mm"
    assert round(last.footer_distance.mm) == 35
    assert "PAGE" not in etree.tostring(last.even_page_footer._element).decode()
    assert document.settings.element.find(f"{W}mirrorMargins") is not None
    rule = next(paragraph for paragraph in document.paragraphs if paragraph.text == "示市监规〔2026〕1号")._p.pPr.find(f"{W}pBdr")[0]
    assert (rule.get(f"{W}color"), rule.get(f"{W}space")) == ("FF0000", "11")


def test_word_document_has_the_same_bytes_each_time(city: City) -> None:
    root = hostile_city(city)
    assert official(paper_of(root)) == official(paper_of(root))


def test_a_row_taller_than_a_page_may_break_and_loses_nothing(city: City) -> None:
    long = "条件" * 1500
    paper = paper_of(city({Kind.NO_PENALTY: [cells(Kind.NO_PENALTY, 1, conditions=long), cells(Kind.NO_PENALTY, 2)]}))
    table = Document(io.BytesIO(official(paper))).tables[0]
    assert [bool(list(row._tr.iter(f"{W}cantSplit"))) for row in table.rows] == [True, False, True]
    assert long in [cell.text for cell in table.rows[1].cells]
    assert paper.annexes[0].table is not None
    assert [tall([str(cell) for cell in row], paper.annexes[0].table) for row in paper.annexes[0].table.rows] == [True, False]


# ---- Excel ------------------------------------------------------------------------------------------------------


def test_workbook_is_text_with_filter_and_frozen_header(city: City) -> None:
    paper = paper_of(hostile_city(city))
    data = of_paper(paper)
    assert data == of_paper(paper)
    read = sheets(data)
    assert next(iter(read)) == "说明"
    assert len(read) == 1 + len(paper.annexes)
    assert ["说明", "演示数据，非任何机关发布，不具法律效力"] in read["说明"]
    for annex, rows in zip(paper.annexes, list(read.values())[1:], strict=True):
        assert rows == (rows_of(annex) if annex.table else [["说明"], [annex.empty]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for number in range(2, len(read) + 1):
            page = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            assert page.find(f".//{S}pane").get("state") == "frozen"
            assert page.find(f"{S}autoFilter") is not None
        styles = archive.read("xl/styles.xml").decode()
        assert 'numFmtId="49"' in styles
        assert 'quotePrefix="1"' in styles


# ---- the command ------------------------------------------------------------------------------------------------


def test_export_writes_the_file_and_names_it(city: City, tmp_path: Path) -> None:
    done = command("export", "示例市市场监督管理局", "--format", "docx", "--root", city(), "--out", tmp_path / "out", "--as-of", "2026-11-25")
    assert (done.returncode, done.stdout.decode().strip()) == (0, str(tmp_path / "out/scjg-lists.docx"))
    assert Document(str(tmp_path / "out/scjg-lists.docx")).tables


def test_export_of_data_is_the_tables_themselves(city: City, tmp_path: Path) -> None:
    root = city()
    command("export", "scjg", "--format", "csv", "--root", root, "--out", tmp_path, "--as-of", "2026-11-25")
    for kind in Kind:
        assert (tmp_path / f"scjg-{kind.slug}.csv").read_bytes() == b"\xef\xbb\xbf" + (root / f"lists/exemptions/scjg/{kind.slug}.csv").read_bytes()


def test_files_of_a_draft_say_so(city: City, tmp_path: Path) -> None:
    root = city(files={"lists/editions.csv": editions({"published_on": "", "doc_no": "", "issued_on": ""})})
    for form in ("csv", "json", "xlsx"):
        command("export", "--edition", "scjg-2026-1", "--format", form, "--root", root, "--out", tmp_path, "--as-of", "2026-11-25")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "scjg-2026-1-draft-scjg-no-penalty.csv", "scjg-2026-1-draft.json", "scjg-2026-1-draft.xlsx"]
    told = json.loads((tmp_path / "scjg-2026-1-draft.json").read_text(encoding="utf-8"))
    assert (told["notice"], told["items"][0]["status"]) == ("草案；演示数据，非任何机关发布，不具法律效力", "draft")


@pytest.mark.parametrize(("arguments", "words"), [
    ((), "请说明导出什么"), (("scjg", "--all"), "只选一个"), (("nowhere",), "没有部门“nowhere”"), (("--edition", "none"), "没有发布批次“none”"),
    (("--town", "nowhere"), "没有镇街“nowhere”"), (("scjg", "--official"), "只有发布批次的文件才有红头"), (("--edition", "scjg-2026-1", "--official"), "演示数据"),
])
def test_export_refuses_what_it_cannot_do(city: City, arguments: tuple[str, ...], words: str) -> None:
    done = command("export", *arguments, "--format", "docx", "--root", city(), "--as-of", "2026-11-25")
    assert done.returncode == 2
    assert words in done.stderr.decode()


def test_a_folder_that_cannot_be_written_is_said(city: City, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    done = command("export", "scjg", "--format", "xlsx", "--root", city(), "--out", tmp_path / "taken", "--as-of", "2026-11-25")
    assert (done.returncode, done.stderr.decode()[:5]) == (2, "无法完成：")
