"""What results show of items."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from generator.model import Kind
from generator.search import numbers
from generator.search.entry import Entry


class Shown(NamedTuple):
    """Of one item: its identifier, its violation, its list and its first law, each as it is written (one more than the number of the law, for 0 says none)."""

    item_id: str
    violation: str
    kind: str
    law: str


class Records:
    """The records of all entries; `laws` are numbered."""

    def __init__(self, entries: Sequence[Entry], laws: Mapping[str, int]) -> None:
        kind = {kind: numbers.written([number]) for number, kind in enumerate(Kind)}
        law = {law: numbers.written([number + 1]) for law, number in laws.items()}
        nothing = numbers.written([0])
        self.shown = [Shown(entry.item_id, entry.item.violation or "", kind[entry.item.kind], law[entry.laws[0]] if entry.laws else nothing) for entry in entries]

    def of(self, who: Sequence[int]) -> list[Any]:
        """Those of some entries (rising): their numbers, and column by column what they show."""
        ids, violations, kinds, laws = zip(*(self.shown[number] for number in who), strict=True) if len(who) else ((),) * 4
        return [numbers.rising(who), " ".join(ids), violations, "".join(kinds), "".join(laws)]
