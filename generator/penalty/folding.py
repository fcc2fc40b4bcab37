"""One way of writing: widths, brackets, thousands, line ends and notes in brackets, before a text is read for penalties."""

import re
from typing import Final

_FOLD: Final = (
    {0xFF01 + n: chr(0x21 + n) for n in range(94)}
    | {ord(c): "（" for c in "([［【〔"} | {ord(c): "）" for c in ")]］】〕"}
    | {ord(c): "，" for c in ",，"} | {ord(c): "；" for c in ";；"} | {ord(c): "。" for c in "!！"}
    | {ord("："): None, ord(":"): None, ord("﹪"): "%", ord("％"): "%", ord("〈"): "<", ord("〉"): ">", ord("㎡"): "平方米"}
    | {0xFF08: "（", 0xFF09: "）", 0xFF3B: "（", 0xFF3D: "）"}
)
_THOUSANDS: Final = re.compile(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_NOTE: Final = re.compile(r"（(?!不?含|不包括|包括|[一二三四五六七八九十0-9]{1,3}）)([^（）]{0,60})）")
_AGAIN: Final = re.compile(r"、(?=对)")
_NOISE: Final = re.compile(
    r"人民币|￥|¥|《[^《》]{0,60}》|(?<=计算)，(?=处)"
    r"|(?<=[元倍%])，(?=最[高多][0-9一二三四五六七八九十百千两])"
    r"|(?<=以上)，(?=(?:但|且|最高)?(?:不得?超过|[0-9一二三四五六七八九十百千两]))"
)


def folded(text: str) -> str:
    """`text` in the one way of writing that the grammar knows."""
    text = "".join(line.strip() + "；" for line in text.splitlines() if line.strip()) if "\n" in text else text
    text = _NOISE.sub("", "".join(text.split()).translate(_FOLD))
    text = _AGAIN.sub("，", _THOUSANDS.sub("", text)).replace("等值以下", "1倍以下")
    return _NOTE.sub(lambda note: note[1] if any(c in note[1] for c in "元倍%") else "", text)
