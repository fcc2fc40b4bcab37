"""The pages around the items: lists, editions, towns, laws, rules, and the first page."""

from dataclasses import replace

import pytest
from saying import OLD_EDITION, SECRET, bare, item_pages, links, said, two_versions, world_of

from generator.document.basis import Basis
from generator.document.blocks import (
    Mark,
    Page,
    Section,
    Table,
)
from generator.document.chronicle import chronicle
from generator.document.department import department_pages
from generator.document.edition import edition_pages
from generator.document.handbook import page_of
from generator.document.home import home_blocks
from generator.document.law import LawPages
from generator.document.lawbook import cited_laws
from generator.document.listing import list_pages
from generator.document.parts import parted
from generator.document.reach import Reach
from generator.document.rules import rule_pages
from generator.document.shelf import Shelf
from generator.document.town import town_pages
from generator.document.turns import turns
from generator.legality.example import MODEL_EDITION, model_item
from generator.legality.judge import rules
from generator.model import Kind, World, identifier
from generator.schema import tables


def test_an_empty_list_says_so_and_ended_items_are_folded() -> None:
    ended = model_item(edition="scjg-2022-1", effective_from="2022-12-01", effective_to="2026-01-01", end_reason="不再需要")
    world = world_of(ended)
    world = World(replace(world.book, lists=(("scjg", Kind.NO_PENALTY), ("scjg", Kind.NO_COERCION))), world.as_of)
    pages = {page.path: page for page in list_pages(Shelf(world), Basis(Shelf(world), {}))}
    assert set(pages) == {"lists/scjg/no-penalty/", "lists/scjg/no-coercion/"}
    assert "本部门暂无免予行政强制事项。" in said(pages["lists/scjg/no-coercion/"].blocks)
    folded = [block for block in pages["lists/scjg/no-penalty/"].blocks if isinstance(block, Section)]
    assert [(bare(block.title), block.folded) for block in folded] == [("已失效（1项）", True), ("各批次公布的原文", False)]


def test_an_item_that_will_move_counts_where_it_is_now() -> None:
    """Or the lists of a department have more items than the department has, and the search finds fewer than the first page says."""
    later = {**MODEL_EDITION, "edition": "scjg-2027-2", "published_on": "2026-11-01", "effective_from": "2027-01-01"}
    world = world_of(model_item(edition="scjg-2022-1", effective_from="2022-12-01"),
                     model_item(Kind.LIGHTER_PENALTY, item_id="2026-00417-N", edition="scjg-2027-2", effective_from="2027-01-01"),
                     editions=(OLD_EDITION, later))
    shelf = Shelf(World(replace(world.book, lists=(("scjg", Kind.NO_PENALTY), ("scjg", Kind.LIGHTER_PENALTY))), world.as_of))
    assert [shelf.count(key) for key in shelf.lists] == [1, 0]
    leads = [said(page.blocks).split("符合")[0] for page in list_pages(shelf, Basis(shelf, {}))]
    assert leads == ["现行有效1项。", "现行有效0项，将从其他清单移入1项。"]
    (department, _) = department_pages(shelf)
    assert "从轻处罚事项清单\n在法定幅度以内，选择较轻的处罚\n将移入1项" in said(department.blocks)


def test_a_department_leads_to_the_search_and_the_guide_through_its_own_items() -> None:
    department, _ = department_pages(Shelf(world_of(model_item())))
    assert [(link.text, link.target) for link in links(department.blocks[0])] == [
        ("在本部门的事项中查询", "search/?dept=scjg"), ("按领域找，再逐条核对条件", "guide/scjg/")]
    meant = {"department": "scjg", "kind": "no-penalty", "term": "及时改正", "definition": "五个工作日内改正"}
    department, _ = department_pages(Shelf(world_of(model_item(), tables={"terms": (meant,)})))
    assert [link.target for block in department.blocks if isinstance(block, Section) and block.anchor == "terms" for link in links(block)] == ["terms/"]


def test_the_first_page_leads_to_every_overview() -> None:
    latest = home_blocks(Shelf(world_of(model_item())))[-1]
    assert {"changes/", "asof/", "dashboard/"} <= {link.target for link in links(latest)}


@pytest.mark.parametrize(("departments", "told"), [(4, "甲局、乙局、丙局、丁局"), (5, "5个部门")])
def test_a_day_names_few_departments_and_counts_many(departments: int, told: str) -> None:
    names = dict(zip("abcde", ("甲局", "乙局", "丙局", "丁局", "戊局"), strict=True))
    items = [replace(model_item(item_id=identifier(2026, n)), department=code) for n, code in enumerate(list(names)[:departments], 1)]
    offices = tuple({"dept": code, "name": name, "from": "2019-03-01"} for code, name in names.items())
    shelf = Shelf(world_of(*items, tables={"organisations": offices}))
    table = next(block for section in chronicle(shelf, turns(shelf), ()).blocks[1:] for block in section.blocks if isinstance(block, Table))
    assert table.rows[0][2] == told


def test_a_list_begins_with_the_conditions_that_all_its_items_inherit() -> None:
    general = {"department": "scjg", "kind": "no-penalty", "term": "适用前提", "definition": "没有正在办理的同类案件", "general_condition": "是"}
    for terms, told in (((general,), True), ((), False), (({**general, "kind": "lighter-penalty"},), False)):
        world = world_of(model_item(), tables={"terms": terms})
        shelf = Shelf(World(replace(world.book, lists=(("scjg", Kind.NO_PENALTY),)), world.as_of))
        (page,) = list_pages(shelf, Basis(shelf, {}))
        words = said(page.blocks[:-1])
        assert ("除各项列出的条件外，还要符合本清单的通用条件：\n适用前提：没有正在办理的同类案件" in words) == told


def test_a_title_is_cut_between_names_and_loses_no_word() -> None:
    world = world_of(model_item())
    for title, cut in (
            ("示例市市场监督管理局不予处罚事项清单", "示例市|市场监督管理局|不予处罚事项清单"),
            ("示例市市场监督管理局行政执法减免责清单（2022年版）：不予处罚事项清单", "示例市|市场监督管理局|行政执法减免责清单|（2022年版）：|不予处罚事项清单"),
            ("示例市市场监督管理局：是哪一种行为", "示例市|市场监督管理局：|是哪一种行为"),
            ("示例市市场监督管理局关于印发《示例市市场监督管理局不予处罚事项清单》的通知（示例市）", "示例市|市场监督管理局|关于印发|《示例市|市场监督管理局|不予处罚事项清单》|的通知|（示例市）"),
            ("《中华人民共和国商标法》", "《中华人民共和国|商标法》"), ("关于清单", "关于清单"), ("", "")):
        assert "|".join(mark.text for mark in parted(title, world, "scjg")) == cut


def test_a_list_counts_items_and_not_their_versions() -> None:
    """As the first page and the search do: what will follow an item that applies is a row, and no further item."""
    later = {**MODEL_EDITION, "edition": "scjg-2027-2", "published_on": "2026-11-01", "effective_from": "2027-01-01"}
    world = world_of(
        model_item(edition="scjg-2022-1", effective_from="2022-12-01"), model_item(edition="scjg-2027-2", effective_from="2027-01-01"),
        model_item(item_id="2026-55555-0", edition="scjg-2027-2", effective_from="2027-01-01"),
        editions=(OLD_EDITION, later))
    shelf = Shelf(World(replace(world.book, lists=(("scjg", Kind.NO_PENALTY),)), world.as_of))
    page = next(list_pages(shelf, Basis(shelf, {})))
    assert said(page.blocks).startswith("现行有效1项，尚未生效1项。同一事项将来的版本另列一行。符合列出的条件的")
    assert shelf.count(("scjg", Kind.NO_PENALTY)) == 2
    assert len(next(block for block in page.blocks if isinstance(block, Table)).rows) == 3


def test_the_first_page_names_an_edition_of_an_office_without_lists_and_leads_nowhere() -> None:
    other = {**OLD_EDITION, "edition": "xfjy-2022-1", "department": "xfjy", "title": "消防的一批"}
    world = world_of(model_item(edition="scjg-2022-1", effective_from="2022-12-01"), editions=(OLD_EDITION, other))
    shelf = Shelf(World(replace(world.book, lists=(("scjg", Kind.NO_PENALTY),)), world.as_of))
    latest = next(block for block in home_blocks(shelf) if isinstance(block, Section) and block.anchor == "latest")
    assert "消防的一批" in said([latest])
    targets = [link.target for link in links(latest)]
    assert "depts/scjg/#scjg-2022-1" in targets
    assert not [target for target in targets if "xfjy" in target]


def test_an_edition_page_keeps_what_that_edition_published() -> None:
    world = world_of(*two_versions(), model_item(item_id="2026-55555-0", edition="scjg-2027-1", violation=SECRET))
    world = World(replace(world.book, lists=(("scjg", Kind.NO_PENALTY),)), world.as_of)
    shelf = Shelf(world)
    pages = {page.path: page for page in edition_pages(shelf, Basis(shelf, {}))}
    assert set(pages) == {"lists/scjg/no-penalty/editions/scjg-2022-1/", f"lists/scjg/no-penalty/editions/{MODEL_EDITION['edition']}/"}
    old = pages["lists/scjg/no-penalty/editions/scjg-2022-1/"]
    assert old.title == "旧版：不予处罚事项清单"
    assert "现行有效自2022年12月1日起施行，有效期至2027年11月30日。截至2026年11月24日。" in said(old.blocks)
    assert "历史版本" in said(old.blocks)
    table = next(block for block in old.blocks if isinstance(block, Table))
    assert [link.target for link in links(table)] == ["items/2026-00417-N/v1/"]
    assert SECRET not in said([block for page in pages.values() for block in page.blocks])


def town_page(world: World) -> Page:
    shelf = Shelf(world)
    return next(page for page in town_pages(shelf, Reach(shelf)) if page.path == "towns/qinghe/")


def test_a_town_is_told_what_it_may_apply_and_what_was_recalled() -> None:
    basis = "《中华人民共和国广告法》第五十九条"
    kept = {"town": "qinghe", "dept": "scjg", "penalty_basis": basis, "from": "2022-01-01", "basis": "示府〔2021〕68号"}
    world = world_of(model_item(township="是"), tables={"delegations": (kept,)})
    town = town_page(world)
    assert "可以直接适用（1项）" in said(town.blocks)
    assert "依示府〔2021〕68号赋权" in said(town.blocks)
    lost = world_of(model_item(township="是"), tables={"delegations": ({**kept, "recalled_on": "2026-05-01"},)})
    text = said(town_page(lost).blocks)
    assert "可以直接适用（0项）" in text
    assert "赋权已于2026年5月1日收回，由示例市市场监督管理局认定" in text
    assert "赋权已于2026年5月1日收回" in said(item_pages(lost)[0].blocks)


def test_a_law_page_names_the_items_of_each_cited_article() -> None:
    shelf = Shelf(world_of(model_item()))
    pages = {page.path: page for page in LawPages(shelf, cited_laws(shelf))}
    assert set(pages) == {"laws/", "laws/guanggao/", "laws/chufa/"}
    article = next(b for b in pages["laws/guanggao/"].blocks if isinstance(b, Section) and b.anchor == "a59")
    assert bare(article.title) == "第五十九条"
    assert "处罚依据" in said([article])


def test_a_rule_page_shows_the_message_really_produced() -> None:
    shelf = Shelf(world_of(model_item()))
    pages = {page.path: page for page in rule_pages(rules(), cited_laws(shelf), tables())}
    for rule in rules():
        blocks = pages[f"rules/{rule.id}/"].blocks
        signs = [p.text for b in blocks if isinstance(b, Section) for example in b.blocks if isinstance(example, Section)
                 for p in example.title if isinstance(p, Mark) and p.role.startswith("sign")]
        assert signs == ["✗ 会被指出"] * sum(bool(e.flagged) for e in rule.examples) + ["✓ 符合"] * sum(not e.flagged for e in rule.examples)
    assert "应为“2024-01-01”" not in said(pages["rules/"].blocks)


def test_a_fault_has_a_page_of_the_same_form() -> None:
    page = page_of("S005")
    assert page.path == "rules/S005/"
    assert "✗ 会被指出" in said(page.blocks)
