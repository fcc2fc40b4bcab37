"""`laws impact` on real law: what each new text does to items that cite the old one."""

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from conftest import REPOSITORY, run

from generator.book import load
from generator.impact import Effect, Hit, impact
from generator.laws import registry
from generator.model import Edition, Item, Kind, Refusal, World

BEFORE = {"penalty_basis": "《中华人民共和国统计法》第四十一条第二款", "statutory_penalty": "对单位处五万元以上二十万元以下的罚款"}


@cache
def law_book():
    """The registry of the repository, without its lists."""
    return replace(load(REPOSITORY).book, items=(), lists=(), editions=(Edition(
        edition="old", department="tjj", published_on=date(2008, 1, 1), effective_from=date(2008, 1, 1)),))


def hits(law: str, since: date, day: date, kind: Kind = Kind.NO_PENALTY, **cells: str) -> list[Hit]:
    item = Item.from_cells({"item_id": "2022-00001-1", "violation": "某种行为", "edition": "old", "effective_from": since.isoformat(), **cells},
                           department="tjj", kind=kind)
    return list(impact(World(replace(law_book(), items=(item,)), day), law).hits)


def told(found: list[Hit]) -> list[tuple[str, Effect, str | None]]:
    return [(hit.field, hit.effect, hit.proposed) for hit in found]


@pytest.mark.parametrize(("law", "since", "day", "cells", "expected"), [
    pytest.param("统计法", date(2022, 12, 1), date(2024, 9, 1), BEFORE,
                 [("penalty_basis", Effect.AMOUNT_CHANGED, "《中华人民共和国统计法》第四十四条第二款")], id="统计法 2009→2024, amounts"),
    pytest.param("统计法", date(2022, 12, 1), date(2024, 9, 1), {"obligation_basis": "《中华人民共和国统计法》第二十七条"},
                 [("obligation_basis", Effect.RENUMBERED, "《中华人民共和国统计法》第三十条")], id="统计法 2009→2024, renumbered"),
    pytest.param("道路运输条例", date(2022, 12, 1), date(2023, 7, 1), {"penalty_basis": "《中华人民共和国道路运输条例》第六十八条"},
                 [("penalty_basis", Effect.REPEALED, None)], id="道路运输条例 2022→2023, penalty gone"),
    pytest.param("道路运输条例", date(2022, 12, 1), date(2023, 7, 1), {"obligation_basis": "《中华人民共和国道路运输条例》第三十三条"},
                 [], id="道路运输条例, the duty stands"),
    *(pytest.param("道路运输条例", date(2022, 12, 1), date(2023, 7, 1), {"penalty_basis": f"《中华人民共和国道路运输条例》第六十九条第（{number}）项"},
                   [("penalty_basis", Effect.AMOUNT_CHANGED, "《中华人民共和国道路运输条例》第六十八条")],
                   id=f"道路运输条例 2022→2023, item {number} is an item of the first paragraph or became the second") for number in "一五"),
    pytest.param("行政处罚法", date(2020, 1, 1), date(2021, 7, 1), {"relief_basis": "《中华人民共和国行政处罚法》第二十七条"},
                 [("relief_basis", Effect.TEXT_CHANGED, "《中华人民共和国行政处罚法》第三十二条；《中华人民共和国行政处罚法》第三十三条")], id="行政处罚法 2017→2021, split"),
    pytest.param("互联网上网服务营业场所管理条例", date(2020, 1, 1), date(2022, 4, 1),
                 {"penalty_basis": "《互联网上网服务营业场所管理条例》第三十二条"},
                 [("penalty_basis", Effect.RENUMBERED, "《互联网上网服务营业场所管理条例》第三十三条")], id="上网服务条例 2019→2022"),
    pytest.param("治安管理处罚法", date(2022, 12, 1), date(2025, 12, 1), {"penalty_basis": "《中华人民共和国治安管理处罚法》第三十条"},
                 [("penalty_basis", Effect.RENUMBERED, "《中华人民共和国治安管理处罚法》第三十六条")], id="治安管理处罚法 2012→2025"),
    pytest.param("反不正当竞争法", date(2022, 12, 1), date(2025, 10, 1), {"penalty_basis": "《中华人民共和国反不正当竞争法》第二十条"},
                 [("penalty_basis", Effect.AMOUNT_CHANGED, "《中华人民共和国反不正当竞争法》第二十五条")], id="反不正当竞争法 2019→2025"),
    pytest.param("生态环境法典", date(2022, 12, 1), date(2026, 8, 1), {"penalty_basis": "《中华人民共和国大气污染防治法》第一百一十八条第一款"},
                 [("penalty_basis", Effect.TEXT_CHANGED, "《中华人民共和国生态环境法典》第一千一百三十二条第一款")], id="大气污染防治法→生态环境法典, other paragraphs raised"),
    pytest.param("生态环境法典", date(2022, 12, 1), date(2026, 8, 1), {"penalty_basis": "《中华人民共和国大气污染防治法》第一百一十八条第三款"},
                 [("penalty_basis", Effect.AMOUNT_CHANGED, "《中华人民共和国生态环境法典》第一千一百三十二条第三款")], id="大气污染防治法→生态环境法典, amounts"),
])
def test_real_changes_of_law(law: str, since: date, day: date, cells: dict[str, str], expected: list[tuple[str, Effect, str | None]]) -> None:
    assert told(hits(law, since, day, **cells)) == expected


def test_a_paragraph_that_cannot_be_told_is_asked_for() -> None:
    """One sum of the old clause is also in a paragraph of the new one, but not in the paragraph that the old clause became."""
    found = hits("渔业法", date(2022, 12, 1), date(2026, 4, 1), penalty_basis="《中华人民共和国渔业法》第四十一条")
    assert [hit.proposed for hit in found] == ["《中华人民共和国渔业法》第六十九条"]
    assert "新的《中华人民共和国渔业法》第六十九条有2款，请写明是哪一款" in found[0].reason


@pytest.mark.parametrize(("cited", "proposed", "words"), [
    ("《大气污染防治法》第八十一条第三款", "第二百五十条", "款，请写明是哪一款"),
    ("《大气污染防治法》第一百零八条第（一）项", "第一千一百二十条第一款", "请写明是哪一项"),
    ("《大气污染防治法》第一百一十七条第（二）项", "第一千一百三十条第（二）项", "项的次序可能有变，请核对")])
def test_a_number_that_cannot_be_told_is_not_kept(cited: str, proposed: str, words: str) -> None:
    """Of articles with more paragraphs or items than before no one knows by number which is which."""
    found = hits("生态环境法典", date(2022, 12, 1), date(2026, 8, 1), penalty_basis=cited)
    assert [hit.proposed for hit in found] == [f"《中华人民共和国生态环境法典》{proposed}"]
    assert words in found[0].reason


@pytest.mark.parametrize(("kind", "outcome", "unlawful"), [
    (Kind.LIGHTER_PENALTY, "处五万元以上八万元以下的罚款", True),
    (Kind.LIGHTER_PENALTY, "处十万元以上二十万元以下的罚款", False),
    (Kind.MITIGATED_PENALTY, "处一万元以上不满五万元的罚款", False),
    (Kind.NO_PENALTY, "不予行政处罚", False),
])
def test_whether_the_outcome_is_unlawful_under_the_new_amounts(kind: Kind, outcome: str, unlawful: bool) -> None:
    """五万至二十万 became 十万至五十万: a lighter fine from 五万 on is now below the minimum."""
    found = hits("统计法", date(2022, 12, 1), date(2024, 9, 1), kind, **BEFORE, outcome=outcome)
    assert [hit.unlawful for hit in found] == [unlawful]


def test_items_written_since_are_left_alone() -> None:
    assert hits("统计法", date(2024, 9, 13), date(2026, 1, 1), **BEFORE) == []
    assert hits("统计法", date(2022, 12, 1), date(2024, 9, 1), penalty_basis="《中华人民共和国食品安全法》第一百二十五条第二款") == []


def test_the_code_proposes_what_people_cited_by_hand() -> None:
    """Every item of the shipped lists that was based on the code by hand: what is proposed with confidence is what was chosen."""
    book = load(REPOSITORY).book
    compared = 0
    for law, day in (("生态环境法典", date(2026, 8, 1)), ("统计法", date(2024, 9, 1)), ("道路运输条例", date(2026, 2, 1)), ("反不正当竞争法", date(2025, 10, 1))):
        world = World(book, day)
        laws = world.once(registry)
        for hit in impact(world, law).hits:
            later = [v for v in world.versions[hit.item.item_id or ""] if v.effective_from and v.effective_from > (hit.item.effective_from or day)]
            if later and hit.sure and hit.proposed:
                chosen = {(c.law_full, c.article) for c in laws.citations(getattr(later[0], hit.field))}
                assert chosen & {(c.law_full, c.article) for c in laws.citations(hit.proposed)}, (hit.item.item_id, hit.citation, hit.proposed)
                compared += 1
    assert compared >= 40


def test_task_files_and_json(tmp_path: Path) -> None:
    code, out, err = run("laws", "impact", "生态环境法典", "--as-of", "2026-08-01", "--root", REPOSITORY, "--format", "json", "--out", tmp_path)
    assert code == 0, err
    answer = json.loads(out)
    assert answer["format"] == "qingdan/impact/1"
    assert {frozenset(item) for item in answer["items"]} == {frozenset((
        "item_id", "effective_from", "department", "kind", "field", "citation", "effect", "proposed", "unlawful", "similarity", "sure", "reason"))}
    departments = {item["department"] for item in answer["items"]}
    assert {path.name for path in tmp_path.iterdir()} == {f"{department}.md" for department in departments}
    for item in answer["items"]:
        assert item["item_id"] in (tmp_path / f"{item['department']}.md").read_text(encoding="utf-8")


def test_the_task_file_names_the_version_that_is_written_already() -> None:
    code, out, err = run("laws", "impact", "商标法", "--as-of", "2026-11-27", "--root", REPOSITORY)
    rows = [line for line in out.splitlines() if line.startswith("| 2026-03988-A")]
    assert (code, bool(rows)) == (0, True), out + err
    assert all("已有自 2027-01-01 起的版本（已公布），先核对它" in row for row in rows)
    assert "已有自 2027-01-01 起的版本（草案），先核对它" in run("laws", "impact", "商标法", "--as-of", "2026-11-10", "--root", REPOSITORY)[1]


@pytest.mark.parametrize(("law", "day", "words"), [
    ("大气污染防治法", "2026-11-25", r"《中华人民共和国生态环境法典》（2026制定）：没有事项受影响，清单引用的已经是这个版本（[1-9][0-9]*个事项）"),
    ("食品安全法", "2026-11-25", r"《中华人民共和国食品安全法》（2025修正）：没有事项受影响，所引条文没有改动（[1-9][0-9]*个事项）"),
    ("征兵工作条例", "2026-11-25", r"没有事项受影响，清单没有引用它的任何版本")])
def test_that_nothing_is_hit_is_explained(law: str, day: str, words: str) -> None:
    code, out, err = run("laws", "impact", law, "--as-of", day, "--root", REPOSITORY)
    assert (code, re.search(words, out) is not None) == (0, True), out + err


def test_the_items_that_cite_the_new_text_already_are_counted() -> None:
    new = Item.from_cells({"item_id": "2022-00002-1", "violation": "某种行为", "effective_from": "2024-10-01", "penalty_basis": "《统计法》第四十四条第二款"},
                          department="tjj", kind=Kind.NO_PENALTY)
    for items, current in (((new,), 1), ((), 0), ((replace(new, effective_from=date(2022, 12, 1)),), 0)):
        found = impact(World(replace(law_book(), items=items), date(2024, 11, 1)), "统计法")
        assert found.current == current, items
        assert bool(found.hits) is (bool(items) and not current)


@pytest.mark.parametrize(("arguments", "words"), [(("没有的法",), "没有“没有的法”"), (("统计法", "--to", "1999"), "没有“1999”这个版本")])
def test_unknown_laws_are_refused(arguments: tuple[str, ...], words: str) -> None:
    code, out, err = run("laws", "impact", *arguments, "--root", REPOSITORY, "--as-of", "2026-08-01")
    assert (code, out) == (2, "")
    assert words in err


def test_a_law_without_history_is_refused() -> None:
    with pytest.raises(Refusal, match="没有新旧可比"):
        impact(World(law_book(), date(2026, 8, 1)), "中华人民共和国爱国主义教育法")
