"""GB/T 9704-2012 in figures: the fonts, sizes and margins of an official paper."""

from collections.abc import Mapping

SONG, FANG, HEI, KAI, NUMBERS = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
BODY, LINE, CHARACTER = 16.0, 28.95, 15.79
"""Points: 3号, the pitch of 22 lines in 225 mm, and of 28 characters in 156 mm."""
SHORT, LONG = 210, 297
"""Millimetres of A4."""
STANDING: Mapping[str, int] = {"top": 37, "bottom": 35, "left": 28, "right": 26}
"""Margins in millimetres (5.1 of the standard)."""
LYING: Mapping[str, int] = {"top": 28, "bottom": 26, "left": 35, "right": 37}
"""The same page turned for a wide table: its head lies at the binding."""
