"""What the pages say: answers under conditions, derived states, and nothing that is not public."""

from dataclasses import replace
from datetime import date

import pytest

from generator.document import words
from generator.document.basis import Basis
from generator.document.blocks import (
    Block,
    Bullets,
    Chart,
    Facts,
    Heading,
    Link,
    Mark,
    Note,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
)
from generator.document.conditions import points
from generator.document.dashboard import dashboard
from generator.document.department import department_pages
from generator.document.edition import edition_pages
from generator.document.handbook import page_of
from generator.document.home import home_blocks
from generator.document.item import ItemPages
from generator.document.law import LawPages
from generator.document.lawbook import cited_laws, keys
from generator.document.listing import list_pages
from generator.document.reach import Reach
from generator.document.redaction import redacted
from generator.document.remarks import findings_page
from generator.document.rules import rule_pages
from generator.document.shelf import Shelf
from generator.document.terms import terms_page
from generator.document.town import town_pages
from generator.document.turns import turns
from generator.document.wording import changed
from generator.legality.example import AS_OF, MODEL_EDITION, model_item, model_world
from generator.legality.judge import rules
from generator.model import Finding, Interval, Item, Kind, Redaction, Severity, Source, Status, World
from generator.schema import tables

HEADERS = tables()["exemptions"].headers
OLD_EDITION = {**MODEL_EDITION, "edition": "scjg-2022-1", "published_on": "2022-10-25", "effective_from": "2022-12-01",
               "effective_to": "2027-12-01", "title": "旧版"}
DRAFT_EDITION = {**MODEL_EDITION, "edition": "scjg-2027-1", "published_on": "", "effective_from": "2027-01-01"}


def world_of(*items: Item, editions: tuple[dict[str, str], ...] = (OLD_EDITION, DRAFT_EDITION), as_of: date = AS_OF,
             **book: object) -> World:
    return model_world(items, {"editions": editions, **book.pop("tables", {})}, as_of, headers=HEADERS, **book)


def said(blocks: tuple[Block, ...] | list[Block]) -> str:
    """Every word of the blocks, in order."""
    return "\n".join(line for block in blocks for line in lines(block))


def run_of(text: Text) -> str:
    return text if isinstance(text, str) else "".join(p if isinstance(p, str) else p.text for p in text)


def lines(block: Block) -> list[str]:
    match block:
        case Paragraph(text=text) | Note(text=text) | Heading(text=text):
            return [run_of(text)]
        case Bullets(entries=entries):
            return [run_of(entry) for entry in entries]
        case Facts(pairs=pairs):
            return [f"{name}：{run_of(value)}" for name, value in pairs]
        case Table(headers=headers, rows=rows) | Chart(table=Table(headers=headers, rows=rows)):
            return [*headers, *(run_of(cell) for row in rows for cell in row)]
        case Section(title=title, blocks=inner):
            return [run_of(title), *(line for child in inner for line in lines(child))]


def links(block: Block) -> list[Link]:
    texts: list[Text] = []
    match block:
        case Section(title=title, blocks=inner):
            return [p for p in title if isinstance(p, Link)] + [one for child in inner for one in links(child)]
        case Table(rows=rows) | Chart(table=Table(rows=rows)):
            texts = [cell for row in rows for cell in row]
        case Bullets(entries=entries):
            texts = list(entries)
        case Facts(pairs=pairs):
            texts = [value for _, value in pairs]
        case _:
            texts = [block.text]
    return [part for text in texts if not isinstance(text, str) for part in text if isinstance(part, Link)]


def item_pages(world: World, item_id: str = "2026-00417-N", preview: bool = False, findings: tuple[Finding, ...] = ()) -> list[Page]:
    shelf = Shelf(redacted(world), findings, preview)
    return list(ItemPages(shelf, Basis(shelf, keys(cited_laws(shelf))), Reach(shelf)).pages(item_id))


# ---- the conditions as a checklist -------------------------------------------------------------------------------


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


# ---- the answer --------------------------------------------------------------------------------------------------


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


# ---- status and interval -----------------------------------------------------------------------------------------


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
    assert run_of(strip.text) == "现行有效自2026年9月15日起施行，有效期至2031年9月14日。截至2026年11月24日。"


def two_versions() -> tuple[Item, Item]:
    old = model_item(edition="scjg-2022-1", effective_from="2022-12-01", correction_deadline="当日", change_reason="首次编制")
    return old, model_item(change_reason="改正期限放宽")


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


def test_change_is_told_cell_by_cell() -> None:
    old, new = two_versions()
    shelf = Shelf(world_of(old, new))
    assert changed(old, new, shelf) == (("改正期限", "当日", "3个工作日内"),)


# ---- what is not public ------------------------------------------------------------------------------------------

SECRET = "只在草案里的话"


def whole_site(world: World) -> str:
    shelf = Shelf(redacted(world))
    laws = cited_laws(shelf)
    basis = Basis(shelf, keys(laws))
    reach = Reach(shelf)
    pages = [page for item_id in shelf.versions for page in ItemPages(shelf, basis, reach).pages(item_id)]
    pages += [*list_pages(shelf, basis), *edition_pages(shelf, basis), *department_pages(shelf), *town_pages(shelf, reach), *LawPages(shelf, laws), terms_page(shelf), dashboard(shelf, basis, turns(shelf))]
    return "\n".join(f"{page.title}\n{page.description}\n{said(page.blocks)}" for page in pages) + said(home_blocks(shelf))


def test_a_draft_appears_nowhere() -> None:
    draft_version = model_item(edition="scjg-2027-1", effective_from="2027-01-01", conditions=SECRET, change_reason=SECRET)
    draft_item = model_item(item_id="2026-55555-0", edition="", violation=SECRET)
    coming = {"department": "scjg", "term": SECRET, "definition": SECRET, "from": "2027-01-01"}
    text = whole_site(world_of(model_item(), draft_version, draft_item, tables={"terms": (coming,)}))
    assert "通过大众传播媒介" in text
    assert SECRET not in text
    assert "scjg-2027-1" not in text
    assert "2026-55555-0" not in text


def test_a_preview_shows_drafts_and_findings_and_says_so() -> None:
    draft = model_item(item_id="2026-55555-0", edition="", violation=SECRET)
    finding = Finding("C02", Severity.ERROR, "缺少要件", "补上", item_id="2026-55555-0", field="conditions", column="适用条件")
    pages = item_pages(world_of(draft), "2026-55555-0", preview=True, findings=(finding,))
    assert "这是尚未公布的草案" in said(pages[0].blocks)
    assert "错误 适用条件：缺少要件[C02] 补上" in said(pages[0].blocks)
    assert pages[1].path == "items/2026-55555-0/draft-2026-09-15/"


def test_findings_stay_inside() -> None:
    finding = Finding("C02", Severity.ERROR, "缺少要件", item_id="2026-00417-N")
    assert "缺少要件" not in said(item_pages(world_of(model_item()), findings=(finding,))[0].blocks)


def test_redacted_words_are_gone_from_every_version() -> None:
    old, new = two_versions()
    world = world_of(replace(old, note="联系张某"), replace(new, note="联系张某", subject=("张某",)))
    hidden = tuple(Redaction(item_id="2026-00417-N", field=name) for name in ("note", "subject"))
    text = whole_site(World(replace(world.book, redactions=hidden), world.as_of))
    assert "张某" not in text
    assert "备注：已依法隐去" in text


# ---- what came later ---------------------------------------------------------------------------------------------


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


# ---- lists, towns, laws, rules -----------------------------------------------------------------------------------


def test_an_empty_list_says_so_and_ended_items_are_folded() -> None:
    ended = model_item(edition="scjg-2022-1", effective_from="2022-12-01", effective_to="2026-01-01", end_reason="不再需要")
    world = world_of(ended)
    world = World(replace(world.book, lists=(("scjg", Kind.NO_PENALTY), ("scjg", Kind.NO_COERCION))), world.as_of)
    pages = {page.path: page for page in list_pages(Shelf(world), Basis(Shelf(world), {}))}
    assert set(pages) == {"lists/scjg/no-penalty/", "lists/scjg/no-coercion/"}
    assert "本部门暂无免予行政强制事项。" in said(pages["lists/scjg/no-coercion/"].blocks)
    folded = [block for block in pages["lists/scjg/no-penalty/"].blocks if isinstance(block, Section)]
    assert [(run_of(block.title), block.folded) for block in folded] == [("已失效（1项）", True), ("各批次公布的原文", False)]


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


def test_a_preview_shows_the_findings_of_files_and_editions_too() -> None:
    path = "lists/exemptions/scjg/no-penalty.csv"
    world = world_of(model_item())
    edition = next(e for e in world.book.editions if e.edition == "scjg-2022-1")
    edition = replace(edition, source=Source("lists/editions.csv", 3, 3))
    editions = tuple(edition if e.edition == "scjg-2022-1" else e for e in world.book.editions)
    world = World(replace(world.book, editions=editions, lists=(("scjg", Kind.NO_PENALTY),)), world.as_of)
    found = (Finding("S002", Severity.WARNING, "整个文件的话", path=path), Finding("S008", Severity.ERROR, "编号不成形的话", path=path, item_id="x", row=9),
             Finding("S005", Severity.ERROR, "批次的话", path="lists/editions.csv", line=3, row=3), Finding("C02", Severity.ERROR, "事项的话", path=path,
                                                                                                        item_id="2026-00417-N", row=2))
    shelf = Shelf(world, found, preview=True)
    listed = said(next(list_pages(shelf, Basis(shelf, {}))).blocks)
    assert "整个文件的话" in listed
    assert "编号不成形的话" in listed
    assert "事项的话" not in listed, "said on the page of the item"
    told = {page.path: said(page.blocks) for page in (*edition_pages(shelf, Basis(shelf, {})), *department_pages(shelf))}
    assert [path for path, text in told.items() if "批次的话" in text] == ["lists/scjg/no-penalty/editions/scjg-2022-1/", "depts/scjg/"]
    everything = findings_page(shelf)
    assert "3个错误、1个提醒" in said(everything.blocks)
    assert "第2行 2026-00417-N 错误 事项的话[C02] " in said(everything.blocks)
    public = Shelf(world, found)
    assert "的话" not in said([block for page in (*list_pages(public, Basis(public, {})), *edition_pages(public, Basis(public, {})))
                             for block in page.blocks])


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
    assert run_of(article.title) == "第五十九条"
    assert "处罚依据" in said([article])


def test_a_rule_page_shows_the_message_really_produced() -> None:
    shelf = Shelf(world_of(model_item()))
    pages = {page.path: page for page in rule_pages(rules(), cited_laws(shelf), tables())}
    for rule in rules():
        blocks = pages[f"rules/{rule.id}/"].blocks
        signs = [p.text for b in blocks if isinstance(b, Section) for example in b.blocks if isinstance(example, Section)
                 for p in example.title if isinstance(p, Mark)]
        assert signs == ["✗ 会被指出"] * sum(bool(e.flagged) for e in rule.examples) + ["✓ 符合"] * sum(not e.flagged for e in rule.examples)
    assert "应为“2024-01-01”" not in said(pages["rules/"].blocks)


def test_a_fault_has_a_page_of_the_same_form() -> None:
    page = page_of("S005")
    assert page.path == "rules/S005/"
    assert "✗ 会被指出" in said(page.blocks)
