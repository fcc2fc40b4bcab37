"""The search of the site: one script with what every query needs, and shards which it fetches; the page is in site_src."""

import json
import re

from generator.document.shelf import Shelf
from generator.search import index
from generator.site.publication import Publication

BUNDLE = "search/search.js"
"""Index and client in one file, so that a visitor waits for one request before the first query."""


def write(shelf: Shelf, publication: Publication, offline: bool) -> None:
    """The bundle and the shards, from what the shelf has published; the client is among the assets written before."""
    found = index(shelf)
    publication.judge(BUNDLE, "search", json.loads(found.meta))
    assets = publication.folder / "assets"
    style = (assets / "search.css").read_text(encoding="utf-8")
    client = _bare((assets / "search.js").read_text(encoding="utf-8"))
    meta = found.meta[:-1] + (',"offline":true}' if offline else "}")
    publication.write(BUNDLE, f"var qingdanMeta={meta};\nvar qingdanStyle={json.dumps(style, ensure_ascii=False)};\n{client}")
    for name, content in found.shards.items():
        publication.write(f"search/{name}.js", content)


def _bare(script: str) -> str:
    """`script` without what only its authors read: lines of comment and indentation."""
    return re.sub(r"(?m)^\s*//.*\n|^[ \t]+", "", script)


def client(root: str) -> str:
    """The script element of the search page; `root` is the way from that page to the root of the site."""
    return f'<script src="{root}{BUNDLE}" defer></script>'
