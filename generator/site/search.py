"""The search of the site: one script with what every query needs, and shards which it fetches; the page is in site_src."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from generator.document.shelf import Shelf

BUNDLE = "search/search.js"
"""Index and client in one file, so that a visitor waits for one request before the first query."""

EAGER = "//# allFunctionsCalledOnLoad"
"""A hint to the browser: nearly every function serves the first question, so it may compile them all where the page does not wait for it."""

CLIENT = ("text", "sayings", "index", "question", "scoring", "spelling", "matching", "facets", "records", "engine", "address", "view", "page")
"""The parts of the client in site_src/search; each uses those before it."""


def files(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """The index of what the shelf has published: what every query needs, with the path of the bundle it belongs into; then path and content of each shard.

    It is read back when all are on their way. Refusal when it does not find what it holds.
    """
    from generator.search import index, prove  # and numpy, in the process that needs them

    made = index(shelf)
    yield BUNDLE, made.meta
    for name, content in made.shards.items():
        yield f"search/{name}.js", content
    prove(made)


def bundle(meta: str, offline: bool, project: Path) -> str:
    """What every query needs, style and client; `project` is the folder of site_src."""
    style = re.sub(r"(?s)/\*.*?\*/|\s+(?=[{}])|(?<=[{};,])\s+", "", (project / "site_src/pages/assets/search.css").read_text(encoding="utf-8"))
    meta = meta[:-1] + (',"offline":true}' if offline else "}")
    return f"{EAGER}\nvar qingdanMeta={meta};\nvar qingdanStyle={json.dumps(style, ensure_ascii=False)};\n{script(project)}"


def script(project: Path) -> str:
    """The client, without what only its authors read: comments (//, after a space or at the beginning of a line), indentation, spaces and line ends beside signs."""
    parts = ((project / "site_src/search" / f"{name}.js").read_text(encoding="utf-8") for name in CLIENT)
    text = re.sub(r"(?m)^\s*//.*\n| // .*|^[ \t]+|\n(?=\n)", "", "".join(parts))
    return _LITERAL_OR_SIGN.sub(lambda found: found[1] or found[0], text)


_LITERAL_OR_SIGN = re.compile(
    r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|/(?![ *])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n])+/|\s*([=<>?:{}(),;&|!*]+|(?<![+-]\s)[+-](?!\s*[+-]))\s*""")
"""A text or a pattern, which stays as it is (a quotient has a space after its sign), or signs between spaces and line ends, which lose them (not beside another of its kind: 1 - -1)."""


def client(root: str) -> str:
    """The script element of the search page, to be asked for before the style; `root` is the way from that page to the root of the site.

    It runs when it has come, and asks for shards while the page is still read and laid out.
    """
    return f'<script src="{root}{BUNDLE}" async fetchpriority="high"></script>'
