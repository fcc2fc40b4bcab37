"""The index is read back from its files as the client reads it: items must be found by their own words, sayings by their fingerprints, or the build stops."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.model import Refusal
from generator.search import groups, numbers, sayings, text
from generator.search.keys import shard_of
from generator.search.shards import Index

SAMPLE = 50
"""Items, and shards of sayings, that are looked up, spread evenly over the index; the first and the last are among them."""


def prove(index: Index) -> None:
    """Refusal when an item of the sample is not found by every pair of its violation, by its identifier, or shows other text; or a saying is not where it is sought."""
    held = {number: text.bigrams(index.entries[number].item.violation or "") for number in _sample(len(index.entries))}
    reader = _Reader(json.loads(index.meta), index.shards, frozenset().union(*held.values()))
    for number, pairs in held.items():
        entry = index.entries[number]
        lost = [pair for pair in sorted(pairs) if number not in reader.holders(pair)]
        if lost:
            raise Refusal(f"查询索引有误：用“{lost[0]}”查不到 {entry.item_id}，已停止。请报告该问题。")
        if reader.record(number) != [entry.item_id, entry.item.violation or ""] or number not in reader.identified(entry.item_id):
            raise Refusal(f"查询索引有误：{entry.item_id} 的记录不对，已停止。请报告该问题。")
    sought = sayings.shards(sayings.unpacked(reader.meta["sayings"]))
    for number in _sample(len(sought)):
        if {*sought[number]} != {*map(sayings.fingerprint, reader.forms(number))}:
            raise Refusal(f"查询索引有误：第{number}片群众说法与总表不符，已停止。请报告该问题。")


def _sample(count: int) -> list[int]:
    return sorted({*range(0, count, 1 + count // SAMPLE), *range(count)[-1:]})


class _Reader:
    """The index as it is read; of all pairs those that will be `sought`."""

    def __init__(self, meta: Mapping[str, Any], shards: Mapping[str, str], sought: frozenset[str]) -> None:
        self.meta = meta
        self._sought = sought
        self._shards = shards
        chars = [chr(code) for alike in meta["chars"].split(" ") for code in numbers.risen(alike)]
        self._rank = {char: rank for rank, char in enumerate(chars)}
        self._group = dict(zip(chars, numbers.read(meta["groups"]), strict=True))
        self._read: dict[str, Any] = {}
        self._pairs: dict[str, Mapping[str, str]] = {}
        self._holders: dict[str, frozenset[int]] = {}

    def holders(self, pair: str) -> frozenset[int]:
        """The entries whose violation holds the pair."""
        if pair not in self._holders:
            self._holders[pair] = frozenset(self._found(pair))
        return self._holders[pair]

    def _found(self, pair: str) -> Sequence[int]:
        owner = groups.owner(pair, self._rank)
        if owner not in self._group:
            return []
        name = f"a{self._group[owner]}"
        if name not in self._pairs:
            self._pairs[name] = {row[:2]: row[2:] for row in self._shard(name)[0].split("|") if row[:2] in self._sought}
            del self._read[name]  # read for its pairs alone
        return numbers.risen(self._pairs[name].get(pair, "").partition("&")[0])

    def record(self, number: int) -> list[str]:
        """What a result shows of an entry: identifier and violation."""
        size = self.meta["records"]
        _, ids, violations, *_ = self._shard(f"r{number // size}")
        return [ids.split(" ")[number % size], violations[number % size]]

    def identified(self, item_id: str) -> Sequence[int]:
        """The entries of that identifier."""
        key = item_id.replace("-", "").lower()
        rows = self._shard(f"k{shard_of(key, self.meta['keys'])}")
        return next((numbers.risen(who) for known, who in rows if known == key), [])

    def forms(self, number: int) -> list[str]:
        """The sayings that a shard tells of."""
        return [form for *_, form in self._shard(f"v{number}")[0]]

    def _shard(self, name: str) -> Any:
        if name not in self._read:
            content = self._shards.get(name)
            if content is None:
                raise Refusal(f"查询索引有误：缺少 {name}，已停止。请报告该问题。")
            self._read[name] = json.loads("[" + content[content.index("(") + 1:content.rindex(")")] + "]")[2]
        return self._read[name]
