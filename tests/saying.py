"""A small world for tests of what pages say, and every word and link of their blocks."""

from datetime import date

from generator.document.basis import Basis
from generator.document.blocks import (
    Block,
    Bullets,
    Chart,
    Facts,
    Heading,
    Link,
    Note,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
    bare,
)
from generator.document.item import ItemPages
from generator.document.lawbook import cited_laws, keys
from generator.document.reach import Reach
from generator.document.redaction import redacted
from generator.document.shelf import Shelf
from generator.legality.example import AS_OF, MODEL_EDITION, model_item, model_world
from generator.model import Finding, Item, World
from generator.schema import tables

HEADERS = tables()["exemptions"].headers
OLD_EDITION = {**MODEL_EDITION, "edition": "scjg-2022-1", "published_on": "2022-10-25", "effective_from": "2022-12-01",
               "effective_to": "2027-12-01", "title": "旧版"}
DRAFT_EDITION = {**MODEL_EDITION, "edition": "scjg-2027-1", "published_on": "", "effective_from": "2027-01-01"}
SECRET = "只在草案里的话"


def world_of(*items: Item, editions: tuple[dict[str, str], ...] = (OLD_EDITION, DRAFT_EDITION), as_of: date = AS_OF,
             **book: object) -> World:
    return model_world(items, {"editions": editions, **book.pop("tables", {})}, as_of, headers=HEADERS, **book)


def said(blocks: tuple[Block, ...] | list[Block]) -> str:
    """Every word of the blocks, in order."""
    return "\n".join(line for block in blocks for line in lines(block))


def lines(block: Block) -> list[str]:
    match block:
        case Paragraph(text=text) | Note(text=text) | Heading(text=text):
            return [bare(text)]
        case Bullets(entries=entries):
            return [bare(entry) for entry in entries]
        case Facts(pairs=pairs):
            return [f"{name}：{bare(value)}" for name, value in pairs]
        case Table(headers=headers, rows=rows) | Chart(table=Table(headers=headers, rows=rows)):
            return [*headers, *(bare(cell) for row in rows for cell in row)]
        case Section(title=title, blocks=inner):
            return [bare(title), *(line for child in inner for line in lines(child))]


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


def two_versions() -> tuple[Item, Item]:
    old = model_item(edition="scjg-2022-1", effective_from="2022-12-01", correction_deadline="当日", change_reason="首次编制")
    return old, model_item(change_reason="改正期限放宽")
