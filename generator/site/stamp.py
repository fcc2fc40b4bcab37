"""Stamping: a frame is cut at its placeholders once, then every page is its pieces joined with what belongs between."""

import re
from collections.abc import Mapping

from generator.model import Refusal

_SLOT = re.compile(r"<!--qd:([a-z-]+)-->")

MARK = "<!--qd:"
"""No published file may contain this; the printer escapes `<`, so that no text of an item can."""


class Frame:
    """One frame with everything filled in that is the same on all its pages."""

    def __init__(self, html: str, constant: Mapping[str, str]) -> None:
        html = _SLOT.sub(lambda match: constant.get(match[1], match[0]), html)
        pieces = _SLOT.split(html)
        self._pieces = pieces[::2]
        self._slots = pieces[1::2]

    def stamped(self, values: Mapping[str, str]) -> str:
        """The page with `values` in its slots. Refusal when the frame has a slot that nobody fills."""
        parts = [self._pieces[0]]
        for slot, piece in zip(self._slots, self._pieces[1:], strict=True):
            if slot not in values:
                raise Refusal(f"页面框架中的位置 qd:{slot} 没有内容可填。请检查 site_src/overrides。")
            parts.append(values[slot])
            parts.append(piece)
        return "".join(parts)
