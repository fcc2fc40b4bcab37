"""The conditions of an item as a checklist: 「同时满足：1.…；2.…」 becomes its introduction and its points."""

import re

_POINT = re.compile(r"(?:^|(?<=[：:；;。，,、\s]))[（(]?([0-9]{1,2})(?:[.．、](?![0-9])|[)）])")


def _marks(text: str) -> list[re.Match[str]]:
    """The numbers 1, 2, 3 … at which points begin, none when there are fewer than two."""
    found: list[re.Match[str]] = []
    for match in _POINT.finditer(text):
        if int(match[1]) == len(found) + 1:
            found.append(match)
    return found if len(found) > 1 else []


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
