"""The paper of an edition: its title, number, sections, terms, marks, head and imprint, and where the edition stands."""

import io
import re
from collections.abc import Mapping

import pytest
from conftest import City, csv_text
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from papers import cells, editions, paper_of, rows_of, said, sheets, shelf_of

from generator.document.normative import fingerprint, items_of
from generator.document.paper import Head, title_lines
from generator.model import Kind, Refusal
from generator.render.official import official
from generator.render.xlsx import of_paper

REAL = "城市名称,演示数据,法规库核对日期,站点地址,功能开关\n示例市,否,2026-09-30,https://example.invalid/qingdan/,\n"


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


def test_when_the_law_changes_article_37_decides(city: City) -> None:
    for mode in ("单独规范性文件", "并入裁量权适用规则"):
        words = said(paper_of(city(files={"lists/editions.csv": editions({"publish_mode": mode})})))
        assert any("适用哪一时的规定，依照《中华人民共和国行政处罚法》第三十七条确定" in text for text in words)


@pytest.mark.parametrize("kind", Kind)
def test_the_time_for_correction_stands_in_the_document(city: City, kind: Kind) -> None:
    paper = paper_of(city({kind: [cells(kind, 1, correction_deadline="七日内补标")]}))
    table = next(annex for annex in paper.annexes if annex.table)
    head, row = rows_of(table)
    assert row[head.index("改正期限")] == "七日内补标"


@pytest.mark.parametrize("kind", Kind)
def test_whom_it_concerns_and_what_it_violates_stand_in_the_document(city: City, kind: Kind) -> None:
    given = cells(kind, 1, subject="单位;个体工商户", obligation_basis="《中华人民共和国广告法》第十四条第二款")
    (annex,) = (one for one in paper_of(city({kind: [given]})).annexes if one.table)
    basis = "coercion_basis" if kind is Kind.NO_COERCION else "penalty_basis"
    head, row = rows_of(annex)
    assert row[head.index("违法行为")] == f"{given['violation']}\n适用对象：单位、个体工商户"
    assert row[head.index("强制依据" if kind is Kind.NO_COERCION else "处罚依据")] == f"{given[basis]}\n违反条款：《中华人民共和国广告法》第十四条第二款"
    head, row = rows_of(annex, annex.fields)
    assert (row[head.index("适用对象")], row[head.index("违反条款")], row[head.index("违法行为")]) == (
        "单位;个体工商户", "《中华人民共和国广告法》第十四条第二款", given["violation"])
    (bare,) = (one for one in paper_of(city({kind: [{**given, "subject": "", "obligation_basis": ""}]})).annexes if one.table)
    assert not any("\n" in cell for cell in rows_of(bare)[1])


@pytest.mark.parametrize("kind", Kind)
def test_measures_and_notes_stand_in_the_document_of_every_list(city: City, kind: Kind) -> None:
    given = cells(kind, 1, supporting_measures="批评教育，30日内复查", note="虚假广告;另行处理，不适用本事项")
    (annex,) = (one for one in paper_of(city({kind: [given]})).annexes if one.table)
    head, row = rows_of(annex)
    assert row[head.index("配套监管措施")] == "批评教育，30日内复查"
    assert row[head.index("适用条件")] == f"{given['conditions']}\n备注：虚假广告;另行处理，不适用本事项"
    head, row = rows_of(annex, annex.fields)
    assert (row[head.index("适用条件")], row[head.index("备注")]) == (given["conditions"], given["note"])


@pytest.mark.parametrize(("correction", "deadline", "said"), [("否", "", "责令改正：否"), ("是", "", "责令改正：是"), ("是", "七日内", "七日内")])
def test_where_no_time_is_set_the_document_says_whether_to_correct(city: City, correction: str, deadline: str, said: str) -> None:
    given = cells(Kind.NO_PENALTY, 1, correction=correction, correction_deadline=deadline)
    head, row = rows_of(next(one for one in paper_of(city({Kind.NO_PENALTY: [given]})).annexes if one.table))
    assert row[head.index("改正期限")] == said


@pytest.mark.parametrize("kind", Kind)
def test_a_workbook_tells_the_field_the_correction_and_the_day(city: City, kind: Kind) -> None:
    given = cells(kind, 1, field="广告", correction="是", effective_from="2026-09-15")
    (annex,) = (one for one in paper_of(city({kind: [given]})).annexes if one.table)
    head, row = rows_of(annex, annex.fields)
    assert [row[head.index(name)] for name in ("领域", "责令改正", "施行日期")] == ["广告", "是", "2026-09-15"]


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
    with pytest.raises(Refusal, match="没有文号"):
        paper_of(city(files={"lists/city.csv": REAL, "lists/editions.csv": editions({"doc_no": ""})}), official=True)
    paper = paper_of(city(files={"lists/city.csv": REAL, "lists/editions.csv": editions({})}), official=True)
    assert paper.head is not None
    assert paper.head.mark == "示例市市场监督管理局文件"
    assert paper.address == "https://example.invalid/qingdan/depts/scjg/#scjg-2026-1"
    document = Document(io.BytesIO(official(paper)))
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "发文机关标志"
    assert len(document.inline_shapes) == 1


def test_imprint_needs_the_day_of_issue_and_names_who_has_copies(city: City) -> None:
    with pytest.raises(Refusal, match="没有印发日期"):
        paper_of(city(files={"lists/city.csv": REAL, "lists/editions.csv": editions({"issued_on": "", "published_on": ""})}), official=True)
    own = "标题：{部门}的通知\n抄送：{城市}政府办公室。\n正文。\n"
    paper = paper_of(city(files={"lists/city.csv": REAL, "site_src/documents/notice.txt": own}), official=True)
    assert paper.head == Head(mark="示例市市场监督管理局文件", copied="抄送：示例市政府办公室。", office="示例市市场监督管理局办公室", printed="2026年8月3日印发")
    assert said(paper) == ["正文。"]


def test_fingerprint_tells_every_change(city: City) -> None:
    before, after = (shelf_of(city({Kind.NO_PENALTY: [cells(Kind.NO_PENALTY, note=note)]})) for note in ("", "改"))
    assert fingerprint(items_of(before.world.editions["scjg-2026-1"], before)) != fingerprint(items_of(after.world.editions["scjg-2026-1"], after))


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


@given(st.text(alphabet="示例市局关于印发《清单（2026年版）》的通知", min_size=1, max_size=90))
def test_title_lines_lose_nothing(title: str) -> None:
    assert "".join(title_lines(title)) == title
    assert all(title_lines(title))
