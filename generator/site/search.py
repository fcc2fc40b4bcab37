"""The search of the site: one script with what every query needs, and shards which it fetches; the page is in site_src."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.document.shelf import Shelf
from generator.site.publication import Publication

BUNDLE = "search/search.js"
"""Index and client in one file, so that a visitor waits for one request before the first query."""

EAGER = "//# allFunctionsCalledOnLoad"
"""A hint to the browser: nearly every function serves the first question, so it may compile them all where the page does not wait for it."""

CLIENT = ("text", "sayings", "index", "question", "scoring", "spelling", "matching", "facets", "records", "engine", "address", "view", "page")
"""The parts of the client in site_src/search; each uses those before it."""


@dataclass(frozen=True, slots=True)
class Search:
    """What every query needs, and the contents of all files by path."""

    meta: str
    files: Mapping[str, str]

    def write(self, publication: Publication) -> None:
        """The files, once what every query needs has been judged."""
        publication.judge(BUNDLE, "search", json.loads(self.meta))
        for path, content in self.files.items():
            publication.write(path, content)


def search(shelf: Shelf, offline: bool, project: Path) -> Search:
    """The bundle and the shards, from what the shelf has published; `project` is the folder of site_src."""
    from generator.search import index  # and numpy, in the process that needs them

    found = index(shelf)
    style = (project / "site_src/pages/assets/search.css").read_text(encoding="utf-8")
    meta = found.meta[:-1] + (',"offline":true}' if offline else "}")
    bundle = f"{EAGER}\nvar qingdanMeta={meta};\nvar qingdanStyle={json.dumps(style, ensure_ascii=False)};\n{script(project)}"
    return Search(found.meta, {BUNDLE: bundle, **{f"search/{name}.js": content for name, content in found.shards.items()}})


def script(project: Path) -> str:
    """The client, without what only its authors read: comments (//, after a space or at the beginning of a line) and indentation."""
    parts = ((project / "site_src/search" / f"{name}.js").read_text(encoding="utf-8") for name in CLIENT)
    return re.sub(r"(?m)^\s*//.*\n| // .*|^[ \t]+|\n(?=\n)", "", "".join(parts))


def client(root: str) -> str:
    """The script element of the search page, to be asked for before the style; `root` is the way from that page to the root of the site.

    It runs when it has come, and asks for shards while the page is still read and laid out.
    """
    return f'<script src="{root}{BUNDLE}" async fetchpriority="high"></script>'
