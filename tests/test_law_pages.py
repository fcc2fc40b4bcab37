"""The pages of the laws: the article as it reads in force, whence it came, who cites it, and what was re-based."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from saying import bare, links, said, world_of

from generator.document.basis import Basis
from generator.document.blocks import Page, Section, Table
from generator.document.item import ItemPages
from generator.document.law import LawPages
from generator.document.lawbook import cited_laws, keys, rebasings
from generator.document.reach import Reach
from generator.document.shelf import Shelf
from generator.legality.example import model_item
from generator.model import Item, LawPair, World

ARTICLE: Mapping[tuple[int, int], Mapping[str, Any]] = {
    (59, 0): {"article": 59, "article_suffix": 0, "paragraphs": ["有下列行为之一的，处罚：", "前款另有规定的除外。"], "items": [["甲", "乙"], []]}}


def pages(world: World, texts: Mapping[str, Mapping[tuple[int, int], Mapping[str, Any]]] | None = None) -> dict[str, Page]:
    shelf = Shelf(world, texts=lambda law_id: (texts or {}).get(law_id, {}))
    return {page.path: page for page in LawPages(shelf, cited_laws(shelf))}


def article(page: Page, anchor: str) -> Section:
    return next(block for block in page.blocks if isinstance(block, Section) and block.anchor == anchor)


def current(world: World, name: str) -> str:
    law_id = Shelf(world).laws.versions(name)[-1].law_id
    assert law_id
    return law_id


def test_an_article_reads_as_in_force_with_its_paragraphs_numbered() -> None:
    world = world_of(model_item())
    page = pages(world, {current(world, "中华人民共和国广告法"): ARTICLE})["laws/guanggao/"]
    wording = article(page, "a59").blocks[0]
    assert said([wording]).splitlines()[1:] == ["第一款有下列行为之一的，处罚：", "（一）甲", "（二）乙", "第二款前款另有规定的除外。"]


def test_without_the_text_the_page_says_so_and_what_the_registry_records() -> None:
    text = said([article(pages(world_of(model_item()))["laws/guanggao/"], "a59")])
    assert "本条文字没有收录。" in text


def test_where_to_look_for_words_not_kept_is_said_once() -> None:
    world = world_of(model_item())
    lacking = said(pages(world)["laws/guanggao/"].blocks)
    assert lacking.count("国家法律法规数据库") == 1
    kept = {current(world, "中华人民共和国广告法"): {(59, 0): ARTICLE[59, 0], (14, 0): ARTICLE[59, 0]}}
    assert "国家法律法规数据库" not in said(pages(world, kept)["laws/guanggao/"].blocks)


def articles_of(item: Item, world: World) -> list[str]:
    """The titles and words of the articles under the law of the item's page, where the text of 广告法 is kept."""
    kept = current(world, "中华人民共和国广告法")
    shelf = Shelf(world, texts=lambda law_id: ARTICLE if law_id == kept else {})
    page = next(ItemPages(shelf, Basis(shelf, keys(cited_laws(shelf))), Reach(shelf)).pages(item.item_id or ""))
    law = next(block for block in page.blocks if isinstance(block, Section) and block.anchor == "law")
    folded = tuple(block for block in law.blocks if isinstance(block, Section) and block.folded)
    return said(folded).splitlines()


def test_an_item_shows_the_kept_words_of_the_articles_it_cites() -> None:
    world = world_of(model_item())
    assert articles_of(model_item(), world)[:3] == [
        "条文原文（1条）", f"《中华人民共和国广告法》第五十九条（{Shelf(world).laws.versions('中华人民共和国广告法')[-1].label}）", "第一款有下列行为之一的，处罚："]


def test_an_item_shows_no_words_of_a_version_that_is_not_kept() -> None:
    """The text kept is that of a version that did not hold yet when the item stopped to apply."""
    old = replace(model_item(), edition="scjg-2022-1", effective_from=date(2016, 1, 1), effective_to=date(2017, 1, 1))
    world = world_of(old)
    assert articles_of(old, world) == []


def test_each_use_names_the_cell_and_the_paragraph() -> None:
    page = pages(world_of(model_item()))["laws/guanggao/"]
    (table,) = (block for block in article(page, "a59").blocks if isinstance(block, Table))
    assert [bare(cell) for cell in table.rows[0]][3] == "处罚依据（第三款）"


def test_a_use_by_a_number_that_has_moved_says_so() -> None:
    pair = {"from_law_id": "tongji@2009-06-27", "from_article": "41", "from_suffix": "0", "to_law_id": "tongji@2024-09-13", "to_article": "44",
            "to_suffix": "0", "similarity": "0.95", "amount_changed": "否", "verdict": "changed", "confirmed": "否"}
    old = model_item(edition="scjg-2022-1", effective_from="2022-12-01", penalty_basis="《中华人民共和国统计法》第四十一条第二款",
                     statutory_penalty="可以处五万元以下的罚款")
    for world, moved in ((world_of(old, tables={"law_map": [pair]}), "，按旧条号，内容移到第四十四条"), (world_of(old), "")):
        (table,) = (block for block in article(pages(world)["laws/tongji/"], "a41").blocks if isinstance(block, Table))
        assert bare(table.rows[0][3]) == f"处罚依据（第二款）{moved}"


def rebased() -> World:
    old = model_item(edition="scjg-2022-1", effective_from="2022-12-01",
                     obligation_basis="《中华人民共和国环境影响评价法》第三条")
    return world_of(old, model_item())


def test_a_later_version_that_cites_another_clause_is_recorded_on_both_laws() -> None:
    world = rebased()
    (found,) = rebasings(Shelf(world))
    assert (found.field, [one.article for one in found.gone], [one.article for one in found.come]) == ("obligation_basis", [3], [14])
    told = pages(world)
    assert "《中华人民共和国环境影响评价法》第三条\n第十四条第二款" in said([article(told["laws/guanggao/"], "rebased")])
    (path,) = (path for path, page in told.items() if page.title == "《中华人民共和国环境影响评价法》")
    section = article(told[path], "rebased")
    assert "第三条\n《中华人民共和国广告法》第十四条第二款" in said([section])
    assert [link.target for link in links(section)] == ["items/2026-00417-N/v2/", "laws/huanping/#a3", "laws/guanggao/#a14"]


def test_a_repealed_law_says_so_first() -> None:
    told = pages(rebased())
    page = next(page for page in told.values() if page.title == "《中华人民共和国环境影响评价法》")
    assert said(page.blocks[:1]).startswith("已失效")
    ended = article(page, "a3")
    assert "历史版本" in said([ended])


def test_what_became_of_an_article_is_told_with_its_certainty() -> None:
    world = rebased()
    laws = Shelf(world).laws
    old = laws.versions("中华人民共和国环境影响评价法")[-1]
    later = laws.versions("中华人民共和国广告法")[-1]
    pair = LawPair(from_law_id=old.law_id, from_article=3, from_suffix=0, to_law_id=later.law_id, to_article=59, to_suffix=0,
                   similarity="0.80", amount_changed=False, verdict="changed", confirmed=True)
    named = tuple(replace(version, replaced_by=later.law_id) if version is old else version for version in world.book.laws)
    book = replace(world.book, laws=named, law_map={old.law_id or "": (pair,)})
    page = next(page for page in pages(World(book, world.as_of)).values() if page.title == "《中华人民共和国环境影响评价法》")
    assert f"现为《{later.name}》" in said([article(page, "a3")])
    assert "第五十九条：有改动（经人核对）" in said([article(page, "a3")])
    assert [link.target for link in links(article(page, "a3")) if link.text.endswith("第五十九条")] == ["laws/guanggao/#a59"]
    other = replace(book, law_map={old.law_id or "": (replace(pair, to_article=58),)})
    page = next(page for page in pages(World(other, world.as_of)).values() if page.title == "《中华人民共和国环境影响评价法》")
    assert [link.target for link in links(article(page, "a3")) if link.text.endswith("第五十八条")] == ["laws/guanggao/"], "no item cites it"
