"""What is said of a cell that breaks its schema: as written, the very value wanted where it can be told, and the cure."""

import re
import unicodedata
from datetime import date, timedelta
from itertools import product

from generator.model import IDENTIFIER, is_valid
from generator.schema import faults
from generator.schema.judge import Violation

_WRITTEN = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?: 0{1,2}:00(?::00)?)?|((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
"""A day as people and programs write it: 2024/1/1, 2024年1月1日, 2024-01-01 00:00:00, 20240101."""
_SERIAL = re.compile("[2-6][0-9]{4}")
"""A day as spreadsheets count it, from 1954 to 2091."""
_SPOKEN = re.compile("([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
_SINCE = re.compile("^自|起?(?:施行|实施|生效)?$")
"""What is said of the day on which something begins: 自…起施行."""
_YEAR = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_COUNTED = {tens + ones: number for number, (tens, ones) in enumerate(product(("", "十", "二十", "三十"), ("", *"一二三四五六七八九")))}
"""十二 → 12."""
_BETWEEN = re.compile(r"\s*[;、,/|]\s*|\s+")
"""What people put between several values."""


def told(violation: Violation, text: str | None) -> tuple[str, str]:
    """The message and the hint for a cell; `text` is None when it is empty."""
    column, hint = violation.column, faults.OF_KEYWORD[violation.keyword].hint
    if text is None:
        return "没有填写。", hint
    written = f"写作“{text if len(text) <= 40 else f'{text[:40]}……'}”，"
    if violation.keyword == "maxLength":
        return f"有{len(text)}字，最多{column.max_length}字。", hint
    if violation.keyword == "date" and (no_day := _day(text)) is not None and not no_day:
        return f"{written}没有这一天。", "核对日期，当年当月没有这一天。"
    if violation.keyword == "item-id" and IDENTIFIER.fullmatch(text):
        return f"{written}末位的校验码不符，编号抄错了。", hint
    wanted = meant(violation, text)
    return f"{written}应为{f'“{wanted}”' if wanted else column.expected}。", hint


def meant(violation: Violation, text: str) -> str:
    """The value that was surely meant; "" when one cannot be sure."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if violation.keyword == "date":
        return _day(text) or ""
    if violation.keyword == "item-id":
        return plain.upper() if is_valid(plain.upper()) else ""
    if violation.keyword == "pattern":
        fits = re.compile(violation.column.pattern or "").search
        return next((one for one in (plain, plain.lower(), plain.upper(), _BETWEEN.sub(";", plain).strip(";")) if fits(one)), "")
    return ""


def _day(text: str) -> str | None:
    """The day as it has to be written; "" when there is no such day, None when `text` is not the form of a day."""
    plain = _SINCE.sub("", unicodedata.normalize("NFKC", text).strip())
    if match := _SPOKEN.fullmatch(plain):
        parts = [int(match[1].translate(_YEAR)), _COUNTED.get(match[2], 0), _COUNTED.get(match[3], 0)]
    elif match := _WRITTEN.fullmatch(plain):
        parts = [int(part) for part in match.groups() if part]
    elif _SERIAL.fullmatch(plain):
        return (date(1899, 12, 30) + timedelta(int(plain))).isoformat()
    else:
        return None
    try:
        return date(*parts).isoformat()
    except ValueError:
        return ""
