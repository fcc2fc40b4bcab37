"""The files of an index: what every query needs, and shards that are fetched by name."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.search.entry import Entry


@dataclass(frozen=True, slots=True)
class Index:
    """`meta` is what every query needs; `shards` are fetched by name.

    a, b: postings of the violations (after &, who means a pair that none holds) and of the other columns; r: what results show; v: what sayings lead to;
    w: all sayings; l: laws, and what facets need besides `meta`; d: document numbers of the editions;
    c: the articles of laws; n: articles of any law; k: identifiers; s: sounds; t: traditional characters; p: initials, by the first.
    """

    meta: str
    shards: Mapping[str, str]
    version: str
    entries: Sequence[Entry]
    """What it is the index of, in the order of their numbers."""


class Shards(Mapping[str, str]):
    """Shards by name, each written out when it is asked for: what is kept of them is `content`, their JSON."""

    def __init__(self, version: str, content: Mapping[str, bytes]) -> None:
        self._version = version
        self._content = content

    def __getitem__(self, name: str) -> str:
        return f'qingdanShard({compact(self._version)},{compact(name)},{self._content[name].decode()});\n'

    def __iter__(self) -> Iterator[str]:
        return iter(self._content)

    def __len__(self) -> int:
        return len(self._content)


def compact(value: Any) -> str:
    """JSON in the fewest characters, fit to stand in a script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def encoded(value: Any) -> bytes:
    """The same in bytes."""
    return compact(value).encode()
