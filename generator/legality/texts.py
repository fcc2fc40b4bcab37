"""The free text of an item: which fields people write in, and those texts with widths folded."""

import re
import unicodedata

from generator.model import Item

TEXT_FIELDS = (
    "violation", "power_code", "field", "obligation_basis", "penalty_basis", "statutory_penalty", "coercion_basis",
    "coercion_measure", "exemption_type", "conditions", "relief_basis", "outcome", "correction_deadline",
    "supporting_measures", "inclusion_reason", "change_reason", "end_reason", "note")

_LONGEST_DITTO = 80
_DITTO_STARTS = frozenset("同如下见参略〃″＂\"＇'(（")
_DITTO = re.compile(
    r"[(\s]*(?:同上(?!海)|同前|同左|如上|下同|见上|见前|参见上|略|〃|″|\"|'')"
    r"(?:(?:一)?(?:条|项|行|栏|款|述|例|格))?[)\s。.,;]*(?:\([^)]{0,40}\))?[。.]?")


def texts(item: Item, telling: re.Pattern[str] | None = None) -> tuple[tuple[str, str], ...]:
    """(field, text) of every text field that is filled, in the order of the columns, widths folded.

    None at all when `telling` is found in none of them: most items need no closer look. The rules come to one item after
    the other, so the texts of the last item are kept at hand.
    """
    global _last
    if _last[0] is not item:
        filled = [(field, text) for field in TEXT_FIELDS if (text := getattr(item, field))]
        plain = folded("\x1f".join(text for _, text in filled)).split("\x1f")  # one pass over all is quicker than one over each
        if len(plain) != len(filled):
            plain = [folded(text) for _, text in filled]
        found = tuple((field, text) for (field, _), text in zip(filled, plain, strict=True))
        told = (text for field, text in found if field != "power_code" or len(text) != _CODE)  # a sound code is no personal number
        _last = (item, found, "\n".join(told))
    return _last[1] if telling is None or telling.search(_last[2]) else ()


_last: tuple[Item | None, tuple[tuple[str, str], ...], str] = (None, (), "")

_CODE = 12
_WIDE = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "！": "!", "？": "?", "％": "%", "\u3000": " "}
_UNCOMMON = re.compile(f"[^\x00-\x7f\u4e00-\u9fff、。《》〈〉「」『』【】〔〕“”‘’—·{''.join(_WIDE)}]")


def folded(text: str) -> str:
    """`text` in Unicode form NFKC; the few wide signs of ordinary Chinese are replaced by hand, which is six times as fast."""
    if _UNCOMMON.search(text):
        return unicodedata.normalize("NFKC", text)
    for wide, narrow in _WIDE.items():
        text = text.replace(wide, narrow)
    return text


def leans_on_another(text: str | None) -> bool:
    """True iff the cell only points to another one."""
    text = (text or "").strip()
    if text[:1] not in _DITTO_STARTS or len(text) > _LONGEST_DITTO:
        return False
    return _DITTO.fullmatch(folded(text).strip()) is not None
