"""The search page of a small city, built once in a run, and what it has found."""

import functools
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from conftest import CACHE
from searching import AS_OF, BOOK

from generator import site
from generator.model import Kind, World


@functools.cache
def built() -> Path:
    """The folder with the site of the small city, for a server (`site`) and from a folder (`offline`)."""
    folder = Path(tempfile.mkdtemp(prefix="search-", dir=CACHE))
    world = World(replace(BOOK, lists=(("scjg", Kind.NO_PENALTY), ("xfjy", Kind.NO_PENALTY))), AS_OF)
    for offline in (False, True):
        site.build(world, root=folder, out=folder / ("offline" if offline else "site"), offline=offline)
    return folder


def ready(page: Any, query: str) -> list[str]:
    """The identifiers of what was found, once the answer to `query` is there."""
    page.wait_for_selector(f'#search-results[data-ready="{query}"]', state="attached")
    return [one.get_attribute("data-item-id") for one in page.query_selector_all("#search-results [data-item-id]")]
