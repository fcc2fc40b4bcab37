"""The pages of the towns: what a town may apply and why, what changed last, and the booklet for the counter."""

from datetime import date

import pytest
from saying import SECRET, bare, links, said, world_of

from generator.document.blocks import Bullets, Page, Paragraph, Section
from generator.document.holdings import Holdings
from generator.document.reach import Reach
from generator.document.shelf import Shelf
from generator.document.town import town_pages
from generator.document.turns import What
from generator.legality.example import MODEL_EDITION, model_item
from generator.model import Item, World

BASIS = "《中华人民共和国广告法》第五十九条"
GIVEN = {"town": "qinghe", "dept": "scjg", "penalty_basis": BASIS, "from": "2022-01-01", "basis": "示府〔2021〕68号"}
OTHER = "2026-55555-0"


def item(**cells: str) -> Item:
    return model_item(**{"township": "是", **cells})


def pages(world: World) -> dict[str, Page]:
    shelf = Shelf(world)
    return {page.path: page for page in town_pages(shelf, Reach(shelf))}


def world(*items: Item, as_of: date | None = None, **delegation: str) -> World:
    more = {"as_of": as_of} if as_of else {}
    return world_of(*items, tables={"delegations": ({**GIVEN, **delegation},)}, **more)


def section(page: Page, anchor: str) -> Section:
    return next(block for block in page.blocks if isinstance(block, Section) and block.anchor == anchor)


def test_items_are_grouped_by_department_and_name_their_origin() -> None:
    page = pages(world(item()))["towns/qinghe/"]
    applies = section(page, "applies")
    assert [bare(inner.title) for inner in applies.blocks if isinstance(inner, Section)] == ["示例市市场监督管理局（1项）"]
    assert "依示府〔2021〕68号赋权，自2022年1月1日起" in said([applies])


def test_who_has_a_citizen_at_the_counter_can_search_what_the_town_applies() -> None:
    (actions,) = (block for block in pages(world(item()))["towns/qinghe/"].blocks if isinstance(block, Paragraph) and block.role == "actions")
    assert [(link.text, link.target) for link in links(actions)] == [
        ("在青禾镇可以适用的事项中查询", "search/?town=qinghe"), ("柜台手册：整本打印，每项一张 A4", "towns/qinghe/handbook/")]


@pytest.mark.parametrize(("day", "what", "reason"), [
    ("2022-01-01", What.ADDED, "新列入清单（"), ("2026-10-01", What.ADDED, "新获赋权（示府〔2021〕68号）")])
def test_the_last_change_tells_a_new_entry_from_a_new_power(day: str, what: What, reason: str) -> None:
    shelf = Shelf(world(item(), **{"from": day}))
    (shift,) = Holdings(shelf, "qinghe").last()
    assert (shift.what, shift.day) == (what, max(date(2026, 9, 15), date.fromisoformat(day)))
    assert shift.reason.startswith(reason)


def test_a_power_taken_back_is_the_last_change_and_the_entry_lives_on_elsewhere() -> None:
    found = pages(world(item(), recalled_on="2026-11-01"))
    page = found["towns/qinghe/"]
    assert "退出" in said([section(page, "changes")])
    assert "赋权已收回" in said([section(page, "changes")])
    assert "赋权已于2026年11月1日收回，由示例市市场监督管理局认定" in said([section(page, "recalled")])
    assert "目前没有可以直接适用的事项。" in said(found["towns/qinghe/handbook/"].blocks)


def test_an_amended_entry_names_the_columns_that_changed() -> None:
    old = item(edition="scjg-2022-1", effective_from="2022-12-01", correction_deadline="当日")
    shelf = Shelf(world(old, item()))
    (shift,) = Holdings(shelf, "qinghe").last()
    assert (shift.what, shift.reason) == (What.AMENDED, "改动：改正期限")


def test_what_changed_before_within_a_year_is_told_apart() -> None:
    old = item(edition="scjg-2022-1", effective_from="2022-12-01", correction_deadline="当日")
    holdings = Holdings(Shelf(world(old, item(), recalled_on="2026-11-01")), "qinghe")
    assert [shift.what for shift in holdings.last()] == [What.ENDED]
    assert [(shift.what, shift.day) for shift in holdings.earlier(date(2025, 11, 24))] == [(What.AMENDED, date(2026, 9, 15))]
    assert [shift.what for shift in holdings.earlier(date(2022, 1, 1))] == [What.AMENDED, What.ADDED]


def test_what_will_change_within_a_year_is_told_and_what_comes_later_is_not() -> None:
    soon = pages(world(item(), recalled_on="2027-03-01"))["towns/qinghe/"]
    assert "2027年3月1日" in said([section(soon, "coming")])
    later = pages(world(item(), recalled_on="2028-03-01"))["towns/qinghe/"]
    assert not [block for block in later.blocks if isinstance(block, Section) and block.anchor == "coming"]


def test_every_item_has_a_sheet_with_its_conditions_and_who_decides() -> None:
    page = pages(world(item(), item(item_id=OTHER)))["towns/qinghe/handbook/"]
    sheets = [block for block in page.blocks if isinstance(block, Section) and block.role == "sheet"]
    assert [sheet.anchor for sheet in sheets] == ["2026-00417-N", OTHER]
    text = said(sheets[:1])
    assert "是否适用，由青禾镇以自己的名义（依示府〔2021〕68号赋权，自2022年1月1日起）认定；不是承诺。" in text
    assert "去办理时带什么\n身份证件；单位还有营业执照等主体证明\n" in text
    assert "以上按条件的用词列出，清单没有规定；以执法机关的要求为准。" in text
    assert "可能适用，以执法机关认定为准" in text
    assert "站内固定地址 items/2026-00417-N/v1/" in text
    checklists = [inner for block in sheets[0].blocks if isinstance(block, Section) for inner in block.blocks
                  if isinstance(inner, Bullets) and inner.checklist]
    assert len(checklists[0].entries) == 3
    anchors = [block.anchor for sheet in sheets for block in sheet.blocks if isinstance(block, Section) and block.anchor]
    assert anchors == ["only-2026-00417-N", f"only-{OTHER}"], "an anchor stands once on a page"
    targets = {link.target for block in page.blocks for link in links(block)}
    assert {"#2026-00417-N", "#only-2026-00417-N"} <= targets


def test_a_sheet_of_the_booklet_says_to_whom_the_item_applies_and_when_it_does_not() -> None:
    sheet = section(pages(world(item(subject="个人;个体工商户", note="当事人知情的，不适用本事项")))["towns/qinghe/handbook/"], item().item_id or "")
    text = said(sheet.blocks)
    assert "个人、个体工商户" in text
    assert "当事人知情的，不适用本事项" in text


def test_drafts_are_neither_in_the_booklet_nor_in_the_changes() -> None:
    draft = item(item_id=OTHER, edition="scjg-2027-1", effective_from="2027-01-01", violation=SECRET)
    text = "".join(said(page.blocks) for page in pages(world(item(), draft)).values())
    assert SECRET not in text
    assert MODEL_EDITION["edition"] not in text
