"""The duties whose breach a penal clause punishes, as far as it names all of them by number (违反本法第三十六条规定的)."""

import re
from collections.abc import Iterator, Sequence

from generator.citation import LawNames, parse

_OWN = "本(?:法|条例|办法|规定|规则|细则|实施细则|实施办法)"
_NUMBER = "[〇零一二三四五六七八九十百千]+"
_ARTICLE = f"第{_NUMBER}条(?:之[一二三四五六七八九十]+)?"
_PLACES = f"{_ARTICLE}(?:第?[（(]?{_NUMBER}[）)]?[条款项]?(?:之[一二三四五六七八九十]+)?|[、，和或及者以至])*+"
_BROKEN = re.compile(rf"(?:违反|[未不](?:依照|按照?|符合|履行|遵守|执行)|有){_OWN}(?P<places>{_PLACES})")
_ONLY = re.compile(rf"(?P<who>[^，；。未不]{{0,30}}?){_BROKEN.pattern}(?:的?(?:规定|要求))?+(?![，、]?(?:或|以及|及|和|并))")
"""A clause about breaches of named duties from its beginning on; not 违反本法第五条规定，或者有下列行为之一."""
_CONTINUED = re.compile(
    "情节|拒不|逾期|造成|构成|导致|致使|引起|发生|产生|(?:没有|有|无)?违法|没有|有前款|有前|前款|货值|后果|情形|数额|对|其|单位|个人|并|可以|由|责令|属于|仍|"
    "尚|未构成|不足|处|依法|[一二三四五]年内|再次|两次|经(?!营)")
"""A clause that begins so goes on with the conduct of the clause before: a graver case, another subject, a further penalty."""

_NO_NAMES = LawNames(())
_LONGEST_RANGE = 60


def duties(text: str, items: Sequence[str] = ()) -> tuple[str, ...]:
    """The articles that a paragraph with its items punishes the breach of: 36, or 36.1 for 第三十六条之一.

    Nothing where any part describes its conduct in other words, since the list of duties would then be incomplete.
    """
    clauses = [clause for clause in re.split("[；。]", re.sub(r"\s", "", text)) if clause and not _CONTINUED.match(clause)]
    if items and clauses and not _ONLY.match(clauses[-1]):
        clauses = [*clauses[:-1], *items]
    found = [_broken(clause) for clause in clauses]
    return tuple(dict.fromkeys(duty for clause in found for duty in clause)) if all(found) else ()


def _broken(clause: str) -> list[str]:
    plain = re.sub(r"\s", "", clause)
    only = _ONLY.match(plain)
    if only is None or only["who"].endswith("或者"):
        return []
    return [duty for match in _BROKEN.finditer(plain) for duty in _articles(match["places"])]


def _articles(places: str) -> Iterator[str]:
    for cited in parse(f"《本法》{places}", _NO_NAMES):
        first = cited.article or 0
        last = (cited.to.article if cited.to else None) or first
        for article in range(first, min(last, first + _LONGEST_RANGE) + 1):
            yield f"{article}.{cited.article_sub}" if cited.article_sub else str(article)
