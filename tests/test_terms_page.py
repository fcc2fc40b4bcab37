"""The terms side by side: values, what definitions agree in and where they differ."""

import pytest
from saying import said, world_of

from generator.document.aspects import ASPECTS, UNREAD
from generator.document.blocks import Block, Facts, Mark, Section, Table
from generator.document.shelf import Shelf
from generator.document.terms import terms_of, terms_page
from generator.legality.example import model_item

FIRST = {"kind": "no-penalty", "term": "初次违法", "value": "24", "unit": "月", "from": "2022-01-01"}
ROWS = (
    {**FIRST, "department": "scjg", "definition": "二十四个月内在本市未因同一性质的违法行为被行政处罚或者被不予行政处罚"},
    {**FIRST, "department": "xfjy", "definition": "二十四个月内在本市未因同一性质的违法行为被行政处罚或者被不予行政处罚"},
    {**FIRST, "department": "tjj", "definition": "十二个月内在本市未因同一违法行为被查处", "value": "12"},
    {**FIRST, "department": "tjj", "term": "立功表现", "definition": "检举他人违法行为，查证属实", "value": "", "unit": ""})


def marked(blocks: tuple[Block, ...]) -> list[str]:
    """The words that are marked as unusual."""
    found = []
    for block in blocks:
        if isinstance(block, Section):
            found += marked(block.blocks)
        elif isinstance(block, Table):
            found += [part.text for row in block.rows for cell in row if not isinstance(cell, str) for part in cell
                      if isinstance(part, Mark) and part.role == "differs"]
    return found


def test_what_most_departments_do_not_say_is_marked() -> None:
    page = terms_page(Shelf(world_of(model_item(), tables={"terms": ROWS})))
    overview, term, others = (block for block in page.blocks if isinstance(block, Section))
    assert marked((overview,)) == ["12个月"]
    assert marked((term,)) == ["12个月", "同一违法行为", "查处"]
    spread = next(block for block in term.blocks if isinstance(block, Facts))
    assert dict(spread.pairs) == {"口径": "3个部门各自规定", "取值": "24个月（2个）、12个月（1个）", "适用清单": "都是不予处罚",
                                  "与什么相比": "同一性质（2个）、同一违法行为（1个）", "哪些处理算一次": "处罚、不予处罚都算（2个）、查处（1个）",
                                  "范围": "都是本市"}
    assert "立功表现" in said([others])


def test_without_a_majority_nothing_counts_as_unusual() -> None:
    rows = ({**ROWS[0]}, {**ROWS[1], "value": "36"}, {**ROWS[2]})
    page = terms_page(Shelf(world_of(model_item(), tables={"terms": rows})))
    assert marked(page.blocks[1:2]) == []


@pytest.mark.parametrize(("term", "definition", "answers"), [
    ("初次违法", "24个月内未因同一类消防违法行为受过行政处罚", ("同类", "只算处罚", UNREAD)),
    ("初次违法", "在本市没有因统计违法行为受过行政处罚或者被不予行政处罚", ("本领域任何违法", "处罚、不予处罚都算", "本市")),
    ("及时改正", "在立案前主动改正，或者自收到责令改正通知之日起五个工作日内改正", ("收到通知", "也算")),
    ("及时改正", "自查处之日起五个工作日内改正", ("查处", UNREAD)),
    ("危害后果轻微", "没有造成人身损害，财产损失不超过五百元且已全部赔偿", ("须没有", "限额以内并已赔付")),
    ("危害后果轻微", "利害关系人的损失已经补足", (UNREAD, "须已赔付")),
    ("危害后果轻微", "社会影响小", (UNREAD, UNREAD))])
def test_aspects_are_read_from_known_phrases_only(term: str, definition: str, answers: tuple[str, ...]) -> None:
    assert tuple(aspect.of(definition) for aspect in ASPECTS[term]) == answers


def test_an_item_is_given_the_terms_its_conditions_use() -> None:
    item = model_item(conditions="同时满足：1.初次违法；2.及时改正")
    found = terms_of(item, Shelf(world_of(item, tables={"terms": ROWS})))
    assert [(term.department, term.term) for term in found] == [("scjg", "初次违法")]
