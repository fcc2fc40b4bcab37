"""The sitemap of a site (sitemaps.org 0.9): one file, or an index of several where there are more pages than one may name."""

from collections.abc import Iterable, Iterator
from html import escape

MOST = 50_000
"""Addresses that the protocol allows in one file."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemaps(base_url: str, pages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(path, content) of each file; `pages` are addresses below `base_url`, which ends with a slash."""
    addresses = [f"{base_url}{page}" for page in pages]
    if len(addresses) <= MOST:
        yield "sitemap.xml", _listed("urlset", "url", addresses)
        return
    parts = [addresses[start:start + MOST] for start in range(0, len(addresses), MOST)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield "sitemap.xml", _listed("sitemapindex", "sitemap", [f"{base_url}{name}" for name in names])
    for name, part in zip(names, parts, strict=True):
        yield name, _listed("urlset", "url", part)


def _listed(outer: str, inner: str, addresses: Iterable[str]) -> str:
    rows = "".join(f"<{inner}><loc>{escape(address)}</loc></{inner}>\n" for address in addresses)
    return f"{_HEAD}<{outer} {_NAMES}>\n{rows}</{outer}>\n"
