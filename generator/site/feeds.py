"""The feeds of the site, and which feed goes with which page."""

from generator.document import addresses
from generator.document.news import Feed
from generator.document.shelf import Shelf
from generator.render.atom import AtomPrinter
from generator.site.publication import Publication


class Feeds:
    """Writes feeds/*.atom: city, departments, towns and laws."""

    def __init__(self, shelf: Shelf, publication: Publication, notice: str, offline: bool) -> None:
        city = shelf.world.book.city
        self._as_of = shelf.as_of
        self._publication = publication
        self._printer = AtomPrinter(city.name or "行政执法减免责清单", city.base_url, notice, offline)

    def write(self, feed: Feed) -> None:
        """One feed."""
        self._publication.write(addresses.feed(feed.name), self._printer.feed(feed, self._as_of))


def of_page(path: str) -> str | None:
    """The feed that goes with the page at `path`, if one does."""
    section, _, rest = path.partition("/")
    code, _, deeper = rest.partition("/")
    prefix = {"depts": "dept", "towns": "town", "laws": "law"}.get(section)
    if prefix and code and not deeper:
        return addresses.feed(f"{prefix}-{code}")
    return addresses.feed("city") if path == "" or section == "changes" else None
