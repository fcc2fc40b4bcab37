"""The conditions of an item as a checklist: 「同时满足：1.…；2.…」 becomes its introduction and its points."""

import re
from functools import lru_cache

_POINT = re.compile(r"(?:^|(?<=[：:；;。，,、\s]))[（(]?(?P<number>[0-9]{1,2})(?:[.．、]|[)）])")
_SURELY = re.compile(r"[0-9]{2}|[0-9]个?(?:日|天|工作日|次|人|名|件|份|台|辆|户|项|处)")
"""After 「4.」: 4.10日内 and 2.5个工作日内 are points; 2.5万元 may be an amount."""


@lru_cache(maxsize=256)  # the pages of an item ask for the same text one after another
def _marks(text: str) -> list[re.Match[str]]:
    """The numbers 1, 2, 3 … at which points begin, none when there are fewer than two."""
    candidates = list(_POINT.finditer(text))
    found: list[re.Match[str]] = []
    while True:
        number, start = len(found) + 1, found[-1].end() if found else 0
        rest = [match for match in candidates if match.start() >= start]
        here = [match for match in rest if int(match["number"]) == number]
        plain = [match for match in here if not _decimal(match)]
        counted = any(int(match["number"]) == number + 1 and not _decimal(match) for match in rest)
        likely = [match for match in here if match.string[match.start() - 1:match.start()] in ("", *"：:；;。")
                  and (counted or _SURELY.match(text, match.end()))]
        if not plain and not likely:
            return found if len(found) > 1 else []
        found.append((plain or likely)[0])


def _decimal(match: re.Match[str]) -> bool:
    """True iff the number could be the whole part of a decimal."""
    return match[0][-1] in ".．" and match.string[match.end():match.end() + 1].isdecimal()


def numbered(text: str) -> tuple[int, ...]:
    """Where the numbered points begin."""
    return tuple(match.start() for match in _marks(text))


def points(text: str) -> tuple[str, tuple[str, ...]]:
    """(introduction, points). A text without numbered points is one point without introduction."""
    starts = _marks(text)
    if not starts:
        return "", ((text,) if text else ())
    ends = [match.start() for match in starts[1:]] + [len(text)]
    found = tuple(text[match.end():end].strip().rstrip("；;。") for match, end in zip(starts, ends, strict=True))
    return text[:starts[0].start()].strip().rstrip("：:"), found
