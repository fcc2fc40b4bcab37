"""The search index of the site and the client that reads it; the page /search/ and its form are in site_src."""

from generator.document.shelf import Shelf
from generator.site.publication import Publication


def write(shelf: Shelf, publication: Publication, offline: bool) -> None:
    """The index files, from the versions the shelf shows."""


def client(root: str) -> str:
    """The script elements of the search page; `root` is the way from that page to the root of the site."""
    return ""
