"""The words of the citation grammar: numerals in every script people type, units, marks and kinds of name."""

import re
from functools import lru_cache
from typing import Final

_DIGITS: Final = {
    **{c: n for n, c in enumerate("〇一二三四五六七八九")},
    **{c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "○": 0,
}
_POWERS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TWENTIES: Final = {"廿": 20, "卅": 30}

NUM: Final = "0-9" + "".join((*_DIGITS, *_POWERS, *_TWENTIES))
"""Characters of a numeral, for use inside a regular-expression character class."""


@lru_cache(maxsize=4096)  # the same few hundred numerals stand in every law
def read_number(numeral: str) -> int | None:
    """Value of a Chinese or Arabic numeral (spaces allowed); None if it is malformed or zero."""
    numeral = "".join(numeral.split())
    if numeral.isascii():
        return int(numeral) or None if numeral.isdigit() else None
    if not any(c in _POWERS or c in _TWENTIES for c in numeral):  # positional: 一〇三
        digits = [_digit(c) for c in numeral]
        value = 0
        for digit in digits:
            if digit is None:
                return None
            value = value * 10 + digit
        return value or None
    total, pending, last_power = 0, 0, 10_000
    for c in numeral:
        if c in _TWENTIES:
            total, last_power = total + _TWENTIES[c], 10
        elif (power := _POWERS.get(c)) is not None:
            if power >= last_power:
                return None
            total, pending, last_power = total + (pending or 1) * power, 0, power
        elif (digit := _digit(c)) is None or pending:
            return None
        else:
            pending = digit
    return total + pending


def _digit(character: str) -> int | None:
    return int(character) if character.isascii() and character.isdigit() else _DIGITS.get(character)


def to_chinese(number: int) -> str:
    """Numeral as statutes print it: 十, 一百一十, 一百零三. Outside 1–9999 the Arabic form is kept."""
    if not 0 < number < 10_000:
        return str(number)
    text, gap = "", False
    for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if gap else "") + "〇一二三四五六七八九"[digit] + word
        gap = bool(text) and not digit
    return text.removeprefix("一") if 10 <= number < 20 else text


def article_label(article: int, sub: int | None = None) -> str:
    """Number of an article: 第一百三十三条之一."""
    return f"第{to_chinese(article)}条" + (f"之{to_chinese(sub)}" if sub else "")


def _folding() -> dict[int, str | None]:
    table: dict[int, str | None] = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
    for first, count in ((0x2460, 20), (0x2474, 20), (0x3220, 10), (0x3280, 10), (0x2776, 10), (0x2780, 10)):
        table |= {first + i: f"（{i + 1}）" for i in range(count)}  # ① ⑴ ㈠ ㊀ ❶ ➀
    table |= {0x2488 + i: str(i + 1) for i in range(20)}  # ⒈
    for written, meant in (
            ("()﹙﹚⟪⟫≪≫«»<>﹤﹥⟨⟩\u2329\u232a‹›﹛﹝﹞", "（）（）《》《》《》〈〉〈〉〈〉〈〉〈〉{〔〕"),
            ("條項幾\u3000\xa0\r\u2028\t", "条项几  \n\n "),
            (",;:（），；：＜＞", "，；：（），；：〈〉")):  # in Chinese text the full-width ones are the canonical ones
        table |= dict(zip(map(ord, written), meant, strict=True))
    table |= dict.fromkeys((0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060, 0xAD, 0x200E, 0x200F))
    return table


_FOLDING: Final = _folding()
_ODD: Final = re.compile(f"[{re.escape(''.join(chr(code) for code, folded in _FOLDING.items() if folded != chr(code)))}]")


def clean(text: str) -> str:
    """Text with widths, marks, brackets and circled numerals folded to one form and invisible characters dropped."""
    return text.translate(_FOLDING) if _ODD.search(text) else text  # most texts have nothing to fold, which is told sooner


# ---- kinds of name -------------------------------------------------------------------------------------------

STANDARD_CODE: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:GB[ZJ]?|DB ?[0-9]{2,6})(?:/[TZ])? ?[0-9]{1,6}(?:\.[0-9]{1,4}){0,3}(?: ?[-—–] ?[0-9]{4})?"
    r"|(?:T/[A-Z]{2,8}|HJ|JGJ|CJJ|CJ|JG|NY|SB|YY|WS|AQ|JT|JTG|SL|LY|SC|DL|QB|HG|TSG|MZ|GA|JB|SN|YC|LB|LD|TY|GY|YD|XF|RB|CH)"
    r"(?:/[TZ])? ?[A-Z]?[0-9]{1,6}(?:\.[0-9]{1,4}){0,3} ?[-—–] ?[0-9]{4})(?![0-9])"
)
POLICY_ENDINGS: Final = (
    "通知", "意见", "公告", "方案", "批复", "函", "通告", "纲要", "规划", "计划", "指引", "指南", "清单", "基准", "措施",
    "要点", "纪要", "答复", "通报", "目录", "名录", "政策",
)
LAW_ENDINGS: Final = (
    "法", "法典", "条例", "规定", "办法", "细则", "规则", "决定", "规范", "标准", "解释", "章程", "准则", "通则", "规程", "总则",
    "修正案", "公约", "决议", "要求", "程序",
)
CONTRACT_ENDINGS: Final = ("合同", "协议", "合同书", "协议书", "承诺书", "许可证", "执照")
PREFIX: Final = "中华人民共和国"
TYPES: Final = ("条例", "办法", "规定", "细则", "规则", "决定", "解释", "通知", "意见", "标准", "规范", "方案", "公告", "法典", "法")
_TRAILING_NOTE: Final = re.compile(r"（[^（）]{0,30}）$")


def stem(name: str) -> str:
    """Name without a closing note: 管理办法（试行） → 管理办法."""
    return _TRAILING_NOTE.sub("", name)


@lru_cache(maxsize=4096)
def type_of(name: str) -> str:
    """The word by which a later 该条例 or 本法 can mean this name; empty if there is none."""
    base = stem(name)
    found = next((word for word in TYPES if base.endswith(word)), "")
    return "法" if found == "法典" else found
