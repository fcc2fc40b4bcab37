"""Which pages the site has: everything `document` makes of a shelf."""

from collections.abc import Iterator

from generator.document.basis import Basis
from generator.document.blocks import Page
from generator.document.dictionary import dictionary_page
from generator.document.item import ItemPages
from generator.document.law import law_pages
from generator.document.lawbook import cited_laws, keys
from generator.document.listing import department_pages, list_pages, lists_overview
from generator.document.reach import Reach
from generator.document.rules import rule_pages
from generator.document.shelf import Shelf
from generator.document.terms import terms_page
from generator.legality.judge import rules
from generator.schema import tables

FRAMES = (("lists", 1), ("lists", 2), ("lists", 3), ("depts", 1), ("depts", 2), ("towns", 1), ("towns", 2), ("laws", 1),
          ("laws", 2), ("rules", 1), ("rules", 2), ("terms", 1), ("about", 1), ("about", 2))
"""Every (section, depth) a generated page can have."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Every generated page, items first."""
    laws = cited_laws(shelf)
    basis = Basis(shelf, keys(laws))
    reach = Reach(shelf)
    maker = ItemPages(shelf, basis, reach)
    for item_id in shelf.versions:
        yield from maker.pages(item_id)
    yield lists_overview(shelf)
    yield from list_pages(shelf, basis)
    yield from department_pages(shelf)
    yield from reach.towns()
    yield from law_pages(shelf, laws)
    yield from rule_pages(rules(), laws, tables())
    yield terms_page(shelf)
    yield dictionary_page(tables())
