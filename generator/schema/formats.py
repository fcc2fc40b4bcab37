"""Days and identifiers, written a second time from their standards: what a witness says must not come from our judge."""

import re
from datetime import datetime
from functools import cache

import jsonschema


@cache
def day(text: str) -> datetime | None:
    """The day written 2024-01-01; None when there is no such day."""
    try:
        return datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        return None


def mod_37_36(text: str) -> bool:
    """ISO 7064: a string with its check character leaves remainder 1."""
    remainder = 36
    for character in text[:-1]:
        remainder = (remainder + int(character, 36)) % 36 or 36
        remainder = remainder * 2 % 37
    return text != "" and (remainder + int(text[-1], 36)) % 36 == 1


def checker() -> jsonschema.FormatChecker:
    """The formats `date` and `item-id` for jsonschema; what is no text has no form."""
    made = jsonschema.FormatChecker(formats=())
    made.checks("date")(lambda value: not isinstance(value, str) or _is_date(value))
    made.checks("item-id")(lambda value: not isinstance(value, str) or _is_identifier(value))
    return made


def _is_date(text: str) -> bool:
    return re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", text) is not None and day(text) is not None


def _is_identifier(text: str) -> bool:
    return re.match(r"[0-9]{4}-[0-9]{5}-[0-9A-Z]\Z", text) is not None and mod_37_36(text.replace("-", ""))
