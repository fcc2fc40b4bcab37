"""Requirements joined by 且, 或 and 非: what there is, and whether meeting one surely means meeting another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.diff.atoms import Atom, meets


@dataclass(frozen=True, slots=True)
class All:
    """Every part must be met."""

    parts: tuple["Node", ...]
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Some:
    """One part must be met. `whole` is the same as a single requirement, where the parts may be items of a list."""

    parts: tuple["Node", ...]
    text: str = field(default="", compare=False)
    whole: Atom | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Unless:
    """The part must not be met: what is excluded."""

    part: "Node"
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Unclear:
    """The text does not say whether all parts must be met or one."""

    parts: tuple["Node", ...]
    text: str = field(default="", compare=False)


Node = Atom | All | Some | Unless | Unclear


def entails(one: Node, other: Node) -> bool:
    """Whether who meets `one` surely meets `other`. Sound, not complete: False also when that cannot be told."""
    if one == other:
        return True
    if isinstance(other, All):
        return all(entails(one, part) for part in other.parts)
    if isinstance(one, Some) and all(entails(part, other) for part in one.parts):
        return True
    if isinstance(one, All) and any(entails(part, other) for part in one.parts):
        return True
    if isinstance(other, Some) and any(entails(one, part) for part in other.parts):
        return True
    if isinstance(one, Unclear) and isinstance(other, Unclear):  # must hold however the two are read
        return (all(any(entails(mine, theirs) for mine in one.parts) for theirs in other.parts)
                and all(any(entails(mine, theirs) for theirs in other.parts) for mine in one.parts))
    if isinstance(one, Unless) and isinstance(other, Unless):
        return entails(other.part, one.part)
    first, second = (node.whole if isinstance(node, Some) else node for node in (one, other))
    return isinstance(first, Atom) and isinstance(second, Atom) and meets(first, second)


def opaque(node: Node) -> Iterator[Atom]:
    """The requirements in it that only a person can weigh."""
    if isinstance(node, Atom):
        if node.opaque:
            yield node
    else:
        for part in (node.part,) if isinstance(node, Unless) else node.parts:
            yield from opaque(part)


def flat(nodes: Iterable[Node]) -> Iterator[Node]:
    """The requirements that must all be met, one level deep."""
    for node in nodes:
        if isinstance(node, All):
            yield from flat(node.parts)
        else:
            yield node
