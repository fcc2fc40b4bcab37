"""Old article → new article: the stored facts of lists/law_map.csv, and how they are computed from the texts."""

from generator.lawmap.links import LawMap, Link, Outcome, law_map

__all__ = ["LawMap", "Link", "Outcome", "law_map"]
