"""What people say, as the files of the index tell it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.search import sayings, text
from generator.search.recalled import Holders
from generator.search.vocabulary import Told, answered


@dataclass(frozen=True, slots=True)
class Spoken:
    """The fingerprints of all sayings in `meta`, the sayings themselves in `words`, and in v, shard by shard, what each leads to."""

    meta: Mapping[str, Any]
    words: str
    shards: Mapping[str, bytes]


def spoken(told: Told, holders: Holders, departments: Sequence[str], fields: Sequence[str],
           shard: Callable[[list[list[object]], Sequence[int]], bytes]) -> Spoken:
    """What their words lead to; `shard` writes the rows of a shard and the records of the entries that are shown first."""
    found = sayings.sayings(answered(told, holders, departments, fields))
    parts = sayings.parted(found)
    shards = {f"v{number}": shard(rows, sorted({entry for saying in shared for entry in saying.likely}))
              for number, (shared, rows) in enumerate(zip(parts, sayings.rows(parts), strict=True))}
    longest = max((len(saying.form) for saying in found), default=0)
    return Spoken({"sayings": sayings.written(saying.form for saying in found), "longest": longest},
                  " ".join("".join(text.runs(saying.said.term)) for saying in found), shards)
