"""What a citation is once read."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["law", "policy", "standard"]


@dataclass(frozen=True, slots=True)
class RangeEnd:
    """Last unit of a range, all of its levels written out."""

    article: int | None
    article_sub: int | None = None
    paragraph: int | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited unit, or one range of units. A level the text does not state is None.

    `law` is the name as cited, `law_full` the registry's name (or the cited name where the registry has none);
    both are None where no law can be told. `relative` keeps a word such as 本法, 该条例 or 前款.
    """

    kind: Kind = "law"
    law: str | None = None
    law_full: str | None = None
    version: str | None = None
    doc_no: str | None = None
    article: int | None = None
    article_sub: int | None = None
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None
    to: RangeEnd | None = None
    relative: str | None = None

    def to_json(self) -> dict[str, object]:
        """The public JSON shape, keys in the documented order."""
        cited: dict[str, object] = {name: getattr(self, name) for name in self.__slots__}
        if self.to:
            cited["to"] = {name: getattr(self.to, name) for name in self.to.__slots__}
        return cited
