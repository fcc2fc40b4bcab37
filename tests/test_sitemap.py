"""The sitemap: well-formed whatever the address of the site, and no file larger than search engines take."""

from xml.etree import ElementTree

import pytest

from generator.site.sitemap import MOST, sitemaps

NAMES = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(text: str) -> list[str]:
    """The addresses of a file."""
    return [loc.text or "" for loc in ElementTree.fromstring(text).iter(f"{NAMES}loc")]


@pytest.mark.parametrize("count", [0, 1, MOST, MOST + 1, 2 * MOST + 7])
def test_every_page_is_named_once_and_no_file_is_too_long(count: int) -> None:
    base = "https://qingdan.example/?a=1&b=<2>/"
    files = dict(sitemaps(base, (f"items/{n}/" for n in range(count))))
    read = {path: addresses(text) for path, text in files.items()}
    assert max(map(len, read.values())) <= MOST
    if count > MOST:
        assert [f"{base}{path}" for path in files][1:] == read.pop("sitemap.xml")
    assert sorted(address for one in read.values() for address in one) == sorted(f"{base}items/{n}/" for n in range(count))
