"""The search of the site: one script with what every query needs, and shards which it fetches; the page is in site_src."""

import json
import re
from pathlib import Path

from generator.document.shelf import Shelf
from generator.search import index
from generator.site.publication import Publication

BUNDLE = "search/search.js"
"""Index and client in one file, so that a visitor waits for one request before the first query."""

CLIENT = ("text", "index", "question", "scoring", "spelling", "matching", "facets", "records", "engine", "address", "view", "page")
"""The parts of the client in site_src/search; each uses those before it."""


def write(shelf: Shelf, publication: Publication, offline: bool, project: Path) -> None:
    """The bundle and the shards, from what the shelf has published; `project` is the folder of site_src."""
    found = index(shelf)
    publication.judge(BUNDLE, "search", json.loads(found.meta))
    style = (project / "site_src/pages/assets/search.css").read_text(encoding="utf-8")
    meta = found.meta[:-1] + (',"offline":true}' if offline else "}")
    publication.write(BUNDLE, f"var qingdanMeta={meta};\nvar qingdanStyle={json.dumps(style, ensure_ascii=False)};\n{script(project)}")
    for name, content in found.shards.items():
        publication.write(f"search/{name}.js", content)


def script(project: Path) -> str:
    """The client, without what only its authors read: comments (//, after a space or at the beginning of a line) and indentation."""
    parts = ((project / "site_src/search" / f"{name}.js").read_text(encoding="utf-8") for name in CLIENT)
    return re.sub(r"(?m)^\s*//.*\n| // .*|^[ \t]+|\n(?=\n)", "", "".join(parts))


def client(root: str) -> str:
    """The script element of the search page, to be asked for before the style; `root` is the way from that page to the root of the site.

    It runs when it has come, and asks for shards while the page is still read and laid out.
    """
    return f'<script src="{root}{BUNDLE}" async fetchpriority="high"></script>'
