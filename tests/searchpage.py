"""The search page of a small city: built once in a run, and opened by a page that must have nothing to complain of."""

import functools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM
from conftest import CACHE
from searching import AS_OF, BOOK

from generator import site
from generator.model import Kind, World

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="没有 chromium，不能打开查询页")


@functools.cache
def built() -> Path:
    """The folder with the site of the small city, for a server (`site`) and from a folder (`offline`)."""
    folder = Path(tempfile.mkdtemp(prefix="search-", dir=CACHE))
    world = World(replace(BOOK, lists=(("scjg", Kind.NO_PENALTY), ("xfjy", Kind.NO_PENALTY))), AS_OF)
    for offline in (False, True):
        site.build(world, root=folder, out=folder / ("offline" if offline else "site"), offline=offline)
    return folder


@contextmanager
def quiet_page(browser: Any) -> Iterator[Any]:
    """A page of the browser; an error it tells of fails the test."""
    opened = browser.new_page()
    opened.set_default_timeout(10_000)
    said: list[str] = []
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" and "404" not in message.text else None)
    yield opened
    opened.close()
    assert said == []


def ready(page: Any, query: str) -> list[str]:
    """The identifiers of what was found, once the answer to `query` is there."""
    page.wait_for_selector(f'#search-results[data-ready="{query}"]', state="attached")
    return [one.get_attribute("data-item-id") for one in page.query_selector_all("#search-results [data-item-id]")]
