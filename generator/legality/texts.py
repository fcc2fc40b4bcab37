"""The free text of an item: which fields people write in, and those texts with widths folded."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter

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


def texts(item: Item, telling: re.Pattern[str]) -> tuple[tuple[str, str], ...]:
    """(field, text) of every text field that is filled, in the order of the columns, widths folded.

    None at all when `telling` is found in none of them: most items need no closer look. The rules come to one item after
    the other, so what is known of the last item is kept at hand.
    """
    global _last
    if _last.item is not item:
        code = () if len(item.power_code or "") == _CODE else (item.power_code,)  # a sound code is no personal number
        _last = _Last(item, folded("\n".join(filter(None, (*_other_cells(item), *code)))))
    if telling not in _last.told:
        _last.told[telling] = telling.search(_last.text) is not None
    return tuple((field, folded(text)) for field in TEXT_FIELDS if (text := getattr(item, field))) if _last.told[telling] else ()


@dataclass(slots=True)
class _Last:
    item: Item | None
    text: str
    told: dict[re.Pattern[str], bool] = field(default_factory=dict)


_last = _Last(None, "")
cells = attrgetter(*TEXT_FIELDS)
"""The text fields of an item, empty ones too."""
_other_cells = attrgetter(*(field for field in TEXT_FIELDS if field != "power_code"))

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


def mentioned(item: Item, fields: Iterable[str], words: Iterable[str]) -> bool:
    """True iff one of the words stands in one of the fields: asked before costly patterns, each match of which holds one of them."""
    text = "\n".join([cell for name in fields if (cell := getattr(item, name))])
    return any(map(text.__contains__, words))


def leans_on_another(text: str | None) -> bool:
    """True iff the cell only points to another one."""
    if not text or (text[0] not in _DITTO_STARTS and not text[0].isspace()):  # most texts leave here
        return False
    text = text.strip()
    if text[:1] not in _DITTO_STARTS or len(text) > _LONGEST_DITTO:
        return False
    return _DITTO.fullmatch(folded(text).strip()) is not None
