"""The texts of all versions → the rows of law_map.csv."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.lawmap.alignment import align, amount_changed
from generator.lawmap.links import Outcome, successor
from generator.lawmap.text import Text
from generator.laws import Registry

Texts = Mapping[str, Sequence[Text]]
"""law_id → its articles in order."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """One link between two texts; `new` is None when the article is gone."""

    law_id: str
    old: Text
    to_law_id: str
    new: Text | None
    similarity: float
    amount_changed: bool | None
    verdict: Outcome

    @property
    def place(self) -> tuple[int, int] | None:
        """(article, suffix) of the new article."""
        return self.new.place if self.new else None

    @property
    def untouched(self) -> bool:
        """True iff number and text are the same: law_map.csv leaves such a link out."""
        return self.verdict is Outcome.SAME and self.new is not None and (self.new.place, self.new.whole) == (self.old.place, self.old.whole)

    def cells(self) -> dict[str, str]:
        """The row of law_map.csv."""
        return {
            "from_law_id": self.law_id, "from_article": str(self.old.article), "from_suffix": str(self.old.suffix),
            "to_law_id": self.to_law_id if self.new else "", "to_article": str(self.new.article) if self.new else "",
            "to_suffix": str(self.new.suffix) if self.new else "", "similarity": f"{min(self.similarity, 1):.2f}" if self.new else "",
            "amount_changed": {None: "", True: "是", False: "否"}[self.amount_changed], "verdict": self.verdict.value, "confirmed": "否"}


def pairings(laws: Registry, texts: Texts, progress: Callable[[str, int, int], None] | None = None) -> Iterator[Pairing]:
    """Every link of every text to the text that follows it."""
    followed: dict[str, list[str]] = defaultdict(list)
    for law_id in texts:
        following = successor(laws, law_id)
        if following is not None and following in texts:
            followed[following].append(law_id)
    for done, (new_id, old_ids) in enumerate(sorted(followed.items()), 1):
        if progress:
            progress("对照新旧条文", done, len(followed))
        new = texts[new_id]
        same_law = [_key(old_id) == _key(new_id) for old_id in old_ids]
        for old_id, matches in zip(old_ids, align([texts[one] for one in old_ids], new, same_law), strict=True):
            for match in matches:
                old, target = texts[old_id][match.old], None if match.new is None else new[match.new]
                vouched = target is not None and match.verdict is not Outcome.UNSURE
                yield Pairing(old_id, old, new_id, target, match.similarity,
                              amount_changed(match, old, target) if target and vouched else None, match.verdict)


def _key(law_id: str) -> str:
    return law_id.split("@", 1)[0]


def rows(pairs: Iterable[Pairing], confirmed: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """The rows of law_map.csv. What a person `confirmed` about an article of a known law takes the place of what was computed."""
    kept: dict[tuple[str, str, str], list[Mapping[str, str]]] = defaultdict(list)
    for row in confirmed:
        kept[row["from_law_id"], row["from_article"], row["from_suffix"]].append(row)
    found, similarity = [], {}
    for pair in pairs:
        cells = pair.cells()
        place = cells["from_law_id"], cells["from_article"], cells["from_suffix"]
        if place in kept:
            similarity[*place, cells["to_article"], cells["to_suffix"]] = cells["similarity"]
        elif not pair.untouched:
            found.append(cells)
    for place, confirmed_rows in kept.items():
        for row in confirmed_rows:
            computed = similarity.get((*place, row.get("to_article", ""), row.get("to_suffix", "")))
            found.append({**row, "similarity": row.get("similarity") or computed or ""})
    return found
