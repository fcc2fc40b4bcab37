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
_NUM: Final = "[0-9〇零一二两三四五六七八九十百千万亿.]{1,12}(?:元|倍|%)"
_BETWEEN: Final = re.compile(rf"({_NUM})(≤|≦|<=?)(?:[A-Za-z]|(罚款|处罚)?(?:数额|金额|额度?)?)(≤|≦|<=?)({_NUM})(?:的?罚款)?")
"""罚款2000元≤X<5000元: how tables of discretion write a range."""
_TURNED: Final = re.compile(r"(不(?:得|能)?(?:超过|高于|低于|少于))([^，；。0-9〇零一二两三四五六七八九十百千万元]{2,20}?)(?=[0-9一二两三四五六七八九十点.]{1,8}(?:倍|%)|[百千万]分之)")
"""不超过违法所得三倍, which is 违法所得不超过三倍."""


def folded(text: str) -> str:
    """`text` in the one way of writing that the grammar knows."""
    text = "".join(line.strip() + "；" for line in text.splitlines() if line.strip()) if "\n" in text else text
    text = _NOISE.sub("", "".join(text.split()).translate(_FOLD))
    text = _BETWEEN.sub(_range, text) if "<" in text or "≤" in text or "≦" in text else text
    text = _TURNED.sub(r"\2\1", text)
    text = _AGAIN.sub("，", _THOUSANDS.sub("", text)).replace("等值以下", "1倍以下")
    return _NOTE.sub(lambda note: note[1] if any(c in note[1] for c in "元倍%") else "", text)


def _range(written: re.Match[str]) -> str:
    low, at, named, to, high = written.groups()
    return f"{named or ''}{'超过' if at == '<' else '不低于'}{low}、{'不满' if to == '<' else '不超过'}{high}罚款"
