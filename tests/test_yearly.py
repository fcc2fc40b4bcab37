"""`report yearly`: the figures of a year balance, count published versions only, and are the same in every form.

The golden text is that of the shipped city on a fixed day. `make golden` (QINGDAN_GOLDEN=write) writes it anew; read what changed.
"""

import io
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from conftest import REPOSITORY, City, commit, golden, run
from docx import Document
from yearly import DAY, MODEL, asked

from generator.book import load
from generator.document import words
from generator.document.basis import Basis
from generator.document.dashboard import dashboard
from generator.document.shelf import Shelf
from generator.document.turns import turns
from generator.document.yearly import Year
from generator.document.yearly_paper import COUNTED, yearly_paper
from generator.legality.example import MODEL_EDITION
from generator.model import Kind, World, identifier
from generator.render import plain
from generator.render.official import official
from generator.schema import tables
from generator.tables import write

# ---- the shipped city ----------------------------------------------------------------------------------------------


def test_the_report_of_the_shipped_city_reads_as_it_should() -> None:
    code, out, err = run("report", "yearly", "2026", "--root", REPOSITORY, "--as-of", DAY)
    assert code == 0, err
    golden(f"yearly/{DAY}.txt", out)


def test_the_figures_are_those_that_other_answers_give() -> None:
    """asof counts what applies; the dashboard counts directions and what waits; the tables count the rest."""
    for year, day in ((2022, "2022-12-31"), (2025, "2025-12-31"), (2026, DAY)):
        answer = asked(REPOSITORY, str(year))
        for at, date_ in (("begin", f"{year - 1}-12-31"), ("end", day)):
            applying = json.loads(run("asof", date_, "--root", REPOSITORY, "--as-of", DAY, "--format", "json")[1])["items"]
            counts = Counter((item["department"], item["kind"]) for item in applying)
            assert {(one["department"], one["kind"]): one[at] for one in answer["lists"] if one[at]} == counts
        for one in answer["lists"]:
            assert one["begin"] + one["added"] + one["moved_in"] - one["moved_out"] - one["ended"] == one["end"]
    shelf = Shelf(World(load(REPOSITORY).book, date.fromisoformat(DAY)))
    told = plain.page(dashboard(shelf, Basis(shelf, {}), turns(shelf)))
    found = asked(REPOSITORY, "2026")["directions"]
    assert f"2026年：新增 77，放宽 {found['widened']}，收紧 {found['tightened']}，失效 0，中性 {found['neutral']}" in told


# ---- what counts, and until when -----------------------------------------------------------------------------------


def test_drafts_and_what_is_published_later_do_not_count(city: City) -> None:
    rows = [MODEL, {**MODEL, "item_id": identifier(2026, 11), "edition": "", "violation": "户外广告未标明发布者名称"},
            {**MODEL, "item_id": identifier(2026, 12), "edition": "scjg-2027-1", "violation": "印刷品广告未标明发布者", "effective_from": "2027-03-01"}]
    later = {**MODEL_EDITION, "edition": "scjg-2027-1", "doc_no": "示市监规〔2027〕1号", "published_on": "2027-01-10", "issued_on": "2027-01-10",
             "effective_from": "2027-03-01"}
    root = city({Kind.NO_PENALTY: rows}, {"lists/editions.csv": write(tables()["editions"], [MODEL_EDITION, later])})
    now, then, next_year = asked(root, "2026"), asked(root, "2026", as_of="2027-06-01"), asked(root, "2027", as_of="2027-06-01")
    assert now["lists"] == then["lists"]
    assert [(one["added"], one["end"], one["versions_end"]) for one in then["lists"] if one["end"]] == [(1, 1, 1)]
    assert (then["as_of"], then["until"], then["whole"]) == ("2027-06-01", "2026-12-31", True)
    assert (now["as_of"], now["until"], now["whole"]) == (DAY, DAY, False)
    assert [one["edition"] for one in then["editions"]] == ["scjg-2026-1"]
    assert [(one["begin"], one["end"]) for one in next_year["lists"] if one["end"]] == [(1, 2)]
    text = run("report", "yearly", "2026", "--root", root, "--as-of", "2027-06-01")[1]
    assert "户外广告" not in text
    assert "印刷品" not in text


def test_the_day_is_that_of_the_last_commit(repository: City) -> None:
    root = repository()
    assert (asked(root, "2026", as_of=None)["until"]) == "2026-11-24"
    (root / "附注.txt").write_text("只为留下一次提交\n", encoding="utf-8")
    commit(root, "2027-02-15T10:00:00+08:00", "later")
    assert (asked(root, "2026", as_of=None)["until"]) == "2026-12-31"


@pytest.mark.parametrize(("year", "said"), [
    ("2025", "2025年还没有公布过清单，最早一批公布于2026-08-05。"), ("2027", "2027年还没有开始"), ("今年", "“今年”不是年份"), ("２０２６", "不是年份"), ("0000", "不是年份")])
def test_a_year_that_cannot_be_told_is_refused(city: City, year: str, said: str) -> None:
    code, out, err = run("report", "yearly", year, "--root", city(), "--as-of", DAY)
    assert (code, out) == (2, "")
    assert said in err


def test_a_table_that_cannot_be_read_in_full_makes_no_figures(city: City) -> None:
    root = city(files={"lists/exemptions/scjg/no-penalty.csv": "事项编号,违法行为,未知列\n2026-00417-N,甲,乙\n"})
    code, out, err = run("report", "yearly", "2026", "--root", root, "--as-of", DAY)
    assert (code, out) == (2, "")
    assert "lists/exemptions/scjg/no-penalty.csv。请先运行 qingdan check" in err


def test_a_city_that_has_published_nothing_is_told_so(city: City) -> None:
    root = city(files={"lists/editions.csv": write(tables()["editions"], [MODEL_EDITION | {"published_on": ""}])})
    code, _, err = run("report", "yearly", "2026", "--root", root, "--as-of", DAY)
    assert code == 2
    assert "还没有公布过清单" in err


# ---- the forms -----------------------------------------------------------------------------------------------------


def test_the_same_words_as_text_markdown_and_document(tmp_path: Path) -> None:
    """Every paragraph and every cell of the paper (in text, not what the first column is called) stands in all of them; each page of the
    document says what it is."""
    arguments = ("report", "yearly", "2026", "--root", REPOSITORY, "--as-of", DAY)
    shown = {fmt: run(*arguments, "--format", fmt)[1] for fmt in ("text", "markdown")}
    code, out, err = run(*arguments, "--format", "docx", "--out", tmp_path / "报告")
    assert code == 0, err
    written = Path(out.strip())
    assert written == tmp_path / "报告" / "yearly-2026.docx"
    document = Document(io.BytesIO(written.read_bytes()))
    for section in document.sections:
        assert section.header.paragraphs[0].text == f"{words.DEMO}　　{COUNTED}"
    paragraphs = [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]
    cells = [cell.text for table in document.tables for number, row in enumerate(table.rows) for cell in row.cells[not number:]]
    assert len(paragraphs) > 25
    assert len(cells) > 1000
    plain_markdown = shown["markdown"].replace("\\", "").replace("<!-- -->", "")
    for text in paragraphs[1:]:
        assert text in shown["text"], text
        assert text in plain_markdown, text
    for cell in cells:
        assert cell in shown["text"], cell
        assert cell in plain_markdown, cell
    assert words.DEMO in shown["text"]
    assert words.DEMO in shown["markdown"]


def test_the_same_bytes_each_time_and_no_demo_mark_in_a_real_city(city: City) -> None:
    real = "城市名称,演示数据,法规库核对日期,站点地址,功能开关\n真实市,否,2026-09-30,,\n"
    root = city(files={"lists/city.csv": real})
    paper = yearly_paper(Year(Shelf(World(load(root).book, date.fromisoformat(DAY))), 2026), root)
    assert official(paper) == official(paper)
    assert paper.marks == (COUNTED,)
    assert asked(root, "2026")["notice"] is None


def test_the_text_is_the_citys_own_where_it_has_one(city: City) -> None:
    root = city(files={"site_src/documents/yearly.txt": "标题：{城市}{年}年自己的报告\n期末{期末}项。\n"})
    text = run("report", "yearly", "2026", "--root", root, "--as-of", DAY)[1]
    assert text.startswith("示例市2026年自己的报告\n")
    assert "期末1项。" in text
    root = city(files={"site_src/documents/yearly.txt": "标题：甲\n{没有这个}\n"})
    code, _, err = run("report", "yearly", "2026", "--root", root, "--as-of", DAY)
    assert code == 2
    assert "yearly.txt:2 中的“{没有这个}”没有这一项" in err


def test_a_folder_is_for_the_document_alone(tmp_path: Path) -> None:
    code, out, err = run("report", "yearly", "2026", "--root", REPOSITORY, "--as-of", DAY, "--out", tmp_path)
    assert (code, out) == (2, "")
    assert "--format docx" in err
