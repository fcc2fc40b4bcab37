"""What collects editions: the lists of a department on a day, the handbook of a town, and what a basis will lose."""

import io

from conftest import City, csv_text
from docx import Document
from papers import cells, paper_of, rows_of, said, sheets, shelf_of

from generator.document.compilation import compilation, handbook
from generator.document.reach import Reach
from generator.model import Kind
from generator.render.official import official
from generator.render.xlsx import of_paper


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


def test_handbook_holds_what_the_town_may_apply(city: City) -> None:
    towns = csv_text([["镇街代码", "镇街名称", "生效日期", "失效日期"], ["donghu", "东湖街道", "2020-01-01", ""]])
    given_power = csv_text([["镇街代码", "部门代码", "处罚依据", "基本编码", "生效日期", "收回日期", "赋权依据"],
                            ["donghu", "scjg", cells(Kind.NO_PENALTY)["penalty_basis"], "", "2022-01-01", "", "示府〔2021〕68号"]])
    root = city({Kind.NO_PENALTY: [cells(Kind.NO_PENALTY, 1, township="是", correction_deadline="七日内补标", subject="个人",
                                               note="当事人知情的，不适用本事项"), cells(Kind.NO_PENALTY, 2, township="否")]},
                files={"lists/townships.csv": towns, "lists/delegations.csv": given_power})
    shelf = shelf_of(root)
    paper = handbook("donghu", shelf, Reach(shelf), root)
    assert [row[2] for row in rows_of(paper.annexes[0])[1:]] == [cells(Kind.NO_PENALTY, 1)["item_id"]]
    head, row = rows_of(paper.annexes[0])
    assert "七日内补标" in row
    assert row[head.index("适用条件")].endswith("\n备注：当事人知情的，不适用本事项")
    assert row[head.index("违法行为")].endswith("\n适用对象：个人")
    without = handbook("donghu", (bare := shelf_of(city(files={"lists/townships.csv": towns}))), Reach(bare), root)
    assert without.annexes[0].empty == "目前没有可以直接适用的事项。"
