"""What is not public is on no page; a preview shows it and says so."""

from dataclasses import replace

from saying import SECRET, item_pages, said, two_versions, world_of

from generator.document.basis import Basis
from generator.document.dashboard import dashboard
from generator.document.department import department_pages
from generator.document.edition import edition_pages
from generator.document.home import home_blocks
from generator.document.item import ItemPages
from generator.document.law import LawPages
from generator.document.lawbook import cited_laws, keys
from generator.document.listing import list_pages
from generator.document.reach import Reach
from generator.document.redaction import redacted
from generator.document.remarks import findings_page
from generator.document.shelf import Shelf
from generator.document.terms import terms_page
from generator.document.town import town_pages
from generator.document.turns import turns
from generator.legality.example import model_item
from generator.model import Finding, Kind, Redaction, Severity, Source, World


def whole_site(world: World) -> str:
    shelf = Shelf(redacted(world))
    laws = cited_laws(shelf)
    basis = Basis(shelf, keys(laws))
    reach = Reach(shelf)
    pages = [page for item_id in shelf.versions for page in ItemPages(shelf, basis, reach).pages(item_id)]
    pages += [*list_pages(shelf, basis), *edition_pages(shelf, basis), *department_pages(shelf), *town_pages(shelf, reach),
              *LawPages(shelf, laws), terms_page(shelf), dashboard(shelf, basis, turns(shelf))]
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
