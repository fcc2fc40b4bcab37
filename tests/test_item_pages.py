"""The pages of an item: the answer under its conditions, its versions, and what has come to be wrong since."""

from datetime import date

import pytest
from saying import OLD_EDITION, bare, item_pages, lines, links, said, two_versions, world_of

from generator.document import words
from generator.document.basis import Basis
from generator.document.blocks import Note, Section
from generator.document.conditions import points
from generator.document.counter import Sheet, booklet
from generator.document.item import ItemPages
from generator.document.lawbook import cited_laws, keys
from generator.document.listing import entries
from generator.document.reach import Reach
from generator.document.redaction import redacted
from generator.document.shelf import Shelf
from generator.document.wording import changed
from generator.history import Record
from generator.legality.example import MODEL_EDITION, model_item
from generator.model import Interval, Kind, Status

# ---- the conditions as a checklist --------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "lead", "found"), [
    ("同时满足：1.甲；2.乙；3.丙", "同时满足", ("甲", "乙", "丙")),
    ("同时满足：（1）面积不超过2.5平方米；（2）当场改正。", "同时满足", ("面积不超过2.5平方米", "当场改正")),
    ("1、甲；2、金额在1.5万元以下", "", ("甲", "金额在1.5万元以下")),
    ("同时满足：1.甲；2.标准限值的1.5倍；3.乙；4.10日内复测达标", "同时满足", ("甲", "标准限值的1.5倍", "乙", "10日内复测达标")),
    ("同时满足：1.5万元以下的；2.及时改正", "同时满足", ("5万元以下的", "及时改正")),
    ("1.金额：2.5万元以下；2.当场改正", "", ("金额：2.5万元以下", "当场改正")),
    ("1.甲；2.5万元以下", "", ("1.甲；2.5万元以下",)),
    ("主动消除危害后果，器材不超过2具", "", ("主动消除危害后果，器材不超过2具",)),
    ("同时满足：2.从二开始；3.不算编号", "", ("同时满足：2.从二开始；3.不算编号",)),
    ("", "", ()),
])
def test_conditions_split_at_their_numbers(text: str, lead: str, found: tuple[str, ...]) -> None:
    assert points(text) == (lead, found)


# ---- the answer ---------------------------------------------------------------------------------------------------


def test_the_answer_comes_first_and_never_promises() -> None:
    page = item_pages(world_of(model_item()))[0]
    answer = next(block for block in page.blocks if isinstance(block, Section))
    assert answer.anchor == "answer"
    assert lines(answer) == [
        "可能怎样处理", "同时满足下列条件的，可能适用：", "不予行政处罚", "是否适用，由示例市市场监督管理局认定；不是承诺。",
        "违法行为轻微，涉及广告不超过1条", "及时改正，发现当日撤下",
        "没有造成危害后果，无投诉举报", "可能适用，以执法机关认定为准。未列入清单不等于一律处罚。"]
    order = [block.anchor for block in page.blocks if isinstance(block, Section)]
    assert order == ["answer", "duties", "who", "bring", "law", "versions", "about", "card"]
    assert "会被罚" not in said(page.blocks)
    assert "不罚" not in said([block for block in page.blocks if not (isinstance(block, Section) and block.anchor == "about")])


def test_what_the_list_remarks_stands_with_the_conditions_everywhere() -> None:
    """It may say to whom the item does not apply: who reads the conditions reads it, too."""
    item = model_item(note="虚假广告不适用本事项", township="是")
    world = world_of(item)
    main, version = item_pages(world)
    for page in (main, version):
        answer = lines(next(block for block in page.blocks if isinstance(block, Section)))
        assert answer[-3:-1] == ["没有造成危害后果，无投诉举报", "备注：虚假广告不适用本事项"]
    card = next(block for block in main.blocks if isinstance(block, Section) and block.anchor == "card")
    assert "备注：虚假广告不适用本事项" in lines(card)
    sheet = booklet("青禾镇", "qinghe", (Sheet(item, None),), Shelf(world))
    listed = bare(entries((item,), Shelf(world), Basis(Shelf(world), {})).rows[0][2])
    assert "备注：虚假广告不适用本事项" in said(sheet.blocks)
    assert listed.endswith("无投诉举报备注：虚假广告不适用本事项")
    assert "备注" not in said(item_pages(world_of(model_item()))[0].blocks)


def test_duties_say_that_the_conduct_stays_unlawful() -> None:
    page = item_pages(world_of(model_item()))[0]
    duties = next(block for block in page.blocks if isinstance(block, Section) and block.anchor == "duties")
    assert lines(duties)[1:3] == ["该行为仍然违反法律规定，应当停止并改正。", "责令改正，期限：3个工作日内。"]


def test_what_is_to_come_is_not_said_to_apply_today() -> None:
    later = {**MODEL_EDITION, "edition": "scjg-2027-2", "published_on": "2026-11-01", "effective_from": "2027-01-01"}
    world = world_of(model_item(edition="scjg-2022-1", effective_from="2022-12-01"),
                     model_item(edition="scjg-2027-2", effective_from="2027-01-01"), editions=(OLD_EDITION, later))
    main, _, coming = item_pages(world)
    for page, when in ((main, ""), (coming, "生效后")):
        answer = lines(next(block for block in page.blocks if isinstance(block, Section)))
        assert answer[1] == f"同时满足下列条件的，{when}可能适用："
        assert answer[-1].startswith(f"{when}可能适用，以执法机关认定为准。")
    assert "这是尚未生效的版本。本事项当前的内容见事项页。" in said(coming.blocks)


def test_an_item_that_has_ended_says_at_once_that_it_applies_no_more() -> None:
    main, version = item_pages(world_of(model_item(effective_to="2026-11-01", end_reason="不再需要")))
    for page in (main, version):
        _, notice, answer = page.blocks[:3]
        assert (notice.role, notice.text) == ("historic", "本事项已经失效，现在发生的行为不适用本事项。行为发生在施行期间的，适用哪一时的规定由执法机关认定。")
        assert answer.anchor == "answer"
    assert "已经失效" not in said(item_pages(world_of(*two_versions()))[0].blocks)


def test_not_seizing_is_not_said_to_be_no_penalty() -> None:
    page = item_pages(world_of(model_item(Kind.NO_COERCION)))[0]
    duties = next(block for block in page.blocks if isinstance(block, Section) and block.anchor == "duties")
    assert lines(duties)[2] == "不采取强制措施，不等于不处罚；是否处罚另行认定。"
    assert "不等于不处罚" not in said(item_pages(world_of(model_item()))[0].blocks)


def test_citations_lead_to_the_cited_article() -> None:
    page = item_pages(world_of(model_item()))[0]
    law = next(block for block in page.blocks if isinstance(block, Section) and block.anchor == "law")
    assert [(link.text, link.target) for link in links(law)] == [
        ("《中华人民共和国广告法》第十四条第二款", "laws/guanggao/#a14"),
        ("《中华人民共和国广告法》第五十九条第三款", "laws/guanggao/#a59"),
        ("《中华人民共和国行政处罚法》第三十三条第一款", "laws/chufa/#a33")]


def test_a_citation_that_is_not_canonical_stays_as_written() -> None:
    item = model_item(penalty_basis="广告法第59条第3款")
    shelf = Shelf(world_of(item))
    assert Basis(shelf, keys(cited_laws(shelf))).linked(item.penalty_basis) == "广告法第59条第3款"


# ---- status and interval ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("interval", "status", "text"), [
    (Interval(date(2026, 9, 15), date(2031, 9, 15)), Status.IN_FORCE, "自2026年9月15日起施行，有效期至2031年9月14日"),
    (Interval(date(2026, 9, 15)), Status.IN_FORCE, "自2026年9月15日起施行，未定失效日期"),
    (Interval(date(2022, 12, 1), date(2026, 9, 15), "由后续版本接续"), Status.ENDED,
     "自2022年12月1日起施行，至2026年9月14日止（由后续版本接续）"),
    (Interval(date(2026, 9, 15), date(2026, 9, 1), "发布批次撤回"), Status.ENDED, "原定自2026年9月15日起施行，未曾施行（发布批次撤回）"),
    (None, Status.DRAFT, "施行日期未定"),
])
def test_intervals_name_the_last_day(interval: Interval | None, status: Status, text: str) -> None:
    assert words.interval_words(interval, status) == text


def test_the_strip_carries_the_days_at_which_it_turns() -> None:
    strip = item_pages(world_of(model_item()))[0].blocks[0]
    assert isinstance(strip, Note)
    assert strip.role == "strip in_force"
    assert strip.period is not None
    assert (strip.period.since, strip.period.until) == (date(2026, 9, 15), date(2031, 9, 15))
    assert bare(strip.text) == "现行有效自2026年9月15日起施行，有效期至2031年9月14日。截至2026年11月24日。"


def test_every_public_version_has_a_permanent_page_and_says_what_changed() -> None:
    pages = item_pages(world_of(*two_versions()))
    assert [page.path for page in pages] == ["items/2026-00417-N/", "items/2026-00417-N/v1/", "items/2026-00417-N/v2/"]
    first, old, new = pages
    assert "这是历史版本" in said(old.blocks)
    assert "历史版本自2022年12月1日起施行，至2026年9月14日止（由后续版本接续）" in said(old.blocks)
    assert "这是" not in said(new.blocks)
    history = next(block for block in first.blocks if isinstance(block, Section) and block.anchor == "versions")
    assert [block for block in lines(history) if "版" in block][:1] == ["历次版本"]
    assert "改正期限\n当日\n3个工作日内" in said([history])


def test_of_two_versions_to_come_the_first_tells_of_the_second() -> None:
    first, second = model_item(effective_from="2026-12-01"), model_item(effective_from="2027-01-01", correction_deadline="当日")
    page, *versions = item_pages(world_of(first, second))
    assert "本事项已公布新的内容，自2027年1月1日起施行，见第2版；本页的内容在此之前施行。" in said(page.blocks)
    assert "已公布新的内容" not in said(versions[1].blocks)


def test_a_replaced_item_names_what_replaces_it() -> None:
    old = model_item(effective_to="2026-11-01", end_reason="合并", replaced_by="2026-55555-0;2026-66666-1")
    new = model_item(item_id="2026-55555-0", violation="另一行为", effective_from="2026-11-01")
    assert "本事项已由下列事项替代：另一行为、2026-66666-1。" in said(item_pages(world_of(old, new))[0].blocks)


def test_change_is_told_cell_by_cell() -> None:
    old, new = two_versions()
    shelf = Shelf(world_of(old, new))
    assert changed(old, new, shelf) == (("改正期限", "当日", "3个工作日内"),)


# ---- what came later ----------------------------------------------------------------------------------------------


def test_a_basis_repealed_since_gives_the_fixed_notice() -> None:
    item = model_item(edition="scjg-2022-1", effective_from="2022-12-01",
                      obligation_basis="《中华人民共和国环境影响评价法》第三条")
    page = item_pages(world_of(item))[0]
    assert "所依据的《中华人民共和国环境影响评价法》已于2026年8月15日失效，本事项待调整" in said(page.blocks)
    before = item_pages(world_of(item, as_of=date(2026, 8, 14)))[0]
    assert "待调整" not in said(before.blocks)


def test_an_ended_version_bears_no_notice() -> None:
    item = model_item(edition="scjg-2022-1", effective_from="2022-12-01", effective_to="2026-01-01",
                      obligation_basis="《中华人民共和国环境影响评价法》第三条")
    assert "待调整" not in said(item_pages(world_of(item))[0].blocks)


def test_what_was_moved_is_told_in_the_words_of_readers() -> None:
    """The path of a list has no column: its parts have names all the same."""
    shelf = Shelf(redacted(world_of(model_item())))
    moved = (0, "2026-00417-N", "2026-09-15", "moved", "lists/exemptions/scjg/no-penalty.csv", [
        ("department", "scj", "scjg"), ("kind", "lighter-penalty", "no-penalty"), ("note", "", "改")])
    record = Record("c" * 40, [("c" * 40, "2026-10-09T10:00:00+08:00", "moved")], [moved])
    page, *_ = ItemPages(shelf, Basis(shelf, {}), Reach(shelf), record).pages("2026-00417-N")
    assert "2026年10月9日 10:00 移动（部门、清单、备注），记录号 cccccccccc" in said(page.blocks)
