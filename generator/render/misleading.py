"""Characters that would turn, hide or break neighbouring words are shown by their number, in every medium alike."""

import re

MISLEADING = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff"
"""The inside of a character class."""
_ANY = re.compile(f"[{MISLEADING}]")


def shown(text: str) -> str:
    """`text` with such characters written [U+202E]."""
    return _ANY.sub(lambda match: by_number(match[0]), text)


def by_number(character: str) -> str:
    """The number of a character, as a reader sees it."""
    return f"[U+{ord(character):04X}]"
