"""What a legality rule is: metadata, one check and the examples that are at once its tests and its page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

from generator.legality.glance import Glance
from generator.model import Edition, Item, Kind, Severity, World


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check found: the field it is about (None = the whole record) and the fact, in Chinese.

    `severity` and `hint` replace the rule's own where one rule has a strong and a weak form (E01, B05).
    """

    field: str | None
    message: str
    severity: Severity | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A name and the difference from the shared lawful model item (or edition) that makes the case.

    `cells` are field → text as the clerk would write it ("" removes a cell). `beside` are further items, each a
    difference like `cells`, plus the keys "kind" (slug) and "department". `tables` are further rows of other tables
    (noun → rows of field → text), e.g. {"focus": [{"department": "scjg", "violation": "…"}]}.
    """

    name: str
    flagged: tuple[str | None, ...] = ()
    cells: Mapping[str, str]
    kind: Kind = Kind.NO_PENALTY
    department: str = "scjg"
    beside: tuple[Mapping[str, str], ...] = ()
    tables: Mapping[str, tuple[Mapping[str, str], ...]]
    as_of: date | None = None
    severity: Severity | None = None


def passes(name: str, *, kind: Kind = Kind.NO_PENALTY, department: str = "scjg", as_of: date | None = None,
           beside: tuple[Mapping[str, str], ...] = (),
           tables: Mapping[str, tuple[Mapping[str, str], ...]] | None = None, **cells: str) -> Example:
    """A lawful case that the rule must leave alone."""
    return Example(name=name, cells=cells, kind=kind, department=department, as_of=as_of, beside=beside,
                   tables=tables or {})


def flags(fields: str | tuple[str | None, ...], name: str, *, kind: Kind = Kind.NO_PENALTY, department: str = "scjg",
          as_of: date | None = None, beside: tuple[Mapping[str, str], ...] = (),
          tables: Mapping[str, tuple[Mapping[str, str], ...]] | None = None,
          severity: Severity | None = None, **cells: str) -> Example:
    """A case in which the rule must remark exactly on `fields`; `severity` if it is not the rule's own."""
    flagged = (fields,) if isinstance(fields, str) else fields
    return Example(name=name, flagged=flagged, cells=cells, kind=kind, department=department, as_of=as_of,
                   beside=beside, tables=tables or {}, severity=severity)


class Reach(Enum):
    """What a check of an item looks at among the items: as long as that stays the same, so do its remarks."""

    ITEM = "its own versions"
    LIST = "the items of its list, and their versions"


ItemCheck: TypeAlias = Callable[[Item, World], Iterable[Remark]]
EditionCheck: TypeAlias = Callable[[Edition, World], Iterable[Remark]]
Comparison: TypeAlias = Callable[[Sequence[Glance], World], Iterable[tuple[int, Remark]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One legal requirement. Exactly one of `check` (every item), `compare` (all items) and `check_edition` (every edition) is set.

    `legal_basis` are canonical citations (《…》第X条…) that the law registry must know; empty only where the rule
    rests on no statute (`rationale` then says what it rests on). `waivable` is False where 司法局 may not waive it.
    A rule `of_wording` says how a cell is written: it is silent where another finds an error in the same cell, which is written anew.
    `reach` is what `check` looks at besides the item. `compare` looks at the glances of all items, takes nothing else about
    items from the World, and gives the positions of those it remarks on; a field it names is one of a Glance.
    """

    id: str
    slug: str
    title: str
    severity: Severity
    legal_basis: tuple[str, ...]
    rationale: str
    hint: str
    examples: tuple[Example, ...]
    check: ItemCheck | None = None
    compare: Comparison | None = None
    check_edition: EditionCheck | None = None
    waivable: bool = True
    of_wording: bool = False
    reach: Reach = Reach.ITEM
