"""Item identifiers: YYYY-NNNNN-C, opaque, with a check character against typing mistakes."""

import re

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FORM = "[0-9]{4}-[0-9]{5}-[0-9A-Z]"
"""What an identifier looks like wherever it stands, for searches of other programs, too."""
IDENTIFIER = re.compile(FORM)
PATTERN = re.compile(FORM + r"\Z")


def check_character(digits: str) -> str:
    """The ISO 7064 MOD 37,36 check character over `digits` (year and number, without hyphens)."""
    product = 36
    for digit in digits:
        product = (product + ALPHABET.index(digit)) % 36 or 36
        product = product * 2 % 37
    return ALPHABET[(37 - product) % 36]


def identifier(year: int, number: int) -> str:
    """The identifier of the item numbered `number` (0–99999) among those registered in `year`."""
    digits = f"{year:04d}{number:05d}"
    return f"{digits[:4]}-{digits[4:]}-{check_character(digits)}"


def is_valid(text: str) -> bool:
    """True iff `text` has the form of an identifier and its check character fits."""
    return IDENTIFIER.fullmatch(text) is not None and identifier(int(text[:4]), int(text[5:10])) == text
