"""From a conduct to one of three answers: the list of conduct, the questions, what to bring, the officer's card."""

import re
from datetime import date

import pytest
from saying import item_pages, links, said, world_of

from generator.document import guide
from generator.document.blocks import Facts, Link, Section, Table, Text
from generator.document.evidence import MANY, UNSAID, proofs, to_bring
from generator.document.shelf import Shelf
from generator.laws import LawStatus, registry
from generator.legality.example import model_item
from generator.model import Kind


@pytest.mark.parametrize(("condition", "brings"), [
    ("初次违法，二十四个月内未因同类行为被查处", "不必提供，由执法机关查询"),
    ("当事人有证据足以证明没有主观过错", "进货、查验、审核等证明没有过错的材料，由当事人提出"),
    ("违法所得不足一千元", "账簿、合同、收款和付款记录"),
    ("当事人未满十八周岁", "身份证、户口簿等身份证件"),
    ("抽样检测合格", "检测、检验、鉴定报告"),
])
def test_the_words_of_a_condition_tell_the_usual_material(condition: str, brings: str) -> None:
    assert proofs(condition)[0].bring == brings


def test_a_condition_without_known_words_says_so() -> None:
    assert proofs("天气晴朗") == (UNSAID,)


def test_hints_are_few_and_each_once() -> None:
    long = "初次违法，主动供述，主动消除，及时改正，货值不足一千元，检测合格，取得许可证，没有造成危害后果，台账齐全"
    assert len(proofs(long)) == MANY
    brought = to_bring((long, long, "及时改正"))
    assert len(brought) == len(set(brought))
    assert not any(entry.startswith("不必") for entry in brought), "what the authority looks up is not asked of the person"


def section(anchor: str, **cells: str) -> Section:
    return next(block for block in item_pages(world_of(model_item(**cells)))[0].blocks if isinstance(block, Section) and block.anchor == anchor)


def test_the_card_has_a_row_for_every_condition() -> None:
    card = section("card")
    table = next(block for part in card.blocks if isinstance(part, Section) for block in part.blocks if isinstance(block, Table))
    assert [row[0] for row in table.rows] == ["违法行为轻微，涉及广告不超过1条", "及时改正，发现当日撤下", "没有造成危害后果，无投诉举报"]
    assert all(bring and check for _, bring, check in table.rows)


def facts(card: Section) -> dict[str, Text]:
    return {name: value for part in card.blocks if isinstance(part, Section)
            for block in part.blocks if isinstance(block, Facts) for name, value in block.pairs}


def test_the_card_names_the_parts_of_the_decision() -> None:
    found = facts(section("card"))
    assert set(found) >= {"事实", "证据", "违反", "处罚依据", "从宽依据", "裁量理由", "责令改正", "告知"}
    assert "期限：3个工作日内" in found["责令改正"]
    assert "进行教育" in found["告知"]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_article_the_card_rests_on_is_in_force(kind: Kind) -> None:
    from conftest import REPOSITORY

    from generator.book import load
    from generator.document.card import _OPEN, _told
    from generator.model import World

    laws = World(load(REPOSITORY).book, date(2026, 11, 25)).once(registry)
    text = "".join((*_OPEN, *(words for _, words in _told(kind))))
    cited = laws.citations("；".join(re.findall("《[^》]+》第[一二三四五六七八九十]+条(?:第[一二三四]款)?(?:第[一二三四五六]项)?", text)))
    assert cited
    assert {laws.resolve(one, date(2026, 11, 25)).status for one in cited} == {LawStatus.IN_FORCE}


def test_an_officer_finds_the_card_where_the_page_says_who_decides() -> None:
    main, version = item_pages(world_of(model_item()))
    found = [[link.target for block in page.blocks if isinstance(block, Section) and block.anchor == "who" for link in links(block)] for page in (main, version)]
    assert found == [["depts/scjg/", "#evidence"], ["depts/scjg/"]], "a version has no card"
    assert "evidence" in {part.anchor for part in section("card").blocks if isinstance(part, Section)}


def test_what_has_ended_has_neither_card_nor_list_of_what_to_bring() -> None:
    anchors = {block.anchor for block in item_pages(world_of(model_item(effective_to="2026-01-01")))[0].blocks if isinstance(block, Section)}
    assert not anchors & {"card", "bring"}


def test_general_conditions_of_the_list_are_asked_too() -> None:
    general = {"department": "scjg", "kind": "no-penalty", "term": "适用前提", "definition": "没有正在办理的同类案件", "general_condition": "是"}
    page = item_pages(world_of(model_item(), tables={"terms": (general,)}))[0]
    assert "并且符合本清单的通用条件：" in said(page.blocks)
    assert said(page.blocks).count("适用前提：没有正在办理的同类案件") == 2, "in the checklist and on the card"


def test_the_words_of_the_conditions_are_explained_as_the_department_means_them() -> None:
    meant = {"department": "scjg", "kind": "no-penalty", "term": "及时改正", "definition": "五个工作日内改正"}
    others = ({**meant, "department": "xfjy"}, {**meant, "kind": "lighter-penalty"}, {**meant, "to": "2026-01-01"}, {**meant, "term": "初次违法"})
    page = item_pages(world_of(model_item(), tables={"terms": (meant, *others)}))[0]
    (terms,) = (block for block in page.blocks if isinstance(block, Section) and block.anchor == "terms")
    assert terms.blocks == (Facts((("及时改正", "五个工作日内改正"),), "terms"),)


def conducts(shelf: Shelf) -> list[Link]:
    found: list[Link] = []
    for code in shelf.departments:
        for block in guide.guide_page(code, shelf).blocks:
            if isinstance(block, Section):
                found.extend(link for entry in block.blocks[0].entries for link in entry if isinstance(link, Link))  # type: ignore[union-attr]
    return found


def test_every_item_that_counts_is_among_the_conduct_once() -> None:
    shelf = Shelf(world_of(model_item(), model_item(item_id="2026-00418-L", violation="另一行为", effective_to="2026-01-01")))
    assert [(link.text, link.target) for link in conducts(shelf)] == [(model_item().violation, f"items/{model_item().item_id}/#answer")]


def test_the_first_step_leads_to_fields_that_exist() -> None:
    shelf = Shelf(world_of(model_item()))
    pages = [guide.guide_page(code, shelf) for code in shelf.departments]
    assert all([link.target for link in links(page.blocks[-1])] == [f"search/?dept={code}", f"depts/{code}/"]
               for code, page in zip(shelf.departments, pages, strict=True)), "who finds nothing has somewhere to go"
    anchors = {f"{page.path}#{block.anchor}" for page in pages for block in page.blocks if isinstance(block, Section)}
    (fields,) = guide.guide_blocks(shelf)
    targets = {link.target for part in fields.blocks for entry in part.blocks[0].entries for link in entry}  # type: ignore[union-attr]
    assert targets == anchors
