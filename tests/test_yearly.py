"""`report yearly`: the figures of a year balance, count published versions only, and are the same in every form.

The golden text is that of the shipped city on a fixed day. `make golden` (QINGDAN_GOLDEN=write) writes it anew; read what changed.
"""

import io
import json
import os
import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import lives
import pytest
from conftest import REPOSITORY, city_of, commit, rows_of, run
from docx import Document
from fitting import fits

from generator.book import load
from generator.document import words
from generator.document.basis import Basis
from generator.document.dashboard import dashboard
from generator.document.shelf import Shelf
from generator.document.turns import turns
from generator.document.yearly import Year, spread
from generator.document.yearly_paper import COUNTED, yearly_page, yearly_paper
from generator.legality.example import MODEL_CELLS, MODEL_EDITION, model_item, model_world
from generator.model import Book, Edition, Item, Kind, World, identifier
from generator.render import plain
from generator.render.official import official
from generator.schema import tables
from generator.tables import write

City = Callable[..., Path]
GOLDEN = Path(__file__).parent / "golden" / "yearly"
MODEL = MODEL_CELLS[Kind.NO_PENALTY]
DAY = "2026-11-24"
OLD = {**MODEL_EDITION, "edition": "scjg-2025-1", "published_on": "2025-08-05", "issued_on": "2025-08-05", "effective_from": "2025-09-15"}


def asked(root: Path, year: str, *arguments: str, as_of: str | None = DAY) -> dict[str, Any]:
    """The answer of the command as data, which is as its schema says."""
    day = ("--as-of", as_of) if as_of else ()
    code, out, err = run("report", "yearly", year, *arguments, "--root", root, "--format", "json", *day)
    assert code == 0, err
    answer: dict[str, Any] = json.loads(out)
    fits("report-yearly", answer)
    return answer


def year_of(*items: Item, as_of: date = date(2026, 11, 24), editions: tuple[dict[str, str], ...] = (OLD,), **more: Any) -> Year:
    return Year(Shelf(model_world(items, {"editions": editions, **more}, as_of)), as_of.year)


# ---- the shipped city ----------------------------------------------------------------------------------------------


def test_the_report_of_the_shipped_city_reads_as_it_should() -> None:
    code, out, err = run("report", "yearly", "2026", "--root", REPOSITORY, "--as-of", DAY)
    assert code == 0, err
    path = GOLDEN / f"{DAY}.txt"
    if os.environ.get("QINGDAN_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(out, encoding="utf-8")
    assert out == path.read_text(encoding="utf-8")


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


# ---- the balance ---------------------------------------------------------------------------------------------------

SHIFT = timedelta(days=-60)
"""So that the year begins in the middle of a life."""
ID = identifier(2021, 417)


def lived(life: lives.Life, as_of: date) -> World:
    """The tables that the events of a life leave behind, sixty days earlier than they say."""
    def back(day: date | None) -> date | None:
        return day + SHIFT if day else None

    editions = [Edition(edition=e[1], department="scjg", kinds=("no-penalty",), published_on=back(e[2]), withdrawn_on=back(e[3]),
                        effective_from=back(e[4]), effective_to=back(e[5]), replaces=tuple(e[6])) for e in life if e[0] == "edition"]
    items = [Item(department="scjg", kind=Kind.NO_PENALTY, item_id=ID, edition=code or None, effective_from=back(start), effective_to=back(end))
             for name, start, code, end in (e for e in life if e[0] == "version")]
    return World(Book(items=tuple(items), editions=tuple(editions), lists=(("scjg", Kind.NO_PENALTY),)), as_of)


def test_the_books_balance_in_a_thousand_lives() -> None:
    """What applied at either end is counted by another reading of the lives; the changes in between must explain the difference."""
    chance = random.Random(20261126)
    moved = 0
    for _ in range(1000):
        life, number = lives.live(chance), chance.randrange(60, 120)
        until = lives.day(number) + SHIFT
        year = Year(Shelf(lived(life, until)), 2022)
        assert year.until.year == 2022, "the sixty days before are those of 2021"
        for one in year.lists:
            begin, end = (bool(lives.applying(life, day - SHIFT, until - SHIFT)) for day in (date(2021, 12, 31), until))
            assert (one.begin, one.end) == (begin, end), (life, number)
            assert one.begin + one.added + one.moved_in - one.moved_out - one.ended == one.end, (life, number)
            moved += begin != end
    assert moved > 100, "the ends must differ in many lives, else nothing was tested"


def test_an_item_that_moves_leaves_one_list_and_enters_another() -> None:
    old = model_item(edition="scjg-2025-1", effective_from="2025-09-15")
    year = year_of(old, model_item(Kind.LIGHTER_PENALTY, item_id=old.item_id or "", effective_from="2026-09-15"))
    numbers = {one.kind: (one.begin, one.moved_in, one.moved_out, one.ended, one.end) for one in year.lists}
    assert numbers[Kind.NO_PENALTY] == (1, 0, 1, 0, 0)
    assert numbers[Kind.LIGHTER_PENALTY] == (0, 1, 0, 0, 1)
    assert ("scjg", Kind.NO_PENALTY) in year.empty
    assert (year.directions["收紧"], sum(year.directions.values())) == (1, 1)


@pytest.mark.parametrize(("deadline", "direction"), [("当日", "放宽"), ("10个工作日内", "收紧"), (MODEL["correction_deadline"], "中性")])
def test_amendments_are_weighed_as_diff_weighs_them(deadline: str, direction: str) -> None:
    year = year_of(model_item(edition="scjg-2025-1", effective_from="2025-09-15", correction_deadline=deadline), model_item())
    assert (dict(year.directions), year.lists[0].amended) == ({direction: 1}, 1)
    assert (year.lists[0].versions_begin, year.lists[0].versions_end) == (1, 2)


def test_a_version_called_back_before_its_first_day_ended_nothing() -> None:
    called_back = {**MODEL_EDITION, "edition": "scjg-2026-9", "published_on": "2026-09-01", "effective_from": "2026-11-01", "withdrawn_on": "2026-10-01"}
    year = year_of(model_item(), model_item(item_id=identifier(2026, 11), edition="scjg-2026-9", effective_from="2026-11-01"), editions=(called_back,))
    one = next(one for one in year.lists if one.kind is Kind.NO_PENALTY)
    assert (one.added, one.ended, one.end, len(year.void)) == (1, 0, 1, 1)
    assert "另有1个版本公布以后、施行以前撤回。" in plain.page(yearly_page(yearly_paper(year, REPOSITORY)))


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


# ---- the parts -----------------------------------------------------------------------------------------------------


def test_working_days_from_review_to_publication(city: City) -> None:
    """Of a city that has not recorded the holidays of the year."""
    reviewed = MODEL_EDITION | {"review_date": "2026-07-30"}
    unreviewed = MODEL_EDITION | {"edition": "scjg-2026-2", "review_date": "", "review_no": "", "doc_no": "示市监规〔2026〕2号"}
    root = city(files={"lists/editions.csv": write(tables()["editions"], [reviewed, unreviewed])})
    answer = asked(root, "2026")["editions"]
    assert [(one["edition"], one["workdays"], one["review_conclusion"], one["versions"]) for one in answer] == [
        ("scjg-2026-1", 4, "合法", 1), ("scjg-2026-2", None, "合法", 0)]
    assert answer[0]["caveat"] == "（2026年的节假日安排未录入，按周一至周五计算）"
    text = run("report", "yearly", "2026", "--root", root, "--as-of", DAY)[1]
    assert "从审查到公布，都是4个工作日。1个批次没有登记审查日期。2026年的节假日安排未录入，按周一至周五计算。" in text


STATISTICS = "《中华人民共和国统计法》"


@pytest.mark.parametrize(("start", "days"), [("2024-09-13", 0), ("2024-10-13", 30)])
def test_how_long_after_the_law_an_item_was_mended(start: str, days: int, tmp_path: Path) -> None:
    root = city_of("b-law-changed-since", tmp_path)
    path = "lists/exemptions/tjj/no-penalty.csv"
    rows = rows_of(root, path, "exemptions")
    old = next(row for row in rows if row["item_id"] == "2022-73043-Z")
    new = {**old, "effective_from": start, "edition": "tjj-2024-1", "obligation_basis": f"{STATISTICS}第八条",
           "penalty_basis": f"{STATISTICS}第四十四条第一款第（二）项", "statutory_penalty": "可以处十万元以下的罚款"}
    editions = rows_of(root, "lists/editions.csv", "editions")
    public = next(row for row in editions if row["edition"] == "tjj-2022-1")
    editions.append({**public, "edition": "tjj-2024-1", "published_on": "2024-08-20", "issued_on": "2024-08-20", "effective_from": start})
    (root / "lists/editions.csv").write_bytes(write(tables()["editions"], editions))

    def told(*versions: dict[str, str]) -> list[tuple[Any, ...]]:
        (root / path).write_bytes(write(tables()["exemptions"], versions))
        return [(one["item_id"], one["law_changed_on"], one["mended_on"], one["days"], one["change"]) for one in asked(root, "2024")["mended"]]

    assert told(old, new) == [("2022-73043-Z", "2024-09-13", start, days, "amended")]
    assert told(old) == []
    assert "2022-73043-Z" in {one["item_id"] for one in asked(root, "2024")["unsettled"]}
    assert told(old, {**old, "effective_from": start, "edition": "tjj-2024-1", "note": "仍引旧条号"}) == [], "copied from the old text"
    assert told({**old, "effective_to": start, "end_reason": "依据变化"}) == [("2022-73043-Z", "2024-09-13", start, days, "ended")]


def test_an_amendment_before_the_law_changed_mends_nothing() -> None:
    before = model_item(edition="scjg-2025-1", effective_from="2025-09-15", obligation_basis="《中华人民共和国环境影响评价法》第三条")
    after = model_item(effective_from="2026-08-14", obligation_basis="《中华人民共和国广告法》第十四条第二款")
    assert year_of(before, after).mended == ()
    late = model_item(effective_from="2026-09-15", obligation_basis="《中华人民共和国广告法》第十四条第二款")
    assert [(one.days, one.laws) for one in year_of(before, late).mended] == [(31, ("中华人民共和国环境影响评价法",))]
    wrong = model_item(effective_from="2026-09-15", obligation_basis="《中华人民共和国环境影响评价法》第三条")
    assert year_of(before, wrong).mended == (), "what it cites no longer holds"


def test_what_towns_were_given_and_lost() -> None:
    grant = {"town": "qinghe", "dept": "scjg", "penalty_basis": "《中华人民共和国广告法》第五十九条第三款", "basis": "示府〔2026〕1号"}
    item = model_item(edition="scjg-2025-1", effective_from="2025-09-15", township="是", power_code="")

    def told(*rows: dict[str, str]) -> tuple[int, int, int, int]:
        town = next(one for one in year_of(item, delegations=rows).towns if one.town == "qinghe")
        return town.begin, town.end, len(town.given), len(town.recalled)

    assert told(grant | {"from": "2022-01-01"}) == (1, 1, 0, 0)
    assert told(grant | {"from": "2026-03-01"}) == (0, 1, 1, 0)
    assert told(grant | {"from": "2022-01-01", "recalled_on": "2026-03-01"}) == (1, 0, 0, 1)
    assert told(grant | {"from": "2022-01-01", "recalled_on": "2027-03-01"}) == (1, 1, 0, 0), "not this year"
    assert told() == (0, 0, 0, 0)


@pytest.mark.parametrize(("numbers", "told"), [((), ()), ((7,), (7, 7, 7)), ((3, 1, 2), (1, 2, 3)), ((4, 1, 2, 3), (1, 2, 4))])
def test_least_median_and_greatest(numbers: tuple[int, ...], told: tuple[int, ...]) -> None:
    assert tuple(spread(numbers)) == told


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
