"""The feeds of the site, and which feed goes with which page."""

from generator.document import addresses
from generator.document.news import News
from generator.document.shelf import Shelf
from generator.render.atom import AtomPrinter
from generator.site.publication import Publication


def write(news: News, shelf: Shelf, publication: Publication, notice: str, offline: bool) -> None:
    """feeds/*.atom: city, departments, towns and laws."""
    city = shelf.world.book.city
    printer = AtomPrinter(city.name or "行政执法减免责清单", city.base_url, notice, offline)
    for feed in news.feeds():
        publication.write(addresses.feed(feed.name), printer.feed(feed, shelf.as_of))


def of_page(path: str) -> str | None:
    """The feed that goes with the page at `path`, if one does."""
    section, _, rest = path.partition("/")
    code, _, deeper = rest.partition("/")
    prefix = {"depts": "dept", "towns": "town", "laws": "law"}.get(section)
    if prefix and code and not deeper:
        return addresses.feed(f"{prefix}-{code}")
    return addresses.feed("city") if path == "" or section == "changes" else None
